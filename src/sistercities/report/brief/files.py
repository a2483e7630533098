"""The files of a brief: each whole or not there, named for what the brief is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup

from sistercities.partners.answers import PartnerPlace
from sistercities.report.brief import paper, word_file
from sistercities.report.brief.content import all_ties, brief_of
from sistercities.report.brief.parts import Brief
from sistercities.report.brief.room import COMMON
from sistercities.report.brief.words import counted
from sistercities.report.brief.workbook import workbook_of
from sistercities.report.citation import program_version
from sistercities.report.exports import write_together
from sistercities.report.page_environment import page_environment
from sistercities.report.said_html import in_english
from sistercities.report.typeset.plain_words import without_control


def page_of(brief: Brief) -> str:
    """Render a brief as HTML; on a screen it can show all ties.

    Printed it fills two pages of A4, those of the largest homes three: only a PDF is fitted.

    Parameters
    ----------
    brief
        The brief.
    """
    shown = brief_of(brief.facts, brief.words, COMMON)
    n = len(brief.facts.ties)
    is_cut = len(shown.ties.rows) < n
    template = page_environment().get_template("brief.html")
    rendered = template.render(
        brief=shown,
        all_ties=all_ties(brief.facts, brief.words) if is_cut else None,
        all_ties_words=counted(brief.words.ties_all, n),
        style=Markup(_style()),
        version=program_version(),
    )
    return without_control(in_english(rendered))


def _style() -> str:
    return files("sistercities.report").joinpath("templates", "brief.css").read_text("utf-8")


FORMATS = ("html", "pdf", "docx", "xlsx")
"""What a brief can be written as, the usual one first."""
_LONGEST = 60
_MAKERS: dict[str, Callable[[Brief], bytes]] = {
    "html": lambda brief: page_of(brief).encode(),
    "pdf": paper.pdf_of,
    "docx": word_file.document_of,
    "xlsx": workbook_of,
}
_CHECKS: dict[str, Callable[[], None]] = {
    "pdf": paper.check_can_set,
    "docx": word_file.check_can_write,
}


@dataclass(frozen=True, slots=True)
class BriefFiles:
    """Where the files of a brief are.

    Attributes
    ----------
    folder
        The folder that holds them.
    files
        Path by format: html, pdf, docx, xlsx.
    """

    folder: Path
    files: dict[str, Path]


def check_formats(formats: Sequence[str]) -> None:
    """Make sure that a brief can be written so, before the work for it begins.

    Raises
    ------
    MissingExtra
        If a format needs the extra `brief` and it is not installed.
    """
    for each in formats:
        _CHECKS.get(each, lambda: None)()


def file_stem(brief: Brief) -> str:
    """Name the files of a brief without their ending, in plain letters."""
    facts = brief.facts
    about = [facts.place] if facts.partner is None else [facts.place, facts.partner]
    return "-".join(["brief", *map(_plain, about)])


def _plain(place: PartnerPlace) -> str:
    """Spell a name for a file; where no plain letter is left, its id stands for it."""
    apart = unicodedata.normalize("NFKD", place.name)
    letters = apart.encode("ascii", "ignore").decode().lower()
    joined = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_LONGEST]
    return joined or re.sub(r"[^A-Za-z0-9]+", "-", place.place_id)


def write_files(
    brief: Brief,
    folder: Path,
    formats: Sequence[str],
    stem: str | None = None,
    *,
    replace: bool = False,
) -> BriefFiles:
    """Write a brief into a folder: all of its files, or none.

    Parameters
    ----------
    brief
        The brief.
    folder
        Made if it is not there; older files of the same names are replaced.
    formats
        Of `FORMATS`.
    stem
        Name of the files without their ending; None names them for the places.
    replace
        Whether files of others are overwritten too.

    Raises
    ------
    MissingExtra
        If a format needs the extra `brief` and it is not installed.
    OutputError
        If a file cannot be made or written; older ones are as they were.
    """
    name = stem or file_stem(brief)
    content = {f"{name}.{each}": _MAKERS[each](brief) for each in formats}
    written = write_together(folder, content, replace=replace)
    return BriefFiles(folder, {each: written[f"{name}.{each}"] for each in formats})

"""Blocks set on paper by Typst: the same blocks give the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from typing import Any

from sistercities.errors import MissingExtra, OutputError
from sistercities.report.citation import program_version
from sistercities.report.typeset.fonts import EXTRA, NEEDED_FOR, Fonts, folder_of, fonts_for
from sistercities.report.typeset.paper_drawing import on_paper
from sistercities.report.typeset.plain_words import plain_words
from sistercities.terms.json_records import Json

PDF_NAME = "report.pdf"
_STANDARD = "ua-1"
_SHORT_TITLE = 48
_NO_GLYPH = "could not be displayed"
_OTHER_SCRIPTS = re.compile(r"[\u0530-\u10ff\u1200-\u1dff\ua000-\ua95f\ua980-\uabff\ufb1d-\ufdff]")
"""Letters that the fonts of the extra do not have: Armenian to Georgian, Ethiopic and on."""


@dataclass(frozen=True, slots=True)
class Document:
    """A report to be set.

    Attributes
    ----------
    title
        Title in the properties of the file.
    running
        Words at the head of each page.
    country
        ISO 3166-1 alpha-2 code of the home country.
    data_version
        Version of the data.
    blocks
        What it says.
    """

    title: str
    running: str
    country: str
    data_version: str
    blocks: Sequence[Json]


def typst_module() -> Any:
    """Import Typst.

    Raises
    ------
    MissingExtra
        If it is not installed.
    """
    try:
        return import_module("typst")
    except ModuleNotFoundError:
        raise MissingExtra(NEEDED_FOR, "typst", EXTRA) from None


def check_can_set() -> None:
    """Make sure that a report can be set, before the work for it begins.

    Raises
    ------
    MissingExtra
        If Typst or a font for East Asian names is not installed.
    """
    fonts_for("", typst_module())


def pdf_of(document: Document) -> bytes:
    """Set a report on A4.

    The file meets PDF/UA-1, for readers who listen to it, unless a name is in a script for which
    no font is at hand; then a note at the end says so.

    Raises
    ------
    MissingExtra
        If Typst or a font for East Asian names is not installed.
    OutputError
        If Typst cannot set it.
    """
    typst = typst_module()
    fonts = fonts_for(document.country, typst)
    content = _content(document, fonts)
    has_other_scripts = _OTHER_SCRIPTS.search(json.dumps(content, ensure_ascii=False)) is not None
    is_closed = bool(fonts.files) and not has_other_scripts
    with folder_of(fonts) as folders:

        def compiled(standard: Sequence[str], note: str) -> bytes:
            held = json.dumps({**content, "note": note}, ensure_ascii=False)
            made: bytes = typst.compile(
                _program(),
                font_paths=folders,
                ignore_system_fonts=is_closed,
                sys_inputs={"report": held},
                pdf_standards=list(standard),
            )
            return made

        try:
            return _set(compiled)
        except RuntimeError as error:
            problem = f"Typst says: {str(error).rstrip('.')}"
            advice = "take --format html, and tell us of it"
            raise OutputError(PDF_NAME, problem, advice) from error


def _set(compiled: Callable[[Sequence[str], str], bytes]) -> bytes:
    try:
        return compiled([_STANDARD], "")
    except RuntimeError as error:
        if _NO_GLYPH not in str(error):
            raise
    note = (
        "Some names are in scripts for which no font was at hand when this was made; boxes stand "
        "for their letters. The CSV files have them in full."
    )
    return compiled([], note)


def _program() -> bytes:
    return files("sistercities.report").joinpath("templates", "report.typ").read_bytes()


def _content(document: Document, fonts: Fonts) -> Json:
    """Give all that the program of Typst reads."""
    ordered = _laid_out(list(_with_tables_last(document.blocks)))
    blocks = _paired([_drawn(block, fonts) for block in ordered])
    anchors = {str(each.get("id")) for each in blocks} - {"", "None"}
    return {
        "title": plain_words(document.title),
        "running": plain_words(document.running),
        "version": f"sistercities {program_version()}, data {plain_words(document.data_version)}",
        "families": list(dict.fromkeys((fonts.latin, fonts.east_asian))),
        "anchors": sorted(anchors),
        "blocks": blocks,
    }


def _paired(blocks: Sequence[Json]) -> list[Json]:
    """Set figures of half the width side by side, where two follow each other."""
    made: list[Json] = []
    for block in blocks:
        last = made[-1] if made else {}
        if block.get("is_half") and last.get("is_half"):
            made[-1] = {"kind": "pair", "items": [last, block]}
        else:
            made.append(block)
    return made


def _drawn(block: Json, fonts: Fonts) -> Json:
    if block["kind"] != "figure":
        return block
    drawing = on_paper(str(block["drawing"]), fonts.latin, fonts.east_asian)
    return {**block, "drawing": drawing}


def _laid_out(blocks: list[Json]) -> list[Json]:
    """Set the contents in two columns where all titles are short enough for that."""
    titles = [
        "".join(run["words"] for run in block["runs"])  # type: ignore[attr-defined]
        for block in blocks
        if block["kind"] == "heading" and block["level"] == 1
    ]
    columns = 2 if all(len(title) <= _SHORT_TITLE for title in titles) else 1
    return [{**each, "columns": columns} if each["kind"] == "contents" else each for each in blocks]


def _with_tables_last(blocks: Sequence[Json]) -> Iterator[Json]:
    """Move the tables of figures to the end, where they do not stand in a reader's way."""
    tables = []
    for block in blocks:
        table = block.get("table")
        if isinstance(table, dict):
            tables.append({**table, "id": block["table_id"]})
        yield {name: value for name, value in block.items() if name != "table"}
    if tables:
        runs = [{"words": "The numbers behind the figures", "mark": "", "to": ""}]
        yield {"kind": "heading", "level": 1, "id": "figure-tables", "runs": runs}
        yield from tables

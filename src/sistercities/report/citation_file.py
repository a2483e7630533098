"""Who made the program, and where it is found: what `CITATION.cff` says, read without a library.

The file is of the project's own making and plain: lines of `key: value`, and a list of authors. A
line that is understood otherwise would be a wrong citation, so only these are read.

Entries for BibTeX, of reports and of pages alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from sistercities.report.latex_text import latex_text

NAME = "CITATION.cff"
_LINE = re.compile(r"([a-z-]+): *(.*)")
_MEMBER = re.compile(r" +(?:- )? *([a-z-]+): *(.*)")


@dataclass(frozen=True, slots=True)
class Project:
    """What the project says of itself.

    Attributes
    ----------
    title
        Of the program.
    authors
        As they are to be named, the family name first where there is one.
    address
        DOI or other lasting address; empty where there is none.
    released
        Date of the release of the program, ISO 8601; empty where none is given.
    """

    title: str
    authors: tuple[str, ...]
    address: str = ""
    released: str = ""


@cache
def project() -> Project:
    """Read the file of the package, or of the checkout that it is run from."""
    packaged = Path(str(files("sistercities"))) / "data" / NAME
    checkout = Path(__file__).parents[3] / NAME
    path = next((path for path in (packaged, checkout) if path.is_file()), None)
    if path is None:
        return Project("sistercities", ("The sistercities authors",))
    return project_of(path.read_text(encoding="utf-8"))


def project_of(text: str) -> Project:
    """Take from the words of the file what a citation needs."""
    held = {key: _plain(value) for key, value in _matches(_LINE, text)}
    address = held.get("doi", "") and f"https://doi.org/{held['doi']}"
    return Project(
        held["title"],
        tuple(_authors(text)),
        address or held.get("url", "") or held.get("repository-code", ""),
        held.get("date-released", ""),
    )


def _authors(text: str) -> list[str]:
    below = text.partition("\nauthors:\n")[2]
    lines = re.match(r"(?: .*\n?)*", below)
    members = re.split(r"(?m)^ +- ", lines[0] if lines else "")[1:]
    return [_author(dict(_matches(_MEMBER, f"  {member}"))) for member in members]


def _author(held: dict[str, str]) -> str:
    if "name" in held:
        return _plain(held["name"])
    return ", ".join(_plain(held[key]) for key in ("family-names", "given-names") if key in held)


def _matches(pattern: re.Pattern[str], text: str) -> list[tuple[str, str]]:
    found = (pattern.fullmatch(line) for line in text.splitlines())
    return [(each[1], each[2]) for each in found if each]


def _plain(value: str) -> str:
    return value.strip().strip("\"'")


_DATED = re.compile(r"(\d{4})\.(0?[1-9]|1[0-2])\b")
"""A version of the data: year and month of its release, and which of that month."""


def release_date(data_version: str) -> tuple[str, str]:
    """Give year and month, two digits, of a version of the data; "" where it names none."""
    found = _DATED.match(data_version)
    return (found[1], f"{int(found[2]):02d}") if found else ("", "")


def bibtex_entry(
    made: Project, *, key: str, title: str, data_version: str, program: str, note: str, address: str
) -> str:
    """Write an entry.

    Parameters
    ----------
    made
        Who made the program.
    key
        Of the entry, without spaces.
    title, note
        In words; what LaTeX would read as a command is escaped.
    data_version
        Version of the data; the year and the month of the entry are theirs.
    program
        Version of the program.
    address
        Where the thing is read; "" leaves the field out.
    """
    year, month = release_date(data_version)
    fields = {
        "title": f"{{{latex_text(title)}}}",
        "author": " and ".join(_name(name) for name in made.authors),
        "year": year,
        "month": str(int(month)) if month else "",
        "version": latex_text(program),
        "note": latex_text(note),
        "url": _quoted(address),
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{key},\n{body}\n}}\n"


def _name(name: str) -> str:
    """Write a name; that of a group stands in braces, lest it be taken for a person."""
    written = latex_text(name)
    return written if "," in name else f"{{{written}}}"


def _quoted(address: str) -> str:
    """Spell what would end the field or begin a comment; the rest of an address stays."""
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")

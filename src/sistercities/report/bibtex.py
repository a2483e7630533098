"""Entries for BibTeX, of reports and of pages alike."""

from __future__ import annotations

import re

from sistercities.report.citation_file import Project
from sistercities.report.latex_text import latex_text

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

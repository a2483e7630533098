"""Citations for BibTeX."""

from __future__ import annotations

import hashlib
import re

import sistercities

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
    "$": r"\$", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_DATED = re.compile(r"(\d{4})\.(\d{1,2})\b")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def bibtex(title: str, address: str, data_version: str) -> str:
    """Write an entry for a page.

    Parameters
    ----------
    title, address
        Of the page.
    data_version
        Version of the data; the year and the month of the entry are theirs.
    """
    key = hashlib.sha256(f"{address} {data_version}".encode()).hexdigest()[:8]
    lines = [
        f"title = {{{_plain(title)}}}",
        "author = {{The sistercities authors}}",
        *_date(data_version),
        f"note = {{sistercities {sistercities.__version__}, data {_plain(data_version)}}}",
        f"url = {{{_quoted(address)}}}",
    ]
    body = ",\n".join(f"  {line}" for line in lines)
    return f"@misc{{sistercities-{key},\n{body}\n}}"


def _date(version: str) -> list[str]:
    found = _DATED.match(version)
    if found is None or not 1 <= int(found[2]) <= len(_MONTHS):
        return []
    return [f"year = {{{found[1]}}}", f"month = {_MONTHS[int(found[2]) - 1]}"]


def _plain(text: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in text)


def _quoted(address: str) -> str:
    """Spell what would end the field or begin a comment; the rest of an address stays."""
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")

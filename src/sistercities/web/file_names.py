"""Names of files for addresses: safe on every system, different for different addresses."""

from __future__ import annotations

import hashlib
import re
import unicodedata

PLAIN = re.compile(r"[a-z][a-z0-9_]{0,40}|[A-Z]{2}")
"""Rooms of the site, parts of a page and codes of countries keep their names."""
_ID = re.compile(r"(?:gn:[0-9]{1,12}|wd:[QP][0-9]{1,12})")
_UNSAFE = re.compile(r"[^a-z0-9]+")
_LONGEST = 40
_NO_LETTER = re.compile(r"[^A-Za-z0-9.]+")
_LETTERS = str.maketrans({"Ł": "L", "ł": "l", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "đ": "d"})
"""Letters that no decomposition turns into plain ones."""


def file_stem(path: str) -> str:
    """Give the name of a file, without its ending, for the path of an address.

    Parameters
    ----------
    path
        Such as `/place/gn:1799397`; `/` is the start.

    Returns
    -------
    str
        Parts with slashes between them, such as `place/gn-1799397`. No part holds a colon, which
        no file may have on some systems, or differs from another in its capitals alone, but for
        the codes of countries.
    """
    parts = [part for part in path.split("/") if part]
    return "/".join(_part(part) for part in parts) or "index"


def page_file(path: str, page: int = 1) -> str:
    """Give the file of a page, relative to the folder of its language."""
    return f"{file_stem(path)}{f'-page{page}' if page > 1 else ''}.html"


def table_file(path: str, form: str) -> str:
    """Give the file of a table as data, relative to the folder of the site."""
    return f"data/{file_stem(path)}.{form}"


def download_name(*parts: str) -> str:
    """Name a file to save as by what is in it, in letters that every system takes.

    Parameters
    ----------
    parts
        Such as `ties`, `Łódź`, `gn:3093133`; a part without such letters is left out.
    """
    plain = (unicodedata.normalize("NFKD", one.translate(_LETTERS)) for one in parts)
    named = (_NO_LETTER.sub("-", one.replace(":", "").encode("ascii", "ignore").decode())
             for one in plain)  # fmt: skip
    return "-".join(one.strip("-")[:_LONGEST] for one in named if one.strip("-"))


def _part(part: str) -> str:
    if PLAIN.fullmatch(part):
        return part
    ids = part.split("~")
    if all(_ID.fullmatch(one) for one in ids):
        return "~".join(one.replace(":", "-").replace("Q", "q") for one in ids)
    readable = _UNSAFE.sub("-", part.lower()).strip("-")[:_LONGEST]
    return f"{readable}-{hashlib.sha256(part.encode()).hexdigest()[:12]}"

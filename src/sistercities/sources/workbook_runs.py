"""Texts of a workbook of which a part is struck out: `Aville; ~~Btown~~` in one cell.

A text stands in its cell, or in a list that all sheets share, which a cell names by its number
from 0. Its parts that look different are runs, each with its own font.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Set

_SHARED = "sharedstrings.xml"
_TEXT = re.compile(rb"<si(?=[\s/>])([^<>]*)(?:(?<=/)>|(?<!/)>(.*?)</si>)", re.DOTALL)
_RUN = re.compile(rb"<r>(.*?)</r>", re.DOTALL)
_STRUCK = re.compile(rb"<strike(?:\s*/?>|\s+val=[\"'](?:1|true|on)[\"'])")
_SAID = re.compile(rb"<t(?:\s[^<>]*)?>\s*[^\s<]")
_NAMED = re.compile(rb"<c(?=\s)[^<>]*?\st=[\"']s[\"'][^<>]*>\s*<v>\s*([0-9]{1,9})\s*</v>")


def struck_shared_texts(book: zipfile.ZipFile) -> frozenset[int]:
    """Return the numbers of the shared texts of a workbook of which a part is struck out."""
    part = next((one for one in book.namelist() if one.casefold().endswith(_SHARED)), "")
    content = book.read(part) if part else b""
    if not _STRUCK.search(content):
        return frozenset()
    # Up to the last end, so that no search for one runs through the rest in vain.
    texts = _TEXT.finditer(content, 0, content.rfind(b"</si>") + len(b"</si>"))
    return frozenset(at for at, text in enumerate(texts) if _is_struck(text[2] or b""))


def holds_struck_run(row: bytes, shared: Set[int]) -> bool:
    """Whether a cell of a row holds text of which a part is struck out.

    Parameters
    ----------
    row
        What stands in the row, as it is stored.
    shared
        Numbers of the shared texts of which a part is struck out.
    """
    if shared and any(int(one) in shared for one in _NAMED.findall(row)):
        return True
    return _is_struck(row)


def _is_struck(text: bytes) -> bool:
    """Whether a run of a text is struck out and says something; blanks may be struck out."""
    if not _STRUCK.search(text):
        return False
    runs = _RUN.findall(text, 0, text.rfind(b"</r>") + len(b"</r>"))
    return any(_STRUCK.search(run) and _SAID.search(run) for run in runs)

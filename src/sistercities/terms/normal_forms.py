"""Unicode normal forms of text that anybody may have written.

To put a run of combining marks in order takes time that grows with the square of its length, and a
cell of a million marks would hang whoever reads it. No script writes more than a few marks on a
letter; so a run is put in order thirty marks at a time, as the Stream-Safe Text Format of Unicode
Standard Annex 15 has it. No letter and no mark is lost.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Literal

NormalForm = Literal["NFC", "NFD", "NFKC", "NFKD"]
MOST_MARKS = 30
"""Marks in a row that are put in order together."""


def normalised(form: NormalForm, text: str) -> str:
    """Return the normal form of a text, in time that grows with its length alone."""
    if text.isascii():
        return text
    if len(text) <= MOST_MARKS or _has_few_marks(text):
        return unicodedata.normalize(form, text)
    return "".join(unicodedata.normalize(form, piece) for piece in _pieces(text))


_PLAIN: set[str] = set()
"""Letters that were found to be no combining marks."""


def _has_few_marks(text: str) -> bool:
    """Whether a text has too few marks to have more in a row than are put in order together."""
    marks = [letter for letter in set(text) - _PLAIN if unicodedata.combining(letter)]
    _PLAIN.update(set(text).difference(marks))
    return sum(text.count(mark) for mark in marks) <= MOST_MARKS


def _pieces(text: str) -> Iterator[str]:
    """Cut a text where more marks follow each other than any script writes."""
    begun = run = 0
    for at, letter in enumerate(text):
        run = run + 1 if unicodedata.combining(letter) else 0
        if run > MOST_MARKS:
            yield text[begun:at]
            begun, run = at, 1
    yield text[begun:]

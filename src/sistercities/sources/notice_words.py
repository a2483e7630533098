"""What lists of notices call things: heads of columns, themes, continents, "any", "like ours".

The words stand in `notice_words.csv` and are compared as those of registers are: without case,
accents, spaces and punctuation.

Themes of notices, to the words of a closed list; what is not on it is kept as written and told.

`notice_words.csv` says which other words mean which theme, in five languages and some more. Words
that every notice has, such as exchange and cooperation, are passed over: Kulturaustausch and
文化交流 are culture.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from sistercities.sources.register_ends import joined_parts
from sistercities.sources.register_words import folded
from sistercities.terms.late_methods import late_expression
from sistercities.terms.notices import THEMES, Theme

NoticeField = Literal[
    "place", "region", "country", "id", "countries", "size", "min_size", "max_size", "themes",
    "date", "source", "note", "number",
]  # fmt: skip
"""What a column of a list of notices may hold: the place that seeks, and its wishes."""

NOTICE_FIELDS: tuple[NoticeField, ...] = get_args(NoticeField)

Use = Literal["head", "theme", "continent", "any", "own size", "preference", "union", "group"]
"""What a word is used for. A preference is a word before a wish that others do not fail; a union is
one whose members `country_unions` knows; a group is another, or a part of the world, whose
countries no table of the project lists."""

_STRONG = late_expression(r"[,;|/、，；／|\n•]+|\s[–—-]\s")


@cache
def notice_words(use: Use) -> dict[str, str]:
    """Folded word to what it means, for one use."""
    path = Path(__file__).with_name("notice_words.csv")
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {folded(row["word"]): row["meaning"] for row in rows if row["use"] == use}


def is_any(text: str) -> bool:
    """Whether a cell says that anything is welcome."""
    return folded(text) in notice_words("any")


def listed_parts(text: str) -> list[str]:
    """Return what commas, slashes and the like set apart."""
    return [part for part in map(str.strip, _STRONG.split(text)) if part]


_LONGEST = 1_000
_SHOWN = 60
_FILLERS = re.compile(
    "(mutual|exchanges?|cooperation|cooperations|relations|projects?|sector|field|partnerships?|"
    "austausch|zusammenarbeit|kooperation|beziehungen|projekte|bereich|"
    "echanges?|cooperation|relations|projets|交流|合作|协作|領域|领域|方面|協力|連携|分野|関係|事業|など|等)"
)
_WORD_BREAK = re.compile(r"\s*[&+＋・·]\s*")


@dataclass(frozen=True, slots=True)
class WishedThemes:
    """Themes as understood, in the order of the closed list; `unread` as written."""

    themes: tuple[Theme, ...] = ()
    is_any: bool = False
    unread: tuple[str, ...] = ()
    told: str = ""
    next_step: str = ""


def read_themes(text: str) -> WishedThemes:
    """Read the themes of a notice."""
    if not any(map(str.isalnum, text)):
        return WishedThemes()
    if is_any(text):
        return WishedThemes(is_any=True)
    found: set[str] = set()
    unread: list[str] = []
    for part in _parts(text[:_LONGEST].strip()):
        theme = theme_of(part)
        if theme:
            found.add(theme)
        elif not _is_filler(part) and part not in unread:
            unread.append(part)
    known = tuple(each for each in THEMES if each in found)
    if not unread:
        return WishedThemes(known)
    step = f"use words such as {', '.join(THEMES)}"
    return WishedThemes(known, unread=tuple(unread), told=_told(unread), next_step=step)


def theme_of(word: str) -> Theme | None:
    """Return the theme that a word means; None where it means none that is on the list."""
    known, key = notice_words("theme"), folded(word)
    plain = _FILLERS.sub("", key)
    meant = known.get(key) or known.get(plain)
    return next((each for each in THEMES if each == meant), None)


def _is_filler(part: str) -> bool:
    """Whether a part says only that there is to be an exchange."""
    return not _FILLERS.sub("", folded(part))


def _parts(text: str) -> list[str]:
    """Part a cell, but leave together what has a meaning as a whole: science and technology."""
    if theme_of(text):
        return [text]
    pieces = listed_parts(text)
    if len(pieces) <= 1:
        pieces = [*joined_parts(text)] or _WORD_BREAK.split(text)
    if len(pieces) <= 1:
        return [text]
    return [part for piece in filter(None, pieces) for part in _parts(piece)]


def _told(unread: list[str]) -> str:
    shown = ", ".join(repr(each[:_SHOWN]) for each in unread)
    verb = "is" if len(unread) == 1 else "are"
    return f"themes: {shown} {verb} kept as written, being none of the themes that are known"

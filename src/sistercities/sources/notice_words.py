"""What lists of notices call things: heads of columns, themes, continents, "any", "like ours".

The words stand in `notice_words.csv` and are compared as those of registers are: without case,
accents, spaces and punctuation.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from sistercities.sources.register_words import folded
from sistercities.terms.late_expressions import late_expression

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

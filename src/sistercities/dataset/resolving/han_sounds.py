"""How a foreign name sounds in Chinese: each Han character, and the letters that it stands for.

Chinese writes foreign names with some hundreds of characters, each for a few sounds: 特 is t, te
or ter, 新 is New, Novo or Neu. Which character stands for which letters is learnt from the names
that GeoNames and Wikidata give of places (`learn_han_sounds`), and kept in `han_sounds.csv`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.scripts import fold_han
from sistercities.terms.late_methods import late_expression

TENTHS = 10
_HAN = late_expression("[一-鿿]{2,}")
_JOINTS = late_expression("[·•・‧－–—_ .-]")
_BESIDE = late_expression(r"[ _]*[(（].*$")
_MOST_ENDINGS = 2

Readings = Mapping[str, tuple[tuple[str, float], ...]]
"""Letters that a character stands for, with the bits by which each is rarer than the usual ones."""


@cache
def han_readings() -> Readings:
    """Read the table: character to letters and their cost, the usual letters first."""
    path = Path(__file__).with_name("han_sounds.csv")
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {row["character"]: _readings(row["readings"]) for row in rows}


def _readings(written: str) -> tuple[tuple[str, float], ...]:
    pairs = (one.partition(":") for one in written.split())
    return tuple((letters, int(tenths) / TENTHS) for letters, _, tenths in pairs)


def han_stem(name: str) -> str:
    """Return the characters of a foreign name without its level; "" if it has other letters.

    Examples
    --------
    >>> han_stem("俄勒冈州"), han_stem("里约热内卢市"), han_stem("Oregon")
    ('俄勒冈', '里约热内卢', '')
    """
    stem = _JOINTS.sub("", fold_han(_BESIDE.sub("", name)))
    for _ in range(_MOST_ENDINGS):
        bare = bare_names(stem)
        if bare and len(bare[0]) > 1:
            stem = bare[0]
    return stem if _HAN.fullmatch(stem) else ""

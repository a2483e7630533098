"""The level of a Chinese unit, which the ending of its name states."""

from __future__ import annotations

import re

from sistercities.terms.words import Level

_ENDINGS: tuple[tuple[str, Level], ...] = (
    ("地区", "region2"), ("州", "region2"), ("盟", "region2"), ("市", "city"), ("区", "district"),
    ("县", "county"), ("旗", "county"), ("镇", "city"),
)  # fmt: skip
_IN_BRACKETS = re.compile("(.+)（(.+)）")


def level_of_ending(name: str) -> Level | None:
    """Return the level that the ending states: 市 city, 州 region2, 县 and 旗 county, 区 district.

    None where the ending states none.
    """
    return next((level for ending, level in _ENDINGS if name.endswith(ending)), None)


def unit_and_container(name: str) -> tuple[str, str]:
    """Split a town that is written with what holds it, 丙镇（乙区）; "" where nothing is."""
    found = _IN_BRACKETS.fullmatch(name)
    return (found[1], found[2]) if found else (name, "")

"""The two ends of a tie on a list, with what name, words and title of the page say of them."""

from __future__ import annotations

import re

from sistercities.sources.enwiki_names import parse_name
from sistercities.terms.claims import NamedEnd
from sistercities.terms.words import Level

_CHINESE_ENDINGS: tuple[tuple[str, Level], ...] = (
    ("地区", "region2"), ("地區", "region2"), ("自治州", "region2"), ("盟", "region2"),
    ("省", "region1"), ("自治区", "region1"), ("自治區", "region1"), ("市", "city"),
    ("区", "district"), ("區", "district"), ("县", "county"), ("縣", "county"),
    ("旗", "county"), ("镇", "city"), ("鎮", "city"),
)  # fmt: skip


def english_end(name: str, country: str, parents: tuple[str, ...], page: str) -> NamedEnd:
    """Put an end of an English list together; the name may state its level and container."""
    written = parse_name(name, country)
    return named_end(name, country, written.level, (*written.parents, *parents), page)


def named_end(
    name: str, country: str, level: Level | None, parents: tuple[str, ...], page: str
) -> NamedEnd:
    """Put an end together; what the page's title says beyond the name tells homonyms apart."""
    beyond = _beyond(name, page)
    known = tuple(dict.fromkeys(part for part in (*parents, *beyond) if part and part != name))
    return NamedEnd(name, country, level, ", ".join(known), known)


def _beyond(name: str, page: str) -> tuple[str, ...]:
    """Return what a title says beyond the name: the region in `Halifax, West Yorkshire`."""
    bracketed = re.fullmatch(r".+? \((?P<inside>[^()]+)\)", page)
    if bracketed:
        return (bracketed["inside"],)
    head, comma, tail = page.partition(", ")
    return (tail,) if comma and head == name else ()


def chinese_level(name: str, country: str) -> Level | None:
    """Level that the ending of a Chinese name states; None elsewhere, where 县 may be a region."""
    if country != "CN":
        return None
    return next((level for ending, level in _CHINESE_ENDINGS if name.endswith(ending)), None)

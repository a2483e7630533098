"""Names that begin with what contains the place, as in East Asia: 江苏省苏州市, 부산광역시 중구.

Each reading names the containers, outermost first, and the unit. Which of them are places, and
whether one lies in the other, only a gazetteer can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sistercities.dataset.scripts import fold_han
from sistercities.sources.register_countries import country_code
from sistercities.terms.late_methods import late_expression

_PARTS = late_expression(r"[\s・･·,，、]+")
_AFTER_UNIT = late_expression(
    r"(?<=[省州市县県郡道府都区盟旗區縣])(?=.)|(?<=[성주도시군구현])(?=.)"
)
_SHORTEST = 2
_LONGEST_COUNTRY = 8
_EAST_ASIAN = late_expression("[一-鿿ぁ-ヿ가-힣]")
_LEVELS_IN_HANGUL: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("특별자치도", ("region1",)), ("특별자치시", ("city", "region1")),
    ("특별시", ("city", "region1")), ("광역시", ("city", "region1")),
    ("카운티", ("region2",)), ("아이막", ("region1",)), ("자치주", ("region2",)),
    ("도", ("region1",)), ("현", ("region1", "county")), ("성", ("region1",)),
    ("주", ("region1", "region2")), ("시", ("city",)), ("군", ("region2", "county", "city")),
    ("구", ("district", "city")), ("정", ("city",)), ("읍", ("city", "district")),
)  # fmt: skip


class Compound(NamedTuple):
    """A unit, and the names of what contains it, the outermost first."""

    unit: str
    containers: tuple[str, ...]


def compounds(name: str, country: str) -> Iterator[Compound]:
    """Yield the ways to part a name into containers and a unit, the plainest first.

    Parameters
    ----------
    name
        A name in Han, kana or Hangul; others have none.
    country
        ISO 3166-1 alpha-2: where the name begins with this country, that is left out.
    """
    if not _EAST_ASIAN.search(name):
        return
    parts = [part for part in _PARTS.split(name) if part]
    plain = _without_country(parts, country)
    if plain != parts:
        parts = plain
        if len(parts) == 1:
            yield Compound(parts[0], ())
    if len(parts) > 1:
        yield Compound(parts[-1], tuple(parts[:-1]))
    whole = "".join(parts)
    cuts = [found.start() for found in _AFTER_UNIT.finditer(fold_han(whole))]
    for cut in reversed(cuts):
        first, unit = whole[:cut], whole[cut:]
        if len(first) >= _SHORTEST and len(unit) >= _SHORTEST:
            yield Compound(unit, (first, *_outer(first, cuts)))


def _without_country(parts: list[str], country: str) -> list[str]:
    """Leave out the country at the beginning, with or without a blank behind it."""
    if not parts or not country:
        return parts
    if len(parts) > 1 and country_code(parts[0]) == country:
        return parts[1:]
    first = parts[0]
    for cut in range(min(_LONGEST_COUNTRY, len(first) - _SHORTEST), _SHORTEST - 1, -1):
        if country_code(first[:cut]) == country:
            return [first[cut:], *parts[1:]]
    return parts


def _outer(first: str, cuts: list[int]) -> tuple[str, ...]:
    """Return the inner containers of one that is itself compound: 金州区 of 辽宁省大连市."""
    inner = [first[cut:] for cut in cuts if cut < len(first)]
    return tuple(one for one in inner if len(one) >= _SHORTEST)


def levels_in_hangul(name: str) -> tuple[str, ...]:
    """Levels that the end of a name in Hangul allows, likeliest first; () if it says nothing."""
    plain = name.replace(" ", "")
    if not re.fullmatch("[가-힣]+", plain):
        return ()
    found = (levels for end, levels in _LEVELS_IN_HANGUL
             if plain.endswith(end) and len(plain) - len(end) >= _SHORTEST)  # fmt: skip
    return next(found, ())

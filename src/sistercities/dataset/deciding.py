"""Which of the places that a name may mean is taken; what is left undecided is asked back."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sistercities.dataset.distance import km_between
from sistercities.dataset.found_places import Asked, FoundPlace, is_called, is_called_so
from sistercities.dataset.namesakes import is_by_far_larger, outranks
from sistercities.dataset.scripts import is_han, script_of
from sistercities.errors import PlaceAmbiguous

MAX_SHOWN = 8
_SAME_SPOT_KM = 15.0
"""Two places of one name this close are one place and a part of it."""
_CEDILLAS = str.maketrans("șț", "şţ")
_MUNICIPAL = frozenset({"city", "district", "county"})
_TIES_OF_A_REGION = 5
"""A region whose people are not known is meant with so many ties more: Maryland, 福建."""


@dataclass(frozen=True, slots=True)
class Called:
    """What was typed, and the places of the table `places` that it may mean.

    Attributes
    ----------
    asked
        What was typed, taken apart.
    found
        The places, the best known first; at least one.
    spelt_so
        Ids of those of which a spelling is what was typed, letter by letter, where it has accents.
    """

    asked: Asked
    found: Sequence[FoundPlace]
    spelt_so: frozenset[str] = frozenset()


def decide(
    text: str,
    called: Called,
    towns: Sequence[FoundPlace] = (),
    is_made_up: Callable[[FoundPlace], bool] = lambda _: False,
) -> FoundPlace:
    """Take the one place that is meant.

    Parameters
    ----------
    text
        What was typed.
    called
        The same, taken apart, and the places that may be meant.
    towns
        Towns of the gazetteer that are called so.
    is_made_up
        Whether a machine alone writes the name of a place so.

    Raises
    ------
    PlaceAmbiguous
        If several places remain; carries them with what tells them apart.
    """
    asked = called.asked
    pool, towns = _with_these_marks(called, towns)
    open_ones = _open(asked, pool)
    first = max(open_ones, key=lambda place: place.n_ties)
    others = [*pool, *towns]
    rivals = [one for one in others if one not in open_ones and _is_rival(first, one, asked.name)]
    left = [one for one in (*open_ones, *rivals)
            if one is not first and not _is_meant(first, one, asked.name, is_made_up)]  # fmt: skip
    if not left:
        return first
    # Who bears the name comes before places that are called so in some list, or once were.
    shown = [one for one in open_ones if one is first or one in left]
    more = sorted((one for one in left if one not in open_ones), key=_by_rank)
    raise PlaceAmbiguous(text, lines_of([*shown, *more]))


def lines_of(places: Sequence[FoundPlace]) -> list[str]:
    """Lines that tell places apart, the most shown and how many more there are."""
    lines = [place.line() for place in places[:MAX_SHOWN]]
    if len(places) > MAX_SHOWN:
        lines.append(f"and {len(places) - MAX_SHOWN} more")
    return lines


def _by_rank(place: FoundPlace) -> tuple[int, int, str]:
    return -place.n_ties, -(place.population or 0), place.place_id


def _with_these_marks(
    called: Called, towns: Sequence[FoundPlace]
) -> tuple[Sequence[FoundPlace], Sequence[FoundPlace]]:
    """Leave out what is called so but for its accents, if any are written and a place has them.

    Višegrad is no Visegrád; but París is the capital of France, and no village of Panama, and
    Kruševo is also the town that the data write Krusevo.
    """
    name, found = called.asked.name, called.found
    if name.isascii() or script_of(name) != "Latn":
        return found, towns
    unmarked = [one for one in found if one.name.isascii() and one.place_id in called.spelt_so
                and is_called(one, name)]  # fmt: skip
    exact = [one for one in (*found, *towns) if _is_spelt(one, name)] or unmarked
    if not exact:
        return found, towns
    people = max(one.population or 0 for one in exact)
    ties = max(one.n_ties for one in exact)

    def is_left(one: FoundPlace) -> bool:
        if one in exact or not is_called(one, name):
            return True
        is_also = one in unmarked and one.n_ties > ties
        return is_also or is_by_far_larger(one.population, [people])

    held, more = list(filter(is_left, found)), list(filter(is_left, towns))
    return (held, more) if held else (more, [])


def _is_spelt(place: FoundPlace, name: str) -> bool:
    """Whether it is a name of the place, letter by letter, but for capitals."""
    return _letters(name) in (_letters(place.name), _letters(place.name_local or ""))


def _letters(name: str) -> str:
    """Write a name in small letters, and what Romanian writes in two ways in one."""
    return unicodedata.normalize("NFC", name).casefold().translate(_CEDILLAS)


def _open(asked: Asked, pool: Sequence[FoundPlace]) -> list[FoundPlace]:
    """Those that the name fits best, and those with more ties."""
    preferences: tuple[Callable[[FoundPlace], bool], ...] = (
        lambda place: place.n_ties > 0,
        lambda place: asked.name in (place.name, place.name_local),
        lambda place: is_called(place, asked.name),
    )
    left = list(pool)
    for is_preferred in preferences:
        left = [place for place in left if is_preferred(place)] or left
        if len(left) == 1:
            break
    better_known = [place for place in pool if place.n_ties > left[0].n_ties]
    return list(dict.fromkeys([*left, *better_known]))


def _is_rival(first: FoundPlace, other: FoundPlace, name: str) -> bool:
    """Whether a place may as well be meant: it is of the kind, elsewhere, and called so as well."""
    if not _are_of_a_kind(first, other) or _are_one(first, other):
        return False
    return is_called_so(other, name) or not is_called_so(first, name)


def _is_meant(
    first: FoundPlace, other: FoundPlace, name: str, is_made_up: Callable[[FoundPlace], bool]
) -> bool:
    """Whether the first is meant by everybody, and not the other."""
    is_counted = bool(other.population) or (first.n_ties > 0 == other.n_ties)
    if not is_counted or not _are_of_a_kind(first, other):
        return False
    if other.n_ties and not (
        is_called_so(first, name) and (first.is_dual or first.level == other.level)
    ):
        return False
    if is_called_so(other, name) and not is_called_so(first, name):
        return is_by_far_larger(first.population, [other.population]) and not is_made_up(first)
    if _is_written_as(other, name) and not _is_written_as(first, name):
        return False
    if not first.population and first.level not in _MUNICIPAL:  # of regions few are counted
        return first.n_ties >= other.n_ties + _TIES_OF_A_REGION
    return outranks(first.population, first.n_ties, other.population, other.n_ties)


def _is_written_as(place: FoundPlace, name: str) -> bool:
    """Whether a name in Han begins with the very characters: 南陽 is in Japan, 南阳 in China."""
    return is_han(name) and (place.name_local or "").startswith(name)


def _are_of_a_kind(one: FoundPlace, other: FoundPlace) -> bool:
    return bool(_kinds(one) & _kinds(other))


def _kinds(place: FoundPlace) -> set[str]:
    level = "municipal" if place.level in _MUNICIPAL else place.level
    return {level, "municipal"} if place.is_dual else {level}


def _are_one(one: FoundPlace, other: FoundPlace) -> bool:
    """Whether two places of one name are one, or a place and a part of it.

    One without a point may be any of its region.
    """
    if one.place_id == other.place_id:
        return True
    points = [_point_of(each) for each in (one, other)]
    if points[0] and points[1]:
        return km_between(points[0], points[1]) <= _SAME_SPOT_KM
    return (one.country, one.region_iso) == (other.country, other.region_iso)


def _point_of(place: FoundPlace) -> tuple[float, float] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude

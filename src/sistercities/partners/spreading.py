"""Which of the ranked candidates are named: only so many of one region, and of one country.

It changes no score and no rank, only who is named, so that a list is not one region told ten times.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sistercities.partners.ground import Ground, Index
from sistercities.sentences import Sentence, listed_few, place_name, say_count

_NAMED = 3
"""Places that the note names."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Positions in the order of the ranking.

    Attributes
    ----------
    taken
        Those that are named.
    left_out
        Those that would be named if countries were not thinned.
    """

    taken: list[int]
    left_out: list[int]


def spread_out(
    ground: Ground, at: Index, count: int, per_region: int, per_country: int | None = None
) -> Spread:
    """Take the first places, but only so many of one region, and of one country.

    Parameters
    ----------
    ground
        Facts on the places.
    at
        Positions of the places, the best first.
    count
        Places to take.
    per_region, per_country
        Most places of one; None takes any number.
    """
    fair = list(islice(_of_regions(ground, at, per_region), count))
    if per_country is None:
        return Spread(fair, [])
    thinned = list(islice(_of_countries(ground, at, per_region, per_country), count))
    return Spread(thinned, sorted(set(fair) - set(thinned)))


def _of_regions(ground: Ground, at: Index, most: int) -> Iterator[int]:
    seen: Counter[int] = Counter()
    for k, place in enumerate(at.tolist()):
        region = _region(ground, place)
        if seen[region] < most:
            seen[region] += 1
            yield k


def _of_countries(ground: Ground, at: Index, per_region: int, most: int) -> Iterator[int]:
    seen: Counter[int] = Counter()
    for k in _of_regions(ground, at, per_region):
        country = int(ground.places.country[at[k]])
        if seen[country] < most:
            seen[country] += 1
            yield k


def _region(ground: Ground, place: int) -> int:
    """Give its region; a place whose region is not known stands for itself."""
    region = int(ground.places.region[place])
    return region if region >= 0 else -1 - place


def left_out_notes(
    ground: Ground, at: Index, spread: Spread, most: int | None
) -> tuple[Sentence, ...]:
    """Name the places that only the number of places of one country leaves out, if there are any.

    Parameters
    ----------
    ground, at
        As for `spread_out`.
    spread
        What it gave.
    most
        Places of one country that were allowed.
    """
    if not spread.left_out:
        return ()
    places = ground.places
    out = at[spread.left_out].tolist()
    names = [place_name(str(places.names[k]), str(places.ids[k])) for k in out[:_NAMED]]
    note = say_count(
        "`--per-country {most}` leaves out {n} place that would be named: {names}.",
        "`--per-country {most}` leaves out {n} places that would be named: {names}.",
        len(out),
        most=most,
        names=listed_few(names, len(out)),
    )
    return (note,)

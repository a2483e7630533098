"""How much a suggestion rests on, counted in points: what links two places less what sets apart.

The points and how many each list asks for are a table
(`docs/data-quality/short-lists.md` says how it was found).
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np

from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.counted_facts import (
    COUNTED,
    OTHER_SIDE_KM,
    is_capital_alone,
    is_linked,
    is_set_apart_by_sea,
    is_well_known,
)
from sistercities.partners.short_lists.grounds import (
    NEARLY_UNLIKE_SIZE,
    VERY_UNLIKE_SIZE,
    fights_within,
)
from sistercities.partners.short_lists.nearby_ties import (
    n_partners_in_common,
    n_tied_close_by,
    n_ties_nearby,
)
from sistercities.partners.short_lists.nearest_abroad import (
    FEW_NEARER,
    PRACTISED,
    among_nearest,
    is_nearest_of_rank,
)
from sistercities.partners.short_lists.next_door import are_next_seaports, is_next_in_all
from sistercities.partners.short_lists.place_kinds import are_large_cities
from sistercities.partners.short_lists.quarters import quarters_of
from sistercities.partners.short_lists.region_facts import is_for_regions
from twolevel.core.array_types import Flag, Real

_TABLE = "footing.csv"
_COUNTS = "counts"
Asked = Literal["least", "few", "one", "purpose", "for_few", "for_nobody"]
"""How much a list asks for: as a rule; where all lists together would name few; where nobody; of
those who serve it, where a purpose would name nobody; where lists and group name few; and where all
of these name nobody."""
SIGNED_KM, PRACTISED_KM = 1_000, 4_000
"""Distances beyond which a place has a partner on record, and `PRACTISED` of them, to stand on a
list: readers called one in six sensible of those far away that have none, four in ten of those that
have one or two, and two thirds of the others."""
ALIKE_KM = 400
"""Distance up to which likeness alone is enough as a rule."""
LIKENESS_KM = 1_500
"""Distance up to which two large cities need no link."""
FAR_LARGER = 3.0
"""Times by which people differ, however they are counted, from which two places have no rank in
common."""


class FootingLine(NamedTuple):
    """One line of the table.

    Attributes
    ----------
    kind
        "counts" for what points are given for, "less_sure" for what places ask for that rest on
        less, "sensible" for how many of ten of these readers called so for homes of a size,
        "next" for how many who is next door asks for, "for_few" for what places ask for where lists
        and group name few (`for_few`), "for_nobody" for what each fact asks for that names somebody
        where nothing else does (`for_nobody`), "afar" for how many large cities far apart
        that know each other ask for, "region" for the chance that regions ask
        for, else when a list asks for so many (`Asked`).
    name
        What is counted, of which places, or the name of a list.
    points
        Points; of regions, the pairs of which one is a pair of partners.
    reason
        Why, in a few words; "" where it needs none.
    """

    kind: str
    name: str
    points: float
    reason: str


def has_partners(facts: CandidateFacts, least: int = 1) -> Flag:
    """Say which candidates have so many partners on record: somebody there has signed before."""
    return np.asarray(facts.ground.ties.degree[facts.pairs.b] >= least)


def may_sign(facts: CandidateFacts) -> Flag:
    """Say which candidates have as many partners on record as one at their distance should."""
    return facts.holding("may sign", _may_sign)


def _may_sign(facts: CandidateFacts) -> Flag:
    km = facts.pairs.distance_km
    is_practised = has_partners(facts, PRACTISED) | ~(km > PRACTISED_KM)
    return np.asarray(is_practised & (has_partners(facts) | ~(km > SIGNED_KM)))


def may_rest_on_kind(facts: CandidateFacts, asked: Asked = "least") -> Flag:
    """Say which candidates are near enough for likeness, or linked with the home place.

    That both lie by the sea, or beside a larger city, holds of thousands of places: of places
    beyond `ALIKE_KM` without a link readers called half odd, but of the nearest of a kind and of
    like size abroad nine in ten sensible. Where few would be named the points alone tell, which
    count how far away a place lies. Likeness is none where the government fights, between who lies
    by the sea and who does not, and of a quarter of a city.
    """
    may_be_alike = facts.holding("may be alike", _may_be_alike)
    if asked == "least":
        is_near = (facts.pairs.distance_km <= ALIKE_KM) | is_nearest_of_rank(facts)
        may_be_alike = may_be_alike & is_near
    may = may_be_alike | facts.holding("is linked", _is_linked)
    return np.asarray(may & facts.holding("are known", are_known) if asked == "least" else may)


def _may_be_alike(facts: CandidateFacts) -> Flag:
    if quarters_of(facts.ground).holds(facts.home):
        return np.zeros(len(facts.pairs), dtype=np.bool_)
    is_at_peace = ~fights_within(facts.ground)[facts.pairs.country]
    is_of_known_size = ~np.isnan(facts.size_ratio)
    return np.asarray(~is_set_apart_by_sea(facts) & is_at_peace & is_of_known_size)


def _is_linked(facts: CandidateFacts) -> Flag:
    return is_linked(facts) | are_large_cities(facts)


def are_known(facts: CandidateFacts) -> Flag:
    """Say which candidates are not on the other side of an ocean, or known here by more than one.

    Beyond `OTHER_SIDE_KM` two partners in common, or one of them beside ties between the two
    surroundings: of places with one link, as that of their regions, readers called four in ten
    sensible. Two large cities share a partner with cities everywhere: beyond `LIKENESS_KM` they
    need more (`is_well_known`), or a town close by that knows the other.
    """
    in_common, km = n_partners_in_common(facts), facts.pairs.distance_km
    are_tied_around, is_close_by = n_ties_nearby(facts) >= 2, n_tied_close_by(facts) >= 1
    is_known = (in_common >= 2) | ((in_common >= 1) & (are_tied_around | is_close_by))
    is_next = among_nearest(FEW_NEARER)(facts) | is_nearest_of_rank(facts)
    is_near = ~(km > OTHER_SIDE_KM) | is_next
    of_large = is_well_known(facts) | (is_near & is_close_by) | is_next | ~(km > LIKENESS_KM)
    return np.where(are_large_cities(facts), of_large, is_near | is_known)


def is_out_of_rank(facts: CandidateFacts) -> Flag:
    """Say which candidates have another rank: a capital, or another size.

    A national capital that shares two partners with the home place is known to both.
    """
    return facts.holding("out of rank", _is_out_of_rank)


def _is_out_of_rank(facts: CandidateFacts) -> Flag:
    is_capital = is_capital_alone(facts) & (n_partners_in_common(facts) < 2)
    return np.asarray(is_capital | _is_out_of_size(facts))


def _is_out_of_size(facts: CandidateFacts) -> Flag:
    """Whether a candidate is far larger or smaller, unless such ones alone were asked for."""
    ratio, people = facts.size_ratio, facts.places.population
    if not ((ratio < 1).any() and (ratio > 1).any()):
        return np.zeros(len(ratio), dtype=np.bool_)
    times = np.fmax(ratio, 1 / ratio)
    is_unlike = (times > VERY_UNLIKE_SIZE) | ((times > NEARLY_UNLIKE_SIZE) & ~is_linked(facts))
    # Those of a municipality and of an agglomeration are not compared, unless they are far apart.
    there, here = people[facts.pairs.b], float(people[facts.home])
    return np.asarray(is_unlike | (there > FAR_LARGER * here) | (here > FAR_LARGER * there))


@cache
def footing_table() -> tuple[FootingLine, ...]:
    """Read the table.

    Raises
    ------
    ValueError
        If it counts what is not known.
    """
    path = Path(__file__).with_name(_TABLE)
    found = []
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        if row["kind"] == _COUNTS and row["name"] not in COUNTED:
            raise ValueError(f"{_TABLE} counts {row['name']}, which is not known")
        found.append(FootingLine(row["kind"], row["name"], float(row["points"]), row["reason"]))
    return tuple(found)


def footing(facts: CandidateFacts) -> Real:
    """Count the points of each candidate, shape (n_pairs,)."""
    return facts.kept("points", _counted)


def count_points(facts: CandidateFacts) -> None:
    """Count the points now, for all candidates of whom some are looked at later.

    Of regions none are counted.
    """
    if not is_for_regions(facts):
        footing(facts)


def _counted(facts: CandidateFacts) -> Real:
    found = np.zeros(len(facts.pairs))
    for line in footing_table():
        if line.kind == _COUNTS:
            holds = COUNTED[line.name](facts)
            if np.count_nonzero(holds):  # some hold of nobody, as ports where home has none
                found += line.points * holds
    return found


def points_of(kind: str, name: str) -> float:
    """Return the number that the table has in the line of a kind and a name."""
    return next(line.points for line in footing_table() if (line.kind, line.name) == (kind, name))


def least_points(of_list: str, asked: Asked = "least") -> float:
    """Points that a list asks for, by its name."""
    return points_of(asked, of_list)


def has_footing(facts: CandidateFacts, of_list: str, asked: Asked = "least") -> Flag:
    """Say which candidates have as many points as a list asks for.

    Parameters
    ----------
    facts
        The home place with its candidates.
    of_list
        Name of the list.
    asked
        How much is asked for.
    """
    return np.asarray(footing(facts) >= least_points(of_list, asked))


def rests_on_being_next(facts: CandidateFacts, *, has_purpose: bool = False) -> Flag:
    """Say which candidates rest on lying next door, with fewer points than a list asks for.

    Seaports next to each other need not be of one rank or counted in one way. A purpose asks for
    as many points as where nobody would be named.
    """
    in_all = is_next_in_all(facts) & may_rest_on_kind(facts, "one") & ~is_out_of_rank(facts)
    ports = are_next_seaports(facts)
    least = points_of("next", "for_a_purpose") if has_purpose else -np.inf
    points = footing(facts)
    enough_in_all = points >= max(points_of("next", "in_all"), least)
    enough_of_ports = points >= max(points_of("next", "seaports"), least)
    return np.asarray((in_all & enough_in_all) | (ports & enough_of_ports))

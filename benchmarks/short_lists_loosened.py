"""What a reader says of names that looser rules would give to homes without partners.

    python benchmarks/short_lists_loosened.py

Names again whom each variant of the rules gives to the home places of short-lists-loosened.csv, and
ends non-zero where the table holds others. `short_lists_loosened_read.py` says what the reader says
of them.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from short_lists_loosened_read import Row, loosened_rows
from sistercities.api.data_choice import open_data
from sistercities.api.ground import ground_of
from sistercities.partners.candidate_scores import score_candidates
from sistercities.partners.care_on_lists import care_of
from sistercities.partners.choosing import Wishes, choose
from sistercities.partners.filters import Filters
from sistercities.partners.ground import Ground
from sistercities.partners.named_lists import kinds_for
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.choose_places import choose_places
from sistercities.partners.short_lists.choose_reasons import arguments_called, has_one_of
from sistercities.partners.short_lists.counted_facts import (
    OTHER_SIDE_KM,
    is_linked,
    is_of_the_two,
    is_set_apart_by_sea,
    n_links,
)
from sistercities.partners.short_lists.footing import (
    footing,
    is_out_of_rank,
    may_rest_on_kind,
    may_sign,
    points_of,
)
from sistercities.partners.short_lists.grounds import fights_within
from sistercities.partners.short_lists.kinds import COUNT, PER_COUNTRY, PER_REGION
from sistercities.partners.short_lists.less_sure import FAR_KM, is_far, less_sure_kind
from sistercities.partners.short_lists.nearest_abroad import (
    FEW_NEARER,
    among_nearest,
    is_near_of_rank,
    is_nearest_of_rank,
)
from sistercities.partners.short_lists.place_kinds import are_large_cities
from sistercities.partners.short_lists.quarters import quarters_of
from sistercities.partners.short_lists.wish_terms import Added
from sistercities.partners.stored_model import stored_model
from twolevel.core.array_types import Flag, Real

FARTHER = 4.0
"""Points more that are asked for beyond `FAR_KM`, as in the group beside the lists."""
LINKS_BETWEEN = 2
"""Links from which a large city is known at a distance where many others lie nearer."""


class Loosened(NamedTuple):
    """A variant of the rules.

    Attributes
    ----------
    least
        Points that a place needs, up to `FAR_KM`.
    without
        Names of the rules that it does not ask for (`short_lists_loosened_read.RULES`).
    """

    least: int
    without: frozenset[str]


def _loosened(name: str) -> Loosened:
    """Read a variant as the table names it: `14 rank+sign`."""
    least, _, rules = name.partition(" ")
    return Loosened(int(least), frozenset(rules.split("+")) - {"nothing"})


def _passing(facts: CandidateFacts, wishes: Wishes, variant: Loosened) -> Flag:
    """Say which candidates a variant lets pass, whatever points they have."""
    asked: dict[str, Callable[[], Flag]] = {
        "rank": lambda: ~is_out_of_rank(facts),
        "sign": lambda: may_sign(facts),
        "far": lambda: ~_is_far_fetched(facts),
        "two": lambda: (
            is_of_the_two(facts)
            & has_one_of(facts, arguments_called(less_sure_kind().own_arguments))
        ),
    }
    held = [made() for rule, made in asked.items() if rule not in variant.without]
    return np.asarray(np.all([_of_kind(facts, variant), ~care_of(facts, wishes)[1], *held], axis=0))


def _is_far_fetched(facts: CandidateFacts) -> Flag:
    """Whether a candidate lies far away, and neither a link nor its nearness to home tells why.

    The group beside the lists asked for this when the names were read; today it names nobody there.
    """
    is_next = among_nearest(FEW_NEARER)(facts) | is_nearest_of_rank(facts)
    is_between = are_large_cities(facts) & ~(facts.pairs.distance_km > OTHER_SIDE_KM)
    is_little = is_between & (n_links(facts) < LINKS_BETWEEN) & ~is_near_of_rank(facts)
    return np.asarray(is_far(facts) & ((~is_linked(facts) & ~is_next) | is_little))


def _of_kind(facts: CandidateFacts, variant: Loosened) -> Flag:
    """Say which candidates are linked, or may be alike by what the variant asks of likeness."""
    if not variant.without & {"quarter", "sea", "kind"}:
        return may_rest_on_kind(facts, "one")
    quarters, is_all = quarters_of(facts.ground), "kind" in variant.without
    lifts_quarter = is_all or "quarter" in variant.without
    is_shut = quarters.is_part(facts.home) if lifts_quarter else quarters.holds(facts.home)
    may = ~fights_within(facts.ground)[facts.pairs.country] & (not is_shut)
    if not is_all:
        may = may & ~np.isnan(facts.size_ratio)
    if "quarter" in variant.without:
        may = may & ~is_set_apart_by_sea(facts)
    return np.asarray(may | is_linked(facts) | are_large_cities(facts))


def _points(facts: CandidateFacts, variant: Loosened) -> Real:
    quarters, home = quarters_of(facts.ground), facts.home
    is_lifted = bool(variant.without & {"quarter", "kind"})
    is_lifted &= quarters.holds(home) and not quarters.is_part(home)
    return footing(facts) - is_lifted * points_of("counts", "quarter")


def named_by(ground: Ground, home: int, variants: list[str]) -> dict[str, set[int]]:
    """Name whom each variant gives to a home place: the first five of each list."""
    wishes = Wishes(count=COUNT, per_region=PER_REGION, filters=Filters(size="near"))
    facts = choose(ground, stored_model("city"), home, wishes, {}).facts
    scores = score_candidates(stored_model("city"), facts)
    own_country, found = int(ground.places.country[home]), {}
    for name in variants:
        variant, taken = _loosened(name), frozenset[int]()
        points = _points(facts, variant)
        least = variant.least + FARTHER * (facts.pairs.distance_km > FAR_KM)
        may = _passing(facts, wishes, variant) & (points >= least)
        for kind in kinds_for(ground, home):
            score = scores.score(kind.weighing, Added(None, kind.weighing.terms, ()))
            order = np.lexsort((facts.pairs.b, -score, -points))
            order = order[(may & kind.may_stand(facts))[order]]
            limits = kind.limits(COUNT, PER_REGION, PER_COUNTRY, has_ties=False)
            at = facts.pairs.b[order]
            taken |= set(choose_places(ground, at, limits, taken, own_country, facts.pairs.b))
        found[name] = set(taken)
    return found


def _in_table(rows: list[Row]) -> dict[str, dict[str, set[str]]]:
    """Take from the table whom each variant names: by home place and variant."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        for name in row["named_by"].split("; "):
            found[row["home_id"]][name].add(row["place_id"])
    return found


def main() -> None:
    """Name again, and compare."""
    with open_data(None) as release:
        ground = ground_of(release)
    n_other = 0
    for home_id, held in _in_table(loosened_rows()).items():
        named = named_by(ground, ground.position[home_id], [*held])
        for name, places in named.items():
            ids = {str(ground.places.ids[place]) for place in places}
            if ids != held[name]:
                n_other += 1
                print(f"{home_id}, {name}: {sorted(ids ^ held[name])}")
    sys.exit(f"{n_other} variants name others." if n_other else 0)


if __name__ == "__main__":
    main()

"""Home places to which no list names anybody: which they are, and which rule takes names away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sistercities.partners.care_on_lists import care_of
from sistercities.partners.choosing import Wishes, choose
from sistercities.partners.filters import Filters
from sistercities.partners.ground import Ground
from sistercities.partners.named_lists import kinds_for
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.choose_reasons import arguments_called, has_one_of
from sistercities.partners.short_lists.counted_facts import COUNTED, is_of_the_two
from sistercities.partners.short_lists.footing import (
    footing,
    footing_table,
    is_out_of_rank,
    least_points,
    may_rest_on_kind,
    may_sign,
)
from sistercities.partners.short_lists.quarters import quarters_of
from sistercities.partners.stored_model import stored_model
from twolevel.core.array_types import Flag

HEADING = "### Why nobody is named"
_POINTS = "too few points"
_TOLD_FROM = 3
"""Homes from which a line of the table of points is told."""


@dataclass(frozen=True)
class Unnamed:
    """Why nobody is named to some home places.

    Attributes
    ----------
    n, n_without_partners, n_quarters, n_nobody_passes
        How many they are; those without a partner, and those that are quarters of a city; those for
        which no candidate passes all rules but that on points.
    by_rule, by_line
        Home places that would have a name without a rule alone, and without a line of the points.
    """

    n: int
    n_without_partners: int
    n_quarters: int
    n_nobody_passes: int
    by_rule: Counter[str]
    by_line: Counter[str]


def unnamed(ground: Ground, homes: Sequence[int]) -> Unnamed:
    """Count why nobody is named to home places; limits and quarters of cities are left aside."""
    by_rule, by_line = Counter[str](), Counter[str]()
    n_nobody = 0
    for home in homes:
        wishes = Wishes(filters=Filters(size="near"))
        facts = choose(ground, stored_model("city"), home, wishes, {}).facts
        passes = _passing(facts, wishes)
        for rule in passes:
            others = np.all([each for name, each in passes.items() if name != rule], axis=0)
            by_rule[rule] += int(others.any())
        but_points = np.all([each for name, each in passes.items() if name != _POINTS], axis=0)
        n_nobody += int(not but_points.any())
        by_line.update(_lines_in_the_way(facts, but_points))
    degree, quarters = ground.ties.degree, quarters_of(ground)
    return Unnamed(
        len(homes), sum(not degree[home] for home in homes), sum(map(quarters.holds, homes)),
        n_nobody, by_rule, by_line,
    )  # fmt: skip


def _passing(facts: CandidateFacts, wishes: Wishes) -> dict[str, Flag]:
    """Say which candidates pass each rule, where as little is asked for as ever is."""
    kinds = kinds_for(facts.ground, facts.home)
    own = [
        kind.may_stand(facts) & has_one_of(facts, arguments_called(kind.own_arguments))
        for kind in kinds
    ]
    return {
        _POINTS: footing(facts) >= least_points("like", "one"),
        "no link, and too unlike": may_rest_on_kind(facts, "one"),
        "something to check first, or a war": ~care_of(facts, wishes)[1],
        "a capital, or another size": ~is_out_of_rank(facts),
        "far away, with too few partners": may_sign(facts),
        "nothing of the two places": is_of_the_two(facts),
        "no reason of the list": np.any(own, axis=0),
    }


def _lines_in_the_way(facts: CandidateFacts, passes: Flag) -> Iterator[str]:
    """Name the lines that take points, without which somebody would have enough."""
    points, least = footing(facts), least_points("like", "one")
    for line in footing_table():
        if line.kind == "counts" and line.points < 0:
            without = points - line.points * np.asarray(COUNTED[line.name](facts), dtype=float)
            if (passes & (without >= least)).any():
                yield line.name


def lines(found: Unnamed, n_homes: int) -> Iterator[str]:
    """Say it."""
    yield from (HEADING, "")
    yield f"Of {n_homes:,} home places {found.n} get no name on a list:"
    yield f"{found.n_without_partners} of them have no partner on record, and"
    yield f"{found.n_quarters} are quarters of a city. How many of them would get a name"
    yield "without one rule alone, and without one line of the points that takes points away"
    yield f"(lines are told from {_TOLD_FROM} homes). So no single rule takes the names away:"
    yield "hardly anything speaks for anybody, and for"
    yield f"{found.n_nobody_passes} homes nobody passes the other rules."
    yield ""
    yield "| without | homes with a name |"
    yield "|---|---|"
    for rule, n in found.by_rule.most_common():
        yield f"| {rule} | {n} |"
    for name, n in found.by_line.most_common():
        if n >= _TOLD_FROM:
            yield f"| `{name}` in the table of points | {n} |"
    yield ""

"""How much a suggestion rests on, counted in points: what links two places less what sets apart.

The points and how many each list asks for, by distance, are a table
(`docs/data-quality/short-lists.md` says how it was found).
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.grounds import n_apart, n_in_common, n_links
from sistercities.partners.short_lists.own_network import (
    n_close_partners_in_common,
    sister_regions,
)
from twolevel.core.array_types import Flag, Real

_TABLE = "footing.csv"
_COUNTS, _LEAST = "counts", "least"
SIGNED_KM, PRACTISED_KM, PRACTISED = 1_000, 4_000, 3
"""Distances beyond which a place has a partner on record, and `PRACTISED` of them, to stand on a
list: readers called one in six sensible of those far away that have none, four in ten of those that
have one or two, and two thirds of the others."""


@dataclass(frozen=True, slots=True)
class FootingLine:
    """One line of the table.

    Attributes
    ----------
    kind
        "counts" for what points are given for, "least" for how many a list asks for.
    name
        What is counted, or the name of a list.
    up_to_km
        Distance up to which a list asks for so many; infinite where there is no bound.
    points
        Points.
    reason
        Why, in a few words; "" where it needs none.
    """

    kind: str
    name: str
    up_to_km: float
    points: float
    reason: str


def has_partners(facts: CandidateFacts, least: int = 1) -> Flag:
    """Say which candidates have so many partners on record: somebody there has signed before."""
    return np.asarray(facts.ground.ties.degree[facts.pairs.b] >= least)


def may_sign(facts: CandidateFacts) -> Flag:
    """Say which candidates have as many partners on record as one at their distance should."""
    km = facts.pairs.distance_km
    is_practised = has_partners(facts, PRACTISED) | ~(km > PRACTISED_KM)
    return np.asarray(is_practised & (has_partners(facts) | ~(km > SIGNED_KM)))


COUNTED: dict[str, Callable[[CandidateFacts], Real]] = {
    "close_partners_in_common": n_close_partners_in_common,
    "sister_region": lambda facts: np.nan_to_num(sister_regions(facts)),
    "in_common": lambda facts: facts.kept("n_in_common", n_in_common),
    "links": lambda facts: facts.kept("n_links", n_links),
    "has_partners": lambda facts: has_partners(facts).astype(np.float64),
    "is_practised": lambda facts: has_partners(facts, PRACTISED).astype(np.float64),
    "apart": lambda facts: facts.kept("n_apart", n_apart),
}
"""What may be counted, by the name that the table gives it."""


@cache
def footing_table() -> tuple[FootingLine, ...]:
    """Read the table.

    Raises
    ------
    ValueError
        If it counts what is not known.
    """
    path = files("sistercities.partners.short_lists").joinpath(_TABLE)
    found = []
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        if row["kind"] == _COUNTS and row["name"] not in COUNTED:
            raise ValueError(f"{_TABLE} counts {row['name']}, which is not known")
        km = float(row["up_to_km"] or np.inf)
        found.append(FootingLine(row["kind"], row["name"], km, float(row["points"]), row["reason"]))
    return tuple(found)


def footing(facts: CandidateFacts) -> Real:
    """Count the points of each candidate, shape (n_pairs,)."""
    counts = [line for line in footing_table() if line.kind == _COUNTS]
    return np.asarray(np.sum([line.points * COUNTED[line.name](facts) for line in counts], axis=0))


def has_footing(facts: CandidateFacts, of_list: str, fewer: int = 0) -> Flag:
    """Say which candidates have as many points as a list asks for at their distance.

    Parameters
    ----------
    facts
        The home place with its candidates.
    of_list
        Name of the list.
    fewer
        Points that are waived.
    """
    lines = [line for line in footing_table() if (line.kind, line.name) == (_LEAST, of_list)]
    bounds = np.array([line.up_to_km for line in lines])
    points = np.array([line.points for line in lines])
    asked = points[np.searchsorted(bounds[:-1], facts.pairs.distance_km)]
    return np.asarray(facts.kept("footing", footing) >= asked - fewer)

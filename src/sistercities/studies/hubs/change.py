"""Change between two sources: the share of a country's places among the first, beside others'."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sistercities.studies.hubs.measures import MEASURES, positions
from sistercities.studies.hubs.network import TwoSources
from sistercities.studies.hubs.rule import RULE, HubsRule
from twolevel.core.array_types import Index, Real
from twolevel.positions.top import top_membership
from twolevel.rates.clusters import effective_clusters
from twolevel.rates.prediction_interval import MIN_OTHERS, AmongOthers, among_others

TOP_SHARE = 0.1
"""Share of the common places that are among the first by either source."""

MIN_OF_OTHER = 10
"""Common places from which another country takes part in the comparison."""

ALIKE = 0.1
"""Difference of two countries' shares listed within which they are listed alike."""


@dataclass(frozen=True, slots=True, eq=False)
class MeasuredChange:
    """Change by one measure.

    Attributes
    ----------
    before, after
        Share of the home country's common places among the first, by the two sources.
    own_error
        Standard error of its change.
    among
        Its change beside that of other countries.
    codes, changes, errors
        Other countries, their changes and the errors of these, shape (n_others,).
    """

    before: float
    after: float
    own_error: float
    among: AmongOthers
    codes: Index
    changes: Real
    errors: Real


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """Change of the home country by each measure, and what dates say of it.

    Attributes
    ----------
    by_measure
        Empty where there are too few places or countries, and `note` says so.
    n_common, n_home
        Common places in all, and of the home country.
    n_added_dated, n_added_since
        See `TwoSources`.
    """

    by_measure: dict[str, MeasuredChange]
    n_common: int
    n_home: int
    n_added_dated: int
    n_added_since: int
    note: str = ""


def measure_change(
    both: TwoSources,
    home: int,
    executor: Executor | None = None,
    *,
    n_sources: int | None = None,
    seed: int = 1,
    rule: HubsRule = RULE,
) -> Change:
    """Compare the change of the home country with that of the others, by each measure.

    Parameters
    ----------
    n_sources, seed
        Places from which shortest paths are followed, and the seed of their choice; all if None.
    rule
        Says below how many places and countries the change is unknown.
    """
    n, n_home = both.country.size, int((both.country == home).sum())
    codes, sizes = np.unique(both.country, return_counts=True)
    others = codes[(sizes >= MIN_OF_OTHER) & (codes != home)]
    note = rule.change.unmet(n_home=n_home, n_others=int(others.size))
    found = {}
    if not note:
        first, last = (
            positions(n, ties, both.country, n_sources=n_sources, executor=executor,
                      rng=np.random.default_rng(seed))
            for ties in (both.earlier, both.later)
        )  # fmt: skip
        found = _by_measure(both, home, others, first, last)
    return Change(found, n, n_home, both.n_added_dated, both.n_added_since, note)


def _by_measure(
    both: TwoSources, home: int, others: Index, first: Real, last: Real
) -> dict[str, MeasuredChange]:
    is_home = both.country == home
    found = {}
    for k, measure in enumerate(MEASURES):
        before, after = top_membership(first[k], TOP_SHARE), top_membership(last[k], TOP_SHARE)
        gain = after - before
        rows = [_mean_of(gain, both, int(code)) for code in (home, *others)]
        values, errors = np.array(rows).T
        found[measure] = MeasuredChange(
            float(before[is_home].mean()), float(after[is_home].mean()), float(errors[0]),
            among_others(values[0], errors[0], values[1:], errors[1:]), others, values[1:],
            errors[1:],
        )  # fmt: skip
    return found


def beside_like_coverage(
    change: Change, seen: Index, is_listed: NDArray[np.bool_], home: int
) -> dict[str, MeasuredChange]:
    """Compare the change with countries alone that are listed about as fully as home.

    Of each country the share of ties seen by the earlier source that the later one lists too; those
    within `ALIKE` of home's. Empty with fewer than three.
    """
    top = max((int(one.codes.max()) for one in change.by_measure.values()), default=0)
    n = max(top, home, int(seen.max(initial=0))) + 1
    n_listed = np.bincount(seen[is_listed].ravel(), minlength=n)
    share = n_listed / np.maximum(np.bincount(seen.ravel(), minlength=n), 1)
    found = {}
    for measure, one in change.by_measure.items():
        kept = np.abs(share[one.codes] - share[home]) <= ALIKE
        if kept.sum() < MIN_OTHERS:
            continue
        own = one.among.value + one.among.mean
        among = among_others(own, one.own_error, one.changes[kept], one.errors[kept])
        found[measure] = replace(
            one, among=among, codes=one.codes[kept], changes=one.changes[kept],
            errors=one.errors[kept],
        )  # fmt: skip
    return found


def _mean_of(gain: Real, both: TwoSources, code: int) -> tuple[float, float]:
    """Return the mean gain of a country's places and its error, clustered by region.

    The error is at least that of as many places drawn from all: where few places move, their own
    spread says little.
    """
    mine = both.country == code
    n, mean = int(mine.sum()), float(gain[mine].mean())
    label = np.unique(both.region[mine], return_inverse=True)[1]
    sums = np.bincount(label, gain[mine] - mean)
    effective = effective_clusters(label)
    factor = effective / (effective - 1) if effective > 1 else 1.0
    clustered = factor * float((sums**2).sum()) / n**2
    return mean, float(np.sqrt(max(clustered, gain.var() / n, 1e-12)))

"""Rate ratios of lower ties by upper ties, by Poisson pseudo-likelihood with effects of both ends.

`rate_ratio` is the estimand inside countries: how many times the lower ties of a home unit with a
foreign unit where an upper tie joins the two. `country_rate_ratio` is the country channel: how many
times the lower ties of a home unit with a country where it has an upper tie of any kind there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from twolevel.core.argument_checks import share
from twolevel.core.array_types import Flag, Index, Real
from twolevel.core.arrays import TwoLevelArrays
from twolevel.core.foreign_groups import foreign_groups
from twolevel.errors import NetworkError
from twolevel.rates.clusters import (
    MIN_EFFECTIVE,
    ClusteredInterval,
    effective_clusters,
    no_interval,
)
from twolevel.sentences import say

NONE_INSIDE = say("No lower tie falls where an upper tie is, so the log has no end.")
NOWHERE_INSIDE = say("Where an upper tie is, no lower tie could be, given what is held fixed.")
EFFECTIVE_TIMES = 2.0
"""Clusters that t counts for each effective one, up to their number. The larger one-way variance
makes errors somewhat too large, so that t by effective clusters alone is cautious twice
(docs/decisions/0010-errors-of-few-clusters.md)."""
ONE_UNIT = say("With one home unit there is nothing to compare its ties with.")


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Counts of lower ties by home unit and column, each column in one country."""

    ties: Real
    exposure: Flag
    country: Index


def rate_ratio(arrays: TwoLevelArrays, *, level: float = 0.95) -> ClusteredInterval:
    """Return the ratio of lower ties per pair of units with and without an upper tie.

    E y_pr = exp(a_pc + b_r + log(ratio) B_pr) for home unit p and foreign unit r of country c:
    what a home unit has with a country, and what a foreign unit draws, is held fixed. H0: ratio 1.
    Foreign units are the finest parts that upper ties of all tiers tell apart, those without a
    place as well. Cells of unit and country without lower ties, and units without any, say nothing.

    Clustered two ways by home unit and country on the log scale; see `clusters` for the factors.
    Degrees of freedom are twice the effective clusters of the end that has fewer, at most their
    number, less one. Where the ratio or its interval is not defined, `note` says why.

    Parameters
    ----------
    arrays
        A network, as `two_level_arrays` checks it.
    level
        Of the interval, in (0, 1).

    Raises
    ------
    InvalidArgument
        If `level` is no share between 0 and 1.

    References
    ----------
    Santos Silva & Tenreyro (2006), The log of gravity. doi:10.1162/rest.88.4.641
    """
    groups = foreign_groups(arrays)
    table = _Table(groups.ties.astype(np.float64), groups.exposure, groups.country)
    n_countries = int(table.country.max(initial=-1)) + 1
    unit, column = np.indices(table.ties.shape).reshape(2, -1)
    effects = unit * n_countries + table.country[column], column
    return _ratio(arrays, table, effects, say("home unit x country and foreign unit"), level)


def country_rate_ratio(arrays: TwoLevelArrays, *, level: float = 0.95) -> ClusteredInterval:
    """Return the ratio of lower ties with a country with and without an upper tie there.

    E y_pc = exp(a_p + b_c + log(ratio) U_pc), U_pc = 1 if home unit p has an upper tie of any tier
    with country c: what a home unit has in all, and what a country draws, is held fixed. H0: ratio
    1. It sees the country channel, which `rate_ratio` holds fixed. Clustered as there.

    Parameters
    ----------
    arrays
        A network, as `two_level_arrays` checks it.
    level
        Of the interval, in (0, 1).

    Raises
    ------
    InvalidArgument
        If `level` is no share between 0 and 1.

    References
    ----------
    Santos Silva & Tenreyro (2006), The log of gravity. doi:10.1162/rest.88.4.641
    """
    upper_country = arrays.foreign_unit_country[arrays.upper_ties[:, 1]]
    n_countries = 1 + max(
        int(arrays.foreign_country.max(initial=-1)),
        int(arrays.foreign_unit_country.max(initial=-1)),
    )
    ties = np.zeros((arrays.n_units, n_countries))
    np.add.at(ties, (arrays.tie_unit, arrays.tie_country), 1.0)
    exposure = np.zeros(ties.shape, dtype=np.bool_)
    exposure[arrays.upper_ties[:, 0], upper_country] = True
    table = _Table(ties, exposure, np.arange(n_countries))
    unit, column = np.indices(ties.shape).reshape(2, -1)
    return _ratio(arrays, table, (unit, column), say("home unit and country"), level)


def _ratio(
    arrays: TwoLevelArrays,
    table: _Table,
    effects: tuple[Index, Index],
    words: str,
    level: float,
) -> ClusteredInterval:
    level = share("level", level)
    note = _undefined(table, effects)
    if note:
        is_zero = note == NONE_INSIDE
        return no_interval(arrays, 0.0 if is_zero else None, "log", note)
    from twolevel.dyads.fit_rows import fit_row_parts, row_table

    rows = row_table(
        table.ties.ravel(), table.exposure.ravel().astype(np.float64), effects,
        names=("the upper tie",),
    )  # fmt: skip
    try:
        parts = fit_row_parts(rows, "poisson")
    except NetworkError as reason:
        return no_interval(arrays, None, "log", _no_fit(reason, words))
    unit, column = np.indices(table.ties.shape).reshape(2, -1)[:, parts.is_kept]
    slope = float(parts.fit.slopes[0])
    return _interval(arrays, slope, parts.influence[0], (unit, table.country[column]), words, level)


def _undefined(table: _Table, effects: tuple[Index, Index]) -> str:
    """Say why the ratio has no logarithm, or nothing."""
    if table.ties.sum() == 0:
        return say("There are no lower ties.")
    if not table.exposure.any():
        return say("There are no upper ties.")
    if (table.ties.sum(axis=1) > 0).sum() == 1:
        return ONE_UNIT
    if table.ties[table.exposure].sum() == 0:
        return NONE_INSIDE if _could_be_inside(table, effects) else NOWHERE_INSIDE
    if table.ties[~table.exposure].sum() == 0:
        return say("All lower ties fall where an upper tie is, so the log has no end.")
    return ""


def _no_fit(reason: NetworkError, words: str) -> str:
    """Say in the words of the estimand why the model has no fit."""
    if "in the span of the effects" in str(reason):
        return say(
            "Upper ties differ only as what is held fixed ({words}) does, so there is "
            "nothing to compare.",
            words=words,
        )
    if "runs away" in str(reason):
        return say(
            "Given what is held fixed ({words}), upper ties part the pairs with ties from "
            "those without, so the ratio has no end.",
            words=words,
        )
    return f"{str(reason).partition(';')[0]}."


def _could_be_inside(table: _Table, effects: tuple[Index, Index]) -> bool:
    """Tell whether an upper tie lies where both effects are finite: their labels have ties."""
    possible = table.exposure.ravel().copy()
    for label in effects:
        possible &= np.bincount(label, table.ties.ravel())[label] > 0
    return bool(possible.any())


def _interval(
    arrays: TwoLevelArrays,
    slope: float,
    influence: Real,
    clusters: tuple[Index, Index],
    words: str,
    level: float,
) -> ClusteredInterval:
    from scipy.special import stdtrit

    home, country = effective_clusters(arrays.tie_unit), effective_clusters(arrays.tie_country)
    if min(np.unique(cluster).size for cluster in clusters) <= 1:
        alone = say("With one home unit or one country there is no interval.")
        return no_interval(arrays, float(np.exp(slope)), "log", alone)
    if min(home, country) < MIN_EFFECTIVE:
        few = min(home, country)
        return no_interval(
            arrays,
            float(np.exp(slope)),
            "log",
            say("With {few:.1f} effective home units or countries there is no interval.", few=few),
        )
    variance, note = _variance(arrays, influence, clusters)
    freedom = _freedom((home, country), clusters)
    error = float(np.sqrt(variance))
    reach = float(stdtrit(freedom, (1 + level) / 2)) * error
    return ClusteredInterval(
        value=float(np.exp(slope)), low=float(np.exp(slope - reach)),
        high=float(np.exp(slope + reach)), standard_error=error, scale="log",
        degrees_of_freedom=freedom, effective_home_units=home, effective_countries=country,
        n=arrays.n_ties,
        method=say("PPML with effects of {words}, two-way clustered by home unit and country on "
            "the log scale, t with {freedom:.1f} degrees of freedom", words=words, freedom=freedom),
        note=note,
    )  # fmt: skip


def _freedom(effective: tuple[float, float], clusters: tuple[Index, Index]) -> float:
    """Return the smaller of both ends' clusters less one: `EFFECTIVE_TIMES` the effective ones."""
    return min(
        min(EFFECTIVE_TIMES * few, float(np.unique(cluster).size))
        for few, cluster in zip(effective, clusters, strict=True)
    ) - 1  # fmt: skip


def _variance(
    arrays: TwoLevelArrays, influence: Real, clusters: tuple[Index, Index]
) -> tuple[float, str]:
    """Return the variance clustered two ways, with the factors that `clusters` takes for ties."""
    n_countries = 1 + max(
        int(clusters[1].max()), int(arrays.tie_country.max()), int(arrays.foreign_country.max())
    )
    of_ties = arrays.tie_unit, arrays.tie_country
    by_unit = _one_way(influence, clusters[0], of_ties[0])
    by_country = _one_way(influence, clusters[1], of_ties[1])
    both = by_unit + by_country - _one_way(
        influence, clusters[0] * n_countries + clusters[1], of_ties[0] * n_countries + of_ties[1]
    )  # fmt: skip
    larger = max(by_unit, by_country)
    if both > larger:
        return both, ""
    kind = say("not positive") if both <= 0 else say("below a one-way variance")
    return larger, say(
        "The two-way variance is {kind}; the larger one-way variance stands in.", kind=kind
    )


def _one_way(influence: Real, cluster: Index, of_ties: Index) -> float:
    _, label = np.unique(cluster, return_inverse=True)
    sums = np.bincount(label, influence)
    effective = effective_clusters(np.unique(of_ties, return_inverse=True)[1])
    factor = effective / (effective - 1) if effective > 1 else 1.0
    return factor * float((sums**2).sum())

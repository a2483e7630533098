"""The Mantel-Haenszel odds ratio of a lower tie landing in a unit that an upper tie joins."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from twolevel.core.argument_checks import instance, share
from twolevel.core.array_types import Real
from twolevel.core.arrays import TwoLevelArrays
from twolevel.core.foreign_groups import ForeignGroups, foreign_groups
from twolevel.rates.clusters import ClusteredInterval, log_interval, no_interval
from twolevel.sentences import say


@dataclass(frozen=True, slots=True, eq=False)
class StratumTables:
    """One fourfold table for each foreign group, over the lower ties with its country.

    Attributes
    ----------
    a, b, c, d
        Exposed and landing, exposed and elsewhere, unexposed and landing, unexposed and elsewhere,
        shape (n_groups,). Exposed: an upper tie joins the tie's home unit and the group.
    n
        Lower ties with the country, shape (n_groups,).
    """

    a: Real
    b: Real
    c: Real
    d: Real
    n: Real


def stratum_tables(groups: ForeignGroups, ties: Real) -> StratumTables:
    """Count the fourfold tables from (weighted) ties by home unit and group."""
    by_country = ties_by_country(groups, ties)
    exposed, landing = (groups.exposure * by_country).sum(axis=0), ties.sum(axis=0)
    a = (groups.exposure * ties).sum(axis=0)
    n = by_country.sum(axis=0)
    return StratumTables(a=a, b=exposed - a, c=landing - a, d=n - exposed - landing + a, n=n)


def ties_by_country(groups: ForeignGroups, ties: Real) -> Real:
    """Return each home unit's ties with the country of each group, shape (n_units, n_groups)."""
    by_country = np.zeros((ties.shape[0], int(groups.country.max(initial=-1)) + 1))
    np.add.at(by_country.T, groups.country, ties.T)
    spread: Real = by_country[:, groups.country]
    return spread


def mantel_haenszel(arrays: TwoLevelArrays, *, level: float = 0.95) -> ClusteredInterval:
    """Return the Mantel-Haenszel odds ratio over strata (country, foreign unit).

    H0: given a lower tie with the country, whether it lands in a unit does not depend on whether
    an upper tie joins its home unit with that unit: odds ratio 1. In each stratum the units of
    count are the lower ties with the country; so the popularity of regions is held fixed.
    Clustered two ways by home unit and country on the log scale, linearised in the weights of
    ties: a tie counts in every stratum of its country, and clustering by country sees that.
    Where the ratio or its interval is not defined, `note` says why.

    Parameters
    ----------
    arrays
        Of `two_level_arrays`.
    level
        Of the interval, in (0, 1).

    Raises
    ------
    InvalidArgument
        If `level` is no share.

    References
    ----------
    Mantel & Haenszel (1959), J. Natl. Cancer Inst. 22(4), 719-748. doi:10.1093/jnci/22.4.719
    """
    instance("arrays", arrays, TwoLevelArrays, "two_level_arrays")
    share("level", level)
    groups = foreign_groups(arrays)
    table = stratum_tables(groups, groups.ties.astype(np.float64))
    has_ties = table.n > 0
    n = np.where(has_ties, table.n, 1.0)
    upper, lower = float((table.a * table.d / n).sum()), float((table.b * table.c / n).sum())
    if upper <= 0 or lower <= 0:
        value = 0.0 if lower > 0 else None
        note = say(
            "No stratum has both kinds of ties at both outcomes, so the odds ratio has no log."
        )
        return no_interval(arrays, value, "log", note)
    influence = _influence(arrays, groups, table, n, upper, lower)
    result = log_interval(arrays, upper / lower, influence, level)
    return replace(result, method=say("Mantel-Haenszel, {method}", method=result.method))


def _influence(
    arrays: TwoLevelArrays,
    groups: ForeignGroups,
    table: StratumTables,
    n: Real,
    upper: float,
    lower: float,
) -> Real:
    """Differentiate log(upper / lower) by the weight of each tie.

    A tie of unit p with country c that lands in group g adds to cell a or b, c or d of each
    stratum of c; first the sum as if it landed in none, then the correction at g.
    """
    x = groups.exposure.astype(np.float64)
    elsewhere = _terms(table, n, upper, lower, x, landing=False)
    landing = _terms(table, n, upper, lower, x, landing=True)
    by_country = np.zeros((x.shape[0], int(groups.country.max(initial=-1)) + 1))
    np.add.at(by_country.T, groups.country, elsewhere.T)
    group, unit = groups.of_place[arrays.ties[:, 1]], arrays.tie_unit
    influence: Real = (
        by_country[unit, arrays.tie_country] + landing[unit, group] - elsewhere[unit, group]
    )
    return influence


def _terms(
    table: StratumTables, n: Real, upper: float, lower: float, x: Real, *, landing: bool
) -> Real:
    y = 1.0 if landing else 0.0
    d_upper = (x * y * table.d + (1 - x) * (1 - y) * table.a) / n - table.a * table.d / n**2
    d_lower = (x * (1 - y) * table.c + (1 - x) * y * table.b) / n - table.b * table.c / n**2
    terms: Real = d_upper / upper - d_lower / lower
    return terms

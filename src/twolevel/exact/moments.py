"""Exact moments of the statistic under stub matching and under permutation of labels.

Stub matching gives each tie of a stratum a right end by a uniform permutation of the right ends;
it allows double ties. Permutation of labels gives each block a label likewise. Both are a sum
over i of c(i, pi(i)) for a uniform permutation pi, whose mean and variance are those of
Hoeffding (1951), A combinatorial central limit theorem. Ann. Math. Stat. 22(4), 558-566.
doi:10.1214/aoms/1177729545.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import gammaln

from twolevel.core.argument_checks import instance
from twolevel.core.array_types import Index, Real
from twolevel.core.arrays import Numbers, TwoLevelArrays, checked_weights
from twolevel.errors import InvalidArgument


@dataclass(frozen=True, slots=True)
class Moments:
    """Mean and standard deviation of a statistic; `sd` None where there is no formula."""

    mean: float
    sd: float | None


def permutation_moments(costs: Real, left_count: Index, right_count: Index) -> Moments:
    """Return the moments of the sum of costs over a uniform matching of left to right stubs.

    Parameters
    ----------
    costs
        Cost of matching a left stub of kind a with a right stub of kind b, shape (n_a, n_b).
    left_count, right_count
        Stubs of each kind, shapes (n_a,), (n_b,); equal sums.
    """
    n = int(left_count.sum())
    if n == 0:
        return Moments(0.0, 0.0)
    row_mean = costs @ right_count / n
    column_mean = left_count @ costs / n
    mean = float(left_count @ row_mean / n)
    centred = costs - row_mean[:, None] - column_mean[None, :] + mean
    variance = float(left_count @ (centred**2) @ right_count) / max(n - 1, 1)
    return Moments(n * mean, float(np.sqrt(variance)))


def stub_moments(arrays: TwoLevelArrays, stratum: Index, weights: Numbers | None = None) -> Moments:
    """Return the moments of the weights summed over ties under stub matching in strata of ties.

    The mean is the sum over strata s of k_us d_j W_uj / m_s: k_us ties of unit u, d_j ties of
    place j, m_s ties in s.

    Parameters
    ----------
    stratum
        Stratum of each lower tie, shape (n_ties,): the country, or 0 for all.
    weights
        W, shape (n_units, n_foreign); H if None.
    """
    matrix = checked_weights(weights, arrays).astype(np.float64)
    unit, place = arrays.tie_unit, arrays.ties[:, 1]
    parts = []
    for value in np.unique(stratum):
        inside = stratum == value
        units, left_count = np.unique(unit[inside], return_counts=True)
        places, right_count = np.unique(place[inside], return_counts=True)
        parts.append(permutation_moments(matrix[np.ix_(units, places)], left_count, right_count))
    return independent_sum(parts)


def label_moments(arrays: TwoLevelArrays, weights: Numbers | None = None) -> Moments:
    """Return the exact moments of the statistic under the null `region-labels`."""
    hits, block_unit, block_stratum = block_hits(arrays, weights)
    parts = []
    for value in np.unique(block_stratum):
        inside = block_stratum == value
        labels, right_count = np.unique(block_unit[inside], return_counts=True)
        parts.append(
            permutation_moments(
                hits[inside][:, labels].astype(np.float64),
                np.ones(int(inside.sum()), dtype=np.int64),
                right_count,
            )
        )
    return independent_sum(parts)


def block_hits(
    arrays: TwoLevelArrays, weights: Numbers | None = None
) -> tuple[Numbers, Index, Index]:
    """Return each block's statistic under each label, its label and its stratum.

    Shapes (n_blocks, n_units), (n_blocks,), (n_blocks,).
    """
    matrix = checked_weights(weights, arrays)
    _, first, block = np.unique(arrays.home_block, return_index=True, return_inverse=True)
    hits = np.zeros((first.size, arrays.n_units), dtype=matrix.dtype)
    np.add.at(hits, block[arrays.ties[:, 0]], matrix[:, arrays.ties[:, 1]].T)
    return hits, arrays.home_unit[first], arrays.home_stratum[first]


def upper_stub_mean(arrays: TwoLevelArrays, labels: Index | None = None) -> Moments:
    """Return the exact mean of lower ties inside when upper ties are matched by stubs in strata.

    A pair is joined if at least one stub matches, with probability 1 - C(m - d, k) / C(m, k) for
    k stubs of the home unit, d of the foreign unit and m in the stratum (country, tier); tiers
    are matched independently, and so are upper ties of different `labels`, shape (n_upper,).
    """
    kinds = [slice(None)] if labels is None else [labels == k for k in np.unique(labels)]
    chances = [
        upper_pair_chance(replace(arrays, upper_ties=arrays.upper_ties[mine])) for mine in kinds
    ]
    # Of one kind it is the chance itself, to the last digit.
    joined = chances[0] if len(chances) == 1 else _any_of(arrays, chances)
    chance = np.append(joined, np.zeros((arrays.n_units, 1)), axis=1)
    missed = np.prod(1 - chance[:, arrays.foreign_unit], axis=2)
    return Moments(float((1 - missed)[arrays.tie_unit, arrays.ties[:, 1]].sum()), None)


def _any_of(arrays: TwoLevelArrays, chances: list[Real]) -> Real:
    missed = np.ones((arrays.n_units, arrays.foreign_unit_country.size))
    for chance in chances:
        missed *= 1 - chance
    return np.asarray(1 - missed)


def upper_pair_chance(arrays: TwoLevelArrays) -> Real:
    """Return the stub-matching chance that a pair is joined, shape (n_units, n_foreign_units)."""
    unit, foreign = arrays.upper_ties[:, 0], arrays.upper_ties[:, 1]
    stratum = upper_stratum(arrays)
    n_strata = int(stratum.max(initial=-1)) + 1
    k = np.zeros((arrays.n_units, n_strata), dtype=np.int64)
    np.add.at(k, (unit, stratum[foreign]), 1)
    d = np.bincount(foreign, minlength=stratum.size)
    m = k.sum(axis=0)
    stubs_left, stubs_right, total = k[:, stratum], d[None, :], m[stratum][None, :]
    with np.errstate(invalid="ignore"):
        missed = np.exp(
            gammaln(np.maximum(total - stubs_right, 0) + 1.0)
            + gammaln(np.maximum(total - stubs_left, 0) + 1.0)
            - gammaln(np.maximum(total - stubs_right - stubs_left, 0) + 1.0)
            - gammaln(total + 1.0)
        )
    missed = np.where(total - stubs_right - stubs_left < 0, 0.0, missed)
    # Log factorials leave the last digits of an impossible match below 0.
    chance: Real = np.clip(1 - missed, 0.0, 1.0)
    return chance


def upper_stratum(arrays: TwoLevelArrays) -> Index:
    """Return the stratum (country, tier) of each foreign unit, numbered from 0."""
    n_tiers = int(arrays.foreign_unit_tier.max(initial=0)) + 1
    key = arrays.foreign_unit_country * n_tiers + arrays.foreign_unit_tier
    stratum: Index = np.unique(key, return_inverse=True)[1].astype(np.int64)
    return stratum


EXACT_NULLS = ("region-labels", "upper-ties", "degree", "degree-country")
"""Ids of the nulls whose expectation has a closed form."""


def expected_of_ties(arrays: TwoLevelArrays, null_id: str = "degree-country") -> Real:
    """Return the expected number inside of each lower tie under a null, shape (n_ties,).

    The sum is the expected number of lower ties inside; sums over the ties of a home place, a
    unit or a country are theirs. Exact under permutation of labels, else under stub matching.

    Parameters
    ----------
    arrays
        Home places (n_home,), lower ties (n_ties, 2), upper ties (n_upper, 2).
    null_id
        One of `EXACT_NULLS`.

    Raises
    ------
    InvalidArgument
        If the null is not one of these.

    References
    ----------
    Hoeffding (1951), doi:10.1214/aoms/1177729545, for the moments of a permutation.
    """
    instance("arrays", arrays, TwoLevelArrays, "two_level_arrays")
    if null_id == "degree-country":
        return _expected_by_stubs(arrays, arrays.tie_country)
    if null_id == "degree":
        return _expected_by_stubs(arrays, np.zeros(arrays.n_ties, dtype=np.int64))
    if null_id == "region-labels":
        return _expected_by_labels(arrays)
    if null_id == "upper-ties":
        chance = np.append(upper_pair_chance(arrays), np.zeros((arrays.n_units, 1)), axis=1)
        inside = 1 - np.prod(1 - chance[:, arrays.foreign_unit], axis=2)
        expected: Real = inside[arrays.tie_unit, arrays.ties[:, 1]]
        return expected
    raise InvalidArgument("null_id", null_id, f"give one of {', '.join(EXACT_NULLS)}")


def _expected_by_stubs(arrays: TwoLevelArrays, stratum: Index) -> Real:
    matrix = checked_weights(None, arrays).astype(np.float64)
    expected = np.zeros(arrays.n_ties)
    for value in np.unique(stratum):
        inside = stratum == value
        hits = matrix[:, arrays.ties[inside, 1]].mean(axis=1)
        expected[inside] = hits[arrays.tie_unit[inside]]
    return expected


def _expected_by_labels(arrays: TwoLevelArrays) -> Real:
    _, block_unit, block_stratum = block_hits(arrays)
    strata, group = np.unique(block_stratum, return_inverse=True)
    share = np.zeros((strata.size, arrays.n_units))
    np.add.at(share, (group, block_unit), 1.0)
    share /= share.sum(axis=1, keepdims=True)
    by_place = share @ checked_weights(None, arrays)
    stratum = np.searchsorted(strata, arrays.home_stratum[arrays.ties[:, 0]])
    expected: Real = by_place[stratum, arrays.ties[:, 1]]
    return expected


def independent_sum(parts: list[Moments]) -> Moments:
    """Return the moments of the sum of independent parts."""
    variance = sum((part.sd or 0.0) ** 2 for part in parts)
    return Moments(float(sum(part.mean for part in parts)), float(np.sqrt(variance)))

"""Intervals clustered two ways: by home unit and by partner country.

The superpopulation: home units and partner countries are drawn from more such. Covariance of
Cameron, Gelbach & Miller (2011), Robust inference with multiway clustering. J. Bus. Econ. Stat.
29(2), 238-249. doi:10.1198/jbes.2010.07136: units + countries - cells, at least the larger of the
two one-way parts (MacKinnon, Nielsen & Webb 2024, arXiv:2406.08880). Quantiles of t with the
smaller number of effective clusters, (sum n)^2 / sum n^2, less one; with fewer than three of them
no interval is given.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from twolevel.core.argument_checks import (
    LARGEST_NUMBER,
    flags,
    instance,
    numbers,
    real_number,
    share,
)
from twolevel.core.array_types import Index, Real
from twolevel.core.arrays import TwoLevelArrays, checked_weights, hits_of_ties
from twolevel.core.labels import distinct
from twolevel.errors import InvalidArgument, NetworkError
from twolevel.exact.moments import expected_of_ties
from twolevel.sentences import say

MIN_CLUSTERS = 2
MIN_EFFECTIVE = 3.0
"""Effective clusters below which t has so heavy tails that an interval says nothing."""


SCALE_WORDS = {"log": say("log"), "logit": say("logit"), "identity": say("identity")}
"""Scales of an interval, as its method names them."""


@dataclass(frozen=True, slots=True)
class ClusteredInterval:
    """An estimate with its interval over two sets of clusters.

    Attributes
    ----------
    value
        The estimate; None where it is not defined.
    low, high
        Interval; None where it cannot be had, and `note` says why.
    standard_error
        On the scale of `scale`: "log" or "logit" or "identity".
    degrees_of_freedom
        Of the t quantile: the smaller number of effective clusters, less one (of the rate ratios:
        twice as many, at most their number, less one).
    effective_home_units, effective_countries
        (sum n)^2 / sum n^2 over the ties of each.
    n
        Number of lower ties.
    method, note
        How it was made; what limits it, empty if nothing does.
    """

    value: float | None
    low: float | None
    high: float | None
    standard_error: float | None
    scale: str
    degrees_of_freedom: float
    effective_home_units: float
    effective_countries: float
    n: int
    method: str
    note: str


@dataclass(frozen=True, slots=True)
class TwoWayVariance:
    """A variance clustered two ways, and what was done where the combination is not positive."""

    variance: float
    note: str


def effective_clusters(cluster: Index) -> float:
    """Return (sum n)^2 / sum n^2 over the sizes n of the clusters; 0 without members."""
    counts = np.bincount(cluster).astype(np.float64) if cluster.size else np.zeros(1)
    square = float((counts**2).sum())
    return float(counts.sum()) ** 2 / square if square > 0 else 0.0


def two_way_variance(influence: Real, first: Index, second: Index) -> TwoWayVariance:
    """Return the variance of the sum of influences under clustering by both labels.

    Units + countries - cells, or the larger one-way variance where that is larger: with some 15
    effective clusters the combination is too small too often, and can be negative. Each part is
    multiplied by G / (G - 1), G its effective number of clusters, since centring takes up the
    more of a cluster's sum the larger the cluster. Coverage with and without is in the docs.

    Parameters
    ----------
    influence
        Derivative of the estimate with respect to the weight of each tie, shape (n_ties,).
    first, second
        Cluster of each tie, shape (n_ties,).
    """
    return two_way_variances(influence[:, None], first, second)[0]


def two_way_variances(influences: Real, first: Index, second: Index) -> list[TwoWayVariance]:
    """Return `two_way_variance` of each of k estimates, influences of shape (n_ties, k)."""
    first, second = distinct(first)[1], distinct(second)[1]
    cell = distinct(first * (int(second.max(initial=0)) + 1) + second)[1]
    parts = [_one_way(influences, cluster) for cluster in (first, second, cell)]
    return [_combined(*one) for one in zip(*parts, strict=True)]


def _combined(by_first: float, by_second: float, by_cell: float) -> TwoWayVariance:
    combined = by_first + by_second - by_cell
    larger = max(by_first, by_second)
    if combined > larger:
        return TwoWayVariance(combined, "")
    kind = say("not positive") if combined <= 0 else say("below a one-way variance")
    return TwoWayVariance(
        larger,
        say("The two-way variance is {kind}; the larger one-way variance stands in.", kind=kind),
    )


def two_way_ratio(
    arrays: TwoLevelArrays,
    null_id: str = "degree-country",
    *,
    expected: float | None = None,
    level: float = 0.95,
) -> ClusteredInterval:
    """Return observed over expected lower ties inside, with its two-way clustered interval.

    The logarithm of observed / expected is linearised in the weights of the ties; the expectation
    under the null moves with them (under `degree` and `degree-country` as exact stub moments do;
    under `upper-ties` and `region-labels` as a sum over ties, given B and the roster).

    Parameters
    ----------
    arrays
        Of `two_level_arrays`.
    null_id
        The null that gives the expectation.
    expected
        The expectation to divide by, such as the mean of a null's draws; exact moments if None.
        Stub matching allows double ties, so where strata are nearly full the two differ.
    level
        Of the interval, in (0, 1).

    Raises
    ------
    InvalidArgument
        If the null is none of these, `expected` is no finite number, or `level` is no share.

    References
    ----------
    Cameron, Gelbach & Miller (2011), doi:10.1198/jbes.2010.07136
    """
    instance("arrays", arrays, TwoLevelArrays, "two_level_arrays")
    share("level", level)
    if expected is not None:
        words = "a finite number, such as the mean of a null's draws, or None"
        real_number("expected", expected, -LARGEST_NUMBER, LARGEST_NUMBER, words)
    hits = hits_of_ties(arrays).astype(np.float64)
    observed, exact = float(hits.sum()), float(expected_of_ties(arrays, null_id).sum())
    expected = exact if expected is None else expected
    if min(exact, expected) <= 0:
        return no_interval(arrays, None, "log", say("No lower tie is expected inside."))
    if observed == 0:
        return no_interval(
            arrays, 0.0, "log", say("No lower tie is inside, so the log has no end.")
        )
    influence = hits / observed - expected_derivative(arrays, null_id) / exact
    return log_interval(arrays, observed / expected, influence, level)


def two_way_share(
    arrays: TwoLevelArrays, is_counted: ArrayLike | None = None, *, level: float = 0.95
) -> ClusteredInterval:
    """Return the share of lower ties that are flagged, with its interval on the logit scale.

    Parameters
    ----------
    arrays
        Of `two_level_arrays`.
    is_counted
        Shape (n_ties,); whether the tie is inside an upper tie if None.
    level
        Of the interval, in (0, 1).

    Raises
    ------
    NetworkError, InvalidArgument
        If there is not one flag for each tie, or `level` is no share.

    References
    ----------
    Cameron, Gelbach & Miller (2011), doi:10.1198/jbes.2010.07136
    """
    instance("arrays", arrays, TwoLevelArrays, "two_level_arrays")
    share("level", level)
    counted = hits_of_ties(arrays)
    if is_counted is not None:
        counted = flags("is_counted", is_counted, arrays.n_ties, "lower tie")
    if arrays.n_ties == 0:
        return no_interval(arrays, None, "logit", say("There are no lower ties."))
    value = float(counted.mean())
    if value in (0.0, 1.0):
        return no_interval(
            arrays, value, "logit", say("All ties are alike, so the logit has no end.")
        )
    influence = (counted.astype(np.float64) - value) / (arrays.n_ties * value * (1 - value))
    centre = float(np.log(value / (1 - value)))
    return _interval(arrays, value, centre, influence, level, "logit")


def log_interval(
    arrays: TwoLevelArrays, value: float, influence: ArrayLike, level: float = 0.95
) -> ClusteredInterval:
    """Return the interval of a positive estimate whose logarithm has these tie influences.

    Parameters
    ----------
    value
        The estimate, above 0.
    influence
        Derivative of its logarithm by the weight of each lower tie, shape (n_ties,).
    level
        Of the interval, in (0, 1).

    Raises
    ------
    InvalidArgument, NetworkError
        If the estimate is not above 0, an influence is no finite number, or `level` is no share.
    """
    share("level", level)
    real_number("value", value, 1 / LARGEST_NUMBER, LARGEST_NUMBER, "a number above 0")
    held = _influence(arrays, influence)
    return _interval(arrays, value, float(np.log(value)), held, level, "log")


def logit_interval(
    arrays: TwoLevelArrays, value: float, influence: ArrayLike, level: float = 0.95
) -> ClusteredInterval:
    """Return the interval of a share whose logit has these tie influences.

    Parameters
    ----------
    value
        The estimate, above 0 and below 1.
    influence
        Derivative of its logit by the weight of each lower tie, shape (n_ties,).
    level
        Of the interval, in (0, 1).

    Raises
    ------
    InvalidArgument, NetworkError
        If the estimate is no share, an influence is no finite number, or `level` is no share.
    """
    share("level", level)
    share("value", value)
    held = _influence(arrays, influence)
    return _interval(arrays, value, float(np.log(value / (1 - value))), held, level, "logit")


def _influence(arrays: TwoLevelArrays, influence: ArrayLike) -> Real:
    held = numbers("influence", influence, 1)
    if held.size != arrays.n_ties:
        raise NetworkError(
            "influence", f"has {held.size} numbers", f"give one for each of {arrays.n_ties} ties"
        )
    return held


def expected_derivative(arrays: TwoLevelArrays, null_id: str) -> Real:
    """Return the derivative of the expected ties inside by the weight of each tie, (n_ties,)."""
    if null_id not in ("degree", "degree-country"):
        return expected_of_ties(arrays, null_id)
    is_strata = null_id == "degree-country"
    stratum = arrays.tie_country if is_strata else np.zeros(arrays.n_ties, dtype=np.int64)
    matrix = checked_weights(None, arrays).astype(np.float64)
    derivative = np.empty(arrays.n_ties)
    for value in np.unique(stratum):
        inside = np.flatnonzero(stratum == value)
        derivative[inside] = _stub_derivative(
            matrix, arrays.tie_unit[inside], arrays.ties[inside, 1]
        )
    return derivative


def pigeonhole_ratios(
    arrays: TwoLevelArrays, null_id: str, *, n_resamples: int, rng: np.random.Generator
) -> Real:
    """Return observed / expected in resamples of home units and of countries, (n_resamples,).

    The pigeonhole bootstrap of Owen (2007), doi:10.1214/07-AOAS122: each tie weighs how often its
    home unit was drawn times how often its country was; exact stub moments are recomputed with
    these weights. It is conservative, and a check on the linearised interval, not the interval.
    """
    if null_id not in ("degree", "degree-country"):
        raise InvalidArgument("null_id", null_id, "give degree or degree-country")
    units, unit = np.unique(arrays.tie_unit, return_inverse=True)
    countries, country = np.unique(arrays.tie_country, return_inverse=True)
    ratios = np.empty(n_resamples)
    for resample in range(n_resamples):
        of_unit = rng.multinomial(units.size, np.full(units.size, 1 / units.size))
        of_country = rng.multinomial(countries.size, np.full(countries.size, 1 / countries.size))
        weight = (of_unit[unit] * of_country[country]).astype(np.float64)
        ratios[resample] = weighted_ratio(arrays, null_id, weight)
    return ratios


def weighted_ratio(arrays: TwoLevelArrays, null_id: str, weight: Real) -> float:
    """Return observed / expected where each tie counts with a weight; NaN without expectation.

    Parameters
    ----------
    weight
        Weight of each lower tie, shape (n_ties,), at least 0.
    """
    is_strata = null_id == "degree-country"
    stratum = arrays.tie_country if is_strata else np.zeros(arrays.n_ties, dtype=np.int64)
    matrix = checked_weights(None, arrays).astype(np.float64)
    expected = 0.0
    for value in np.unique(stratum[weight > 0]):
        inside = np.flatnonzero((stratum == value) & (weight > 0))
        left = np.bincount(arrays.tie_unit[inside], weight[inside], arrays.n_units)
        places, place = np.unique(arrays.ties[inside, 1], return_inverse=True)
        right = np.bincount(place, weight[inside])
        expected += float(left @ matrix[:, places] @ right) / float(weight[inside].sum())
    observed = float(weight @ hits_of_ties(arrays))
    return observed / expected if expected > 0 else float("nan")


def _stub_derivative(matrix: Real, unit: Index, place: Index) -> Real:
    """Differentiate K' H D / m of one stratum by the weight of each of its ties."""
    m = unit.size
    left = np.bincount(unit, minlength=matrix.shape[0])
    places, local = np.unique(place, return_inverse=True)
    right = np.bincount(local)
    hits = matrix[:, places]
    by_unit, by_place = hits @ right / m, left @ hits / m
    total = float(left @ by_unit) / m
    derivative: Real = by_unit[unit] + by_place[local] - total
    return derivative


def _one_way(influences: Real, cluster: Index) -> list[float]:
    label = distinct(cluster)[1]
    effective = effective_clusters(label)
    factor = effective / (effective - 1) if label.max(initial=0) > 0 else 1.0
    sums = [np.bincount(label, column) for column in influences.T]
    return [factor * float((one**2).sum()) for one in sums]


def _interval(
    arrays: TwoLevelArrays, value: float, centre: float, influence: Real, level: float, scale: str
) -> ClusteredInterval:
    home, country = arrays.tie_unit, arrays.tie_country
    n_clusters = min(np.unique(home).size, np.unique(country).size)
    if n_clusters < MIN_CLUSTERS:
        return no_interval(
            arrays, value, scale, say("With one home unit or one country there is no interval.")
        )
    effective = min(effective_clusters(home), effective_clusters(country))
    if effective < MIN_EFFECTIVE:
        note = say(
            "With {effective:.1f} effective home units or countries there is no interval.",
            effective=effective,
        )
        return no_interval(arrays, value, scale, note)
    both = two_way_variance(influence, home, country)
    freedom = effective - 1
    error = float(np.sqrt(both.variance))
    reach = float(stdtrit(freedom, (1 + level) / 2)) * error
    back = np.exp if scale == "log" else _from_logit
    with np.errstate(over="ignore"):
        low, high = float(back(centre - reach)), float(back(centre + reach))
    if not np.isfinite(high):
        return no_interval(arrays, value, scale, say("The interval reaches beyond any number."))
    return ClusteredInterval(
        value=value, low=low, high=high,
        standard_error=error, scale=scale, degrees_of_freedom=freedom,
        effective_home_units=effective_clusters(home),
        effective_countries=effective_clusters(country), n=arrays.n_ties,
        method=say("two-way clustered by home unit and country on the {scale} scale, t with "
            "{freedom:.1f} degrees of freedom", scale=SCALE_WORDS[scale], freedom=freedom),
        note=both.note,
    )  # fmt: skip


def no_interval(
    arrays: TwoLevelArrays, value: float | None, scale: str, note: str
) -> ClusteredInterval:
    """Return an estimate without interval, and the reason."""
    home, country = effective_clusters(arrays.tie_unit), effective_clusters(arrays.tie_country)
    return ClusteredInterval(
        value=value, low=None, high=None, standard_error=None, scale=scale,
        degrees_of_freedom=max(min(home, country) - 1, 0.0), effective_home_units=home,
        effective_countries=country, n=arrays.n_ties, method=say("none"), note=note,
    )  # fmt: skip


def _from_logit(x: float) -> float:
    return float(1 / (1 + np.exp(-x)))

"""Start years of lower ties against that of their upper tie and chance: order, and nearness.

Order is the odds of a younger tie over those by chance; nearness is how many ties began within some
years of their upper tie, over how many by chance. The null is `start-years` (`nulls.start_years`):
the start years of a stratum are dealt anew among its ties. Intervals are clustered two ways, as in
`clusters`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from twolevel.core.argument_checks import instance, integers, share, whole_number
from twolevel.core.array_types import Flag, Index, Real
from twolevel.errors import NetworkError
from twolevel.nulls.dates import DatedTies
from twolevel.nulls.power import minimal_detectable_ratio
from twolevel.nulls.start_years import StartYears
from twolevel.rates.clusters import (
    MIN_EFFECTIVE,
    SCALE_WORDS,
    ClusteredInterval,
    effective_clusters,
    two_way_variance,
)
from twolevel.sentences import say

Counted = Callable[[Index], Flag]
"""Which lags count: years from the start of the upper tie to that of the lower one."""

_ORDER: Mapping[str, Counted] = {
    "younger": lambda lag: np.asarray(lag > 0),
    "older": lambda lag: np.asarray(lag < 0),
}


@dataclass(frozen=True, slots=True)
class DetectableOdds:
    """The odds of a younger tie, over those by chance, that the test of order would just find.

    Attributes
    ----------
    above
        Smallest odds above 1 found with the wanted power; None if none are.
    below
        Largest odds below 1 found with it; None if none are.
    power, size
        The wanted power and the size of the two-sided tests.
    """

    above: float | None
    below: float | None
    power: float
    size: float


def younger_odds(
    ties: DatedTies, home: ArrayLike, country: ArrayLike, *, level: float = 0.95
) -> ClusteredInterval:
    """Return younger over older ties, over the same by chance, with its two-way interval.

    The log odds are linearised in the weights of the ties. The expected counts move with them: a
    tie brings its start year to its stratum, and, if it is inside, its upper tie.

    Parameters
    ----------
    ties
        From `dated_ties`; the stratum is that of the null.
    home, country
        Clusters of each tie in `ties`: home unit and partner country, shape (n_used,).
    level
        Of the interval, in (0, 1).

    Raises
    ------
    NetworkError, InvalidArgument
        If there is not one label for each tie, or `level` is no share.

    References
    ----------
    Cameron, Gelbach & Miller (2011), doi:10.1198/jbes.2010.07136
    """
    instance("ties", ties, DatedTies, "dated_ties")
    share("level", level)
    units, countries = _labels(ties, home, country)
    inside = ties.is_inside
    lag = np.where(inside, ties.start - ties.upper_start, 0)
    expected, moves = _expected(ties, _ORDER)
    observed = {"younger": int((lag > 0).sum()), "older": int((lag < 0).sum())}
    clusters = units[inside], countries[inside]
    if min(expected.values()) <= 0:
        return _none(None, clusters, say("By chance no tie would be older, or none younger."))
    if min(observed.values()) == 0:
        none = (
            say("No tie is older than its upper tie, so odds have no end.")
            if observed["older"] == 0
            else say("No tie is younger than its upper tie, so odds have no end.")
        )
        return _none(None, clusters, none)
    younger = (lag > 0) / observed["younger"] - moves["younger"] / expected["younger"]
    older = (lag < 0) / observed["older"] - moves["older"] / expected["older"]
    centre = np.log(observed["younger"] / observed["older"])
    centre -= np.log(expected["younger"] / expected["older"])
    return _interval(float(centre), younger - older, (units, countries), clusters, level, "log")


def near_ratio(
    ties: DatedTies, home: ArrayLike, country: ArrayLike, *, years: int, level: float = 0.95
) -> ClusteredInterval:
    """Return ties begun within some years of their upper tie, over the same by chance.

    Before and after count alike, and so does the same year. The logarithm is linearised in the
    weights of the ties, as in `younger_odds`.

    Parameters
    ----------
    ties
        Dated ties, as in `younger_odds`.
    home, country
        Home unit and partner country of each tie, shape (n_ties,), by which the interval is
        clustered.
    years
        Farthest from the start of the upper tie, at least 0.
    level
        Of the interval.

    Raises
    ------
    NetworkError, InvalidArgument
        If there is not one label for each tie, or `years` or `level` is outside what is allowed.
    """
    instance("ties", ties, DatedTies, "dated_ties")
    share("level", level)
    whole_number("years", years, 0)
    units, countries = _labels(ties, home, country)
    inside = ties.is_inside
    clusters = units[inside], countries[inside]
    near: Mapping[str, Counted] = {"near": lambda lag: np.asarray(np.abs(lag) <= years)}
    expected, moves = _expected(ties, near)
    is_near = inside & near["near"](ties.start - ties.upper_start)
    if expected["near"] <= 0:
        return _none(None, clusters, say("By chance no tie would begin so near its upper tie."))
    if not is_near.any():
        return _none(0.0, clusters, say("No tie begins so near its upper tie."))
    influence = is_near / is_near.sum() - moves["near"] / expected["near"]
    centre = float(np.log(is_near.sum() / expected["near"]))
    return _interval(centre, influence, (units, countries), clusters, level, "log")


def expected_near(ties: DatedTies, *, years: int) -> float:
    """Return how many ties begin by chance within some years of their upper tie."""
    return _expected(ties, {"near": lambda lag: np.asarray(np.abs(lag) <= years)})[0]["near"]


def older_share(
    ties: DatedTies, home: ArrayLike, country: ArrayLike, *, level: float = 0.95
) -> ClusteredInterval:
    """Return the share of the ties inside that are older than their upper tie.

    Parameters are those of `younger_odds`. Where no tie, or each, is older, the interval is the
    exact binomial one, and `note` says so.
    """
    instance("ties", ties, DatedTies, "dated_ties")
    share("level", level)
    units, countries = _labels(ties, home, country)
    inside = ties.is_inside
    clusters = units[inside], countries[inside]
    n = int(inside.sum())
    if n == 0:
        return _none(None, clusters, say("No dated tie is inside a dated upper tie."))
    is_older = ties.start[inside] < ties.upper_start[inside]
    value = float(is_older.mean())
    if value in (0.0, 1.0):
        far = 1 - ((1 - level) / 2) ** (1 / n)
        ends = (0.0, far) if value == 0 else (1 - far, 1.0)
        return _none(value, clusters, say("Exact binomial interval, not clustered."), *ends)
    influence = (is_older.astype(np.float64) - value) / (n * value * (1 - value))
    centre = float(np.log(value / (1 - value)))
    return _interval(centre, influence, clusters, clusters, level, "logit")


def detectable_odds(found: StartYears, *, power: float = 0.8, size: float = 0.05) -> DetectableOdds:
    """Return the odds that the tests of younger and of older ties would just find.

    The count of younger (older) ties is tilted as `minimal_detectable_ratio` says; what it gains
    the older (younger) ones lose.
    """
    mean = {name: found.of(name).exact_mean or 0.0 for name in ("younger", "older")}
    moved = {}
    for name in mean:
        sd = found.of(name).exact_sd or 0.0
        ratio = minimal_detectable_ratio(
            mean[name], sd, maximum=found.n_inside, power=power, size=size
        ).above
        moved[name] = None if ratio is None else _moved_odds(mean[name], sum(mean.values()), ratio)
    older = moved["older"]
    return DetectableOdds(
        moved["younger"], None if older is None else 1 / older, power=power, size=size
    )


def _moved_odds(mean: float, total: float, ratio: float) -> float | None:
    """Return the odds over chance where a count of mean `mean` of `total` grows by `ratio`."""
    grown = mean * ratio
    if grown >= total:
        return None
    return (grown / (total - grown)) / (mean / (total - mean))


def _labels(ties: DatedTies, home: ArrayLike, country: ArrayLike) -> tuple[Index, Index]:
    labels = integers("home", home), integers("country", country)
    for name, array in zip(("home", "country"), labels, strict=True):
        if array.shape != ties.start.shape:
            raise NetworkError(
                name,
                f"has shape {array.shape}",
                f"give one label for each tie used, {ties.start.shape}",
            )
    return labels


def _expected(
    ties: DatedTies, counted: Mapping[str, Counted]
) -> tuple[dict[str, float], dict[str, Real]]:
    """Return the expected number of ties of each kind, and its derivative by the weight of each.

    In a stratum of m ties with weights w the expectation is the sum of w_i w_j c_ij over the sum of
    w: c_ij says whether start j would count against the upper tie around i.
    """
    total = dict.fromkeys(counted, 0.0)
    moves = {name: np.zeros(ties.start.size) for name in counted}
    order = np.argsort(ties.stratum, kind="stable")
    for mine in np.split(order, np.flatnonzero(np.diff(ties.stratum[order])) + 1):
        inside = ties.is_inside[mine]
        if not inside.any():
            continue
        lag = ties.start[mine][None, :] - ties.upper_start[mine][inside][:, None]
        for name, counts in counted.items():
            costs = counts(lag)
            mean = float(costs.sum()) / mine.size
            total[name] += mean
            moves[name][mine] += costs.sum(axis=0) / mine.size - mean / mine.size
            moves[name][mine[inside]] += costs.sum(axis=1) / mine.size
    return total, moves


def _interval(
    centre: float,
    influence: Real,
    labels: tuple[Index, Index],
    clusters: tuple[Index, Index],
    level: float,
    scale: str,
) -> ClusteredInterval:
    """Return the interval around a centre on a scale; `clusters` are those of the ties inside."""
    value = float(_back(centre, scale))
    effective = min(effective_clusters(_codes(one)) for one in clusters)
    if effective < MIN_EFFECTIVE:
        note = say(
            "With {effective:.1f} effective home units or countries there is no interval.",
            effective=effective,
        )
        return _none(value, clusters, note)
    both = two_way_variance(influence, _codes(labels[0]), _codes(labels[1]))
    error, freedom = float(np.sqrt(both.variance)), effective - 1
    reach = float(stdtrit(freedom, (1 + level) / 2)) * error
    bare = _none(value, clusters, both.note)
    return ClusteredInterval(
        value=value,
        low=_back(centre - reach, scale),
        high=_back(centre + reach, scale),
        standard_error=error,
        scale=scale,
        degrees_of_freedom=freedom,
        effective_home_units=bare.effective_home_units,
        effective_countries=bare.effective_countries,
        n=bare.n,
        method=say(
            "two-way clustered by home unit and country on the {scale} scale, t with "
            "{freedom:.1f} degrees of freedom",
            scale=SCALE_WORDS[scale],
            freedom=freedom,
        ),
        note=both.note,
    )


def _back(x: float, scale: str) -> float:
    return float(np.exp(x)) if scale == "log" else float(1 / (1 + np.exp(-x)))


def _codes(labels: Index) -> Index:
    return np.unique(labels, return_inverse=True)[1].astype(np.int64).ravel()


def _none(
    value: float | None,
    clusters: tuple[Index, Index],
    note: str,
    low: float | None = None,
    high: float | None = None,
) -> ClusteredInterval:
    home, country = (effective_clusters(_codes(one)) for one in clusters)
    return ClusteredInterval(
        value=value,
        low=low,
        high=high,
        standard_error=None,
        scale="none",
        degrees_of_freedom=max(min(home, country) - 1, 0.0),
        effective_home_units=home,
        effective_countries=country,
        n=int(clusters[0].size),
        method=say("none") if low is None else say("exact binomial"),
        note=note,
    )

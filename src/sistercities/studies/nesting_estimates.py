"""The estimands of the nesting study on one network, each by its own definition."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta as beta_law

from sistercities.sentences import say
from sistercities.studies.nesting_result import Estimate, NullComparison
from twolevel.core.array_types import Flag
from twolevel.core.arrays import TwoLevelArrays, hits_of_ties
from twolevel.rates.clusters import ClusteredInterval, two_way_share
from twolevel.rates.completion import CompletedShares
from twolevel.rates.mantel_haenszel import mantel_haenszel
from twolevel.rates.prediction import predictive_gain
from twolevel.rates.rate_ratios import country_rate_ratio, rate_ratio

COMPLETED = (0.025, 0.975)
"""Quantiles of the completed networks that make a range."""


def ties_without_country(arrays: TwoLevelArrays) -> Flag:
    """Tell which city ties come from a home unit without any upper tie with that country."""
    unit, foreign = arrays.upper_ties[:, 0], arrays.upper_ties[:, 1]
    joined = set(zip(unit.tolist(), arrays.foreign_unit_country[foreign].tolist(), strict=True))
    pairs = zip(arrays.tie_unit.tolist(), arrays.tie_country.tolist(), strict=True)
    return np.array([pair not in joined for pair in pairs], dtype=np.bool_)


def served_upper_ties(arrays: TwoLevelArrays) -> Flag:
    """Tell which upper ties have at least one city tie inside, shape (n_upper,)."""
    pairs = {
        (int(p), int(r))
        for p, units in zip(arrays.tie_unit, arrays.foreign_unit[arrays.ties[:, 1]], strict=True)
        for r in units
        if r >= 0
    }
    upper = zip(arrays.upper_ties[:, 0].tolist(), arrays.upper_ties[:, 1].tolist(), strict=True)
    return np.array([pair in pairs for pair in upper], dtype=np.bool_)


def all_estimates(
    arrays: TwoLevelArrays, main: NullComparison | None, completed: CompletedShares | None
) -> dict[str, Estimate]:
    """Compute every estimand that this room has methods for.

    Parameters
    ----------
    arrays
        The network.
    main
        Comparison with the main null, for observed over expected; None where it was not drawn.
    completed
        Shares on completed networks, for the ranges; None where no total is published.
    """
    inside, without = hits_of_ties(arrays), ties_without_country(arrays)
    estimates = [
        _share("share_inside", two_way_share(arrays, inside), completed),
        _share("share_no_upper", two_way_share(arrays, without), completed),
        _ratio(main, completed),
        _clustered("odds_ratio", mantel_haenszel(arrays), say("odds ratio")),
        _clustered("rate_ratio", rate_ratio(arrays), say("rate ratio")),
        _clustered("country_rate_ratio", country_rate_ratio(arrays), say("rate ratio")),
        _served(arrays, completed),
        _gain(arrays),
    ]
    return {estimate.name: estimate for estimate in estimates}


def _clustered(name: str, interval: ClusteredInterval, unit: str) -> Estimate:
    return Estimate(
        name,
        interval.value,
        interval.low,
        interval.high,
        interval.n,
        say("city ties"),
        unit,
        interval.method,
        interval.note,
        effective_home_units=interval.effective_home_units,
        effective_countries=interval.effective_countries,
    )


def _range(draws: NDArray[np.float64]) -> tuple[float, float]:
    low, high = np.nanquantile(draws, COMPLETED)
    return float(low), float(high)


def _share(name: str, interval: ClusteredInterval, completed: CompletedShares | None) -> Estimate:
    estimate = _clustered(name, interval, say("share of city ties"))
    if completed is None:
        return estimate
    draws = {"share_inside": completed.share_inside, "share_no_upper": completed.share_no_upper}
    return _with_range(estimate, draws[name])


def _with_range(estimate: Estimate, draws: NDArray[np.float64]) -> Estimate:
    low, high = _range(draws)
    return replace(estimate, completed_low=low, completed_high=high)


def _ratio(main: NullComparison | None, completed: CompletedShares | None) -> Estimate:
    if main is None:
        return Estimate(
            "observed_over_expected",
            None,
            None,
            None,
            0,
            say("city ties"),
            say("ratio"),
            "",
            say("no null drawn"),
        )
    estimate = Estimate(
        "observed_over_expected",
        main.ratio,
        main.ratio_low,
        main.ratio_high,
        int(main.observed),
        say("city ties inside"),
        say("ratio"),
        say(
            "observed over the mean of null {id}; interval clustered by home unit and country",
            id=main.id,
        ),
        main.warning,
    )
    if completed is None or not np.isfinite(completed.ratio).any():
        return estimate
    return _with_range(estimate, completed.ratio)


def _served(arrays: TwoLevelArrays, completed: CompletedShares | None) -> Estimate:
    served = served_upper_ties(arrays)
    n, hits = served.size, int(served.sum())
    if n == 0:
        return Estimate(
            "upper_served", None, None, None, 0, say("upper ties"), say("share of upper ties"), "",
            say("there are no upper ties"),
        )  # fmt: skip
    estimate = Estimate(
        "upper_served",
        hits / n,
        float(beta_law.ppf(0.025, hits, n - hits + 1)) if hits else 0.0,
        float(beta_law.ppf(0.975, hits + 1, n - hits)) if hits < n else 1.0,
        n,
        say("upper ties"),
        say("share of upper ties"),
        say("binomial interval (Clopper-Pearson), upper ties taken as independent"),
    )
    return estimate if completed is None else _with_range(estimate, completed.upper_served)


def _gain(arrays: TwoLevelArrays) -> Estimate:
    gain = predictive_gain(arrays)
    precision = ""
    if gain.average_precision_with is not None and gain.average_precision_without is not None:
        precision = say(
            "average precision {average_precision_without:.3f} without and "
            "{average_precision_with:.3f} with upper ties",
            average_precision_without=gain.average_precision_without,
            average_precision_with=gain.average_precision_with,
        )
    return Estimate(
        "predictive_gain",
        gain.gain,
        gain.low,
        gain.high,
        gain.n_ties,
        say("city ties"),
        say("nats per tie"),
        gain.method,
        precision,
    )

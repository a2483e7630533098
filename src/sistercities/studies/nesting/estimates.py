"""The estimands of the nesting study on one network, each by its own definition."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import betaincinv

from sistercities.sentences import say
from sistercities.studies.nesting.gaps import ListedShares
from sistercities.studies.nesting.result import Estimate, NullComparison
from twolevel.core.array_types import Flag
from twolevel.core.arrays import TwoLevelArrays, hits_of_ties
from twolevel.rates.clusters import ClusteredInterval, two_way_share
from twolevel.rates.coverage_weights import (
    has_any,
    upper_ties_around,
    upper_ties_with_country,
    weighted_share,
)
from twolevel.rates.mantel_haenszel import mantel_haenszel
from twolevel.rates.prediction import predictive_gain
from twolevel.rates.rate_ratios import country_rate_ratio, rate_ratio

if TYPE_CHECKING:
    from twolevel.rates.gap_bounds import GapBounds


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


def weighted_inside(arrays: TwoLevelArrays, listed: ListedShares) -> ClusteredInterval:
    """Return the share inside, each tie weighted by how much of its unit's lists is known."""
    upper, lower = (chance[arrays.tie_unit] for chance in listed.chances())
    inside = has_any(upper_ties_around(arrays), upper)
    return weighted_share(arrays, inside, 1 / lower)


def weighted_without(arrays: TwoLevelArrays, listed: ListedShares) -> ClusteredInterval:
    """Return the share of ties without any upper tie with the country, weighted likewise."""
    upper, lower = (chance[arrays.tie_unit] for chance in listed.chances())
    joined = has_any(upper_ties_with_country(arrays), upper)
    return weighted_share(arrays, 1 - joined, 1 / lower)


def all_estimates(
    arrays: TwoLevelArrays,
    main: NullComparison | None,
    listed: ListedShares | None = None,
    bounds: GapBounds | None = None,
) -> dict[str, Estimate]:
    """Compute every estimand that this room has methods for.

    Parameters
    ----------
    arrays
        The network.
    main
        Comparison with the main null, for observed over expected; None where it was not drawn.
    listed
        How much of the ties of each unit is listed, for the weights of the shares; None for none.
    bounds
        What the ties could be that no source lists; None where no total is published.
    """
    inside, without = hits_of_ties(arrays), ties_without_country(arrays)
    share = _share("share_inside", two_way_share(arrays, inside))
    share_no_upper = _share("share_no_upper", two_way_share(arrays, without))
    if listed is not None and listed.is_known and arrays.n_ties:
        share = _with_weights(share, weighted_inside(arrays, listed))
        share_no_upper = _with_weights(share_no_upper, weighted_without(arrays, listed))
    if bounds is not None:
        ends = bounds.share(bounds.added_least), bounds.share(bounds.added_most)
        share = replace(share, bound_low=ends[0], bound_high=ends[1])
    estimates = [
        share,
        share_no_upper,
        _ratio(main),
        _clustered("odds_ratio", mantel_haenszel(arrays), say("odds ratio")),
        _clustered("rate_ratio", rate_ratio(arrays), say("rate ratio")),
        _clustered("country_rate_ratio", country_rate_ratio(arrays), say("rate ratio")),
        _served(arrays),
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


def _share(name: str, interval: ClusteredInterval) -> Estimate:
    return _clustered(name, interval, say("share of city ties"))


def _with_weights(estimate: Estimate, weighted: ClusteredInterval) -> Estimate:
    return replace(
        estimate,
        weighted=weighted.value,
        weighted_low=weighted.low,
        weighted_high=weighted.high,
    )


def _ratio(main: NullComparison | None) -> Estimate:
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
    return Estimate(
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


def _served(arrays: TwoLevelArrays) -> Estimate:
    served = served_upper_ties(arrays)
    n, hits = served.size, int(served.sum())
    if n == 0:
        return Estimate(
            "upper_served", None, None, None, 0, say("upper ties"), say("share of upper ties"), "",
            say("there are no upper ties"),
        )  # fmt: skip
    return Estimate(
        "upper_served",
        hits / n,
        float(betaincinv(hits, n - hits + 1, 0.025)) if hits else 0.0,
        float(betaincinv(hits + 1, n - hits, 0.975)) if hits < n else 1.0,
        n,
        say("upper ties"),
        say("share of upper ties"),
        say("binomial interval (Clopper-Pearson), upper ties taken as independent"),
    )


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

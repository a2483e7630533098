"""The observed city ties inside, set against each null model, with sampling intervals.

The country channel: city ties of a home unit without any upper tie with the country.

The network is lifted once more, from foreign units to countries, and its upper ties are the pairs
of a home unit and a country that have none: what lies inside these is without an upper tie. So
every null model and every interval of ties inside serves here as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor

import numpy as np

from sistercities.studies.nesting.result import NullComparison
from sistercities.terms.progress import Progress
from twolevel.core.arrays import TwoLevelArrays, two_level_arrays
from twolevel.exact.moments import EXACT_NULLS
from twolevel.nulls.draws import NullDraws
from twolevel.nulls.home_nulls import draw_null
from twolevel.rates.clusters import ClusteredInterval, two_way_ratio


def compare(arrays: TwoLevelArrays, drawn: NullDraws) -> NullComparison:
    """Add the sampling interval of observed over expected to a null's draws.

    It is centred on the mean of the draws, which differs a little from that of stub matching
    because the draws hold no double tie; without a mean there is no interval, nor under a null
    whose expectation has no closed form. Where the statistic is in every draw what it is in the
    data the ratio is 1 by construction and says nothing, so it is withheld; draws that are alike
    but differ from the data say much.
    """
    low = high = None
    can_vary = bool((drawn.draws != drawn.observed).any())
    if drawn.mean and can_vary and drawn.id in EXACT_NULLS:
        interval = two_way_ratio(arrays, drawn.id, expected=drawn.mean)
        low, high = interval.low, interval.high
    return NullComparison(
        id=drawn.id,
        keeps=drawn.keeps,
        breaks=drawn.breaks,
        observed=drawn.observed,
        mean=drawn.mean,
        sd=drawn.sd,
        ratio=drawn.ratio if can_vary else None,
        ratio_low=low,
        ratio_high=high,
        p=drawn.p,
        p_low=drawn.p_low,
        p_high=drawn.p_high,
        p_mc_low=drawn.p_mc_low,
        p_mc_high=drawn.p_mc_high,
        draws=drawn.n_draws,
        seed=drawn.seed,
        strata=drawn.strata,
        share_moved=drawn.share_moved,
        autocorrelation_time=drawn.autocorrelation_time,
        chain_length=drawn.chain_length,
        exact_mean=drawn.exact_mean,
        warning=drawn.warning,
        histogram=drawn.histogram(),
    )


def compare_all(
    arrays: TwoLevelArrays,
    nulls: Sequence[str],
    *,
    draws: int,
    seed: int,
    executor: Executor | None,
    on_progress: Progress,
) -> dict[str, NullComparison]:
    """Draw from each null in turn; all get the same seed and are independent of each other."""
    return {
        null: compare(
            arrays,
            draw_null(
                null,
                arrays,
                n_draws=draws,
                seed=seed,
                executor=executor,
                on_progress=lambda done, total, name=null: on_progress(name, done, total),  # type: ignore[misc]
            ),
        )
        for null in nulls
    }


NULL = "degree"
"""Keeps how many ties each city has, and breaks with which country."""
VARYING = (NULL, "region-labels")
"""Null models that do not keep how many ties lie without an upper tie with the country."""


def without_country(arrays: TwoLevelArrays) -> TwoLevelArrays:
    """Return the network in which a city tie is inside if its unit has no tie with the country."""
    n_countries = int(
        max(arrays.foreign_country.max(initial=-1), arrays.foreign_unit_country.max(initial=-1)) + 1
    )
    has_none = np.ones((arrays.n_units, n_countries), dtype=np.bool_)
    has_none[arrays.upper_ties[:, 0], arrays.foreign_unit_country[arrays.upper_ties[:, 1]]] = False
    return two_level_arrays(
        home_unit=arrays.home_unit,
        home_block=arrays.home_block,
        home_stratum=arrays.home_stratum,
        foreign_country=arrays.foreign_country,
        foreign_unit=arrays.foreign_country,
        foreign_unit_country=np.arange(n_countries),
        ties=arrays.ties,
        upper_ties=np.argwhere(has_none),
        n_units=arrays.n_units,
    )


def channel_ratio(arrays: TwoLevelArrays) -> ClusteredInterval:
    """Return ties without an upper tie with the country, over the exact mean of the null."""
    return two_way_ratio(without_country(arrays), NULL)

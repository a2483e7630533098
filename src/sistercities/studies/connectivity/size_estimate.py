"""Ties per twice the destinations at equal size, and without any one country or home region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from sistercities.errors import NetworkError
from sistercities.studies.connectivity.city_table import region_codes
from sistercities.studies.connectivity.models import Term, design_of
from sistercities.studies.part_rules import UNKNOWN_INTERVAL, Interval
from twolevel.core.array_types import Flag, Index, Real
from twolevel.counts.quasi_poisson import QuasiPoisson, quasi_poisson
from twolevel.rates.clusters import MIN_EFFECTIVE, effective_clusters

Kind = Literal["country", "region"]


@dataclass(frozen=True, slots=True)
class RatioLeftOut:
    """The ratio without the ties of one partner country, or without one home region."""

    kind: Kind
    name: str
    interval: Interval


@dataclass(frozen=True, slots=True)
class SizeEstimate:
    """Ratio of ties per twice a kind of destinations.

    Attributes
    ----------
    interval
        As a part judges it, ends without any one country or region included.
    left_out
        Without each.
    n
        Cities of which all is known.
    """

    term: Term
    interval: Interval
    left_out: tuple[RatioLeftOut, ...]
    n: int

    def nearest(self, kind: Kind) -> RatioLeftOut | None:
        """Return what brings the interval nearest to no effect, or beyond, when it is left out."""
        of_kind = [one for one in self.left_out if one.kind == kind]
        if not of_kind or self.interval.value is None:
            return None
        is_more = self.interval.value > 1
        return min(of_kind, key=lambda one: _distance(one.interval, is_more=is_more))

    @property
    def carriers(self) -> tuple[str, ...]:
        """Name what the side of the interval rests on."""
        low, high = self.interval.low, self.interval.high
        if low is None or high is None or low <= 1 <= high:
            return ()
        return tuple(
            one.name for one in self.left_out if _distance(one.interval, is_more=low > 1) <= 0
        )


def _distance(found: Interval, *, is_more: bool) -> float:
    if found.low is None or found.high is None:
        return -np.inf
    return float(np.log(found.low) if is_more else -np.log(found.high))


SPANNED = 1e-8
"""Part of a column that is left beside those before it, below which they span it."""


def country_counts(ties: pd.DataFrame, cities: pd.DataFrame) -> pd.DataFrame:
    """Count the ties of each city with each country.

    Parameters
    ----------
    ties
        `home`, and `country` of the other end.
    cities
        `place_id`.

    Returns
    -------
    DataFrame
        A row a city in the order of `cities`, a column a country.
    """
    table = pd.crosstab(ties["home"], ties["country"])
    return table.reindex(cities["place_id"], fill_value=0).set_axis(cities.index, axis=0)


def estimate_size(
    cities: pd.DataFrame,
    by_country: pd.DataFrame,
    terms: Sequence[Term],
    *,
    is_quick: bool = False,
) -> SizeEstimate:
    """Estimate the ratio of the first term, beside all others.

    Parameters
    ----------
    cities
        Table of cities with `ties` and covariates.
    by_country
        As from `country_counts`.
    terms
        Destinations first, then what is held equal.
    is_quick
        Whether to leave out no country and no region.
    """
    rows, x, kept = design_of(cities, "ties", terms)
    if not kept or terms[0] != kept[0] or effective_clusters(region_codes(rows)) < MIN_EFFECTIVE:
        return SizeEstimate(terms[0], UNKNOWN_INTERVAL, (), len(rows))
    y, region = rows["ties"].to_numpy(dtype=np.int64), region_codes(rows)
    whole = _fitted(y, x, region, None)
    if whole is None:
        return SizeEstimate(terms[0], UNKNOWN_INTERVAL, (), len(rows))
    if is_quick:
        return SizeEstimate(terms[0], _interval(whole), (), len(rows))
    counts = by_country.loc[rows.index]
    left_out = (
        *_without_countries(y, x, region, counts, whole),
        *_without_regions(y, x, region, rows["region"].to_numpy(dtype=str), whole),
    )
    return SizeEstimate(terms[0], _with_ends(_interval(whole), left_out), left_out, len(rows))


def _fitted(y: Index, x: Real, region: Index, start: Real | None) -> QuasiPoisson | None:
    try:
        return quasi_poisson(y, x, unit=region, start=start)
    except NetworkError:
        return None


def _interval(fit: QuasiPoisson | None) -> Interval:
    if fit is None or not np.isfinite(fit.standard_errors[1]):
        return UNKNOWN_INTERVAL
    value, low, high = np.exp([fit.coefficients[1], fit.low[1], fit.high[1]]).tolist()
    return Interval(value, low, high)


def _without_countries(
    y: Index, x: Real, region: Index, counts: pd.DataFrame, whole: QuasiPoisson
) -> Iterator[RatioLeftOut]:
    for country in counts.columns:
        of_country = counts[country].to_numpy(dtype=np.int64)
        if of_country.any():
            fit = _fitted(y - of_country, x, region, whole.coefficients)
            yield RatioLeftOut("country", str(country), _interval(fit))


def _without_regions(
    y: Index, x: Real, region: Index, names: np.ndarray, whole: QuasiPoisson
) -> Iterator[RatioLeftOut]:
    for number in np.unique(region).tolist():
        kept = region != number
        told = _independent(x[kept])
        start = whole.coefficients[np.r_[True, told]]
        fit = _fitted(y[kept], x[kept][:, told], region[kept], start) if told[0] else None
        yield RatioLeftOut("region", str(names[region == number][0]), _interval(fit))


def _independent(x: Real) -> Flag:
    """Tell the columns that vary and are no sum of multiples of those before them."""
    varies = np.ptp(x, axis=0) > 0
    centred = x - x.mean(axis=0)
    scaled = centred / np.where(varies, np.linalg.norm(centred, axis=0), 1.0)
    return np.asarray(varies & (np.abs(np.diag(np.linalg.qr(scaled, mode="r"))) > SPANNED))


def _with_ends(found: Interval, left_out: Sequence[RatioLeftOut]) -> Interval:
    lows = [one.interval.low for one in left_out]
    highs = [one.interval.high for one in left_out]
    known_lows = [low for low in lows if low is not None]
    known_highs = [high for high in highs if high is not None]
    is_told = len(known_lows) == len(lows) > 0
    return Interval(
        found.value, found.low, found.high,
        min(known_lows) if is_told else None, max(known_highs) if is_told else None,
    )  # fmt: skip

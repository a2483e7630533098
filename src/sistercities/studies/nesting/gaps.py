"""How much of the ties of each home unit the sources list, where totals are published.

A published total and our count are counted by different people, so their ratio is no exact share;
where more are listed than published the list is taken for whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sistercities.network.two_level import TwoLevelNetwork
from sistercities.sentences import say
from sistercities.studies.study_data import RegionTotals, StudyData
from twolevel.core.array_types import Index, Real

_LEVELS = {
    "upper": ("province",),
    "lower": ("prefecture", "county", "below province"),
}
"""Whose ties the publishers count, by the class of ours."""


@dataclass(frozen=True, slots=True)
class ListedShares:
    """How much of the ties of each home unit is listed; NaN where no total is published.

    Attributes
    ----------
    upper, lower
        Share of its own ties, and of those of places in it, shape (n_units,), in (0, 1].
    """

    upper: Real
    lower: Real

    @property
    def is_known(self) -> bool:
        """Whether a total is published of any unit."""
        return bool(np.isfinite(self.upper).any() or np.isfinite(self.lower).any())

    def chances(self) -> tuple[Real, Real]:
        """Return both shares, 1 where none is known: such a tie counts as it stands."""
        return np.nan_to_num(self.upper, nan=1.0), np.nan_to_num(self.lower, nan=1.0)


@dataclass(frozen=True, slots=True)
class Gaps:
    """Ties that the sources miss.

    Attributes
    ----------
    upper, lower
        Missing ties of each home unit, shape (n_units,).
    sentence
        What the numbers rest on.
    """

    upper: Index
    lower: Index
    sentence: str


def published(data: StudyData, country: str, level: str, year: int) -> tuple[float, float] | None:
    """Return a published total of a country's ties and ours, on a line between published years.

    Before the first or after the last published year the nearest one is taken. None where nothing
    is published.

    Parameters
    ----------
    level
        As the publishers count: `all` or `province`.
    """
    rows = _totals(data.coverage, country, "all", level)
    if rows.empty:
        return None
    years = rows["official_date"].map(_decimal_year).to_numpy(dtype=float)
    order = np.argsort(years)
    # The state of a year is that at its end.
    official, ours = (
        float(np.interp(year + 1.0, years[order], rows[c].to_numpy(dtype=float)[order]))
        for c in ("official", "ours")
    )
    return official, ours


def _totals(card: pd.DataFrame, country: str, dimension: str, level: str) -> pd.DataFrame:
    if card.empty:
        return card
    here = card[(card["scope"] == country) & (card["dimension"] == dimension)]
    is_total = here["measure"].str.startswith(f"ties, {level},") & here["official"].notna()
    return here[is_total]


def _decimal_year(date: str) -> float:
    parts = [int(part) for part in str(date).split("-")]
    month = parts[1] if len(parts) > 1 else 7
    return parts[0] + (month - 0.5) / 12


def listed_shares(network: TwoLevelNetwork, data: StudyData) -> ListedShares:
    """Return how much of the ties of each home unit is listed, where its total is published."""
    upper, lower = (
        _shares_of_units(network, data, levels) for levels in (_LEVELS["upper"], _LEVELS["lower"])
    )
    return ListedShares(upper, lower)


def _shares_of_units(network: TwoLevelNetwork, data: StudyData, levels: tuple[str, ...]) -> Real:
    shares = np.full(len(network.home_units), np.nan)
    ours, official = _totals_of_regions(data, network.country, levels)
    for p, unit in enumerate(network.home_units):
        code = str(data.region_codes[unit])
        if ours.get(code) and official.get(code):
            shares[p] = min(ours[code] / official[code], 1.0)
    return shares


def _totals_of_regions(data: StudyData, country: str, levels: tuple[str, ...]) -> RegionTotals:
    """Add up totals when they are first asked for: a study asks for each network that it tries."""
    key = country, levels
    if key not in data.region_totals:
        data.region_totals[key] = _by_region(data.coverage, country, levels)
    return data.region_totals[key]


def _by_region(card: pd.DataFrame, country: str, levels: tuple[str, ...]) -> RegionTotals:
    """Add our counts and the newest published totals of levels, by the code of the region."""
    ours: dict[str, float] = {}
    official: dict[str, float] = {}
    for level in levels:
        rows = _totals(card, country, "province", level)
        if rows.empty:
            continue
        newest = rows.sort_values("official_date").drop_duplicates("group", keep="last")
        columns = (newest[name].tolist() for name in ("group", "ours", "official"))
        for code, held, total in zip(*columns, strict=True):
            ours[code] = ours.get(code, 0.0) + held
            official[code] = official.get(code, 0.0) + total
    return ours, official


def with_national(
    shares: ListedShares, network: TwoLevelNetwork, data: StudyData
) -> ListedShares | None:
    """Take the ratio of the whole country where a unit has no total; None where none is known."""
    ratios = _shortfalls(network, data)
    if ratios is None:
        return None
    return ListedShares(
        np.nan_to_num(shares.upper, nan=1 / ratios[0]),
        np.nan_to_num(shares.lower, nan=1 / ratios[1]),
    )


def missing_ties(network: TwoLevelNetwork, data: StudyData) -> Gaps | None:
    """Estimate the ties that the sources miss, by home unit and class.

    Where a total of the unit is published, the known ties are taken to be the share of it that is
    listed; else to fall short by the national ratio of published to listed ties. None where no
    total of the country is published.
    """
    ratios = _shortfalls(network, data)
    shares = with_national(listed_shares(network, data), network, data)
    if ratios is None or shares is None:
        return None
    n_units = len(network.home_units)
    n_upper = np.bincount(network.upper_ties[:, 0], minlength=n_units)
    n_lower = np.bincount(network.home_unit[network.ties[:, 0]], minlength=n_units)
    return Gaps(
        _gap(n_upper, shares.upper),
        _gap(n_lower, shares.lower),
        say(
            "published totals by province where there are any, else {upper_ratio:.2f} times"
            " the provincial and {lower_ratio:.2f} times the city ties listed",
            upper_ratio=ratios[0],
            lower_ratio=ratios[1],
        ),
    )


def _gap(known: Index, share: Real) -> Index:
    gap: Index = np.rint(known * (1 / share - 1)).astype(np.int64)
    return gap


def _shortfalls(network: TwoLevelNetwork, data: StudyData) -> tuple[float, float] | None:
    """Return published over listed ties, at least 1, for provinces and for places below."""
    every = published(data, network.country, "all", network.as_of)
    province = published(data, network.country, "province", network.as_of)
    if every is None or province is None or not province[1] or every[1] <= province[1]:
        return None
    below = (every[0] - province[0]) / (every[1] - province[1])
    return max(province[0] / province[1], 1.0), max(below, 1.0)

"""How many ties the sources miss, by home unit: the totals that completion fills up to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sistercities.network.two_level import TwoLevelNetwork
from sistercities.sentences import say
from sistercities.studies.nesting_data import StudyData
from twolevel.core.array_types import Index


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
    card = data.coverage
    is_total = card["measure"].str.startswith(f"ties, {level},") & card["official"].notna()
    rows = card[is_total & (card["scope"] == country) & (card["dimension"] == "all")]
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


def _decimal_year(date: str) -> float:
    parts = [int(part) for part in str(date).split("-")]
    month = parts[1] if len(parts) > 1 else 7
    return parts[0] + (month - 0.5) / 12


def _provincial(coverage: pd.DataFrame, units: tuple[str, ...], level: str) -> dict[str, float]:
    rows = coverage[(coverage["level"] == level) & coverage["official_total"].notna()]
    totals = rows.groupby("place_id")["official_total"].max()
    return {u: float(totals[u]) for u in units if u in totals.index}


def missing_ties(network: TwoLevelNetwork, data: StudyData) -> Gaps | None:
    """Estimate the ties that the sources miss, by home unit and class.

    Where a total of the province is published, the gap is that total less the ties listed; else
    the ties listed are taken to fall short by the national ratio of published to listed ties.
    None where no total is published.
    """
    ratios = _shortfalls(network, data)
    if ratios is None:
        return None
    upper_ratio, lower_ratio = ratios
    n_units = len(network.home_units)
    n_upper = np.bincount(network.upper_ties[:, 0], minlength=n_units)
    n_lower = np.bincount(network.home_unit[network.ties[:, 0]], minlength=n_units)
    coverage = data.tables.region_coverage
    return Gaps(
        _gap(
            network.home_units,
            n_upper,
            _listed(coverage, "upper"),
            _provincial(coverage, network.home_units, "upper"),
            upper_ratio,
        ),
        _gap(
            network.home_units,
            n_lower,
            _listed(coverage, "lower"),
            _provincial(coverage, network.home_units, "lower"),
            lower_ratio,
        ),
        say(
            "published totals by province where there are any, else {upper_ratio:.2f} times"
            " the provincial and {lower_ratio:.2f} times the city ties listed",
            upper_ratio=upper_ratio,
            lower_ratio=lower_ratio,
        ),
    )


def _listed(coverage: pd.DataFrame, level: str) -> dict[str, float]:
    rows = coverage[coverage["level"] == level]
    return dict(rows.groupby("place_id")["ties_listed"].max().astype(float))


def _gap(
    units: tuple[str, ...],
    known: Index,
    listed: dict[str, float],
    official: dict[str, float],
    ratio: float,
) -> Index:
    """Ties to add: the known ones times what is published over what is listed, less the known."""
    factor = np.array(
        [
            max(official[u] / listed[u], 1.0) if u in official and listed.get(u) else ratio
            for u in units
        ]
    )
    gap: Index = np.rint(known * (factor - 1)).astype(np.int64)
    return gap


def _shortfalls(network: TwoLevelNetwork, data: StudyData) -> tuple[float, float] | None:
    """Return published over listed ties, at least 1, for provinces and for places below."""
    every = published(data, network.country, "all", network.as_of)
    province = published(data, network.country, "province", network.as_of)
    if every is None or province is None or not province[1] or every[1] <= province[1]:
        return None
    below = (every[0] - province[0]) / (every[1] - province[1])
    return max(province[0] / province[1], 1.0), max(below, 1.0)

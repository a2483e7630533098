"""Ties begun around disputes: years of a dispute and after, against other years of a country."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sistercities.errors import NetworkError
from sistercities.sentences import say
from sistercities.studies.diplomacy.models import MIN_FLAGGED
from sistercities.studies.diplomacy.relations import DISPLAY_OF_FORCE, Facts
from sistercities.studies.phrases import bare
from twolevel.dyads.cluster_jackknife import cluster_jackknife

AFTER = 2
"""Years after a dispute that count as its time."""

MIN_DATED = 50
"""Dated ties below which nothing is estimated."""


@dataclass(frozen=True, slots=True)
class Shock:
    """Ratio of ties begun in the time of a dispute; None where there is none, and `note` says why.

    Attributes
    ----------
    level
        `city` or `region`.
    n_ties, n_shocked, n_countries
        Dated ties of the years; countries with a tie that have years in and out of a dispute; and
        countries with a tie.
    first, last
        Years.
    """

    level: str
    value: float | None
    low: float | None
    high: float | None
    n_ties: int
    n_shocked: int
    n_countries: int
    first: int
    last: int
    note: str = ""


def shocks(ties: pd.DataFrame, facts: Facts, as_of: int) -> tuple[Shock, ...]:
    """Estimate for either level the ratio of ties begun in the time of a dispute.

    PPML with an effect of each country and of each year; errors clustered by country. The effects
    take up all that lasts with a country and all that a year brings to all.
    """
    return tuple(
        _shock(ties[ties["level"] == level], facts, as_of, level) for level in ("city", "region")
    )


def _shock(ties: pd.DataFrame, facts: Facts, as_of: int, level: str) -> Shock:
    covered = facts.single[facts.single["variable"] == "in_dispute_data"]
    own = covered[covered["country"] == facts.home]["year"]
    if own.empty:
        return Shock(level, None, None, None, 0, 0, 0, 0, 0,
                     say("No record speaks of the disputes of the country."))  # fmt: skip
    first, last = int(own.min()) + AFTER, min(int(own.max()), as_of)
    dated = ties[ties["start_year"].between(first, last)]
    panel = _panel(dated, covered, facts, (first, last))
    by_country = panel.groupby("country")["is_shock"]
    n_shocked = int((by_country.nunique() > 1).sum()) if len(panel) else 0
    empty = Shock(level, None, None, None, len(dated), n_shocked,
                  int(panel["country"].nunique()), first, last)  # fmt: skip
    return _fitted(panel, empty)


def _panel(
    dated: pd.DataFrame, covered: pd.DataFrame, facts: Facts, years: tuple[int, int]
) -> pd.DataFrame:
    """Return a row for each year of each country with a dated tie of which the record speaks."""
    known = set(zip(covered["country"], covered["year"], strict=True))
    rows = facts.pairs
    level = rows[(rows["variable"] == "dispute_level") & (rows["value"] >= DISPLAY_OF_FORCE)]
    disputes = set(zip(level["country"], level["year"], strict=True))
    begun = dated.groupby(["country", "start_year"]).size().to_dict()
    cells = [
        (country, year, begun.get((country, float(year)), 0),
         float(any((country, year - lag) in disputes for lag in range(AFTER + 1))))
        for country in sorted(set(dated["country"]))
        for year in range(years[0], years[1] + 1)
        if (country, year) in known
    ]  # fmt: skip
    return pd.DataFrame(cells, columns=["country", "year", "ties", "is_shock"])


def _fitted(panel: pd.DataFrame, empty: Shock) -> Shock:
    if empty.n_ties < MIN_DATED:
        note = say(
            "{n_ties} ties have a known start in these years; it needs {least}.",
            n_ties=empty.n_ties,
            least=MIN_DATED,
        )
        return _noted(empty, note)
    if empty.n_shocked < MIN_FLAGGED:
        note = say(
            "{n_shocked} countries have years in and out of a dispute.", n_shocked=empty.n_shocked
        )
        return _noted(empty, note)
    country = panel["country"].to_numpy(dtype=str)
    try:
        found = cluster_jackknife(
            panel["ties"].to_numpy(), panel[["is_shock"]].to_numpy(dtype=np.float64),
            [country, panel["year"].to_numpy(dtype=np.int64)], country, names=["dispute"],
        )  # fmt: skip
    except NetworkError as reason:
        return _noted(empty, say("There is no fit: {reason}", reason=bare(reason)))
    # Few countries have a dispute: they alone are the clusters that t may count.
    low, high = found.interval(0, degrees_of_freedom=empty.n_shocked - 1)
    return Shock(
        empty.level, float(np.exp(found.fit.slopes[0])), float(np.exp(low)), float(np.exp(high)),
        empty.n_ties, empty.n_shocked, empty.n_countries, empty.first, empty.last,
    )  # fmt: skip


def _noted(empty: Shock, note: str) -> Shock:
    return Shock(empty.level, None, None, None, empty.n_ties, empty.n_shocked, empty.n_countries,
                 empty.first, empty.last, note)  # fmt: skip

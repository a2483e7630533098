"""Partner countries by period: ties of cities and of regions, and relations on the eve."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sistercities.studies.diplomacy.country_ties import UNDATED
from sistercities.studies.diplomacy.relations import Facts, quartile_range, relations

LOGS = ("trade", "distance", "population", "income")
"""Columns that enter by their logarithm; trade, which may be 0, by that of 1 + trade."""


def country_table(ties: pd.DataFrame, facts: Facts, as_of: int) -> pd.DataFrame:
    """Return a row for each country and period in which the home country formed ties.

    Parameters
    ----------
    ties
        As of `country_ties`.
    facts
        Of the home country.
    as_of
        Year of the study, whose eve stands for that of undated ties.

    Returns
    -------
    DataFrame
        `country`, `period`, `city`, `region` (numbers of ties), the columns of `relations`,
        `un_range` (distance over the range of its quartiles) and `log_...` of `LOGS`.
    """
    counts = ties.groupby(["country", "period", "level"]).size().unstack("level", fill_value=0)
    counts = counts.reindex(columns=["city", "region"], fill_value=0)
    frames = []
    for period in sorted(ties["period"].unique()):
        known = relations(facts, as_of if period == UNDATED else int(period))
        of_period = counts.xs(period, level="period")
        countries = known.index.union(of_period.index)
        frame = known.reindex(countries).join(of_period)
        frames.append(frame.rename_axis("country").reset_index().assign(period=period))
    if not frames:
        return with_logs(pd.DataFrame(columns=_COLUMNS).astype(dict.fromkeys(_NUMBERS, float)))
    table = pd.concat(frames, ignore_index=True)
    table[["city", "region"]] = table[["city", "region"]].fillna(0).astype(int)
    return with_logs(table)


_NUMBERS = ("city", "region", "un_distance", "rivalry", "dispute", "conflict", "alliance", "is_far",
            "is_at_odds", "is_hostile", "is_quarrel", "is_complex", *LOGS)  # fmt: skip
_COLUMNS = ["country", "period", *_NUMBERS]


def with_logs(table: pd.DataFrame) -> pd.DataFrame:
    """Add the columns that enter regressions."""
    logs = {}
    for name in LOGS:
        raw = table[name].astype(float) + (1.0 if name == "trade" else 0.0)
        logs[f"log_{name}"] = np.log(raw.where(raw > 0))
    apart = quartile_range(table["un_distance"])
    un_range = table["un_distance"] / apart if apart > 0 else table["un_distance"] * np.nan
    return table.assign(**logs, un_range=un_range)

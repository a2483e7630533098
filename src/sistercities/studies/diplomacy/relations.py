"""What is known of a home country and each other country on the eve of a period; NaN: not known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

from sistercities.studies.diplomacy.data import DiplomacyData

EVE = 5
"""Years before a period whose facts are taken."""

DISPLAY_OF_FORCE = 3
"""Level of a dispute from which relations are complex."""

FARTHEST = 0.75
"""Share of countries that vote nearer, beyond which a distance in the UN makes them complex."""


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Facts of a home country with all others, cut from the release once.

    Attributes
    ----------
    home
        Home country.
    single, pairs
        Values by `variable`, `year` and `country`; pairs are those of the home country, the other
        end being `country`, with `is_out` true of what goes from the home country.
    last_years
        Last year of each record.
    known
        Relations that have been computed, by the first year of their period.
    of_variable
        Rows of one variable that have been looked for, by the name of the table and its own.
    """

    home: str
    single: pd.DataFrame
    pairs: pd.DataFrame
    last_years: dict[str, int]
    known: dict[int, pd.DataFrame] = field(default_factory=dict)
    of_variable: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict)


def facts_of(data: DiplomacyData, home: str) -> Facts:
    """Cut the facts of a home country from the release."""
    pairs = data.pairs
    own = pairs[(pairs["country_a"] == home) | (pairs["country_b"] == home)]
    is_out = own["country_a"] == home
    own = own.assign(country=own["country_b"].where(is_out, own["country_a"]), is_out=is_out)
    last = pd.concat([data.single, data.pairs]).groupby("variable")["year"].max()
    last_years = {str(name): int(year) for name, year in last.items()}
    return Facts(home, data.single, own, last_years)


def relations(facts: Facts, start: int) -> pd.DataFrame:
    """Return the relations with each country on the eve of a period, by country.

    Parameters
    ----------
    start
        First year of the period.

    Returns
    -------
    DataFrame
        `un_distance` (of ideal points, mean of the years), `rivalry`, `dispute`, `conflict`,
        `alliance`, `is_far`, `is_at_odds` (rivalry or dispute), `is_hostile` (rivalry or armed
        conflict), `is_quarrel` (any of the three), `is_complex` (0 or 1), `trade` (million USD,
        both ways together), `distance` (km), `population` (persons), `income` (USD a person).
    """
    if start not in facts.known:
        facts.known[start] = _relations(facts, start)
    return facts.known[start]


def _relations(facts: Facts, start: int) -> pd.DataFrame:
    gdp, people = _mean(facts, "gdp_usd", start), _mean(facts, "population", start)
    table = pd.DataFrame({
        "un_distance": _un_distance(facts, start),
        "rivalry": _rivalry(facts, start),
        "dispute": _flag(facts, "dispute_level", "in_dispute_data", start, DISPLAY_OF_FORCE),
        "conflict": _flag(facts, "conflict_level", "in_conflict_data", start, 1),
        "alliance": _flag(facts, "alliance", "in_alliance_data", start, 1),
        "trade": _trade(facts, start),
        "distance": _constant(facts, "distance_km"),
        "population": people,
        "income": gdp / people,
    })  # fmt: skip
    table = table[table.index != facts.home]
    far = table["un_distance"].quantile(FARTHEST)
    is_far = (table["un_distance"] > far).astype(float).where(table["un_distance"].notna())
    table = table.assign(is_far=is_far)
    return table.assign(
        is_at_odds=any_of(table[["rivalry", "dispute"]]),
        is_hostile=any_of(table[["rivalry", "conflict"]]),
        is_quarrel=any_of(table[["rivalry", "conflict", "dispute"]]),
        is_complex=any_of(table[["rivalry", "dispute", "is_far"]]),
    )


def any_of(parts: pd.DataFrame) -> pd.Series[float]:
    """Tell 1 where one of the columns is 1, 0 where all are known and none is; else NaN."""
    is_any = (parts == 1).any(axis=1)
    result: pd.Series[float] = is_any.astype(float).where(is_any | parts.notna().all(axis=1))
    return result


def _years(facts: Facts, variable: str, start: int) -> tuple[int, int]:
    last = min(start - 1, facts.last_years.get(variable, start - 1))
    return last - EVE + 1, last


def _rows(
    facts: Facts, table: Literal["single", "pairs"], variable: str, years: tuple[int, int]
) -> pd.DataFrame:
    """Return the rows of a variable in some years; the variable is looked for once."""
    if (table, variable) not in facts.of_variable:
        frame: pd.DataFrame = getattr(facts, table)
        facts.of_variable[table, variable] = frame[frame["variable"] == variable]
    rows = facts.of_variable[table, variable]
    return rows[rows["year"].between(*years)]


def _mean(facts: Facts, variable: str, start: int) -> pd.Series[float]:
    rows = _rows(facts, "single", variable, _years(facts, variable, start))
    return rows.groupby("country")["value"].mean().astype(float)


def _un_distance(facts: Facts, start: int) -> pd.Series[float]:
    """Mean over the years of the distance within each: ideal points compare within a year."""
    rows = _rows(facts, "single", "un_ideal_point", _years(facts, "un_ideal_point", start))
    own = rows[rows["country"] == facts.home].drop_duplicates("year").set_index("year")["value"]
    apart = (rows["value"] - rows["year"].map(own)).abs()
    return apart.groupby(rows["country"]).mean().astype(float)


def _trade(facts: Facts, start: int) -> pd.Series[float]:
    rows = _rows(facts, "pairs", "trade_million_usd", _years(facts, "trade_million_usd", start))
    ways = [rows[rows["is_out"] == way].groupby("country")["value"].mean() for way in (True, False)]
    return (ways[0] + ways[1]).astype(float)


def _constant(facts: Facts, variable: str) -> pd.Series[float]:
    rows = facts.pairs[facts.pairs["variable"] == variable]
    return rows.groupby("country")["value"].mean().astype(float)


def _flag(
    facts: Facts, variable: str, covered_by: str, start: int, least: float
) -> pd.Series[float]:
    """Tell 1 where a value reaches the least; 0 where the record speaks of both and none does."""
    years = _years(facts, covered_by, start)
    covered = _rows(facts, "single", covered_by, years)
    at_home = set(covered[covered["country"] == facts.home]["year"])
    known = sorted(set(covered[covered["year"].isin(at_home)]["country"]))
    rows = _rows(facts, "pairs", variable, years)
    reached = set(rows[rows["value"] >= least]["country"])
    countries = sorted(set(known) | reached)
    return pd.Series([float(one in reached) for one in countries], index=countries, dtype=float)


def _rivalry(facts: Facts, start: int) -> pd.Series[float]:
    """Tell 1 with a rivalry on either list; 0 where a list speaks of both and none has one."""
    lists = [_flag(facts, f"rivalry_{name}", f"in_rivalry_{name}_data", start, 1)
             for name in ("td", "tss")]  # fmt: skip
    both = pd.concat(lists, axis=1)
    return both.max(axis=1) if len(both) else pd.Series(dtype=float)


def known_years(facts: Facts, start: int) -> dict[str, tuple[int, int]]:
    """Say which years stand for the eve of a period, by variable."""
    return {name: _years(facts, name, start) for name in sorted(facts.last_years)
            if name != "distance_km"}  # fmt: skip


def quartile_range(values: pd.Series[float]) -> float:
    """Return the distance of the quartiles of a column."""
    known = values.dropna()
    return float(np.subtract(*np.quantile(known, [0.75, 0.25]))) if len(known) else 0.0

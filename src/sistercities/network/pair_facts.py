"""Facts on the two sides of a dyad: on their countries, and on the two places themselves.

A fact that changes with time is taken of one year for all pairs: the newest year of the variable
that is not after the year of the dyads. A pair that has no value in that year has none; an older
one would be a value of another world. Missing is missing, never 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from sistercities.terms.schema import Column, ColumnType

Direction = Literal["either", "to_foreign", "to_home"]
"""A symmetric fact, or one from the home side to the foreign one, or the other way."""


@dataclass(frozen=True, slots=True)
class PairFact:
    """One column of the dyads that comes from a table of facts on pairs.

    Attributes
    ----------
    column
        Name of the column.
    variable
        Name of the variable in the table; empty where the column is computed here.
    type, unit, meaning
        As in the codebook.
    direction
        Which of the two directed values is meant, or `either` for a symmetric fact.
    is_static
        It does not change with time: the year of its source is that of a description.
    """

    column: str
    variable: str
    type: ColumnType
    unit: str
    meaning: str
    direction: Direction = "either"
    is_static: bool = False

    @property
    def as_column(self) -> Column:
        """Describe it as a column that may be missing."""
        return Column(self.column, self.type, self.meaning, self.unit)


COUNTRY_FACTS: tuple[PairFact, ...] = ()
"""Facts on the countries of both sides, from the table `country_pairs`."""

PLACE_FACTS: tuple[PairFact, ...] = (
    PairFact("distance_km", "", "float", "km", "great-circle distance of the two places"),
    PairFact("home_population", "", "int", "persons", "population of the home place"),
    PairFact("foreign_population", "", "int", "persons", "population of the foreign place"),
)
"""Facts on the two places, from the tables `city_pairs` and `places`."""


def year_of_fact(table: pd.DataFrame, fact: PairFact, as_of: int) -> int | None:
    """Year whose values are taken; None where there is none, or where the fact has no year."""
    years = table.loc[table["variable"] == fact.variable, "year"]
    known = years if fact.is_static else years[years <= as_of]
    return int(known.max()) if len(known) else None


def facts_of_pairs(
    pairs: pd.DataFrame,
    ends: tuple[str, str],
    table: pd.DataFrame,
    keys: tuple[str, str],
    facts: Sequence[PairFact],
    as_of: int,
) -> pd.DataFrame:
    """Look up the facts of each pair.

    Parameters
    ----------
    pairs
        One row a pair.
    ends
        Columns of `pairs` with the id of the home side and of the foreign side.
    table
        Rows of `country_pairs` or `city_pairs`.
    keys
        Its two columns of ids.
    facts
        What to look up.
    as_of
        Year of the pairs.

    Returns
    -------
    pandas.DataFrame
        One column a fact, rows as in `pairs`.
    """
    home, foreign = (pairs[end].astype("str") for end in ends)
    found = {
        fact.column: _typed(_values(home, foreign, table, keys, fact, as_of), fact)
        for fact in facts
    }
    return pd.DataFrame(found, index=pairs.index)


def _values(
    home: pd.Series[str],
    foreign: pd.Series[str],
    table: pd.DataFrame,
    keys: tuple[str, str],
    fact: PairFact,
    as_of: int,
) -> pd.Series[float]:
    held = table[table["variable"] == fact.variable]
    if not fact.is_static:
        held = held[held["year"] == year_of_fact(table, fact, as_of)]
    # Where several sources or years of a static fact give one, the newest stands last.
    held = held.sort_values(["year", "source_id"]).drop_duplicates(list(keys), keep="last")
    first, second = _ordered(home, foreign, fact.direction)
    index = pd.MultiIndex.from_frame(held[list(keys)])
    values = pd.Series(held["value"].to_numpy(dtype=float), index=index)
    wanted = pd.MultiIndex.from_arrays([first, second])
    return pd.Series(values.reindex(wanted).to_numpy(), index=home.index)


def _ordered(
    home: pd.Series[str], foreign: pd.Series[str], direction: Direction
) -> tuple[pd.Series[str], pd.Series[str]]:
    if direction == "to_foreign":
        return home, foreign
    if direction == "to_home":
        return foreign, home
    is_sorted = home <= foreign
    return home.where(is_sorted, foreign), foreign.where(is_sorted, home)


def _typed(values: pd.Series[float], fact: PairFact) -> pd.Series:
    if fact.type == "bool":
        flags = pd.array([None if np.isnan(v) else v != 0 for v in values], dtype="boolean")
        return pd.Series(flags, index=values.index)
    return values.astype("Int64") if fact.type == "int" else values

"""Facts that hold for any year, and of some countries changed all the same.

French was an official language of Mali until 2023: the table has its languages of 2005 and those of
2023. Up to a year the newest value holds; before the first, the first.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def standing_rows(
    rows: pd.DataFrame, keys: Sequence[str], as_of: int | None = None
) -> pd.DataFrame:
    """Return the row of each key that holds in a year.

    Parameters
    ----------
    rows
        Rows of one variable, with the column `year`.
    keys
        Columns that say of what a fact is.
    as_of
        The year; None takes the newest rows.
    """
    if not rows.duplicated(list(keys)).any():
        return rows
    year = rows["year"]
    order = year if as_of is None else year.where(year <= as_of, -year)
    newest = rows.assign(_order=order).sort_values("_order", kind="stable")
    return newest.drop_duplicates(list(keys), keep="last").drop(columns="_order").sort_index()

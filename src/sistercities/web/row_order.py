"""Where each row of a table stands in each of its orders, for pages that no server sorts.

A script that has these numbers sorts as the server does, whatever language names are in and
whatever is said of a year in doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from sistercities.api.explorer.records import TieLine
from sistercities.api.standing import STANDINGS
from sistercities.web.tables import RowMarks

Row = TypeVar("Row")
Key = tuple[float | str | bool, ...]
_UNKNOWN = "-"
_STANDINGS: list[str] = list(STANDINGS)

_TIE_KEYS: dict[str, Callable[[TieLine], Key]] = {
    "here": lambda tie: (tie.here.name,),
    "partner": lambda tie: (tie.there.name,),
    "country": lambda tie: (tie.there.country,),
    "year": lambda tie: (
        tie.start_precision == "none",
        tie.start_precision == "suspect",
        tie.start or "",
    ),
    "standing": lambda tie: (float(_STANDINGS.index(tie.standing)),),
    "kind": lambda tie: (tie.kind,),
    "sources": lambda tie: (float(tie.n_claims),),
}
"""What `sistercities.api.explorer.ties.SORTS` says in SQL."""


def ranks(rows: Sequence[Row], orders: Sequence[Callable[[Row], Key | None] | None]) -> list[str]:
    """Rank rows in several orders; equal keys have equal ranks.

    Parameters
    ----------
    rows
        What is ranked.
    orders
        For each column what it is sorted by; a key of None is not known and comes last in either
        direction, None in place of an order cannot be sorted by.

    Returns
    -------
    list of str
        For each row its ranks with blanks between them: numbers from 0, `-` where not known, and
        where the column cannot be sorted by.
    """
    columns = [_ranked([order(row) for row in rows]) if order else None for order in orders]
    return [
        " ".join(column[k] if column else _UNKNOWN for column in columns) for k in range(len(rows))
    ]


def _ranked(keys: Sequence[Key | None]) -> list[str]:
    places = {key: str(k) for k, key in enumerate(sorted({key for key in keys if key is not None}))}
    return [_UNKNOWN if key is None else places[key] for key in keys]


def tie_ranks(ties: Sequence[TieLine], sorts: Sequence[str]) -> list[str]:
    """Rank ties by the columns of their table.

    Parameters
    ----------
    ties
        Rows.
    sorts
        What each column is sorted by, "" where it cannot be. A last number ranks the names, by
        which ties are told apart that a column holds equal.
    """
    orders = [_TIE_KEYS[sort] if sort else None for sort in sorts]
    return ranks(ties, [*orders, lambda tie: (tie.there.name, tie.here.name, tie.tie_id)])


def bare_marks(ranked: Sequence[str]) -> tuple[RowMarks, ...]:
    """Mark rows with their ranks alone."""
    return tuple(RowMarks(one) for one in ranked)

"""Where each row of a table stands in each of its orders, for pages that no server sorts.

A script that has these numbers sorts as the server does, whatever language names are in and
whatever is said of a year in doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from sistercities.api.explorer.records import TieLine
from sistercities.api.standing import STANDINGS

Row = TypeVar("Row")
Ranks = tuple[str, ...]
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


def ranks(rows: Sequence[Row], orders: Sequence[Callable[[Row], Key | None] | None]) -> Ranks:
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
    tuple of str
        For each column the ranks of the rows with blanks between them: numbers from 0, `-` where
        not known. What repeats at the end stands once. A column in whose order the rows stand has
        "", and so has one that cannot be sorted by.
    """
    return tuple(
        _spelled(_ranked([order(row) for row in rows])) if order else "" for order in orders
    )


def _ranked(keys: Sequence[Key | None]) -> list[str]:
    places = {key: str(k) for k, key in enumerate(sorted({key for key in keys if key is not None}))}
    return [_UNKNOWN if key is None else places[key] for key in keys]


def _spelled(ranked: list[str]) -> str:
    if ranked == [str(k) for k in range(len(ranked))]:
        return ""
    end = len(ranked)
    while end > 1 and ranked[end - 1] == ranked[end - 2]:
        end -= 1
    return " ".join(ranked[:end])


def tie_ranks(ties: Sequence[TieLine], sorts: Sequence[str]) -> Ranks:
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

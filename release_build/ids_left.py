"""Ids of ties that the release before had, and that lead nowhere in the one that is built.

A tie that a ruling puts at another place gets another id. Whoever kept the old one finds the tie
only where `retired_ties.csv` says which it is now: the build names what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sistercities.dataset.ingredients import Row
from sistercities.dataset.retired_ties import FILE

NAMED = 5
"""How many ids are written out."""


def ids_left(before: Iterable[Row], tables: Mapping[str, Iterable[Row]]) -> str:
    """Say in a line which ids of ties lead nowhere any more.

    Parameters
    ----------
    before
        Rows of `ties` of the release that is replaced.
    tables
        Rows of `ties` and `tie_redirects` of the one that is built.
    """
    held = {row["tie_id"] for row in tables["ties"]}
    held |= {row["old_id"] for row in tables["tie_redirects"]}
    left = sorted({row["tie_id"] for row in before} - held)
    if not left:
        return "ties: every id of the release before leads to a tie"
    named = ", ".join(left[:NAMED])
    more = f" and {len(left) - NAMED} more" if len(left) > NAMED else ""
    return (
        f"ties: ids of the release before that lead nowhere now: {named}{more}; where such a tie "
        f"is held at another place, give both ids a row in data/decisions/{FILE}"
    )

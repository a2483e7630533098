"""Ids of ties that were held at another place: an address leads to the tie that is held instead.

When a name is found to mean another place the id of its tie changes, since it is made of the two
places. `retired_ties.csv` has a row for each id of an earlier release that changed so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow

FILE = "retired_ties.csv"
COLUMNS = ("old_id", "new_id", "reason", "date")
_JOINED = "~"


@dataclass(frozen=True, slots=True)
class RetiredTie:
    """One row: an id that was, the tie that is held in its place, and why."""

    old_id: str
    new_id: str
    reason: str


def read_retired_ties(path: Path) -> tuple[RetiredTie, ...]:
    """Read the rows.

    Raises
    ------
    SourceError
        If an id is none of a tie, a row gives no reason, or an old id stands there twice.
    """
    return tuple(_retired(row) for row in ruling_rows(path, COLUMNS, once=("old_id",)))


def _retired(row: WrittenRow) -> RetiredTie:
    for column in ("old_id", "new_id"):
        ends = row.values[column].split(_JOINED)
        if len(ends) != 2 or ends != sorted(ends):
            raise row.refuse(column, "write the ids of two places in order, with ~ between them")
    return RetiredTie(row.values["old_id"], row.values["new_id"], row.values["reason"])


def retired_rows(
    retired: Iterable[RetiredTie], held: Collection[str], folded: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Rows of the table `tie_redirects` for these ids.

    Parameters
    ----------
    retired
        The rows of the ruling.
    held
        Ids of the ties that are held.
    folded
        By the id of a tie that is held as another, that other.

    Raises
    ------
    BuildError
        If an old id is one of today, or the tie that it leads to is none.
    """
    found = []
    for one in retired:
        into = folded.get(one.new_id, one.new_id)
        if one.old_id in held or one.old_id in folded:
            raise _needless(one, "it is the id of a tie of today")
        if into not in held:
            raise _needless(one, f"there is no tie {one.new_id}")
        found.append({"old_id": one.old_id, "new_id": into, "reason": one.reason})
    return found


def _needless(one: RetiredTie, problem: str) -> BuildError:
    return BuildError(
        f"data/decisions/{FILE}: {one.old_id}: {problem}; mend the row or take it out"
    )

"""What rows say between kinds of places, of all pairs of kinds: found out once for a ground.

Where rows stand by the codes that they name: read once, and kept beside the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sistercities.partners.barriers import SPECIAL_STATUS, Barrier
from sistercities.terms.late_methods import record_of_arrays

if TYPE_CHECKING:
    from twolevel.core.array_types import Flag, Short


@record_of_arrays
class BetweenKinds:
    """Arrays of shape (n_kinds, n_kinds), of a home place of a kind (row) and a partner (column).

    Attributes
    ----------
    calls_for_care
        Whether a row calls for care, or bars the partner.
    bars, not_suggested
        The row that bars the partner, and the one that keeps it from being suggested: its position
        among the rows, past their number where it is said of a place that it withholds; -1 is none.
    """

    calls_for_care: Flag
    bars: Short
    not_suggested: Short


def rows_told(told: Short, rows: Sequence[Barrier]) -> Iterator[Barrier | None]:
    """Give the rows that stand in one line of such an array."""
    withheld: dict[int, Barrier] = {}
    for at in told.tolist():
        if at < len(rows):
            yield rows[at] if at >= 0 else None
        else:
            if at not in withheld:  # one row withholds places of many kinds
                withheld[at] = rows[at - len(rows)].of_withheld()
            yield withheld[at]


def as_told(
    found: Iterable[Barrier | None], rows: Sequence[Barrier], position: Mapping[str, int]
) -> list[int]:
    """Write rows as such a line; `position` is that of each row by its id."""
    return [
        -1 if one is None else
        position[one.row_id] + (0 if one is rows[position[one.row_id]] else len(rows))
        for one in found
    ]  # fmt: skip


@record_of_arrays
class RowPositions:
    """Where rows stand, by what is asked of them.

    Attributes
    ----------
    of_units, for_all
        Positions of those on the status of units, and of those on everybody.
    naming
        By a code: positions of those that name it.
    """

    of_units: frozenset[int]
    for_all: frozenset[int]
    naming: Mapping[str, Sequence[int]]


def positions_of(rows: Sequence[Barrier]) -> RowPositions:
    """Read all rows once."""
    naming: dict[str, list[int]] = {}
    for k, one in enumerate(rows):
        for code in one.side_a | one.side_b | one.not_suggested:
            naming.setdefault(code, []).append(k)
    return RowPositions(
        frozenset(k for k, one in enumerate(rows) if one.kind == SPECIAL_STATUS),
        frozenset(k for k, one in enumerate(rows) if one.is_for_all),
        naming,
    )

"""Where rows stand by the codes that they name: read once, and kept beside the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sistercities.partners.barriers import SPECIAL_STATUS, Barrier
from sistercities.terms.late_methods import record_of_arrays


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

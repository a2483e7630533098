"""Rows by the codes that they name, so that those on two ends are found without reading all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from sistercities.partners.barriers import SPECIAL_STATUS, Barrier
from sistercities.partners.between_kinds import RowPositions, positions_of
from sistercities.terms.words import WITHIN

MOST_KEPT = 2_000
"""Ends of which the rows stay in memory: what rows tell apart are some hundreds."""


class IndexedRows:
    """Rows on states, units and laws, in their order.

    Parameters
    ----------
    rows
        All that count.
    positions
        Where they stand, if that is known.

    Attributes
    ----------
    rows
        The same.
    """

    def __init__(self, rows: Iterable[Barrier], positions: RowPositions | None = None) -> None:
        self.rows: Sequence[Barrier] = tuple(rows)
        self._known = positions
        self._kept: dict[frozenset[str], frozenset[int]] = {}

    @cached_property
    def at(self) -> RowPositions:
        """Where they stand; read where it is not known and somebody asks by codes."""
        return positions_of(self.rows) if self._known is None else self._known

    @cached_property
    def wars_told_of(self) -> tuple[Barrier, ...]:
        """The rows on wars that are told to third states, but for mere notes."""
        return tuple(one for one in self.rows if one.told_of and one.strength != "note")

    @cached_property
    def sanctions(self) -> tuple[Barrier, ...]:
        """The rows on sanctions."""
        return tuple(one for one in self.rows if one.kind == "sanctions")

    @cached_property
    def statuses(self) -> tuple[Barrier, ...]:
        """The rows on the special status of a unit, whoever asks."""
        return tuple(one for one in self.rows if one.kind == SPECIAL_STATUS and one.is_for_all)

    @cached_property
    def fighting(self) -> tuple[Barrier, ...]:
        """The rows on wars that go on, of states and within one, but for mere notes."""
        return tuple(
            one for one in self.rows
            if one.strength != "note" and one.until_date is None
            and (one.kind == "war" or one.kind in WITHIN)
        )  # fmt: skip

    @cached_property
    def claims_and_statuses(self) -> tuple[Barrier, ...]:
        """The rows on claims to units, and on the special status of these."""
        return tuple(one for one in self.rows if one.is_claim or one.kind == SPECIAL_STATUS)

    def naming(self, codes: frozenset[str]) -> frozenset[int]:
        """Return the positions of the rows that name one of some codes."""
        found = self._kept.get(codes)
        if found is None:
            found = frozenset(k for code in codes for k in self.at.naming.get(code, ()))
            if len(self._kept) < MOST_KEPT:
                self._kept[codes] = found
        return found

    def in_order(self, at: frozenset[int]) -> list[Barrier]:
        """Return some rows, in their order."""
        return [self.rows[k] for k in sorted(at)]


_last: list[tuple[tuple[Barrier, ...], IndexedRows]] = []
"""The rows that were put in order last, with the tuple that they came in."""


def indexed(rows: IndexedRows | Iterable[Barrier]) -> IndexedRows:
    """Return rows by their codes; rows that are so already as they are.

    The same tuple is put in order once: pages of many places ask with it again and again.
    """
    if isinstance(rows, IndexedRows):
        return rows
    if not isinstance(rows, tuple):
        return IndexedRows(rows)
    held = _last[0] if _last else None
    if held is None or held[0] is not rows:
        held = rows, IndexedRows(rows)
        _last[:] = [held]
    return held[1]

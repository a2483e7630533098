"""The gate: what stands between a place and each partner, and whom it may not be tied with.

Which partners may be named in a reason: none that something bars, or that calls for care.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from itertools import islice

import numpy as np

from sistercities.partners.barriers import SPECIAL_STATUS, Barrier
from sistercities.partners.between_kinds import BetweenKinds, as_told, rows_told
from sistercities.partners.distinct_numbers import distinct_counts
from sistercities.partners.gate.indexed_rows import IndexedRows
from sistercities.partners.gate.obstacle import Obstacle, as_obstacles, gravest_bar
from sistercities.partners.gate.reading import Codes, Reading
from sistercities.partners.ground import Ground
from twolevel.core.array_types import Flag, Index, Short


class Gate:
    """What the rows on states, units and laws say of pairs of places on one ground.

    Parameters
    ----------
    ground
        Facts on places and countries, and the rows with the rulings that count.

    Attributes
    ----------
    wars
        Rows on wars and strikes that are told to third states.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._kept = ground.between_kinds
        self._held_in_part = tuple(
            one for one in ground.barriers if one.not_suggested or one.is_claim
        )
        self.wars = tuple(one for one in ground.barriers if one.told_of and one.strength != "note")
        self._readings: dict[IndexedRows, dict[int, Reading]] = {}
        self._care_of: dict[int, Index] = {}
        self._barred_of: dict[int, tuple[Index, tuple[Barrier, ...]]] = {}
        self._not_suggested_of: dict[int, tuple[Index, tuple[Barrier, ...]]] = {}

    @cached_property
    def _rows(self) -> IndexedRows:
        return IndexedRows(self._ground.barriers, self._ground.rows_at)

    @property
    def sanctions(self) -> tuple[Barrier, ...]:
        """Rows on sanctions."""
        return self._rows.sanctions

    @cached_property
    def _bars(self) -> IndexedRows:
        return IndexedRows(one for one in self._ground.barriers if one.may_bar)

    @cached_property
    def _keeping_out(self) -> IndexedRows:
        # Of a claim to what has a status the row on that is told, so that it is looked up too.
        statuses = (one for one in self._ground.barriers if one.kind == SPECIAL_STATUS)
        rows = (*self._bars.rows, *self._held_in_part, *statuses)
        return IndexedRows({id(one): one for one in rows}.values())

    def obstacles(self, home: int, partner: int) -> tuple[Obstacle, ...]:
        """List what stands between two places, the strongest first; nothing of third countries."""
        return self.obstacles_of_each(home, [partner])[0]

    def obstacles_of_each(self, home: int, partners: list[int]) -> list[tuple[Obstacle, ...]]:
        """List what stands between a place and each partner, the strongest first."""
        reading = self._reading_of(self._rows, home)
        kind_of, kinds = self._ground.told_apart
        asked = kind_of[partners].tolist() if partners else []
        found = {kind: as_obstacles(reading.strengths(*kinds[kind])) for kind in set(asked)}
        return [found[kind] for kind in asked]

    def bars(self, home: int, partners: Index) -> tuple[Index, tuple[Barrier, ...]]:
        """Say which row bars each partner, as `not_suggested` does for all that is left out.

        Parameters
        ----------
        home, partners
            Positions of a place, and of any number of partners.

        Returns
        -------
        numpy.ndarray, tuple
            For each partner the position of a row in the tuple, -1 where nothing bars it.
        """
        kind_of, _ = self._ground.told_apart
        own = int(kind_of[home])
        if own not in self._barred_of:
            self._barred_of[own] = _by_row(self._barred_to(own))
        row_of, rows = self._barred_of[own]
        return row_of[kind_of[partners]], rows

    def _barred_to(self, own: int) -> Iterable[Barrier | None]:
        """Find for each kind of partner the row that bars it to a kind of places."""
        if self._kept is not None:
            return rows_told(self._kept.bars[own], self._ground.barriers)
        reading, kinds = self._reading(self._bars, own), self._ground.told_apart[1]
        return (gravest_bar(reading.strengths(*kind)) for kind in kinds)

    def not_suggested(self, home: int, partners: Index) -> tuple[Index, tuple[Barrier, ...]]:
        """Say which row keeps each partner from being suggested: it bars it, or withholds it.

        A place of a region held in part is withheld where no source tells on which side of the line
        it lies, and one that the home state claims: nothing bars a tie, and nobody is told to seek
        it.
        """
        kind_of, _ = self._ground.told_apart
        own = int(kind_of[home])
        if own not in self._not_suggested_of:
            self._not_suggested_of[own] = _by_row(self._not_suggested_to(own))
        row_of, rows = self._not_suggested_of[own]
        return row_of[kind_of[partners]], rows

    def _not_suggested_to(self, own: int) -> Iterable[Barrier | None]:
        """Find for each kind of partner the row that keeps it from being suggested to a kind."""
        if self._kept is not None:
            return rows_told(self._kept.not_suggested[own], self._ground.barriers)
        reading, kinds = self._reading(self._keeping_out, own), self._ground.told_apart[1]
        return [gravest_bar(reading.strengths(*kind)) or reading.withheld(*kind) for kind in kinds]

    def calls_for_care(self, home: int, partners: Index) -> Flag:
        """Say of which partners a row calls for care, or bars them, shape (n_partners,)."""
        kind_of, kinds = self._ground.told_apart
        own, asked = int(kind_of[home]), kind_of[partners]
        if self._kept is not None:
            return np.asarray(self._kept.calls_for_care[own][asked])
        is_grave = self._care_of.setdefault(own, np.full(len(kinds), -1))
        are_asked = np.bincount(asked, minlength=len(kinds)) > 0
        unread = np.flatnonzero(are_asked & (is_grave < 0)).tolist()
        if unread:
            is_grave[unread] = self._are_grave(own, unread)
        return np.asarray(is_grave[asked] == 1)

    def _are_grave(self, own: int, asked: Iterable[int]) -> list[bool]:
        """Say of which kinds a row calls for care towards a kind of places, or bars them."""
        reading, kinds = self._reading(self._rows, own), self._ground.told_apart[1]
        return [
            any(strength != "note" for _, strength in reading.strengths(*kinds[kind]))
            for kind in asked
        ]

    def between_kinds(self) -> BetweenKinds:
        """Find out what is told between all kinds of places, to be kept."""
        rows, kinds = self._ground.barriers, range(len(self._ground.told_apart[1]))
        position = {one.row_id: k for k, one in enumerate(rows)}

        def told(found: Callable[[int], Iterable[Barrier | None]]) -> Short:
            each = [as_told(found(own), rows, position) for own in kinds]
            return np.array(each, dtype=np.int32).reshape(len(kinds), len(kinds))

        care = [self._are_grave(own, kinds) for own in kinds]
        return BetweenKinds(
            np.array(care, dtype=np.bool_).reshape(len(kinds), len(kinds)),
            told(self._barred_to),
            told(self._not_suggested_to),
        )

    def calls_for_more_care(self, home: int, partners: Index, share: float) -> Flag:
        """Say of which partners a row calls for care that does not do so of most others.

        Sanctions against the own state are met wherever one turns, and tell nobody apart.

        Parameters
        ----------
        home, partners
            Positions of a place, and of any number of partners.
        share
            Share of the partners from which a row is one that is met wherever one turns.
        """
        kind_of, kinds = self._ground.told_apart
        reading = self._reading_of(self._rows, home)
        asked, n_of_each = distinct_counts(kind_of[partners])
        rows_of = {
            kind: {row.row_id for row, strength in reading.strengths(*kinds[kind])
                   if strength != "note"}
            for kind in asked.tolist()
        }  # fmt: skip
        counts = Counter[str]()
        for kind, n in zip(asked.tolist(), n_of_each.tolist(), strict=True):
            counts.update(dict.fromkeys(rows_of[kind], n))
        is_met = {row for row, n in counts.items() if n >= share * len(partners)}
        needs_more = np.zeros(len(kinds), dtype=np.bool_)
        needs_more[[kind for kind, rows in rows_of.items() if rows - is_met]] = True
        return needs_more[kind_of[partners]]

    def bars_of_countries(self, home: int) -> dict[str, Barrier]:
        """Return the row that bars a place from a country as a whole, by the country's code."""
        codes = map(str, self._ground.countries.codes.tolist())
        # The first kinds are the countries; those that follow lie in them.
        barred = zip(codes, self._barred_to(self._kind(home)), strict=False)
        return {code: bar for code, bar in barred if bar is not None}

    def care_of_countries(self, home: int) -> dict[str, tuple[Barrier, ...]]:
        """Return the rows that call for care between a place and each country as a whole."""
        reading, kinds = self._reading_of(self._rows, home), self._ground.told_apart[1]
        found: dict[str, tuple[Barrier, ...]] = {}
        for at in self._grave_countries(self._kind(home)):
            codes, code = kinds[at]
            care = tuple(one for one, s in reading.strengths(codes, code) if s == "caution")
            if care:
                found[code] = care
        return found

    def _grave_countries(self, own: int) -> Iterable[int]:
        """Give the countries, by position, that a row of more than a note may tell of."""
        n_countries = len(self._ground.countries.codes)
        if self._kept is None:
            return range(n_countries)
        return np.flatnonzero(self._kept.calls_for_care[own][:n_countries]).tolist()

    def bars_within_countries(self, home: int) -> dict[str, tuple[Barrier, ...]]:
        """Return the rows that keep parts of countries from being suggested, by country.

        A row on a country as a whole is none, nor one on a region of which some places are
        suggested.
        """
        whole = self.bars_of_countries(home)
        parts = Reading(self._held_in_part, *self._ground.codes_of(home))
        found: dict[str, dict[str, Barrier]] = {}
        each = zip(self._ground.told_apart[1], self._barred_to(self._kind(home)), strict=True)
        for (codes, country), bar in islice(each, len(self._ground.countries.codes), None):
            row = bar or parts.withheld(codes, country)
            is_partly = row is not None and row.strength != "bar" and not _withholds_all(row)
            if row is not None and not is_partly and country not in whole:
                found.setdefault(country, {})[row.row_id] = row
        return {country: tuple(rows.values()) for country, rows in found.items()}

    def _reading_of(self, rows: IndexedRows, home: int) -> Reading:
        """Return what rows say of a home place: the same for places that none tells apart."""
        return self._reading(rows, self._kind(home))

    def _kind(self, place: int) -> int:
        return int(self._ground.told_apart[0][place])

    def _reading(self, rows: IndexedRows, own: int) -> Reading:
        """Return what rows say of a kind of places."""
        readings = self._readings.setdefault(rows, {})
        if own not in readings:
            readings[own] = Reading(rows, *self._ground.told_apart[1][own])
        return readings[own]

    @cached_property
    def withheld_places(self) -> Flag:
        """Which places are not suggested by themselves, whoever asks, shape (n_places,)."""
        return self._lie_in(one.not_suggested for one in self._held_in_part if not one.is_claim)

    @cached_property
    def has_status(self) -> Flag:
        """Which places have a special status, whatever it weighs, shape (n_places,)."""
        units = (one for one in self._ground.barriers if one.kind == SPECIAL_STATUS)
        return self._lie_in(one.side_a for one in units)

    @cached_property
    def is_held_apart(self) -> Flag:
        """Which places lie in a unit that most states bar, shape (n_places,).

        To the few states that recognise it nothing bars it; it still stands under another country.
        """
        statuses = (one for one in self._ground.barriers if one.kind == SPECIAL_STATUS)
        units = (one for one in statuses if one.strength == "bar" and one.is_for_all)
        return self._lie_in(one.side_a for one in units)

    def _lie_in(self, areas: Iterable[Codes]) -> Flag:
        """Which places lie in one of some areas, shape (n_places,)."""
        kind_of, kinds = self._ground.told_apart
        named = frozenset[str]().union(*areas)
        lie_in = [not named.isdisjoint(codes) for codes, _ in kinds]
        return np.asarray(np.array(lie_in, dtype=np.bool_)[kind_of])


def _by_row(found: Iterable[Barrier | None]) -> tuple[Index, tuple[Barrier, ...]]:
    """Name each row once, and for each kind its position among them, -1 for none."""
    rows: dict[str, tuple[int, Barrier]] = {}
    row_of = [
        -1 if one is None else rows.setdefault(one.row_id, (len(rows), one))[0] for one in found
    ]
    return np.array(row_of, dtype=np.int64), tuple(one for _, one in rows.values())


def _withholds_all(row: Barrier) -> bool:
    return row.is_claim or row.side_a <= row.not_suggested


@lru_cache(maxsize=2)
def gate_of(ground: Ground) -> Gate:
    """Return the gate of a ground; those of the last two are kept."""
    return Gate(ground)


def may_be_named(ground: Ground, home: int, others: Index, partner: int | None = None) -> Flag:
    """Say which places a reason may name to a home place.

    A place that something bars for the home place, or that calls for care, is no reason for
    another: "Both are partners of ..." is repeated as an argument for it.

    Parameters
    ----------
    ground
        Facts, and the rows that count.
    home, others
        Positions of the home place, and of the places that a reason would name, shape (n,).
    partner
        Position of the place that the reason speaks for: what is barred to it, or calls for care
        there, is not named either. None looks at the home place alone.

    Returns
    -------
    numpy.ndarray
        A flag for each of the others, shape (n,).
    """
    at = np.asarray(others, dtype=np.int64)
    if not len(at):
        return np.zeros(0, dtype=np.bool_)
    gate = gate_of(ground)
    is_grave = gate.calls_for_care(home, at)
    if partner is not None:
        is_grave = is_grave | gate.calls_for_care(partner, at)
    return np.asarray(~is_grave)

"""Whom a place may be told to approach: abroad, no quarter of a city, no kin of a partner, no bar.

What is left out changes no score. Each rule says how many places it left out, and how they are
seen all the same.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sistercities.partners.barriers import Barrier
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.gate.kin import Kin
from sistercities.partners.ground import LEVELS, Flag, Ground, Index
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.pairs import Pairs
from sistercities.sentences import listed, say, say_count

_DISTRICT = LEVELS.index("district")
_STATES_NAMED = 3


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom to ask for beside places abroad that nothing bars.

    Attributes
    ----------
    home_country
        "without", "only" or "too": whether places of the own country are asked for.
    with_barred
        Places that a state of war, a law or another ruling bars, marked as such.
    """

    home_country: Literal["without", "only", "too"] = "without"
    with_barred: bool = False

    def takes(self, pairs: Pairs) -> Flag:
        """Say which pairs lie where is asked for."""
        if self.home_country == "too":
            return np.ones(len(pairs), dtype=np.bool_)
        return np.asarray(pairs.is_domestic == (self.home_country == "only"))


@dataclass(frozen=True, slots=True)
class Barred:
    """Candidates that one row bars.

    Attributes
    ----------
    barrier
        The row.
    country
        Position of the country of these candidates.
    n
        How many there are.
    """

    barrier: Barrier
    country: int
    n: int


@dataclass(frozen=True, slots=True, eq=False)
class Eligible:
    """Which candidates are left, and what the rules left out.

    Attributes
    ----------
    pairs
        All candidates.
    fits
        What all rules leave but the bars; one flag a candidate.
    row, rows
        Position of the row that bars each candidate, -1 where none does or barred ones are asked
        for; and the rows.
    is_kin
        Which candidates are much the same place as a partner.
    """

    pairs: Pairs
    fits: Flag
    row: Index
    rows: tuple[Barrier, ...]
    is_kin: Flag

    @property
    def left(self) -> Flag:
        """Which candidates may be suggested."""
        return self.fits & (self.row < 0)

    def bar_of(self, place: int) -> Barrier | None:
        """Return the row that bars a candidate, by its position; None if none does."""
        at = np.flatnonzero(self.pairs.b == place)
        return self.rows[self.row[at[0]]] if len(at) and self.row[at[0]] >= 0 else None

    def holds_as_kin(self, place: int) -> bool:
        """Whether a place is left out as much the same as a partner."""
        return place in self.pairs.b[self.is_kin]

    def barred(self, passes: Flag) -> tuple[Barred, ...]:
        """Count what the rows bar of the candidates that pass, by row and country, most first."""
        is_out = self.fits & passes & (self.row >= 0)
        counts = Counter(
            zip(self.row[is_out].tolist(), self.pairs.country[is_out].tolist(), strict=True)
        )
        found = [Barred(self.rows[k], at, n) for (k, at), n in counts.items()]
        return tuple(sorted(found, key=lambda one: (-one.n, one.barrier.row_id, one.country)))

    def said_of_barred(self, home: int, passes: Flag) -> tuple[str, ...]:
        """Say how many of the candidates that pass something bars, of which states, and why."""
        return _barred_notes(self.pairs.ground, home, self.barred(passes))

    def said_of_kin(self, passes: Flag, kin: Kin) -> tuple[str, ...]:
        """Say which of the candidates that pass are much the same place as a partner."""
        kept = self.pairs.b[self.is_kin & passes].tolist()
        return _kin_notes(self.pairs.ground, tuple(kept), kin)


def eligible(ground: Ground, home: int, pairs: Pairs, scope: Scope, kin: Kin) -> Eligible:
    """Say which candidates of a place may be suggested to it.

    Parameters
    ----------
    ground, home
        Facts, and the position of the place.
    pairs
        All its candidates.
    scope
        What is asked for.
    kin
        Places that are much the same as a partner (`gate.kin`).
    """
    places = ground.places
    is_asked = scope.takes(pairs)
    is_kin = is_asked & np.isin(pairs.b, np.fromiter(kin, dtype=np.int64, count=len(kin)))
    is_quarter = (places.level[pairs.b] == _DISTRICT) & (ground.ties.degree[pairs.b] == 0)
    fits = is_asked & ~is_quarter & ~is_kin
    if scope.with_barred:
        return Eligible(pairs, fits, np.full(len(pairs), -1, dtype=np.int64), (), is_kin)
    row, rows = gate_of(ground).bars(home, pairs.b)
    return Eligible(pairs, fits, row, rows, is_kin)


def _barred_notes(ground: Ground, home: int, barred: tuple[Barred, ...]) -> tuple[str, ...]:
    if not barred:
        return ()
    total = sum(one.n for one in barred)
    by_state: Counter[int] = Counter()
    for one in barred:
        by_state[one.country] += one.n
    parts = [
        say("{n:,} in {country}", n=n, country=named_country(ground, at))
        for at, n in by_state.most_common(_STATES_NAMED)
    ]
    others = total - sum(n for _, n in by_state.most_common(_STATES_NAMED))
    if others:
        parts.append(say("{n:,} elsewhere", n=others))
    first = say_count(
        "{n:,} place is left out because it cannot be suggested to {home}: {parts}.",
        "{n:,} places are left out because they cannot be suggested to {home}: {parts}.",
        total,
        home=named_place(ground, home),
        parts=listed(parts, "comma"),
    )
    return (first, *_reasons(ground, barred))


def _reasons(ground: Ground, barred: tuple[Barred, ...]) -> tuple[str, ...]:
    """Give the reason for the states with most places, each row once."""
    said: dict[str, str] = {}
    for one in barred:
        if len(said) < _STATES_NAMED and one.barrier.row_id not in said:
            country = named_country(ground, one.country)
            said[one.barrier.row_id] = say(
                "{country}: {reason}", country=country, reason=one.barrier.sentence
            )
    return tuple(said.values())


def _kin_notes(ground: Ground, left_out: tuple[int, ...], kin: Kin) -> tuple[str, ...]:
    if not left_out:
        return ()
    named = [
        say(
            "{place} (with {partner})",
            place=named_place(ground, at),
            partner=named_place(ground, kin[at][0]),
        )
        for at in left_out[:_STATES_NAMED]
    ]
    more = len(left_out) - _STATES_NAMED
    if more > 0:
        named.append(say_count("{n} more", "{n} more", more))
    return (
        say_count(
            "{n} place is left out because it contains, lies in or followed a partner: {places}.",
            "{n} places are left out because they contain, lie in or followed a partner: {places}.",
            len(left_out),
            places=listed(named, "comma"),
        ),
    )

"""Whom a place may be told to approach: abroad, no quarter of a city, no kin of a partner, no bar.

What is left out changes no score. Each rule says how many places it left out, and how they are
seen all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sistercities.partners.barriers import Barrier
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.gate.kin import Kin
from sistercities.partners.ground import LEVELS, Flag, Ground
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
    left
        One flag a candidate.
    barred
        By row and country, the most candidates first; empty where they are asked for.
    kin
        Positions of the candidates that are much the same place as a partner.
    barred_places
        The row that bars each candidate, by position.
    """

    left: Flag
    barred: tuple[Barred, ...]
    kin: tuple[int, ...]
    barred_places: Mapping[int, Barrier]

    def notes(self, ground: Ground, home: int, kin: Kin) -> tuple[str, ...]:
        """Say what was left out, why, and how to see it."""
        return (*_barred_notes(ground, home, self.barred), *_kin_notes(ground, self.kin, kin))


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
    is_kin = np.isin(pairs.b, np.fromiter(kin, dtype=np.int64, count=len(kin)))
    is_quarter = (places.level[pairs.b] == _DISTRICT) & (ground.ties.degree[pairs.b] == 0)
    left = scope.takes(pairs) & ~is_quarter & ~is_kin
    kin_left_out = tuple(pairs.b[is_kin].tolist())
    if scope.with_barred:
        return Eligible(left, (), kin_left_out, {})
    row, rows = gate_of(ground).bars(home, pairs.b)
    counted = _counted(places.country[pairs.b][left], row[left], rows)
    of_place = {
        place: rows[k]
        for place, k in zip(pairs.b[row >= 0].tolist(), row[row >= 0].tolist(), strict=True)
    }
    return Eligible(left & (row < 0), counted, kin_left_out, of_place)


def _counted(
    country: np.ndarray[tuple[int], np.dtype[np.int64]],
    row: np.ndarray[tuple[int], np.dtype[np.int64]],
    rows: tuple[Barrier, ...],
) -> tuple[Barred, ...]:
    is_out = row >= 0
    counts = Counter(zip(row[is_out].tolist(), country[is_out].tolist(), strict=True))
    found = [Barred(rows[k], at, n) for (k, at), n in counts.items()]
    return tuple(sorted(found, key=lambda one: (-one.n, one.barrier.row_id, one.country)))


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
        "{n:,} place is left out because it cannot be suggested to {home}: {parts}. "
        "`--include-barred` shows it with the reason.",
        "{n:,} places are left out because they cannot be suggested to {home}: {parts}. "
        "`--include-barred` shows them with the reasons.",
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

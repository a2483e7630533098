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

from sistercities.partners.barriers import SPECIAL_STATUS, Barrier
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.gate.kin import Kin
from sistercities.partners.ground import LEVELS, Flag, Ground
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.pairs import Pairs
from sistercities.sentences import Sentence, capital, listed, say, say_count
from sistercities.terms.obstacles import ObstacleKind

_DISTRICT = LEVELS.index("district")
_STATES_NAMED = 3
_IN_A_WORD: dict[ObstacleKind, Sentence] = {
    "war": say("war"),
    "belligerent_support": say("support of a war"),
    "relations_severed": say("relations broken off"),
    "relations_downgraded": say("relations downgraded"),
    "no_relations": say("no relations of the states"),
    "sanctions": say("sanctions"),
    "listed_unfriendly": say("listed as unfriendly"),
    "special_status": say("status in dispute"),
    "law": say("a law"),
}


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

    def notes(self, ground: Ground, home: int, would_be_named: tuple[int, ...]) -> tuple[str, ...]:
        """Say how many places are barred, of which states, and how to see them.

        Parameters
        ----------
        ground, home
            Facts, and the position of the place.
        would_be_named
            Positions of barred places that score as high as those that are named: what bars these
            is said.
        """
        rows = {self.barred_places[place].row_id for place in would_be_named}
        telling = tuple(one for one in self.barred if one.barrier.row_id in rows)
        return (*_barred_notes(ground, home, self.barred), *_reasons(ground, telling))


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
    asked = scope.takes(pairs) & ~is_quarter
    left, kin_left_out = asked & ~is_kin, tuple(pairs.b[asked & is_kin].tolist())
    if scope.with_barred:
        return Eligible(left, (), kin_left_out, {})
    row, rows = gate_of(ground).bars(home, pairs.b)
    counted = _counted(places.country[pairs.b][left], row[left], rows)
    is_barred = left & (row >= 0)
    of_place = {
        place: rows[k]
        for place, k in zip(pairs.b[is_barred].tolist(), row[is_barred].tolist(), strict=True)
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
    by_reason: Counter[tuple[str, ObstacleKind]] = Counter()
    for one in barred:
        by_reason[_where(ground, one), one.barrier.kind] += one.n
    most = by_reason.most_common(_STATES_NAMED)
    parts = [
        say("{n:,} in {where} ({reason})", n=n, where=where, reason=_IN_A_WORD[kind])
        for (where, kind), n in most
    ]
    others = total - sum(n for _, n in most)
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
    return (first,)


def _reasons(ground: Ground, barred: tuple[Barred, ...]) -> tuple[str, ...]:
    """Give the reason for the states with most places, each row once."""
    said: dict[str, str] = {}
    for one in barred:
        if len(said) < _STATES_NAMED and one.barrier.row_id not in said:
            said[one.barrier.row_id] = say(
                "{where}: {reason}", where=capital(_where(ground, one)),
                reason=one.barrier.sentence,
            )  # fmt: skip
    return tuple(said.values())


def _where(ground: Ground, one: Barred) -> str:
    """Name the country of candidates, or the unit of special status that they lie in."""
    is_unit = one.barrier.kind == SPECIAL_STATUS and one.barrier.is_for_all
    return one.barrier.name_a if is_unit else named_country(ground, one.country)


def kin_notes(ground: Ground, left_out: tuple[int, ...], kin: Kin) -> tuple[str, ...]:
    """Name places that are left out as much the same as a partner; nothing where there are none."""
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
            "{n} place that would be named is left out because it contains, lies in or followed a "
            "partner: {places}.",
            "{n} places that would be named are left out because they contain, lie in or followed "
            "a partner: {places}.",
            len(left_out),
            places=listed(named, "comma"),
        ),
    )

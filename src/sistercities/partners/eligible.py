"""Whom a place may be told to approach: abroad, no quarter of a city, no kin of a partner, no bar.

What is left out changes no score. Each rule says how many places it left out, and how they are
seen all the same.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np

from sistercities.partners.barriers import LAW, SPECIAL_STATUS, WAR_WITHIN, Barrier
from sistercities.partners.distinct_numbers import are_of
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.gate.kin import (
    HELD_OF_AROUND,
    HELD_OF_NAMESAKE,
    NAMESAKE_OF_PARTNER,
    Kin,
)
from sistercities.partners.ground import LEVELS, Ground
from sistercities.partners.names_in_sentences import named_country, named_place, named_region
from sistercities.partners.pairs import Pairs, candidates_of
from sistercities.sentences import (
    Listed,
    Said,
    Sentence,
    capital,
    listed,
    listed_few,
    say,
    say_count,
)
from sistercities.terms.words import STATE_OF, TERRITORY_CLAIM, ObstacleKind
from twolevel.core.array_types import Flag, Index

SIGNS_ITSELF = 2
"""Partners of a quarter that show that it signs for itself."""
_DISTRICT = LEVELS.index("district")
_STATES_NAMED = 3
_IN_A_WORD: dict[ObstacleKind, Sentence] = {
    "war": say("war"),
    "war_within": say("war"),
    "belligerent_support": say("support of a war"),
    "relations_severed": say("relations broken off"),
    "relations_downgraded": say("relations downgraded"),
    "no_relations": say("no diplomatic relations"),
    "sanctions": say("sanctions"),
    "entry_limits": say("limits on entry"),
    "listed_unfriendly": say("listed as unfriendly"),
    "special_status": say("special status"),
    "territory_claim": say("a claim to territory"),
    "conflict_within": say("armed conflict within the state"),
    "law": say("a law"),
}


class Scope(NamedTuple):
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
        return np.asarray(_are_of_one_state(pairs) == (self.home_country == "only"))


class Barred(NamedTuple):
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


class Eligible(NamedTuple):
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

    def barred_places(self, passes: Flag) -> tuple[int, ...]:
        """Positions of the candidates that pass and that something bars."""
        return tuple(self.pairs.b[self.fits & passes & (self.row >= 0)].tolist())

    def kin_places(self, passes: Flag) -> tuple[int, ...]:
        """Positions of the candidates that pass and are much the same place as a partner."""
        return tuple(self.pairs.b[self.is_kin & passes].tolist())

    def said_of_barred(
        self, home: int, passes: Flag, would_be_named: tuple[int, ...]
    ) -> tuple[str, ...]:
        """Say how many of the candidates that pass are barred, of which states, and why.

        Parameters
        ----------
        home
            Position of the place.
        passes
            What the wishes leave.
        would_be_named
            Positions of barred places that score as high as those that are named: what bars these
            is said first.
        """
        ground, barred = self.pairs.ground, self.barred(passes)
        found = (self.bar_of(place) for place in would_be_named)
        rows = {one.row_id for one in found if one is not None}
        # What bars those that would be named is counted and said first.
        first = tuple(sorted(barred, key=lambda one: one.barrier.row_id not in rows))
        wars, others = _wars_of_both_ends(first)
        return (*_barred_notes(ground, home, first, wars), *_reasons(ground, others))


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
    is_asked = scope.takes(pairs)
    is_kin = is_asked & are_of(pairs.b, kin)
    fits = is_asked & ~asks_nobody(ground, pairs.b) & ~is_kin
    if scope.with_barred:
        return Eligible(pairs, fits, np.full(len(pairs), -1, dtype=np.int64), (), is_kin)
    row, rows = gate_of(ground).not_suggested(home, pairs.b)
    return Eligible(pairs, fits, row, rows, is_kin)


def asks_nobody(ground: Ground, at: Index) -> Flag:
    """Whether places are no municipality of their own and sign for nobody, so that none is asked.

    They are towns of China below its counties that have no partner, and quarters of a city that
    have one at most: a single one may be a school's, or a slip of a list (wards of Trento).
    """
    places, degree = ground.places, ground.ties.degree[at]
    is_quarter = places.level[at] == _DISTRICT
    return np.asarray(
        (is_quarter & (degree < SIGNS_ITSELF)) | (places.is_township[at] & (degree == 0))
    )


def of_one_state(ground: Ground, home: int, partner: int) -> bool:
    """Whether two places lie in one state."""
    pairs = candidates_of(ground, home, np.array([partner], dtype=np.int64))
    return bool(_are_of_one_state(pairs)[0])


def _are_of_one_state(pairs: Pairs) -> Flag:
    """Whether both lie in one state: places of a territory that has a code of its own too."""
    state = _state_numbers(pairs.ground)
    return np.asarray(state[pairs.home_country] == state[pairs.country])


@lru_cache(maxsize=2)
def _state_numbers(ground: Ground) -> Index:
    """Give each country the number of its state, the same for its territories."""
    state = [STATE_OF.get(code, code) for code in map(str, ground.countries.codes.tolist())]
    number = {code: k for k, code in enumerate(dict.fromkeys(state))}
    return np.array([number[code] for code in state], dtype=np.int64)


def _wars_of_both_ends(
    barred: tuple[Barred, ...],
) -> tuple[tuple[Barred, ...], tuple[Barred, ...]]:
    """Part wars that the home state fights on the ground of another from what else bars.

    In a word they would be wars within a state; which war it is, and who says so, is said with the
    count.
    """
    wars = tuple(one for one in barred if one.barrier.kind == WAR_WITHIN)
    return wars, tuple(one for one in barred if one not in wars)


def _barred_notes(
    ground: Ground, home: int, barred: tuple[Barred, ...], wars: tuple[Barred, ...]
) -> tuple[Said, ...]:
    if not barred:
        return ()
    total = sum(one.n for one in barred)
    parts = [
        say(
            "{n:,} in {where} ({reason})",
            n=sum(one.n for one in of_kind),
            where=_states(ground, of_kind),
            reason=_IN_A_WORD[kind],
        )
        for kind, of_kind in _by_kind(barred)
    ]
    first = _counted_alone(ground, home, barred, total) or say_count(
        "{n:,} place is left out because it cannot be suggested to {home}: {parts}.",
        "{n:,} places are left out because they cannot be suggested to {home}: {parts}.",
        total,
        home=named_place(ground, home),
        parts=listed(parts, "comma"),
    )
    which = _reasons(ground, wars)
    return (listed([first, *which], "space") if which else first,)


def _counted_alone(
    ground: Ground, home: int, barred: tuple[Barred, ...], total: int
) -> Sentence | None:
    """Say it where one kind of reason bars all of them: the number stands once."""
    kinds = _by_kind(barred)
    if len(kinds) > 1:
        return None
    kind, of_kind = kinds[0]
    return say_count(
        "{n:,} place in {where} ({reason}) is left out because it cannot be suggested to {home}.",
        "{n:,} places in {where} ({reason}) are left out because they cannot be suggested to "
        "{home}.",
        total, where=_states(ground, of_kind), home=named_place(ground, home),
        reason=_IN_A_WORD[kind],
    )  # fmt: skip


def _by_kind(barred: tuple[Barred, ...]) -> list[tuple[ObstacleKind, list[Barred]]]:
    """Group by what bars, the most places first: no group is left without its reason.

    What a unit may agree with one state is a matter of a law, whatever its status is.
    """
    found: dict[ObstacleKind, list[Barred]] = {}
    for one in barred:
        is_of_two = one.barrier.kind == SPECIAL_STATUS and not one.barrier.is_for_all
        kind: ObstacleKind = "law" if is_of_two else one.barrier.kind
        found.setdefault(kind, []).append(one)
    return sorted(found.items(), key=lambda each: -sum(one.n for one in each[1]))


def _states(ground: Ground, of_kind: list[Barred]) -> Listed:
    """Name the states or units with most places."""
    named = [_where(ground, one) for one in _first_of_each(ground, of_kind)]
    return listed_few(named[:_STATES_NAMED], len(named))


def _reasons(ground: Ground, barred: tuple[Barred, ...]) -> tuple[Sentence, ...]:
    """Give the reason for each state or unit that the counts name, in their order.

    Where one row bars several of them, as a law does, it is said once, of all of them.
    """
    named: dict[str, list[Barred]] = {}
    for _, of_kind in _by_kind(barred):
        for one in _first_of_each(ground, of_kind)[:_STATES_NAMED]:
            named.setdefault(one.barrier.row_id, []).append(one)
    return tuple(
        say(
            "{where}: {reason}",
            where=capital(listed([_where(ground, each) for each in of_row])),
            reason=of_row[0].barrier.sentence,
        )
        for of_row in named.values()
    )


def _first_of_each(ground: Ground, of_kind: list[Barred]) -> list[Barred]:
    """Keep the first row of each state or unit."""
    found: dict[str, Barred] = {}
    for one in of_kind:
        found.setdefault(_where(ground, one), one)
    return list(found.values())


def _where(ground: Ground, one: Barred) -> str:
    """Name the country of candidates, the unit that they lie in, or the region whose law it is."""
    from sistercities.terms.territory_templates import UNIT_NAMES

    code = str(ground.countries.codes[one.country])
    is_there = code not in one.barrier.side_b  # of who claims it the candidates lie elsewhere
    is_of_unit = is_there and one.barrier.name_a in UNIT_NAMES
    of_status = one.barrier.kind == SPECIAL_STATUS and one.barrier.is_for_all
    if of_status or (one.barrier.kind == TERRITORY_CLAIM and is_of_unit):
        from sistercities.terms.obstacle_sentences import unit_name

        return unit_name(one.barrier.name_a)
    bound = [side for side in sorted(one.barrier.side_a) if side.startswith(f"{code}-")]
    region = named_region(ground, bound[0]) if one.barrier.kind == LAW and bound else None
    return region or named_country(ground, one.country)


def kin_notes(ground: Ground, left_out: tuple[int, ...], kin: Kin) -> tuple[str, ...]:
    """Name places that are left out as much the same as a partner; nothing where there are none.

    Those whose partnership is one of what the home place lies in are told apart
    (`gate.kin_notes.notes_on_held_around`): they are no part of a partner.
    """
    held = {HELD_OF_AROUND, HELD_OF_NAMESAKE, NAMESAKE_OF_PARTNER}
    left_out = tuple(one for one in left_out if kin[one][1] not in held)
    if not left_out:
        return ()
    named = [
        say(
            "{place} (partner: {partner})",
            place=named_place(ground, at),
            partner=named_place(ground, kin[at][0]),
        )
        for at in left_out[:_STATES_NAMED]
    ]
    return (
        say_count(
            "{n} place that would be named is left out because it is much the same place as a "
            "partner: {places}.",
            "{n} places that would be named are left out because each is much the same place as a "
            "partner: {places}.",
            len(left_out),
            places=listed_few(named, len(left_out), "comma"),
        ),
    )

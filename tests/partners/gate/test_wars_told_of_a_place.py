"""A war of the own state is said first; lesser fighting is told near it alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from partners.gate.made_up_rows import row, unit
from sistercities.partners.barriers import Barrier
from sistercities.partners.gate.of_itself import own_wars
from sistercities.partners.gate.reading import Reading

WAR = replace(row("war", "AA", "BB", "bar"), told_of=frozenset(("AA",)))
WITHIN = row("war_within", "AA", "*", "caution", "AA")
FIGHT = row("conflict_within", "AA", "*", "note", "AA")
HELD = row("conflict_within", "AA-1", "*", "note", "AA")


@pytest.mark.parametrize(
    ("barriers", "codes", "kinds"),
    [
        ((FIGHT, WITHIN, WAR), ("AA", "AA-1"), ["war", "war_within"]),
        ((WAR, WITHIN), ("BB",), []),
        ((replace(WAR, strength="note"), FIGHT), ("AA",), []),
        ((replace(WAR, until_date="2025"),), ("AA",), []),
        ((WAR, unit("AA-1", "bar", "AA")), ("AA", "AA-1"), []),
        ((WAR, unit("AA-1", "bar", "AA")), ("AA", "AA-2"), ["war"]),
        ((replace(FIGHT, strength="caution"),), ("AA",), ["conflict_within"]),
        ((replace(HELD, strength="caution"),), ("AA", "AA-1"), ["conflict_within"]),
        ((replace(HELD, strength="caution"),), ("AA", "AA-2"), []),
    ],
)
def test_wars_of_the_own_state_are_said_of_a_place(
    barriers: tuple[Barrier, ...], codes: tuple[str, ...], kinds: list[str]
) -> None:
    assert [one.kind for one in own_wars(barriers, frozenset(codes), codes[0])] == kinds


@pytest.mark.parametrize(
    ("told_of", "partner", "is_told"),
    [
        ("", ("AA", "gn:9"), True), ("gn:8", ("AA", "gn:9"), False),
        ("gn:8", ("AA", "gn:9", "gn:8"), True), ("none", ("AA", "gn:9", "gn:8"), False),
    ],
)  # fmt: skip
def test_lesser_fighting_is_told_of_places_near_it(
    told_of: str, partner: tuple[str, ...], is_told: bool
) -> None:
    fight = replace(FIGHT, told_of=frozenset(told_of.split()))
    found = Reading((fight,), frozenset(("CC",)), "CC").strengths(frozenset(partner), "AA")
    assert bool(found) == is_told

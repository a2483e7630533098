"""A war of the own state is said first; lesser fighting is told near it alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from partners.gate.made_up_rows import row, unit
from sistercities.partners.barriers import Barrier
from sistercities.partners.gate.own_wars import own_wars
from sistercities.partners.gate.reading import Reading
from sistercities.partners.gate.two_ends import End
from sistercities.sentences import place_name

WAR = replace(row("war", "AA", "BB", "bar"), told_of=frozenset(("AA",)))
WITHIN = row("war_within", "AA", "*", "caution", "AA")
FIGHT = row("conflict_within", "AA", "*", "note", "AA")


def _end(*codes: str) -> End:
    return End(place_name("Town", "gn:1"), codes[0], frozenset(codes))


@pytest.mark.parametrize(
    ("barriers", "codes", "kinds"),
    [
        ((FIGHT, WITHIN, WAR), ("AA", "AA-1"), ["war", "war_within"]),
        ((WAR, WITHIN), ("BB",), []),
        ((replace(WAR, strength="note"), FIGHT), ("AA",), []),
        ((replace(WAR, until_date="2025"),), ("AA",), []),
        ((WAR, unit("AA-1", "bar", "AA")), ("AA", "AA-1"), []),
        ((WAR, unit("AA-1", "bar", "AA")), ("AA", "AA-2"), ["war"]),
    ],
)
def test_wars_of_the_own_state_are_said_of_a_place(
    barriers: tuple[Barrier, ...], codes: tuple[str, ...], kinds: list[str]
) -> None:
    assert [one.kind for one in own_wars(barriers, _end(*codes))] == kinds


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

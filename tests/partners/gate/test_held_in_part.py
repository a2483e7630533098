"""A region held in part: no city of it is suggested by itself, and one asked for is cautioned."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from partners.gate.made_up_rows import row, unit
from partners.made_up_ground import made_up_ground
from sistercities.partners.eligible import Scope, eligible
from sistercities.partners.gate.gate import Gate
from sistercities.partners.pairs import candidates_of

PLAIN = made_up_ground()
PLACES = PLAIN.places
REGION = 6
CODE = str(PLACES.region_codes[REGION])
COUNTRY = CODE[:2]
INSIDE = np.flatnonzero((PLACES.region == REGION) & (PLACES.level > 0))
IN_CODE = np.flatnonzero(PLACES.region == REGION)
HOME = int(np.flatnonzero((PLACES.country == 0) & (PLACES.level == 2))[0])
FREE = str(PLACES.ids[INSIDE[0]])
WHOLE = unit(CODE, "caution", COUNTRY, not_suggested=CODE)
BUT_ONE = unit(
    CODE, "caution", COUNTRY, not_suggested=" ".join(str(PLACES.ids[k]) for k in INSIDE[1:])
)
SIDE = "Our sources do not tell on which side of the line a place lies."


def _left_out(barrier: object, home: int) -> set[int]:
    gate = Gate(replace(PLAIN, barriers=(barrier,)))
    row_of, rows = gate.not_suggested(home, np.arange(PLAIN.n_places))
    assert all(one.sentence.endswith(SIDE) for one in rows)
    return set(np.flatnonzero(row_of >= 0).tolist())


def test_no_place_of_the_region_is_suggested_and_nothing_bars_it() -> None:
    assert _left_out(WHOLE, HOME) == set(IN_CODE.tolist())
    gate = Gate(replace(PLAIN, barriers=(WHOLE,)))
    assert (gate.bars(HOME, np.arange(PLAIN.n_places))[0] < 0).all()
    (one,) = gate.obstacles(HOME, int(INSIDE[1]))
    assert one.strength == "caution"
    assert one.sentence.endswith(SIDE)


def test_a_place_under_its_own_government_is_suggested_with_the_caution() -> None:
    assert _left_out(BUT_ONE, HOME) == set(INSIDE[1:].tolist())
    gate = Gate(replace(PLAIN, barriers=(BUT_ONE,)))
    (one,) = gate.obstacles(HOME, int(INSIDE[0]))
    assert one.strength == "caution"
    assert SIDE not in one.sentence


def test_who_asks_from_the_region_is_told_of_it_too() -> None:
    """Kyiv is told of it when it asks for Donetsk, so Donetsk is when it asks for Kyiv."""
    abroad = int(np.flatnonzero(PLACES.country != PLACES.country[INSIDE[0]])[0])
    gate = Gate(replace(PLAIN, barriers=(WHOLE,)))
    for home, partner in ((INSIDE[1], HOME), (INSIDE[1], abroad)):
        (one,) = gate.obstacles(int(home), int(partner))
        assert (one.strength, one.sentence.endswith(SIDE)) == ("caution", True)
    assert not gate.bars(int(INSIDE[1]), np.arange(PLAIN.n_places))[0].max() >= 0
    named = Gate(replace(PLAIN, barriers=(BUT_ONE,)))
    assert named.obstacles(int(INSIDE[0]), HOME) == ()
    assert len(named.obstacles(int(INSIDE[1]), HOME)) == 1
    # To a state that recognises the unit it is no status of its own.
    mine = str(PLAIN.countries.codes[PLACES.country[HOME]])
    known = Gate(replace(PLAIN, barriers=(replace(WHOLE, recognised_by=frozenset({mine})),)))
    assert known.obstacles(int(INSIDE[1]), HOME) == ()


def test_two_places_of_the_region_may_lie_on_two_sides() -> None:
    assert _left_out(WHOLE, int(INSIDE[0])) == set(IN_CODE.tolist())


def test_the_rows_on_its_country_count_as_elsewhere_in_it() -> None:
    """It is not held apart: who is at war with the country is at war with its city."""
    home_country = str(PLAIN.countries.codes[PLACES.country[HOME]])
    war = row("war", home_country, COUNTRY, "bar")
    gate = Gate(replace(PLAIN, barriers=(WHOLE, war)))
    row_of, rows = gate.not_suggested(HOME, INSIDE)
    assert {rows[k].row_id for k in row_of.tolist()} == {war.row_id}


def test_lists_leave_its_places_out_and_name_them_where_barred_ones_are_asked_for() -> None:
    ground = replace(PLAIN, barriers=(WHOLE,))
    pairs = candidates_of(ground, HOME, np.arange(PLAIN.n_places))
    left = eligible(ground, HOME, pairs, Scope("too"), {}).left
    assert not left[INSIDE].any()
    asked = eligible(ground, HOME, pairs, Scope("too", with_barred=True), {}).left
    assert asked[INSIDE].any()


def test_a_unit_of_a_state_with_which_the_home_state_is_at_war_is_not_offered_as_abroad() -> None:
    other = int(np.flatnonzero(PLACES.country != PLACES.country[HOME])[0])
    mine = str(PLAIN.countries.codes[PLACES.country[HOME]])
    apart = unit(CODE, "bar", COUNTRY, recognised_by=mine)
    war = row("war", mine, COUNTRY, "bar")
    assert mine != COUNTRY

    def left_out(*barriers: object, home: int = HOME) -> set[int]:
        gate = Gate(replace(PLAIN, barriers=barriers))
        return set(np.flatnonzero(gate.not_suggested(home, IN_CODE)[0] >= 0).tolist())

    every = set(range(len(IN_CODE)))
    assert left_out(apart, war) == every
    assert left_out(apart, row("relations_severed", COUNTRY, mine, "bar")) == set()
    assert left_out(apart, row("sanctions", mine, COUNTRY, "bar")) == set()
    assert left_out(apart) == set()
    assert left_out(apart, home=other) == every

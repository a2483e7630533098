"""How a row is read from a home place to a partner, on rows and places made up by hand.

Of three states AA, BB and CC, BB is at war with AA. In AA lie an island held by BB (a unit that is
barred, AA-IS, which BB counts as its own), a region held in part (AA-PT) and a free port (x:port).
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from partners.gate.made_up_rows import row, unit
from sistercities.partners.barriers import Barrier
from sistercities.partners.gate.reading import Reading
from sistercities.sentences import say
from sistercities.terms.obstacle_templates import SOURCE_OF
from sistercities.terms.territory_templates import (
    ALL_BUT_VILLAGES,
    ASK_WHO_RECOGNISES,
)
from sistercities.terms.words import Strength

WAR = row("war", "AA", "BB", "bar")
ISLAND = unit("AA-IS", "bar", "AA", recognised_by="BB")
IN_PART = unit("AA-PT", "caution", "AA", recognised_by="BB")
PORT = unit("x:port", "note", "AA")
RIVAL_OF_C = unit("AA-CX", "bar", "AA", to="CC")
SANCTIONS = row("sanctions", "CC DD EE", "BB", "caution")
LAW_OF_REGION = row("law", "CC-TX", "AA BB", "bar")
DUTY = row("law", "DD", "*", "caution")
ROWS = (WAR, ISLAND, IN_PART, PORT, RIVAL_OF_C, SANCTIONS, LAW_OF_REGION, DUTY)


def _read(home: str, partner: str, rows: tuple[Barrier, ...] = ROWS) -> dict[str, Strength]:
    here, there = frozenset(home.split()), frozenset(partner.split())
    (country,) = (code for code in here if len(code) == 2)
    (other,) = (code for code in there if len(code) == 2)
    found = Reading(rows, here, country).strengths(there, other)
    return {one.row_id: strength for one, strength in found}


@pytest.mark.parametrize(("home", "partner"), [("AA x:1", "BB x:2"), ("BB x:2", "AA x:1")])
def test_a_row_between_two_states_is_read_from_both_ends(home: str, partner: str) -> None:
    assert _read(home, partner) == {WAR.row_id: "bar"}


def test_two_places_of_one_state_have_nothing_between_them() -> None:
    assert _read("AA x:1", "AA x:3") == {}
    assert _read("CC x:4", "AA x:1") == {}


@pytest.mark.parametrize("member", ["CC", "DD", "EE"])
def test_a_union_is_meant_in_each_of_its_members_from_both_ends(member: str) -> None:
    assert _read(f"{member} x:5", "BB x:2")[SANCTIONS.row_id] == "caution"
    assert _read("BB x:2", f"{member} x:5")[SANCTIONS.row_id] == "caution"
    assert SANCTIONS.row_id not in _read(f"{member} x:5", "AA x:1")


def test_a_row_keeps_who_does_what_to_whom() -> None:
    """Read from either end it is the same row: the sentence says who sanctions whom."""
    for home, partner in (("CC x:4", "BB x:2"), ("BB x:2", "CC x:4")):
        here, there = frozenset(home.split()), frozenset(partner.split())
        ((one, _),) = Reading((SANCTIONS,), here, home[:2]).strengths(there, partner[:2])
        assert (one.name_a, one.name_b) == ("CC DD EE", "BB")


def test_a_unit_is_barred_for_homes_whose_state_does_not_recognise_it() -> None:
    assert _read("CC x:4", "AA AA-IS x:6") == {ISLAND.row_id: "bar"}
    assert _read("AA x:1", "AA AA-IS x:6") == {ISLAND.row_id: "bar"}


def test_for_a_home_whose_state_recognises_a_unit_the_war_with_its_country_says_nothing() -> None:
    assert _read("BB x:2", "AA AA-IS x:6") == {ISLAND.row_id: "note"}
    # Seen from the island: whoever lives there knows its status, and BB counts it as its own.
    assert _read("AA AA-IS x:6", "BB x:2") == {}


def test_a_place_of_a_unit_is_told_that_its_status_may_bar_others() -> None:
    assert _read("AA AA-IS x:6", "CC x:4") == {ISLAND.row_id: "caution"}
    assert _read("AA AA-PT x:7", "CC x:4") == {}


def test_two_places_of_one_unit_have_nothing_between_them() -> None:
    assert _read("AA AA-IS x:6", "AA AA-IS x:8") == {}


def test_a_region_held_in_part_keeps_its_cities_with_their_country() -> None:
    """Its towns under their own government are sought as partners: with care, not barred."""
    assert _read("CC x:4", "AA AA-PT x:7") == {IN_PART.row_id: "caution"}
    # For BB, which counts the region as its own, the war with its country still stands.
    assert _read("BB x:2", "AA AA-PT x:7") == {IN_PART.row_id: "note", WAR.row_id: "bar"}
    assert _read("AA AA-PT x:7", "BB x:2") == {WAR.row_id: "bar"}


def test_a_unit_may_be_one_place() -> None:
    assert _read("CC x:4", "AA x:port") == {PORT.row_id: "note"}
    # A district of the port has the port among the ids around it.
    assert _read("CC x:4", "AA x:9 x:port") == {PORT.row_id: "note"}
    assert _read("AA x:port", "CC x:4") == {}


def test_a_unit_that_one_state_alone_does_not_accept_is_barred_for_that_one() -> None:
    assert _read("CC x:4", "AA AA-CX x:10")[RIVAL_OF_C.row_id] == "bar"
    assert _read("AA AA-CX x:10", "CC x:4")[RIVAL_OF_C.row_id] == "bar"
    assert RIVAL_OF_C.row_id not in _read("EE x:5", "AA AA-CX x:10")
    assert RIVAL_OF_C.row_id not in _read("AA AA-CX x:10", "EE x:5")


def test_what_binds_a_unit_towards_one_state_is_no_matter_of_a_third() -> None:
    """A law of one side on agreements with the other cannot touch a city elsewhere."""
    known = unit("AA-CX", "caution", "AA")
    rows = (*ROWS, known)
    assert _read("EE x:5", "AA AA-CX x:10", rows) == {known.row_id: "caution"}
    assert _read("CC x:4", "AA AA-CX x:10", rows) == {RIVAL_OF_C.row_id: "bar"}
    assert RIVAL_OF_C.row_id not in _read("AA AA-CX x:10", "EE x:5", rows)


def test_a_law_binds_the_places_of_its_region_from_both_ends() -> None:
    assert _read("CC CC-TX x:11", "AA x:1") == {LAW_OF_REGION.row_id: "bar"}
    assert _read("AA x:1", "CC CC-TX x:11") == {LAW_OF_REGION.row_id: "bar"}
    assert _read("CC CC-NY x:12", "AA x:1") == {}


def test_a_duty_with_every_partner_is_of_the_home_side_and_a_note_of_the_other() -> None:
    assert _read("DD x:13", "AA x:1") == {DUTY.row_id: "caution"}
    assert _read("AA x:1", "DD x:13") == {DUTY.row_id: "note"}


def test_a_duty_with_every_partner_abroad_says_nothing_of_one_at_home() -> None:
    assert _read("DD x:13", "DD x:14") == {}


def test_a_law_on_a_part_of_its_own_country_is_read_at_home_too() -> None:
    law = row("law", "AA", "AA-IS", "caution")
    assert _read("AA x:1", "AA AA-IS x:6", (law,)) == {law.row_id: "caution"}


def test_war_within_a_state_is_said_of_a_partner_there_and_not_to_a_home_there() -> None:
    within = row("war_within", "CC", "*", "caution")
    assert _read("AA x:1", "CC x:4", (within,)) == {within.row_id: "caution"}
    assert _read("CC x:4", "AA x:1", (within,)) == {}
    assert _read("CC x:4", "CC x:15", (within,)) == {}


def test_fighting_over_a_region_is_told_of_its_places_and_not_within_its_state() -> None:
    fought = row("conflict_within", "AA-PT", "*", "caution", country="AA")
    assert _read("CC x:4", "AA AA-PT x:7", (fought,)) == {fought.row_id: "caution"}
    assert _read("CC x:4", "AA x:1", (fought,)) == {}
    assert _read("AA x:1", "AA AA-PT x:7", (fought,)) == {}
    assert _read("AA AA-PT x:7", "CC x:4", (fought,)) == {}


def test_two_sides_of_one_war_are_barred_from_each_other() -> None:
    """A war that a source records on the ground of two is fought between them, not only in each."""
    here = replace(row("war_within", "AA", "*", "caution"), conflicts=frozenset({"234", "426"}))
    there = replace(row("war_within", "CC", "*", "caution"), conflicts=frozenset({"234"}))
    of_its_own = replace(row("war_within", "DD", "*", "caution"), conflicts=frozenset({"309"}))
    rows = (here, there, of_its_own)
    assert _read("AA x:1", "CC x:4", rows) == {there.row_id: "bar"}
    assert _read("CC x:4", "AA x:1", rows) == {here.row_id: "bar"}
    assert _read("AA x:1", "DD x:9", rows) == {of_its_own.row_id: "caution"}
    assert _read("BB x:2", "CC x:4", rows) == {there.row_id: "caution"}


def test_fighting_below_war_bars_nobody_whatever_its_number() -> None:
    """Both states fight the same group, each at home; a source gives that one number."""
    here = replace(row("conflict_within", "AA", "*", "note"), conflicts=frozenset({"234"}))
    there = replace(row("conflict_within", "CC", "*", "note"), conflicts=frozenset({"234"}))
    assert _read("AA x:1", "CC x:4", (here, there)) == {there.row_id: "note"}
    assert not there.may_bar


def test_lesser_fighting_in_a_state_is_not_told_beside_its_war_with_another() -> None:
    fights = row("conflict_within", "CC", "*", "note")
    war = replace(row("war", "BB", "CC", "bar"), told_of=frozenset({"CC"}))
    assert _read("AA x:1", "CC x:4", (fights, war)) == {}
    assert _read("BB x:2", "CC x:4", (fights, war)) == {war.row_id: "bar"}
    # Who lives in a state at war is told of no lesser fighting elsewhere.
    elsewhere = row("conflict_within", "AA", "*", "note")
    assert _read("CC x:4", "AA x:1", (elsewhere, war)) == {}
    assert _read("BB x:2", "AA x:1", (elsewhere, war)) == {elsewhere.row_id: "note"}
    over = replace(war, strength="note")
    assert _read("AA x:1", "CC x:4", (fights, over)) == {fights.row_id: "note"}
    grave = replace(fights, strength="caution")
    assert _read("AA x:1", "CC x:4", (grave, war)) == {grave.row_id: "caution"}


def test_a_claim_to_a_region_is_told_between_it_and_the_claimant_alone() -> None:
    claim = row("territory_claim", "BB", "AA-SB", "caution")
    assert _read("BB x:2", "AA AA-SB x:7", (claim,)) == {claim.row_id: "caution"}
    assert _read("AA AA-SB x:7", "BB x:2", (claim,)) == {claim.row_id: "caution"}
    assert _read("BB x:2", "AA x:1", (claim,)) == {}
    assert _read("CC x:4", "AA AA-SB x:7", (claim,)) == {}
    assert _read("AA x:1", "AA AA-SB x:7", (claim,)) == {}


def test_rows_on_a_state_say_nothing_of_a_unit_that_declared_its_independence() -> None:
    from sistercities.sentences import say
    from sistercities.terms.territory_templates import DECLARED_INDEPENDENCE

    said = say(DECLARED_INDEPENDENCE, unit="Upland", first="1991", date="2025")
    apart = replace(unit("AA-UP", "caution", "AA"), sentence=said)
    war = row("war_within", "AA", "*", "caution")
    assert _read("CC x:4", "AA AA-UP x:7", (apart, war)) == {apart.row_id: "caution"}
    assert _read("CC x:4", "AA x:1", (apart, war)) == {war.row_id: "caution"}
    disputed = unit("AA-UP", "caution", "AA")
    assert set(_read("CC x:4", "AA AA-UP x:7", (disputed, war))) == {disputed.row_id, war.row_id}


def test_what_all_states_do_to_one_is_not_done_between_two_places_of_that_one() -> None:
    """The United Nations have the state they sanction among their members."""
    united = row("sanctions", "AA BB CC", "BB", "caution")
    assert _read("BB x:2", "BB x:16", (united,)) == {}
    assert _read("BB x:2", "CC x:4", (united,)) == {united.row_id: "caution"}
    assert _read("CC x:4", "BB x:2", (united,)) == {united.row_id: "caution"}


def test_rows_on_a_country_say_nothing_of_a_unit_that_is_held_apart_from_it() -> None:
    """Whoever helps BB against AA is not kept from the island that BB holds by that help."""
    help_of_c = row("belligerent_support", "CC", "AA", "bar")
    rows = (ISLAND, IN_PART, help_of_c)
    assert _read("CC x:4", "AA AA-IS x:6", rows) == {ISLAND.row_id: "bar"}
    assert _read("AA AA-IS x:6", "CC x:4", rows) == {ISLAND.row_id: "caution"}
    # A region that is held in part stays with its country.
    assert help_of_c.row_id in _read("CC x:4", "AA AA-PT x:7", rows)


@pytest.mark.parametrize(
    ("other", "is_left_out"),
    [
        (row("law", "AA-CX", "CC", "bar"), True),
        (row("law", "AA-CX AA-ZZ", "CC EE", "bar"), True),
        (row("law", "AA-CX", "CC", "caution"), False),
        (row("law", "AA-CX", "*", "bar"), False),
        (row("law", "AA", "CC", "bar"), False),
        (row("law", "AA-CX", "x:4", "bar"), False),
        (row("sanctions", "AA-CX", "CC", "bar"), False),
        (unit("AA-CX", "bar", "AA"), True),
        (unit("x:10", "note", "AA"), False),
    ],
    ids=["its law on the other side", "that and others", "a law of another strength",
         "a duty with everybody", "a law of the country", "a law on one place", "sanctions",
         "its status for everybody", "the status of a place in it"],
)  # fmt: skip
def test_what_the_row_on_the_two_sides_says_is_not_said_again(
    other: Barrier, *, is_left_out: bool
) -> None:
    assert other.row_id in _read("CC x:4", "AA AA-CX x:10", (other,))
    found = _read("CC x:4", "AA AA-CX x:10", (other, RIVAL_OF_C))
    assert (other.row_id not in found) is is_left_out
    assert found[RIVAL_OF_C.row_id] == "bar"


def test_nobody_is_told_to_ask_who_recognises_a_state_that_the_own_one_does_not() -> None:
    asks = ASK_WHO_RECOGNISES.format(a="Aaland")
    of_all = replace(unit("AA", "caution", "AA"), sentence=say(ASK_WHO_RECOGNISES, a="Aaland"))
    dated = replace(of_all, sentence=say(SOURCE_OF, sentence=of_all.sentence, date="May 2024"))
    not_recognised = row("no_relations", "AA", "BB", "bar")
    assert of_all.sentence == asks
    for told in (of_all, dated):
        rows = (told, not_recognised)
        assert _read("BB x:2", "AA x:1", rows) == {not_recognised.row_id: "bar"}
        assert _read("CC x:4", "AA x:1", rows) == {told.row_id: "caution"}
    # Another status is told beside that the two have no relations.
    other = replace(of_all, sentence="Whose Aaland is, is disputed.")
    assert other.row_id in _read("BB x:2", "AA x:1", (other, not_recognised))


def test_where_a_page_says_on_which_side_towns_lie_it_is_not_said_to_be_unknown() -> None:
    plain = unit("AA-PT", "caution", "AA", not_suggested="AA-PT")
    told = replace(
        plain,
        sentence=say(ALL_BUT_VILLAGES, unit="Part", date="May 2024", last="May 2027"),
    )
    assert "on which side of the line" in plain.of_withheld().sentence
    assert told.of_withheld().sentence == told.sentence

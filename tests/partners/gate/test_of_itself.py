"""What is to be known of a place by itself is one list, for its page and both its scorecards."""

from __future__ import annotations

from dataclasses import replace

from partners.gate.made_up_rows import row, unit
from sistercities.partners.gate.obstacle import Obstacle, said_first, what_calls_for_care
from sistercities.partners.gate.of_itself import beside_both, said_of_itself
from sistercities.partners.verdict import verdict_of

WAR = replace(row("war", "AA", "BB", "bar"), told_of=frozenset(("AA",)))
STATUS = unit("AA-1", "caution", "AA")
CLAIM = row("territory_claim", "AA-1", "CC", "caution", "AA")
HOME, HERE = (frozenset(("AA", "AA-1")), "AA"), (frozenset(("AA", "AA-2")), "AA")
THIRD = (frozenset(("DD",)), "DD")


def _told(found: tuple[Obstacle, ...]) -> list[tuple[str, str]]:
    return [(one.kind, one.strength) for one in found]


def test_wars_come_before_the_status_and_that_stands_for_a_claim_to_the_same() -> None:
    told = said_of_itself((CLAIM, STATUS, WAR), *HOME)
    assert [one.kind for one in told] == ["war", "special_status"]
    assert [one.kind for one in said_of_itself((CLAIM, WAR), *HOME)] == ["war", "territory_claim"]
    assert [one.kind for one in said_of_itself((CLAIM, STATUS, WAR), *HERE)] == ["war"]


def test_what_a_status_is_to_one_state_is_not_told_to_all() -> None:
    to_one = replace(STATUS, row_id="special_status:AA-1:CC", side_b=frozenset(("CC",)))
    assert len(said_of_itself((STATUS, to_one), *HOME)) == 1


def test_the_own_war_is_told_of_both_scorecards_and_bars_nobody() -> None:
    told = beside_both((WAR, STATUS), HOME, THIRD, ())
    assert _told(told) == [("war", "caution"), ("special_status", "caution")]
    assert _told(beside_both((WAR, STATUS), HOME, HERE, ())) == _told(told)
    assert all(one.speaks_against for one in told)


def test_of_two_in_one_unit_its_status_is_not_told() -> None:
    other = (frozenset(("AA", "AA-1", "gn:1")), "AA")
    assert _told(beside_both((WAR, STATUS), HOME, other, ())) == [("war", "caution")]


def test_what_is_told_of_the_two_is_told_once() -> None:
    (war,) = beside_both((WAR,), HOME, THIRD, ())
    assert beside_both((WAR,), HOME, THIRD, (war,)) == ()


def test_a_claim_of_a_third_state_is_to_note_from_either_side() -> None:
    assert _told(beside_both((CLAIM,), HOME, THIRD, ())) == [("territory_claim", "note")]
    assert _told(beside_both((CLAIM,), THIRD, HOME, ())) == [("territory_claim", "note")]


def test_it_comes_after_what_is_between_the_two_and_changes_no_verdict() -> None:
    own = beside_both((WAR,), HOME, THIRD, ())
    strained = Obstacle("relations_downgraded", "caution", "AA and DD are strained.", "a page")
    assert [one.kind for one in said_first((*own, strained))] == ["relations_downgraded", "war"]
    assert what_calls_for_care(own) == ()
    assert verdict_of(1, 1_000, 0.5, own) == verdict_of(1, 1_000, 0.5, ())

"""What the release alone says of places: what they lie in, and whose country is in question.

In the drawn world Beaulac is held apart from France: Portclair and Ombrage lie in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import world
from sistercities.dataset.release.store import Release, open_release
from sistercities.partners.barriers import read_barriers
from sistercities.partners.gate.disputed import disputed_places
from sistercities.partners.gate.of_itself import status_of
from sistercities.partners.gate.two_ends import between_places, read_ends
from sistercities.terms.words import Strength


@pytest.fixture(scope="module")
def guarded(guarded_folder: Path) -> Iterator[Release]:
    with open_release(guarded_folder) as release:
        yield release


def test_a_place_is_all_that_it_lies_in_today(guarded: Release) -> None:
    asked = [world.PORTCLAIR, world.HUSHI, world.FREIHAFEN, world.PORTCLAIR, "gn:1"]
    found = read_ends(guarded, asked)
    assert list(found) == [world.PORTCLAIR, world.HUSHI, world.FREIHAFEN]
    portclair = {world.PORTCLAIR, "FR", "FR-93", world.OMBRAGE, world.BEAULAC}
    assert found[world.PORTCLAIR].codes == portclair
    assert found[world.HUSHI].codes == {world.HUSHI, "CN", "CN-91", world.SHUANGHE, world.LANYU}
    assert found[world.FREIHAFEN].codes == {world.FREIHAFEN, "DE", "DE-92"}
    assert (found[world.HUSHI].name, found[world.HUSHI].country) == ("Hushi", "CN")
    assert read_ends(guarded, []) == {}


def test_places_of_a_unit_within_a_country_are_marked_and_no_others(guarded: Release) -> None:
    barriers = read_barriers(guarded)
    asked = [world.NINGWAN, world.PORTCLAIR, world.ROQUEFEUILLE, world.OMBRAGE]
    found = disputed_places(guarded, barriers, asked)
    assert [one.place_id for one in found] == [world.PORTCLAIR, world.OMBRAGE]
    assert [one.name for one in found] == ["Portclair", "Ombrage"]
    for one in found:
        assert [x.sentence for x in one.told] == ["Beaulac is held apart, as of 2024."]
        assert one.to_json()["told"] == [x.to_json() for x in one.told]
    assert disputed_places(guarded, (), asked) == ()


def test_a_unit_with_a_country_code_of_its_own_needs_no_mark(guarded: Release) -> None:
    (unit,) = (one for one in read_barriers(guarded) if one.kind == "special_status")
    own = replace(unit, side_a=unit.side_a | {"FR"})
    assert disputed_places(guarded, (own,), [world.PORTCLAIR]) == ()
    portclair = read_ends(guarded, [world.PORTCLAIR])[world.PORTCLAIR]
    assert [one.row_id for one in status_of((own,), portclair.codes)] == [unit.row_id]


def test_a_war_is_no_status_of_the_places_of_its_states(guarded: Release) -> None:
    barriers = read_barriers(guarded)
    ends = read_ends(guarded, [world.PORTCLAIR, world.ROQUEFEUILLE])
    assert [one.kind for one in status_of(barriers, ends[world.PORTCLAIR].codes)] == [
        "special_status"
    ]
    assert status_of(barriers, ends[world.ROQUEFEUILLE].codes) == ()


def test_of_two_places_the_own_tie_is_first_and_then_the_rows_by_strength(
    guarded: Release,
) -> None:
    barriers = read_barriers(guarded)
    held = between_places(guarded, barriers, world.ALTWERDER, world.ROQUEFEUILLE)
    assert [(one.kind, one.strength) for one in held] == [("war", "bar")]
    over = between_places(guarded, barriers, world.TOKIWA, world.FREIHAFEN)
    assert [one.kind for one in over] == ["ended_in_country", "war_of_partner"]
    own = between_places(guarded, barriers, world.SAKURAI, world.FREIHAFEN)
    kinds = [one.kind for one in own]
    assert kinds == ["ended", "war_of_partner"], "the own tie is not told a second time"
    assert between_places(guarded, barriers, world.TOKIWA, world.KAWABE_K) == ()


def test_what_third_states_have_to_do_with_a_state_is_not_said_of_whom_something_bars(
    guarded: Release,
) -> None:
    barriers = read_barriers(guarded)
    barred = between_places(guarded, barriers, world.NINGWAN, world.ALTWERDER)
    assert "bar" in [one.strength for one in barred]
    assert "war_of_partner" not in [one.kind for one in barred]
    free = between_places(guarded, barriers, world.SAKURAI, world.ALTWERDER)
    assert "bar" not in [one.strength for one in free]
    assert "war_of_partner" in [one.kind for one in free]


@pytest.mark.parametrize(("strength", "is_told"), [("caution", True), ("note", False)])
def test_a_war_that_is_but_a_note_is_no_matter_of_third_states(
    guarded: Release, strength: Strength, is_told: bool
) -> None:
    softer = [replace(one, strength=strength) for one in read_barriers(guarded)]
    free = between_places(guarded, softer, world.SAKURAI, world.ALTWERDER)
    assert ("war_of_partner" in [one.kind for one in free]) == is_told

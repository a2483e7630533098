"""What is to be known of countries beside expected numbers, on made-up rows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.gate.made_up_rows import row, unit
from partners.made_up_ground import made_up_ground
from sistercities.partners.country_care import care_of_countries
from sistercities.partners.names_in_sentences import named_place

PLAIN = made_up_ground()
COUNTRY = PLAIN.places.country
HOME, THERE = (int(np.flatnonzero(k == COUNTRY)[0]) for k in (0, 1))


def _care(*rows: object, ended: int | None = None) -> dict[str, tuple[str, ...]]:
    over = {}
    if ended is not None:
        held = ((named_place(PLAIN, ended), "ended"), (named_place(PLAIN, ended), "pending"))
        over = {str(PLAIN.places.ids[HOME]): held}
    ground = replace(PLAIN, barriers=rows, uncounted=over)  # type: ignore[arg-type]
    return care_of_countries(ground, HOME)


def test_without_a_row_nothing_is_said() -> None:
    assert _care() == {}


def test_a_row_that_calls_for_care_is_said_of_its_country_alone() -> None:
    sanctions = row("sanctions", "C0", "C1", "caution")
    assert _care(sanctions, row("law", "C0", "C2", "note")) == {"C1": (sanctions.sentence,)}


def test_a_part_that_is_barred_is_said_of_its_country() -> None:
    found = _care(unit("C1-3", "bar", "C1"))
    assert found == {"C1": ("In Country 1 no place of C1-3 is suggested, because of its status.",)}
    by_law = row("law", "C1-3", "C0", "bar")
    assert _care(by_law) == {"C1": (by_law.sentence,)}


def test_a_region_of_which_some_places_are_suggested_is_not_said_to_be_left_out() -> None:
    ids = " ".join(PLAIN.places.ids[COUNTRY == 1][:3].tolist())
    assert "C1" in _care(unit("C1-3", "caution", "C1", not_suggested="C1-3"))
    told = _care(unit("C1-3", "caution", "C1", not_suggested=ids)).get("C1", ())
    assert not [one for one in told if "no place of" in one]


def test_own_ties_that_ended_are_said_and_of_a_barred_country_nothing_else() -> None:
    war = row("war", "C0", "C1", "bar")
    (said,) = _care(war, row("sanctions", "C0", "C1", "caution"), ended=THERE)["C1"]
    assert said.startswith(f"1 partnership of Place {HOME} in Country 1 has ended or was suspended")
    assert f"Place {THERE} (ended)" in said


def test_a_war_of_a_state_with_others_is_said() -> None:
    war = replace(row("war", "C1", "C2", "bar"), told_of=frozenset({"C1"}))
    assert _care(war) == {"C1": (war.sentence,)}


@pytest.mark.parametrize("n", [4, 5, 6])
def test_four_own_ties_that_are_over_are_named_and_the_others_counted(n: int) -> None:
    abroad = np.flatnonzero(COUNTRY == 1)[:n].tolist()
    held = tuple((named_place(PLAIN, one), "ended") for one in abroad)
    ground = replace(PLAIN, barriers=(), uncounted={str(PLAIN.places.ids[HOME]): held})
    (said,) = care_of_countries(ground, HOME)["C1"]
    assert said.startswith(f"{n} partnerships of Place {HOME} in Country 1 have ended")
    assert [one for one in abroad if f"Place {one} (ended)" in said] == abroad[:4]

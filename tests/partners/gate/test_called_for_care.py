"""With which partners something calls for care: one line for all, none where nothing does."""

from __future__ import annotations

from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.gate.two_ends import said_of_care
from sistercities.sentences import place_name

HOME, ONE, OTHER = (place_name(name, f"x:{name}") for name in ("Home", "One", "Other"))
WAR = Obstacle("war_of_partner", "note", "A and B are at war.", "made up", row_id="war:A:B")
SANCTIONS = Obstacle("sanctions", "caution", "H has sanctions.", "made up", row_id="sanctions:H:A")
NOTE = Obstacle("dispute", "note", "They quarrelled once.", "made up")
BAR = Obstacle("war", "bar", "H and A are at war.", "made up", row_id="war:H:A")


def nothing() -> tuple[Obstacle, ...]:
    return ()


def war() -> tuple[Obstacle, ...]:
    return (WAR,)


def test_a_war_of_the_state_of_partners_is_said_once_and_before_sanctions() -> None:
    said = said_of_care(HOME, [(ONE, (SANCTIONS,), war), (OTHER, (), war)])
    assert said == "A and B are at war. This concerns 2 partners of Home (One and Other)."


def test_several_reasons_are_one_line_that_leads_on() -> None:
    said = said_of_care(HOME, [(ONE, (SANCTIONS,), nothing), (OTHER, (), war)])
    assert said == (
        "With 2 partners of Home something calls for care, such as a war or sanctions (One and "
        "Other); the assessment of each says what."
    )


def test_a_note_calls_for_no_care_and_whom_something_bars_is_told_elsewhere() -> None:
    assert said_of_care(HOME, [(ONE, (NOTE,), nothing), (OTHER, (BAR, SANCTIONS), war)]) is None

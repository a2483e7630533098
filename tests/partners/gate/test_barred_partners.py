"""Partners that a bar or a law touches: one sentence for each row, laws of care among them."""

from __future__ import annotations

import pytest

from sistercities.partners.gate.barred_partners import said_of_each_bar, said_of_two_partners
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.sentences import place_name

HOME = place_name("Home", "x:0")
ONE, OTHER = place_name("One", "x:1"), place_name("Other", "x:2")
BAR = Obstacle("war", "bar", "At war.", "", "war:A:B")
LAW = Obstacle("law", "caution", "A law limits it.", "", "A:law")
STATUS = Obstacle("special_status", "note", "Held by C.", "", "status:A", is_held_apart=True)
CARE = Obstacle("sanctions", "caution", "Sanctions.", "", "sanctions:A:C")


def test_a_bar_and_a_law_are_said_of_the_partners_that_they_touch() -> None:
    said = said_of_each_bar(HOME, [(ONE, (BAR, LAW)), (OTHER, (LAW,))])
    assert said == (
        "At war. This concerns 1 partner of Home (One). Whether this partnership has ended "
        "since is not known here.",
        "A law limits it. This concerns 1 partner of Home (Other).",
    )


def test_what_calls_for_care_and_is_no_law_is_said_elsewhere() -> None:
    assert said_of_each_bar(HOME, [(ONE, (CARE,)), (OTHER, ())]) == ()


def test_a_status_that_bars_most_homes_is_said_where_the_home_state_does_not_share_it() -> None:
    said = said_of_each_bar(HOME, [(ONE, (STATUS,)), (OTHER, ())])
    assert said == ("Held by C. This concerns 1 partner of Home (One).",)


def test_broken_relations_that_only_call_for_care_are_said_of_partners() -> None:
    severed = Obstacle("relations_severed", "caution", "Broken off.", "", "severed:A:B")
    said = said_of_each_bar(HOME, [(ONE, (severed,))])
    assert said == ("Broken off. This concerns 1 partner of Home (One).",)
    assert said_of_two_partners((severed,)) == ("Broken off.",)


@pytest.mark.parametrize(
    ("n", "named"),
    [
        (2, "P1 and P2"),
        (5, "P1, P2, P3, P4 and P5"),
        (6, "P1, P2, P3, P4, P5 and 1 more"),
        (8, "P1, P2, P3, P4, P5 and 3 more"),
    ],
)
def test_five_partners_are_named_and_the_others_counted(n: int, named: str) -> None:
    partners = [(place_name(f"P{k}", f"x:{k}"), (BAR,)) for k in range(1, n + 1)]
    assert said_of_each_bar(HOME, partners) == (
        f"At war. This concerns {n} partners of Home ({named}). Whether these partnerships "
        "have ended since is not known here.",
    )
    of_law = [(one, (LAW,)) for one, _ in partners]
    assert said_of_each_bar(HOME, of_law) == (
        f"A law limits it. This concerns {n} partners of Home ({named}).",
    )


def test_of_two_partners_each_row_is_said_and_once_that_the_end_is_not_known() -> None:
    again = Obstacle("relations_severed", "bar", "Broken off.", "", "severed:A:B")
    open_end = "Whether this partnership has ended since is not known here."
    assert said_of_two_partners((BAR, again, LAW, CARE)) == (
        "At war.", "Broken off.", f"A law limits it. {open_end}",
    )  # fmt: skip
    assert said_of_two_partners((LAW, CARE)) == ("A law limits it.",)
    assert said_of_two_partners((CARE,)) == ()


def test_broken_relations_of_several_states_are_one_sentence_unless_they_bar() -> None:
    """A bar is said with its row, which names the state and the year."""
    for strength, n in (("caution", 1), ("bar", 2)):
        rows = [
            Obstacle("relations_severed", strength, "Broken off.", "", f"severed:A:{state}")
            for state in "BC"
        ]
        said = said_of_each_bar(HOME, [(ONE, (rows[0],)), (OTHER, (rows[1],))])
        assert len(said) == n
        assert ("Diplomatic relations" in said[0]) is (strength == "caution")

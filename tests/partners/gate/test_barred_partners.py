"""Partners that a bar or a law touches: one sentence for each row, laws of care among them."""

from __future__ import annotations

from sistercities.partners.gate.barred_partners import said_of_each_bar
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.sentences import place_name

HOME = place_name("Home", "x:0")
ONE, OTHER = place_name("One", "x:1"), place_name("Other", "x:2")
BAR = Obstacle("war", "bar", "At war.", "", "war:A:B")
LAW = Obstacle("law", "caution", "A law limits it.", "", "A:law")
CARE = Obstacle("sanctions", "caution", "Sanctions.", "", "sanctions:A:C")


def test_a_bar_and_a_law_are_said_of_the_partners_that_they_touch() -> None:
    said = said_of_each_bar(HOME, [(ONE, (BAR, LAW)), (OTHER, (LAW,))])
    assert said == (
        "1 partner of Home is affected (One). At war. Whether the two have ended their "
        "partnership since is not known here.",
        "1 partner of Home is affected (Other). A law limits it.",
    )


def test_what_calls_for_care_and_is_no_law_is_said_elsewhere() -> None:
    assert said_of_each_bar(HOME, [(ONE, (CARE,)), (OTHER, ())]) == ()

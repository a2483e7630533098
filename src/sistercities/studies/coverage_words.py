"""Words of the coverage card: its notes and groups, which the release holds as English text."""

from __future__ import annotations

import re

from sistercities.sentences import say

_UNSURE = re.compile(
    r"of the ([\d,]+) that we hold, ([\d,]+) have no sound start and are counted only from their "
    r"oldest source on"
)


def note_said(note: str) -> str:
    """Say a note of the card; one that has no words here stays as it is."""
    found = _UNSURE.fullmatch(note)
    if found is not None:
        return say(
            "of the {held} that we hold, {unsure} have no sound start and are counted only from "
            "their oldest source on",
            held=found[1],
            unsure=found[2],
        )
    known = (
        say("the undated source lacks the lists of the larger states"),
        say("thin"),
        say("the source has no list of the region's own ties"),
        say("the source has no list of the region's own ties; thin below it"),
        say("the dated lists end in 2019 and 2020"),
        say(
            "the dated lists end in 2019 and 2020; what began later is known from single pages and "
            "from one undated source"
        ),
        say("no start that can enter a test on time"),
    )
    return next((one for one in known if one == note), note)


def group_said(group: str) -> str:
    """Say a group of the card that is no place: all, a level, what has no date."""
    known = (
        say("all"),
        say("undated or suspect"),
        say("cross"),
        say("dual"),
        say("lower"),
        say("upper"),
    )
    return next((one for one in known if one == group), group)


def dimension_said(dimension: str) -> str:
    """Say what the groups are."""
    known = (
        say("all"),
        say("country"),
        say("province"),
        say("level"),
        say("decade"),
        say("source"),
        say("register"),
    )
    return next((one for one in known if one == dimension), dimension)

"""The map of a brief, and a brief without one."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from report.brief import made_up_brief as made_up
from sistercities.report.brief.content import brief_of
from sistercities.report.brief.room import Room
from sistercities.report.brief.words import ENGLISH


def test_little_without_a_map_is_not_spread_over_two_pages() -> None:
    nowhere = made_up.place("Nowhere", latitude=None, longitude=None)
    few = made_up.many_ties(3)
    assert not brief_of(made_up.facts(ties=few, place=nowhere)).has_two_parts
    assert brief_of(made_up.facts(ties=few)).has_two_parts
    assert brief_of(made_up.facts(ties=made_up.many_ties(20), place=nowhere)).has_two_parts


def test_a_place_without_ties_or_coordinates_still_has_a_brief() -> None:
    nowhere = made_up.place("Nowhere", latitude=None, longitude=None)
    brief = brief_of(made_up.facts(ties=(), place=nowhere))
    assert brief.map is None
    assert "coordinates of Nowhere are not known" in brief.map_missing
    assert brief.ties.rows == ()
    assert brief.ties.notes == (ENGLISH.ties_none,)


def test_the_map_says_which_partners_are_missing() -> None:
    notes = " ".join(brief_of(made_up.facts()).map.notes)
    assert "1 partner without known coordinates is not drawn." in notes
    assert "Natural Earth" in notes
    assert "Grey dashes" in notes


def test_the_map_says_which_places_to_approach_are_missing() -> None:
    held = made_up.recommendations()
    first, *others = held.lists
    nowhere = tuple(
        replace(one, partner=replace(one.partner, place=replace(one.place, latitude=None)))
        if k < 2
        else one
        for k, one in enumerate(first.suggestions)
    )
    lists = (replace(first, suggestions=nowhere), *others)
    facts = made_up.facts(suggestions=replace(held, lists=lists))
    notes = " ".join(brief_of(facts).map.notes)
    assert "2 places to approach without known coordinates are not drawn." in notes
    asking = made_up.facts_with_partner()
    asking = replace(asking, partner=replace(asking.partner, longitude=None))
    assert "Cairo is not drawn: its coordinates" in " ".join(brief_of(asking).map.notes)
    assert "to approach without" not in " ".join(brief_of(made_up.facts()).map.notes)


@pytest.mark.parametrize("per_list", [5, 3, 1])
def test_the_map_has_the_numbers_of_the_places_that_the_page_names(per_list: int) -> None:
    brief = brief_of(made_up.facts(), room=Room(per_list=per_list))
    drawn = set(re.findall(r">(\d+)</text>", str(brief.map.svg)))
    named = {str(one.rank) for one in brief.suggested.items}
    assert drawn == named

"""Whom a brief suggests to approach: lists, reasons, what stands in the way, numbers on the map."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from report.brief import made_up_brief as made_up
from sistercities.partners.short_lists.answer import ShortLists, Telling, WeighedFor
from sistercities.partners.short_lists.weighing import purpose_called
from sistercities.report.brief.content import brief_of
from sistercities.report.brief.room import Room


def test_a_suggestion_says_what_stands_in_the_way_and_counts_the_rest() -> None:
    items = brief_of(made_up.facts()).suggested.items
    said = ("Obstacle 0 is known.",)
    assert [each.warnings for each in items] == [(), said, said, said, said, ()]
    assert [[one for one in each.reasons if "XLSX" in one] for each in items] == [
        [],
        [],
        ["1 more thing to know stands in the workbook (XLSX) or the scorecard."],
        ["2 more things to know stand in the workbook (XLSX) or the scorecard."],
        ["3 more things to know stand in the workbook (XLSX) or the scorecard."],
        [],
    ]


def test_a_list_that_names_nobody_is_named_without_what_to_type() -> None:
    facts = made_up.facts()
    held = facts.suggestions
    assert isinstance(held, ShortLists)
    lists = (*held.lists, replace(held.lists[-1], title="Far off", suggestions=(), note="Nobody."))
    suggested = brief_of(replace(facts, suggestions=replace(held, lists=lists))).suggested
    assert suggested is not None
    assert suggested.notes[-1] == "No place that was compared fits these lists: Far off."


def test_where_nobody_is_named_the_reason_is_said_once() -> None:
    facts = made_up.facts()
    held = facts.suggestions
    assert isinstance(held, ShortLists)
    empty = tuple(replace(one, suggestions=(), note="Nobody.") for one in held.lists)
    suggested = brief_of(replace(facts, suggestions=replace(held, lists=empty))).suggested
    assert suggested is not None
    assert [note for note in suggested.notes if "Nobody." in note] == ["Nobody."]


def test_where_lists_have_several_reasons_each_names_its_lists() -> None:
    """Three sentences on "this list" contradicted each other once the lists' names were lost."""
    facts = made_up.facts()
    held = facts.suggestions
    assert isinstance(held, ShortLists)
    notes = ("Nobody.", "9 places that fit this list are left out.", "Nobody.")
    first = held.lists[0]
    empty = tuple(
        replace(first, title=f"List {at}", suggestions=(), note=note)
        for at, note in enumerate(notes)
    )
    suggested = brief_of(replace(facts, suggestions=replace(held, lists=empty))).suggested
    assert suggested is not None
    assert "List 0 and List 2: Nobody." in suggested.notes
    assert "List 1: 9 places that fit this list are left out." in suggested.notes


def test_a_status_that_concerns_partners_is_said_once() -> None:
    """Northern Cyprus stood four times in the brief on Kyrenia."""
    status = "Northern Cyprus is recognised by Turkey alone."
    law = f"{status} This concerns 1 partner of Ningwan (Sakurai)."
    facts = made_up.facts()
    held = facts.suggestions
    assert isinstance(held, ShortLists)
    told = replace(held, notes=(status, law, *held.notes))
    brief = brief_of(replace(facts, status=(status,), in_question=(law,), suggestions=told))
    assert brief.sentence.startswith(law)
    assert brief.sentence.count(status) == 1
    assert not [one for one in brief.unknown.sentences if status in one]


def test_opening_and_what_stands_in_the_way_tell_one_list_in_one_order() -> None:
    """Of Umm al-Fahm and Amman the opening began with Iran, and the list with Jordan."""
    facts = made_up.facts_with_partner(n_obstacles=3, strength="caution")
    card = facts.scorecard
    assert not isinstance(card, str)
    assert card is not None
    first, *others = card.obstacles
    own = replace(first, sentence="A war of the home state.", is_of_home=True)
    card = replace(card, obstacles=type(card.obstacles)((own, *others)))
    brief = brief_of(replace(facts, scorecard=card, status=(own.sentence,)))
    told = ["Obstacle 1 is known.", "Obstacle 2 is known.", own.sentence]
    assert brief.sentence.startswith(" ".join(told))
    assert brief.scored.first.sentences[:3] == tuple(told)


def test_one_note_more_is_said_where_that_it_stands_elsewhere_would_be() -> None:
    facts = made_up.facts_with_partner(n_obstacles=3, strength="note")
    told = brief_of(facts, room=Room(obstacles=2)).scored.blocks[0].sentences
    assert told == tuple(f"Obstacle {n} is known." for n in range(3))


def test_who_is_less_sure_is_counted_and_not_proposed() -> None:
    facts = made_up.facts()
    held = facts.suggestions
    assert isinstance(held, ShortLists)
    group = replace(
        held.lists[-1], name="less_sure", title="Less sure", meaning="Fewer reasons speak."
    )
    with_group = replace(facts, suggestions=replace(held, lists=(*held.lists, group)))
    plain, brief = brief_of(facts), brief_of(with_group)
    assert plain.suggested is not None
    assert brief.suggested is not None
    assert brief.suggested.items == plain.suggested.items
    assert brief.suggested.notes[-1] == (
        "Fewer reasons speak for 1 other place, which is not proposed here."
    )
    assert [one.rows for one in brief.sheets] == [one.rows for one in plain.sheets]
    assert brief.map == plain.map


def test_suggestions_say_how_many_places_cannot_be_suggested() -> None:
    notes = brief_of(made_up.facts()).suggested.notes
    assert "40 places cannot be suggested." in notes
    assert "A reason." not in notes


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


def test_places_stand_list_by_list_numbered_through_with_their_reasons() -> None:
    part = brief_of(made_up.facts()).suggested
    told = tuple(one.sentence for one in made_up.TELLING[:2])
    like, new = part.lists
    assert [one.rank for one in (*like, *new)] == [1, 2, 3, 4, 5, 6]
    assert [one.list_title for one in (*like, *new)] == ["Like you", "", "", "", "", "New ground"]
    assert like[0].list_words == "Places like it. All lie high."
    assert like[0].reasons == told
    assert like[1].reasons == (*told, "To note: To be noted.")
    assert like[1].line.endswith("; about 1 in 5")
    assert "how many pairs of places like these two are partners" in part.notes[0]


def test_what_stands_in_for_what_is_not_known_is_in_the_paper() -> None:
    """The paper of a purpose for which a list is lacking says so, as the answer does."""
    words = f"What counts more for education: size. {purpose_called('education').stands_in}"
    asked = replace(made_up.recommendations(), purpose="education", purpose_words=words)
    (said,) = (
        one for one in brief_of(made_up.facts(suggestions=asked)).suggested.notes
        if "universities" in one
    )  # fmt: skip
    assert said == words


def test_a_purpose_is_named_with_what_it_weighs_and_a_reason_that_it_brings() -> None:
    trade = "What counts more for trade: a seaport (4 times)."
    plain = made_up.recommendations()
    telling = (
        Telling("size", "About as large."),
        Telling("near", "Near."),
        Telling("border", "Each lies by a border."),
        Telling("port", "Both have a seaport."),
    )
    (like, new) = plain.lists
    first = replace(like.suggestions[0], telling=telling)
    asked = replace(
        plain,
        purpose="trade",
        purpose_words=trade,
        weighed_for=(WeighedFor("has_port", "A seaport", 4.0, "goods come by sea"),),
        lists=(replace(like, suggestions=(first, *like.suggestions[1:])), new),
    )
    made = brief_of(made_up.facts(suggestions=asked))
    assert made.suggested.heading == "Whom to approach for trade"
    assert trade in made.suggested.notes
    assert made.suggested.items[0].reasons[:2] == ("About as large.", "Both have a seaport.")
    (sheet,) = (one for one in made.sheets if one.title == "Purpose")
    assert sheet.rows == (("trade", "has_port", "A seaport", 4.0, "goods come by sea"),)


@pytest.mark.parametrize("per_list", [5, 3, 1])
def test_the_map_has_the_numbers_of_the_places_that_the_page_names(per_list: int) -> None:
    brief = brief_of(made_up.facts(), room=Room(per_list=per_list))
    drawn = set(re.findall(r">(\d+)</text>", str(brief.map.svg)))
    named = {str(one.rank) for one in brief.suggested.items}
    assert drawn == named


def test_where_places_are_left_out_it_is_said_how_many_and_where_they_are() -> None:
    whole, cut = (brief_of(made_up.facts(), room=Room(per_list=n)).suggested for n in (5, 3))
    assert "no room" not in whole.notes[0]
    assert len(cut.items) == 4
    assert "Two pages have no room for all 6: 2 more are in the workbook (XLSX)." in cut.notes[0]

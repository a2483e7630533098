"""Whom a brief suggests: list by list, with reasons, and why nobody."""

from __future__ import annotations

from dataclasses import replace

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


def test_a_council_is_told_of_no_screen() -> None:
    facts = made_up.facts()
    held = facts.suggestions
    assert isinstance(held, ShortLists)
    note = "Nobody has enough in common; the long list shows all candidates."
    empty = tuple(replace(one, suggestions=(), note=note) for one in held.lists)
    also = "Many have a partner in Sweden. Ask for one of these countries to see its best places."
    asked = replace(held, lists=empty, notes=(also,))
    brief = brief_of(replace(facts, suggestions=asked), room=Room(unknown=20))
    assert "Nobody has enough in common." in brief.suggested.notes
    assert not any("Behind each place" in one for one in brief.suggested.notes)
    assert "Many have a partner in Sweden." in brief.unknown.sentences


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


def test_where_places_are_left_out_it_is_said_how_many_and_where_they_are() -> None:
    whole, cut = (brief_of(made_up.facts(), room=Room(per_list=n)).suggested for n in (5, 3))
    assert "no room" not in whole.notes[0]
    assert len(cut.items) == 4
    assert "Two pages have no room for all 6: 2 more are in the workbook (XLSX)." in cut.notes[0]

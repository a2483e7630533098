"""A brief on two places: its scorecard, and what stands in the way."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import replace

from report.brief import made_up_brief as made_up
from sistercities.report.brief.content import brief_of
from sistercities.report.brief.room import Room


def test_with_a_partner_the_scorecard_answers() -> None:
    brief = brief_of(made_up.facts_with_partner())
    assert brief.sentence == (
        "Obstacle 0 is known. Obstacle 1 is known. What speaks for it: It speaks for it. What "
        "speaks against it: It speaks against it."
    )
    assert (brief.title, brief.local) == ("Ningwan 宁湾市 and Cairo القاهرة", "")
    assert brief.suggested is None


def test_the_scorecard_says_what_speaks_and_what_stands_in_the_way() -> None:
    brief = brief_of(made_up.facts_with_partner(), room=Room(criteria=9))
    speaks = [row[1].words for row in brief.scored.table.rows]
    assert set(speaks) == {"for", "against"}
    assert len(brief.scored.table.rows) == 9
    assert "7 more criteria stand in the table (XLSX)." in brief.scored.table.notes
    assert brief.scored.first.sentences == ("Obstacle 0 is known.", "Obstacle 1 is known.")
    assert "Here (China) and There (China) (since 1999)" in brief.scored.blocks[-1].sentences[0]
    free = brief_of(made_up.facts_with_partner(n_obstacles=0))
    assert free.scored.first.sentences == ("Nothing in what we looked at. Looked at: 9 entries.",)
    assert "Not known, and so not weighed: title of secret." in brief.unknown.sentences


def test_no_caution_is_cut_for_want_of_room_and_notes_are_counted() -> None:
    grave = brief_of(made_up.facts_with_partner(n_obstacles=7), room=Room(obstacles=2))
    assert len(grave.scored.first.sentences) == 7
    notes = made_up.facts_with_partner(n_obstacles=7, strength="note")
    scored = brief_of(notes, room=Room(obstacles=2)).scored
    told = scored.blocks[0].sentences
    assert scored.blocks[0].heading == "To note"
    assert told[:2] == ("Obstacle 0 is known.", "Obstacle 1 is known.")
    assert told[2].startswith("And 5 more")


def test_what_is_nothing_against_a_partner_does_not_stand_in_the_way() -> None:
    """Under "What stands in the way" a note said of itself that it is nothing against Amman."""
    notes = made_up.facts_with_partner(n_obstacles=1, strength="note")
    first = brief_of(notes).scored.first
    assert first.heading == "What stands in the way"
    assert first.sentences[0].startswith("Nothing in what we looked at, apart from what is to note")
    grave = brief_of(made_up.facts_with_partner(n_obstacles=1)).scored
    assert "To note" not in [block.heading for block in grave.blocks]


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


def test_no_number_of_the_score_opens_a_brief_and_both_stand_with_the_scorecard() -> None:
    brief = brief_of(made_up.facts_with_partner())
    assert not re.search(r"[0-9]+ of [0-9]|ranks|pairs", brief.sentence.replace("Obstacle ", ""))
    assert "By its score it ranks 12 of 4,321 places. About 1 in 100 pairs" in brief.scored.sentence


def test_a_brief_opens_with_reasons_on_the_two_and_not_with_how_large_the_partner_is() -> None:
    facts = made_up.facts_with_partner()
    card = facts.scorecard
    large, shared = "Cairo has about 9 million people.", "Both have partners in common."
    criteria = tuple(
        dataclasses.replace(
            one, reason=dataclasses.replace(one.reason, feature=name, sentence=said, evidence=of)
        )
        for one, (name, said, of) in zip(
            card.criteria[:2],
            (("partner_size", large, ""), ("shared_partners", shared, "Lisbon (PT); a list")),
            strict=True,
        )
    )
    short = dataclasses.replace(card.in_short, in_favour=(large, shared))
    card = dataclasses.replace(card, criteria=criteria, in_short=short)
    said = brief_of(dataclasses.replace(facts, scorecard=card)).sentence
    assert "What speaks for it: Both have partners in common: Lisbon (PT). What" in said
    assert large not in said

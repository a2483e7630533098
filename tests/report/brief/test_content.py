"""What a brief says of a place: the sentence that it opens with, people, names, words."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import replace

import pytest

from report.brief import made_up_brief as made_up
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.report.brief.content import answer, brief_of
from sistercities.report.brief.words import ENGLISH


def test_the_sentence_counts_what_stands_and_names_the_rest() -> None:
    facts = made_up.facts()
    stand = len(facts.ties) - 3
    assert answer(facts, ENGLISH) == (
        f"Ningwan has {stand} known partners in 2 countries. 1 of them is confirmed only by a list "
        "of 2016. Also on record: 1 no longer listed, 1 not yet signed, 1 ended."
    )


@pytest.mark.parametrize(
    ("actual", "words"),
    [(22, ", more than"), (3, ", fewer than"), (12, ", about as many as")],
)
def test_the_sentence_says_how_that_compares(actual: int, words: str) -> None:
    facts = made_up.facts(ties=made_up.many_ties(actual), benchmark=made_up.benchmark(actual))
    assert words in answer(facts, ENGLISH)


def test_how_the_partners_are_told_is_said_before_what_bars_some_of_them() -> None:
    """Else "3 of them" would be of those that a law bars."""
    held = made_up.facts(ties=made_up.doubtful_ties())
    law = "A law bars it. This concerns 1 partner of Ningwan (Sakurai)."
    said = answer(replace(held, in_question=(law,)), ENGLISH)
    assert said.endswith(law)
    assert said.index("of them") < said.index(law)


def test_a_town_of_unknown_size_is_not_compared_in_one_place_and_judged_in_another() -> None:
    held = made_up.benchmark(3)
    unsized = replace(held, home=replace(held.home, population=None, level="city"))
    facts = made_up.facts(ties=made_up.many_ties(3), benchmark=unsized)
    assert answer(facts, ENGLISH) == "Ningwan has 3 known partners in 1 country."
    assert brief_of(facts).bar is None
    assert brief_of(replace(facts, benchmark=held)).bar is not None


def test_another_number_than_the_one_compared_is_not_said_to_be_compared() -> None:
    facts = made_up.facts(ties=made_up.many_ties(5), benchmark=made_up.benchmark(22))
    assert answer(facts, ENGLISH) == "Ningwan has 5 known partners in 1 country."


def test_one_tie_is_no_plural_and_none_is_said() -> None:
    one = made_up.facts(ties=made_up.doubtful_ties()[:1], benchmark="no peer is known")
    assert answer(one, ENGLISH) == "Ningwan has 1 known partner in 1 country."
    assert brief_of(one).benchmark.sentences == ("No comparison: no peer is known.",)
    ended = made_up.facts(ties=made_up.doubtful_ties()[3:4])
    assert answer(ended, ENGLISH) == (
        "We know of no partnership of Ningwan that stands today. Also on record: 1 ended."
    )
    assert answer(made_up.facts(ties=()), ENGLISH) == "We know of no partner of Ningwan."


def test_people_of_an_urban_area_are_not_called_those_of_more_than_the_place() -> None:
    """Of Gimhae the United Nations count 310,000; the municipality has far more."""
    place = made_up.place("Gimhae", population=310_000, population_year=2020)
    place = replace(place, is_agglomeration=True)
    assert brief_of(made_up.facts(place=place)).where.endswith(
        "310,000 people in its urban area (2020)"
    )
    assert place.people == "310,000 people in its urban area"


def test_people_of_former_municipalities_are_said_to_be_theirs() -> None:
    place = made_up.place("Stichtse Vecht", population=62_395, population_year=None)
    place = replace(place, is_of_parts=True)
    said = "its former municipalities together: about 62,000 people"
    assert said in brief_of(made_up.facts(place=place)).where
    assert place.people == f"{said}, year unknown"


def test_answers_that_cannot_be_given_are_sentences() -> None:
    brief = brief_of(made_up.facts(suggestions="no candidate is left", benchmark="no peers."))
    assert brief.suggested.notes == ("No suggestions: no candidate is left.",)
    assert brief.bar is None


def test_a_partner_of_two_towns_that_were_merged_is_counted_once() -> None:
    first, *others = made_up.facts().ties
    twice = replace(first, tie_id="another", of_town="Old Town")
    plain = brief_of(made_up.facts()).sentence
    said = brief_of(replace(made_up.facts(), ties=(first, twice, *others))).sentence
    assert " by 20 partnerships." in said
    assert said.replace(" by 20 partnerships", "", 1) == plain


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


def test_each_of_two_places_has_its_local_name_beside_it() -> None:
    asking = made_up.facts_with_partner()
    assert brief_of(asking).title == "Ningwan 宁湾市 and Cairo القاهرة"
    assert brief_of(asking).local == ""
    assert brief_of(made_up.facts()).title == "Ningwan"


def test_all_words_are_in_one_place_and_filled() -> None:
    for each in dataclasses.fields(ENGLISH):
        held = getattr(ENGLISH, each.name)
        texts = [held] if isinstance(held, str) else [str(part) for part in held]
        assert all(texts), each.name
    for facts in (made_up.facts(), made_up.facts_with_partner(), made_up.facts(ties=())):
        said = str(brief_of(replace(facts, ties=facts.ties[:7])))
        assert not re.search(r"\{\w+\}", said)

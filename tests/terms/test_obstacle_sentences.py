"""Sentences of rows keep states and dates, so that they can be said in another language."""

from __future__ import annotations

import pytest

from sistercities.dataset.release.store import open_release
from sistercities.partners.barriers import read_barriers
from sistercities.sentences import CountryName, Sentence
from sistercities.terms.obstacle_sentences import say_obstacle
from sistercities.terms.obstacle_templates import GROUP_NAMES, TEMPLATES
from sistercities.terms.territory_templates import UNIT_NAMES
from sistercities.web.catalogues import languages, sentence_words

NAMES = {"Aland": "AL", "The Netherlands": "NL", "Iran": "IR"}


def _leaves(said: object) -> list[object]:
    if not isinstance(said, Sentence):
        return [said]
    return [said, *(leaf for value in said.values.values() for leaf in _leaves(value))]


def test_states_and_dates_are_values_of_the_sentence() -> None:
    text = "Aland broke off diplomatic relations with the Netherlands on 3 May 2025."
    said = say_obstacle("relations_severed", text, NAMES)
    assert said == text
    assert isinstance(said, Sentence)
    assert "{a}" in said.template
    assert said.values["a"].code == "AL"
    assert said.values["b"].code == "NL"
    assert said.values["date"] == "3 May 2025"


def test_the_date_of_the_source_is_a_value_too() -> None:
    text = "The Netherlands and Aland have no diplomatic relations (source of June 2018)."
    said = say_obstacle("no_relations", text, NAMES)
    assert said == text
    codes = {leaf.code for leaf in _leaves(said) if isinstance(leaf, CountryName)}
    assert codes == {"NL", "AL"}
    assert said.values["date"] == "June 2018"


@pytest.mark.parametrize(
    "text",
    [
        "Something else stands between Aland and Iran.",
        "Borland broke off diplomatic relations with Aland on 3 May 2025.",
        "Aland broke off diplomatic relations with Iran on a day in May.",
        "Aland has no word for Iran (source of May 2020).",
    ],
)
def test_what_no_template_gives_word_for_word_stays_as_it_is(text: str) -> None:
    said = say_obstacle("relations_severed", text, NAMES)
    assert said == text
    assert not isinstance(said, Sentence)


def test_a_field_that_comes_twice_holds_the_same_twice() -> None:
    text = (
        "Aland broke off diplomatic relations with Iran on 3 May 2025; {} called this "
        "disproportionate."
    )
    assert isinstance(say_obstacle("relations_severed", text.format("Iran"), NAMES), Sentence)
    assert not isinstance(say_obstacle("relations_severed", text.format("Aland"), NAMES), Sentence)


def test_parties_of_a_war_have_words_of_their_own() -> None:
    text = (
        "The Uppsala Conflict Data Program recorded war of the government of Aland with {} in 2023 "
        "and 2024; the edition that we hold ends with 2024."
    )
    for groups in ("the Rapid Support Forces", "Fano groups, over Amhara,"):
        said = say_obstacle("war_within", text.format(groups), NAMES)
        assert said == text.format(groups)
        assert isinstance(said.values["groups"], Sentence)
    other = say_obstacle("war_within", text.format("a group that nobody named yet"), NAMES)
    assert other.values["groups"] == "a group that nobody named yet"


def test_every_row_of_the_release_can_be_said_in_every_language() -> None:
    """Whoever adds a row whose words are new adds them to `obstacle_templates` and translates."""
    with open_release() as release:
        rows = read_barriers(release)
    for one in rows:
        assert isinstance(one.sentence, Sentence), one.row_id
        for lang in languages()[1:]:
            for leaf in _leaves(one.sentence):
                if isinstance(leaf, Sentence):
                    assert sentence_words(lang, leaf.template, leaf.plural, leaf.n)


def test_units_and_templates_have_words_in_every_language() -> None:
    for lang in languages()[1:]:
        for words in (
            *UNIT_NAMES,
            *GROUP_NAMES,
            *(one for each in TEMPLATES.values() for one in each),
        ):
            assert sentence_words(lang, words, None, None)


@pytest.mark.parametrize(
    ("date", "is_told"),
    [
        ("3 May 2025", True), ("May 2025", True), ("2025", True), ("", False), ("may 2025", False),
        ("3 May 2025.", False), ("3 May 2025 on 4 May 2025", False), ("the 3 May 2025", False),
    ],
)  # fmt: skip
def test_a_field_of_a_date_holds_a_date_and_nothing_more(date: str, is_told: bool) -> None:
    text = f"Aland broke off diplomatic relations with Iran on {date}."
    assert isinstance(say_obstacle("relations_severed", text, NAMES), Sentence) == is_told


def test_of_two_ways_to_part_a_sentence_the_one_that_names_states_is_taken() -> None:
    names = {"Aland and Borland": "AB", "Iran": "IR", "Aland": "AL", "Borland and Iran": "BI"}
    text = "Aland and Borland and Iran have had no diplomatic relations since 2020."
    said = say_obstacle("relations_severed", text, names)
    assert isinstance(said, Sentence)
    assert (said.values["a"].code, said.values["b"].code) == ("AL", "BI")

"""Countries inside a sentence and at its start."""

from __future__ import annotations

import pytest

from sistercities.partners.features.catalogue import BY_NAME
from sistercities.partners.features.feature import PairNames, sentence_of
from sistercities.sentences import CountryName, at_start, country_name, with_article


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("The Netherlands", "the Netherlands"),
        ("United Kingdom", "the United Kingdom"),
        ("United Arab Emirates", "the United Arab Emirates"),
        ("Philippines", "the Philippines"),
        ("Cayman Islands", "the Cayman Islands"),
        ("Dominican Republic", "the Dominican Republic"),
        ("Democratic Republic of the Congo", "the Democratic Republic of the Congo"),
        ("U.S. Virgin Islands", "the U.S. Virgin Islands"),
        ("Thessaly", "Thessaly"),
        ("Honduras", "Honduras"),
        ("Laos", "Laos"),
    ],
)
def test_a_country_has_the_article_of_english(name: str, inside: str) -> None:
    assert with_article(name) == inside


def test_a_country_that_keeps_its_code_keeps_it_with_the_article() -> None:
    named = with_article(country_name("The Netherlands", "NL"))
    assert isinstance(named, CountryName)
    assert (str(named), named.code) == ("the Netherlands", "NL")


def test_a_sentence_begins_with_a_capital_and_other_words_stay() -> None:
    assert at_start("the Netherlands and China are neighbours.").startswith("The Netherlands and")
    assert at_start("thence") == "thence"


def test_sentences_of_features_speak_of_the_countries_with_their_article() -> None:
    names = PairNames("Ningbo", "Utrecht", "China", "the Netherlands")
    assert sentence_of(BY_NAME["partner_income"], 15.0, names).startswith(
        "GDP per head of the Netherlands"
    )
    turned = PairNames("Utrecht", "Ningbo", "the Netherlands", "China")
    assert sentence_of(BY_NAME["common_language"], 0.0, turned).startswith(
        "The Netherlands and China"
    )

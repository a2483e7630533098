"""Sentences are text for everybody, and keep what they were made of for who translates them."""

import copy
import json
import pickle

import pytest

from sistercities.sentences import (
    CountryName,
    Listed,
    Sentence,
    country_name,
    listed,
    listed_few,
    place_name,
    say,
    say_count,
)  # fmt: skip


def made() -> Sentence:
    return say(
        "{city} lies in {country} with {others}.",
        city=place_name("Alphaville", "x:alpha"),
        country=country_name("the Borduria", "BD"),
        others=listed(["Betatown", "Gammaburg"]),
    )


def test_a_sentence_is_its_english_text() -> None:
    text = "Alphaville lies in the Borduria with Betatown and Gammaburg."
    assert made() == text
    assert json.loads(json.dumps([made()])) == [text]
    assert {made(): 1}[text] == 1


def test_values_are_written_as_the_template_says() -> None:
    assert say("{n:,} of {name!r}", n=12345, name="Áb") == "12,345 of 'Áb'"


@pytest.mark.parametrize(
    ("n", "text"), [(0, "0 ties of A"), (1, "1 tie of A"), (1200, "1,200 ties of A")]
)
def test_a_count_chooses_its_words(n: int, text: str) -> None:
    said = say_count("{n} tie of {place}", "{n:,} ties of {place}", n=n, place="A")
    assert said == text
    assert (said.template, said.plural, said.n) == (
        "{n} tie of {place}", "{n:,} ties of {place}", n,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_is_read_as_in_english(parts: list[str], text: str) -> None:
    assert listed(parts) == text


@pytest.mark.parametrize("how", ["copy", "deepcopy", "pickle"])
def test_what_a_sentence_was_made_of_travels_with_it(how: str) -> None:
    travelled = {
        "copy": copy.copy,
        "deepcopy": copy.deepcopy,
        "pickle": lambda said: pickle.loads(pickle.dumps(said)),
    }[how](made())
    assert travelled == made()
    assert travelled.template == made().template
    country, others = travelled.values["country"], travelled.values["others"]
    assert isinstance(country, CountryName)
    assert country.code == "BD"
    assert isinstance(others, Listed)
    assert others.parts == ("Betatown", "Gammaburg")


def test_a_sentence_may_have_another_text_in_english() -> None:
    said = say("{country} is large.", country=country_name("the Borduria", "BD"))
    assert said.in_text("The Borduria is large.") == "The Borduria is large."
    assert said.in_text("The Borduria is large.").template == said.template


def test_the_first_of_many_are_listed_and_the_others_counted() -> None:
    assert listed_few(["a", "b"], 2) == "a and b"
    assert listed_few(iter(["a", "b"]), 5) == "a, b and 3 more"
    assert listed_few(["a"], 2, "comma") == "a, 1 more"
    assert listed_few([], 0) == ""

"""What a word for a purpose, a theme, a size or a continent was read as is said in the answer."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sistercities import assess, partners, recommend
from sistercities.api.words_read import read_words
from sistercities.errors import InvalidArgument, Unanswerable
from sistercities.partners.parts_of_world import AREAS, CONTINENTS
from sistercities.partners.short_lists.themes import THEMES
from sistercities.partners.short_lists.weighing import purposes
from sistercities.partners.size_bands import SIZES, band_called
from sistercities.partners.spoken_languages import language_called

LINGEN = "gn:2877088"
TABLE = Path(partners.__file__).with_name("called.csv")
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
TITLES = {("purpose", one.name): str(one.title) for one in purposes()} | {
    ("theme", one.name): str(one.title) for one in THEMES
}


def test_sport_is_said_to_be_read_as_youth_and_schools() -> None:
    found = recommend(LINGEN, purpose="sport")
    assert found.filters[0] == "“sport” is read as youth and schools."
    assert found.purpose == "youth"
    same = recommend(LINGEN, purpose="youth")
    assert [one.place for one in same.suggestions] == [one.place for one in found.suggestions]
    assert not any("is read as" in words for words in same.filters)


def test_an_assessment_says_it_too() -> None:
    notes = assess(LINGEN, "gn:2757937", purpose="sport").notes
    assert "“sport” is read as youth and schools." in notes
    plain = assess(LINGEN, "gn:2757937", purpose="youth").notes
    assert not any("is read as" in one for one in plain)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['of']}-{row['word']}")
def test_each_other_word_stands_for_something_and_it_is_said_for_what(row: dict[str, str]) -> None:
    of, name, word = row["of"], row["name"], row["word"]
    if of == "size":
        assert band_called(word) == band_called(name)
        assert name in SIZES
    elif of == "continent":
        assert name in CONTINENTS or name in AREAS
    elif of == "language":
        assert language_called(word, {name}) == name
    elif of == "no_union":
        with pytest.raises(Unanswerable, match="We hold no list"):
            recommend(LINGEN, countries=[word])
    else:
        read = read_words(word, []) if of == "purpose" else read_words(None, [word])
        (meant,) = [read.purpose] if of == "purpose" else read.themes
        assert meant is not None
        assert meant.name == name
        said = [f"“{word}” is read as {TITLES[of, name]}."]
        assert [str(one) for one in read.said] == ([] if word == TITLES[of, name] else said)


def test_no_word_stands_for_two_things() -> None:
    assert len({(row["of"], row["word"].casefold()) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("word", ["ÎLE", "ile", " Île "])
def test_capitals_and_accents_make_no_difference(word: str) -> None:
    assert read_words(None, [word]).themes == read_words(None, ["island"]).themes


def test_a_theme_as_a_purpose_and_a_purpose_as_a_theme_are_told_where_they_belong() -> None:
    with pytest.raises(InvalidArgument, match="give it with `--theme`"):
        recommend(LINGEN, purpose="port")
    with pytest.raises(InvalidArgument, match="give it with `--purpose`"):
        recommend(LINGEN, themes=["trade"])


def test_a_word_that_is_both_is_what_it_is_given_as() -> None:
    assert (
        read_words("heritage", ["heritage"]).said[0]
        == "“heritage” is read as culture and heritage."
    )
    assert read_words(None, ["heritage"]).said == ()


def test_a_continent_may_be_asked_for_in_another_language() -> None:
    asked = [recommend(LINGEN, continents=[word]).filters[0] for word in ("Asia", "Asien", "亚洲")]
    assert len(set(asked)) == 1
    assert asked[0].startswith("Continent Asia: ")

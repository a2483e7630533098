"""Sentences of this application: those of `twolevel`, with the names of places and of countries.

A name keeps its id or its code, so that it can be said in another language.
"""

from __future__ import annotations

from typing import Any

from twolevel.sentences import (
    Bond,
    Listed,
    Said,
    Sentence,
    as_clause,
    capital,
    followed_by,
    listed,
    listed_few,
    lowered,
    retold,
    say,
    say_count,
    sentence_of,
    to_say,
)

__all__ = [
    "Bond",
    "CountryName",
    "Listed",
    "PlaceName",
    "Said",
    "Sentence",
    "as_clause",
    "capital",
    "country_name",
    "followed_by",
    "listed",
    "listed_few",
    "lowered",
    "place_name",
    "retold",
    "say",
    "say_count",
    "sentence_of",
    "to_say",
]


class PlaceName(Said):
    """English name of a place, with its id."""

    __slots__ = ("place_id",)
    place_id: str

    def in_text(self, text: str) -> PlaceName:
        """Return the same place with another English text."""
        return place_name(text, self.place_id)

    def __reduce__(self) -> tuple[Any, ...]:
        return place_name, (str(self), self.place_id)


class CountryName(Said):
    """English name of a country as it stands in a sentence, with its ISO 3166-1 alpha-2 code."""

    __slots__ = ("code",)
    code: str

    def in_text(self, text: str) -> CountryName:
        """Return the same country with another English text."""
        return country_name(text, self.code)

    def __reduce__(self) -> tuple[Any, ...]:
        return country_name, (str(self), self.code)


def place_name(name: str, place_id: str) -> PlaceName:
    """Name a place in a sentence."""
    made = PlaceName(name)
    made.place_id = place_id
    return made


def country_name(name: str, code: str) -> CountryName:
    """Name a country in a sentence; the name has its article where it needs one."""
    made = CountryName(name)
    made.code = code
    return made


_WITH_ARTICLE = frozenset(
    ("Netherlands", "Philippines", "Bahamas", "Maldives", "Comoros", "Seychelles", "Gambia",
     "Vatican", "Palestinian Territory", "British Indian Ocean Territory", "Isle of Man")
)  # fmt: skip
_LAST_WORDS = (" Islands", " Republic", " Territories")


def with_article(country: str) -> str:
    """Name of a country as it stands after `of`: the Netherlands, not The Netherlands.

    What keeps its code keeps it with the article, too. What is no name but made of words, such as
    a region in a country, stays as it is.
    """
    if isinstance(country, Sentence):
        return country
    text = _with_article(str(country))
    return country_name(text, country.code) if isinstance(country, CountryName) else text


def _with_article(country: str) -> str:
    if country.startswith("The "):
        return f"the {country.removeprefix('The ')}"
    has_article = (
        country in _WITH_ARTICLE
        or country.startswith(("United ", "U.S. "))
        or country.endswith(_LAST_WORDS)
        or "Republic of" in country
    )
    return f"the {country}" if has_article else country


def at_start(sentence: str) -> str:
    """Begin a sentence with a capital where an article stands first; what it is made of stays."""
    if not sentence.startswith("the "):
        return sentence
    text = f"The {sentence.removeprefix('the ')}"
    return sentence.in_text(text) if isinstance(sentence, Sentence) else text

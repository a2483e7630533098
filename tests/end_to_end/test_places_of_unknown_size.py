"""A place whose size is not known is of no like size, and is named where any size is asked for."""

from __future__ import annotations

import pytest

import sistercities as sc
from sistercities.errors import InvalidArgument

_OF_SIZE = ("as large", "like size", "of that size", "in size")
"""Words by which a sentence compares the sizes of two places."""


@pytest.mark.parametrize(
    ("home", "country"), [("Hamburg", "CH"), ("Hamburg", "EE"), ("Hamburg", "IS"), ("Ningbo", "IT")]
)
def test_nobody_of_unknown_size_is_named_unasked(home: str, country: str) -> None:
    named = sc.recommend(home, countries=[country]).suggestions
    assert named
    assert [one.place.name for one in named if one.place.population is None] == []


@pytest.mark.parametrize(("home", "country"), [("Hamburg", "CH"), ("Ningbo", "IT")])
def test_no_size_is_compared_with_one_that_is_not_known(home: str, country: str) -> None:
    named = sc.recommend(home, countries=[country], size="any", count=100).suggestions
    unknown = [one for one in named if one.place.population is None]
    assert unknown
    said = [each.sentence for one in unknown for each in one.telling]
    assert [one for one in said if any(words in one for words in _OF_SIZE)] == []
    assert {one.place.people_or_unknown for one in unknown} == {"size not known"}


def test_one_of_the_nearest_of_like_size_is_of_like_size() -> None:
    """Hamburg has 1.8 million people: what is told of its nearest is not told of Zürich."""
    found = sc.recommend("Hamburg", countries=["CH", "IS", "NO"], size="any", count=100)
    for one in found.suggestions:
        said = " ".join(each.sentence for each in one.telling)
        people = one.place.population or 0
        assert people > 700_000 or not any(words in said for words in _OF_SIZE), one.place.name


def test_where_all_sizes_are_unknown_it_says_how_to_see_the_places() -> None:
    with pytest.raises(InvalidArgument, match="`--size any`"):
        sc.recommend("Hamburg", countries=["BM"])

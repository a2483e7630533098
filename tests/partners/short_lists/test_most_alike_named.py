"""Who is named as most like a home place, and of whom sizes are compared."""

from __future__ import annotations

import pytest

import sistercities.api as sc


def _note(home: str, size: str | None = None) -> str:
    notes = [one for one in sc.recommend(home, size=size).notes if "most like" in one]
    return notes[0] if notes else ""


def test_a_town_with_which_something_calls_for_care_is_named_as_like_no_other() -> None:
    """Russian towns are much like Rovaniemi, and no council there reads of them."""
    said = _note("Rovaniemi", size="any")
    assert "Among them are " in said
    for name in ("Apatity", "Murmansk", "Severodvinsk", "Petrozavodsk", "Ukhta"):
        assert name not in said


@pytest.mark.parametrize("home", ["Matsuyama", "Suwałki"])
def test_one_name_alone_is_left_out(home: str) -> None:
    _, is_named, names = _note(home).partition("Among them are ")
    assert not is_named or " and " in names


def test_sizes_of_regions_are_compared_where_both_are_known_in_one_sense() -> None:
    """Of Western Cape no number is known, but what its cities have; of Bangkok there is one."""
    found = sc.recommend("Western Cape", count=10)
    places = [one for each in found.lists for one in each.suggestions]
    assert places
    for one in places:
        said = [each.sentence for each in one.telling]
        assert not any("About as large as Western Cape" in each for each in said)

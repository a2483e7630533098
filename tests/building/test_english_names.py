"""English names of regions: taken from known spellings only, and only for romanised main names."""

from __future__ import annotations

import pytest

from release_build.gazetteer.english_names import with_english_regions
from sistercities.terms.places import Place


def named(name: str, *spellings: str, level: str = "region1") -> Place:
    names = tuple((spelling, "und") for spelling in spellings)
    place = Place("gn:1", name, "", level, "RU", "RU-XX", names=names)  # type: ignore[arg-type]
    return with_english_regions({"gn:1": place})["gn:1"]


@pytest.mark.parametrize(
    ("name", "spellings", "english"),
    [
        ("Midlandskaya oblast'", ("Midland Oblast", "Midland"), "Midland Oblast"),
        ("Midlandskiy kray", ("Midlandskiy (Mid) Krai", "Midland Krai"), "Midland Krai"),
        ("Respublika Midland", ("Midland Republic",), "Midland Republic"),
        ("Midlandskaya oblast'", ("Midland", "Мидланд"), "Midlandskaya oblast'"),
        ("Midland", ("Midland Oblast",), "Midland"),
    ],
)
def test_the_english_name_is_one_of_the_spellings(
    name: str, spellings: tuple[str, ...], english: str
) -> None:
    assert named(name, *spellings).name == english


def test_the_romanised_name_stays_a_spelling() -> None:
    place = named("Midlandskaya oblast'", "Midland Oblast")
    assert ("Midlandskaya oblast'", "und") in place.names


def test_a_city_keeps_its_name() -> None:
    assert named("Old kray", "Old Krai", level="city").name == "Old kray"

"""A name that a city has for its own, and its region with a word behind it; or the region alone."""

from __future__ import annotations

import pytest

from sistercities.dataset.deciding import Called, decide
from sistercities.dataset.typed_queries import Asked, FoundPlace
from sistercities.errors import PlaceAmbiguous


def place(place_id: str, name: str, level: str, n_ties: int, region: str = "XX-1") -> FoundPlace:
    return FoundPlace(place_id, name, None, level, "XX", region, False, n_ties)


def taken(name: str, *found: FoundPlace) -> str:
    return decide(name, Called(Asked(name), found)).place_id


def test_a_region_with_a_word_behind_the_name_leaves_the_name_to_its_city() -> None:
    city, region = (
        place("x:city", "Hrodna", "city", 22),
        place("x:r", "Grodno Region", "region1", 5),
    )
    assert taken("Grodno", city, region) == "x:city"
    assert taken("Grodno Region", region) == "x:r"


def test_a_region_elsewhere_or_with_more_ties_is_still_asked_about() -> None:
    region = place("x:r", "Grodno Region", "region1", 5)
    for city in (place("x:city", "Hrodna", "city", 22, "XX-2"), place("x:c", "Hrodna", "city", 4)):
        with pytest.raises(PlaceAmbiguous):
            taken("Grodno", city, region)


def test_a_region_of_the_very_name_goes_before_a_city_in_it_that_is_called_otherwise() -> None:
    region = place("x:r", "Khorezm", "region1", 0)
    assert taken("Khorezm", place("x:city", "Xiva", "city", 3), region) == "x:r"


def test_a_city_that_the_region_is_named_after_is_meant_by_the_name() -> None:
    region = place("x:r", "Navoi", "region1", 0)
    assert taken("Navoi", place("x:city", "Navoiy", "city", 1), region) == "x:city"

"""A place beside a city of another country, or named after one there, signs for itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.short_lists.quarters import Quarters

PLAIN = made_up_ground(seed=3, n_ties=1)
SMALL, CITY = 10, 11


@pytest.mark.parametrize(
    ("same_country", "is_city", "name", "people", "is_quarter"),
    [
        (True, True, "West Gulfport", 72_000.0, True),
        (False, True, "West Gulfport", 72_000.0, False),
        (True, False, "West Gulfport", 72_000.0, False),
        (True, True, "Elsewhere", 900_000.0, True),
        (False, True, "Elsewhere", 900_000.0, False),
    ],
    ids=["named after a city", "of another country", "named after a region", "beside a city",
         "beside one of another country"],
)  # fmt: skip
def test_a_quarter_lies_in_the_country_of_its_city(
    name: str, people: float, *, same_country: bool, is_city: bool, is_quarter: bool
) -> None:
    places = PLAIN.places
    latitude, longitude = np.full(PLAIN.n_places, -80.0), places.longitude.copy()
    latitude[[SMALL, CITY]] = 10.0, 10.05
    longitude[[SMALL, CITY]] = 20.0
    population, country = np.full(PLAIN.n_places, 1_000.0), places.country.copy()
    population[[SMALL, CITY]] = 70_000.0, people
    country[CITY], country[SMALL] = 1, 1 if same_country else 2
    names, level = places.names.copy(), places.level.copy()
    names[CITY], names[SMALL] = "Gulfport", name
    level[CITY] = 2 if is_city else 0
    moved = replace(
        places, latitude=latitude, longitude=longitude, population=population, country=country,
        names=names, level=level,
    )  # fmt: skip
    assert Quarters(replace(PLAIN, places=moved)).holds(SMALL) is is_quarter

"""Who is near whom, how many people live around a place, and which far larger city lies beside."""

from __future__ import annotations

import numpy as np
import pytest

from sistercities.dataset.globe import chord, unit_vectors
from sistercities.partners.surroundings import Settlements, surroundings
from sistercities.partners.within_reach import PointsInReach

KM_A_DEGREE = 111.195


@pytest.mark.parametrize("km", [5.0, 60.0, 300.0])
def test_all_pairs_within_reach_are_found_at_poles_and_across_the_date_line(km: float) -> None:
    rng = np.random.default_rng(7)
    latitude = np.degrees(np.arcsin(rng.uniform(-1, 1, 4_000)))
    longitude = rng.uniform(-180, 180, 4_000)
    latitude[:40] = rng.uniform(88.5, 90, 40)
    longitude[40:80], latitude[40:80] = 180 - rng.uniform(0, 0.5, 40), rng.uniform(-2, 2, 40)
    longitude[80:120], latitude[80:120] = rng.uniform(0, 0.5, 40) - 180, rng.uniform(-2, 2, 40)
    latitude[120] = np.nan
    asked = np.arange(0, 300)
    of, near = PointsInReach(latitude, longitude).near(latitude[asked], longitude[asked], km)
    found = set(zip(of.tolist(), near.tolist(), strict=True))
    assert len(found) == len(of), "no pair stands twice"
    vectors = unit_vectors(longitude, latitude)
    gaps = np.linalg.norm(vectors[asked][:, None] - vectors[None], axis=2)
    expected = zip(*np.nonzero(gaps <= chord(km)), strict=True)
    assert found == {(int(one), int(other)) for one, other in expected}
    assert any(one != other for one, other in found)


def _north_of(
    km: list[float], people: list[float], country: list[int] | None = None
) -> Settlements:
    n = len(km)
    return Settlements(
        latitude=10 + np.array(km) / KM_A_DEGREE, longitude=np.full(n, 20.0),
        population=np.array(people), country=np.array(country or [0] * n),
        counts=np.ones(n, dtype=bool),
    )  # fmt: skip


def test_people_of_the_own_country_nearby_are_counted_without_its_own() -> None:
    places = _north_of([0, 10, 24, 26, 12], [5_000, 300, 70, 10_000, 900], [0, 0, 0, 0, 1])
    around, _ = surroundings(places)
    assert around.tolist() == [370, 15_070, 15_300, 370, 0]


def test_those_who_do_not_count_are_no_neighbours_and_have_some() -> None:
    places = _north_of([0, 10], [5_000, 300])
    places.counts[0] = False
    assert surroundings(places)[0].tolist() == [300, 0]


@pytest.mark.parametrize(
    ("km", "small", "city", "is_beside"),
    [
        (39, 100_000, 3_000_000, True),
        (41, 100_000, 3_000_000, False),
        (39, 100_000, 2_999_000, False),
        (29, 100_000, 1_000_000, True),
        (19, 100_000, 500_000, True),
        (11, 60_000, 200_000, True),
        (7, 30_000, 100_000, True),
        (9, 30_000, 100_000, False),
        (7, 33_333, 99_999, False),
        (11, 66_666, 200_000, True),
        (11, 66_667, 200_000, False),
    ],
)
def test_a_far_larger_city_reaches_as_far_as_its_people_let_it(
    km: float, small: float, city: float, *, is_beside: bool
) -> None:
    _, beside = surroundings(_north_of([0, km], [small, city]))
    assert beside.tolist() == [1 if is_beside else -1, -1]


def test_of_several_cities_the_largest_of_the_own_country_is_named() -> None:
    places = _north_of([0, 5, -8, 3], [9_000, 200_000, 4_000_000, 9_000_000], [0, 0, 0, 1])
    assert surroundings(places)[1][0] == 2

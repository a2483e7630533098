"""People of regions: their own number, else the sum of their cities and towns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.errors import InvalidArgument
from sistercities.partners.filters import Filters, filtered
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.size_bands import is_summed, people_with_sums

N_CITIES, FIRST = 120, 120


def _ground() -> Ground:
    """Regions without a number: the first has cities of 100 people in all, the others of 10."""
    ground = made_up_ground(seed=5, n_places=N_CITIES)
    places = ground.places
    containers = np.full_like(places.containers, -1)
    level = np.where(np.arange(ground.n_places) < N_CITIES, 2, 0)
    population = np.full(ground.n_places, np.nan)
    for k in range(12):
        containers[[2 * k, 2 * k + 1], 0] = FIRST + k
        population[[2 * k, 2 * k + 1]] = (60.0, 40.0) if k in (0, 3) else (6.0, 4.0)
    # A district holds people of its city; who lives in a town that is no more lives elsewhere.
    containers[[30, 31], 0] = FIRST
    level[30], population[30], population[31] = 4, 50.0, 50.0
    # So does a town that lies in a city of the region.
    containers[32, :2], population[32] = (0, FIRST), 50.0
    is_former = np.arange(ground.n_places) == 31
    return replace(
        ground,
        places=replace(
            places, containers=containers, level=level, population=population,
            is_former=is_former, is_dual=np.zeros(ground.n_places, dtype=bool),
        ),
    )  # fmt: skip


def test_a_region_has_the_people_of_its_cities_and_each_once() -> None:
    ground = _ground()
    found = people_with_sums(ground)
    assert found[FIRST : FIRST + 5].tolist() == [100.0, 10.0, 10.0, 100.0, 10.0]
    assert np.array_equal(found[:N_CITIES], ground.places.population[:N_CITIES], equal_nan=True)
    assert is_summed(ground, FIRST)
    assert not is_summed(ground, 0)


def test_a_number_of_its_own_goes_before_the_sum_and_none_stays_unknown() -> None:
    ground = _ground()
    population = ground.places.population.copy()
    population[FIRST], population[[2, 3]] = 7.0, np.nan
    own = replace(ground, places=replace(ground.places, population=population))
    assert people_with_sums(own)[FIRST] == 7.0
    assert np.isnan(people_with_sums(own)[FIRST + 1])
    assert not is_summed(own, FIRST)
    assert not is_summed(own, FIRST + 1)


def test_regions_are_compared_by_these_sums_where_a_size_is_asked_for() -> None:
    ground = _ground()
    pairs = candidates_of(ground, FIRST, np.arange(FIRST + 1, FIRST + 12))
    like, said = filtered(pairs, Filters(size="like"))
    assert pairs.b[like].tolist() == [FIRST + 3]
    assert said == ("50 people to 200 people: 1 of 11 places.",)
    least, _ = filtered(pairs, Filters(min_population=50))
    assert pairs.b[least].tolist() == [FIRST + 3]


def test_cities_are_compared_by_their_own_numbers_alone() -> None:
    ground = _ground()
    pairs = candidates_of(ground, 40, np.arange(10))
    with pytest.raises(InvalidArgument, match="is not known"):
        filtered(pairs, Filters(size="like"))

"""Who counts as a place alike, and how much a country that some of them have a partner in."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from partners.gate.made_up_rows import row
from partners.made_up_ground import made_up_ground
from sistercities.partners.ground import Ground
from sistercities.partners.likeness import (
    LEAST_TIES,
    N_ALIKE,
    AlikePlaces,
    alike_places,
    share_with_partner,
)
from twolevel.core.array_types import Real

_DRAWN = made_up_ground(n_places=200, n_ties=1)
PLAIN = replace(
    _DRAWN,
    places=replace(_DRAWN.places, population=np.nan_to_num(_DRAWN.places.population, nan=50_000.0)),
)
CITIES = np.flatnonzero(PLAIN.places.level == 2)
COUNTRY = PLAIN.places.country
HOME = int(CITIES[0])


def _ground(*ties: tuple[int, int]) -> Ground:
    a, b = (np.array(ends, dtype=np.int64) for ends in zip(*ties, strict=True))
    held = replace(PLAIN.ties, a=a, b=b, year=np.full(len(a), np.nan))
    return replace(PLAIN, ties=held)


def _in(country: int, n: int, start: int = 1) -> list[int]:
    return [k for k in CITIES[start:].tolist() if COUNTRY[k] == country][:n]


def _scored(score: Real) -> Any:
    """Stand in for the likeness with the home place: what is looked at is its score."""
    return SimpleNamespace(to=HOME, contribution=lambda members: score[members])


def _found(ground: Ground) -> list[int]:
    """Places alike where the score falls with the position."""
    return alike_places(
        ground, _scored(-np.arange(ground.n_places, dtype=float)), "city"
    ).at.tolist()


def test_a_place_alike_has_two_ties_at_least_and_is_not_the_home_place() -> None:
    one, two, three, hub, other = _in(1, 5)
    ground = _ground((one, hub), (two, hub), (two, other), (HOME, hub), (HOME, other),
                     (three, hub), (three, other), (three, HOME))  # fmt: skip
    assert LEAST_TIES == 2
    assert _found(ground) == sorted([two, three, hub, other])
    former = PLAIN.places.is_former.copy()
    former[three] = True
    gone = replace(ground, places=replace(ground.places, is_former=former))
    assert _found(gone) == sorted([two, hub, other])


def test_sixty_are_looked_at_those_with_the_highest_score_first() -> None:
    hubs, others = CITIES[-2:].tolist(), CITIES[1:80].tolist()
    ground = _ground(*((k, hub) for k in others for hub in hubs))
    assert N_ALIKE == 60
    assert _found(ground) == others[:60]
    level = alike_places(ground, _scored(np.zeros(ground.n_places)), "city").at.tolist()
    assert level == others[:60], "equal ones stand in their order"


def test_each_place_counts_once_for_each_country_abroad_that_it_has_partners_in() -> None:
    (first, second), (third, fourth, fifth) = _in(1, 2), _in(2, 3)
    ground = _ground((first, third), (first, fourth), (second, third), (first, second))
    found = alike_places(ground, _scored(-np.arange(ground.n_places, dtype=float)), "city")
    assert found.at.tolist() == sorted([first, second, third])
    # Two of country 1 have partners in country 2, and one of country 2 has some in country 1.
    assert found.with_partner_in.tolist() == [0, 1, 2, 0]
    assert fifth not in found.at


def test_nobody_hears_that_her_city_is_like_one_that_is_barred() -> None:
    (first, second), (third, fourth) = _in(1, 2), _in(2, 2)
    ground = _ground((first, third), (first, fourth), (second, third), (second, fourth))
    assert _found(ground) == sorted([first, second, third, fourth])
    one = replace(ground, barriers=(row("war", "C0", "C1", "bar"),))
    assert _found(one) == sorted([third, fourth])
    care = replace(ground, barriers=(row("sanctions", "C0", "C1", "caution"),))
    assert _found(care) == sorted([first, second, third, fourth])


@pytest.mark.parametrize("is_known_at_home", [True, False])
def test_where_sizes_are_compared_no_place_of_unknown_size_is_alike(
    *, is_known_at_home: bool
) -> None:
    (first, second), (third, fourth) = _in(1, 2), _in(2, 2)
    ground = _ground((first, third), (first, fourth), (second, third), (second, fourth))
    people = ground.places.population.copy()
    people[first] = np.nan
    people[HOME] = people[HOME] if is_known_at_home else np.nan
    found = _found(replace(ground, places=replace(ground.places, population=people)))
    assert (first in found) is not is_known_at_home
    assert {second, third, fourth} <= set(found)


def shares(n_places: int, *with_partner: int) -> list[float]:
    alike = AlikePlaces(np.arange(n_places), np.array(with_partner))
    return share_with_partner(alike).tolist()


@pytest.mark.parametrize("n", [1, 2, 50])
def test_none_counts_nothing_and_all_of_them_count_one(n: int) -> None:
    assert shares(n, 0, n) == [0.0, pytest.approx(1.0)]


def test_the_first_few_count_most() -> None:
    first, second, last = np.diff(shares(50, 0, 1, 2, 49, 50))[[0, 1, 3]]
    assert first > second > last > 0
    assert shares(3, 1) == [pytest.approx(0.5)]  # log 2 is half of log 4


def test_where_no_place_is_alike_no_country_counts() -> None:
    assert shares(0, 0, 0) == [0.0, 0.0]


@pytest.mark.parametrize(("people", "n"), [(0.0, 4), (np.nan, 4), (1.0, 3), (2.0, 3)])
def test_beside_a_home_of_known_size_stand_places_of_known_size(people: float, n: int) -> None:
    """One inhabitant is a size that is known."""
    one, two, three, hub, other = _in(1, 5)
    ground = _ground((one, hub), (one, other), (two, hub), (two, other), (three, hub))
    size = ground.places.population.copy()
    size[HOME], size[one], size[two] = people, 1.0, np.nan
    assert len(_found(replace(ground, places=replace(ground.places, population=size)))) == n

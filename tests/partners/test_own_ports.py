"""Whose a seaport is."""

from __future__ import annotations

import numpy as np
import pytest

from sistercities.partners.own_ports import is_inland, of_neighbours, own_ports
from sistercities.partners.surroundings import Settlements


@pytest.mark.parametrize(
    ("has_port", "km", "is_beside", "own"),
    [
        (1.0, 7.0, False, 1.0),
        (1.0, 8.1, False, 0.0),
        (1.0, 7.0, True, 0.0),
        (1.0, 3.1, True, 0.0),
        (1.0, 2.9, True, 1.0),
        (1.0, 40.0, False, 1.0),
        (0.0, 40.0, False, 0.0),
        (np.nan, np.nan, False, np.nan),
    ],
    ids=[
        "its own", "of a town nearby", "of the city beside it", "just outside", "at the quay",
        "a terminal of its name", "none", "not known",
    ],
)  # fmt: skip
def test_a_port_is_that_of_the_place_where_it_lies(
    has_port: float, km: float, is_beside: bool, own: float
) -> None:
    found = own_ports(np.array([has_port]), np.array([km]), np.array([is_beside]))
    assert found[0] == pytest.approx(own, nan_ok=True)


def test_one_town_of_many_away_from_the_shore_has_no_port_some_way_off() -> None:
    """As Kent, 6 km from the sea, among seven times as many people."""
    km_to_sea = np.array([6.0, 3.9, 4.1, 4.1, np.nan])
    around = np.array([900.0, 900.0, 701.0, 690.0, 900.0])
    found = is_inland(km_to_sea, around, np.full(5, 100.0))
    assert found.tolist() == [True, False, True, False, False]


def _two(people: float, km_east: float, *, is_abroad: bool = False) -> Settlements:
    """Put a place of 100,000 people on the equator, and a neighbour to the east."""
    return Settlements(
        latitude=np.zeros(2),
        longitude=np.array([0.0, km_east / 111.2]),
        population=np.array([100_000.0, people]),
        country=np.array([0, int(is_abroad)]),
        counts=np.ones(2, dtype=bool),
    )


@pytest.mark.parametrize(
    ("people", "km_there", "is_seat", "is_theirs"),
    [
        (126_000, 4.9, 0.0, True),
        (126_000, 4.9, 1.0, True),
        (124_000, 4.9, 0.0, False),
        (126_000, 5.1, 0.0, False),
        (20_000, 1.4, 0.0, True),
        (20_000, 1.4, np.nan, True),
        (20_000, 1.4, 1.0, False),
        (20_000, 1.6, 0.0, False),
        (19_000, 1.4, 0.0, False),
    ],
    ids=[
        "nearer to a larger one", "of a seat too", "hardly larger", "not nearer",
        "at the quay of a smaller one", "where seats are not known", "of the seat of a region",
        "some way from it", "of a hamlet",
    ],
)  # fmt: skip
def test_a_port_is_that_of_the_neighbour_to_whom_it_is_nearer(
    people: float, km_there: float, is_seat: float, is_theirs: bool
) -> None:
    km, seat = np.array([5.0, km_there]), np.array([is_seat, 0.0])
    found = of_neighbours(km, seat, _two(people, 6.0))
    assert found.tolist() == [is_theirs, False]


def test_a_port_at_the_quay_is_ones_own_whoever_else_is_near() -> None:
    seat = np.zeros(2)
    for km, is_theirs in ((3.0, False), (3.1, True)):
        found = of_neighbours(np.array([km, 0.5]), seat, _two(500_000, 3.0))
        assert found[0] == is_theirs


def test_who_lies_too_far_off_has_another_port() -> None:
    """Circles of 5 and 1 km about one port meet where the two are up to 6 km apart."""
    seat, km = np.zeros(2), np.array([5.0, 1.0])
    assert of_neighbours(km, seat, _two(500_000, 6.4))[0]
    assert not of_neighbours(km, seat, _two(500_000, 6.6))[0]
    assert not of_neighbours(km, seat, _two(500_000, 5.0, is_abroad=True))[0]

"""What a suggestion rests on: points for what links two places, less what sets them apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.footing import (
    COUNTED,
    footing,
    footing_table,
    has_footing,
    may_sign,
)
from sistercities.partners.short_lists.grounds import n_apart, n_in_common
from sistercities.partners.short_lists.kinds import KINDS

GROUND = made_up_ground(seed=3, n_ties=1)
HOME, CITY, OTHERS = 12, 11, 20
"""The home place, the place that is looked at, and the first of those that are its partners."""
_FLAGS = (
    "is_coastal", "is_by_sea", "has_port", "is_mountain", "is_island", "is_border_city", "is_seat",
    "is_capital", "heritage_sites",
)  # fmt: skip


def _ground(km: float = 900.0, n_partners: int = 0, **values: tuple[float, float]) -> Ground:
    """Put two places of two countries so far apart, of which nothing but some values is known.

    A value is that of the home place, then that of the city.
    """
    places, n = GROUND.places, GROUND.n_places
    blank: dict[str, Any] = {flag: np.zeros(n) for flag in _FLAGS}
    blank |= {"population": np.full(n, np.nan), "climate": np.full(n, -1)}
    country, latitude, longitude = (
        places.country.copy(), np.full(n, -80.0), np.full(n, 20.0)
    )  # fmt: skip
    country[HOME], country[CITY] = 0, 1
    latitude[HOME], latitude[CITY] = -25.0, -25.0 + km / 111.2
    for name, (here, there) in values.items():
        blank[name] = blank[name].copy()
        blank[name][HOME], blank[name][CITY] = here, there
    moved = replace(places, country=country, latitude=latitude, longitude=longitude, **blank)
    pairs = {name: np.zeros_like(each) for name, each in GROUND.countries.pairs.items()}
    ends = np.arange(OTHERS, OTHERS + n_partners)
    ties = replace(
        GROUND.ties, a=np.full(n_partners, CITY), b=ends, year=np.full(n_partners, np.nan)
    )
    return replace(
        GROUND, places=moved, countries=replace(GROUND.countries, pairs=pairs), ties=ties,
        barriers=(),
    )  # fmt: skip


def _facts(ground: Ground) -> CandidateFacts:
    return CandidateFacts(
        HomePlace(ground, HOME, "city"), candidates_of(ground, HOME, np.array([CITY]))
    )


@pytest.mark.parametrize(
    ("values", "n"),
    [
        ({}, 0),
        ({"population": (100_000, 190_000)}, 0),
        ({"population": (100_000, 240_000)}, 1),
        ({"population": (100_000, 260_000)}, 2),
        ({"population": (100_000, 39_000)}, 2),
        ({"is_by_sea": (1, 0), "is_coastal": (1, 0)}, 1),
        ({"is_by_sea": (1, 0), "is_coastal": (1, 1)}, 0),
        ({"is_mountain": (1, 0), "is_coastal": (0, 1)}, 1),
        ({"is_mountain": (1, 0)}, 0),
        ({"is_capital": (0, 1)}, 1),
        ({"is_capital": (1, 1)}, 0),
        ({"is_capital": (0, np.nan)}, 0),
    ],
)
def test_what_sets_two_places_apart_is_known_of_both(
    values: dict[str, tuple[float, float]], n: int
) -> None:
    assert n_apart(_facts(_ground(**values)))[0] == n


@pytest.mark.parametrize(("km", "n"), [(3_900, 1), (4_100, 0)])
def test_far_away_the_same_climate_is_nothing_in_common(km: float, n: int) -> None:
    assert n_in_common(_facts(_ground(km, climate=(3, 3))))[0] == n


@pytest.mark.parametrize(
    ("km", "n_partners", "may"),
    [
        (900, 0, True),
        (1_100, 0, False),
        (1_100, 1, True),
        (4_100, 2, False),
        (4_100, 3, True),
    ],
)
def test_the_farther_the_more_partners_a_place_has_on_record(
    km: float, n_partners: int, *, may: bool
) -> None:
    assert bool(may_sign(_facts(_ground(km, n_partners)))[0]) is may


def test_points_are_those_of_the_table() -> None:
    """Near (2 links), two things in common, three partners, and one that sets apart."""
    facts = _facts(_ground(900, 3, is_island=(1, 1), is_seat=(1, 1), is_capital=(0, 1)))
    assert footing(facts)[0] == 2 + 2 + 2 - 1
    assert {line.name for line in footing_table() if line.kind == "counts"} == set(COUNTED)


@pytest.mark.parametrize(
    ("km", "is_enough", "with_one_fewer"),
    [(250, True, True), (900, False, True), (1_100, False, False)],
)
def test_near_less_is_asked_for(km: float, *, is_enough: bool, with_one_fewer: bool) -> None:
    """Two things in common and two partners: six points with nearness, four without."""
    facts = _facts(_ground(km, 3, is_island=(1, 1), is_seat=(1, 1)))
    assert bool(has_footing(facts, "like")[0]) is is_enough
    assert bool(has_footing(facts, "like", 1)[0]) is with_one_fewer


@pytest.mark.parametrize(("km", "may_stand"), [(3_900, True), (4_100, False), (10_100, False)])
def test_far_away_nobody_stands_who_lacks_a_point(km: float, *, may_stand: bool) -> None:
    """Four things in common and three partners are six points, one fewer than asked for."""
    flags = dict.fromkeys(("is_island", "is_seat", "is_mountain", "is_border_city"), (1.0, 1.0))
    like = next(one for one in KINDS if one.name == "like")
    facts = _facts(_ground(km, 3, **flags))
    assert bool(like.rests_on_enough(facts)[0]) is may_stand
    assert like.is_thin(facts)[0]


def test_the_least_points_rise_with_the_distance() -> None:
    for kind in KINDS:
        lines = [line for line in footing_table() if (line.kind, line.name) == ("least", kind.name)]
        assert [line.up_to_km for line in lines] == sorted(line.up_to_km for line in lines)
        assert [line.points for line in lines] == sorted(line.points for line in lines)
        assert lines[-1].up_to_km == np.inf, "each distance has a line"

"""Where ties go, how far and since when: what a reader of the map and its two figures relies on."""

from __future__ import annotations

import numpy as np
import pytest

from sistercities.network.measures.chosen import ChosenTies
from sistercities.network.measures.overview import TieOverview, overview_of

HOME, NEAR, FAR = 0, 1, 2
POINTS = {  # longitude, latitude, country
    0: (100.0, 0.0, HOME), 1: (101.0, 0.0, HOME),
    2: (105.0, 0.0, NEAR), 3: (106.0, 0.0, NEAR),
    4: (-60.0, 0.0, FAR), 5: (np.nan, np.nan, FAR), 6: (-61.0, 0.0, FAR),
}  # fmt: skip
TIES = ((0, 2), (1, 2), (0, 4), (1, 5), (0, 1), (3, 6))
IDS = ("a", "b", "c", "d", "domestic", "others")


def chosen(ties: tuple[tuple[int, int], ...] = TIES) -> ChosenTies:
    """Make a world of three countries; the last tie is none of the home country's."""
    country = np.array([one[2] for one in POINTS.values()])
    return ChosenTies(
        countries=("AA", "BB", "CC"), country=country, is_at_home=country == HOME,
        longitude=np.array([one[0] for one in POINTS.values()]),
        latitude=np.array([one[1] for one in POINTS.values()]),
        ties=np.array(ties, dtype=np.int64).reshape(-1, 2), sources=(("s",),) * len(ties),
        left_out={}, tie_ids=IDS[: len(ties)],
    )  # fmt: skip


def overview(began: dict[str, int] | None = None, by: dict[str, int] | None = None) -> TieOverview:
    """Describe the home country of that world."""
    found = overview_of(chosen(), "AA", began or {}, by or {}, seed=1, draws=20)
    assert found is not None
    return found


def test_ties_within_the_country_and_of_others_are_left_out() -> None:
    assert overview().n_ties == 4
    assert overview().n_without_point == 1


def test_each_partner_counts_its_ties_and_one_without_a_point_is_not_drawn() -> None:
    found = overview()
    assert [(one.longitude, one.n) for one in found.points] == [(105.0, 2), (-60.0, 1)]
    assert [(one.country, one.n) for one in found.countries] == [("BB", 2), ("CC", 2)]


def test_the_middle_of_a_country_is_that_of_its_known_partners() -> None:
    near, far = overview().countries
    assert (near.longitude, far.longitude) == pytest.approx((105.0, -60.0))
    assert overview().home == pytest.approx((100.5, 0.0), abs=0.3)


def test_bands_hold_every_tie_with_a_length_once() -> None:
    found = overview()
    assert sum(one.n for one in found.bands) == found.n_ties - found.n_without_point
    assert found.bands[0].n == 2  # 445 and 556 km
    assert found.bands[-1].n == 1
    assert all(one.low <= one.by_chance <= one.high for one in found.bands)


def test_the_same_seed_gives_the_same_chance() -> None:
    assert overview() == overview()


def test_years_are_those_of_the_ties_abroad_that_have_one() -> None:
    found = overview({"a": 1990, "b": 1990, "c": 2001, "domestic": 1980, "others": 1970})
    assert found.years == ((1990, 2), (2001, 1))
    assert found.n_dated == 3


def test_few_dated_ties_name_no_end_of_their_sources() -> None:
    assert overview({"a": 1990}, {"a": 2020}).until is None


def test_half_of_the_dated_ties_end_by_a_year() -> None:
    ties = tuple((home, abroad) for home in (0, 1) for abroad in (2, 3, 4))
    world = chosen(ties)
    began = dict.fromkeys(IDS, 1990)
    by = dict(zip(IDS, (2010, 2012, 2020, 2021, 2022, 2023), strict=True))
    found = overview_of(world, "AA", began, by, seed=1, draws=5)
    assert found is not None
    assert found.until == 2020


def test_of_the_world_both_ends_are_drawn_and_none_is_home() -> None:
    world = chosen()
    everywhere = ChosenTies(
        countries=world.countries, country=world.country,
        is_at_home=np.ones(world.n, dtype=np.bool_), longitude=world.longitude,
        latitude=world.latitude, ties=world.ties, sources=world.sources, left_out={},
        tie_ids=world.tie_ids,
    )  # fmt: skip
    found = overview_of(everywhere, "WORLD", {}, {}, seed=1, draws=5)
    assert found is not None
    assert found.home is None
    assert {one.country: one.n for one in found.countries} == {"AA": 4, "BB": 3, "CC": 3}


def test_without_a_length_there_is_no_overview() -> None:
    assert overview_of(chosen(((1, 5),)), "AA", {}, {}, seed=1, draws=2) is None

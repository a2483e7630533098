"""What links two places, or sets them apart, is counted: near ones, partners, countries."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.short_lists.two_places import (
    ALIKE,
    CITY,
    GROUND,
    HOME,
    OTHERS,
    facts_of_two,
    ground_of_two,
)
from sistercities.partners.ground import Ground
from sistercities.partners.short_lists.counted_facts import COUNTED, n_of_the_two
from sistercities.partners.short_lists.footing import (
    may_rest_on_kind,
)
from sistercities.partners.short_lists.grounds import have_one_language

RANKS_BY_FACT = {
    "is_seat": 1, "is_port": 1, "is_capital": 1, "is_island": 1, "heritage_sites": 2,
    "is_by_sea": 1, "is_mountain": 1,
}  # fmt: skip
"""Facts of which the nearest places are a reason, with a value that says that a place has one."""


def _of_rank(fact: str, n_nearer: int, people: tuple[float, float] = ALIKE) -> Ground:
    """Two places of a kind far apart, with so many of the same kind that lie nearer."""
    value = RANKS_BY_FACT[fact]
    ground = ground_of_two(3_000, 3, n_nearer, population=people)
    flag = np.full(GROUND.n_places, float(value))
    return replace(ground, places=replace(ground.places, **{fact: flag}))


@pytest.mark.parametrize(
    ("n_nearer", "names"),
    [
        (2, {"nearest_of_rank", "near_of_rank", "nearest_of_rank_and_size"}),
        (3, {"near_of_rank"}),
        (9, {"near_of_rank"}),
        (10, set()),
    ],
)
@pytest.mark.parametrize("fact", list(RANKS_BY_FACT))
def test_the_nearest_of_a_kind_and_of_like_size_abroad_need_no_link(
    fact: str, n_nearer: int, names: set[str]
) -> None:
    facts = facts_of_two(_of_rank(fact, n_nearer))
    counted = ("nearest_of_rank", "near_of_rank", "nearest_of_rank_and_size")
    assert {name for name in counted if COUNTED[name](facts)[0]} == names
    assert bool(may_rest_on_kind(facts)[0]) is ("nearest_of_rank" in names)
    of_another = facts_of_two(
        ground_of_two(3_000, 3, n_nearer, population=ALIKE, **{fact: (0, RANKS_BY_FACT[fact])})
    )
    assert not any(COUNTED[name](of_another)[0] for name in counted)


def test_the_nearest_of_a_kind_count_more_where_they_are_of_like_size() -> None:
    """As in the plain line on sizes, 1.5 times is the most."""
    for people, is_like in ((74_000, True), (76_000, False), (34_000, True), (33_000, False)):
        facts = facts_of_two(_of_rank("is_seat", 2, (50_000, people)))
        assert COUNTED["nearest_of_rank"](facts)[0]
        assert bool(COUNTED["nearest_of_rank_and_size"](facts)[0]) is is_like


@pytest.mark.parametrize(("n_partners", "holds"), [(2, False), (3, True)])
def test_of_centres_those_that_are_used_to_partners_count(n_partners: int, *, holds: bool) -> None:
    facts = facts_of_two(
        ground_of_two(3_000, n_partners, population=ALIKE, people_around=(0.0, 0.0))
    )
    assert bool(COUNTED["nearest_of_rank"](facts)[0]) is holds
    beside = facts_of_two(
        ground_of_two(3_000, n_partners, population=ALIKE, people_around=(60_000.0, 0.0))
    )
    assert not COUNTED["nearest_of_rank"](beside)[0]


def _tied(*ties: tuple[int, int]) -> Ground:
    """Two places far apart, and some ties; the partners lie in countries 0, that of home, and 1."""
    ground = ground_of_two(3_000)
    a, b = np.array(ties, dtype=np.int64).reshape(-1, 2).T
    country = ground.places.country.copy()
    country[OTHERS], country[OTHERS + 1] = 0, 1
    return replace(
        ground, places=replace(ground.places, country=country),
        ties=replace(ground.ties, a=a, b=b, year=np.full(len(a), np.nan)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ties", "names"),
    [
        ((), set()),
        (((HOME, OTHERS + 1),), {"country_of_partner"}),
        (((OTHERS, CITY),), {"knows_own_country"}),
        (((CITY, OTHERS + 1),), set()),
        (((HOME, OTHERS),), set()),
    ],
    ids=["none", "of home there", "of the city here", "of the city at home", "of home at home"],
)
def test_partners_in_the_other_country_are_counted(
    ties: tuple[tuple[int, int], ...], names: set[str]
) -> None:
    facts = facts_of_two(_tied(*ties))
    counted = ("country_of_partner", "knows_own_country")
    assert {name for name in counted if COUNTED[name](facts)[0]} == names


@pytest.mark.parametrize(
    ("km", "in_common", "names"),
    [
        (1_900, 1, set()),
        (2_100, 1, {"one_in_common_far"}),
        (2_100, 2, set()),
        (2_100, 3, {"three_in_common"}),
        (2_100, 0, set()),
    ],
)
def test_one_partner_in_common_is_a_chance_far_away_and_three_are_a_circle(
    km: float, in_common: int, names: set[str]
) -> None:
    facts = facts_of_two(ground_of_two(km, 3))
    facts.home_place.kept(
        "partners in common", lambda home: np.full(home.ground.n_places, in_common)
    )
    counted = ("one_in_common_far", "three_in_common")
    assert {name for name in counted if COUNTED[name](facts)[0]} == names


@pytest.mark.parametrize(
    ("of_countries", "name"), [("colonial_tie", "shared_past"), ("rivalry_tss", "rivals")]
)
def test_what_two_countries_were_to_each_other_counts(of_countries: str, name: str) -> None:
    ground = ground_of_two()
    assert not COUNTED[name](facts_of_two(ground))[0]
    pairs = {**ground.countries.pairs, of_countries: np.ones((4, 4))}
    held = replace(ground, countries=replace(ground.countries, pairs=pairs))
    assert COUNTED[name](facts_of_two(held))[0]


@pytest.mark.parametrize(
    ("n_nearer", "expected"),
    [
        (9, {"among_ten_nearest", "among_hundred_nearest"}),
        (99, {"among_hundred_nearest"}),
        (100, set()),
    ],
)
def test_it_counts_how_many_of_like_size_lie_nearer(n_nearer: int, expected: set[str]) -> None:
    facts = facts_of_two(ground_of_two(900, 0, n_nearer, population=ALIKE))
    names = ("among_ten_nearest", "among_hundred_nearest")
    assert {name for name in names if COUNTED[name](facts)[0]} == expected


def test_of_a_place_of_unknown_size_nobody_is_the_nearest() -> None:
    facts = facts_of_two(ground_of_two(200, 0, 2, population=(np.nan, 50_000)))
    assert not COUNTED["among_hundred_nearest"](facts)[0]


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [
        ({"french"}, {"french"}, True),
        ({"french"}, {"dutch", "french"}, False),
        ({"english"}, {"french"}, False),
        (set(), set(), False),
    ],
)
def test_a_language_is_common_where_each_country_has_one(
    one: set[str], other: set[str], *, holds: bool
) -> None:
    ground = ground_of_two()
    spoken = (frozenset(one), frozenset(other), *ground.countries.languages[2:])
    countries = replace(ground.countries, languages=spoken)
    facts = facts_of_two(replace(ground, countries=countries))
    assert bool(have_one_language(facts)[0]) is holds


@pytest.mark.parametrize(
    ("km", "in_common", "expected"),
    [
        (190, 0, set()),
        (210, 0, {"unlinked_and_far"}),
        (590, 1, set()),
        (1_100, 2, set()),
    ],
)
def test_the_farther_the_more_links_a_place_needs(
    km: float, in_common: int, expected: set[str]
) -> None:
    facts = facts_of_two(ground_of_two(km, 3))
    facts.home_place.kept(
        "partners in common", lambda home: np.full(home.ground.n_places, in_common)
    )
    assert {name for name in ("unlinked_and_far",) if COUNTED[name](facts)[0]} == expected
    assert bool(COUNTED["two_links"](facts)[0]) is (in_common == 2)


def test_facts_of_the_two_are_counted_and_those_of_countries_are_not() -> None:
    ground = ground_of_two(900, 3, is_island=(1, 1), is_seat=(1, 1), is_mountain=(1, 0))
    assert n_of_the_two(facts_of_two(ground))[0] == 2
    assert n_of_the_two(facts_of_two(ground_of_two(250)))[0] == 1
    linked = {name: np.ones_like(each) for name, each in ground.countries.pairs.items()}
    countries = replace(ground.countries, pairs=linked)
    assert n_of_the_two(facts_of_two(replace(ground_of_two(900), countries=countries)))[0] == 0

"""Which facts of two places count, and where each holds."""

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
    _facts,
    _ground,
)
from sistercities.partners.ground import Ground
from sistercities.partners.ground_places import say_resort
from sistercities.partners.short_lists.counted_facts import COUNTED, n_of_the_two
from sistercities.partners.short_lists.footing import (
    footing_table,
    may_rest_on_kind,
)
from sistercities.partners.short_lists.grounds import have_one_language
from sistercities.partners.short_lists.place_kinds import CENTRE, SMALL_BESIDE, are_of_kind

RANKS_BY_FACT = {
    "is_seat": 1, "is_port": 1, "is_capital": 1, "is_island": 1, "heritage_sites": 2,
    "is_by_sea": 1, "is_mountain": 1,
}  # fmt: skip
"""Facts of which the nearest places are a reason, with a value that says that a place has one."""


def _of_rank(fact: str, n_nearer: int, people: tuple[float, float] = ALIKE) -> Ground:
    """Two places of a kind far apart, with so many of the same kind that lie nearer."""
    value = RANKS_BY_FACT[fact]
    ground = _ground(3_000, 3, n_nearer, population=people)
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
    facts = _facts(_of_rank(fact, n_nearer))
    counted = ("nearest_of_rank", "near_of_rank", "nearest_of_rank_and_size")
    assert {name for name in counted if COUNTED[name](facts)[0]} == names
    assert bool(may_rest_on_kind(facts)[0]) is ("nearest_of_rank" in names)
    of_another = _facts(
        _ground(3_000, 3, n_nearer, population=ALIKE, **{fact: (0, RANKS_BY_FACT[fact])})
    )
    assert not any(COUNTED[name](of_another)[0] for name in counted)


def test_the_nearest_of_a_kind_count_more_where_they_are_of_like_size() -> None:
    """As in the plain line on sizes, 1.5 times is the most."""
    for people, is_like in ((74_000, True), (76_000, False), (34_000, True), (33_000, False)):
        facts = _facts(_of_rank("is_seat", 2, (50_000, people)))
        assert COUNTED["nearest_of_rank"](facts)[0]
        assert bool(COUNTED["nearest_of_rank_and_size"](facts)[0]) is is_like


@pytest.mark.parametrize(("n_partners", "holds"), [(2, False), (3, True)])
def test_of_centres_those_that_are_used_to_partners_count(n_partners: int, *, holds: bool) -> None:
    facts = _facts(_ground(3_000, n_partners, population=ALIKE, people_around=(0.0, 0.0)))
    assert bool(COUNTED["nearest_of_rank"](facts)[0]) is holds
    beside = _facts(_ground(3_000, n_partners, population=ALIKE, people_around=(60_000.0, 0.0)))
    assert not COUNTED["nearest_of_rank"](beside)[0]


def _tied(*ties: tuple[int, int]) -> Ground:
    """Two places far apart, and some ties; the partners lie in countries 0, that of home, and 1."""
    ground = _ground(3_000)
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
    facts = _facts(_tied(*ties))
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
    facts = _facts(_ground(km, 3))
    facts.home_place.kept(
        "partners in common", lambda home: np.full(home.ground.n_places, in_common)
    )
    counted = ("one_in_common_far", "three_in_common")
    assert {name for name in counted if COUNTED[name](facts)[0]} == names


@pytest.mark.parametrize(
    ("of_countries", "name"), [("colonial_tie", "shared_past"), ("rivalry_tss", "rivals")]
)
def test_what_two_countries_were_to_each_other_counts(of_countries: str, name: str) -> None:
    ground = _ground()
    assert not COUNTED[name](_facts(ground))[0]
    pairs = {**ground.countries.pairs, of_countries: np.ones((4, 4))}
    held = replace(ground, countries=replace(ground.countries, pairs=pairs))
    assert COUNTED[name](_facts(held))[0]


@pytest.mark.parametrize(
    ("n_nearer", "expected"),
    [
        (9, {"among_ten_nearest", "among_hundred_nearest"}),
        (99, {"among_hundred_nearest"}),
        (100, set()),
    ],
)
def test_it_counts_how_many_of_like_size_lie_nearer(n_nearer: int, expected: set[str]) -> None:
    facts = _facts(_ground(900, 0, n_nearer, population=ALIKE))
    names = ("among_ten_nearest", "among_hundred_nearest")
    assert {name for name in names if COUNTED[name](facts)[0]} == expected


def test_of_a_place_of_unknown_size_nobody_is_the_nearest() -> None:
    facts = _facts(_ground(200, 0, 2, population=(np.nan, 50_000)))
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
    ground = _ground()
    spoken = (frozenset(one), frozenset(other), *ground.countries.languages[2:])
    countries = replace(ground.countries, languages=spoken)
    facts = _facts(replace(ground, countries=countries))
    assert bool(have_one_language(facts)[0]) is holds


@pytest.mark.parametrize(
    ("here", "there", "holds"),
    [
        ("Eisenau", "Bad Quell", True), ("Eisenau", "Palm Beach", True),
        ("Bad Quell", "Mariánské Lázně", False), ("Eisenau", "Badenau", False),
        ("Eisenau", "Beachwood", False),
    ],
)  # fmt: skip
def test_a_name_tells_a_spa_or_a_beach_by_whole_words(
    here: str, there: str, *, holds: bool
) -> None:
    ground = _ground()
    names = ground.places.names.copy()
    names[HOME], names[CITY] = here, there
    facts = _facts(
        replace(ground, places=replace(ground.places, names=names, is_resort=say_resort(names)))
    )
    assert bool(COUNTED["candidate_alone_is_resort"](facts)[0]) is holds


_PORTS = {"is_by_sea": (0, 1), "is_port": (1, 1), "km_to_sea": (95, 2)}
"""A seaport up a river, and one by the sea."""


@pytest.mark.parametrize(
    ("km", "values", "is_apart"),
    [
        (990, {}, False),
        (1_010, {}, True),
        (990, {"km_to_sea": (105, 2)}, True),
        (990, {"km_to_sea": (2, 105)}, True),
        (990, {"km_to_sea": (np.nan, 2)}, True),
        (990, {"is_port": (1, 0)}, True),
        (990, {"is_port": (np.nan, 1)}, True),
        (990, {"is_by_sea": (1, 1)}, False),
        (990, {"large_city": (-1, 0)}, True),
        (990, {"large_city": (1, -1)}, True),
    ],
)
def test_two_seaports_in_reach_are_not_set_apart_by_the_sea(
    km: float, values: dict[str, tuple[float, float]], *, is_apart: bool
) -> None:
    facts = _facts(_ground(km, population=ALIKE, **{**_PORTS, **values}))
    assert bool(COUNTED["sea_of_one_alone"](facts)[0]) is is_apart
    assert bool(may_rest_on_kind(facts, "few")[0]) is not is_apart


def test_two_seaports_far_apart_are_alike_where_something_links_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    far = _ground(3_000, population=ALIKE, **_PORTS)
    assert COUNTED["sea_of_one_alone"](_facts(far))[0]
    for name in ("is_linked", "has_route"):
        with monkeypatch.context() as patched:
            patched.setattr(
                f"sistercities.partners.short_lists.counted_facts.{name}",
                lambda facts: np.ones(len(facts.pairs), dtype=np.bool_),
            )
            assert not COUNTED["sea_of_one_alone"](_facts(far))[0]


def test_every_fact_is_counted_once_in_the_table() -> None:
    counted = [line.name for line in footing_table() if line.kind == "counts"]
    assert len(set(counted)) == len(counted)
    assert set(counted) == set(COUNTED)


@pytest.mark.parametrize(
    ("values", "name", "holds"),
    [
        ({"population": (100_000, 140_000)}, "less_like_size", False),
        ({"population": (100_000, 60_000)}, "less_like_size", True),
        ({"population": (100_000, 180_000)}, "nearly_unlike_size", True),
        ({"population": (100_000, 240_000)}, "very_unlike_size", False),
        ({"population": (100_000, 39_000)}, "very_unlike_size", True),
        ({"is_by_sea": (0, 1)}, "sea_of_one_alone", True),
        ({"is_by_sea": (1, 0)}, "sea_of_one_alone", True),
        ({"is_by_sea": (np.nan, 1)}, "sea_of_one_alone", False),
        ({"is_mountain": (1, 1)}, "mountains", True),
        ({"climate": (4, 4)}, "climate", True),
        ({"climate": (4, -1)}, "climate", False),
        ({"has_port": (1, 0)}, "harbour_of_home_alone", True),
        ({"has_port": (0, 1)}, "harbour_of_home_alone", False),
        ({"has_port": (1, np.nan)}, "harbour_of_home_alone", False),
        ({"is_capital": (0, 1)}, "candidate_alone_is_capital", True),
        ({"is_capital": (1, 0)}, "candidate_alone_is_capital", False),
        ({"is_capital": (0, np.nan)}, "candidate_alone_is_capital", False),
        ({"is_island": (1, 1)}, "islands", True),
        ({"is_island": (1, 0)}, "islands", False),
        ({"heritage_sites": (0, 2)}, "candidate_alone_has_heritage", True),
        ({"heritage_sites": (1, 2)}, "candidate_alone_has_heritage", False),
        ({"destinations": (9, 31)}, "candidate_alone_has_many_routes", True),
        ({"destinations": (11, 31)}, "candidate_alone_has_many_routes", False),
        ({"destinations": (0, 29)}, "candidate_alone_has_many_routes", False),
        ({"is_seat": (1, 1)}, "seat", True),
        ({"is_seat": (1, 0)}, "seat", False),
        ({"altitude": (950, 440)}, "height_of_one_alone", True),
        ({"altitude": (950, 460)}, "height_of_one_alone", False),
        ({"altitude": (2_000, 950)}, "height_of_one_alone", False),
        ({"altitude": (300, 1_000)}, "height_of_one_alone", True),
    ],
)
def test_a_fact_holds_where_it_is_known_of_both(
    values: dict[str, tuple[float, float]], name: str, *, holds: bool
) -> None:
    assert bool(COUNTED[name](_facts(_ground(**values)))[0]) is holds


@pytest.mark.parametrize(
    ("around", "name", "holds"),
    [
        ((99_000, 10_000), "centres", True),
        ((101_000, 10_000), "centres", False),
        ((700_000, 900_000), "small_beside", True),
        ((699_000, 900_000), "small_beside", False),
        ((99_000, 700_000), "opposite_kinds", True),
        ((101_000, 700_000), "opposite_kinds", False),
        ((np.nan, 700_000), "opposite_kinds", False),
    ],
)
def test_the_kind_of_a_place_is_told_by_the_people_around_it(
    around: tuple[float, float], name: str, *, holds: bool
) -> None:
    facts = _facts(_ground(population=(100_000, 100_000), people_around=around))
    said = {
        "centres": lambda: are_of_kind(facts, CENTRE),
        "small_beside": lambda: are_of_kind(facts, SMALL_BESIDE),
        "opposite_kinds": lambda: COUNTED["opposite_kinds"](facts),
    }
    assert bool(said[name]()[0]) is holds


@pytest.mark.parametrize(
    ("home", "place", "holding"),
    [
        (5, 6, set()), (5, -1, {"home_alone_is_suburb"}),
        (-1, 6, {"candidate_alone_is_suburb"}), (-1, -1, set()),
    ],
)  # fmt: skip
def test_suburbs_are_of_a_kind_and_one_alone_is_not(
    home: int, place: int, holding: set[str]
) -> None:
    facts = _facts(_ground(large_city=(home, place)))
    names = ("home_alone_is_suburb", "candidate_alone_is_suburb")
    assert {name for name in names if COUNTED[name](facts)[0]} == holding


@pytest.mark.parametrize(
    ("here", "there", "are_large"),
    [
        (500_000, 2_000_000, True), (499_999, 2_000_000, False), (500_000, 499_999, False),
        (float("nan"), 500_000, False),
    ],
)  # fmt: skip
def test_two_large_cities_are_told_by_the_people_of_both(
    here: float, there: float, are_large: bool
) -> None:
    facts = _facts(_ground(population=(here, there)))
    assert bool(COUNTED["large_cities"](facts)[0]) is are_large


def test_facts_of_the_two_are_counted_and_those_of_countries_are_not() -> None:
    ground = _ground(900, 3, is_island=(1, 1), is_seat=(1, 1), is_mountain=(1, 0))
    assert n_of_the_two(_facts(ground))[0] == 2
    assert n_of_the_two(_facts(_ground(250)))[0] == 1
    linked = {name: np.ones_like(each) for name, each in ground.countries.pairs.items()}
    countries = replace(ground.countries, pairs=linked)
    assert n_of_the_two(_facts(replace(_ground(900), countries=countries)))[0] == 0


@pytest.mark.parametrize(
    ("around", "holds"),
    [((0, 690_000), False), ((0, 710_000), True), ((710_000, 0), True), ((np.nan, 0), False)],
)
def test_who_stands_alone_is_not_like_who_lies_among_many_more_people(
    around: tuple[float, float], *, holds: bool
) -> None:
    facts = _facts(_ground(population=(100_000, 100_000), people_around=around))
    assert bool(COUNTED["unlike_surroundings"](facts)[0]) is holds


@pytest.mark.parametrize(
    ("people", "home_km", "km", "expected"),
    [
        (2_000_000, 5, 14, {"parts_of_metropolis"}),
        (2_000_000, 5, 20, set()),
        (900_000, 5, 14, set()),
        (2_000_000, None, 20, {"candidate_alone_is_beside_metropolis"}),
        (900_000, None, 20, set()),
    ],
)
def test_towns_within_a_city_of_a_million_are_of_a_kind(
    people: float, home_km: float | None, km: float, expected: set[str]
) -> None:
    ground = _ground(population=(50_000, 50_000))
    places, cities = ground.places, (OTHERS + 10, OTHERS + 11)
    latitude, size, large_city = (
        places.latitude.copy(), places.population.copy(), places.large_city.copy()
    )  # fmt: skip
    for place, city, away in ((HOME, cities[0], home_km), (CITY, cities[1], km)):
        size[city] = people
        latitude[city] = latitude[place] + (away or 0) / 111.2
        large_city[place] = -1 if away is None else city
    moved = replace(places, latitude=latitude, population=size, large_city=large_city)
    facts = _facts(replace(ground, places=moved))
    names = ("parts_of_metropolis", "candidate_alone_is_beside_metropolis")
    assert {name for name in names if COUNTED[name](facts)[0]} == expected

"""What a suggestion rests on: points for what links two places, less what sets them apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.ground import Ground
from sistercities.partners.ground_places import say_resort
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists import kinds
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.counted_facts import COUNTED, n_of_the_two
from sistercities.partners.short_lists.footing import (
    Asked,
    footing,
    footing_table,
    is_out_of_rank,
    least_points,
    may_rest_on_kind,
    may_sign,
)
from sistercities.partners.short_lists.grounds import have_one_language
from sistercities.partners.short_lists.kinds import KINDS
from sistercities.partners.short_lists.place_kinds import CENTRE, SMALL_BESIDE, are_of_kind

GROUND = made_up_ground(seed=3, n_places=300, n_ties=1)
HOME, CITY, OTHERS = 12, 11, 20
"""The home place, the place that is looked at, and the first of those that are its partners."""
NEARER = 150
"""The first of the places abroad that are set nearer to home than the city."""
ALIKE = (50_000.0, 50_000.0)
"""People of two places of like size."""
_FLAGS = (
    "is_coastal", "is_by_sea", "is_port", "is_mountain", "is_island", "is_border_city", "is_seat",
    "is_capital", "heritage_sites", "has_port", "destinations",
)  # fmt: skip


def _ground(
    km: float = 900.0, n_partners: int = 0, n_nearer: int = 120, **values: tuple[float, float]
) -> Ground:
    """Put two places of two countries so far apart, of which nothing but some values is known.

    A value is that of the home place, then that of the city. So many places abroad of the size of
    the home place lie nearer than the city.
    """
    places, n = GROUND.places, GROUND.n_places
    blank: dict[str, Any] = {flag: np.zeros(n) for flag in _FLAGS}
    blank |= {"population": np.full(n, np.nan), "climate": np.full(n, -1)}
    for name in ("km_to_sea", "altitude", "people_around"):
        blank[name] = np.full(n, np.nan)
    blank["large_city"] = np.full(n, -1)
    country, latitude, longitude = (
        places.country.copy(), np.full(n, -80.0), np.full(n, 20.0)
    )  # fmt: skip
    country[HOME], country[CITY] = 0, 1
    latitude[HOME], latitude[CITY] = -25.0, -25.0 + km / 111.2
    for name, (here, there) in values.items():
        blank[name] = blank[name].copy()
        blank[name][HOME], blank[name][CITY] = here, there
    nearer = slice(NEARER, NEARER + n_nearer)
    country[nearer], latitude[nearer] = 1, (latitude[HOME] + latitude[CITY]) / 2
    people = np.asarray(blank["population"]).copy()
    people[nearer] = people[HOME]
    blank |= {"population": people, "level": np.full(n, 2)}
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


@pytest.mark.parametrize(
    ("km", "asked", "may"),
    [
        (390, "least", True),
        (410, "least", False),
        (410, "few", True),
        (5_000, "one", True),
    ],
)
def test_likeness_alone_names_nobody_far_away_unless_few_are_named(
    km: float, asked: Asked, *, may: bool
) -> None:
    facts = _facts(_ground(km, 3, population=ALIKE))
    assert bool(may_rest_on_kind(facts, asked)[0]) is may


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


def test_to_a_quarter_of_a_city_likeness_alone_names_nobody() -> None:
    ground = _ground(200, population=ALIKE)
    lacks_code = np.zeros(GROUND.n_places, dtype=np.bool_)
    lacks_code[HOME] = True
    part = replace(ground, places=replace(ground.places, lacks_code=lacks_code))
    assert may_rest_on_kind(_facts(ground), "one")[0]
    assert not may_rest_on_kind(_facts(part), "one")[0]


@pytest.mark.parametrize(
    ("km", "in_common", "may"),
    [(1_400, 0, True), (1_600, 0, False), (1_600, 2, False), (9_000, 2, False), (9_000, 3, True)],
)
def test_large_cities_far_away_need_three_partners_in_common(
    km: float, in_common: int, *, may: bool
) -> None:
    facts = _facts(_ground(km, 3, population=(600_000, 600_000)))
    facts.home_place.kept(
        "partners in common", lambda home: np.full(home.ground.n_places, in_common)
    )
    assert bool(may_rest_on_kind(facts)[0]) is may


def test_large_cities_across_an_ocean_may_be_linked_by_an_air_route() -> None:
    ground = _ground(9_000, 3, population=(600_000, 600_000))
    key = ground.ties.key(np.array([HOME]), np.array([CITY]))
    flown = replace(ground, flights=(np.sort(key), np.ones(1)))
    assert not may_rest_on_kind(_facts(ground))[0] or COUNTED["air_route"](_facts(ground))[0]
    assert may_rest_on_kind(_facts(flown))[0]
    assert COUNTED["air_route"](_facts(flown))[0]


@pytest.mark.parametrize(("in_common", "may"), [(1, False), (2, True)])
def test_across_an_ocean_one_partner_in_common_is_not_enough(in_common: int, *, may: bool) -> None:
    facts = _facts(_ground(9_000, 3))
    facts.home_place.kept(
        "partners in common", lambda home: np.full(home.ground.n_places, in_common)
    )
    assert bool(may_rest_on_kind(facts)[0]) is may


@pytest.mark.parametrize(("here", "there", "is_out"), [(0, 1, True), (1, 1, False), (0, 0, False)])
def test_a_national_capital_is_no_partner_of_a_town(here: int, there: int, *, is_out: bool) -> None:
    facts = _facts(_ground(is_capital=(here, there)))
    assert bool(is_out_of_rank(facts)[0]) is is_out


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
    facts = _facts(_ground(km, 3))
    facts.home_place.kept(
        "partners in common", lambda home: np.full(home.ground.n_places, in_common)
    )
    assert {name for name in ("unlinked_and_far",) if COUNTED[name](facts)[0]} == expected
    assert bool(COUNTED["two_links"](facts)[0]) is (in_common == 2)


def test_places_whose_sizes_cannot_be_compared_are_not_alike() -> None:
    assert may_rest_on_kind(_facts(_ground(200, population=ALIKE)))[0]
    assert not may_rest_on_kind(_facts(_ground(200, population=(50_000, np.nan))))[0]


@pytest.mark.parametrize(("by_sea", "may"), [((1, 1), True), ((1, 0), False), ((0, np.nan), True)])
def test_a_town_by_the_sea_is_not_like_one_that_is_not(
    by_sea: tuple[float, float], *, may: bool
) -> None:
    assert (
        bool(may_rest_on_kind(_facts(_ground(200, population=ALIKE, is_by_sea=by_sea)))[0]) is may
    )


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


def test_who_has_no_fact_of_the_two_is_not_named_however_many_points(
    a_little_is_enough: None,
) -> None:
    """Far over the points by partners and distance alone."""
    for kind in KINDS:
        assert kind.rests_on_enough(_facts(_ground(590, 3, 9, population=ALIKE)))[0]
        assert kind.rests_on_enough(_facts(_ground(590, 3, 20, population=(600_000, 600_000))))[0]
        assert not kind.rests_on_enough(_facts(_ground(590, 3, 20, population=ALIKE)))[0]
        assert kind.rests_on_enough(_facts(_ground(590, 3, 20, population=ALIKE, is_seat=(1, 1))))[
            0
        ]


def test_less_is_asked_for_where_few_and_none_are_named() -> None:
    for kind in KINDS:
        asked = [least_points(kind.name, when) for when in ("least", "few", "one")]
        assert asked == sorted(asked, reverse=True)
        assert len(set(asked)) == 3


def test_a_purpose_that_names_nobody_asks_for_one_number_of_points_below_all() -> None:
    """The page names one number for the three lists."""
    asked = {least_points(kind.name, "purpose") for kind in KINDS}
    assert len(asked) == 1
    assert max(asked) < min(least_points(kind.name, "one") for kind in KINDS)


SERVES = np.array([True])


@pytest.mark.parametrize("km", [3_000, 9_000, 15_000])
def test_who_serves_a_purpose_and_has_no_footing_is_on_no_list(km: int) -> None:
    """A seaport of like size with partners of its own, which nothing links with home."""
    ground = _ground(km, population=ALIKE, is_port=(1, 1), is_seat=(1, 1), is_by_sea=(1, 1))
    for kind in KINDS:
        for asked in ("least", "few", "one", "purpose"):
            assert not kind.rests_on_enough(_facts(ground), asked, SERVES)[0]


@pytest.mark.parametrize(("km", "may_rest_on_less"), [(1_400, True), (1_600, False)])
def test_lists_of_a_purpose_are_filled_with_who_is_near(
    km: int, *, may_rest_on_less: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the points are enough for a place that nobody else stands beside, and no more."""
    facts = _facts(_ground(km, 3, 9, population=ALIKE, is_seat=(1, 1)))
    points = float(footing(facts)[0])
    least = {"least": points + 1, "few": points + 0.5, "one": points}
    monkeypatch.setattr(
        "sistercities.partners.short_lists.footing.least_points",
        lambda _list, asked="least": least[asked],
    )
    monkeypatch.setattr(kinds, "may_sign", lambda each: np.ones(len(each.pairs), np.bool_))
    like = next(kind for kind in KINDS if kind.name == "like")
    assert like.rests_on_enough(facts, "one", SERVES)[0] == may_rest_on_less
    least["purpose"] = points
    assert like.rests_on_enough(facts, "purpose", SERVES)[0]  # nobody is named else
    least["purpose"] = points + 1
    assert not like.rests_on_enough(facts, "purpose", SERVES)[0]
    assert not like.rests_on_enough(facts, "least", SERVES)[0]


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

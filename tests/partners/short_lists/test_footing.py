"""What a suggestion rests on: points for what links two places, less what sets them apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.short_lists.two_places import (
    ALIKE,
    CITY,
    GROUND,
    HOME,
    _facts,
    _ground,
)
from sistercities.partners.short_lists import kinds
from sistercities.partners.short_lists.counted_facts import COUNTED
from sistercities.partners.short_lists.footing import (
    Asked,
    footing,
    is_out_of_rank,
    least_points,
    may_rest_on_kind,
    may_sign,
)
from sistercities.partners.short_lists.kinds import KINDS


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

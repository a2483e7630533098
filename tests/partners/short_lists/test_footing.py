"""What a suggestion rests on: enough points, and who may be named at all."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from partners.short_lists.two_places import (
    ALIKE,
    CITY,
    GROUND,
    HOME,
    facts_of_two,
    ground_of_two,
)
from sistercities.partners.short_lists import footing as footing_rules
from sistercities.partners.short_lists import kinds
from sistercities.partners.short_lists.counted_facts import COUNTED
from sistercities.partners.short_lists.footing import (
    Asked,
    _is_out_of_size,
    _may_sign,
    footing,
    is_out_of_rank,
    least_points,
    may_rest_on_kind,
    may_sign,
)
from sistercities.partners.short_lists.grounds import NEARLY_UNLIKE_SIZE, VERY_UNLIKE_SIZE
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
    assert bool(may_sign(facts_of_two(ground_of_two(km, n_partners)))[0]) is may


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
    facts = facts_of_two(ground_of_two(km, 3, population=ALIKE))
    assert bool(may_rest_on_kind(facts, asked)[0]) is may


def test_to_a_quarter_of_a_city_likeness_alone_names_nobody() -> None:
    ground = ground_of_two(200, population=ALIKE)
    lacks_code = np.zeros(GROUND.n_places, dtype=np.bool_)
    lacks_code[HOME] = True
    part = replace(ground, places=replace(ground.places, lacks_code=lacks_code))
    assert may_rest_on_kind(facts_of_two(ground), "one")[0]
    assert not may_rest_on_kind(facts_of_two(part), "one")[0]


@pytest.mark.parametrize(
    ("km", "in_common", "may"),
    [(1_400, 0, True), (1_600, 0, False), (1_600, 2, False), (9_000, 2, False), (9_000, 3, True)],
)
def test_large_cities_far_away_need_three_partners_in_common(
    km: float, in_common: int, *, may: bool
) -> None:
    facts = facts_of_two(ground_of_two(km, 3, population=(600_000, 600_000)))
    facts.home_place.kept(
        "partners in common", lambda home: np.full(home.ground.n_places, in_common)
    )
    assert bool(may_rest_on_kind(facts)[0]) is may


def test_large_cities_across_an_ocean_may_be_linked_by_an_air_route() -> None:
    ground = ground_of_two(9_000, 3, population=(600_000, 600_000))
    key = ground.ties.key(np.array([HOME]), np.array([CITY]))
    flown = replace(ground, flights=(np.sort(key), np.ones(1)))
    assert (
        not may_rest_on_kind(facts_of_two(ground))[0]
        or COUNTED["air_route"](facts_of_two(ground))[0]
    )
    assert may_rest_on_kind(facts_of_two(flown))[0]
    assert COUNTED["air_route"](facts_of_two(flown))[0]


@pytest.mark.parametrize(("in_common", "may"), [(1, False), (2, True)])
def test_across_an_ocean_one_partner_in_common_is_not_enough(in_common: int, *, may: bool) -> None:
    facts = facts_of_two(ground_of_two(9_000, 3))
    facts.home_place.kept(
        "partners in common", lambda home: np.full(home.ground.n_places, in_common)
    )
    assert bool(may_rest_on_kind(facts)[0]) is may


@pytest.mark.parametrize(("here", "there", "is_out"), [(0, 1, True), (1, 1, False), (0, 0, False)])
def test_a_national_capital_is_no_partner_of_a_town(here: int, there: int, *, is_out: bool) -> None:
    facts = facts_of_two(ground_of_two(is_capital=(here, there)))
    assert bool(is_out_of_rank(facts)[0]) is is_out


@pytest.mark.parametrize(("in_common", "is_out"), [(0, True), (1, True), (2, False), (3, False)])
def test_a_capital_that_shares_two_partners_is_known_to_both(
    in_common: int, *, is_out: bool
) -> None:
    facts = facts_of_two(ground_of_two(is_capital=(0, 1)))
    facts.home_place.kept(
        "partners in common", lambda home: np.full(home.ground.n_places, in_common)
    )
    assert bool(is_out_of_rank(facts)[0]) is is_out


def test_places_whose_sizes_cannot_be_compared_are_not_alike() -> None:
    assert may_rest_on_kind(facts_of_two(ground_of_two(200, population=ALIKE)))[0]
    assert not may_rest_on_kind(facts_of_two(ground_of_two(200, population=(50_000, np.nan))))[0]


@pytest.mark.parametrize(("by_sea", "may"), [((1, 1), True), ((1, 0), False), ((0, np.nan), True)])
def test_a_town_by_the_sea_is_not_like_one_that_is_not(
    by_sea: tuple[float, float], *, may: bool
) -> None:
    assert (
        bool(
            may_rest_on_kind(facts_of_two(ground_of_two(200, population=ALIKE, is_by_sea=by_sea)))[
                0
            ]
        )
        is may
    )


def test_who_has_no_fact_of_the_two_is_not_named_however_many_points(
    a_little_is_enough: None,
) -> None:
    """Far over the points by partners and distance alone."""
    for kind in KINDS:
        assert kind.rests_on_enough(facts_of_two(ground_of_two(590, 3, 9, population=ALIKE)))[0]
        assert kind.rests_on_enough(
            facts_of_two(ground_of_two(590, 3, 20, population=(600_000, 600_000)))
        )[0]
        assert not kind.rests_on_enough(facts_of_two(ground_of_two(590, 3, 20, population=ALIKE)))[
            0
        ]
        assert kind.rests_on_enough(
            facts_of_two(ground_of_two(590, 3, 20, population=ALIKE, is_seat=(1, 1)))
        )[0]


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
    ground = ground_of_two(km, population=ALIKE, is_port=(1, 1), is_seat=(1, 1), is_by_sea=(1, 1))
    for kind in KINDS:
        for asked in ("least", "few", "one", "purpose"):
            assert not kind.rests_on_enough(facts_of_two(ground), asked, SERVES)[0]


@pytest.mark.parametrize(("km", "may_rest_on_less"), [(1_400, True), (1_600, False)])
def test_lists_of_a_purpose_are_filled_with_who_is_near(
    km: int, *, may_rest_on_less: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the points are enough for a place that nobody else stands beside, and no more."""
    facts = facts_of_two(ground_of_two(km, 3, 9, population=ALIKE, is_seat=(1, 1)))
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
    ("km", "n_partners", "may"),
    [
        (1_000.0, 0, True), (1_000.1, 0, False), (np.nan, 0, True),
        (4_000.0, 1, True), (4_000.1, 1, False), (4_000.1, 2, False), (4_000.1, 3, True),
    ],
)  # fmt: skip
def test_a_distance_is_inside_at_its_edge(km: float, n_partners: int, *, may: bool) -> None:
    facts: Any = SimpleNamespace(
        pairs=SimpleNamespace(distance_km=np.array([km]), b=np.array([0])),
        ground=SimpleNamespace(ties=SimpleNamespace(degree=np.array([n_partners]))),
    )
    assert _may_sign(facts).tolist() == [may]


def _out_of_size(
    monkeypatch: pytest.MonkeyPatch, ratio: list[float], people: list[float], linked: list[bool]
) -> list[bool]:
    """Judge candidates beside a home place of 1,000 people."""
    monkeypatch.setattr(footing_rules, "is_linked", lambda _: np.array(linked))
    facts: Any = SimpleNamespace(
        size_ratio=np.array(ratio), home=len(people),
        places=SimpleNamespace(population=np.array([*people, 1_000.0])),
        pairs=SimpleNamespace(b=np.arange(len(people))),
    )  # fmt: skip
    return _is_out_of_size(facts).tolist()


def test_another_size_is_out_beyond_its_edge_and_nearly_so_without_a_link(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A hair beyond, either way; with a link more is let pass; where all are larger, all."""
    nearly, very, hair = NEARLY_UNLIKE_SIZE, VERY_UNLIKE_SIZE, 1 + 1e-9
    assert 1 < nearly < very
    ratio = [nearly, nearly * hair, 1 / nearly, 1 / (nearly * hair), very, very * hair, np.nan]
    alone = _out_of_size(monkeypatch, ratio, [1_000.0] * 7, [False] * 7)
    assert alone == [False, True, False, True, True, True, False]
    linked = _out_of_size(monkeypatch, ratio, [1_000.0] * 7, [True] * 7)
    assert linked == [False, False, False, False, False, True, False]
    larger = _out_of_size(monkeypatch, [very * 2, nearly * 2], [1_000.0] * 2, [False] * 2)
    assert larger == [False, False], "who asked for larger ones alone gets them"


def test_three_times_the_people_are_another_rank_however_they_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people = [3_000.0, 3_001.0, 1_000 / 3 + 0.1, 333.0, np.nan]
    ratio = [0.9, 1.1, np.nan, np.nan, np.nan]
    found = _out_of_size(monkeypatch, ratio, people, [True] * 5)
    assert found == [False, True, False, True, False]

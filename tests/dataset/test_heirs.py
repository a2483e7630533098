"""Who holds the partnerships of a municipality that was merged away."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any

import duckdb
import pytest

from sistercities.dataset.heirs import (
    HEIRS,
    heir_of,
    heir_redirects,
    heirs_among,
    merged_into,
    pairs_of_heirs,
)
from sistercities.terms.places import Place

_TOWNS = (
    Place("gn:1", "Island", "", "city", "XA", "XA-1"),
    Place("gn:2", "Old Port", "", "city", "XA", "XA-1", valid_to=2017, successor="gn:1"),
    Place("gn:3", "West Island", "", "city", "XA", "XA-1", valid_to=2017, successor="gn:1"),
    Place("gn:4", "Older Parish", "", "district", "XA", "XA-1", valid_to=2014, successor="gn:3"),
    Place("gn:5", "Province", "", "region1", "XA", "XA-2"),
    Place("gn:6", "City of Wards", "", "city", "XA", "XA-2", valid_to=2025, successor="gn:5"),
    Place("gn:7", "Divided", "", "city", "XA", "XA-1", valid_to=2020),
    Place("gn:8", "Old Province", "", "region1", "XA", "XA-3", valid_to=2015, successor="gn:5"),
    Place("gn:9", "Partner", "", "city", "XB", "XB-1"),
)
PLACES = {place.place_id: place for place in _TOWNS}
_HEIRS = {"gn:2": "gn:1", "gn:3": "gn:1", "gn:4": "gn:1"}


class _Index:
    """The places in SQLite, as the index of a release has them."""

    def __init__(self) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.row_factory = sqlite3.Row
        self._base.execute("CREATE TABLE places (place_id, name, level, valid_to, successor)")
        for one in _TOWNS:
            row = (one.place_id, one.name, one.level, one.valid_to, one.successor or None)
            self._base.execute("INSERT INTO places VALUES (?, ?, ?, ?, ?)", row)

    def query(self, sql: str, parameters: Any = ()) -> list[dict[str, Any]]:
        return [dict(row) for row in self._base.execute(sql, parameters)]


@pytest.fixture
def index() -> _Index:
    return _Index()


def test_a_municipality_of_today_holds_what_was_merged_into_it(index: _Index) -> None:
    assert heirs_among(PLACES) == _HEIRS
    assert {row["ended"]: row["heir"] for row in index.query(HEIRS)} == _HEIRS
    held = [(str(one.name), one.until) for one in merged_into(index, "gn:1")]
    assert held == [("Old Port", 2017), ("Older Parish", 2014), ("West Island", 2017)]


def test_the_rule_is_one_in_both_databases() -> None:
    rows = [(one.place_id, one.level, one.valid_to, one.successor or None) for one in _TOWNS]
    with duckdb.connect() as base:
        base.execute(
            "CREATE TABLE places (place_id TEXT, level TEXT, valid_to INT, successor TEXT)"
        )
        base.executemany("INSERT INTO places VALUES (?, ?, ?, ?)", rows)
        assert dict(base.execute(HEIRS).fetchall()) == _HEIRS


@pytest.mark.parametrize("place_id", ["gn:6", "gn:7", "gn:8", "gn:9", "gn:unknown"])
def test_a_province_holds_nothing_of_a_city_and_nobody_what_was_divided(
    index: _Index, place_id: str
) -> None:
    assert heir_of(index, place_id) is None
    assert merged_into(index, "gn:5") == ()


def test_what_was_merged_twice_is_told_as_itself(index: _Index) -> None:
    found = heir_of(index, "gn:4")
    assert found is not None
    assert (found.name, found.of.name, found.of.until) == ("Island", "Older Parish", 2014)
    assert str(found.sentence).startswith("Older Parish was a municipality until 2014")


def test_two_that_are_said_to_follow_one_another_have_no_heir(index: _Index) -> None:
    round_about = {
        "gn:1": replace(PLACES["gn:2"], place_id="gn:1", successor="gn:2"), "gn:2": PLACES["gn:2"],
    }  # fmt: skip
    assert heirs_among(round_about) == {}


def test_the_id_of_an_heir_leads_to_the_tie_that_stands_unless_it_has_its_own() -> None:
    ties = [
        {"tie_id": "gn:2~gn:9", "standing": "no_longer_listed"},
        {"tie_id": "gn:3~gn:9", "standing": "listed"},
    ]
    (row,) = heir_redirects(ties, _HEIRS, taken=())
    assert (row["old_id"], row["new_id"]) == ("gn:1~gn:9", "gn:3~gn:9")
    assert heir_redirects(ties, _HEIRS, taken={"gn:1~gn:9"}) == []
    inside = [{"tie_id": "gn:2~gn:3", "standing": "listed"}]
    assert heir_redirects(inside, _HEIRS, taken=()) == []


def test_a_list_may_write_the_old_town_or_what_took_it_over_and_means_the_tie_that_is_held() -> (
    None
):
    assert pairs_of_heirs([("gn:2", "gn:9")], _HEIRS) == {"gn:1~gn:9": ("gn:2", "gn:9")}
    of_today = pairs_of_heirs([("gn:1", "gn:9")], _HEIRS)
    assert of_today == {f"{town}~gn:9": ("gn:1", "gn:9") for town in ("gn:2", "gn:3", "gn:4")}


def test_a_tie_of_its_own_is_led_nowhere_and_none_is_made_within_one_municipality() -> None:
    both = [("gn:1", "gn:9"), ("gn:2", "gn:9")]
    assert set(pairs_of_heirs(both, _HEIRS)) == {"gn:3~gn:9", "gn:4~gn:9"}
    assert pairs_of_heirs([("gn:2", "gn:3")], _HEIRS) == {}

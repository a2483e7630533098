"""Which lists were read for a place: of each source the most particular ruling counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import pytest

from sistercities.api.lists_read import ListsRead, lists_of_country, lists_of_place

_ROWS = (
    ("crawl-2016", "*", "*", "list", True, 2016),
    ("nodes-2021", "*", "*", "between_nodes", True, 2021),
    ("pages-2023", "US", "US-CA", "list", True, 2023),
    ("pages-2023", "US", "US-FL", "list", False, 2023),
    ("pages-2023", "US", "US-HI", "list", True, 2023),
    ("pages-2023", "JP", "*", "list", False, 2023),
    ("pages-2026", "US", "US-CA", "list", False, 2026),
    ("pages-2026", "US", "US-FL", "list", False, 2026),
    ("pages-2026", "US", "US-HI", "list", True, 2026),
    ("pages-2026", "JP", "*", "list", True, 2026),
)


class _Release:
    """Tables of a made-up release."""

    def __init__(self) -> None:
        self._connection = duckdb.connect()
        for sql in (
            "CREATE TABLE source_coverage (source_id TEXT, country TEXT, region_iso TEXT, "
            "mode TEXT, is_read BOOLEAN, year BIGINT)",
            "CREATE TABLE region_coverage (place_id TEXT, level TEXT, is_covered BOOLEAN, "
            "list_year BIGINT)",
            "CREATE TABLE places (place_id TEXT, name TEXT, region_iso TEXT, level TEXT, "
            "valid_to BIGINT)",
            "CREATE TABLE countries (country TEXT, name TEXT)",
            "INSERT INTO countries VALUES ('US', 'United States'), ('JP', 'Japan')",
            "INSERT INTO places VALUES ('gn:1', 'California', 'US-CA', 'region1', NULL)",
            "INSERT INTO region_coverage VALUES ('gn:2', 'upper', true, 2021), "
            "('gn:2', 'upper', true, NULL), ('gn:3', 'upper', false, 2026), "
            "('gn:3', 'lower', true, 2026)",
        ):
            self._connection.execute(sql)
        self._connection.executemany("INSERT INTO source_coverage VALUES (?, ?, ?, ?, ?, ?)", _ROWS)

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
        found = self._connection.execute(sql, list(parameters))
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@pytest.fixture(scope="module")
def release() -> _Release:
    return _Release()


def _of_city(release: _Release, country: str, region_iso: str) -> ListsRead:
    return lists_of_place(release, "gn:9", country, region_iso, "city", is_dual=False)


def test_a_city_of_a_state_has_the_lists_of_that_state(release: _Release) -> None:
    held = _of_city(release, "US", "US-CA")
    assert (held.area, held.area_id, held.years) == ("California", "gn:1", (2016, 2023))
    assert _of_city(release, "US", "US-FL").years == (2016,)
    assert _of_city(release, "US", "US-HI").years == (2016, 2023, 2026)


def test_a_city_of_a_country_without_lists_by_region_has_those_of_the_country(
    release: _Release,
) -> None:
    held = _of_city(release, "JP", "JP-11")
    assert (held.area, held.years, held.own_is_read) == ("Japan", (2016, 2026), None)
    assert _of_city(release, "BT", "BT-15").years == (2016,)


def test_a_country_says_of_how_many_regions_the_lists_were_read(release: _Release) -> None:
    held = lists_of_country(release, "US")
    assert held.area == "the United States"
    assert held.years == (2016, 2023, 2026)
    assert held.by_region == ((2023, 2, 3), (2026, 1, 3))
    whole = lists_of_place(release, "gn:4", "US", None, "country", is_dual=False)
    assert whole == held


def test_a_region_says_whether_a_full_list_of_its_own_partners_was_read(
    release: _Release,
) -> None:
    def own(place_id: str, level: str, *, is_dual: bool) -> tuple[bool | None, int | None]:
        held = lists_of_place(release, place_id, "JP", "JP-01", level, is_dual=is_dual)
        return held.own_is_read, held.own_year

    assert own("gn:2", "region1", is_dual=False) == (True, 2021)
    assert own("gn:3", "region1", is_dual=False) == (False, None)
    assert own("gn:2", "region1", is_dual=True) == (None, None)
    assert own("gn:2", "region2", is_dual=False) == (None, None)

"""A municipality of a merger that no source counts has the people of its parts, told as such."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

import sistercities.dataset.merged_municipalities as merged
from sistercities.dataset.merged_municipalities import (
    COLUMNS,
    Merger,
    PeopleOfParts,
    merged_municipalities,
    people_of_parts,
)
from sistercities.errors import SourceError

HEIR, ONE, OTHER = "gn:1", "gn:2", "gn:3"
ROWS = {
    HEIR: {"population": None},
    ONE: {"population": 30_000, "valid_to": 2018, "successor": HEIR},
    OTHER: {"population": 12_000, "valid_to": 2018, "successor": HEIR},
}


class _Places:
    """Places in SQLite, as the index of a release has them."""

    def __init__(self, changed: dict[str, dict[str, Any]]) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.row_factory = sqlite3.Row
        columns = ("population", "population_year", "is_population_doubtful", "valid_to",
                   "successor")  # fmt: skip
        self._base.execute(f"CREATE TABLE places (place_id, {', '.join(columns)})")
        for place_id, row in ROWS.items():
            given = {"is_population_doubtful": False} | row | changed.get(place_id, {})
            values = (place_id, *(given.get(column) for column in columns))
            self._base.execute("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?)", values)

    def query(self, sql: str, parameters: Any = ()) -> list[dict[str, Any]]:
        return [dict(row) for row in self._base.execute(sql, parameters)]


@pytest.fixture(autouse=True)
def one_merger(monkeypatch: pytest.MonkeyPatch) -> None:
    found = (Merger(HEIR, "Twin Towns", (ONE, OTHER), (), is_counted_whole=True),)
    monkeypatch.setattr(merged, "merged_municipalities", lambda: found)


def together(**changed: dict[str, Any]) -> PeopleOfParts | None:
    by_id = {key.replace("gn", "gn:"): row for key, row in changed.items()}
    return people_of_parts(_Places(by_id)).get(HEIR)


def test_its_people_are_those_of_all_its_parts() -> None:
    assert together() == PeopleOfParts(42_000, None, None)


@pytest.mark.parametrize(
    "changed",
    [
        {"gn1": {"population": 50_000}},
        {"gn1": {"valid_to": 2024}},
        {"gn2": {"population": None}},
        {"gn2": {"is_population_doubtful": True}},
        {"gn3": {"valid_to": None, "successor": None}},
        {"gn3": {"successor": "gn:9"}},
    ],
)
def test_nothing_is_added_up_where_it_is_counted_or_a_part_is_not(
    changed: dict[str, dict[str, Any]],
) -> None:
    assert together(**changed) is None


def test_a_place_that_is_not_asked_for_is_not_looked_at() -> None:
    assert people_of_parts(_Places({}), ["gn:9"]) == {}


@pytest.mark.parametrize(
    ("first", "second", "years", "year"),
    [(2011, 2020, "2011-2020", None), (2020, 2020, "2020", 2020), (2011, None, "", None)],
)
def test_the_years_of_the_figures_are_told(
    first: int, second: int | None, years: str, year: int | None
) -> None:
    found = together(gn2={"population_year": first}, gn3={"population_year": second})
    assert found is not None
    assert (found.years, found.year) == (years, year)


def written(folder: Path, row: str) -> Path:
    path = folder / "merged_municipalities.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    return path


def test_a_row_names_what_was_merged(tmp_path: Path) -> None:
    path = written(tmp_path, "gn:1,Twin Towns,gn:2|gn:3,,whole,merged,public law,2026-12-01")
    assert merged_municipalities(path) == (
        Merger("gn:1", "Twin Towns", ("gn:2", "gn:3"), (), is_counted_whole=True),
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("gn:1,Twin Towns,gn:2|Two,,,merged,law,2026-12-01", "no place id"),
        ("gn:1,Twin Towns,,Two,,merged,law,2026-12-01", "parts"),
        ("gn:1,Twin Towns,gn:2,Two,whole,merged,law,2026-12-01", "nothing is added up"),
        ("gn:1,Twin Towns,gn:2,,most,merged,law,2026-12-01", "figures"),
    ],
)
def test_a_row_that_cannot_be_meant_is_refused(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        merged_municipalities(written(tmp_path, row))

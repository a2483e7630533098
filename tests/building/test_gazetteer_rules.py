"""The tables of levels and of dual places are read strictly."""

from pathlib import Path

import pytest

from release_build.gazetteer.build import COLUMNS as PART_COLUMNS
from release_build.gazetteer.build import read_parts
from release_build.gazetteer.drafts import COLUMNS as DUAL_COLUMNS
from release_build.gazetteer.drafts import DualPlace, read_dual_places
from release_build.gazetteer.levels import COLUMNS as LEVEL_COLUMNS
from release_build.gazetteer.levels import area_level, read_level_rules
from sistercities.errors import SourceError
from sistercities.sources.admin_areas import AdminArea

LEVEL_ROW = {
    "country": "CY", "tier": "2", "type": "", "pattern": "^Nea ", "level": "city",
    "is_municipality": "yes", "reason": "why",
}  # fmt: skip
DUAL_ROW = {
    "place_id": "gn:7", "region_id": "gn:8", "region_iso": "DE-HH", "name": "Freihafen",
    "reason": "why", "source": "made-up", "inside": "parts", "inside_reason": "two wards",
}  # fmt: skip
PART_ROW = {
    "place_id": "gn:7", "name": "Speicher", "country": "DE", "is_part": "yes", "reason": "why",
    "source": "made-up", "date": "2026-11-25",
}  # fmt: skip


def write(path: Path, columns: tuple[str, ...], *rows: dict[str, str]) -> Path:
    lines = [",".join(columns), *(",".join(row[one] for one in columns) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def area(name: str, tier: int, country: str = "CY") -> AdminArea:
    return AdminArea(1, name, "", "", 5, "", (name,), tier, 0, country)


def test_the_first_rule_that_fits_decides_and_else_the_tier(tmp_path: Path) -> None:
    last = {**LEVEL_ROW, "pattern": "", "level": "district", "is_municipality": "no"}
    rules = read_level_rules(write(tmp_path / "levels.csv", LEVEL_COLUMNS, LEVEL_ROW, last))
    assert area_level(area("Nea Polis", 2), rules) == ("city", True)
    assert area_level(area("Polis", 2), rules) == ("district", False)
    assert area_level(area("Polis", 1), rules) == ("region1", False)
    assert area_level(area("Nea Polis", 2, "GR"), rules) == ("region2", False)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("country", "ZZ"),
        ("tier", "second"),
        ("pattern", "(Nea"),
        ("level", "town"),
        ("is_municipality", "perhaps"),
        ("reason", ""),
    ],
)
def test_a_level_that_is_not_understood_is_refused(tmp_path: Path, column: str, value: str) -> None:
    path = write(tmp_path / "levels.csv", LEVEL_COLUMNS, {**LEVEL_ROW, column: value})
    with pytest.raises(SourceError, match=f"levels.csv, row 2, column {column}"):
        read_level_rules(path)


def test_a_dual_place_may_lack_a_region_of_its_own(tmp_path: Path) -> None:
    lone = {**DUAL_ROW, "place_id": "gn:9", "region_id": "", "inside": "municipalities"}
    assert read_dual_places(write(tmp_path / "duals.csv", DUAL_COLUMNS, DUAL_ROW, lone)) == (
        DualPlace(7, 8, "DE-HH", "Freihafen", "parts"),
        DualPlace(9, None, "DE-HH", "Freihafen", "municipalities"),
    )


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("place_id", ""),
        ("place_id", "x:freihafen"),
        ("region_id", "8"),
        ("region_iso", "Hamburg"),
        ("name", ""),
        ("source", ""),
        ("inside", "quarters"),
        ("inside_reason", ""),
    ],
)
def test_a_dual_place_that_is_not_understood_is_refused(
    tmp_path: Path, column: str, value: str
) -> None:
    path = write(tmp_path / "duals.csv", DUAL_COLUMNS, {**DUAL_ROW, column: value})
    with pytest.raises(SourceError, match=f"duals.csv, row 2, column {column}"):
        read_dual_places(path)


def test_a_dual_place_stands_once(tmp_path: Path) -> None:
    path = write(tmp_path / "duals.csv", DUAL_COLUMNS, DUAL_ROW, DUAL_ROW)
    with pytest.raises(SourceError, match="a row above rules on it"):
        read_dual_places(path)


def test_what_is_part_of_a_city_and_what_is_not_is_read(tmp_path: Path) -> None:
    town = {**PART_ROW, "place_id": "gn:9", "is_part": "no"}
    path = write(tmp_path / "parts.csv", PART_COLUMNS, PART_ROW, town)
    assert read_parts(path) == {7: True, 9: False}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("place_id", "7"),
        ("place_id", "x:speicher"),
        ("is_part", "perhaps"),
        ("reason", ""),
        ("source", ""),
        ("date", "yesterday"),
    ],
)
def test_a_part_of_a_city_that_is_not_understood_is_refused(
    tmp_path: Path, column: str, value: str
) -> None:
    path = write(tmp_path / "parts.csv", PART_COLUMNS, {**PART_ROW, column: value})
    with pytest.raises(SourceError, match=f"parts.csv, row 2, column {column}"):
        read_parts(path)


def test_a_part_of_a_city_stands_once(tmp_path: Path) -> None:
    path = write(tmp_path / "parts.csv", PART_COLUMNS, PART_ROW, PART_ROW)
    with pytest.raises(SourceError, match="a row above rules on it"):
        read_parts(path)

"""What is of OpenFlights stands in no table with anything else, as decision 0008 promises."""

from __future__ import annotations

import csv
import re
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
QUALITY = DOCS / "data-quality"


def _columns(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def test_no_table_of_the_documentation_joins_values_of_openflights() -> None:
    joined = {
        path.name: [column for column in _columns(path) if re.search(r"2009|2014|openfl", column)]
        for path in QUALITY.glob("*.csv")
        if path.name != "airports-china-openflights.csv"
    }
    assert {name: columns for name, columns in joined.items() if columns} == {}


def test_the_values_of_openflights_stand_apart_with_their_licence() -> None:
    path = QUALITY / "airports-china-openflights.csv"
    assert _columns(path) == ["airport", "airports_abroad_2009_2014"]
    notice = path.with_suffix(".LICENCE.txt").read_text(encoding="utf-8")
    assert "Open Database License" in notice
    assert "opendatacommons.org/licenses/odbl/1-0/" in notice


def test_no_page_counts_the_places_of_the_release_by_hand() -> None:
    by_hand = [
        path.name
        for path in QUALITY.glob("*.md")
        if re.search(r"\d{2},\d{3} places of the release", path.read_text(encoding="utf-8"))
    ]
    assert by_hand == []

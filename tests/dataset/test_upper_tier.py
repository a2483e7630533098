"""Which tiers sign for provinces, and which decisions the claims bear out."""

from __future__ import annotations

from pathlib import Path

import pytest

import world
from sistercities.dataset.upper_tier import (
    COLUMNS,
    check_upper_tier,
    partner_levels,
    read_upper_tier,
)
from sistercities.errors import BuildError, SourceError
from sistercities.terms.words import DEFAULT_TITLE

FR1 = "FR,region1,region,no,drawn,regions sign,2026-01-01,never"
FR2 = "FR,region2,departement,yes,drawn,departements sign too,2026-01-01,never"


def _file(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "upper_tier.csv"
    path.write_text("\n".join((",".join(COLUMNS), *lines)) + "\n", encoding="utf-8")
    return path


def test_the_first_level_signs_where_nothing_is_decided(tmp_path: Path) -> None:
    rows = read_upper_tier(_file(tmp_path, FR1, FR2), ["CN", "FR", "JP"])
    assert [(row["country"], row["level"], row["is_finest"]) for row in rows] == [
        ("FR", "region1", False),
        ("FR", "region2", True),
        ("CN", "region1", True),
        ("JP", "region1", True),
    ]
    assert rows[1]["source"] == "departements sign too (drawn)"
    assert rows[2]["title"] == DEFAULT_TITLE


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ([FR1], "FR has 0 finest tiers"),
        ([FR2, FR1.replace(",no,", ",yes,")], "FR has 2 finest tiers"),
        ([FR1, FR1, FR2], "FR has region1 twice"),
    ],
)
def test_a_decision_that_is_not_understood_stops_the_build(
    tmp_path: Path, lines: list[str], problem: str
) -> None:
    with pytest.raises(BuildError, match=problem):
        read_upper_tier(_file(tmp_path, *lines), ["FR"])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (FR2.replace("region2", "city"), "row 2, column level: 'city'"),
        (FR2.replace(",yes,", ",maybe,"), "row 2, column is_finest: 'maybe'"),
        (FR2.replace("FR", "ZZ"), "row 2, column country: 'ZZ'"),
        (FR2.replace("2026-01-01", "2026-02-30"), "row 2, column decided: '2026-02-30'"),
        (FR2.replace(",never", ""), "row 2, .*it has 7 fields and the header 8"),
    ],
)
def test_a_row_that_is_not_understood_is_refused(tmp_path: Path, line: str, problem: str) -> None:
    with pytest.raises(SourceError, match=problem):
        read_upper_tier(_file(tmp_path, line), ["FR"])


def test_another_header_stops_the_build(tmp_path: Path) -> None:
    path = tmp_path / "upper_tier.csv"
    path.write_text("country,tier\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"column tier: .*the columns are country, level"):
        read_upper_tier(path, [])


def test_the_partners_of_home_regions_are_counted_by_country_and_level() -> None:
    # Lanyu: Minamihara, Valmont, Ombrage. Qingmo: Minamihara, Kitazawa, Nordmark. Baisha:
    # Higashino. The dual Jinghai and the city ties do not speak.
    assert partner_levels(world.claims(), world.places(), "CN") == {
        ("JP", "region1"): 4,
        ("FR", "region1"): 1,
        ("FR", "region2"): 1,
        ("DE", "region1"): 1,
    }


def test_a_second_tier_without_a_tie_is_retired() -> None:
    partners = partner_levels(world.claims(), world.places(), "CN")
    check_upper_tier(world.upper_tier(), partners)
    del partners["FR", "region2"]
    with pytest.raises(BuildError, match="region2 of FR; take its rows out"):
        check_upper_tier(world.upper_tier(), partners)

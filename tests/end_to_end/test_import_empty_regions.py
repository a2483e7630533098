"""A column of regions that is empty beside one name, against the release in the package."""

from __future__ import annotations

import csv
from pathlib import Path

import sistercities as sc
from sistercities.api.register_import import AccountLine

TOWNS = [
    ("Kurashiki", "Okayama"), ("Otaru", "Hokkaido"), ("Matsumoto", "Nagano"),
    ("Himeji", "Hyogo"), ("Beppu", "Oita"), ("Hakodate", "Hokkaido"), ("Kamakura", "Kanagawa"),
    ("Takamatsu", "Kagawa"), ("Sasebo", "Nagasaki"), ("Hirosaki", "Aomori"), ("Sakai", "Osaka"),
]  # fmt: skip
OSAKA_CITY, OSAKA_PREFECTURE = "gn:1853909", "gn:1853904"


def import_lines(folder: Path, rows: list[tuple[str, str, str, str]]) -> tuple[AccountLine, ...]:
    """Import lines of home, its region, partner, its region; Dalian alone is no American one."""
    path = folder / "register.csv"
    with path.open("w", encoding="utf-8", newline="") as sink:
        writer = csv.writer(sink)
        writer.writerow(["Home", "Home region", "Partner", "Partner region", "Partner country"])
        writer.writerows((*row, "CN" if row[2] == "Dalian" else "US") for row in rows)
    return sc.import_register(path, country="JP", write=False).account


def towns(n_with_region: int) -> list[tuple[str, str, str, str]]:
    """Return a line for each town, of which some have their region."""
    return [(town, region if at < n_with_region else "", "Seattle", "Washington")
            for at, (town, region) in enumerate(TOWNS)]  # fmt: skip


OSAKA = ("Osaka", "", "Dalian", "")


def test_a_home_without_its_region_is_the_region_where_all_others_have_theirs(
    tmp_path: Path,
) -> None:
    rows = [*towns(len(TOWNS)), OSAKA, ("Otaru", "Hokkaido", "New York", "")]
    *_, osaka, otaru = import_lines(tmp_path, rows)
    assert OSAKA_PREFECTURE in osaka.place_a
    assert "Osaka: taken as the region of this name, as no region stands beside it" in osaka.told
    # New York is often left without its state: it is asked, and both are offered.
    assert (otaru.outcome, otaru.place_b) == ("waiting", "")
    assert "which New York is not stated" in otaru.told
    assert "New York (region1" in otaru.next_step
    assert "New York City (city" in otaru.next_step or "New York (city" in otaru.next_step


def test_where_regions_are_often_left_out_nothing_is_told_by_it(tmp_path: Path) -> None:
    *_, osaka = import_lines(tmp_path, [*towns(8), OSAKA])
    assert OSAKA_CITY in osaka.place_a
    assert "taken as the region" not in osaka.told

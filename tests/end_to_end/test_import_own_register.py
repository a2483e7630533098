"""A city's own register as its office writes it, against the release: home, regions, namesakes."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import sistercities as sc
from sistercities.api.register_import import AccountLine

SUNCHEON, SALEM_OREGON = "gn:1835648", "gn:5750162"


def imported(folder: Path, rows: Sequence[Sequence[str]]) -> tuple[AccountLine, ...]:
    path = folder / "register.csv"
    with path.open("w", encoding="utf-8", newline="") as sink:
        csv.writer(sink).writerows(rows)
    return sc.import_register(path, year=2026, write=False).account


def test_what_some_lines_tell_of_the_home_holds_for_all(tmp_path: Path) -> None:
    # Sunch'ŏn in North Korea is written alike; two ties are held, the third partner is new.
    rows = [("도시", "자매도시", "국가"), ("순천시", "닝보시", "중국"),
            ("순천시", "안탈리아시", "터키"), ("순천시", "Gernsbach", "독일")]  # fmt: skip
    found = imported(tmp_path, rows)
    assert all(SUNCHEON in line.place_a for line in found)
    assert "which the other lines of this register mean" in found[2].told


def test_one_line_alone_tells_nothing_of_the_others(tmp_path: Path) -> None:
    rows = [("도시", "자매도시", "국가"), ("순천시", "닝보시", "중국"),
            ("순천시", "Gernsbach", "독일")]  # fmt: skip
    assert imported(tmp_path, rows)[1].outcome == "waiting"


def test_a_list_of_several_homes_of_one_country_tells_of_each(tmp_path: Path) -> None:
    rows = [("도시", "자매도시", "국가"), ("순천시", "닝보시", "중국"),
            ("순천시", "안탈리아시", "터키"), ("순천시", "Gernsbach", "독일"),
            ("서울특별시", "베이징시", "중국")]  # fmt: skip
    assert SUNCHEON in imported(tmp_path, rows)[2].place_a


def test_a_list_of_homes_of_several_countries_tells_nothing_of_one(tmp_path: Path) -> None:
    rows = [("도시", "자매도시", "국가"), ("순천시", "닝보시", "중국"),
            ("순천시", "안탈리아시", "터키"), ("순천시", "Gernsbach", "독일"),
            ("평양시", "모스크바", "러시아")]  # fmt: skip
    assert imported(tmp_path, rows)[2].outcome == "waiting"


def test_a_state_beside_a_name_of_another_script_tells_the_namesake(tmp_path: Path) -> None:
    # Only Salem in Ohio has its name in Japanese letters in the release.
    rows = [("都市名", "姉妹都市", "国"), ("川越市", "セーレム市", "アメリカ合衆国オレゴン州")]
    assert SALEM_OREGON in imported(tmp_path, rows)[0].place_b

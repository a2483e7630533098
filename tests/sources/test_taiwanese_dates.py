"""Years of the Republic of China without their era, in registers of Taiwan alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from sistercities.sources.register import read_register
from sistercities.sources.register_line import RegisterLine


def read(tmp_path: Path, date: str, country: str) -> RegisterLine:
    path = tmp_path / "made-up.csv"
    path.write_text(f"縣市;締盟城市;國家;締盟日期\n甲縣;Tokiwa;日本;{date}\n", encoding="utf-8")
    return read_register(path, "made-up", 2026, home_country=country).lines[0]


@pytest.mark.parametrize(
    ("date", "iso"),
    [("71年10月29日", "1982-10-29"), ("108/11/8", "2019-11-08"), ("80年", "1991"),
     ("79", "1990"), ("９２年３月", "2003-03")],
)  # fmt: skip
def test_a_year_is_counted_from_1912_and_that_is_told(tmp_path: Path, date: str, iso: str) -> None:
    line = read(tmp_path, date, "TW")
    assert line.claim
    assert line.claim.start == iso
    assert any("counted from 1912" in told for told in line.told)


@pytest.mark.parametrize("date", ["2019/11/8", "民國108年11月8日"])
def test_our_years_and_stated_eras_are_read_as_ever(tmp_path: Path, date: str) -> None:
    line = read(tmp_path, date, "TW")
    assert line.claim
    assert (line.claim.start, line.told) == ("2019-11-08", ())


def test_a_year_that_the_republic_has_not_reached_is_none(tmp_path: Path) -> None:
    line = read(tmp_path, "130年", "TW")
    assert line.claim
    assert line.claim.start == ""


def test_elsewhere_two_figures_are_no_year(tmp_path: Path) -> None:
    line = read(tmp_path, "108/11/8", "JP")
    assert line.claim
    assert line.claim.start == ""

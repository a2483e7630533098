"""Codes and names mean countries of today, by ruling and year, and never by guess."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from release_build.covariates.country_codes import (
    COLUMNS,
    CodeRuling,
    CountryCodes,
    read_code_rulings,
)
from sistercities.errors import BuildError, SourceError

COUNTRIES = ("DE", "RS", "SD")
ROW = "cow,900,DE,1949,1989,all,the same state,2026-01-01"


def _read(folder: Path, *rows: str) -> tuple[CodeRuling, ...]:
    path = folder / "country_codes.csv"
    path.write_text("\n".join((",".join(COLUMNS), *rows)) + "\n", encoding="utf-8")
    return read_code_rulings(path, COUNTRIES)


def _codes(*rulings: CodeRuling) -> CountryCodes:
    return CountryCodes(rulings, {"cow": {"900": "DE", "901": "SD"}}, COUNTRIES)


def test_rulings_are_read_with_their_years(tmp_path: Path) -> None:
    rows = (ROW, "cow,900,,1990,,,another code stands for it,2026-01-01",
            "cepii,YYY,RS,,,not territory,smaller today,2026-01-01")  # fmt: skip
    assert _read(tmp_path, *rows) == (
        CodeRuling("cow", "900", "DE", 1949, 1989, True),
        CodeRuling("cow", "900", "", 1990, 9999, True),
        CodeRuling("cepii", "YYY", "RS", 0, 9999, False),
    )


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ((ROW.replace("cow", "fips"),), "row 2, column scheme: 'fips'"),
        ((ROW.replace("DE", "ZZ"),), "row 2, column country: 'ZZ'"),
        ((ROW.replace("1949", "49"),), "row 2, column from_year: '49'"),
        ((ROW.replace("all", "some"),), "row 2, column carries: 'some'"),
        ((ROW.replace(",DE,", ",,"),), "row 2, column carries: 'all'"),
        ((ROW.replace("the same state", ""),), "row 2, column reason: ''"),
        ((ROW, ROW.replace("1949", "1989").replace("1989,all", "1999,all")),
         "row 3, column code: '900' .*keep one"),
    ],
)  # fmt: skip
def test_a_ruling_that_is_not_understood_is_refused(
    tmp_path: Path, rows: tuple[str, ...], problem: str
) -> None:
    with pytest.raises(SourceError, match=problem):
        _read(tmp_path, *rows)


def test_a_ruling_goes_before_the_table_in_its_years_only() -> None:
    codes = _codes(CodeRuling("cow", "900", "", 1990, 9999, True))
    assert [codes.country_of("cow", "900", year) for year in (1989, 1990)] == ["DE", ""]


def test_an_unknown_code_is_an_error_with_a_next_step() -> None:
    with pytest.raises(BuildError, match=r"cow writes '902' \(1990\).*add a row to data/decisions"):
        _codes().country_of("cow", "902", 1990)
    with pytest.raises(BuildError, match="un-migrants writes 'Atlantis'"):
        _codes().country_of("un-migrants", "Atlantis", 1990)


def test_many_codes_at_once_are_the_same_as_each() -> None:
    codes = _codes(CodeRuling("cow", "900", "", 1990, 9999, True))
    found = codes.positions(
        "cow", np.array([900, 901, 900, 901]), np.array([1989, 1989, 1990, 1990])
    )
    assert found.tolist() == [0, 2, -1, 2]
    assert codes.positions("cow", np.array([], dtype=np.int64), np.array([], np.int64)).size == 0


def test_a_ruling_that_no_source_needs_fails_the_build() -> None:
    codes = _codes(
        CodeRuling("cow", "900", "DE", 0, 9999, True), CodeRuling("cow", "907", "", 0, 9999, True)
    )
    codes.country_of("cow", "900", 1990)
    with pytest.raises(BuildError, match=r"no source writes 907 \(cow\); take the rows out"):
        codes.require_needed()


def test_names_that_are_never_a_country_are_known_beforehand() -> None:
    codes = _codes(
        CodeRuling("un-migrants", "WORLD", "", 0, 9999, True),
        CodeRuling("un-migrants", "Holy See", "DE", 0, 9999, True),
    )
    assert codes.without_country("un-migrants") == {"WORLD"}
    assert codes.country_of("un-migrants", "Holy See", 1990) == "DE"
    codes.require_needed()


def test_a_territory_that_changed_does_not_carry_over() -> None:
    codes = _codes(CodeRuling("cepii", "YYY", "RS", 0, 9999, False))
    assert not codes.carries_territory("cepii", "YYY")
    assert codes.carries_territory("cepii", "DEU")

"""A cell of a made-up register that holds the name of a country alone names no partner."""

from __future__ import annotations

from pathlib import Path

import pytest

import sistercities as sc
from sistercities.api.register_import import AccountLine

REASON = "name of a country, not of a city"


def _line(tmp_path: Path, release: Path, row: str) -> AccountLine:
    path = tmp_path / "r.csv"
    path.write_text(f"Home;Partner;Country\n{row}\n", encoding="utf-8")
    return sc.import_register(path, country="DE", write=False, data=release).account[0]


@pytest.mark.parametrize("country", ["Japan", "Япония", "Japonya", "Nhật Bản", "ΗΠΑ", "일본"])
@pytest.mark.parametrize("beside", ["", "JP"])
def test_a_country_alone_waits(
    tmp_path: Path, release_folder: Path, country: str, beside: str
) -> None:
    if country == "ΗΠΑ" and beside:
        beside = "US"
    line = _line(tmp_path, release_folder, f"Altwerder;{country};{beside}")
    assert line.outcome == "waiting"
    assert REASON in line.told
    assert "write the city" in line.next_step


def test_a_city_with_its_country_is_as_it_was(tmp_path: Path, release_folder: Path) -> None:
    line = _line(tmp_path, release_folder, "Altwerder;Tokiwa;Япония")
    assert line.outcome in ("new", "known")
    assert REASON not in line.told

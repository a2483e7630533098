"""The list of Japanese municipalities: each row understood, or refused with where it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from release_build.gazetteer.japan import JapaneseNames
from release_build.readers.japan_municipalities import (
    COLUMNS,
    JapaneseMunicipality,
    read_japan,
    read_ward_names,
)
from sistercities.errors import SourceError

ROW = {
    "pid": "13", "pref": "東京都", "cid": "13999", "city": "川辺市", "citykana": "かわべし",
    "lat": "35.5", "lng": "139.5", "url": "https://example.org", "phrase": "よい町",
    "lgcode": "139991",
}  # fmt: skip
ENTRY = {
    "code": "139991", "name_kanji": "川辺市", "name_kana": "かわべし", "name_romaji": "Kawabe Shi",
    "lat": "35.5", "lon": 139.5, "prefecture_kanji": "東京都", "prefecture_kana": "とうきょうと",
    "prefecture_romaji": "Tokyo To",
}  # fmt: skip


def write(folder: Path, *rows: dict[str, str], romaji: Any = (ENTRY,)) -> Path:
    lines = [",".join(COLUMNS), *(",".join(row[column] for column in COLUMNS) for row in rows)]
    (folder / "localgovjp.csv").write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    (folder / "romaji_2018.json").write_text(json.dumps(romaji), encoding="utf-8")
    return folder


def test_a_municipality_has_its_region_names_and_point(tmp_path: Path) -> None:
    assert read_japan(write(tmp_path, ROW)) == (
        JapaneseMunicipality(
            "139991", "JP-13", "川辺市", "かわべし", "", 35.5, 139.5, "Kawabe Shi", ""
        ),
    )


def test_a_ward_stands_behind_its_city(tmp_path: Path) -> None:
    row = ROW | {"city": "川辺市 北区", "citykana": "かわべし きたく", "lgcode": "139992"}
    (ward,) = read_japan(write(tmp_path, row))
    assert (ward.city, ward.name, ward.kana, ward.romaji) == ("川辺市", "北区", "きたく", "")


def test_a_name_that_was_another_in_2018_keeps_the_earlier(tmp_path: Path) -> None:
    entry = {name: ENTRY[name] for name in ENTRY if name != "name_kana"} | {"name_kanji": "辺市"}
    (one,) = read_japan(write(tmp_path, ROW, romaji=[entry]))
    assert (one.name, one.earlier_name) == ("川辺市", "辺市")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("pid", "48"), ("pid", "one"), ("pid", "14"), ("lgcode", "13999"), ("lgcode", ""),
        ("city", "川辺"), ("citykana", "かわ べし"), ("lat", "95"), ("lng", "east"),
    ],
)  # fmt: skip
def test_an_odd_value_is_refused_with_its_row(tmp_path: Path, column: str, value: str) -> None:
    with pytest.raises(SourceError, match=r"localgovjp\.csv, row 2"):
        read_japan(write(tmp_path, ROW | {column: value}))


def test_a_code_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="row above"):
        read_japan(write(tmp_path, ROW, ROW))


@pytest.mark.parametrize(
    "romaji",
    [
        {"code": "139991"}, ["Kawabe"], [ENTRY | {"mayor": "?"}], [ENTRY | {"name_romaji": ""}],
        [ENTRY | {"name_kanji": None}], [{"code": "139991"}],
    ],
)  # fmt: skip
def test_an_odd_entry_of_romanised_names_is_refused(tmp_path: Path, romaji: Any) -> None:
    with pytest.raises(SourceError, match=r"romaji_2018\.json"):
        read_japan(write(tmp_path, ROW, romaji=romaji))


def test_a_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, ROW)
    (folder / "romaji_2018.json").write_text("{", encoding="utf-8")
    with pytest.raises(SourceError, match="not JSON"):
        read_japan(folder)


WARD = ROW | {"city": "川辺市 港南区", "citykana": "かわべし こうなんく", "lgcode": "139992"}


def typed(folder: Path, *lines: str) -> Path:
    path = folder / "ward_names.csv"
    path.write_text("\n".join(["code,name,latin,reason,date", *lines]) + "\n", encoding="utf-8")
    return path


def test_a_ward_takes_the_latin_name_that_was_typed(tmp_path: Path) -> None:
    names = read_ward_names(typed(tmp_path, "139992,港南区,Konan,ou is long,2026-11-30"))
    (ward,) = read_japan(write(tmp_path, WARD), names)
    assert JapaneseNames(ward).latin == "Kōnan"


@pytest.mark.parametrize(
    "line", ["139992,港北区,Kohoku,long,2026-11-30", "139993,港南区,Konan,long,2026-11-30"]
)
def test_a_typed_name_of_another_ward_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(SourceError, match="ward_names_japan"):
        read_japan(write(tmp_path, WARD), read_ward_names(typed(tmp_path, line)))


@pytest.mark.parametrize(
    ("lines", "column"),
    [
        (["139992,港南区,,long,2026-11-30"], "latin"),
        (["139992,港南区,Konan,long,yesterday"], "date"),
        (["139992,港南区,Konan,long,2026-11-30"] * 2, "code"),
    ],
)
def test_an_odd_typed_name_is_refused(tmp_path: Path, lines: list[str], column: str) -> None:
    with pytest.raises(SourceError, match=column):
        read_ward_names(typed(tmp_path, *lines))

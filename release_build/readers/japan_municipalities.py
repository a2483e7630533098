"""The municipalities of Japan: code, kanji, kana, point; and their romanised names of 2018.

`localgovjp.csv` lists all 1,741 of them and the wards of the designated cities, each written behind
its city (札幌市 中央区). `romaji_2018.json`, from the Gazetteer of Japan, has no wards, and none of
the municipalities that have another code since.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sistercities.errors import SourceError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.snapshot import Origin, Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow, is_whole_number

SOURCE_ID = "places-japan-2026"
COLUMNS = (
    "pid", "pref", "cid", "city", "citykana", "lat", "lng", "url", "phrase", "lgcode",
)  # fmt: skip
WARD_COLUMNS = ("code", "name", "latin", "reason", "date")
IGNORED = ("cid", "url", "phrase")
"""The code without its zero and check digit, the web site and the slogan."""
_OF_ROMAJI = {
    "code", "name_kanji", "name_kana", "name_romaji", "lat", "lon", "prefecture_kanji",
    "prefecture_kana", "prefecture_romaji",
}  # fmt: skip
_MAY_LACK = {"name_kana"}
_POINT = {"lat", "lon"}
"""Text or number, and not used: `localgovjp.csv` has the point of each."""
_SUFFIXES = "市区町村"
_PREFECTURES = 47
_DIGITS_OF_A_CODE = 6


@dataclass(frozen=True, slots=True)
class JapaneseMunicipality:
    """One municipality, special ward of Tokyo or ward of a designated city.

    `city` is the city of a ward, "" for a municipality; `name` and `kana` are then those of the
    ward alone. `earlier_name` is the name of 2018 where it is written otherwise. `romaji` is as in
    the Gazetteer of Japan (`Otsuki Shi`), "" where that has none.
    """

    code: str
    region_iso: str
    name: str
    kana: str
    city: str
    latitude: float
    longitude: float
    romaji: str
    earlier_name: str


def read_japan(
    folder: Path, ward_names: Mapping[str, tuple[str, str]] | None = None
) -> tuple[JapaneseMunicipality, ...]:
    """Read both files, sorted by code.

    Parameters
    ----------
    folder
        Where the two files lie.
    ward_names
        What `read_ward_names` returns: names of wards, which `romaji_2018.json` lacks.

    Raises
    ------
    SourceError
        If a column or a field is unknown, a code, a name or a point is not understood, or a code
        stands twice.
    """
    source = Origin(SOURCE_ID)
    romaji = _romaji(Snapshot(folder / "romaji_2018.json", source))
    typed = ward_names or {}
    snapshot = Snapshot(folder / "localgovjp.csv", source)
    found: dict[str, JapaneseMunicipality] = {}
    for line, values in table_rows(snapshot, COLUMNS, unread=IGNORED):
        row = WrittenRow(snapshot.path.name, line, values)
        one = _municipality(row, romaji)
        if one.code in found:
            raise row.refuse("lgcode", "a row above has this code; keep one of them")
        found[one.code] = _with_typed_name(one, typed, row)
    for code in sorted(typed.keys() - found):
        advice = "no ward has this code; take it out of ward_names_japan.csv or correct it"
        raise SourceError("ward_names_japan.csv", 1, "code", code, advice)
    return tuple(found[code] for code in sorted(found))


def read_ward_names(path: Path) -> dict[str, tuple[str, str]]:
    """Read `ward_names_japan.csv`: kanji and plain Hepburn of a ward, without suffix, by its code.

    Raises
    ------
    SourceError
        If a value is missing or not understood, or a code stands twice.
    """
    found: dict[str, tuple[str, str]] = {}
    for row in ruling_rows(path, WARD_COLUMNS, once=("code",)):
        values = row.values
        row.require(*WARD_COLUMNS)
        found[values["code"]] = values["name"], values["latin"]
    return found


def _with_typed_name(
    one: JapaneseMunicipality, typed: Mapping[str, tuple[str, str]], row: WrittenRow
) -> JapaneseMunicipality:
    name, latin = typed.get(one.code, (one.name, one.romaji))
    if name != one.name:
        raise row.refuse("city", f"ward_names_japan.csv has {name} under this code; mend that row")
    return replace(one, romaji=latin)


def _municipality(row: WrittenRow, romaji: Mapping[str, tuple[str, str]]) -> JapaneseMunicipality:
    _check(row)
    values = row.values
    city, _, name = values["city"].rpartition(" ")
    _, _, kana = values["citykana"].rpartition(" ")
    latin, of_2018 = romaji.get(values["lgcode"], ("", ""))
    return JapaneseMunicipality(
        code=values["lgcode"],
        region_iso=f"JP-{int(values['pid']):02}",
        name=name,
        kana=kana,
        city=city,
        latitude=float(values["lat"]),
        longitude=float(values["lng"]),
        romaji=latin,
        earlier_name=of_2018 if of_2018 != values["city"] else "",
    )


def _check(row: WrittenRow) -> None:
    row.require("pid", "city", "citykana", "lat", "lng", "lgcode")
    row.require_degrees("lat", 90.0)
    row.require_degrees("lng", 180.0)
    values = row.values
    if not is_whole_number(values["pid"]) or not 1 <= int(values["pid"]) <= _PREFECTURES:
        raise row.refuse("pid", f"a prefecture has a number from 1 to {_PREFECTURES}")
    code = values["lgcode"]
    if not is_whole_number(code) or len(code) != _DIGITS_OF_A_CODE:
        raise row.refuse("lgcode", "a code of a local government has six digits")
    if int(code[:2]) != int(values["pid"]):
        raise row.refuse("lgcode", "it begins with the number of the prefecture; mend one of them")
    if values["city"][-1] not in _SUFFIXES:
        raise row.refuse("city", f"a name ends in one of {', '.join(_SUFFIXES)}")
    if (" " in values["city"]) != (" " in values["citykana"]):
        raise row.refuse("citykana", "a ward stands behind its city in kana as in kanji")


def _romaji(snapshot: Snapshot) -> dict[str, tuple[str, str]]:
    """Read the romanised name and the kanji of 2018 by code."""
    file = snapshot.path.name
    try:
        entries = json.loads(snapshot.text)
    except json.JSONDecodeError as problem:
        advice = "the file is not JSON; fetch it again"
        raise SourceError(file, problem.lineno, "(all)", problem.msg, advice) from problem
    if not isinstance(entries, list):
        raise SourceError(file, 1, "(all)", type(entries).__name__, "the file is a list of entries")
    found: dict[str, tuple[str, str]] = {}
    for position, entry in enumerate(entries, start=1):
        _check_entry(file, position, entry)
        found[entry["code"]] = (entry["name_romaji"], entry["name_kanji"])
    return found


def _check_entry(file: str, position: int, entry: Any) -> None:
    if not isinstance(entry, dict):
        raise SourceError(file, position, "(all)", repr(entry)[:80], "an entry is an object")
    odd = sorted((entry.keys() ^ _OF_ROMAJI) - (_MAY_LACK - entry.keys()))
    if odd:
        raise SourceError(
            file, position, odd[0], entry.get(odd[0]), "an entry has the known fields"
        )
    for field, value in entry.items():
        if not isinstance(value, (str, float) if field in _POINT else str):
            raise SourceError(file, position, field, value, "write a text")
    row = WrittenRow(file, position, entry)
    row.require("code", "name_kanji", "name_romaji")

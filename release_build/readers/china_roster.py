"""The 337 prefecture-level units of China at the end of 2024, with GB/T 2260 codes."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.sources.snapshot import Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow, is_whole_number

COLUMNS = (
    "name_zh", "gb6", "province_name", "province_adcode", "gb4", "gn_admin2_id", "name_pinyin",
    "seat_geonameid", "seat_name", "lat", "lon", "seat_pop", "seat_method", "name_en_ccsy",
    "fier_id",
)  # fmt: skip
MISPLACED_SEATS = frozenset({"411500", "411200", "420700", "530800"})
"""Codes whose seat the roster has wrong or far off; their seats are not read."""


@dataclass(frozen=True, slots=True)
class Prefecture:
    """One unit: its name, code and GeoNames ids; the seat is None where the roster errs."""

    name: str
    gbt2260: str
    area_geonames_id: int | None
    name_latin: str
    seat_geonames_id: int | None
    latitude: float | None
    longitude: float | None


def read_prefectures(snapshot: Snapshot) -> tuple[Prefecture, ...]:
    """Read the roster, sorted by code; a seat known to be wrong is left out.

    Raises
    ------
    SourceError
        If a column, a code, an id or a point is not understood.
    """
    rows = (
        _prefecture(WrittenRow(snapshot.path.name, line, values))
        for line, values in table_rows(snapshot, COLUMNS)
    )
    return tuple(sorted(rows, key=lambda unit: unit.gbt2260))


def _prefecture(row: WrittenRow) -> Prefecture:
    values = row.values
    if not (is_whole_number(values["gb6"]) and len(values["gb6"]) == len("110000")):
        raise row.refuse("gb6", "a GB/T 2260 code has six digits")
    row.require_round_number("gn_admin2_id")
    has_seat = bool(values["seat_geonameid"]) and values["gb6"] not in MISPLACED_SEATS
    if has_seat:
        _check_seat(row)
    return Prefecture(
        values["name_zh"], values["gb6"],
        int(float(values["gn_admin2_id"])) if values["gn_admin2_id"] else None,
        values["name_en_ccsy"] or values["name_pinyin"],
        int(float(values["seat_geonameid"])) if has_seat else None,
        float(values["lat"]) if has_seat else None,
        float(values["lon"]) if has_seat else None,
    )  # fmt: skip


def _check_seat(row: WrittenRow) -> None:
    row.require("lat", "lon")
    row.require_round_number("seat_geonameid")
    row.require_degrees("lat", 90.0)
    row.require_degrees("lon", 180.0)

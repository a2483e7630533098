"""The 337 prefecture-level units of China at the end of 2024, with GB/T 2260 codes."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.errors import SourceError
from sistercities.sources.snapshot import Snapshot, table_rows

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
    province_code: str
    area_geonames_id: int | None
    name_latin: str
    seat_geonames_id: int | None
    latitude: float | None
    longitude: float | None


def read_prefectures(snapshot: Snapshot) -> tuple[Prefecture, ...]:
    """Read the roster, sorted by code; a seat known to be wrong is left out."""
    rows = (_prefecture(snapshot, line, row) for line, row in table_rows(snapshot, COLUMNS))
    return tuple(sorted(rows, key=lambda unit: unit.gbt2260))


def _prefecture(snapshot: Snapshot, line: int, row: dict[str, str]) -> Prefecture:
    if not (row["gb6"].isdigit() and len(row["gb6"]) == 6):
        raise SourceError(
            snapshot.path.name, line, "gb6", row["gb6"], "a GB/T 2260 code has six digits"
        )
    has_seat = bool(row["seat_geonameid"]) and row["gb6"] not in MISPLACED_SEATS
    area = int(row["gn_admin2_id"]) if row["gn_admin2_id"] else None
    return Prefecture(
        row["name_zh"], row["gb6"], row["province_adcode"], area,
        row["name_en_ccsy"] or row["name_pinyin"],
        int(float(row["seat_geonameid"])) if has_seat else None,
        float(row["lat"]) if has_seat else None,
        float(row["lon"]) if has_seat else None,
    )  # fmt: skip

"""Chinese provinces by year: tables of the National Bureau of Statistics, as transcribed.

The sheets state no units. `release_build/covariates/chinese_cities.py` says how each was settled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from release_build.readers.spreadsheet import SheetRow, sheet_rows
from sistercities.errors import SourceError
from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow

Series = Literal[
    "foreign_visitors", "overseas_visitors", "tourism_receipts", "gdp", "trade", "trade_by_origin"
]
SHEET = "分省年度数据"
_REGION = "地区"
_FOOTER = "数据来源：国家统计局"
_VISITOR_YEARS = range(2019, 2004, -1)
SHEETS: dict[str, tuple[Series, range]] = {
    "foreign_visitors_by_province.xlsx": ("foreign_visitors", _VISITOR_YEARS),
    "overseas_visitors_by_province.xlsx": ("overseas_visitors", _VISITOR_YEARS),
    "tourism_receipts_by_province.xlsx": ("tourism_receipts", _VISITOR_YEARS),
    "gdp_by_province.xlsx": ("gdp", range(2023, 2004, -1)),
}
"""What each sheet holds, and the years of its columns."""

PANEL = "nbs_first_batch_panel_2016_2024.csv"
_INDICATORS: dict[str, Series | None] = {
    "A060101": "trade",
    "A060201": "trade_by_origin",
    "A0G0E01": None,
}
"""Codes of the bureau; the third, parcels by express, is no matter of ties."""

_PANEL_COLUMNS = (
    "region_code", "region_name", "year",
    *(f"{code}_value" for code in _INDICATORS),
    *(f"{code}_value__source_code" for code in _INDICATORS),
)  # fmt: skip
_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?")


@dataclass(frozen=True, slots=True)
class ProvinceValue:
    """One printed value, in the unit of its sheet."""

    province: str
    series: Series
    year: int
    value: float


def read_provinces(folder: Path) -> tuple[ProvinceValue, ...]:
    """Read every value of the sheets and the panel.

    A sheet may hold its table twice; then both must agree.

    Raises
    ------
    SourceError
        If a column or a value is not known, or a value stands there twice and differs.
    """
    found: dict[tuple[str, Series, int], ProvinceValue] = {}
    for file in SHEETS:
        for row, one in _sheet_values(folder / file):
            before = found.setdefault((one.province, one.series, one.year), one)
            if before != one:
                advice = f"the first table of the sheet has {before.value}"
                raise row.refuse(f"{one.year}年", advice)
    for one in _panel_values(folder / PANEL):
        found[one.province, one.series, one.year] = one
    return tuple(found[key] for key in sorted(found))


def _sheet_values(path: Path) -> Iterator[tuple[SheetRow, ProvinceValue]]:
    series, years = SHEETS[path.name]
    columns = (_REGION, *(f"{year}年" for year in years))
    for row in sheet_rows(path, SHEET, columns):
        province = row.text(_REGION)
        if province == _FOOTER or list(row.cells.values()) == list(columns):
            continue
        for year in years:
            value = row.number(f"{year}年")
            if value is not None:
                yield row, ProvinceValue(province, series, year, value)


def _panel_values(path: Path) -> Iterator[ProvinceValue]:
    for line, values in file_rows(path, _PANEL_COLUMNS):
        row = WrittenRow(path.name, line, values)
        row.require("region_code", "region_name")
        row.require_year("year")
        for code, series in _INDICATORS.items():
            row.require_one_of(f"{code}_value__source_code", (code,))
            text = values[f"{code}_value"]
            if series is None or not text:
                continue
            if not _NUMBER.fullmatch(text):
                raise SourceError(path.name, line, f"{code}_value", text, "write a number")
            yield ProvinceValue(values["region_name"], series, int(values["year"]), float(text))

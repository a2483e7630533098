"""Chinese cities in 2023: China City Statistical Yearbook 2024, as transcribed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow

YEAR = 2023
COLUMNS = (
    "city_zh", "city_en", "prov_zh", "pop_resident_10k", "pop_district_10k", "urban_rate_pct",
    "gdp_100m_yuan", "gdp_district_100m", "gdppc_yuan", "gdppc_district", "gdp_growth",
    "gdp_growth_district", "import_10k_yuan", "export_10k_yuan", "gb6", "trade_usd_ratio",
)  # fmt: skip
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,20})?")
_VALUES = COLUMNS[3:14]


@dataclass(frozen=True, slots=True)
class YearbookCity:
    """One city, with the printed values by column; a missing value is not there.

    `population` is the resident population in 10,000 persons, `gdp` in 100 million yuan,
    `gdp_per_head` in yuan, `exports` and `imports` in 10,000 yuan.
    """

    name: str
    province: str
    gbt2260: str
    population: float | None
    gdp: float | None
    gdp_per_head: float | None
    exports: float | None
    imports: float | None


def read_yearbook(path: Path) -> tuple[YearbookCity, ...]:
    """Read the cities, by their codes.

    Raises
    ------
    SourceError
        If a column or a value is not known.
    """
    return tuple(sorted(_cities(path), key=lambda city: city.gbt2260))


def _cities(path: Path) -> Iterator[YearbookCity]:
    for line, values in file_rows(path, COLUMNS):
        row = WrittenRow(path.name, line, values)
        row.require("city_zh", "city_en", "prov_zh", "gb6")
        number = {column: _number(row, column) for column in _VALUES}
        yield YearbookCity(
            values["city_zh"],
            values["prov_zh"],
            values["gb6"],
            number["pop_resident_10k"],
            number["gdp_100m_yuan"],
            number["gdppc_yuan"],
            number["export_10k_yuan"],
            number["import_10k_yuan"],
        )


def _number(row: WrittenRow, column: str) -> float | None:
    text = row.values[column]
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise row.refuse(column, "write a number in digits")
    return float(text)

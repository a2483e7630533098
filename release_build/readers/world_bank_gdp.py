"""GDP and GDP per head of the World Bank, in current USD, by country and year.

Only this file of its folder may be shipped; `sources.origins` sees to it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.sources.snapshot import Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow, is_number

FILE = "GDP_data.csv.gz"
GDP, GDP_PER_HEAD = "GDP (current USD)", "GDP/capita (current USD)"
COLUMNS = (
    "", "Year", "Country ISO", GDP, "GDP (2015 USD)", GDP_PER_HEAD, "GDP/capita (2015 USD)",
    "GDP % annual growth", "GDP/capita (2021 PPP)", "GDP deflator", "Exchange rate",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EconomyYear:
    """One country in one year: GDP in current USD, and the population behind GDP per head.

    The population is GDP over GDP per head, which is a whole number in nearly every country.
    """

    iso3: str
    year: int
    gdp_usd: float
    population: int | None


def read_gdp(snapshot: Snapshot) -> tuple[EconomyYear, ...]:
    """Read the years whose GDP is known; the other measures are ignored.

    Raises
    ------
    SourceError
        If a column, a code, a year or a number is not understood.
    """
    file = snapshot.path.name
    rows = (WrittenRow(file, line, values) for line, values in table_rows(snapshot, COLUMNS))
    return tuple(_economy(row) for row in rows if row.values[GDP])


def _economy(row: WrittenRow) -> EconomyYear:
    row.require("Country ISO")
    row.require_year("Year")
    gdp, per_head = _positive(row, GDP), _positive(row, GDP_PER_HEAD)
    if gdp is None:
        raise row.refuse(GDP, "write a number above 0, or leave it blank")
    return EconomyYear(
        row.values["Country ISO"],
        int(row.values["Year"]),
        gdp,
        round(gdp / per_head) if per_head else None,
    )


def _positive(row: WrittenRow, column: str) -> float | None:
    value = row.values[column]
    if not value:
        return None
    if not is_number(value) or float(value) <= 0:
        raise row.refuse(column, "write a number above 0, or leave it blank")
    return float(value)

"""How the dates of one register are read: order of day and month, calendar, language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sistercities.sources.asian_dates import OF_IRANIAN, OF_REPUBLIC, is_persian, of_republic
from sistercities.sources.register_columns import Layout
from sistercities.sources.register_dates import (
    DateOrder,
    ReadDate,
    are_dotted,
    proved_order,
    read_date,
    with_two_figures,
)
from sistercities.sources.register_sheet import Sheet
from sistercities.sources.register_words import Field
from sistercities.sources.status_dates import days_in_status
from sistercities.sources.written_months import (
    is_croatian,
    is_of_two_months,
    with_croatian_october,
)

OF_TWO_MONTHS = "listopad is read as November, as in Polish and Czech; in Croatian it is October"
_DATED: tuple[Field, ...] = ("start", "end", "status")
"""Fields whose cells hold dates: that of a status stands beside its word."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Reads the dates of a register.

    Attributes
    ----------
    order
        Order of day and month where nothing else tells it.
    year
        Year of the register: later dates are suspect.
    home_country
        Code of the country of the home places, as far as it is known.
    is_croatian, is_iranian
        Whether listopad is October, and a year such as 1376 of the Iranian calendar.
    is_dotted
        Whether days stand as 1987.10.15, so that 2010.9 is a month.
    """

    order: DateOrder
    year: int
    home_country: str = ""
    is_croatian: bool = False
    is_iranian: bool = False
    is_dotted: bool = False

    def read(self, text: str) -> ReadDate:
        """Read one cell."""
        text = with_two_figures(text) if self.is_dotted else text
        if self.is_croatian:
            return read_date(with_croatian_october(text), self.order, self.year)
        if self.home_country == OF_REPUBLIC and (counted := of_republic(text, self.year)):
            return _told(read_date(counted, self.order, self.year), text)
        found = read_date(text, self.order, self.year, is_iranian=self.is_iranian)
        if self.home_country or not found.iso or not is_of_two_months(text):
            return found
        told = "; ".join(filter(None, (found.told, OF_TWO_MONTHS)))
        step = found.next_step or "state the country of the home places"
        return replace(found, told=told, next_step=step, is_whole=False)


def calendar_of(
    sheet: Sheet, layout: Layout, stated: DateOrder, year: int, home_country: str
) -> Calendar:
    """Return how the dates of a sheet are read; `stated` is the order that was asked for."""
    cells = list(_date_cells(sheet, layout))
    told = (
        day
        for text, name in cells
        for day in (days_in_status(text) if name == "status" else (text,))
    )
    return Calendar(
        stated or proved_order(told),
        year,
        home_country,
        is_croatian(home_country, (text for text, _ in cells)),
        _is_iranian(home_country, sheet, layout),
        are_dotted(text for text, _ in cells),
    )


def _told(found: ReadDate, text: str) -> ReadDate:
    """Say of which count a year was taken to be."""
    if not found.iso:
        return found
    said = f"{text.strip()} is counted from 1912, as in Taiwan: {found.iso}"
    return replace(found, told="; ".join(filter(None, (found.told, said))), is_whole=False)


def _is_iranian(country: str, sheet: Sheet, layout: Layout) -> bool:
    """Whether a year such as 1376 is of the Iranian calendar: the country says so, or the heads."""
    heads = (cell.text for row in sheet.rows[: layout.first_row] for cell in row.cells)
    return country in OF_IRANIAN or (not country and is_persian(heads))


def _date_cells(sheet: Sheet, layout: Layout) -> Iterator[tuple[str, Field]]:
    """Yield the cells in which a date may stand, with what their column holds."""
    columns = {one.position: one.field for one in layout.columns if one.field in _DATED}
    for row in sheet.rows[layout.first_row :]:
        for at, name in columns.items():
            if at < len(row.cells):
                yield row.cells[at].text, name

"""What stands in the columns of a sheet: dates, countries, names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sistercities.sources.register_countries import country_code
from sistercities.sources.register_dates import read_date
from sistercities.sources.register_sheet import Sheet

_SAMPLE = 200


MOST = 0.6
"""Share of the filled cells of a column that must look like a date or a country."""


def contents_of(sheet: Sheet, first: int = 0) -> dict[int, list[str]]:
    """Return what stands in each column of the first rows, empty cells aside."""
    width = max(len(row.cells) for row in sheet.rows)
    rows = [row.texts() for row in sheet.rows[first : first + _SAMPLE]]
    return {
        at: [texts[at] for texts in rows if at < len(texts) and texts[at]] for at in range(width)
    }


def share(values: Sequence[str], fits: Callable[[str], bool]) -> float:
    """Share of values that fit; 0 where there are none."""
    return sum(map(fits, values)) / len(values) if values else 0.0


def is_date(text: str) -> bool:
    """Whether it reads as a date."""
    return bool(read_date(text).iso)


def is_plain_date(text: str) -> bool:
    """Whether it is a date, and not five digits, which may be a post code."""
    return not (text.isdigit() and len(text) == len("12345")) and is_date(text)


def is_country(text: str) -> bool:
    """Whether it is the name or code of a country."""
    return bool(country_code(text))


def is_name(text: str) -> bool:
    """Whether it may be a name: it has letters, and is no address."""
    return any(letter.isalpha() for letter in text) and not text.startswith(("http:", "https:"))

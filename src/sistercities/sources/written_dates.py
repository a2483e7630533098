"""Dates as lists on Wikipedia write them, in English and in Chinese."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sistercities.sources.written_values import is_date
from sistercities.terms.words import Precision

FIRST_YEAR = 800
"""The oldest pacts that lists of twin towns name are of the ninth century."""
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_MONTH = r"(?P<{0}>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<y>\d{4})\s*年\s*(?:(?P<m>\d{1,2})\s*月\s*(?:(?P<d>\d{1,2})\s*[日号號])?)?",
        r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.format('n')},?\s+(?P<y>\d{{4}})(?!\d)",
        rf"\b{_MONTH.format('n')}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)",
        rf"\b{_MONTH.format('n')}\s+(?P<y>\d{{4}})(?!\d)",
        r"(?<![\d-])(?P<y>\d{4})(?![\d])",
    )
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text: ISO as far as written, its precision, where it stands."""

    iso: str
    precision: Precision
    first: int
    last: int


def written_dates(text: str, last_year: int) -> list[WrittenDate]:
    """Find the dates of a text, in its order; what is no date of the calendar is none.

    Parameters
    ----------
    text
        The text.
    last_year
        A later year is taken for another number.
    """
    found: list[WrittenDate] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            date = _date(match, last_year)
            if date and not any(date.first < one.last and one.first < date.last for one in found):
                found.append(date)
    return sorted(found, key=lambda date: date.first)


def _date(match: re.Match[str], last_year: int) -> WrittenDate | None:
    parts = match.groupdict()
    month = parts.get("m") or ""
    if parts.get("n"):
        month = str(1 + [name[:3] for name in _MONTHS].index(parts["n"][:3].casefold()))
    day = parts.get("d") or ""
    iso = "-".join(part.zfill(2) for part in (parts["y"], month, day) if part)
    if not is_date(iso, FIRST_YEAR, last_year):
        return None
    precision: Precision = "day" if day else "month" if month else "year"
    return WrittenDate(iso, precision, match.start(), match.end())

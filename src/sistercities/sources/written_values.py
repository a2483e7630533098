"""Whether a value is written as the tables promise: a date, a number, a point, an id, a code.

Only ASCII digits count, because Python reads other digits as numbers too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sistercities.errors import SourceError
from sistercities.terms.late_methods import late_expression

_DATE = late_expression(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_NUMBER = late_expression(r"[0-9]{1,15}")
_ROUND = late_expression(r"-?[0-9]{1,15}(\.0+)?")
_ANY_NUMBER = late_expression(r"[-+]?[0-9]{1,18}(\.[0-9]{0,30})?([eE][-+]?[0-9]{1,3})?")
_DECIMAL = late_expression(r"[-+]?[0-9]{1,3}(\.[0-9]*)?([eE][-+]?[0-9]{1,3})?")
_PLACE_ID = late_expression(r"gn:[1-9][0-9]*|wd:Q[1-9][0-9]*|x:[a-z0-9]+(-[a-z0-9]+)*")


def is_date(text: str, first: int = 1, last: int = 9999) -> bool:
    """Whether it is YYYY, YYYY-MM or YYYY-MM-DD of the calendar, from `first` to `last` year."""
    if not _DATE.fullmatch(text) or not first <= int(text[:4]) <= last:
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def is_day(text: str) -> bool:
    """Whether it is a day of the calendar, YYYY-MM-DD."""
    return len(text) == len("YYYY-MM-DD") and is_date(text)


def is_year(text: str, first: int = 1000, last: int = 2100) -> bool:
    """Whether it is a year in four digits."""
    return len(text) == len("YYYY") and is_date(text, first, last)


def is_whole_number(text: str) -> bool:
    """Whether it is a count in digits, without sign or separators."""
    return bool(_NUMBER.fullmatch(text))


def is_round_number(text: str) -> bool:
    """Whether it is a whole number, perhaps negative or with a zero after the point: 7, -1, 7.0."""
    return bool(_ROUND.fullmatch(text))


def is_number(text: str) -> bool:
    """Whether it is a number with a point, perhaps negative or with an exponent."""
    return bool(_ANY_NUMBER.fullmatch(text))


def is_degrees(text: str, limit: float) -> bool:
    """Whether it is an angle in decimal degrees between minus and plus `limit`."""
    return bool(_DECIMAL.fullmatch(text)) and abs(float(text)) <= limit


def is_place_id(text: str) -> bool:
    """Whether it has the form of a place id: gn:<number>, wd:Q<number> or x:<slug>."""
    return bool(_PLACE_ID.fullmatch(text))


def is_region_code(text: str, country: str = "[A-Z]{2}") -> bool:
    """Whether it has the form of an ISO 3166-2 code of the country."""
    return bool(re.fullmatch(f"{country}-[A-Z0-9]{{1,3}}", text))


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row of a table with where it stands, to refuse a value with file, row and column."""

    file: str
    line: int | str
    values: Mapping[str, str]

    def refuse(self, column: str, advice: str) -> SourceError:
        """Return the error that refuses the value of a column."""
        return SourceError(self.file, self.line, column, self.values[column], advice)

    def require(self, *columns: str) -> None:
        """Refuse a blank value of any of the columns."""
        for column in columns:
            if not self.values[column].strip():
                raise self.refuse(column, "every row states it; fill it in")

    def require_one_of(self, column: str, known: Collection[str]) -> None:
        """Refuse a value that is not among the known."""
        if self.values[column] not in known:
            raise self.refuse(column, f"use one of {', '.join(one or '(blank)' for one in known)}")

    def require_day(self, column: str) -> None:
        """Refuse what is no day of the calendar."""
        if not is_day(self.values[column]):
            raise self.refuse(column, "write a day of the calendar as YYYY-MM-DD")

    def require_year(self, column: str, *, may_be_blank: bool = False) -> None:
        """Refuse what is no year in four digits."""
        value = self.values[column]
        if not (is_year(value) or (may_be_blank and not value)):
            raise self.refuse(column, "write a year between 1000 and 2100 in four digits")

    def require_round_number(self, column: str) -> None:
        """Refuse what is neither blank nor a whole number."""
        if self.values[column] and not is_round_number(self.values[column]):
            raise self.refuse(column, "write a whole number in digits")

    def require_degrees(self, column: str, limit: float) -> None:
        """Refuse what is neither blank nor an angle within the limit."""
        if self.values[column] and not is_degrees(self.values[column], limit):
            raise self.refuse(column, f"write decimal degrees between -{limit:g} and {limit:g}")

    def require_place_id(self, column: str, *, may_be_blank: bool = False) -> None:
        """Refuse what has not the form of a place id."""
        value = self.values[column]
        if not (is_place_id(value) or (may_be_blank and not value)):
            raise self.refuse(column, "a place id is gn:<number>, wd:Q<number> or x:<slug>")

    def require_country(self, column: str, countries: Collection[str]) -> None:
        """Refuse a code that no country has."""
        if self.values[column] not in countries:
            raise self.refuse(column, "use an ISO 3166-1 alpha-2 code such as NL")

    def require_region(self, column: str, country: str) -> None:
        """Refuse what is neither blank nor the form of a region code of the country."""
        if self.values[column] and not is_region_code(self.values[column], country):
            raise self.refuse(column, f"write an ISO 3166-2 code that begins with {country}-")

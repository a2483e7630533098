"""Unions of countries, who is a member and since when: what a notice means by `EU` on its day.

`data/decisions/country_unions.csv` has a row for each membership, with the treaty or the union's
own list as its source. A union whose members are in dispute has none. A territory counts where the
treaty of the union says so, and is no member. A wheel carries the table beside the release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sistercities.errors import BuildError
from sistercities.sources.notice_words import notice_words
from sistercities.sources.register_words import folded
from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow, is_day, is_year

COLUMNS = ("union", "name", "country", "part_of", "from", "until", "source")
_TABLE = "country_unions.csv"
_ALWAYS = "9999-12-31"
_ARTICLE = re.compile(r"^(?:(?:the|die|der|den|das|les|le|la|los)\s+|l['’]\s*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Membership:
    """A country in a union from a first day to a last one.

    Attributes
    ----------
    country
        ISO 3166-1 alpha-2.
    part_of
        Member whose territory it is; "" for a member.
    first, last
        ISO dates; an open end is far in the future.
    """

    country: str
    part_of: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class CountryUnion:
    """A union: its code, its name in a sentence, and all memberships."""

    code: str
    name: str
    memberships: tuple[Membership, ...]

    def countries(self, date: str = "") -> tuple[str, ...]:
        """List the countries that belong to it, with their territories, sorted.

        Parameters
        ----------
        date
            ISO date as far as known: the last day that it leaves open counts; "" for today's.
        """
        return tuple(sorted({each.country for each in self._on(date)}))

    def n_members(self, date: str = "") -> int:
        """Count its members without territories."""
        return sum(not each.part_of for each in self._on(date))

    def _on(self, date: str) -> Iterator[Membership]:
        day = _padded(date, "-12-31") if date else _ALWAYS
        return (each for each in self.memberships if each.first <= day <= each.last)


def union_called(text: str) -> CountryUnion | None:
    """Return the union that a text names by code or in one of the languages of notices."""
    word = folded(without_article(text))
    code = notice_words("union").get(word, text.strip().upper())
    return unions().get(code)


def without_article(text: str) -> str:
    """Take the article from the front of a name: the EU, die Schweiz, l'Italie."""
    return _ARTICLE.sub("", text.strip())


def unions() -> dict[str, CountryUnion]:
    """Return the unions by code."""
    return _read(table_of_unions())


def dated_union(word: str) -> tuple[CountryUnion, str]:
    """Part the word of a union, such as EU:2024, into the union and the date of its members."""
    code, _, date = word.partition(":")
    return unions()[code], date


def union_in_words(word: str) -> str:
    """Name the union of such a word with the year of its members: EU (2024)."""
    union, date = dated_union(word)
    name = without_article(union.name)
    return f"{name} ({date[:4]})" if date else name


def outside(countries: Sequence[str], words: Sequence[str]) -> list[str]:
    """List the countries that are in none of some unions, each with the date of its members."""
    members = {code for union, date in map(dated_union, words) for code in union.countries(date)}
    return [code for code in countries if code not in members]


def table_of_unions() -> Path:
    """Return the file of the table: in the package, or in the checkout that it is run from.

    Raises
    ------
    BuildError
        If it is in neither.
    """
    packaged = Path(__file__).parents[1] / "data" / _TABLE
    checkout = Path(__file__).parents[3] / "data" / "decisions" / _TABLE
    for path in (packaged, checkout):
        if path.is_file():
            return path
    raise BuildError(f"{_TABLE} is missing; install sistercities again")


def read_unions(path: Path) -> dict[str, CountryUnion]:
    """Read a table of unions.

    Raises
    ------
    SourceError
        If a value is not understood.
    """
    names: dict[str, str] = {}
    held: dict[str, list[Membership]] = {}
    for line, values in file_rows(path, COLUMNS):
        row = WrittenRow(path.name, line, values)
        row.require("union", "name", "country", "from", "source")
        membership = _membership(row)
        if names.setdefault(values["union"], values["name"]) != values["name"]:
            raise row.refuse("name", f"the union is called {names[values['union']]} above")
        held.setdefault(values["union"], []).append(membership)
    return {code: CountryUnion(code, name, tuple(held[code])) for code, name in names.items()}


_read = cache(read_unions)


def _membership(row: WrittenRow) -> Membership:
    for column in ("from", "until"):
        value = row.values[column]
        if value and not (is_day(value) or is_year(value)):
            raise row.refuse(column, "write a day or a year: YYYY-MM-DD or YYYY")
    first = _padded(row.values["from"], "-01-01")
    last = _padded(row.values["until"], "-12-31") if row.values["until"] else _ALWAYS
    if first > last:
        raise row.refuse("until", "a membership ends after it begins")
    return Membership(row.values["country"], row.values["part_of"], first, last)


def _padded(date: str, rest: str) -> str:
    """Make a day of a year or a month: the first one of it, or the last."""
    return date + rest[-3 * (3 - len(date.split("-"))) :] if len(date) < 10 else date

"""What is counted in a row of the table that compares the data with what has been published."""

from __future__ import annotations

import re

from sistercities.api.explorer.holdings import CoverageRow
from sistercities.web.asked import Asked
from sistercities.web.languages import Region
from sistercities.web.tables import Cell

_UNDATED = re.compile(r"of the ([\d,]+) that we hold, ([\d,]+) have no sound start.*")
_OF_COUNTRY = re.compile(r"(?:.*, )?country: ([A-Z]{2})")
_OF_FORM = re.compile(r"form: (.+)")
_OF_PEOPLE = re.compile(r"(?:.*, )?persons: (.+)")
_RANGE = re.compile(r"([\d,]+) to ([\d,]+)|([\d,]+) and more|under ([\d,]+)")


def counted_cell(asked: Asked, row: CoverageRow) -> Cell:
    """Name what a row counts, so that no two rows are called the same.

    Parameters
    ----------
    asked
        The request: it knows the language and the names of places.
    row
        The row.
    """
    words = asked.words
    country = asked.site.country(row.scope, words.lang)
    parts = [part for part in (_part(asked, row), _level(asked, row)) if part]
    if row.official_date:
        parts.append(words("coverage.on", date=row.official_date))
    return Cell(_whole(asked, row, country), note=words("list.comma").join(parts) or None)


def undated_note(asked: Asked, note: str | None) -> tuple[str | None, bool]:
    """Say in the language of the page how many have no sound start, and whether that was known.

    A note that says something else stays as it is.
    """
    found = _UNDATED.fullmatch(note or "")
    if found is None:
        return note, False
    n = int(found[2].replace(",", ""))
    return asked.words.count("coverage.undated", n, total=found[1]), True


def _whole(asked: Asked, row: CoverageRow, country: str) -> str:
    words = asked.words
    if row.dimension == "country":
        other = asked.site.country_said(row.group, words.lang)
        return words("coverage.with", country=country, other=other)
    if row.dimension == "province" and row.group in asked.site.regions:
        name, local, place_id = asked.site.regions[row.group]
        called = asked.called(Region(name, local, place_id, row.scope)).first
        return words("coverage.in", region=called, country=country)
    if row.dimension == "register":
        return words("coverage.register", country=country)
    return words("coverage.all", country=country)


def _level(asked: Asked, row: CoverageRow) -> str:
    """Say of which level the places are, where not all are counted."""
    named = row.measure.split(", ")
    key = f"coverage.level.{named[1].replace(' ', '_')}" if len(named) > 1 else ""
    return asked.words(key) if asked.words.has(key) else ""


def _part(asked: Asked, row: CoverageRow) -> str:
    """Say which part of a list is counted; "" where it is the whole."""
    words, group = asked.words, row.group
    if row.dimension != "register" or group == "all":
        return ""
    if found := _OF_COUNTRY.fullmatch(group):
        country = asked.site.country_said(found[1], words.lang)
        return words("coverage.partners_in", country=country)
    if found := _OF_FORM.fullmatch(group):
        return words.listed("coverage.form", found[1].replace(" ", "_"))
    if found := _OF_PEOPLE.fullmatch(group):
        said = _range(found[1])
        return words("coverage.people", range=said) if said else words("coverage.people_unknown")
    return words("coverage.other_countries")


def _range(text: str) -> str:
    """Write a span of inhabitants by signs that both languages read; "" where it is not known."""
    found = _RANGE.fullmatch(text)
    if found is None:
        return ""
    low, high, least, below = found.groups()
    return f"{low}–{high}" if low else f"≥ {least}" if least else f"< {below}"

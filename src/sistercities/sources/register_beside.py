"""What a line of a register says beside the names of its two ends: ids, other names, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

from sistercities.sources.register_dates import ReadDate
from sistercities.sources.register_ends import WrittenEnd, is_formula
from sistercities.sources.register_line import SHOWN, WrittenLine
from sistercities.sources.register_points import geonames_id, place_id, wikidata_id
from sistercities.sources.register_refusals import LONGEST_NAME
from sistercities.sources.register_words import Field


def with_other_name(line: WrittenLine, which: str, found: WrittenEnd) -> WrittenEnd:
    """Keep the name of a second column of names, in another language or script."""
    text = line.text(cast("Field", f"{which}_other_name"))
    is_name = text != found.end.name and any(letter.isalpha() for letter in text)
    if not is_name or len(text) > LONGEST_NAME or is_formula(text):
        return found
    return replace(found, end=replace(found.end, other_name=text))


def said_beside(end: WrittenEnd) -> Iterator[str]:
    """Yield as notes what a line says of an end that no column of claims holds."""
    for what, value in (("other name", end.end.other_name), ("level", end.level),
                        ("postcode", end.postcode)):  # fmt: skip
        if value:
            yield f"{what} of {end.head}: {value}"


def dates_as_written(line: WrittenLine, **dates: ReadDate) -> Iterator[str]:
    """Yield as notes the dates that are not taken as they stand."""
    for name, found in dates.items():
        if not found.is_whole:
            yield f"{name}: {line.text(cast('Field', name))}"


_IDS: tuple[tuple[str, Callable[[str], str], str], ...] = (
    ("id", place_id, "write it as gn:1799397 or wd:Q42106"),
    ("geonames", geonames_id, "write the number, as in 1799397"),
    ("wikidata", wikidata_id, "write it as Q42106"),
)
"""Columns of ids, how each is read, and what to do where it cannot be."""


def place_ids(line: WrittenLine, which: str) -> tuple[str, ...]:
    """Ids that the line gives of an end, in one of the forms that people write."""
    found = []
    for what, read, step in _IDS:
        given = line.text(cast("Field", f"{which}_{what}"))
        one = read(given) if given else ""
        if given and not one:
            line.tell(f"{what}: {given[:SHOWN]!r} is no place id and is not used", step)
        found.append(one)
    return tuple(dict.fromkeys(filter(None, found)))

"""Sentences as JSON: what each was made of, so that a page can say it anew.

`sentences.json` beside a report holds them: those that stand in its numbers by their English text,
those of its pages by where they stand.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Iterator, Mapping
from numbers import Integral, Real
from typing import Any, NotRequired, TypeAlias, TypedDict, cast, get_args

from sistercities.sentences import (
    Bond,
    CountryName,
    Listed,
    PlaceName,
    Said,
    Sentence,
    country_name,
    listed,
    place_name,
    retold,
    sentence_of,
)


class SentenceRecord(TypedDict):
    """A sentence: template and values, with `plural` and `n` where it counts."""

    template: str
    plural: NotRequired[str]
    n: NotRequired[int]
    values: dict[str, Value]


class ListedRecord(TypedDict):
    """Parts, and what joins them."""

    parts: list[Value]
    bond: Bond


class PlaceRecord(TypedDict):
    """Name of a place."""

    place_id: str


class CountryRecord(TypedDict):
    """Name of a country."""

    country: str


class InnerSentence(SentenceRecord):
    """A sentence inside another, with its English text."""

    text: str


class InnerListed(ListedRecord):
    """Parts inside a sentence, with their English text."""

    text: str


class InnerPlace(PlaceRecord):
    """Name of a place inside a sentence, with its English text."""

    text: str


class InnerCountry(CountryRecord):
    """Name of a country inside a sentence, with its English text."""

    text: str


Record = SentenceRecord | ListedRecord | PlaceRecord | CountryRecord
InnerRecord = InnerSentence | InnerListed | InnerPlace | InnerCountry
Value = str | int | float | bool | InnerRecord | None
"""What stands in a sentence."""
ReadRecord: TypeAlias = Mapping[str, Any]
"""A record as it is read from a file, which somebody may have changed."""


class MarkRecord(TypedDict):
    """How a sentence stands in a page.

    Attributes
    ----------
    said
        Which of the sentences of the page.
    manner
        As words between tags, in an attribute, folded, as a line of a drawing.
    how
        What that manner needs: a link, a local name, which line of how many.
    """

    said: int
    manner: str
    how: list[str | int | float]


class PageSentences(TypedDict):
    """What the sentences of a page were made of, and where they stand.

    Attributes
    ----------
    said
        Each sentence once, with its English text.
    marks
        How they stand in the page.
    places
        In the order of the page, two numbers each: characters from the end of the one before, and
        which of `marks`.
    """

    said: list[InnerRecord]
    marks: list[MarkRecord]
    places: list[int]


class ReportSentences(TypedDict):
    """What the sentences of a report were made of.

    Attributes
    ----------
    sentences
        Those that stand in `study.json`, by their English text.
    pages
        Those of the report and of its appendix, by the name of the file.
    """

    sentences: dict[str, Record]
    pages: dict[str, PageSentences]


def records_of(said: Iterable[str]) -> dict[str, Record]:
    """Turn sentences into records, by their English text.

    Parameters
    ----------
    said
        Sentences; text that keeps nothing is passed over. Of two with the same text the first is
        kept, unless they name two places: then neither.
    """
    found: dict[str, Record] = {}
    unsure: set[str] = set()
    for one in said:
        record = _record(one) if isinstance(one, Said) and one else None
        if record is None:
            continue
        before = found.setdefault(str(one), record)
        if before != record and {"place_id"} & {*before, *record}:
            unsure.add(str(one))
    return {text: record for text, record in found.items() if text not in unsure}


def said_in(value: object) -> Iterator[Said]:
    """Find the sentences that a result holds: in its fields, in mappings and in rows."""
    if isinstance(value, Said):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for each in dataclasses.fields(value):
            yield from said_in(getattr(value, each.name))
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield from said_in(key)
            yield from said_in(held)
    elif isinstance(value, list | tuple | set | frozenset):
        for held in value:
            yield from said_in(held)


def said_from(text: str, record: ReadRecord) -> Said:
    """Take back a sentence from its record.

    Parameters
    ----------
    text
        Its English text.
    record
        What `records_of` made.

    Raises
    ------
    KeyError, TypeError, ValueError, AttributeError
        If it is something else.
    """
    if "place_id" in record:
        return place_name(text, str(record["place_id"]))
    if "country" in record:
        return country_name(text, str(record["country"]))
    if "parts" in record:
        if record["bond"] not in get_args(Bond):
            raise ValueError(record["bond"])
        parts = [
            said_from(part["text"], part) if isinstance(part, dict) else part
            for part in record["parts"]
        ]
        return retold(listed(parts, record["bond"]), text)  # type: ignore[return-value]
    values = {}
    for key, held in record["values"].items():
        values[key] = said_from(held["text"], held) if isinstance(held, dict) else held
    plural = record.get("plural")
    n = None if plural is None else int(record["n"])
    return sentence_of(text, record["template"], plural, n, values)


def said_again(held: object, records: Mapping[str, ReadRecord]) -> Any:
    """Give each text in JSON of which a record is kept what it was made of."""
    if isinstance(held, str):
        return said_from(held, records[held]) if held in records else held
    if isinstance(held, dict):
        return {key: said_again(one, records) for key, one in held.items()}
    if isinstance(held, list | tuple):
        return [said_again(one, records) for one in held]
    return held


def inner_record(said: Said) -> InnerRecord | None:
    """Turn a sentence into its record with its English text; None where it has none."""
    record = _record(said)
    return None if record is None else cast(InnerRecord, {"text": str(said), **record})


def _record(said: Said) -> Record | None:
    """Turn a sentence into its record; None where a value in it has no place in JSON."""
    try:
        if isinstance(said, PlaceName):
            return {"place_id": said.place_id}
        if isinstance(said, CountryName):
            return {"country": said.code}
        if isinstance(said, Listed):
            return {"parts": [_value(part) for part in said.parts], "bond": said.bond}
        if isinstance(said, Sentence):
            values = {key: _value(held) for key, held in said.values.items()}
            if said.plural is None:
                return {"template": said.template, "values": values}
            n = cast(int, _value(said.n))
            return {"template": said.template, "plural": said.plural, "n": n, "values": values}
    except TypeError:
        return None
    return None


def _value(held: object) -> Value:
    if isinstance(held, Said):
        record = inner_record(held)
        if record is None:  # else the sentence around it would be half in one language
            raise TypeError(type(held).__name__)
        return record
    if held is None or isinstance(held, bool):
        return held
    if isinstance(held, str):
        return str(held)
    if isinstance(held, Integral):
        return int(held)
    if isinstance(held, Real) and math.isfinite(held):
        return float(held)
    raise TypeError(type(held).__name__)

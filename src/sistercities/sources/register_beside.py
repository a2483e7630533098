"""What a line of a register says beside the names of its two ends: ids, other names, notes.

What stands in the column of another thing and says which: `bis 2021` among the starts.

Registers have few columns. An end stands where the start is due, a word for a status where the end
is (`keskeytetty 2022`), and the end of a tie in brackets behind its kind (姉妹（平成20年解消）).
Nothing is moved into a cell that is filled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Literal, cast

from sistercities.sources.register_cells import EMPTY, Cell
from sistercities.sources.register_codes import meaning_of
from sistercities.sources.register_dates import ReadDate, without_until
from sistercities.sources.register_ends import WrittenEnd, is_formula, without_brackets
from sistercities.sources.register_line import SHOWN, WrittenLine
from sistercities.sources.register_mapping import RegisterMapping
from sistercities.sources.register_points import geonames_id, place_id, wikidata_id
from sistercities.sources.register_refusals import LONGEST_NAME
from sistercities.sources.register_words import Field, folded, words_of


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


ENDINGS = ("ended", "suspended", "never_valid")
"""Statuses that begin on a day: the tie ended or was suspended on it."""


def put_in_place(line: WrittenLine, mapping: RegisterMapping) -> None:
    """Move what says itself what it is into the empty cell that it belongs to, and tell it."""
    _end_among_starts(line)
    _not_signed_among_starts(line, mapping)
    _status_among_ends(line, mapping)
    _status_behind_kind(line, mapping)


def _end_among_starts(line: WrittenLine) -> None:
    text = line.text("start")
    if not text or line.text("end") or without_until(text) == text.strip():
        return
    line.tell(f"end: {text[:SHOWN]} stands among the starts and is taken as the end")
    line.given = {**line.given, "start": EMPTY, "end": Cell(text)}


def _not_signed_among_starts(line: WrittenLine, mapping: RegisterMapping) -> None:
    """Take `nicht unterzeichnet`, or a letter of intent, where the start is due, as no tie yet."""
    text = line.text("start")
    if not text or line.text("status") or folded(text) in words_of("no date"):
        return
    is_intent = meaning_of("kind", text, {}) == "contact"
    if not is_intent and meaning_of("status", text, mapping.meanings) != "pending":
        return
    line.tell(f"status: {text[:SHOWN]!r} stands among the starts, so no tie is taken as signed")
    line.given = {**line.given, "start": EMPTY, "status": Cell("pending" if is_intent else text)}
    if is_intent and not line.text("kind"):
        line.given = {**line.given, "kind": Cell(text)}


def _status_among_ends(line: WrittenLine, mapping: RegisterMapping) -> None:
    text = line.text("end")
    if not text or line.text("status"):
        return
    if meaning_of("status", text, mapping.meanings) not in ENDINGS:
        return
    line.tell(f"status: {text[:SHOWN]!r} is taken from the column of the end")
    line.given = {**line.given, "status": Cell(text), "end": EMPTY}


def _status_behind_kind(line: WrittenLine, mapping: RegisterMapping) -> None:
    text = line.text("kind")
    if not text or line.text("status") or _is_known("kind", text, mapping):
        return
    kind, beside = without_brackets(text)
    said = [one for one in beside if meaning_of("status", one, mapping.meanings) in ENDINGS]
    if len(beside) == 1 and said and _is_known("kind", kind, mapping):
        line.tell(f"status: {said[0][:SHOWN]!r} is taken from beside the kind")
        line.given = {**line.given, "kind": Cell(kind), "status": Cell(said[0])}


def _is_known(name: Literal["kind", "status"], text: str, mapping: RegisterMapping) -> bool:
    return meaning_of(name, text, mapping.meanings) is not None

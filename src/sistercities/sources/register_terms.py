"""Terms of a tie that stand in the column of its status, put where they belong.

An end that is over ends the tie; one that is yet to come says that it stands. A term in years is
counted from the start: one that ran out may have been renewed, so its line waits.
"""

from __future__ import annotations

from sistercities.sources.register_calendar import Calendar
from sistercities.sources.register_cells import EMPTY, Cell
from sistercities.sources.register_codes import meaning_of
from sistercities.sources.register_line import SHOWN, WrittenLine
from sistercities.sources.register_mapping import RegisterMapping
from sistercities.sources.status_terms import (
    is_of_validity,
    is_without_end,
    last_day_of,
    span_of,
    term_of,
)

_STANDS = Cell("active")


def put_term_in_place(line: WrittenLine, calendar: Calendar, mapping: RegisterMapping) -> None:
    """Take what a status says of an end for the end, where the line has none, and tell it.

    Parameters
    ----------
    line
        What is read; its cells are replaced.
    calendar
        How its dates are read.
    mapping
        What the register's own words mean: these come first.
    """
    text = line.text("status")
    if not text or meaning_of("status", text, mapping.meanings) is not None:
        return
    if _is_in_column_of_validity(line) and is_without_end(text):
        line.given = {**line.given, "status": _STANDS}
    elif term_of(text):
        _count_term(line, text, calendar)
    elif not line.text("end"):
        _take_end(line, text, calendar)


def said_of_term(line: WrittenLine, calendar: Calendar) -> str:
    """Say why a term in years leaves open whether the tie stands; "" where there is none."""
    term = term_of(line.text("status"))
    if not term:
        return ""
    last = _last_year(line, term.years, calendar)
    if last is None:
        return "says for how long, and not from when"
    return f"ran out in {last}, and nothing says whether it was renewed"


def _count_term(line: WrittenLine, text: str, calendar: Calendar) -> None:
    """Take a tie as standing whose term runs on, or is renewed of itself."""
    term = term_of(text)
    last = _last_year(line, term.years, calendar) if term else None
    if term and term.is_renewed:
        line.tell(f"status: {text[:SHOWN]!r} is renewed of itself, so the tie is taken as standing")
    elif last and last > calendar.year:
        line.tell(f"status: {text[:SHOWN]!r} runs until {last}, so the tie is taken as standing")
    else:
        return
    line.given = {**line.given, "status": _STANDS}


def _last_year(line: WrittenLine, years: int, calendar: Calendar) -> int | None:
    start = calendar.read(line.text("start")).iso
    return int(start[:4]) + years if start else None


def _take_end(line: WrittenLine, text: str, calendar: Calendar) -> None:
    """Take the last day of a span, or the day behind *until*, as the end."""
    first, last = span_of(text) or ("", last_day_of(text))
    if not last and _is_in_column_of_validity(line):
        last = text
    begin, end = (calendar.read(day).iso if day else "" for day in (first, last))
    begin = begin or calendar.read(line.text("start")).iso
    if not end or (first and not calendar.read(first).iso):
        return
    if begin and end[: len(begin)] <= begin[: len(end)] and not last_day_of(text):
        return  # the day of the signature, not that of an end
    is_to_come = int(end[:4]) > calendar.year
    if not is_to_come:
        line.tell(f"end: {end} is taken from the status {text[:SHOWN]!r}")
    line.given = {**line.given, "status": _STANDS if is_to_come else EMPTY, "end": Cell(last)}
    if first:
        _take_start(line, text, first, calendar)


def _take_start(line: WrittenLine, text: str, first: str, calendar: Calendar) -> None:
    """Take the first day of a span as the start; a start that is written stays."""
    written, begin = calendar.read(line.text("start")).iso, calendar.read(first).iso
    if not line.text("start"):
        line.given = {**line.given, "start": Cell(first)}
        line.tell(f"start: {begin} is taken from the status {text[:SHOWN]!r}")
    elif written[: len(begin)] != begin[: len(written)]:
        line.tell(
            f"start: the status {text[:SHOWN]!r} begins otherwise, and the start as written stays"
        )


def _is_in_column_of_validity(line: WrittenLine) -> bool:
    at = line.layout.position("status", line.group)
    heads = line.layout.heads
    return at is not None and at < len(heads) and is_of_validity(heads[at])

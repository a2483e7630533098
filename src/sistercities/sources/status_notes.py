"""What stands in another column than its own: a status among notes, the term of a tie.

A part of a note that is a word for a status and no more is one. A word within a sentence may speak
of something else (`suspended in 1990 and signed anew`): it states nothing, but a status that is
given for the lines that state none is not taken for such a line.

An end that is over ends the tie; one that is yet to come says that it stands. A term in years is
counted from the start: one that ran out may have been renewed, so its line waits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sistercities.sources.register_calendar import Calendar
from sistercities.sources.register_cells import EMPTY, Cell
from sistercities.sources.register_codes import UNDECIDED, meaning_of
from sistercities.sources.register_line import SHOWN, WrittenLine
from sistercities.sources.register_mapping import RegisterMapping
from sistercities.sources.register_words import folded, words_as_written, words_of
from sistercities.sources.status_dates import (
    is_of_validity,
    is_without_end,
    last_day_of,
    span_of,
    term_of,
)
from sistercities.terms.late_methods import late_expression

_PARTS = late_expression(r"[;；。,，、\n()（）\[\]]|\.\s|\.$")
_YEAR = late_expression(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_YEAR_BEHIND = late_expression(r"\s*[,，(（\[]?\s*((?:1[89]|20)\d\d)\s*(?:[)）\]]|$|[,;，；。])")
_WORDS = late_expression(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WITHOUT_SPACES = late_expression(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
_NOT_STANDING = frozenset({"ended", "suspended", "never_valid"})
_LONGEST_PART, _LONGEST_NOTE, _SHORTEST_WORD = 80, 2_000, 5
Meanings = Mapping[str, Mapping[str, str]]


class NotedStatus(NamedTuple):
    """What a note says of the status.

    `words` are its words; `is_stated` says whether they are a status and no more.
    """

    words: str
    is_stated: bool


def noted_status(note: str, meanings: Meanings, default: str) -> NotedStatus | None:
    """Return what a note says of a status that does not stand; None where it says nothing.

    Parameters
    ----------
    note
        As written.
    meanings
        What the words of the register mean.
    default
        Status of the lines that state none; "" where there is none.

    Examples
    --------
    >>> noted_status("signed by letter; ended 2010", {}, "active")
    NotedStatus(words='ended 2010', is_stated=True)
    >>> noted_status("It was suspended in 1990 and signed anew", {}, "active")
    NotedStatus(words='suspended', is_stated=False)
    >>> noted_status("signed by letter", {}, "active")
    """
    if not note or len(note) > _LONGEST_NOTE:
        return None
    due = _NOT_STANDING | {"pending", "doubted"} | (set(UNDECIDED) if default else set())
    parts = [part for one in _PARTS.split(note) if (part := one.strip())]
    read = {part: meaning_of("status", part, meanings) for part in parts
            if len(part) <= _LONGEST_PART}  # fmt: skip
    said = [part for part, meaning in read.items() if meaning in due and meaning != default]
    if said and _is_last_word(said[0], parts, read):
        return NotedStatus(_with_year(said[0], note), is_stated=True)
    word = said[0] if said else next(_within(note), "")
    return NotedStatus(word, is_stated=False) if word and default in ("active", "pending") else None


def _is_last_word(said: str, parts: Sequence[str], read: Mapping[str, str | None]) -> bool:
    """Whether no other part states another status, and none behind it tells of another year."""
    others = {meaning for part, meaning in read.items() if meaning and part != said}
    after = parts[parts.index(said) + 1 :]
    after = after[1:] if after and _YEAR.fullmatch(after[0]) else after  # its own: 중단(2007)
    return not others - {read[said]} and not any(map(_YEAR.search, after))


def _with_year(said: str, note: str) -> str:
    """Return the words with the year that stands in brackets or after a comma behind them."""
    at = note.index(said) + len(said)
    behind = _YEAR_BEHIND.match(note[at:])
    return f"{said} {behind[1]}" if behind else said


def _within(note: str) -> Iterator[str]:
    """Yield the words of a sentence that say of a tie that it does not stand."""
    statuses = words_of("status")
    for word in _WORDS.findall(note):
        if len(word) >= _SHORTEST_WORD and statuses.get(folded(word)) in _NOT_STANDING:
            yield word
    for word, meaning in words_as_written("status").items():
        if meaning in _NOT_STANDING and _WITHOUT_SPACES.fullmatch(word) and word in note:
            yield word


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

"""What stands in the column of another thing and says which: `bis 2021` among the starts.

Registers have few columns. An end stands where the start is due, a word for a status where the end
is (`keskeytetty 2022`), and the end of a tie in brackets behind its kind (姉妹（平成20年解消）).
Nothing is moved into a cell that is filled.
"""

from __future__ import annotations

from typing import Literal

from sistercities.sources.register_cells import EMPTY, Cell
from sistercities.sources.register_codes import meaning_of
from sistercities.sources.register_dates import without_until
from sistercities.sources.register_ends import without_brackets
from sistercities.sources.register_line import SHOWN, WrittenLine
from sistercities.sources.register_mapping import RegisterMapping

ENDINGS = ("ended", "suspended", "never_valid")
"""Statuses that begin on a day: the tie ended or was suspended on it."""


def put_in_place(line: WrittenLine, mapping: RegisterMapping) -> None:
    """Move what says itself what it is into the empty cell that it belongs to, and tell it."""
    _end_among_starts(line)
    _status_among_ends(line, mapping)
    _status_behind_kind(line, mapping)


def _end_among_starts(line: WrittenLine) -> None:
    text = line.text("start")
    if not text or line.text("end") or without_until(text) == text.strip():
        return
    line.tell(f"end: {text[:SHOWN]} stands among the starts and is taken as the end")
    line.given = {**line.given, "start": EMPTY, "end": Cell(text)}


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

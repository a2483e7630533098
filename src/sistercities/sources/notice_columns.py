"""Finding the heads of a list of notices and what its columns hold.

The row of heads is looked for in the first rows; a title above it is passed over. Without heads
nothing is guessed: a wish of a size looks too much like a population. A mapping file says then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sistercities.errors import RegisterError
from sistercities.sources.notice_words import NOTICE_FIELDS, NoticeField, notice_words
from sistercities.sources.register_cells import SheetRow
from sistercities.sources.register_mapping import RegisterMapping, column_letter
from sistercities.sources.register_sheet import Sheet
from sistercities.sources.register_words import folded

_ROWS_LOOKED_AT = 15
_LEAST = 2
"""Fields that a row must name to be one of heads."""
_BRACKETED = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_WISHES: tuple[NoticeField, ...] = ("countries", "size", "min_size", "max_size", "themes")
_LONGEST_SHOWN = 130


@dataclass(frozen=True, slots=True)
class NoticeColumn:
    """The column of one field: its position from 0, its head, and how it was found."""

    field: NoticeField
    position: int
    head: str
    how: str


@dataclass(frozen=True, slots=True)
class NoticeLayout:
    """Where the heads are and what the columns hold.

    `heads` has the head of every column, `first_row` is the position from 0 of the first row below
    them, `header_row` the number of their row, -1 where there is none.
    """

    columns: tuple[NoticeColumn, ...]
    heads: tuple[str, ...]
    first_row: int
    header_row: int
    told: tuple[str, ...] = ()

    def position(self, field: NoticeField) -> int | None:
        """Return the position of the column of a field; None where it has none."""
        return next((one.position for one in self.columns if one.field == field), None)


def find_notice_layout(sheet: Sheet, mapping: RegisterMapping) -> NoticeLayout:
    """Find the heads and the columns of a list of notices.

    Raises
    ------
    RegisterError
        If no column of the places that seek can be told, or one that is stated is not there.
    """
    at = _header_position(sheet, mapping)
    heads = [] if at is None else sheet.rows[at].texts()
    columns = _stated(sheet, mapping, heads) or _guessed(heads)
    found = NoticeLayout(
        columns=tuple(sorted(columns, key=lambda one: NOTICE_FIELDS.index(one.field))),
        heads=tuple(heads),
        first_row=0 if at is None else at + 1,
        header_row=-1 if at is None else sheet.rows[at].number,
    )
    if found.position("place") is None:
        raise _no_place(sheet, heads)
    return _with_told(found, sheet.rows[: at or 0])


def _header_position(sheet: Sheet, mapping: RegisterMapping) -> int | None:
    if mapping.header_row < 0:
        return None
    if mapping.header_row:
        numbers = [row.number for row in sheet.rows]
        if mapping.header_row not in numbers:
            problem = f"has no row {mapping.header_row}"
            raise RegisterError(sheet.file, problem, "correct header_row in the mapping")
        return numbers.index(mapping.header_row)
    rows = sheet.rows[:_ROWS_LOOKED_AT]
    worths = [(_worth(row, mapping), -at) for at, row in enumerate(rows)]
    worth, minus_at = max(worths)
    return -minus_at if worth >= (1 if mapping.columns else _LEAST) else None


def _worth(row: SheetRow, mapping: RegisterMapping) -> int:
    """Count the fields that a row names, or those of the stated heads that it holds."""
    texts = row.texts()
    if mapping.columns:
        held = set(map(folded, texts))
        return sum(folded(column) in held for column in mapping.columns.values() if column)
    return len(_guessed(texts))


def _guessed(heads: Sequence[str]) -> list[NoticeColumn]:
    known, taken = notice_words("head"), dict[NoticeField, NoticeColumn]()
    for at, head in enumerate(heads):
        meant = known.get(folded(head)) or known.get(folded(_BRACKETED.sub("", head)))
        field = next((each for each in NOTICE_FIELDS if each == meant), None)
        if field and field not in taken:
            taken[field] = NoticeColumn(field, at, head, "by its head")
    return [*taken.values()]


def _stated(sheet: Sheet, mapping: RegisterMapping, heads: Sequence[str]) -> list[NoticeColumn]:
    width = max(len(row.cells) for row in sheet.rows)
    keys, found = [folded(head) for head in heads], []
    for field in (each for each in NOTICE_FIELDS if each in mapping.columns):
        column = mapping.columns[field]
        named = folded(column) if any(keys) else ""
        at = keys.index(named) if named and named in keys else _as_position(column)
        if at is None or at >= width:
            there = ", ".join(filter(None, heads)) or f"A to {column_letter(width - 1)}"
            problem = f"has no column {column!r}, which the mapping names for {field}"
            raise RegisterError(sheet.file, problem, f"use one of {there}")
        found.append(NoticeColumn(field, at, heads[at] if at < len(heads) else "", "stated"))
    return found


def _as_position(column: str) -> int | None:
    """Return the position of a column that is named by its number from 1 or by its letter."""
    if column.isascii() and column.isdigit() and 1 <= int(column) <= 702:
        return int(column) - 1
    letters = [column_letter(at) for at in range(702)]
    return letters.index(column) if column in letters else None


def _no_place(sheet: Sheet, heads: Sequence[str]) -> RegisterError:
    texts = heads or sheet.rows[0].texts()
    there = (f"{column_letter(at)} {text[:40]}".strip() for at, text in enumerate(texts[:12]))
    kind = "columns" if heads else "first row"
    return RegisterError(
        sheet.file,
        f"has no column that is understood as the place that seeks ({kind}: {', '.join(there)})",
        'say which in a mapping file, for example {"columns": {"place": "A", "countries": "C"}}, '
        "with --mapping",
    )


def _with_told(found: NoticeLayout, above: Sequence[SheetRow]) -> NoticeLayout:
    told = []
    title = "; ".join(filter(None, (" ".join(filter(None, row.texts())) for row in above)))
    if title:
        cut = title if len(title) <= _LONGEST_SHOWN else f"{title[:_LONGEST_SHOWN]}…"
        told.append(f"Above the heads, and not read: {cut}.")
    if all(found.position(field) is None for field in _WISHES):
        told.append(
            "No column is taken as a wish (countries, size, themes): name them in a mapping file "
            "(--write-mapping, then --mapping), else all that is wished is unknown."
        )
    lone = next((one for one in found.columns if one.field == "country"), None)
    if lone and found.position("countries") is None:
        column = f"{column_letter(lone.position)} {lone.head}".strip()
        told.append(
            f"Column {column} is taken as the country of the place that seeks. If it is the one "
            "that it wishes, name it as countries in a mapping file."
        )
    if found.position("date") is None:
        told.append("No column is taken as the date, so the age of the notices is unknown.")
    return NoticeLayout(found.columns, found.heads, found.first_row, found.header_row, (*told,))

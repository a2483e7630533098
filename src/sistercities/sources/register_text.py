"""Rows and cells of a text: what stands between the cells, and quotation marks that stay open."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain, islice
from typing import NamedTuple

from sistercities.errors import RegisterError
from sistercities.sources.register_cells import LONGEST_CELL, refuse_size
from sistercities.terms.late_methods import late_expression

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_ROWS_LOOKED_AT = 60
_MOST_LINES = 20
"""Lines of one cell: in one with more, of which most hold what stands between cells, a quotation
mark was forgotten, and it ends at the next one."""
_LINE_END = late_expression(r"\r\n|\r|\n")
_END = "end of the table"
"""A row after the last: a quotation mark that is open swallows it."""


class Split(NamedTuple):
    """Rows of a text with the line on which each ends, and what stands between their cells.

    `told` is what there is to say.
    """

    rows: list[tuple[int, list[str]]]
    delimiter: str
    delimiter_name: str
    told: tuple[str, ...] = ()


def split(file: str, text: str, delimiter: str = "") -> Split:
    """Find what stands between the cells and take the rows apart.

    Raises
    ------
    RegisterError
        If a quotation mark is never closed, or a cell is longer than any text on a tie.
    """
    found = delimiter or _delimiter(text)
    rows = _rows(file, text, found)
    return Split(rows, found, _DELIMITERS.get(found, f"{found!r}"), tuple(_swallowed(rows, found)))


def _delimiter(text: str) -> str:
    """Take the one that makes the most rows of one width, and of those the widest."""

    def fitness(delimiter: str) -> tuple[float, int]:
        sample = io.StringIO(text[:200_000], newline="")
        widths = Counter[int]()
        try:
            for row in islice(csv.reader(sample, delimiter=delimiter), _ROWS_LOOKED_AT):
                if any(row):
                    widths[len(row)] += 1
        except csv.Error:
            pass  # a cell is long: the rows before it tell
        wide = {width: n for width, n in widths.items() if width > 1}
        if not wide:
            return 0.0, 0
        width, n = max(wide.items(), key=lambda pair: (pair[1], pair[0]))
        return n / sum(widths.values()), width

    return max(_DELIMITERS, key=fitness)


def _rows(file: str, text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    before = csv.field_size_limit(LONGEST_CELL)
    lines = chain(io.StringIO(text, newline=""), (_END,))
    reader = csv.reader(lines, delimiter=delimiter)
    rows: list[tuple[int, list[str]]] = []
    line = filled = 0
    try:
        for row in reader:
            filled += len(row) - row.count("")
            refuse_size(file, len(rows) + 1, len(row), filled)
            height = reader.line_num - line
            if height > _MOST_LINES and any(_is_open(cell, delimiter) for cell in row):
                raise _long_row(file, text, line, delimiter)
            line = reader.line_num
            rows.append((line, row))
    except csv.Error:
        raise _long_row(file, text, line, delimiter) from None
    finally:
        csv.field_size_limit(before)
    if height > 1:
        raise _long_row(file, text, line - height, delimiter)
    return rows[:-1]


def _is_open(cell: str, delimiter: str) -> bool:
    """Whether a cell is so many lines with what stands between cells that it must be rows."""
    lines = _LINE_END.split(cell)
    return len(lines) > _MOST_LINES and sum(delimiter in line for line in lines) > len(lines) / 2


def _swallowed(rows: Sequence[tuple[int, list[str]]], delimiter: str) -> list[str]:
    """Say where a cell holds a line that is as wide as a row: it may be one that was swallowed."""
    widths = Counter(len(row) for _, row in rows)
    width = widths.most_common(1)[0][0] if rows else 0
    inside = [
        end
        for end, row in rows
        for cell in row
        if width > 2 and any(w == width - 1 for w in _inner_widths(cell, delimiter))
    ]
    if not inside:
        return []
    where = ", ".join(f"{line:,}" for line in inside[:5]) + (" and others" * (len(inside) > 5))
    return [
        f"A cell that ends on line {where} holds what may be rows of the table: "
        "look whether a quotation mark is missing there, or one too many."
    ]


def _inner_widths(cell: str, delimiter: str) -> list[int]:
    """Count what stands between cells in the lines of a cell, without its first and its last."""
    if "\n" not in cell and "\r" not in cell:
        return []
    return [line.count(delimiter) for line in _LINE_END.split(cell)[1:-1]]


def _long_row(file: str, text: str, before: int, delimiter: str) -> RegisterError:
    """Say what is wrong with the row after so many lines: an open quotation mark, a long cell."""
    rest = io.StringIO(text, newline="")
    for _ in islice(rest, before):
        pass
    opened, is_closed, n = _quotation(text[rest.tell() :], delimiter)
    line = before + 1 + opened
    if is_closed and n > LONGEST_CELL:
        problem = f"has a cell of more than {LONGEST_CELL:,} characters on line {line:,}"
        return RegisterError(file, problem, "shorten it to what is said of the tie")
    how = f"is not closed within {_MOST_LINES} lines" if is_closed else "is never closed"
    problem = f"has a quotation mark that opens on line {line:,} and {how}"
    return RegisterError(file, problem, "close it or take it out, then import again")


def _quotation(text: str, delimiter: str) -> tuple[int, bool, int]:
    """Find the cell at fault in the row that a text begins with.

    It is the first that is never closed, that is too long, or that holds rows: on which line from
    0 it begins, whether it is closed, and its length.
    """
    cell = re.compile(
        rf'(?:(?P<open>")(?:[^"]|"")*+(?P<close>"|\Z))?[^{re.escape(delimiter)}\r\n]*'
    )
    at = 0
    while at < len(text):
        found = cell.match(text, at)
        assert found is not None  # it matches nothing as well
        is_closed, n = found["close"] != "", found.end() - at
        if not is_closed or n > LONGEST_CELL or _is_open(found[0], delimiter):
            return len(_LINE_END.findall(text, 0, at)), is_closed, n
        at = found.end() + 1
    return 0, True, 0

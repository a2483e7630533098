"""What reaches the terminal or the pipe: lines, JSON, tables that fit."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Literal, NamedTuple

import typer

from sistercities.errors import OutputError

WIDE = 10_000  # a pipe has no edge: lines are as long as they are
MISSING = "–"
_CELLS = (
    (0x20, 0x7E, 1), (0xA0, 0x2FF, 1), (0x370, 0x482, 1), (0x48A, 0x58F, 1), (0x5D0, 0x5EA, 1),
    (0x621, 0x64A, 1), (0x10D0, 0x10FF, 1), (0x1E00, 0x1EFF, 1), (0x2013, 0x2021, 1),
    (0x3041, 0x3096, 2), (0x30A1, 0x30FF, 2), (0x4E00, 0x9FFF, 2), (0xAC00, 0xD7A3, 2),
)  # fmt: skip
"""Cells of letters: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian, kana, Han, Hangul;
and of quotes and daggers."""
SOME_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""Control characters but the line end: a name that holds one must not steer the terminal."""
_CONTROLS_BUT_BOLD = re.compile("(?!\x1b\\[[01]m)[\x00-\x1f\x7f-\x9f]")


class Screen(NamedTuple):
    """Room for an answer: columns and lines; a pipe has no edges."""

    width: int
    height: int | None

    @classmethod
    def here(cls) -> Screen:
        """Measure the terminal, if somebody looks."""
        if not sys.stdout.isatty():
            return cls(WIDE, None)
        from shutil import get_terminal_size

        size = get_terminal_size()
        return cls(size.columns, size.lines)

    def room(self, taken: int, *, show_all: bool) -> int | None:
        """Lines left for a list where `taken` others are shown; None is no limit."""
        if show_all or self.height is None:
            return None
        return max(self.height - taken, 3)


def say(lines: Iterable[str]) -> None:
    """Print lines, broken between words where the terminal ends.

    Raises
    ------
    typer.Exit
        If nobody reads any more (a closed pipe): quiet, and no failure.
    OutputError
        If the output cannot be written, as on a full disk.
    """
    width = Screen.here().width
    clean = (_CONTROLS_BUT_BOLD.sub("", line) for line in lines)
    _write("\n".join(each for line in clean for each in wrapped(line, width)))


def _write(text: str) -> None:
    try:
        print(spelled(text), flush=True)
    except BrokenPipeError:
        silence()
        raise typer.Exit(0) from None
    except OSError as reason:
        silence()
        raise unwritable(reason) from None


def spelled(text: str) -> str:
    """Give the names of files back their letters, which an ASCII locale holds as raw bytes."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def unwritable(reason: OSError) -> OutputError:
    """Say why the output cannot be written."""
    return OutputError(
        "the output", (reason.strerror or "it fails").lower(), "free space or pipe it elsewhere"
    )


def cell_len(text: str) -> int:
    """Cells that a text takes on a terminal: letters of most scripts one, Chinese characters two.

    What the scripts of most names take is known here, because loading all of Unicode takes as long
    as a small answer.
    """
    if text.isascii():
        return len(text)
    cells = [_cells(ord(letter)) for letter in text]
    if all(cells):
        return sum(cells)
    from rich.cells import cell_len as cells_of_any

    return cells_of_any(text)


def _cells(point: int) -> int:
    """Cells of a letter; 0 where its script is not among those known."""
    return next((each for low, high, each in _CELLS if low <= point <= high), 0)


def wrapped(line: str, width: int) -> list[str]:
    """Break a sentence between words where the terminal ends; what follows keeps its indent.

    A line in columns, which has wide gaps, is left as it is.
    """
    is_in_columns = "  " in line.strip()
    if is_in_columns or len(line) * 2 <= width:  # a character takes two cells at most
        return [line]
    if cell_len(line) <= width:
        return [line]
    indent = line[: len(line) - len(line.lstrip())]
    broken, current = [], ""
    for word in line.split():
        longer = f"{current} {word}" if current else f"{indent}{word}"
        if current and cell_len(longer) > width:
            broken.append(current)
            longer = f"{indent}{word}"
        current = longer
    return [*broken, current]


def whole_columns(line: str, width: int) -> str:
    """Leave out the last columns of a line that is too long; a sentence stays as it is."""
    if len(line) <= width or "  " not in line.strip():
        return line
    kept = line[: line.rfind("  ", 0, width + 1)].rstrip()
    return kept or line


def one_screen(
    lines: Sequence[str], last: Sequence[str], screen: Screen, *, show_all: bool
) -> list[str]:
    """Cut lines to what a terminal shows at once; the last ones, where the files are, stay."""
    fitting = [whole_columns(line, screen.width) for line in lines]
    if fitting != list(lines):
        last = ["", "The window is too narrow for the last columns: --json has them all.", *last]
    broken = [each for line in fitting for each in wrapped(line, screen.width)]
    ends = [each for line in last for each in wrapped(line, screen.width)]
    room = screen.room(len(ends) + 2, show_all=show_all)
    if room is None or len(broken) <= room:
        return [*broken, *ends]
    return [*broken[:room], f"... and {len(broken) - room} more lines: --all shows them", *ends]


def say_json(value: object) -> None:
    """Print one JSON value, indented, in UTF-8; a number that is not finite is a ValueError."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    # JSON escapes the controls below the space only; those above the letters go the same way.
    _write(re.sub("[\x7f-\x9f]", lambda found: f"\\u{ord(found[0]):04x}", text))


def say_text(text: str) -> None:
    """Print a text for programs, such as CSV, as it is: nothing is broken or taken out."""
    _write(text.removesuffix("\n"))


def table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], width: int, right: Sequence[str] = ()
) -> list[str]:
    """Lay out rows under their heads; Chinese characters take two cells; long names are cut.

    Parameters
    ----------
    columns
        Heads.
    rows
        Cells by row.
    width
        Cells of the terminal.
    right
        Heads of the columns that are aligned to the right.
    """
    heads, *cells = [[_plain(cell) for cell in row] for row in (columns, *rows)]
    is_right = [head in right for head in columns]
    return _whole_table(heads, cells, width, is_right) or _cut_table(heads, cells, width, is_right)


def _whole_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], width: int, is_right: Sequence[bool]
) -> list[str]:
    """Lay out a table that fits; nothing where it does not.

    Most tables fit, and loading what can cut the others takes as long as finding the answer.
    """
    columns = zip(heads, *rows, strict=True)
    widths = [max(map(cell_len, column)) for column in columns]
    if sum(widths) + 2 * (len(widths) - 1) > width:
        return []
    lines = []
    for row in (heads, *rows):
        gaps = [" " * (room - cell_len(cell)) for cell, room in zip(row, widths, strict=True)]
        laid = [
            gap + cell if right else cell + gap
            for cell, gap, right in zip(row, gaps, is_right, strict=True)
        ]
        lines.append("  ".join(laid).rstrip())
    if sys.stdout.isatty():
        lines[0] = f"\x1b[1m{lines[0]}\x1b[0m"
    return lines


def _cut_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], width: int, is_right: Sequence[bool]
) -> list[str]:
    """Lay out a table that is wider than the terminal: the longest cells are cut."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    laid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for head, right in zip(heads, is_right, strict=True):
        justify: Literal["left", "right"] = "right" if right else "left"
        laid.add_column(escape(head), justify=justify, no_wrap=True, overflow="ellipsis")
    for row in rows:
        laid.add_row(*map(escape, row))
    page = io.StringIO()
    is_bold = sys.stdout.isatty()
    console = Console(width=width, file=page, force_terminal=is_bold, highlight=False, emoji=False)
    console.print(laid)
    return [line.rstrip() for line in page.getvalue().splitlines()]


def _plain(cell: str) -> str:
    return SOME_CONTROLS.sub("", cell).replace("\n", " ")


def silence() -> None:
    """Send what is still buffered nowhere, so that Python does not complain at its end."""
    with suppress(OSError, ValueError, AttributeError):  # a test's is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

"""A snapshot: the raw bytes of one file, their hash, and the rows of the table in it.

Every reader gets its rows from `table_rows` or `file_rows`, so that a file that is missing, cut,
not UTF-8 or not a table of the promised shape is refused in one place.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from sistercities.errors import BuildError, SourceError
from sistercities.terms.late_methods import late_expression

CONTROL = late_expression("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
"""Characters that no field holds: controls, line ends, marks that turn the direction of text."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who made a file and under which terms; `source_id` is the key of the table `sources`."""

    source_id: str
    producer: str = ""
    licence: str = ""


@dataclass(frozen=True)
class Snapshot:
    """One file as it was found: `path`, its raw bytes, and its `origin`; nothing is interpreted."""

    path: Path
    origin: Origin

    @cached_property
    def _on_disk(self) -> bytes:
        try:
            return self.path.read_bytes()
        except OSError as problem:
            raise BuildError(
                f"{self.path}: cannot be read ({problem.strerror}); "
                "give the folder that holds the snapshots and data/decisions"
            ) from problem

    @cached_property
    def raw(self) -> bytes:
        """The bytes of the file, unzipped if it ends in .gz."""
        if self.path.suffix != ".gz":
            return self._on_disk
        try:
            return gzip.decompress(self._on_disk)
        except (OSError, EOFError, zlib.error) as problem:
            advice = "the file is not whole gzip; fetch it again"
            raise SourceError(self.path.name, 0, "(all)", str(problem), advice) from problem

    @cached_property
    def sha256(self) -> str:
        """Hash of the file on disk."""
        return hashlib.sha256(self._on_disk).hexdigest()

    @property
    def text(self) -> str:
        """The bytes read as UTF-8, without a byte order mark."""
        try:
            return self.raw.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise SourceError(
                self.path.name,
                problem.object.count(b"\n", 0, problem.start) + 1,
                "(all)",
                problem.object[problem.start : problem.start + 4],
                "the file is not UTF-8; fetch it again or save it as UTF-8",
            ) from problem


def file_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a comma-separated file as `table_rows` does."""
    return table_rows(Snapshot(path, Origin("")), columns)


def table_columns(snapshot: Snapshot) -> list[str]:
    """Return the header of a table whose columns are names of things, such as countries.

    Raises
    ------
    BuildError, SourceError
        As `table_rows` does.
    """
    _, header = next(_split(snapshot.path.name, snapshot.text, ","), (1, []))
    return header


def table_rows(
    snapshot: Snapshot,
    columns: Sequence[str],
    delimiter: str = ",",
    *,
    unread: Collection[str] = (),
    has_quotes: bool = True,
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line number, row) of a table whose columns are exactly `columns`, in any order.

    What stands in a column of `unread` is not looked at, and must not be used. Without `has_quotes`
    a quotation mark is a letter like any other, also at the head of a field.

    Raises
    ------
    BuildError
        If the file cannot be read.
    SourceError
        If the file is not text, a column is unknown, missing or there twice, a row is longer or
        shorter than the header, a quote is left open, or a field holds a control character.
    """
    file = snapshot.path.name
    rows = _split(file, snapshot.text, delimiter, has_quotes)
    _, header = next(rows, (1, []))
    _check_header(file, header, columns)
    for line, fields in rows:
        if len(fields) != len(header):
            advice = f"it has {len(fields)} fields and the header {len(header)}; mend the row"
            raise SourceError(file, line, "(all)", fields, advice)
        row = dict(zip(header, fields, strict=True))
        _check_characters(file, line, row, unread)
        yield line, row


def _split(
    file: str, text: str, delimiter: str, has_quotes: bool = True
) -> Iterator[tuple[int, list[str]]]:
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if has_quotes else csv.QUOTE_NONE
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True, quoting=quoting)
    try:
        for fields in reader:
            yield reader.line_num, fields
    except csv.Error as problem:
        advice = "the row cannot be split into fields; mend its quotes and separators"
        raise SourceError(file, reader.line_num, "(all)", str(problem), advice) from problem


def _check_header(file: str, found: Sequence[str], known: Sequence[str]) -> None:
    whole = f"the columns are {', '.join(known)}"
    for column, times in Counter(found).items():
        if column not in known:
            raise SourceError(file, 1, column, column, whole)
        if times > 1:
            raise SourceError(file, 1, column, column, f"it stands there {times} times; keep one")
    for column in known:
        if column not in found:
            raise SourceError(file, 1, column, "(missing)", whole)


def _check_characters(file: str, line: int, row: dict[str, str], unread: Collection[str]) -> None:
    for column, value in row.items():
        if column not in unread and CONTROL.search(value):
            advice = "a field holds no control character; take it out"
            raise SourceError(file, line, column, value, advice)

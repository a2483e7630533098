"""A snapshot: the raw bytes of one file, their hash, and where they come from."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sistercities.errors import BuildError, SourceError


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
    def raw(self) -> bytes:
        """The bytes of the file, unzipped if it ends in .gz."""
        try:
            found = self.path.read_bytes()
        except OSError as problem:
            raise BuildError(
                f"{self.path}: cannot be read ({problem.strerror}); "
                "give the folder that holds the snapshots"
            ) from problem
        return gzip.decompress(found) if self.path.suffix == ".gz" else found

    @cached_property
    def sha256(self) -> str:
        """Hash of the file on disk."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    @property
    def text(self) -> str:
        """The bytes read as UTF-8."""
        try:
            return self.raw.decode("utf-8")
        except UnicodeDecodeError as problem:
            raise SourceError(
                self.path.name,
                0,
                "(all)",
                problem.object[problem.start : problem.start + 4],
                "the file is not UTF-8; fetch it again",
            ) from problem


def table_rows(
    snapshot: Snapshot, columns: Sequence[str], delimiter: str = ","
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line number, row) of a table whose columns are exactly `columns`.

    Raises
    ------
    SourceError
        If a column is unknown or missing, or a row is longer or shorter than the header.
    """
    reader = csv.DictReader(io.StringIO(snapshot.text, newline=""), delimiter=delimiter)
    _check_header(snapshot, reader.fieldnames or (), columns)
    for row in reader:
        if None in row or None in row.values():
            raise SourceError(
                snapshot.path.name,
                reader.line_num,
                "(all)",
                row.get(None, "a short row"),
                f"a row has {len(columns)} fields; mend the row",
            )
        yield reader.line_num, row


def _check_header(snapshot: Snapshot, found: Sequence[str], known: Sequence[str]) -> None:
    for column in found:
        if column not in known:
            raise SourceError(
                snapshot.path.name,
                1,
                column,
                column,
                "the reader does not know this column; teach it to the reader or remove it",
            )
    for column in known:
        if column not in found:
            raise SourceError(
                snapshot.path.name,
                1,
                column,
                "(missing)",
                "the reader needs this column; check the version of the file",
            )

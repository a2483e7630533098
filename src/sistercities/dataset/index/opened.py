"""An index held open: rows of single places, for any number of threads.

A file is read only and mapped, so that all processes share one copy in memory, and each thread has
a connection of its own. An index that could be kept nowhere is made in memory, with one connection.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import finalize

from sistercities.dataset.index.files import kept_files, make_file
from sistercities.dataset.index.tables import HELD
from sistercities.dataset.index.telling import Told, heard
from sistercities.dataset.index.writing import write_index

if TYPE_CHECKING:
    from sistercities.dataset.release.store import Release

Rows = list[dict[str, Any]]
Parameters = Sequence[Any] | Mapping[str, Any]
_MAPPED_BYTES = 1 << 31
_STATEMENTS = 256
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR,
                      sqlite3.SQLITE_CANTOPEN})  # fmt: skip
_LOWEST_BYTE = 0xFF
_FLAG = re.compile(r"(.*_)?(is|has)_.*")
"""What a column is called that is true or false; SQLite keeps 1 and 0."""


class Index:
    """The tables of `index.tables`, read by SQL of SQLite.

    Parameters
    ----------
    path
        The file; None for an index in memory.
    made
        The connection of an index in memory.
    make_again
        Makes the index again where its file turns out to be damaged; returns another.
    """

    def __init__(
        self,
        path: Path | None,
        made: sqlite3.Connection | None = None,
        make_again: Callable[[], Index] | None = None,
    ) -> None:
        self.path = path
        self._shared = made
        self._make_again = make_again
        self._lock = threading.Lock()
        self._local = threading.local()
        self._closings: list[finalize[..., Any]] = []
        if made is not None:
            self._closings.append(finalize(self, made.close))

    def query(self, sql: str, parameters: Parameters = ()) -> Rows:
        """Run one query; `?` stands for each parameter in turn, `:name` for one by its name.

        Returns
        -------
        list of dict
            One dict a row, columns in the order of the query; those named `is_...`
            or `has_...`, with or without a word before, are booleans.
        """
        names, rows = self._run(sql, parameters)
        found = [dict(zip(names, row, strict=True)) for row in rows]
        flags = [name for name in dict.fromkeys(names) if _FLAG.fullmatch(name)]
        for row in found if flags else ():
            for flag in flags:
                row[flag] = None if row[flag] is None else bool(row[flag])
        return found

    def tuples(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """Run one query for many rows; return them as they lie in the file."""
        return self._run(sql, parameters)[1]

    def _run(self, sql: str, parameters: Parameters) -> tuple[list[str], list[tuple[Any, ...]]]:
        try:
            return self._read(sql, parameters)
        except sqlite3.DatabaseError as failure:
            code = getattr(failure, "sqlite_errorcode", 0) & _LOWEST_BYTE
            if code not in _DAMAGED or self._make_again is None:
                raise
        self._take_over(self._make_again())
        return self._read(sql, parameters)

    def _read(self, sql: str, parameters: Parameters) -> tuple[list[str], list[tuple[Any, ...]]]:
        if self._shared is not None:
            with self._lock:
                return _answer(self._shared, sql, parameters)
        return _answer(self._of_thread(), sql, parameters)

    def _of_thread(self) -> sqlite3.Connection:
        held: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if held is None:
            assert self.path is not None
            held = self._local.connection = _opened(self.path)
            # Python 3.13 warns of a connection that is dropped open.
            self._closings.append(finalize(self, held.close))
        return held

    def _take_over(self, other: Index) -> None:
        """Read another index from now on, as if it were this one."""
        self.close()
        self.path, self._shared, self._make_again = other.path, other._shared, None
        for closing in other._closings:
            closing.detach()
        if self._shared is not None:
            self._closings.append(finalize(self, self._shared.close))

    def show(self, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        """Let the queries of this thread see more rows in some tables.

        Parameters
        ----------
        rows
            Rows by the name of the table, with its columns.
        """
        connection = self._shared or self._of_thread()
        for table, more in rows.items():
            names = _open_to_more(connection, table)
            marks = ", ".join("?" * len(names))
            keyed = [_with_keys(table, row) for row in more]
            connection.executemany(
                f"INSERT INTO temp.more_{table} VALUES ({marks})",
                [[row[name] for name in names] for row in keyed],
            )

    def close(self) -> None:
        """Close all connections."""
        for closing in self._closings:
            closing()
        self._closings = []
        self._local = threading.local()


def _with_keys(table: str, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a row with the columns that are worked out of it."""
    held = next(one for one in HELD if one.name == table)
    return {**row, **{name: work(row) for name, work in held.more}}


def _open_to_more(connection: sqlite3.Connection, table: str) -> list[str]:
    """Put a view before a table that shows rows of this connection besides; return its columns."""
    sql = "SELECT 1 FROM temp.sqlite_schema WHERE name = ?"
    if not connection.execute(sql, [table]).fetchone():
        connection.execute(f"CREATE TEMP TABLE more_{table} AS SELECT * FROM main.{table} WHERE 0")
        connection.execute(
            f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} "
            f"UNION ALL SELECT * FROM temp.more_{table}"
        )
    described = connection.execute(f"SELECT * FROM temp.more_{table} LIMIT 0").description
    return [column[0] for column in described]


def _answer(
    connection: sqlite3.Connection, sql: str, parameters: Parameters
) -> tuple[list[str], list[tuple[Any, ...]]]:
    cursor = connection.execute(
        sql, parameters if isinstance(parameters, Mapping) else tuple(parameters)
    )
    return [column[0] for column in cursor.description or ()], cursor.fetchall()


def _opened(path: Path) -> sqlite3.Connection:
    """Open a file that nobody writes to any more; what a query sets aside stays in memory."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro&immutable=1",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=_STATEMENTS,
    )
    connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def index_of(release: Release) -> Index:
    """Return the index of a release, which is opened when it is first asked for."""
    if release.index is None:
        release.index = open_index(release)
    found: Index = release.index
    return found


def open_index(release: Release) -> Index:
    """Open the index of a release with its overlays; make it where there is none that is whole.

    Parameters
    ----------
    release
        An opened release; its tables are read only where the index must be made.

    Raises
    ------
    ReleaseError, OverlayError
        If the index must be made, and a file of the release or of an overlay is damaged.
    """
    for file in kept_files(release):
        if file.is_whole():
            return Index(file.path, make_again=lambda: make_index(release))
    return make_index(release)


def make_index(release: Release) -> Index:
    """Make the index of a release, whether there is one or not; otherwise as `open_index`."""
    with heard() as told:
        file = make_file(release, told)
        if file is None:
            return in_memory(release, told)
    return Index(file.path, make_again=lambda: make_index(release))


def in_memory(release: Release, told: Told | None = None) -> Index:
    """Make the index of a release for this process alone."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        write_index(release, connection, told)
    except BaseException:
        connection.close()
        raise
    return Index(None, connection)

"""An index held open: rows of single places, for any number of threads.

A file is read only, and all processes share what the system has read of it. A connection is lent to
one thread at a time. An index that could be kept nowhere is made in memory, with one connection.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import finalize

from sistercities.dataset.index.files import (
    IndexFile,
    index_name,
    kept_files,
    make_file,
    whole_below,
)
from sistercities.dataset.index.tables import BELOW, HELD, IDENTITY, attach, read_only, show_added
from sistercities.dataset.index.telling import Told, heard
from sistercities.dataset.scripts import name_key

if TYPE_CHECKING:
    from sistercities.dataset.release.store import Release

Rows = list[dict[str, Any]]
Parameters = Sequence[Any] | Mapping[str, Any]
Answer = tuple[list[str], list[tuple[Any, ...]]]
_NAME = itemgetter(0)
"""The name of a column, of all that SQLite tells of it."""
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
    below
        The file on which it lies: tables that it does not hold are read from there.
    """

    def __init__(
        self,
        path: Path | None,
        made: sqlite3.Connection | None = None,
        make_again: Callable[[], Index] | None = None,
        below: Path | None = None,
    ) -> None:
        self.path, self.below = path, below
        self._only = made
        self._make_again = make_again
        self._lock, self._making = threading.Lock(), threading.Lock()
        self._generation = 0
        self._local = threading.local()
        # One list for good: Python 3.13 warns of connections that are dropped open.
        self._idle: list[sqlite3.Connection] = [made] if made is not None else []
        self._at_end = finalize(self, _close_all, self._idle)

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
        flags = _flags(tuple(names)) if found else ()
        for row in found if flags else ():
            for flag in flags:
                row[flag] = None if row[flag] is None else bool(row[flag])
        return found

    def tuples(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """Run one query for many rows; return them as they lie in the file."""
        return self._run(sql, parameters)[1]

    @contextmanager
    def remembering(self) -> Iterator[None]:
        """Answer a query that comes again in this thread from memory, until the end.

        For who makes the same page in several languages and forms.
        """
        self._local.kept = {}
        try:
            yield
        finally:
            self._local.kept = None

    def _run(self, sql: str, parameters: Parameters) -> Answer:
        kept: dict[object, Answer] | None = getattr(self._local, "kept", None)
        given = parameters.items() if isinstance(parameters, Mapping) else parameters
        key = None if kept is None else (sql, *given)
        if kept is not None and key in kept:
            return kept[key]
        generation = self._generation
        try:
            with self._lent() as connection:
                found = _answer(connection, sql, parameters)
        except sqlite3.DatabaseError as failure:
            code = getattr(failure, "sqlite_errorcode", 0) & _LOWEST_BYTE
            if code not in _DAMAGED or self._make_again is None:
                raise
            self._renew(generation, self._make_again)
            with self._lent() as connection:
                found = _answer(connection, sql, parameters)
        if kept is not None:
            kept[key] = found
        return found

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for one query; the only one of an index in memory to one thread."""
        if self._only is not None:
            with self._lock:
                yield self._only
            return
        with self._lock:
            generation, path, below = self._generation, self.path, self.below
            connection = self._idle.pop() if self._idle else None
        assert path is not None
        connection = connection or _opened(path, below)
        try:
            yield connection
        finally:
            with self._lock:
                is_of_today = generation == self._generation and self._only is None
                if is_of_today:
                    self._idle.append(connection)
            if not is_of_today:
                connection.close()

    def _renew(self, generation: int, make_again: Callable[[], Index]) -> None:
        """Read an index made anew from now on, unless another thread has made one meanwhile."""
        with self._making:
            if generation != self._generation:
                return
            other = make_again()
            with self._lock:
                _close_all(self._idle)
                self.path, self.below, self._only = other.path, other.below, other._only
                self._idle += other._idle
                other._idle.clear()
                self._generation += 1

    def is_of(self, name: str, below: str = "") -> bool:
        """Whether it says of itself that it is the index of this name, and lies on that one."""
        said = {f"main.{IDENTITY}": name}
        if self.below is not None:
            said[f"{BELOW}.{IDENTITY}"] = below
        try:
            return all(self.tuples(f"SELECT name FROM {at}") == [(due,)]
                       for at, due in said.items())  # fmt: skip
        except sqlite3.DatabaseError:
            return False

    def show(self, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        """Let all queries from now on see more rows in some tables; they share one connection.

        Parameters
        ----------
        rows
            Rows by the name of the table, with its columns.
        """
        if self._only is None:
            assert self.path is not None
            self._only = _opened(self.path, self.below)
            self._idle.append(self._only)
        with self._lock:
            for table, more in rows.items():
                names = _open_to_more(self._only, table)
                marks = ", ".join("?" * len(names))
                keyed = [_with_keys(table, row) for row in more]
                self._only.executemany(
                    f"INSERT INTO temp.more_{table} VALUES ({marks})",
                    [[row[name] for name in names] for row in keyed],
                )

    def close(self) -> None:
        """Close the connections that nobody has lent; the others are closed when given back."""
        with self._lock:
            self._generation += 1
            _close_all(self._idle)


def _close_all(connections: list[sqlite3.Connection]) -> None:
    for connection in connections:
        connection.close()
    connections.clear()


def _with_keys(table: str, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a row with the columns that are worked out of it."""
    held = next(one for one in HELD if one.name == table)
    return {**row, **{key: name_key(row[name] or "") for key, name in held.keys}}


def _open_to_more(connection: sqlite3.Connection, table: str) -> list[str]:
    """Put a view before a table that shows rows of this connection besides; return its columns."""
    sql = "SELECT 1 FROM temp.sqlite_schema WHERE name = ?"
    if not connection.execute(sql, [table]).fetchone():
        kept = f"{_layer_of(connection, table)}.{table}"
        connection.execute(f"CREATE TEMP TABLE more_{table} AS SELECT * FROM {kept} WHERE 0")
        connection.execute(
            f"CREATE TEMP VIEW {table} AS SELECT * FROM {kept} "
            f"UNION ALL SELECT * FROM temp.more_{table}"
        )
    described = connection.execute(f"SELECT * FROM temp.more_{table} LIMIT 0").description
    return [column[0] for column in described]


def _layer_of(connection: sqlite3.Connection, table: str) -> str:
    """Name the database that holds a table: the upper one where both do."""
    sql = "SELECT 1 FROM main.sqlite_schema WHERE name = ?"
    return "main" if connection.execute(sql, [table]).fetchone() else BELOW


@lru_cache(maxsize=_STATEMENTS)
def _flags(names: tuple[str, ...]) -> tuple[str, ...]:
    """Name the columns of a query that are booleans."""
    return tuple(name for name in dict.fromkeys(names) if _FLAG.fullmatch(name))


def _answer(connection: sqlite3.Connection, sql: str, parameters: Parameters) -> Answer:
    cursor = connection.execute(sql, parameters)
    return list(map(_NAME, cursor.description or ())), cursor.fetchall()


def _opened(path: Path, below: Path | None = None) -> sqlite3.Connection:
    """Open files that nobody writes to any more; what a query sets aside stays in memory.

    They are not mapped: a mapped file that is cut short kills whoever reads it.
    """
    connection = sqlite3.connect(
        read_only(path),
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=_STATEMENTS,
    )
    try:
        connection.execute("PRAGMA temp_store = MEMORY")
        if below is not None:
            attach(connection, below)
    except BaseException:
        connection.close()
        raise
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
    is_doubted = False
    for file in kept_files(release):
        found = _index_in(release, file) if file.is_whole() else None
        if found is None:
            continue
        if found.is_of(file.name, index_name(release.bare())):
            return found
        found.close()
        is_doubted = True
    return make_index(release, is_doubted=is_doubted)


def make_index(release: Release, *, is_doubted: bool = False) -> Index:
    """Make the index of a release, whether there is one or not; otherwise as `open_index`.

    Parameters
    ----------
    release
        An opened release.
    is_doubted
        Whether the one that is there was found wanting: damaged, or that of other data.
    """
    with heard() as hearing:
        file = make_file(release, hearing, is_doubted=is_doubted)
        found = None if file is None else _index_in(release, file)
        if found is None:
            hearing.kept_nowhere()
            below = whole_below(release)
            return in_memory(release, hearing, None if below is None else below.path)
    return found


def _index_in(release: Release, file: IndexFile) -> Index | None:
    """Return the index of a file; None where that on which it must lie is not there."""
    below = whole_below(release)
    if below is None and release.overlay_sums:
        return None
    return Index(
        file.path,
        make_again=lambda: make_index(release, is_doubted=True),
        below=None if below is None else below.path,
    )


def in_memory(release: Release, told: Told | None = None, below: Path | None = None) -> Index:
    """Make the index of a release for this process alone.

    Parameters
    ----------
    release
        An opened release.
    told
        Hears of each step.
    below
        The index of the same without its overlays: what they show otherwise is laid on it. None
        makes all in one piece.
    """
    from sistercities.dataset.index.layer import write_layer
    from sistercities.dataset.index.writing import write_index

    connection = sqlite3.connect(
        "file::memory:", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        if below is None:
            write_index(release, connection, index_name(release), told)
        else:
            attach(connection, below)
            write_layer(release, connection, index_name(release), told)
            show_added(connection)
    except BaseException:
        connection.close()
        raise
    return Index(None, connection, below=below)

"""Making the index: the rows of an opened release, copied into SQLite, with keys and near names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sistercities.dataset.index.absences import make_absences
from sistercities.dataset.index.near_keys import write_near_keys
from sistercities.dataset.index.tables import HELD, IDENTITY, Held
from sistercities.dataset.index.telling import Told
from sistercities.dataset.index.tie_tables import drop_tie_tables, make_inside, make_tie_ends
from sistercities.dataset.scripts import name_key
from sistercities.terms.gazetteer_tables import GAZETTEER_TABLES

if TYPE_CHECKING:
    import duckdb

    from sistercities.dataset.release.store import Release

_ROWS_AT_A_TIME = 20_000
_PAGE_BYTES = 8192
# Nobody else sees the file before it is whole, and a half-written one is thrown away.
_UNGUARDED = (
    f"PRAGMA page_size = {_PAGE_BYTES}", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = EXCLUSIVE", "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -65536",
)  # fmt: skip


def unguarded(into: sqlite3.Connection) -> None:
    """Let a new database be written without what protects one from a crash."""
    for pragma in _UNGUARDED:
        into.execute(pragma)


def write_index(
    release: Release, into: sqlite3.Connection, name: str, told: Told | None = None
) -> None:
    """Copy what look-ups read into an empty database.

    Parameters
    ----------
    release
        An opened release with its overlays.
    into
        A connection in autocommit, to a database that nobody else uses.
    name
        What the index is called; it says so itself.
    told
        Hears of each step.

    Raises
    ------
    ReleaseError
        If a file of the release is damaged.
    """
    release.check_unread(*(table.name for table in GAZETTEER_TABLES))
    unguarded(into)
    _fill(release, into, name, told)


def _fill(release: Release, into: sqlite3.Connection, name: str, told: Told | None) -> None:
    steps = len(HELD) + 1
    cursor = release.another_connection()
    try:
        into.execute("BEGIN")
        with release.read_by_others():
            make_absences(release, cursor)
            make_inside(cursor)
            make_tie_ends(cursor)
            for step, held in enumerate(HELD):
                if told is not None:
                    told(step, steps)
                write_table(cursor, into, held)
        if told is not None:
            told(len(HELD), steps)
        write_near_keys(into)
        sign(into, name)
        into.execute("COMMIT")
    finally:
        drop_tie_tables(cursor)
        cursor.close()


def sign(into: sqlite3.Connection, name: str) -> None:
    """Let an index say what it is called."""
    into.execute(f"CREATE TABLE {IDENTITY} (name)")
    into.execute(f"INSERT INTO {IDENTITY} VALUES (?)", [name])


def write_table(cursor: duckdb.DuckDBPyConnection, into: sqlite3.Connection, held: Held) -> None:
    """Make one table of the index, with all its rows."""
    cursor.execute(held.sql)
    given = [column[0] for column in cursor.description or ()]
    named = [*given, *(key for key, _ in held.keys)]
    columns = ", ".join(f'"{name}"' for name in named)
    key = f", PRIMARY KEY ({held.key})) WITHOUT ROWID" if held.key else ")"
    into.execute(f"CREATE TABLE {held.name} ({columns}{key}")
    insert_rows(cursor, into, held)
    for each in held.indexes:
        name = each.replace(", ", "_")
        into.execute(f"CREATE INDEX {held.name}_by_{name} ON {held.name} ({each})")


def insert_rows(cursor: duckdb.DuckDBPyConnection, into: sqlite3.Connection, held: Held) -> None:
    """Insert the rows that a query of a table's columns has found, with the keys of their names."""
    given = [column[0] for column in cursor.description or ()]
    marks = ", ".join("?" * (len(given) + len(held.keys)))
    into.executemany(f"INSERT INTO {held.name} VALUES ({marks})", _rows(cursor, held, given))


def _rows(
    cursor: duckdb.DuckDBPyConnection, held: Held, names: list[str]
) -> Iterator[tuple[Any, ...]]:
    """Read rows some at a time, so that no second copy lies in memory."""
    of_names = [names.index(name) for _, name in held.keys]
    while some := cursor.fetchmany(_ROWS_AT_A_TIME):
        if not of_names:
            yield from some
        for row in some if of_names else ():
            yield (*row, *(name_key(row[at] or "") for at in of_names))

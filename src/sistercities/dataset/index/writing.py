"""Making the index: the rows of an opened release, copied into SQLite, with keys and near names."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING, Any

from sistercities.dataset.index.near_keys import OF_NEAR_KEYS, write_near_keys
from sistercities.dataset.index.tables import HELD, IDENTITY, Held
from sistercities.dataset.index.telling import Told
from sistercities.dataset.index.tie_tables import MADE, drop_tie_tables, make_tie_tables
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
    for pragma in _UNGUARDED:
        into.execute(pragma)
    _fill(release, into, name, HELD, told)


def renew_index(
    release: Release, into: sqlite3.Connection, name: str, told: Told | None = None
) -> None:
    """Make of a copy of the index of a release that of the same release with overlays on it.

    Tables of which the overlays show nothing else stay as they are. Parameters as for
    `write_index`, but that the database is that copy.

    Raises
    ------
    ReleaseError, OverlayError
        If a file of the release or of an overlay is damaged.
    """
    for pragma in _UNGUARDED:
        into.execute(pragma)
    shown = _shown_otherwise(release)
    made = MADE if shown & _BEHIND_MADE else ()
    changed = [held for held in HELD if held.name in made or _reads(held, shown)]
    for held in changed:
        into.execute(f"DROP TABLE {held.name}")
    into.execute(f"DROP TABLE {IDENTITY}")
    _fill(release, into, name, changed, told)


_OLD = "_of_release"
_LAID = f"SELECT view_name FROM duckdb_views() WHERE ends_with(view_name, '{_OLD}')"
"""Tables of the release that overlays show otherwise are kept under another name beside."""
_OF_CLAIMS = frozenset({"claims", "ties", "conflicts"})
_BEHIND_MADE = frozenset({"ties", "claims", "places", "parents", "region_coverage"})
"""Tables that decide what is made for the index; a source more changes none of its rows."""


def _shown_otherwise(release: Release) -> set[str]:
    """Names of the tables whose rows overlays change; rulings and notices bring no claims."""
    shown = {row["view_name"].removesuffix(_OLD) for row in release.query(_LAID)}
    if "claims" in shown and not release.query("SELECT 1 FROM laid_claims LIMIT 1"):
        return shown - _OF_CLAIMS
    return shown


def _reads(held: Held, tables: Set[str]) -> bool:
    return not tables.isdisjoint(re.findall(r"\w+", held.sql))


def _fill(
    release: Release, into: sqlite3.Connection, name: str, tables: Sequence[Held],
    told: Told | None,
) -> None:  # fmt: skip
    """Write some tables, the keys that follow from them, and the name."""
    steps = len(tables) + 1
    cursor = release.another_connection()
    try:
        into.execute("BEGIN")
        with release.read_by_others():
            if any(held.name in MADE for held in tables):
                make_tie_tables(cursor)
            for step, held in enumerate(tables):
                if told is not None:
                    told(step, steps)
                _copy(cursor, into, held)
        if told is not None:
            told(len(tables), steps)
        if any(held.name in OF_NEAR_KEYS for held in tables):
            write_near_keys(into)
        into.execute(f"CREATE TABLE {IDENTITY} (name)")
        into.execute(f"INSERT INTO {IDENTITY} VALUES (?)", [name])
        into.execute("COMMIT")
    finally:
        drop_tie_tables(cursor)
        cursor.close()


def _copy(cursor: duckdb.DuckDBPyConnection, into: sqlite3.Connection, held: Held) -> None:
    cursor.execute(held.sql)
    given = [column[0] for column in cursor.description or ()]
    named = [*given, *(name for name, _ in held.more)]
    columns = ", ".join(f'"{name}"' for name in named)
    key = f", PRIMARY KEY ({held.key})) WITHOUT ROWID" if held.key else ")"
    into.execute(f"CREATE TABLE {held.name} ({columns}{key}")
    marks = ", ".join("?" * len(named))
    into.executemany(f"INSERT INTO {held.name} VALUES ({marks})", _rows(cursor, held, given))
    for each in held.indexes:
        name = each.replace(", ", "_")
        into.execute(f"CREATE INDEX {held.name}_by_{name} ON {held.name} ({each})")


def _rows(
    cursor: duckdb.DuckDBPyConnection, held: Held, names: list[str]
) -> Iterator[tuple[Any, ...]]:
    """Read rows some at a time, so that no second copy lies in memory."""
    while some := cursor.fetchmany(_ROWS_AT_A_TIME):
        if not held.more:
            yield from some
        for row in some if held.more else ():
            named = dict(zip(names, row, strict=True))
            yield (*row, *(work(named) for _, work in held.more))

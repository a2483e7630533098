"""Making the index: the rows of an opened release, copied into SQLite, with keys and near names.

Tables derived once: each tie seen from both ends, which region a place is in, ties inside ties.

A tie of two places lies inside sister regions where a region that contains the one is tied to a
region that contains the other. Containers are taken as they were when the tie began, and as they
are today where its start is not known. Ties of regions count where they are taken to be alive; a
tie does not count as its own. That a tie does not lie inside can be told only where a full list of
the partners of a region of either end was read.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING, Any

from sistercities.dataset.index.absences import make_absences
from sistercities.dataset.index.near_keys import OF_NEAR_KEYS, write_near_keys
from sistercities.dataset.index.tables import HELD, IDENTITY, Held
from sistercities.dataset.index.telling import Told
from sistercities.dataset.scripts import name_key
from sistercities.terms.gazetteer_tables import GAZETTEER_TABLES

if TYPE_CHECKING:
    import duckdb

    from sistercities.dataset.release.store import Release
from typing import TYPE_CHECKING

from sistercities.terms.words import ALIVE

if TYPE_CHECKING:
    import duckdb


_END = ("place_id", "name", "name_local", "level", "country", "region_iso", "is_dual")


def _side(alias: str, prefix: str) -> str:
    named = (f"{alias}.{column} AS {prefix}_{column.removeprefix('place_')}" for column in _END)
    return ", ".join(named)


_FROM = f"""
    SELECT t.* EXCLUDE (place_a, place_b), s.title AS standing_title, n.absent_from, n.silent_at,
        {_side("h", "here")}, {_side("o", "there")}
    FROM ties t JOIN sources s ON s.source_id = t.standing_source
    LEFT JOIN absences n ON n.tie_id = t.tie_id
    JOIN places h ON h.place_id = t.{{here}} JOIN places o ON o.place_id = t.{{there}}
"""
_SEEN = f"""
    CREATE TEMP TABLE seen AS
    {_FROM.format(here="place_a", there="place_b")}
    UNION ALL {_FROM.format(here="place_b", there="place_a")}
"""
# A region contains itself: a region that is a city too may be tied as a region.
_AROUND = """
    CREATE TEMP TABLE around AS
    WITH RECURSIVE climb AS (
        SELECT place_id, place_id AS region_id, 0 AS first, 9999 AS last FROM places
        UNION
        SELECT c.place_id, p.parent_id, greatest(c.first, p.from_year),
            least(c.last, coalesce(p.to_year, 9999))
        FROM climb c JOIN parents p ON p.place_id = c.region_id
        WHERE greatest(c.first, p.from_year) <= least(c.last, coalesce(p.to_year, 9999)))
    SELECT c.* FROM climb c JOIN places r ON r.place_id = c.region_id
    WHERE r.level IN ('region1', 'region2')
"""
_ALIVE = ", ".join(f"'{word}'" for word in ALIVE)
# Of several ties of regions the one whose regions hold the two places today is told before others.
_INSIDE = f"""
    CREATE TEMP TABLE inside AS
    SELECT t.tie_id, u.tie_id AS region_tie, bool_or(a.last = 9999 AND b.last = 9999
        AND ra.valid_to IS NULL AND rb.valid_to IS NULL) AS is_today
    FROM ties t
    JOIN around a ON a.place_id = t.place_a
        AND coalesce(t.start_year, 9999) BETWEEN a.first AND a.last
    JOIN around b ON b.place_id = t.place_b
        AND coalesce(t.start_year, 9999) BETWEEN b.first AND b.last
    JOIN seen u ON u.here_id = a.region_id AND u.there_id = b.region_id
    JOIN places ra ON ra.place_id = a.region_id JOIN places rb ON rb.place_id = b.region_id
    WHERE u.tie_id <> t.tie_id AND u.standing IN ({_ALIVE})
        AND a.region_id <> b.region_id
    GROUP BY ALL
"""
_OWN_LISTS = """
    CREATE TEMP TABLE own_lists AS
    SELECT DISTINCT place_id FROM region_coverage WHERE level = 'upper' AND is_covered
"""
_LISTED = """
    CREATE TEMP TABLE beside_lists AS
    SELECT DISTINCT s.tie_id FROM seen s
    JOIN around a ON a.place_id = s.here_id
        AND coalesce(s.start_year, 9999) BETWEEN a.first AND a.last
    JOIN own_lists c ON c.place_id = a.region_id
"""
# Year of the newest source that dates a tie: later starts than those of its sources are not known.
_DATED = """
    CREATE TEMP TABLE dated AS
    SELECT c.tie_id, max(coalesce(c.seen_year, s.snapshot_year)) AS dated_by
    FROM claims c JOIN sources s USING (source_id) WHERE c.start <> '' GROUP BY c.tie_id
"""
_TIE_ENDS = """
    CREATE TEMP TABLE tie_ends AS
    SELECT s.*, i.region_tie, i.region_tie IS NOT NULL OR b.tie_id IS NOT NULL AS is_inside_told,
        coalesce(i.is_today, false) AS is_inside_today, r.start_year AS region_year, d.dated_by
    FROM seen s
    LEFT JOIN (
        SELECT tie_id, arg_min(region_tie, (NOT is_today, region_tie)) AS region_tie,
            bool_or(is_today) AS is_today
        FROM inside GROUP BY tie_id) i
        ON i.tie_id = s.tie_id
    LEFT JOIN ties r ON r.tie_id = i.region_tie
    LEFT JOIN beside_lists b ON b.tie_id = s.tie_id
    LEFT JOIN dated d ON d.tie_id = s.tie_id
    ORDER BY here_id
"""
MADE = ("around", "inside", "own_lists", "tie_ends")
"""The tables that are kept."""


def make_tie_tables(cursor: duckdb.DuckDBPyConnection) -> None:
    """Make the tables for one connection to an opened release, which alone sees them."""
    for sql in (_SEEN, _AROUND, _INSIDE, _OWN_LISTS, _LISTED, _DATED, _TIE_ENDS):
        cursor.execute(sql)


def drop_tie_tables(cursor: duckdb.DuckDBPyConnection) -> None:
    """Give their memory back."""
    for name in (*MADE, "seen", "beside_lists", "dated", "absences"):
        cursor.execute(f"DROP TABLE IF EXISTS temp.{name}")


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
                make_absences(release, cursor)
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
    named = [*given, *(key for key, _ in held.keys)]
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
    of_names = [names.index(name) for _, name in held.keys]
    while some := cursor.fetchmany(_ROWS_AT_A_TIME):
        if not of_names:
            yield from some
        for row in some if of_names else ():
            yield (*row, *(name_key(row[at] or "") for at in of_names))

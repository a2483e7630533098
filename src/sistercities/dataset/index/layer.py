"""The index of a release with overlays: a small file of its own that lies on that of the release.

It holds the tables that the overlays show otherwise; all others are read from the index of the
release, which is attached below it: SQLite looks for a table in the upper file first. Of large
tables the rows are copied from below, and those behind the claims and places of the overlays are
written anew.

Overlays add claims and places, and rule on rows. A tie of which they tell nothing stays as it is,
unless it comes to lie inside another tie of regions, or no longer does.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Set
from typing import TYPE_CHECKING

from sistercities.dataset.index.absences import make_absences
from sistercities.dataset.index.near_keys import OF_PLACES, OWN, write_keys
from sistercities.dataset.index.tables import ADDED, BELOW, HELD, Held
from sistercities.dataset.index.telling import Told
from sistercities.dataset.index.tie_tables import drop_tie_tables, make_inside, make_tie_ends
from sistercities.dataset.index.writing import insert_rows, sign, unguarded, write_table

if TYPE_CHECKING:
    import duckdb

    from sistercities.dataset.release.store import Release


def write_layer(
    release: Release, into: sqlite3.Connection, name: str, told: Told | None = None
) -> None:
    """Write what overlays show otherwise than their release into an empty database.

    Parameters
    ----------
    release
        An opened release with its overlays.
    into
        A connection in autocommit to a database that nobody else uses, with the index of the
        release attached (`index.tables`).
    name
        What the index of both is called; it says so itself.
    told
        Hears of each step.

    Raises
    ------
    ReleaseError, OverlayError
        If a file of the release or of an overlay is damaged.
    """
    unguarded(into)
    cursor = release.another_connection()
    try:
        into.execute("BEGIN")
        with release.read_by_others():
            _fill(release, cursor, into, told)
        sign(into, name)
        into.execute("COMMIT")
    finally:
        drop_tie_tables(cursor)
        cursor.close()


def _fill(
    release: Release, cursor: duckdb.DuckDBPyConnection, into: sqlite3.Connection,
    told: Told | None,
) -> None:  # fmt: skip
    shown = _shown_otherwise(release)
    tables = [held for held in HELD if _is_other(held, shown)]
    if shown & _BEHIND_MADE:
        new = _OF_PLACES[1] if "places" in shown else _NO_PLACES
        _make_tie_tables(release, cursor, into, new)
    for step, held in enumerate(tables):
        if told is not None:
            told(step, len(tables))
        write = _renew_rows if held.name in _OF_ROWS else write_table
        write = _add_rows if held.name in _ADDED else write
        write(cursor, into, held)
    if "places" in shown:
        _keep(into, "place_id", cursor.execute(_OF_PLACES[1]).fetchall())
        write_keys(into, OWN, OF_PLACES.format(places=f"SELECT place_id FROM {_RENEWED}"))


_OLD = "_of_release"
_LAID = f"SELECT view_name FROM duckdb_views() WHERE ends_with(view_name, '{_OLD}')"
"""Tables of the release that overlays show otherwise are kept under another name beside."""
_OF_CLAIMS = frozenset({"claims", "ties", "conflicts"})
_BEHIND_MADE = frozenset({"ties", "places"})
_MADE_OF = {"around": {"places"}, "inside": _BEHIND_MADE, "tie_ends": _BEHIND_MADE}
"""What decides the tables that are made for the index; a source more changes none of their rows."""


def _shown_otherwise(release: Release) -> set[str]:
    """Names of the tables whose rows overlays change; rulings and notices bring no claims."""
    shown = {row["view_name"].removesuffix(_OLD) for row in release.query(_LAID)}
    if "claims" in shown and not release.query("SELECT 1 FROM laid_claims LIMIT 1"):
        return shown - _OF_CLAIMS
    return shown


def _is_other(held: Held, shown: Set[str]) -> bool:
    read = _MADE_OF.get(held.name) or set(re.findall(r"\w+", held.sql))
    return not shown.isdisjoint(read)


_CHANGED_TIES = "changed_ties"
_OF_CLAIMS_LAID = f"""
    CREATE TEMP TABLE {_CHANGED_TIES} AS
    SELECT DISTINCT tie_id FROM laid_claims WHERE tie_id IS NOT NULL
"""
_SOME_TIES = f"(SELECT * FROM ties WHERE tie_id IN (SELECT tie_id FROM {_CHANGED_TIES}))"
_ENDS = f"SELECT unnest(split(tie_id, '~')) FROM {_CHANGED_TIES}"
_OF_REGIONS = f"""
    SELECT 1 FROM (SELECT unnest(split(tie_id, '~')) AS place_id, tie_id FROM {_CHANGED_TIES})
    JOIN places USING (place_id) WHERE level IN ('region1', 'region2')
    GROUP BY tie_id HAVING count(*) > 1 LIMIT 1
"""


def _make_tie_tables(
    release: Release, cursor: duckdb.DuckDBPyConnection, into: sqlite3.Connection, new: str
) -> None:
    """Make the tables of ties, of those alone that may be others than below.

    Parameters
    ----------
    new
        Query of the places that overlays bring.
    """
    cursor.execute(_OF_CLAIMS_LAID)
    if cursor.execute(_OF_REGIONS).fetchone():
        make_inside(cursor)
        _add_moved(cursor, into)
    else:
        asked = f"(SELECT * FROM places WHERE place_id IN ({_ENDS} UNION {new}))"
        make_inside(cursor, _SOME_TIES, asked)
    make_absences(release.beside(cursor), cursor, _SOME_TIES)
    make_tie_ends(cursor, _SOME_TIES)


def _add_moved(cursor: duckdb.DuckDBPyConnection, into: sqlite3.Connection) -> None:
    """Count those as changed too that lie in another tie of regions, or in a changed one."""
    lain = set(into.execute(f"SELECT tie_id, region_tie FROM {BELOW}.inside"))
    lies = set(cursor.execute("SELECT tie_id, region_tie FROM inside").fetchall())
    changed = {one for (one,) in cursor.execute(f"SELECT tie_id FROM {_CHANGED_TIES}").fetchall()}
    within = {tie_id for tie_id, region_tie in lies if region_tie in changed}
    moved = sorted({tie_id for tie_id, _ in lain ^ lies} | within)
    cursor.execute(f"INSERT INTO {_CHANGED_TIES} SELECT unnest(?::VARCHAR[])", [moved])


_OF_TIES = "tie_id", f"SELECT tie_id FROM {_CHANGED_TIES}"
_OF_ENDS = "place_id", f"SELECT unnest([place_a, place_b]) FROM laid_claims UNION {_ENDS}"
_OF_PLACES = "place_id", "SELECT place_id FROM extra_places"
_NO_PLACES = "SELECT NULL WHERE false"
_OF_ROWS = {
    "ties": _OF_TIES, "tie_ends": _OF_TIES, "inside": _OF_TIES,
    "claimed": _OF_ENDS, "given_ids": _OF_ENDS, "tie_counts": _OF_ENDS,
    "places": _OF_PLACES, "names": _OF_PLACES, "parents": _OF_PLACES, "around": _OF_PLACES,
}  # fmt: skip
"""Tables of which some rows are written anew: by which column, and a query of its values."""
_ADDED = {"claims": "claim_id IN (SELECT claim_id FROM laid_claims)"}
"""Tables to which overlays only add, with a condition of the rows added.

Each query of these must say by a constant which rows it wants: by a join all would be gone through.
"""
_RENEWED = "temp.renewed"


def _renew_rows(cursor: duckdb.DuckDBPyConnection, into: sqlite3.Connection, held: Held) -> None:
    """Copy a table from below, and write some of its rows anew."""
    column, values = _OF_ROWS[held.name]
    _copy_below(into, held.name)
    _keep(into, column, cursor.execute(values).fetchall())
    into.execute(f"DELETE FROM {held.name} WHERE {column} IN (SELECT {column} FROM {_RENEWED})")
    cursor.execute(f"SELECT * FROM ({held.sql}) WHERE {column} IN ({values}) ORDER BY ALL")
    insert_rows(cursor, into, held)


def _add_rows(cursor: duckdb.DuckDBPyConnection, into: sqlite3.Connection, held: Held) -> None:
    """Write the rows of a table that overlays bring besides those below."""
    rows = f"SELECT * FROM ({held.sql}) WHERE {_ADDED[held.name]} ORDER BY ALL"
    write_table(cursor, into, held._replace(name=f"{ADDED}{held.name}", sql=rows))


def _copy_below(into: sqlite3.Connection, name: str) -> None:
    made = f"SELECT sql FROM {BELOW}.sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL"
    for (sql,) in into.execute(f"{made} ORDER BY type = 'index', name", [name]).fetchall():
        into.execute(sql)
    into.execute(f"INSERT INTO main.{name} SELECT * FROM {BELOW}.{name}")


def _keep(into: sqlite3.Connection, column: str, values: Iterable[tuple[str | None]]) -> None:
    into.execute(f"DROP TABLE IF EXISTS {_RENEWED}")
    into.execute(f"CREATE TEMP TABLE renewed ({column})")
    into.executemany(f"INSERT INTO {_RENEWED} VALUES (?)", values)

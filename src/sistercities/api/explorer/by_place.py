"""The rows that the page of one place asks for, held where a question costs microseconds.

DuckDB reads columns: it is quick over all ties, and slow to answer a dozen small questions about
one place, because it plans each anew. So what such a page shows lies beside it in SQLite, in the
memory of the process, copied once when the store is opened. A query that is asked here must mean
the same to DuckDB; the tests ask both.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from typing import Any
from weakref import finalize

from sistercities.dataset.release.store import Release

_ROWS_AT_A_TIME = 20_000
_HELD = {
    "places": "SELECT * FROM places",
    "countries": "SELECT country, name FROM countries",
    "names": "SELECT place_id, name, lang, script FROM names",
    "parents": "SELECT place_id, parent_id, from_year, to_year FROM parents",
    "redirects": "SELECT old_id, new_id FROM redirects",
    "ties": "SELECT tie_id, place_a, place_b, tie_class, standing, standing_since, known_until "
    "FROM ties",
    "claims": (
        "SELECT place_a, place_b, name_a, name_b FROM claims "
        "WHERE (place_a IS NULL) <> (place_b IS NULL)"
    ),
    "tie_ends": "SELECT * FROM tie_ends ORDER BY here_id",
    "source_coverage": "SELECT source_id, country, region_iso, mode, is_read, year "
    "FROM source_coverage",
    "region_coverage": "SELECT place_id, level, is_covered, list_year FROM region_coverage "
    "WHERE level = 'upper' AND is_covered",
}
_INDEXES = (
    "places(place_id)", "countries(country)", "names(place_id)", "parents(place_id)",
    "redirects(new_id)", "ties(place_a)", "ties(place_b)", "tie_ends(here_id)",
    "claims(place_a)", "claims(place_b)", "source_coverage(country)", "region_coverage(place_id)",
    "places(region_iso)",
)  # fmt: skip
_STATEMENTS = 256
"""Statements kept ready; there are about a dozen, times the filters in use."""


def _truth(written: bytes) -> bool:
    return written == b"1"


sqlite3.register_converter("BOOLEAN", _truth)


class ByPlace:
    """Rows of single places, for any number of threads.

    Parameters
    ----------
    release
        The opened release, with the tables of `tie_tables`.
    """

    def __init__(self, release: Release) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(
            ":memory:",
            check_same_thread=False,
            detect_types=sqlite3.PARSE_DECLTYPES,
            cached_statements=_STATEMENTS,
        )
        # Python 3.13 warns of a connection that is dropped open.
        finalize(self, self._connection.close)
        for table, sql in _HELD.items():
            self._copy(release, table, sql)
        for columns in _INDEXES:
            name = columns.translate(str.maketrans("(,", "__", ") "))
            self._connection.execute(f"CREATE INDEX by_{name} ON {columns}")
        self._connection.commit()

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
        """Run one query; `?` stands for each parameter in turn."""
        with self._lock:
            cursor = self._connection.execute(sql, list(parameters))
            names = [column[0] for column in cursor.description or ()]
            rows = cursor.fetchall()
        return [dict(zip(names, row, strict=True)) for row in rows]

    def close(self) -> None:
        """Give the memory back."""
        with self._lock:
            self._connection.close()

    def _copy(self, release: Release, table: str, sql: str) -> None:
        described = release.query(f"DESCRIBE {sql}")
        columns = ", ".join(f'"{one["column_name"]}" {one["column_type"]}' for one in described)
        self._connection.execute(f"CREATE TABLE {table} ({columns})")
        marks = ", ".join("?" * len(described))
        self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", _rows(release, sql))


def _rows(release: Release, sql: str) -> Iterator[tuple[object, ...]]:
    """Read the rows of a query, some at a time, so that no second copy lies in memory."""
    cursor = release.another_connection()
    cursor.execute("SET search_path = 'held,main'")
    cursor.execute(sql)
    while some := cursor.fetchmany(_ROWS_AT_A_TIME):
        yield from some
    cursor.close()

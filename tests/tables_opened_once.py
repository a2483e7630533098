"""The tables of a release are opened once in a worker, however many verbs of tests ask for them.

To open a release costs DuckDB some 70 ms: a database, a view for each of its tables, and the
columns that the footers state. Where the files are those of before, the next that opens them gets
a connection to the same database, and from then on its tables lie in memory: to plan a question
of files takes longer than to answer it. One that lays something over its tables gets a database of
its own before, so that nobody else sees it: its footers are those that were looked at.

To make a database takes DuckDB longer than to write the files of an overlay, so the one in which
they are written stays open as well.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sistercities.dataset.release import table_files
from sistercities.dataset.release.manifest import LARGE_TABLES
from sistercities.dataset.release.scratch import scratch
from sistercities.dataset.release.store import Release
from sistercities.terms.tables import TABLES

_CHANGES = re.compile(r"\s*(ALTER|CREATE|DELETE|DROP|INSERT|UPDATE)\b")
_VIEWS = "SELECT sql FROM duckdb_views() WHERE NOT internal AND NOT temporary"
_IN_MEMORY = tuple(table.name for table in TABLES if table.name not in LARGE_TABLES)
_HELD = 8
"""Releases of which the tables stay open."""

Connect = Callable[[Path], Any]


class _Opened:
    """The databases that are open, and who reads them together."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._held: OrderedDict[object, Any] = OrderedDict()
        self._views: dict[object, str] = {}
        self._shared: dict[int, Any] = {}

    def connection(self, folder: Path) -> Any:
        """Give a connection to the tables in a folder; the first one opens and checks them."""
        key = _content(folder)
        if key not in self._held:
            self._held[key] = self._connect(folder)
        elif key not in self._views:
            self._views[key] = _take_into_memory(self._held[key])
        self._held.move_to_end(key)
        while len(self._held) > _HELD:
            gone, _ = self._held.popitem(last=False)
            self._views.pop(gone, None)
        made = self._held[key].cursor()
        made.execute("SET enable_progress_bar_print = false")
        self._shared[id(made)] = made
        return made

    def is_shared(self, connection: Any) -> bool:
        """Whether others read the database of a connection."""
        return id(connection) in self._shared

    def own(self, folder: Path) -> Any:
        """Open the tables in a folder for one alone; of files that are open the same views do."""
        key = _content(folder)
        held = self._held.get(key)
        if held is None:
            return self._connect(folder)
        made = duckdb.connect(config={"threads": 2})
        made.execute("SET enable_progress_bar_print = false")
        made.execute(self._views.get(key) or _views_of(held))
        return made


def _views_of(connection: Any) -> str:
    """Write down the views of a database."""
    return " ".join(sql for (sql,) in connection.cursor().execute(_VIEWS).fetchall())


def _take_into_memory(connection: Any) -> str:
    """Let the views show tables in memory; return those of the files. A damaged one stays so."""
    views = _views_of(connection)
    with suppress(duckdb.Error), connection.cursor() as made:
        made.execute("BEGIN; CREATE SCHEMA kept")
        for name in _IN_MEMORY:
            made.execute(f"CREATE TABLE kept.{name} AS FROM {name}")
            made.execute(f"CREATE OR REPLACE VIEW {name} AS FROM kept.{name}")
        made.execute("COMMIT")
    return views


def _content(folder: Path) -> object:
    """Return what differs as soon as a file of a folder is another."""
    told = ((path.name, path.stat()) for path in folder.iterdir())
    return folder.absolute(), tuple(sorted((name, s.st_mtime_ns, s.st_size) for name, s in told))


@contextmanager
def tables_opened_once() -> Iterator[None]:
    """Let releases of the same files share a database."""
    opened, query = _Opened(table_files.connect_tables), Release.query

    def asked(release: Release, sql: str, parameters: Sequence[object] = ()) -> Any:
        if _CHANGES.match(sql) and opened.is_shared(release._connection):
            release._opened = opened.own(release.folder)
        return query(release, sql, parameters)

    with pytest.MonkeyPatch.context() as patched, scratch():
        patched.setattr(table_files, "connect_tables", opened.connection)
        patched.setattr(Release, "query", asked)
        yield

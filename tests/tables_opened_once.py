"""The tables of a release are opened once in a worker, however many verbs of tests ask for them.

To open a release costs DuckDB some 70 ms: a database, a view for each of its tables, and the
columns that the footers state. Where the files are those of before, the next that opens them gets
a connection to the same database. One that lays something over its tables gets a database of its
own before, so that nobody else sees it: its footers are those that were looked at.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sistercities.dataset.release import table_files
from sistercities.dataset.release.store import Release

_CHANGES = re.compile(r"\s*(ALTER|CREATE|DELETE|DROP|INSERT|UPDATE)\b")
_VIEWS = "SELECT sql FROM duckdb_views() WHERE NOT internal AND NOT temporary"
_HELD = 8
"""Releases of which the tables stay open."""

Connect = Callable[[Path], Any]


class _Opened:
    """The databases that are open, and who reads them together."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._held: OrderedDict[object, Any] = OrderedDict()
        self._shared: dict[int, Any] = {}

    def connection(self, folder: Path) -> Any:
        """Give a connection to the tables in a folder; the first one opens and checks them."""
        key = _content(folder)
        if key not in self._held:
            self._held[key] = self._connect(folder)
        self._held.move_to_end(key)
        while len(self._held) > _HELD:
            self._held.popitem(last=False)
        made = self._held[key].cursor()
        made.execute("SET enable_progress_bar_print = false")
        self._shared[id(made)] = made
        return made

    def is_shared(self, connection: Any) -> bool:
        """Whether others read the database of a connection."""
        return id(connection) in self._shared

    def own(self, folder: Path) -> Any:
        """Open the tables in a folder for one alone; of files that are open the same views do."""
        held = self._held.get(_content(folder))
        if held is None:
            return self._connect(folder)
        made = duckdb.connect(config={"threads": 2})
        made.execute("SET enable_progress_bar_print = false")
        made.execute(" ".join(sql for (sql,) in held.cursor().execute(_VIEWS).fetchall()))
        return made


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

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(table_files, "connect_tables", opened.connection)
        patched.setattr(Release, "query", asked)
        yield

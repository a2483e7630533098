"""Reading a release: as rows with DuckDB alone, or as pandas frames.

The light way (`Release.query`) imports neither pandas nor pyarrow, so that a list of ties costs
a fraction of a second. The release is read-only: nothing here writes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sistercities.dataset.release.manifest import (
    LARGE_TABLES,
    Manifest,
    check_bytes,
    check_size,
    read_manifest,
)

if TYPE_CHECKING:
    import duckdb
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    ChosenRows = Callable[[pa.Table], pa.Table]

ENVIRONMENT = "SISTERCITIES_DATA"
_SOME_ROWS = 20_000


@dataclass(slots=True)
class Release:
    """An opened release. Each table of `terms.tables` is a view of its own name.

    DuckDB is opened when a table is first asked for; what lies in the index is read without it.
    """

    folder: Path
    manifest: Manifest
    _opened: duckdb.DuckDBPyConnection | None = field(default=None, repr=False)
    overlays: tuple[str, ...] = ()
    """What is laid over it, as `name.hash`."""
    overlay_sums: tuple[str, ...] = ()
    """Checksums of what is laid over it."""
    _merged: frozenset[str] = frozenset()
    shown: tuple[str, ...] = ()
    """Ids of places of the gazetteer that this connection shows among `places`."""
    index: Any = field(default=None, repr=False)
    """The index of the release, once it was asked for: `index.opened.index_of`."""
    names_ahead: Any = field(default=None, repr=False)
    """What reads its names meanwhile: `resolving.names_ahead.begin_names`."""
    _unread: set[str] = field(default_factory=set, repr=False)
    """Tables whose bytes nobody has compared with their checksum yet."""
    _waiting: list[Callable[[Release], None]] = field(default_factory=list, repr=False)
    """What is to be done when DuckDB is opened: overlays are laid over the tables."""

    @property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        if self._opened is None:
            from sistercities.dataset.release.table_files import connect_tables

            self._opened = connect_tables(self.folder)
            self._lay()
        return self._opened

    def _lay(self) -> None:
        """Do what waits for the opening; where that fails, nothing is open."""
        waiting, self._waiting = self._waiting, []
        try:
            for lay in waiting:
                lay(self)
        except BaseException:
            assert self._opened is not None
            self._opened.close()
            self._opened, self._waiting = None, waiting
            raise

    @property
    def merged(self) -> frozenset[str]:
        """Tables that overlays have changed on this connection."""
        assert self._connection
        return self._merged

    def merge(self, *tables: str) -> None:
        """Take note that the views of some tables show more than the files of the release."""
        self._merged = self._merged.union(tables)

    def when_opened(self, do: Callable[[Release], None]) -> None:
        """Do something as soon as the tables are read; at once where they are."""
        if self._opened is None:
            self._waiting.append(do)
        else:
            do(self)

    def beside(self, connection: duckdb.DuckDBPyConnection) -> Release:
        """Return the same release, read through another connection to the same tables."""
        assert self._connection
        return replace(self, _opened=connection, _waiting=[], names_ahead=None)

    def bare(self) -> Release:
        """Return the same release, unopened, with nothing laid over it."""
        return Release(self.folder, self.manifest)

    @property
    def version(self) -> str:
        """Version of the data, as the manifest states it, and which overlays lie on them."""
        return "+".join((self.manifest.version, *self.overlays))

    def check_files(self) -> None:
        """Compare every file with its checksum, those of the gazetteer with their size alone.

        Raises
        ------
        ReleaseError
            If a file is missing, damaged or not ours; it says which and how to mend it.
        """
        unread = set(LARGE_TABLES)
        for entry in self.manifest.files:
            check = check_size if entry.table in unread else check_bytes
            check(self.folder, entry)
        self._unread |= unread

    def check_unread(self, *tables: str) -> None:
        """Compare tables with their checksums that opening the release left unread.

        Raises
        ------
        ReleaseError
            If a file is damaged; it says which and how to mend it.
        """
        for entry in self.manifest.files:
            if entry.table in self._unread.intersection(tables):
                check_bytes(self.folder, entry)
                self._unread.discard(entry.table)

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
        """Run one SQL query; `?` in it stands for each parameter in turn.

        Returns
        -------
        list of dict
            One dict a row, columns in the order of the query.
        """
        try:
            cursor = self._connection.execute(sql, list(parameters))
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        except _readers_faults() as reason:
            raise self.failure(reason) from None

    def arrays(
        self, sql: str, parameters: Sequence[object] = ()
    ) -> dict[str, np.ndarray[Any, Any]]:
        """Run one SQL query and give its columns as numpy arrays, without pandas.

        Returns
        -------
        dict of numpy.ndarray
            One array a column, in the order of the query. A column of numbers with a missing value
            comes as floats with NaN, one of words with None.
        """
        try:
            cursor = self._connection.execute(sql, list(parameters))
            return {name: _filled(column) for name, column in cursor.fetchnumpy().items()}
        except _readers_faults() as reason:
            raise self.failure(reason) from None

    def failure(self, reason: Exception) -> BaseException:
        """Say what a failed query means; one that could not even be planned is our own fault."""
        from sistercities.dataset.release.table_files import failure_of

        return failure_of(self.folder, reason)

    def rows(self, name: str) -> Iterator[tuple[Any, ...]]:
        """Read one whole table row by row, in the order of its file."""
        from sistercities.terms.tables import BY_NAME

        names = ", ".join(f'"{column}"' for column in BY_NAME[name].column_names)
        try:
            cursor = self.another_connection().execute(f"SELECT {names} FROM {name}")
            while some := cursor.fetchmany(_SOME_ROWS):
                yield from some
        except _readers_faults() as reason:
            raise self.failure(reason) from None

    def frame(self, name: str, only: ChosenRows | None = None) -> pd.DataFrame:
        """Read one whole table as a pandas frame, rows sorted by its key.

        Whole-number columns that may be missing come as `Int64`, so that missing stays missing.

        Parameters
        ----------
        name
            The table.
        only
            Chooses rows of its Arrow columns; None takes all.
        """
        from sistercities.dataset.release.frames import frame

        return frame(self, name, only)

    def columns(self, name: str) -> pa.Table:
        """Read one whole table as Arrow columns, rows sorted by its key."""
        from sistercities.dataset.release.frames import columns

        return columns(self, name)

    def n_rows(self, name: str) -> int:
        """Count the rows of a table."""
        from sistercities.dataset.release.frames import n_rows

        return n_rows(self, name)

    def pieces(self, name: str, n: int, only: ChosenRows | None = None) -> Iterator[pa.Table]:
        """Read the rows of `columns`, at most `n` at a time; what overlays changed, all at once.

        Texts may come as codes (`pyarrow.DictionaryArray`), as they lie in the file.
        """
        from sistercities.dataset.release.frames import pieces

        return pieces(self, name, n, only)

    def frame_pieces(self, name: str, n: int) -> Iterator[pd.DataFrame]:
        """Read the rows of `frame`, at most `n` at a time."""
        from sistercities.dataset.release.frames import frame_pieces

        return frame_pieces(self, name, n)

    @contextmanager
    def read_by_others(self) -> Iterator[None]:
        """Say what a failure means of who reads the tables through `another_connection`."""
        try:
            yield
        except _readers_faults() as reason:
            raise self.failure(reason) from None

    def another_connection(self) -> duckdb.DuckDBPyConnection:
        """Open a second connection to the same tables and views, for tables of its own."""
        return self._connection.cursor()

    def close(self) -> None:
        """Close the connections; the release itself is untouched."""
        if self.names_ahead is not None:
            self.names_ahead.close()
        if self._opened is not None:
            self._opened.close()
        if self.index is not None:
            self.index.close()

    def __enter__(self) -> Release:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def _filled(column: Any) -> np.ndarray[Any, Any]:
    """Turn the masked array that stands for a column with missing values into a plain one."""
    import numpy as np

    if not np.ma.isMaskedArray(column):
        return np.asarray(column)
    if column.dtype == object:
        words = np.array(column.data, dtype=object)
        words[np.ma.getmaskarray(column)] = None
        return words
    return np.asarray(np.ma.filled(column.astype(np.float64), np.nan))


def _readers_faults() -> tuple[type[Exception], ...]:
    """Return what reading a table may raise; asked only where something was raised."""
    from sistercities.dataset.release.table_files import readers_faults

    return readers_faults()


def default_folder() -> Path:
    """Folder of the release: what the environment names, else the one in the package."""
    named = os.environ.get(ENVIRONMENT)
    return Path(named) if named else Path(__file__).parents[2] / "data"


def open_release(path: str | Path | None = None) -> Release:
    """Open a release after comparing every file with its checksum.

    The tables of the gazetteer are large and seldom needed: of these the size is compared, and the
    checksum when they are first read (`Release.check_unread`).

    Parameters
    ----------
    path
        Folder of the release. None takes the folder that the environment variable
        `SISTERCITIES_DATA` names, else the release in the package.

    Raises
    ------
    ReleaseError
        If a file is missing, damaged or not ours; it says which and how to mend it.
    """
    release = open_unchecked(path)
    release.check_files()
    assert release._connection
    return release


def open_unchecked(path: str | Path | None = None) -> Release:
    """Open a release by its manifest alone; `check_files` compares its files.

    Parameters
    ----------
    path
        As for `open_release`.

    Raises
    ------
    ReleaseError
        If the manifest is missing or not ours.
    """
    folder = default_folder() if path is None else Path(path)
    return Release(folder, read_manifest(folder))

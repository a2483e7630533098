"""Reading a release: as rows with DuckDB alone, or as pandas frames.

The light way (`Release.query`) imports neither pandas nor pyarrow, so that a list of ties costs
a fraction of a second. The release is read-only: nothing here writes.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from sistercities.dataset.manifest import MEND, Manifest, check_bytes, read_manifest
from sistercities.errors import ReleaseError
from sistercities.terms.tables import BY_NAME, Table

if TYPE_CHECKING:
    import pandas as pd

ENVIRONMENT = "SISTERCITIES_DATA"


@dataclass(slots=True)
class Release:
    """An opened release. Each table of `terms.tables` is a view of its own name."""

    folder: Path
    manifest: Manifest
    _connection: duckdb.DuckDBPyConnection = field(repr=False)

    @property
    def version(self) -> str:
        """Version of the data, as the manifest states it."""
        return self.manifest.version

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
        except (duckdb.IOException, duckdb.InvalidInputException) as reason:
            raise ReleaseError(str(self.folder), _first_line(reason), MEND) from None

    def frame(self, name: str) -> pd.DataFrame:
        """Read one whole table as a pandas frame, rows sorted by its key.

        Whole-number columns that may be missing come as `Int64`, so that missing stays missing.
        """
        import pandas as pd

        table = BY_NAME[name]
        frame = pd.read_parquet(self.folder / f"{name}.parquet", engine="pyarrow")
        return frame.astype(_nullable_types(table))

    def close(self) -> None:
        """Close the connection; the release itself is untouched."""
        self._connection.close()

    def __enter__(self) -> Release:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def default_folder() -> Path:
    """Folder of the release: what the environment names, else the one in the package."""
    named = os.environ.get(ENVIRONMENT)
    return Path(named) if named else Path(str(files("sistercities").joinpath("data")))


def open_release(path: str | Path | None = None) -> Release:
    """Open a release after comparing every file with its checksum.

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
    folder = default_folder() if path is None else Path(path)
    manifest = read_manifest(folder)
    for entry in manifest.files:
        check_bytes(folder, entry)
    return Release(folder, manifest, _connect(folder, manifest))


def _connect(folder: Path, manifest: Manifest) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": 2})
    for entry in manifest.files:
        file = str(folder / entry.file).replace("'", "''")
        try:
            connection.execute(f"CREATE VIEW {entry.table} AS SELECT * FROM read_parquet('{file}')")
        except duckdb.Error as reason:
            connection.close()
            raise ReleaseError(str(folder / entry.file), _first_line(reason), MEND) from None
    return connection


def _first_line(reason: Exception) -> str:
    return str(reason).splitlines()[0]


def _nullable_types(table: Table) -> dict[str, str]:
    return {
        column.name: "Int64"
        for column in table.columns
        if column.type == "int" and not column.is_required
    }

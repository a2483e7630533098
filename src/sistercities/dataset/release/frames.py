"""Whole tables of a release as pandas frames and Arrow columns.

Loaded when somebody asks for one: a list of ties opens a release, and reads no table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from sistercities.dataset.release.manifest import file_name
from sistercities.dataset.release.parquet import arrow_schema
from sistercities.dataset.release.table_files import UNREADABLE, unreadable
from sistercities.errors import needing_study
from sistercities.terms.tables import BY_NAME, Table

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    ChosenRows = Callable[[pa.Table], pa.Table]

_CODED = {"PLAIN", "RLE", "RLE_DICTIONARY", "PLAIN_DICTIONARY"}
"""Encodings that Arrow reads as codes; what a writer falls back to may be another."""
_AS_FRAME = "a table as a frame"


class Tables(Protocol):
    """What is asked of an opened release: its folder, what overlays changed, and queries."""

    folder: Path

    @property
    def merged(self) -> frozenset[str]:
        """Tables that overlays have changed."""

    def query(self, sql: str) -> list[dict[str, Any]]:
        """Run one SQL query; one dict a row."""


def frame(release: Tables, name: str, only: ChosenRows | None = None) -> pd.DataFrame:
    """Read one whole table as a pandas frame, as `Release.frame` does."""
    try:
        with needing_study(_AS_FRAME):
            return _as_frame(columns(release, name), BY_NAME[name], only)
    except UNREADABLE as reason:
        raise unreadable(release.folder / file_name(name), reason) from None


def columns(release: Tables, name: str) -> pa.Table:
    """Read one whole table as Arrow columns, rows sorted by its key."""
    with needing_study(_AS_FRAME):
        import pyarrow.parquet as pq

    path: Path | BytesIO = release.folder.absolute() / file_name(name)
    if name in release.merged:
        path = _as_file(BY_NAME[name], release.query(f"SELECT * FROM {name} ORDER BY ALL"))
    try:
        # With our schema and no partitioning, neither notes in the file nor its path decide.
        return pq.read_table(path, schema=arrow_schema(BY_NAME[name]), partitioning=None)
    except UNREADABLE as reason:
        raise unreadable(release.folder / file_name(name), reason) from None


def n_rows(release: Tables, name: str) -> int:
    """Count the rows of a table."""
    if name in release.merged:
        return int(release.query(f"SELECT count(*) AS n FROM {name}")[0]["n"])
    import pyarrow.parquet as pq

    try:
        return int(pq.read_metadata(release.folder.absolute() / file_name(name)).num_rows)
    except UNREADABLE as reason:
        raise unreadable(release.folder / file_name(name), reason) from None


def pieces(
    release: Tables, name: str, n: int, only: ChosenRows | None = None
) -> Iterator[pa.Table]:
    """Read the rows of `columns`, at most `n` at a time; what overlays changed, all at once.

    Texts come as they lie in the file: each different one once, and codes for the rows.
    """
    if name in release.merged:
        held = columns(release, name)
        whole = held if only is None else only(held)
        for first in range(0, len(whole), n):
            yield whole.slice(first, n)
        return
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(BY_NAME[name])
    path = release.folder.absolute() / file_name(name)
    try:
        with pq.ParquetFile(path, read_dictionary=_coded_texts(pq.read_metadata(path))) as file:
            for batch in file.iter_batches(n, columns=schema.names):
                held = pa.Table.from_batches([batch]).select(schema.names)
                yield held if only is None else only(held)
    except UNREADABLE as reason:
        raise unreadable(release.folder / file_name(name), reason) from None


def _coded_texts(footer: pq.FileMetaData) -> list[str]:
    """Name the columns of texts that are codes in the whole file, and can be read as such."""
    groups = [footer.row_group(group) for group in range(footer.num_row_groups)]
    found = []
    for at in range(footer.num_columns):
        columns = [group.column(at) for group in groups]
        if all(c.physical_type == "BYTE_ARRAY" and {*c.encodings} <= _CODED for c in columns):
            found.append(footer.schema.column(at).name)
    return found


def frame_pieces(release: Tables, name: str, n: int) -> Iterator[pd.DataFrame]:
    """Read the rows of `frame`, at most `n` at a time."""
    schema = arrow_schema(BY_NAME[name])
    for piece in pieces(release, name, n):
        yield _as_frame(piece.cast(schema), BY_NAME[name], None)


def _as_file(table: Table, rows: list[dict[str, Any]]) -> BytesIO:
    """Write rows as a file in memory, so that a merged table is read as any other."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=arrow_schema(table)), sink)
    sink.seek(0)
    return sink


def _as_frame(held: pa.Table, table: Table, only: ChosenRows | None) -> pd.DataFrame:
    found: pd.DataFrame = (held if only is None else only(held)).to_pandas()
    return found.astype(_nullable_types(table))


def _nullable_types(table: Table) -> dict[str, str]:
    return {
        column.name: "Int64"
        for column in table.columns
        if column.type == "int" and not column.is_required
    }

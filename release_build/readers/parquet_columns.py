"""A snapshot that is a Parquet file, read by column: only known columns, of known types."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Literal

from sistercities.errors import SourceError
from sistercities.sources.snapshot import Snapshot

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Kind = Literal["whole", "number", "text"]


def parquet_columns(
    snapshot: Snapshot,
    columns: Mapping[str, Kind],
    *,
    ignored: Collection[str] = (),
    may_be_missing: Collection[str] = (),
) -> dict[str, NDArray[np.int64] | NDArray[np.float64] | NDArray[np.object_]]:
    """Read the columns of a Parquet file.

    Parameters
    ----------
    snapshot
        The file.
    columns
        What is read: whole numbers, numbers or texts.
    ignored
        Columns that are known and not read.
    may_be_missing
        Columns of `columns` that may lack a value: NaN in numbers, None in texts.

    Returns
    -------
    dict
        Arrays of one length, by column: int64, float64 or object.

    Raises
    ------
    SourceError
        If the file is not Parquet, a column is unknown or missing, or a value is missing or not of
        its type.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = snapshot.path.name
    try:
        found = pq.ParquetFile(io.BytesIO(snapshot.raw))
        names = found.schema_arrow.names
        _check_names(file, names, {*columns, *ignored})
        table = found.read(columns=list(columns))
    except (pa.ArrowException, OSError) as problem:
        advice = "the file is not whole Parquet; fetch it again"
        raise SourceError(file, 0, "(all)", str(problem).splitlines()[0], advice) from problem
    arrays = {}
    for name, kind in columns.items():
        column = table.column(name)
        if column.null_count and name not in may_be_missing:
            row = column.is_null().to_pylist().index(True) + 1
            raise SourceError(file, row, name, None, "every row states it; fetch the file again")
        arrays[name] = _array(file, name, kind, column.to_pandas().to_numpy())
    return arrays


def _check_names(file: str, found: list[str], known: Collection[str]) -> None:
    whole = f"the columns are {', '.join(sorted(known))}"
    for column in found:
        if column not in known:
            raise SourceError(file, 1, column, column, whole)
    for column in sorted(known):
        if column not in found:
            raise SourceError(file, 1, column, "(missing)", whole)


def _array(
    file: str, name: str, kind: Kind, values: NDArray[np.object_]
) -> NDArray[np.int64] | NDArray[np.float64] | NDArray[np.object_]:
    import numpy as np

    if kind == "text":
        return values.astype(object)
    try:
        numbers = values.astype(np.float64)
    except (TypeError, ValueError) as problem:
        raise SourceError(file, "?", name, str(problem), "write numbers only") from problem
    if kind == "number":
        return numbers
    odd = np.flatnonzero(~np.isfinite(numbers) | (numbers != np.floor(numbers)))
    if len(odd):
        first = int(odd[0])
        raise SourceError(file, first + 1, name, float(numbers[first]), "write a whole number")
    return numbers.astype(np.int64)

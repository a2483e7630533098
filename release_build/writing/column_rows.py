"""Rows that stand as columns: large tables without a dict for each row.

A table of the release may be given as `ColumnRows`. It is a sequence of rows like any other, and
`dataset.column_content` checks, hashes and writes it by column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, Any]
_CHUNK = 65_536


class ColumnRows(Sequence[dict[str, Any]]):
    """A sequence of rows over the columns of an Arrow table."""

    def __init__(self, columns: pa.Table) -> None:
        self.columns = columns

    def __len__(self) -> int:
        return int(self.columns.num_rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for batch in self.columns.to_batches(max_chunksize=_CHUNK):
            yield from batch.to_pylist()

    @overload
    def __getitem__(self, position: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, position: slice) -> ColumnRows: ...
    def __getitem__(self, position: int | slice) -> dict[str, Any] | ColumnRows:
        if isinstance(position, slice):
            return ColumnRows(self.columns.take(list(range(*position.indices(len(self))))))
        chosen = range(len(self))[position]
        row: dict[str, Any] = self.columns.slice(chosen, 1).to_pylist()[0]
        return row

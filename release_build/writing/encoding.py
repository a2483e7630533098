"""Tables as the bytes of their files, each begun as soon as its rows are final."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import TYPE_CHECKING, Any, cast

from release_build.writing.column_rows import ColumnRows
from sistercities.dataset.release.column_content import checked_columns, content_hash_of_columns
from sistercities.dataset.release.manifest import FileEntry, file_name
from sistercities.dataset.release.parquet import Row, as_tuples, columns_to_bytes, to_columns
from sistercities.errors import BuildError
from sistercities.terms.tables import TABLES, Table

if TYPE_CHECKING:
    import pandas as pd

Encoded = tuple[FileEntry, bytes]
_AT_A_TIME = 2
_BY_NAME = {table.name: table for table in TABLES}


class TableEncoder:
    """Encodes tables, two at a time: to press one takes no Python, so that other work goes on.

    The files do not depend on which table is begun first. To be used in a `with` block, at whose
    end what is not yet begun is given up.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(_AT_A_TIME)
        self._begun: dict[str, tuple[Any, Future[Encoded]]] = {}

    def __enter__(self) -> TableEncoder:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def begin(self, tables: Mapping[str, Iterable[Row] | pd.DataFrame]) -> None:
        """Begin tables that will not change any more."""
        for name in tables:
            rows = tables[name]
            self._begun[name] = (rows, self._pool.submit(_encode, _BY_NAME[name], rows))

    def finish(self, tables: Mapping[str, Iterable[Row] | pd.DataFrame]) -> list[Encoded]:
        """Encode all tables of the schema, in its order; a begun one is not encoded again.

        Raises
        ------
        BuildError
            If a table is missing, is not what was begun, or a row does not fit the schema.
        """
        for table in TABLES:
            if table.name not in tables:
                raise BuildError(
                    f"the release lacks the table {table.name}; supply it, empty if need be"
                )
        self.begin({name: tables[name] for name in _BY_NAME if name not in self._begun})
        return [self._result(name, tables[name]) for name in _BY_NAME]

    def _result(self, name: str, rows: object) -> Encoded:
        begun, encoded = self._begun[name]
        if begun is not rows:
            raise BuildError(
                f"table {name}: it was begun with other rows; begin it once it is final"
            )
        return encoded.result()


def _encode(table: Table, found: Any) -> Encoded:
    if isinstance(found, ColumnRows):
        columns = checked_columns(table, found.columns)
    else:
        columns = to_columns(table, as_tuples(table, plain_rows(found)))
    content = columns_to_bytes(table, columns)
    entry = FileEntry(
        table=table.name,
        file=file_name(table.name),
        bytes=len(content),
        rows=columns.num_rows,
        sha256=hashlib.sha256(content).hexdigest(),
        content_sha256=content_hash_of_columns(table, columns),
    )
    return entry, content


def plain_rows(table: Iterable[Row] | pd.DataFrame) -> list[Row]:
    """Return the rows as dicts, whatever holds them."""
    if not hasattr(table, "to_dict"):
        return list(table)
    frame = cast("pd.DataFrame", table).astype(object)
    records = frame.where(frame.notna(), None).to_dict("records")
    return cast("list[Row]", records)

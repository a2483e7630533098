"""Rows of the tables of values: one fact a row, with its year, unit and source."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from release_build.writing.column_rows import ColumnRows
from sistercities.dataset.ingredients import Row
from sistercities.dataset.release.parquet import arrow_schema
from sistercities.errors import BuildError
from sistercities.terms.schema import Table

if TYPE_CHECKING:
    import pyarrow as pa

_CHUNK = 32_768
_OF_FEW_WORDS = ("variable", "word", "unit", "source_id")
"""Columns that stand as codes of their words: a million rows go from process to process in half."""


def value_row(
    place_id: str,
    variable: str,
    year: int,
    value: float | None,
    unit: str,
    source_id: str,
    word: str | None = None,
) -> Row:
    """Lay out one fact on a place."""
    return {
        "place_id": place_id,
        "variable": variable,
        "year": year,
        "value": value,
        "word": word,
        "unit": unit,
        "source_id": source_id,
    }


def as_columns(table: Table, rows: Iterable[Row]) -> ColumnRows:
    """Stand rows as columns, chunk by chunk, so that no list of all of them is held.

    Raises
    ------
    BuildError
        If a row has other columns than the schema.
    """
    import pyarrow as pa

    schema = arrow_schema(table)
    names, waiting = set(schema.names), iter(rows)
    batches = []
    while chunk := list(islice(waiting, _CHUNK)):
        for row in chunk:
            if row.keys() != names:
                odd = ", ".join(sorted(row.keys() ^ names))
                raise BuildError(
                    f"table {table.name}: a row has other columns than the schema ({odd}); "
                    "make the row or terms/covariate_tables.py agree"
                )
        batches.append(_in_codes(pa.Table.from_pylist(chunk, schema=schema)))
    whole = pa.concat_tables(batches) if batches else schema.empty_table()
    return ColumnRows(whole.unify_dictionaries())


def _in_codes(rows: pa.Table) -> pa.Table:
    for name in set(_OF_FEW_WORDS).intersection(rows.column_names):
        position = rows.column_names.index(name)
        rows = rows.set_column(position, name, rows.column(name).dictionary_encode())
    return rows

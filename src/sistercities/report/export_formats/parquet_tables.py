"""Parquet: one file a table, typed, for pandas, R's arrow, DuckDB or Polars."""

from __future__ import annotations

import io
from typing import Any

from sistercities.report.export_formats.content import ExportContent, ExportTable, WrittenFile

MEDIATYPE = "application/vnd.apache.parquet"
READING = ("In R: arrow::read_parquet(file). In pandas: read_parquet(file). Missing is null.",)


def files(content: ExportContent) -> dict[str, WrittenFile]:
    """Write each table as a Parquet file whose columns carry their meaning and unit."""
    return {
        f"{table.name}.parquet": WrittenFile(_parquet(table), MEDIATYPE, (table.name,))
        for table in content.tables
    }


def _parquet(table: ExportTable) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    held = pa.Table.from_pandas(table.frame, schema=_schema(table), preserve_index=False)
    buffer = io.BytesIO()
    pq.write_table(held, buffer, compression="zstd")
    return buffer.getvalue()


def _schema(table: ExportTable) -> Any:
    import pyarrow as pa

    types = {"string": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    return pa.schema(
        pa.field(
            column.name,
            types[column.type],
            metadata={"description": column.meaning, "unit": column.unit},
        )
        for column in table.schema.columns
    )

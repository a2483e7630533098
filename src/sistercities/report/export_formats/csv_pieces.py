"""Rows of a frame as the bytes of CSV, a column at a time, each different value once."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sistercities.report.exports import plain_text

if TYPE_CHECKING:
    import pandas as pd

_IN_QUOTES = re.compile(r'[",\r\n]')
_KEPT_TEXTS = 1 << 16
"""Texts of which it is known how they are written: ids and names come again in each piece."""


def csv_header(columns: Iterable[str]) -> bytes:
    """Return the first line."""
    return (",".join(_text(name) for name in columns) + "\n").encode()


def csv_rows(frame: pd.DataFrame) -> memoryview:
    """Return the rows; missing is empty, flags are true and false, no text is a formula.

    Columns become Arrow's, and Arrow sets the lines together: a row is no object of Python.
    """
    import pyarrow.compute as pc

    columns = [_as_texts(frame[name]) for name in frame.columns]
    columns[-1] = pc.binary_join_element_wise(columns[-1], "", "\n")
    lines = pc.binary_join_element_wise(*columns, ",") if len(columns) > 1 else columns[0]
    _, ends, content = lines.buffers()
    last = int.from_bytes(memoryview(ends)[4 * len(lines) :][:4], "little")
    return memoryview(content)[:last] if content is not None else memoryview(b"")


def _as_texts(column: pd.Series) -> Any:
    """Return each value of a column as it is written, in Arrow."""
    import pyarrow as pa

    held = pa.array(column, from_pandas=True)
    if isinstance(held, pa.ChunkedArray):
        held = held.combine_chunks()
    coded = held.dictionary_encode(null_encoding="encode")
    return _as_words(coded.dictionary).take(coded.indices)


def _as_words(values: Any) -> Any:
    """Return different values as they are written."""
    import pyarrow as pa

    if pa.types.is_integer(values.type) or pa.types.is_boolean(values.type):
        return values.cast(pa.string()).fill_null("")
    written = _number if pa.types.is_floating(values.type) else _written
    return pa.array(map(written, values.to_pylist()), type=pa.string(), size=len(values))


def _number(value: float | None) -> str:
    return "" if value is None else repr(value)


def _written(value: object) -> str:
    """Write one value; numbers as Python does, so that reading them gives the same numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return _written_text(value) if isinstance(value, str) else repr(value)


@lru_cache(maxsize=_KEPT_TEXTS)
def _written_text(value: str) -> str:
    return _text(str(plain_text(value)))


def _text(value: str) -> str:
    """Set a text in quotes where it holds what parts fields, as `csv` does."""
    if not _IN_QUOTES.search(value):
        return value
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow((value, ""))
    return line.getvalue().removesuffix(",\n")

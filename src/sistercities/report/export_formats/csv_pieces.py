"""Rows of a frame as the bytes of CSV, a column at a time, each different value once."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sistercities.report.exports import plain_text

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_AS_IT_STANDS = r'^([0-9A-Za-z\x{C0}-\x{24F}\x{370}-\x{167F}\x{3040}-\x{FAFF}][^",\r\n]*)?$'
"""Texts that need neither quotes nor a look whether a spreadsheet would run them: nearly all."""
_SHORTEST = 1e-4, 1e7
"""Between these Arrow and Python write a number with the same digits, and without an exponent."""
_IN_QUOTES = re.compile(r'[",\r\n]')
_KEPT_TEXTS = 1 << 12
"""Odd texts of which it is known how they are written: many come again in each piece."""


def csv_header(columns: Iterable[str]) -> bytes:
    """Return the first line."""
    return (",".join(_text(name) for name in columns) + "\n").encode()


def csv_rows(rows: pd.DataFrame | pa.Table) -> memoryview:
    """Return the rows; missing is empty, flags are true and false, no text is a formula.

    Columns become Arrow's, and Arrow sets the lines together: a row is no object of Python.
    """
    import pyarrow.compute as pc

    columns = list(map(_as_texts, _columns(rows)))
    columns[-1] = pc.binary_join_element_wise(columns[-1], "", "\n")
    lines = pc.binary_join_element_wise(*columns, ",") if len(columns) > 1 else columns[0]
    _, ends, content = lines.buffers()
    last = int.from_bytes(memoryview(ends)[4 * len(lines) :][:4], "little")
    return memoryview(content)[:last] if content is not None else memoryview(b"")


def release_unused() -> None:
    """Give memory back to the system that a table, or what it was made of, needed no longer."""
    import pyarrow as pa

    pa.default_memory_pool().release_unused()


def _columns(rows: pd.DataFrame | pa.Table) -> Iterator[pa.Array]:
    import pyarrow as pa

    if isinstance(rows, pa.Table):
        yield from (column.combine_chunks() for column in rows.columns)
        return
    for name in rows.columns:
        held = pa.array(rows[name], from_pandas=True)
        yield held.combine_chunks() if isinstance(held, pa.ChunkedArray) else held


def _as_texts(held: pa.Array) -> pa.Array:
    """Return each value of a column as it is written; of codes, each value once."""
    import pyarrow as pa

    coded = held
    if pa.types.is_dictionary(held.type) and len(held.dictionary) > len(held):
        held = held.dictionary_decode()  # most of these values stand in other pieces
    if not pa.types.is_dictionary(held.type):
        coded = held.dictionary_encode(null_encoding="encode")
    return _as_words(coded.dictionary).take(coded.indices).fill_null("")


def _as_words(values: pa.Array) -> pa.Array:
    """Return different values as they are written."""
    import pyarrow as pa

    if pa.types.is_floating(values.type):
        return _numbers(values)
    words = values.cast(pa.string()).fill_null("")
    is_text = pa.types.is_string(values.type) or pa.types.is_large_string(values.type)
    return _texts(words) if is_text else words


def _numbers(values: pa.Array) -> pa.Array:
    """Write numbers as Python does, so that reading them gives the same numbers."""
    import pyarrow as pa
    import pyarrow.compute as pc

    size, whole = pc.abs(values), pc.equal(pc.trunc(values), values)
    is_usual = pc.and_(pc.greater_equal(size, _SHORTEST[0]), pc.less(size, _SHORTEST[1]))
    words = values.cast(pa.string())
    words = pc.if_else(whole, pc.binary_join_element_wise(words, "0", "."), words)
    return _replaced(words, pc.invert(is_usual), map(repr, _chosen(values, pc.invert(is_usual))))


def _texts(words: pa.Array) -> pa.Array:
    import pyarrow.compute as pc

    is_odd = pc.invert(pc.match_substring_regex(words, _AS_IT_STANDS))
    return _replaced(words, is_odd, map(_written_text, _chosen(words, is_odd)))


def _chosen(values: pa.Array, which: pa.Array) -> list[Any]:
    chosen: list[Any] = values.filter(which).to_pylist()  # what is missing is not chosen
    return chosen


def _replaced(words: pa.Array, which: pa.Array, texts: Iterable[str]) -> pa.Array:
    """Put other texts where they are asked for; what is missing becomes empty."""
    import pyarrow as pa
    import pyarrow.compute as pc

    other = pa.array(list(texts), type=pa.string())
    return pc.replace_with_mask(words.fill_null(""), which.fill_null(False), other)


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

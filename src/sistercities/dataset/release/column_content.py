"""A table given by column: the checks, the order and the content hash that rows get, faster.

`checked_columns` holds what `parquet.as_tuples` holds, and `content_hash_of_columns` gives the
hash that `parquet.content_hash` gives of the same rows; a test compares the two.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from sistercities.errors import BuildError
from sistercities.terms.schema import Column, Table

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

_CHUNK = 131_072
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ESCAPED = frozenset({*range(0x20), ord('"'), ord("\\")})
"""What JSON does not write in a text as it stands, as bytes of UTF-8."""


def checked_columns(table: Table, columns: pa.Table) -> pa.Table:
    """Return the columns in the order of the schema, rows sorted by the key.

    Raises
    ------
    BuildError
        If a column is unknown or missing, of a wrong type, lacks a required value or holds a
        number that is none, or a key stands twice.
    """
    import numpy as np
    import pyarrow as pa

    odd = sorted(set(columns.column_names) ^ set(table.column_names))
    if odd:
        raise BuildError(
            f"table {table.name}: other columns than the schema ({', '.join(odd)}); "
            "make the columns or terms/tables.py agree"
        )
    arrays = [_checked(table, one, columns.column(one.name)) for one in table.columns]
    ordered = pa.Table.from_arrays(arrays, names=list(table.column_names))
    ranks = [_ranks(ordered.column(name)) for name in table.key]
    steps = _steps(ranks)
    if (steps < 0).any():
        order = np.lexsort(ranks[::-1])
        ordered, ranks = ordered.take(order), [rank[order] for rank in ranks]
        steps = _steps(ranks)
    _refuse_twins(table, ordered, steps)
    return ordered


def _checked(table: Table, column: Column, found: pa.ChunkedArray) -> pa.ChunkedArray:
    import pyarrow as pa
    import pyarrow.compute as pc

    values = found.combine_chunks()
    is_dictionary = pa.types.is_dictionary(values.type)
    kind = values.type.value_type if is_dictionary else values.type
    fits = {
        "string": pa.types.is_string(kind),
        "int": pa.types.is_int64(kind),
        "float": pa.types.is_float64(kind),
        "bool": pa.types.is_boolean(kind),
    }
    if not fits[column.type] and not pa.types.is_null(kind):
        raise BuildError(
            f"table {table.name}: {column.name} is {kind}, not a {column.type}; correct the column"
        )
    if column.is_required and values.null_count:
        raise BuildError(f"table {table.name}: {column.name} is missing in a row; supply it")
    if column.type == "float" and not is_dictionary and pc.any(pc.is_nan(values)).as_py():
        raise BuildError(f"table {table.name}: {column.name} holds NaN; leave it missing")
    return values


def _ranks(column: pa.ChunkedArray) -> NDArray[np.int64]:
    """Give each value of a key column its place in their order."""
    import numpy as np
    import pyarrow as pa

    values = column.combine_chunks()
    if pa.types.is_int64(values.type):
        return np.asarray(values.to_numpy(zero_copy_only=False), dtype=np.int64)
    encoded = values if pa.types.is_dictionary(values.type) else values.dictionary_encode()
    words = encoded.dictionary.to_pylist()
    rank = {word: position for position, word in enumerate(sorted(set(words)))}
    by_index = np.array([rank[word] for word in words] or [0], dtype=np.int64)
    positions: NDArray[np.int64] = encoded.indices.to_numpy(zero_copy_only=False)
    return by_index[positions]


def _steps(ranks: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Sign of the step from each row to the next: 1 up, 0 the same key, -1 down."""
    import numpy as np

    steps = np.zeros(max(len(ranks[0]) - 1, 0), dtype=np.int64)
    for rank in ranks:
        steps = np.where(steps == 0, np.sign(np.diff(rank)), steps)
    return steps


def _refuse_twins(table: Table, columns: pa.Table, steps: NDArray[np.int64]) -> None:
    twins = (steps == 0).nonzero()[0]
    if len(twins):
        row = columns.slice(int(twins[0]), 1).to_pylist()[0]
        key = [row[name] for name in table.key]
        raise BuildError(f"table {table.name}: the key {key} stands twice; merge the two rows")


def content_hash_of_columns(table: Table, columns: pa.Table) -> str:
    """SHA-256 of the column names and the values as JSON lines, as `parquet.content_hash` does."""
    import pyarrow.compute as pc

    digest = hashlib.sha256(json.dumps(table.column_names).encode())
    for start in range(0, columns.num_rows, _CHUNK):
        part = columns.slice(start, _CHUNK)
        texts = [_as_json(part.column(name)) for name in table.column_names]
        texts[0] = pc.binary_join_element_wise("\n[", texts[0], "")
        texts[-1] = pc.binary_join_element_wise(texts[-1], "]", "")
        lines = pc.binary_join_element_wise(*texts, ",")
        digest.update(_bytes_of(lines))
    return digest.hexdigest()


def _as_json(column: pa.ChunkedArray) -> pa.Array:
    """Write each value as JSON; where that needs Python, each distinct value is written once."""
    import pyarrow as pa

    values = column.combine_chunks()
    if (plain := _as_plain_json(values)) is not None:
        return plain.fill_null("null")
    if pa.types.is_null(values.type):
        return pa.array(["null"] * len(values), pa.string())
    is_number = pa.types.is_float64(values.type)
    if is_number:  # by their bits, so that -0.0 is not 0.0
        values = values.view(pa.int64())
    encoded = values if pa.types.is_dictionary(values.type) else values.dictionary_encode()
    words: Any = encoded.dictionary
    if is_number:
        words = words.view(pa.float64())
    texts = pa.array(map(_written_by(words), words.to_pylist()), pa.string())
    return texts.take(encoded.indices).fill_null("null")


def _written_by(words: pa.Array) -> Callable[[Any], str]:
    """Return what writes each value as JSON: what the encoder does, without asking for its type."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if words.null_count:
        return _ENCODE
    if pa.types.is_string(words.type):
        return encode_basestring
    if pa.types.is_float64(words.type) and pc.all(pc.is_finite(words)).as_py():
        return float.__repr__
    return _ENCODE


def _as_plain_json(values: pa.Array) -> pa.Array | None:
    """Write whole numbers, and texts that need no escape; None for all others."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_integer(values.type):
        return values.cast(pa.string())
    if not pa.types.is_string(values.type) or not _ESCAPED.isdisjoint(_bytes_in(values)):
        return None
    return pc.binary_join_element_wise('"', values, '"', "")


def _bytes_in(values: pa.Array) -> list[int]:
    """Which bytes stand anywhere in the texts."""
    import numpy as np

    counts = np.bincount(np.frombuffer(_bytes_of(values), np.uint8), minlength=256)
    return np.flatnonzero(counts).tolist()


def _bytes_of(lines: pa.Array) -> bytes | memoryview:
    """Return the texts of a string array without a break, which is how Arrow keeps them."""
    import numpy as np
    import pyarrow as pa

    if isinstance(lines, pa.ChunkedArray):
        lines = lines.combine_chunks()
    _, offsets, data = lines.buffers()
    if data is None:  # nothing but missing values
        return b""
    bounds = np.frombuffer(offsets, dtype=np.int32)[lines.offset : lines.offset + len(lines) + 1]
    return memoryview(data)[int(bounds[0]) : int(bounds[-1])]

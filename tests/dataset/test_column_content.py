"""A table given by column is checked, ordered, hashed and written as the same rows would be."""

from __future__ import annotations

import hashlib
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from release_build.writing.column_rows import ColumnRows
from sistercities.dataset.release.column_content import checked_columns, content_hash_of_columns
from sistercities.dataset.release.parquet import (
    arrow_schema,
    as_tuples,
    columns_to_bytes,
    content_hash,
    to_bytes,
    to_columns,
)
from sistercities.errors import BuildError
from sistercities.terms.schema import Table, flag, real, text, whole

TABLE = Table(
    "drawn",
    "a drawn table",
    ("name", "year"),
    (
        text("name", "a name", required=True),
        whole("year", "a year", required=True),
        real("value", "a value"),
        text("word", "a word"),
        flag("is_so", "yes or no"),
    ),
)

_TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=5)
_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "name": _TEXTS,
            "year": st.integers(-(2**62), 2**62),
            "value": st.none() | st.floats(allow_nan=False, allow_infinity=False),
            "word": st.none() | _TEXTS,
            "is_so": st.booleans(),
        }
    ),
    unique_by=lambda row: (row["name"], row["year"]),
    max_size=20,
)


def _columns(rows: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=arrow_schema(TABLE))


@settings(max_examples=100, deadline=None)
@given(_ROWS)
def test_rows_and_columns_have_one_order_and_one_hash(rows: list[dict[str, Any]]) -> None:
    tuples = as_tuples(TABLE, rows)
    columns = checked_columns(TABLE, _columns(rows))
    assert [tuple(row.values()) for row in ColumnRows(columns)] == tuples
    assert content_hash_of_columns(TABLE, columns) == content_hash(TABLE, tuples)


def test_minus_zero_and_a_quote_are_hashed_as_they_stand() -> None:
    row = {"name": 'a"\\\n', "year": 1, "word": None, "is_so": True}
    rows = [
        row | {"value": 0.0},
        row | {"value": -0.0, "year": 2},
        row | {"value": 1e16, "year": 3},
    ]
    expected = (
        b'["name", "year", "value", "word", "is_so"]'
        b'\n["a\\"\\\\\\n",1,0.0,null,true]'
        b'\n["a\\"\\\\\\n",2,-0.0,null,true]'
        b'\n["a\\"\\\\\\n",3,1e+16,null,true]'
    )
    found = content_hash_of_columns(TABLE, _columns(rows))
    assert found == hashlib.sha256(expected).hexdigest()


def test_dictionaries_of_words_change_nothing() -> None:
    rows = [
        {"name": name, "year": year, "value": 1.5, "word": "w", "is_so": False}
        for name in ("b", "a") for year in (2, 1)
    ]  # fmt: skip
    plain = _columns(rows)
    encoded = plain.set_column(0, "name", plain.column("name").dictionary_encode())
    encoded = encoded.set_column(3, "word", plain.column("word").dictionary_encode())
    columns = checked_columns(TABLE, encoded)
    tuples = as_tuples(TABLE, rows)
    assert content_hash_of_columns(TABLE, columns) == content_hash(TABLE, tuples)
    assert columns_to_bytes(TABLE, columns) == columns_to_bytes(TABLE, to_columns(TABLE, tuples))
    read = pq.read_table(pa.BufferReader(columns_to_bytes(TABLE, columns)))
    assert [tuple(row.values()) for row in read.to_pylist()] == tuples


def _with(name: str, values: pa.Array) -> pa.Table:
    whole_table = _columns(
        [
            {"name": "a", "year": 1, "value": 1.0, "word": None, "is_so": True},
            {"name": "b", "year": 1, "value": None, "word": "w", "is_so": False},
        ]
    )
    return whole_table.set_column(whole_table.column_names.index(name), name, values)


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        (_with("name", pa.array(["a", None])), "name is missing in a row"),
        (_with("name", pa.array(["a", "a"])), r"the key \['a', 1\] stands twice"),
        (_with("year", pa.array([1.0, 2.0])), "year is double, not a int"),
        (_with("value", pa.array([1, 2])), "value is int64, not a float"),
        (_with("value", pa.array([1.0, float("nan")])), "value holds NaN"),
        (_with("is_so", pa.array(["yes", "no"])), "is_so is string, not a bool"),
        (_with("word", pa.array(["a", "b"])).rename_columns(
            ["name", "year", "value", "other", "is_so"]), r"schema \(other, word\)"),
    ],
)  # fmt: skip
def test_columns_that_do_not_fit_the_schema_are_refused(columns: pa.Table, problem: str) -> None:
    with pytest.raises(BuildError, match=problem):
        checked_columns(TABLE, columns)


def test_column_rows_are_a_sequence_of_rows() -> None:
    rows = ColumnRows(_with("name", pa.array(["a", "b"])))
    assert len(rows) == 2
    assert rows[-1] == {"name": "b", "year": 1, "value": None, "word": "w", "is_so": False}
    assert [row["name"] for row in rows[:1]] == ["a"]
    assert [row["name"] for row in rows] == ["a", "b"]


@pytest.mark.parametrize("n", [0, 1, 3])
def test_rows_written_by_duckdb_are_read_back_by_arrow(n: int) -> None:
    row = {"word": '"\n宁', "is_so": True}
    rows = [{**row, "name": f"n{k}", "year": k - 1, "value": None if k else -0.5} for k in range(n)]
    tuples = as_tuples(TABLE, rows)
    content = to_bytes(TABLE, tuples)
    read = pq.read_table(pa.BufferReader(content))
    assert [tuple(row.values()) for row in read.to_pylist()] == tuples
    assert read.schema.names == list(TABLE.column_names)
    assert read.schema.types == arrow_schema(TABLE).types
    assert to_bytes(TABLE, tuples) == content

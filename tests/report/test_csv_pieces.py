"""CSV by columns against pandas, row by row; files written in pieces against whole ones."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from sistercities.errors import OutputError
from sistercities.report.export_formats.content import PIECE, Rows, rows_read
from sistercities.report.export_formats.csv_pieces import csv_header, csv_rows
from sistercities.report.exports import folder_aside, write_together
from sistercities.report.own_files import sha256_of, size_of, store
from sistercities.terms.spreadsheet_text import plain_text

TEXTS = ["Ningwan", 'a "name"', "one, two", "two\nlines", "", None, "宁湾", "=1+1", "-1.5", " x"]
FRAME = pd.DataFrame(
    {
        "text": TEXTS,
        "object": pd.Series(TEXTS[::-1], dtype=object),
        "nothing": pd.Series([None] * 10, dtype=object),
        "whole": pd.array([1, None, -3, 10**15, 0, 1, 2, None, 7, 7], dtype="Int64"),
        "plain": np.arange(10),
        "real": [0.1, -0.0, 0.0, np.nan, 1e300, 1e-7, 2016.0, 123456789.123, 1e16, np.inf],
        "flag": [True, False] * 5,
        "is_known": pd.array([True, None, False, True, None] * 2, dtype="boolean"),
        "a, b": ["x"] * 10,
    }
)


def csv_frame(frame: pd.DataFrame) -> bytes:
    """Write a whole frame, its header first."""
    return csv_header(frame.columns) + bytes(csv_rows(frame))


def by_rows(frame: pd.DataFrame) -> bytes:
    """Write a frame as pandas does, which goes through its rows."""
    flags = frame.select_dtypes(["bool", "boolean"]).columns
    words = {column: frame[column].map({True: "true", False: "false"}) for column in flags}
    texts = frame.select_dtypes(["object", "str"]).columns
    words |= {column: frame[column].map(plain_text, na_action="ignore") for column in texts}
    return frame.assign(**words).to_csv(index=False, lineterminator="\n").encode()


@pytest.mark.parametrize("columns", [list(FRAME), ["text", "real"], ["real", "object"]], ids=str)
def test_lines_are_those_of_pandas(columns: list[str]) -> None:
    assert csv_frame(FRAME[columns]) == by_rows(FRAME[columns])


def test_numbers_are_written_as_python_writes_them() -> None:
    sizes = [m * 10.0**e for e in range(-320, 309) for m in (1.0, 1.2345678901234567, 9.999999)]
    edges = [9999999.0, 9999999.5, 1e7, 1e7 + 0.5, 1e-4, float(np.nextafter(1e-4, 0)), 0.0, -0.0]
    values = [sign * value for value in (*sizes, *edges) for sign in (1, -1)]
    lines = bytes(csv_rows(pd.DataFrame({"n": values}))).decode().splitlines()
    assert lines == list(map(repr, values))


def test_what_begins_oddly_is_written_as_pandas_and_a_spreadsheet_need_it() -> None:
    signs = [chr(code) for code in (*range(1, 0x3100), *range(0xFA00, 0x10000))]
    texts = [mark + rest for mark in signs for rest in ("", "x1", '"', "=1,2")]
    frame = pd.DataFrame({"n": 1, "text": pd.Series(texts, dtype=object)})
    assert csv_frame(frame) == by_rows(frame)


def test_codes_are_written_as_the_values_that_they_stand_for() -> None:
    texts = pa.array(["=1", None, "one, two", "Ningwan", "Ningwan", "never asked for"])
    wholes = pa.array([7, None, -3, 7, 0, 99])
    codes = [3, 0, 4, 1, None, 2, 2, 3]
    coded = [pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), one)
             for one in (texts, wholes)]  # fmt: skip
    plain = pd.DataFrame({
        "text": pd.Series(texts.take(pa.array(codes)).to_pylist(), dtype=object),
        "whole": pd.array(wholes.take(pa.array(codes)).to_pylist(), "Int64"),
    })  # fmt: skip
    held = pa.table({"text": coded[0], "whole": coded[1]})
    assert csv_header(plain.columns) + bytes(csv_rows(held)) == by_rows(plain)
    few = pa.table({name: held[name].slice(2, 3) for name in held.column_names})
    assert bytes(csv_rows(few)) == bytes(csv_rows(plain.iloc[2:5]))


def test_a_part_of_a_frame_is_written_as_it_stands() -> None:
    assert csv_frame(FRAME.iloc[3:7]) == by_rows(FRAME.iloc[3:7])
    assert csv_frame(FRAME.iloc[:0]) == by_rows(FRAME.iloc[:0])


def test_pieces_of_rows_are_the_whole() -> None:
    long = pd.DataFrame({"n": np.arange(2 * PIECE + 5)})
    rows = rows_read(len(long), lambda: long)
    assert isinstance(rows, Rows)
    sizes = [len(piece) for piece in rows.pieces()]
    assert sizes == [PIECE, PIECE, 5]
    named = rows.changed(lambda frame: frame.rename(columns={"n": "m"}))
    pd.testing.assert_frame_equal(pd.concat(named.pieces()), named.whole())


def test_a_stored_file_knows_its_size_and_sum_and_moves_into_place(tmp_path: Path) -> None:
    out = tmp_path / "a" / "out"
    with folder_aside(out) as aside:
        stored = store(aside / "t.csv", [b"one\n", memoryview(b"two\n")])
        assert (size_of(stored), sha256_of(stored)) == (
            8,
            hashlib.sha256(b"one\ntwo\n").hexdigest(),
        )
        assert (size_of(b"one\n"), sha256_of(b"")) == (4, hashlib.sha256(b"").hexdigest())
        write_together(out, {"t.csv": stored, "u.csv": b"u"})
    assert (out / "t.csv").read_bytes() == b"one\ntwo\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    with folder_aside(out) as aside:  # ours: it may be written again
        write_together(out, {"t.csv": store(aside / "t.csv", [b"three\n"])})
    assert (out / "t.csv").read_bytes() == b"three\n"
    (out / "t.csv").write_bytes(b"changed by hand")
    with pytest.raises(OutputError, match="not as this program wrote it"), folder_aside(out) as it:
        write_together(out, {"t.csv": store(it / "t.csv", [b"four\n"])})
    assert (out / "t.csv").read_bytes() == b"changed by hand"


def test_a_failure_half_way_leaves_nothing(tmp_path: Path) -> None:
    def pieces():
        yield b"one\n"
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="no space left"), folder_aside(tmp_path / "out") as aside:
        store(aside / "t.csv", pieces())
    assert not list(tmp_path.iterdir())

"""CSV by columns against pandas, row by row; files written in pieces against whole ones."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pandas as pd
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

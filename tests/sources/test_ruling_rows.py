"""The rows of a table of rulings."""

from __future__ import annotations

from pathlib import Path

import pytest

from sistercities.errors import SourceError
from sistercities.sources.ruling_rows import ruling_rows

COLUMNS = ("country", "unit", "reason", "date")
HEAD = "country,unit,reason,date\n"


def _read(folder: Path, *lines: str, once: tuple[str, ...] = ()) -> list[tuple[object, str]]:
    path = folder / "made_up.csv"
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines), "utf-8")
    return [(row.line, row.values["unit"]) for row in ruling_rows(path, COLUMNS, once=once)]


def test_rows_come_in_their_order_with_their_line(tmp_path: Path) -> None:
    assert _read(tmp_path, "NL,b,seen,2026-11-01", "NL,a,seen,2026-11-02") == [(2, "b"), (3, "a")]


@pytest.mark.parametrize(
    ("line", "column"), [("NL,a,,2026-11-01", "reason"), ("NL,a,seen,2026-11-31", "date")]
)
def test_a_ruling_has_a_reason_and_a_day(tmp_path: Path, line: str, column: str) -> None:
    with pytest.raises(SourceError, match=rf"made_up\.csv, row 2, column {column}"):
        _read(tmp_path, line)


def test_what_is_ruled_once_is_all_of_the_columns_named(tmp_path: Path) -> None:
    lines = ("NL,a,seen,2026-11-01", "BE,a,seen,2026-11-01")
    assert len(_read(tmp_path, *lines, once=("country", "unit"))) == len(lines)
    with pytest.raises(SourceError, match=r"row 3, column unit: 'a'.*keep one of them"):
        _read(tmp_path, *lines, once=("unit",))
    assert len(_read(tmp_path, *lines)) == len(lines)

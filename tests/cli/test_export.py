"""`export` as it is typed: how much is to come is said first, where it does not get in the way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path


def test_the_size_comes_first_and_beside_the_answer(typed: Callable, tmp_path: Path) -> None:
    came = typed("export", "--out", str(tmp_path / "made"), "--json")
    rows = json.loads(came.out)["rows"]
    del rows["codebook.csv"]
    said = re.fullmatch(
        r"To be written: about (\d+) kB, ([\d,]+) rows in (\d+) tables\.\n", came.err
    )
    assert said
    assert int(said[2].replace(",", "")) == sum(rows.values())
    assert int(said[3]) == len(rows)
    n_bytes = sum((tmp_path / "made" / name).stat().st_size for name in rows)
    assert abs(int(said[1]) * 1e3 - n_bytes) < 0.1 * n_bytes  # heads of tables are not reckoned


def test_whose_covariates_they_are_is_said(typed: Callable, tmp_path: Path) -> None:
    tables = ("--tables", "city_covariates")
    came = typed("export", "--out", str(tmp_path / "a"), "--country", "JP", *tables)
    assert came.err.endswith(" in 1 table.\n")
    said = came.out
    assert said.startswith("Wrote data 0.0.0-world as csv; the covariates are those of JP.\n")
    every = typed("export", "--out", str(tmp_path / "b"), *tables).out
    assert every.startswith("Wrote data 0.0.0-world as csv.\n")


def test_nothing_is_said_of_what_cannot_be_written(typed: Callable, tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("mine")
    came = typed("export", "--out", str(tmp_path / "a-file"))
    assert came.code == 4
    assert "To be written" not in came.err

"""The study through the API: executors, progress, the report of the right release."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

import sistercities as sc
from sistercities.errors import InvalidArgument


def test_any_executor_gives_the_same_result(release_folder: Path) -> None:
    run = {"draws": 300, "nulls": ["degree-country"], "data": release_folder}
    alone = sc.study_nesting("CN", **run)
    with ThreadPoolExecutor(3) as pool:
        assert sc.study_nesting("CN", executor=pool, **run) == alone
    assert sc.study_nesting("CN", seed=2, **run).nulls != alone.nulls


def test_progress_is_told(release_folder: Path) -> None:
    told = []
    sc.study_nesting(
        "CN",
        draws=300,
        nulls=["degree"],
        on_progress=lambda *said: told.append(said),
        data=release_folder,
    )
    assert told
    assert all(what and 0 <= done <= total for what, done, total in told)


def test_the_report_belongs_to_the_release_of_the_study(
    release_folder: Path, tmp_path: Path
) -> None:
    result = sc.study_nesting("CN", draws=5, nulls=["degree"], data=release_folder)
    files = sc.reports.write_report(result, tmp_path / "report", data=release_folder)
    assert files.page.exists()
    other = replace(result, data_version="1.0")
    with pytest.raises(InvalidArgument, match=r"the study was made from 1\.0"):
        sc.reports.write_report(other, tmp_path / "other", data=release_folder)
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(
    "wrong", [{"draws": 0}, {"seed": -1}, {"workers": 0}, {"nulls": []}, {"nulls": ["chance"]}]
)
def test_wrong_arguments_are_refused(release_folder: Path, wrong: dict) -> None:
    with pytest.raises(InvalidArgument):
        sc.study_nesting("CN", **wrong, data=release_folder)

"""Studies side by side in two processes: the same report, whatever becomes of the second one."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import sistercities as sc
from sistercities.api import all_studies, second_process
from sistercities.errors import InvalidArgument
from sistercities.report.chapters.whole_report import WholeReport
from sistercities.sentence_records import records_of, said_in

ASKED: dict[str, Any] = {"country": "CN", "draws": 5}
PATIENCE_SECONDS = 300.0


@pytest.fixture(scope="module")
def alone(release_folder: Path) -> WholeReport:
    """Return the report as one process makes it."""
    return sc.study_all(**ASKED, data=release_folder)


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(all_studies, "usable_processors", lambda: 2)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, alone: WholeReport) -> None:
    """Let this process make a chapter at once."""
    by_name = {one.study: one for one in alone.fragments}
    monkeypatch.setattr(all_studies, "made_chapter", lambda _, __, which, ___: by_name[which])


def test_two_processes_make_the_report_of_one(
    release_folder: Path, alone: WholeReport, started: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    here: list[str] = []
    told: list[str] = []
    made = all_studies.made_chapter

    def noted(asked: Any, tables: Any, which: str, tell: Any) -> Any:
        here.append(which)
        until = time.monotonic() + PATIENCE_SECONDS
        while len(here) == 1 and time.monotonic() < until and not _of_another(told, which):
            time.sleep(0.05)
            tell("waits until the other has begun", 0, 1)
        return made(asked, tables, which, tell)

    monkeypatch.setattr(all_studies, "made_chapter", noted)
    both = sc.study_all(
        **ASKED, workers=2, data=release_folder, on_progress=lambda what, *_: told.append(what)
    )
    assert both == alone
    assert sc.reports.study_json(both) == sc.reports.study_json(alone)
    assert len(started) == 1
    assert len(here) == len(set(here)) < len(both.fragments)
    for one, due in zip(both.fragments, alone.fragments, strict=True):
        # What is only equal as a text could not be said in another language.
        assert records_of(said_in(one)) == records_of(said_in(due))
    for fragment in both.fragments:
        assert f"{fragment.study}: done" in told


def _of_another(told: list[str], study: str) -> bool:
    return any(not one.startswith(f"{study}:") for one in told)


@pytest.mark.usefixtures("quick")
def test_a_second_process_that_dies_leaves_all_to_the_first(
    release_folder: Path, alone: WholeReport, started: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_process, "_PROGRAM", "raise SystemExit(1)")
    assert sc.study_all(**ASKED, workers=2, data=release_folder) == alone
    assert len(started) == 1


@pytest.mark.usefixtures("quick")
def test_where_none_can_be_started_the_first_makes_all(
    release_folder: Path, alone: WholeReport, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    assert sc.study_all(**ASKED, workers=2, data=release_folder) == alone


def test_what_cannot_be_asked_is_refused_as_ever(release_folder: Path, started: list[Any]) -> None:
    with pytest.raises(InvalidArgument, match="as_of=1700"):
        sc.study_all(**ASKED, as_of=1700, workers=2, data=release_folder)


def test_a_study_that_is_stopped_ends_the_second_process(
    release_folder: Path, started: list[Any]
) -> None:
    def stop(_what: str, _done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sc.study_all(**ASKED, workers=2, data=release_folder, on_progress=stop)
    assert started


def test_one_worker_or_an_executor_starts_no_process(
    release_folder: Path, started: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        all_studies, "made_chapter", lambda *_: pytest.fail("nothing is made in this test")
    )
    monkeypatch.setattr(all_studies, "_chapters", _only_asked)
    for named in ({"workers": 1}, {"workers": 2, "executor": object()}):
        with pytest.raises(_Asked) as asked:
            sc.study_all(**ASKED, **named, data=release_folder)
        assert asked.value.args == (None,)
    assert not started


class _Asked(Exception):
    """What a second process would open."""


def _only_asked(_names: Any, _kept: Any, _given: Any, side: Any, _on_progress: Any) -> Any:
    raise _Asked(side)


@pytest.mark.usefixtures("quick")
def test_a_release_that_has_changed_is_not_opened_beside(
    release_folder: Path, alone: WholeReport, monkeypatch: pytest.MonkeyPatch, started: list[Any]
) -> None:
    """Give a key that the second process does not find, as after an update in between."""
    monkeypatch.setattr(all_studies, "data_key", lambda _release: {"version": os.devnull})
    assert sc.study_all(**ASKED, workers=2, data=release_folder) == alone
    assert len(started) == 1

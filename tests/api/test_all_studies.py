"""All studies in one report: one that fails leaves the others, what is done is not done again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import sistercities as sc
from sistercities.api import any_study
from sistercities.errors import InvalidArgument, NetworkError
from sistercities.studies.claims import CANNOT_TELL
from sistercities.studies.registry import NAMES, STUDIES

_SAME = ("workers", "executor", "scheduler", "on_progress", "data")
"""What a study is asked that changes no number here: all are asked of the drawn world."""


@pytest.fixture(scope="module")
def studies_once() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let a study be run once for all tests that ask for the same: what is tested is the report."""
    done: dict[str, Any] = {}

    def once(run: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*given: Any, **named: Any) -> Any:
            told = sorted((name, each) for name, each in named.items() if name not in _SAME)
            key = f"{run.__name__} {given} {told}"
            if key not in done:
                done[key] = run(*given, **named)
            return done[key]

        return asked

    return once


@pytest.fixture(autouse=True)
def _each_study_once(
    studies_once: Callable[[Callable[..., Any]], Callable[..., Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(any_study, "run_study", studies_once(any_study.run_study))


def _noted(names: list[str], run: Callable[..., Any]) -> Callable[..., Any]:
    """Write down which study is run."""

    def noting(name: str, *given: Any, **named: Any) -> Any:
        names.append(name)
        return run(name, *given, **named)

    return noting


def _failing(*_: Any, **__: Any) -> Any:
    raise NetworkError("ties", "none lies abroad", "take another country")


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, _each_study_once: None) -> list[str]:
    """Write down which studies are run."""
    names: list[str] = []
    monkeypatch.setattr(any_study, "run_study", _noted(names, any_study.run_study))
    return names


def test_every_study_has_a_chapter_and_every_claim_a_verdict(release_folder: Path) -> None:
    told = sc.reports.study_json(sc.study_all("CN", draws=5, data=release_folder))
    assert list(told["studies"]) == list(NAMES)
    judged = {claim for study in STUDIES.values() for claim in study.claims}
    assert set(told["verdicts"]) == judged


def test_what_was_finished_is_not_done_again(
    release_folder: Path, tmp_path: Path, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    last = NAMES[-1]

    def stopped(name: str, *given: Any, **named: Any) -> Any:
        if name == last:
            raise KeyboardInterrupt
        return whole_study(name, *given, **named)

    whole_study = any_study.run_study
    monkeypatch.setattr(any_study, "run_study", stopped)
    asked = {"draws": 5, "resume": tmp_path / "out", "data": release_folder}
    with pytest.raises(KeyboardInterrupt):
        sc.study_all("CN", **asked)
    monkeypatch.setattr(any_study, "run_study", whole_study)
    ran.clear()
    resumed = sc.study_all("CN", **asked)
    assert ran == [last]
    assert resumed == sc.study_all("CN", draws=5, data=release_folder)


@pytest.mark.parametrize("other", [{"seed": 2}, {"draws": 6}, {"country": "DE"}])
def test_chapters_of_another_run_are_not_taken(
    release_folder: Path,
    tmp_path: Path,
    ran: list[str],
    monkeypatch: pytest.MonkeyPatch,
    other: dict[str, Any],
) -> None:
    asked = {"country": "CN", "draws": 5, "resume": tmp_path / "out", "data": release_folder}
    sc.study_all(**asked)
    ran.clear()
    monkeypatch.setattr(any_study, "run_study", _noted(ran, _failing))
    sc.study_all(**(asked | other))
    assert ran == list(NAMES)


def test_a_damaged_chapter_is_made_again(
    release_folder: Path, tmp_path: Path, ran: list[str]
) -> None:
    asked = {"draws": 5, "resume": tmp_path / "out", "data": release_folder}
    sc.study_all("CN", **asked)
    kept = next(tmp_path.glob(".out*/nesting.json"))
    kept.write_bytes(kept.read_bytes()[:1000])
    ran.clear()
    sc.study_all("CN", **asked)
    assert ran == ["nesting"]


def test_the_report_takes_the_kept_chapters_away(release_folder: Path, tmp_path: Path) -> None:
    whole = sc.study_all("CN", draws=5, resume=tmp_path / "out", data=release_folder)
    assert list(tmp_path.glob(".out*"))
    files = sc.reports.write_report(whole, tmp_path / "out", data=release_folder)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert json.loads(files.study_json.read_text()) == sc.reports.study_json(whole)
    appendix = files.page.with_name("appendix.html").read_text()
    for name in NAMES:
        assert f'id="study-{name}"' in appendix


def test_a_study_that_fails_leaves_the_others(
    release_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(any_study, "run_study", _failing)
    whole = sc.study_all("CN", draws=5, data=release_folder)
    told = sc.reports.study_json(whole)
    assert told["verdicts"]["C1"]["study"] == "nesting"
    assert told["verdicts"]["C5"]["verdict"] == CANNOT_TELL
    assert "none lies abroad" in told["verdicts"]["C5"]["sentence"]
    page = sc.reports.write_report(whole, tmp_path / "out", data=release_folder).page.read_text()
    assert "take another country" in page


def test_a_year_that_cannot_be_used_stops_all(release_folder: Path) -> None:
    with pytest.raises(InvalidArgument, match="as_of=1700"):
        sc.study_all("CN", as_of=1700, draws=5, data=release_folder)

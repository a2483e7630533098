"""A run over simulated worlds that was ended goes on where it was; its bars are read rightly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reference.study_worlds import Bar, Run, count_causal, table_of_bars

STORED = {
    "counts": {"none": {"found": 32, "n_worlds": 400}, "strong": {"found": 316, "n_worlds": 400}}
}


class Judge:
    """Judges worlds of two kinds; the second time it is asked for it breaks off, once."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, kind: str, n_worlds: int, _: Any) -> list[dict[str, Any]]:
        self.asked.append(kind)
        if len(self.asked) == 2:
            raise KeyboardInterrupt
        return [{"sentence": "Nothing."}] * n_worlds


def test_a_run_that_was_ended_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = Judge()
    run = Run("made_up", 1, ("a", "b"), judge, lambda rows: {"n_worlds": len(rows)},
              lambda rows: {"words": len(rows)}, lambda _: {}, folder=tmp_path)  # fmt: skip
    monkeypatch.setattr("sys.argv", ["run", "--worlds", "3", "--workers", "1"])
    with pytest.raises(KeyboardInterrupt):
        run.main()
    assert not run.out.exists()
    run.main()
    assert judge.asked == ["a", "b", "b"]
    stored = json.loads(run.out.read_text(encoding="utf-8"))
    assert stored["counts"] == {"a": {"n_worlds": 3}, "b": {"n_worlds": 3}}
    assert stored["words"] == {"a": 3, "b": 3}
    assert [path.name for path in tmp_path.iterdir()] == [run.out.name]


def test_more_worlds_of_one_kind_leave_the_others_as_they_are_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run("made_up", 1, ("a", "b"), lambda _kind, n, _: [{}] * n,
              lambda rows: {"n_worlds": len(rows)}, lambda rows: {"words": len(rows)},
              lambda _: {}, folder=tmp_path)  # fmt: skip
    monkeypatch.setattr("sys.argv", ["run", "--worlds", "3", "--workers", "1"])
    run.main()
    monkeypatch.setattr("sys.argv", ["run", "--worlds", "7", "--workers", "1", "--kinds", "b"])
    run.main()
    stored = json.loads(run.out.read_text(encoding="utf-8"))
    assert stored["counts"] == {"a": {"n_worlds": 3}, "b": {"n_worlds": 7}}
    assert stored["words"] == {"a": 3, "b": 7}


def test_worlds_of_a_kind_that_was_not_done_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []

    def judged(kind: str, n_worlds: int, _: Any, first: int) -> list[dict[str, Any]]:
        asked.append((first, n_worlds))
        if len(asked) == 2:
            raise KeyboardInterrupt
        return [{"number": number} for number in range(first, n_worlds)]

    run = Run("made_up", 1, ("a",), judged, lambda rows: {"n_worlds": len(rows)},
              lambda rows: {"numbers": [row["number"] for row in rows]}, lambda _: {},
              folder=tmp_path, at_once=2)  # fmt: skip
    monkeypatch.setattr("sys.argv", ["run", "--worlds", "5", "--workers", "1"])
    with pytest.raises(KeyboardInterrupt):
        run.main()
    run.main()
    assert asked == [(0, 2), (2, 4), (2, 4), (4, 5)]
    stored = json.loads(run.out.read_text(encoding="utf-8"))
    assert stored["numbers"] == {"a": [0, 1, 2, 3, 4]}
    assert "begun" not in stored


def test_each_kind_is_held_to_the_bar() -> None:
    rare = Bar("found without", ("none",), ("found",), most=0.075)
    often = Bar("found at twice", ("strong",), ("found",), least=0.8)
    assert [bar.holds(STORED, bar.kinds[0]) for bar in (rare, often)] == [False, False]
    assert rare.holds({"counts": {"none": {"found": 28, "n_worlds": 400}}}, "none")
    few = {"counts": {"none": {"found": 4, "n_worlds": 40}}}
    assert rare.holds(few, "none")
    assert not rare.holds({"counts": {"none": {"found": 12, "n_worlds": 40}}}, "none")
    lines = table_of_bars((rare, often), STORED).splitlines()
    assert lines[2] == "| found without | none | 8.0% | at most 7.5% | **no** |"
    assert lines[3] == "| found at twice | strong | 79.0% | at least 80.0% | **no** |"


def test_causal_words_are_counted() -> None:
    said = ["Flights go with ties.", "Flights cause ties.", "Ties are due to flights."]
    assert count_causal([{"sentence": sentence} for sentence in said]) == {"a causal word": 2}

"""`--format`: the PDF beside the page or alone, and a refusal before any work is done."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from report.typeset.read_pdf import all_words, closed
from sistercities.api import any_study
from sistercities.api.finished_studies import folder_beside

STUDY = ("study", "nesting", "--draws", "20")


def test_a_page_and_a_pdf_are_written_and_named(typed: Callable, tmp_path: Path) -> None:
    out = tmp_path / "out"
    came = typed(*STUDY, "--out", str(out), "--format", "pdf", "--format", "html")
    assert (came.code, came.err) == (0, "")
    assert f"Report: {out / 'report.html'}" in came.out
    assert f"As PDF: {out / 'report.pdf'}" in came.out
    said = all_words((out / "report.pdf").read_bytes())
    assert closed(came.out.splitlines()[0]) in said


@pytest.mark.parametrize("arguments", [("connectivity",), ("all", "--draws", "5")])
def test_any_study_can_be_a_pdf_alone(
    typed: Callable, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    out = tmp_path / "out"
    came = typed("study", *arguments, "--out", str(out), "--format", "pdf")
    assert came.code == 0
    assert f"Report: {out / 'report.pdf'}" in came.out
    assert "As PDF" not in came.out
    assert not (out / "report.html").exists()
    assert (out / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_without_the_extra_no_study_is_run(
    typed: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setattr(any_study, "run_study", None)
    came = typed(*STUDY, "--out", str(tmp_path / "out"), "--format", "pdf")
    assert (came.code, came.out) == (2, "")
    assert came.err.strip() == (
        "Error: the report as PDF needs typst, which is not installed; "
        "type: pip install 'sistercities[pdf]', in a checkout: pip install '.[pdf]'."
    )
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_of_all_studies_says_that_the_finished_ones_are_kept(
    typed: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "study-CN"

    def interrupted(*_: object, **__: object) -> None:
        folder_beside(out).mkdir()
        raise KeyboardInterrupt

    monkeypatch.setattr("sistercities.api.study_all", interrupted)
    said = typed("study", "all", "--out", str(out))
    assert said.code == 130
    assert "the same command goes on from there" in said.err
    assert "start over" not in said.err

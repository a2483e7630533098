"""Tables for LaTeX: whole rows, words as they are, nothing that LaTeX runs."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from report.made_up_result import many
from sistercities.report.latex_files import latex_table, parts_latex
from sistercities.report.latex_text import latex_text
from sistercities.report.nesting.look import nesting_latex
from sistercities.report.tables import Cell, Heading, ReportTable

NASTY = "50 % of R&D_x #1 {a} \\input{b} $c$ ~ ^ ●\u00a0yes \u22121"


def _rows(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.endswith(r" \\")]


def test_words_are_printed_and_not_run() -> None:
    written = latex_text(NASTY)
    plain = re.sub(
        r"\\(textbackslash|textasciitilde|textasciicircum)\{\}|\\[%&_#{}$]|\$-\$", "", written
    )
    assert not re.search(r"[\\%&#${}_^]", plain)
    assert "●" not in written


def test_each_row_has_a_cell_for_each_column_and_braces_close() -> None:
    headings = (
        Heading("a & b", is_number=False),
        Heading("n", "km"),
        Heading("c", is_number=False),
    )
    row = (Cell(NASTY, small="x & y"), Cell("1"), Cell("a long sentence of many words " * 4))
    text = latex_table(ReportTable(NASTY, headings, (row, row), (NASTY,)), "tab:x")
    rows = _rows(text)
    assert len(rows) == 3
    assert all(len(re.findall(r"(?<!\\)&", line)) == 2 for line in rows)
    assert len(re.findall(r"(?<!\\)\{", text)) == len(re.findall(r"(?<!\\)\}", text))
    for rule in (r"\toprule", r"\midrule", r"\bottomrule", r"\label{tab:x}"):
        assert text.count(rule) == 1


def test_rows_that_stay_off_paper_are_left_out() -> None:
    table = ReportTable("t", (Heading("a"),), tuple((Cell(str(k)),) for k in range(9)), n_printed=4)
    assert len(_rows(latex_table(table, "tab:t"))) == 1 + 4


def test_a_study_has_its_claims_and_numbers_as_tables() -> None:
    result = many()
    made = nesting_latex(result)
    assert {"verdicts.tex", "estimates.tex"} <= set(made)
    assert len(_rows(made["verdicts.tex"].decode())) == 1 + len(result.verdicts)
    assert set(nesting_latex(result, "nesting-")) == {f"nesting-{name}" for name in made}
    assert parts_latex(()) == {}


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="pdflatex is not installed (TeX Live)")
def test_latex_sets_every_table(tmp_path: Path) -> None:
    headings = (Heading("a & b", is_number=False), Heading("n", "km"))
    nasty = ReportTable(NASTY, headings, ((Cell(NASTY * 3, small=NASTY), Cell("1")),), (NASTY,))
    tables = [latex_table(nasty, "tab:x"), *map(bytes.decode, nesting_latex(many()).values())]
    head = r"\documentclass{article}\usepackage{booktabs,longtable,array}\begin{document}"
    # The made-up study has names in Chinese, which pdflatex has no letters for.
    body = re.sub(r"[\u2e80-\U0010ffff]", "x", "\n".join(tables))
    text = f"{head}\n{body}\n" + r"\end{document}"
    (tmp_path / "paper.tex").write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["pdflatex", "-no-shell-escape", "-halt-on-error", "-interaction=nonstopmode", "paper.tex"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]

"""The page on calibration shows what is stored, of every stored file."""

from __future__ import annotations

import re

import pytest

from reference.calibration_page import (
    HOLDING,
    NULL_ORDER,
    PAGE,
    ROOT,
    Line,
    coverages,
    sizes,
    stored,
    tables,
    with_tables,
)
from twolevel.calibrate.procedures import HOME_PROCEDURES, WHOLE_PROCEDURES

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_page_says_what_is_stored() -> None:
    assert with_tables(TEXT) == TEXT, "run `python tests/reference/calibration_page.py`"
    assert set(re.findall(r"<!-- (.+): begin -->", TEXT)) == set(tables())


def test_every_null_and_every_stored_case_has_a_row() -> None:
    assert set(NULL_ORDER) == {*HOME_PROCEDURES, *WHOLE_PROCEDURES}
    of_sizes = [line.worlds for line in sizes()]
    assert set(stored("mrqap")["size"]) <= set(of_sizes)
    assert len(of_sizes) == len({(line.method, line.worlds) for line in sizes()})
    of_coverage = {line.worlds for line in coverages()}
    assert set(stored("ratios")["cases"]) | set(stored("slopes")["cases"]) <= of_coverage


def test_a_rate_outside_its_promise_is_said_so() -> None:
    assert Line("x", "y", 0.07, 2000, (0.0, 0.065)).cells().endswith("at most 6.5%: **no** |")
    assert Line("x", "y", 0.03, 2000, (0.035, 0.065)).cells().endswith("3.5% to 6.5%: **no** |")
    assert Line("x", "y", 0.05, 2000, (0.035, 0.065)).cells().endswith("| 3.5% to 6.5% |")
    assert Line("x", "y", 0.05, 2000, None).cells().endswith("| – |")


def test_the_worlds_of_every_script_named_on_the_page_are_there() -> None:
    for script in re.findall(r"`(tests/reference/\w+\.py)`", TEXT):
        assert (ROOT / script).exists(), script
    assert set(HOLDING) <= {line.split(" |")[0][2:] for line in TEXT.splitlines()}


def test_the_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    exec(compile(block.replace("worlds=200", "worlds=5"), "calibration.md", "exec"), {})
    assert capsys.readouterr().out.startswith("degree-country rejected at 5% in ")

"""The index of methods: its examples run, its functions and pages exist, none is forgotten."""

from __future__ import annotations

import importlib
import inspect
import re
from pathlib import Path

import pytest

PAGES = Path(__file__).parents[2] / "docs" / "twolevel"
METHODS = PAGES.parent / "methods"
FIRST = (PAGES.parents[1] / "src" / "twolevel" / "README.md").read_text(encoding="utf-8")
INDEX = (PAGES / "README.md").read_text(encoding="utf-8")
ROWS = [line.split("|") for line in INDEX.splitlines() if line.startswith("|")][2:]
PATHS = sorted({path for row in ROWS for path in re.findall(r"`([a-z_.]+\.[a-z_]+)`", row[2])})


def test_the_examples_print_what_the_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    for code in re.findall(r"```python\n(.*?)```", INDEX, flags=re.DOTALL):
        exec(code, {})
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].split() == ["null", "observed", "mean", "sd", "ratio", "p", "moved", "strata"]
    nulls = ["region-labels", "upper-ties", "degree", "degree-country"]
    assert [line.split()[0] for line in printed[1:5]] == nulls
    assert {line.split()[1] for line in printed[1:5]} == {"6"}  # all but the last three
    assert printed[5].endswith("there is no interval.")
    assert float(printed[6]) > 1
    assert printed[7].startswith("('region-labels', 'upper-ties', 'degree', 'degree-totals'")


@pytest.mark.parametrize("path", PATHS)
def test_every_function_named_is_there_and_says_what_it_does(path: str) -> None:
    module, _, name = path.rpartition(".")
    function = getattr(importlib.import_module(f"twolevel.{module}"), name)
    said = function.__doc__
    assert len(said.splitlines()[0]) > 20
    arguments = set(inspect.signature(function).parameters) - {"arrays"}  # the network, always
    assert {one for one in arguments if not re.search(rf"\b{one}\b", said)} == set()
    assert "Raises\n" in said


@pytest.mark.parametrize("folder", [PAGES, METHODS], ids=lambda folder: folder.name)
def test_every_page_is_in_the_index_beside_it(folder: Path) -> None:
    index = (folder / "README.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(([a-z-]+\.md)\)", index))
    assert {page.name for page in folder.glob("*.md")} - {"README.md"} <= linked


def test_the_first_result_is_printed_as_it_comes(capsys: pytest.CaptureFixture[str]) -> None:
    code, printed = re.findall(r"```(?:python)?\n(.*?)```", FIRST, flags=re.DOTALL)
    exec(code, {})
    assert capsys.readouterr().out.split() == printed.split()

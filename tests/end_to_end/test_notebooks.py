"""The notebooks run on the data in the package, and hold no outputs that could be out of date."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def _cells(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_text(encoding="utf-8"))["cells"])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_holds_no_outputs(path: Path) -> None:
    held = json.loads(path.read_text(encoding="utf-8"))
    assert (held["nbformat"], held["nbformat_minor"]) == (4, 5)
    names = [cell["id"] for cell in held["cells"]]
    assert len(names) == len(set(names))
    for cell in held["cells"]:
        if cell["cell_type"] == "code":
            assert (cell["outputs"], cell["execution_count"]) == ([], None)


@pytest.mark.usefixtures("studies_run_once")
def test_the_main_numbers_are_those_of_the_studies(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SISTERCITIES_DATA", raising=False)
    names: dict[str, Any] = {}
    for cell in _cells(FOLDER / "main-numbers.ipynb"):
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
    said = capsys.readouterr().out
    assert names["nesting"].headline in said
    assert names["flights"].headline in said
    assert 0 < names["share_inside"] < 1
    assert set(names["correlations"]) == {"correlation_flights", "correlation_exports"}

"""The notebooks run on the data in the package, and hold no outputs that could be out of date."""

from __future__ import annotations

import json
import socket
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


def _run(name: str) -> dict[str, Any]:
    """Run the cells of a notebook in order; return the names that they leave."""
    names: dict[str, Any] = {}
    for cell in _cells(FOLDER / f"{name}.ipynb"):
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
    return names


@pytest.fixture
def on_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the release in the package, draw on no screen, and reach no network."""
    monkeypatch.delenv("SISTERCITIES_DATA", raising=False)
    monkeypatch.setenv("MPLBACKEND", "Agg")
    monkeypatch.setattr(socket.socket, "connect", _refused)


def _refused(*_: object) -> None:
    raise AssertionError("a notebook fetches nothing")


@pytest.mark.usefixtures("on_the_package")
def test_the_map_draws_each_tie_that_has_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    names = _run("map-of-ties")
    drawn = names["axes"].collections
    lines = names["ties"].geometry.dropna()
    parts = sum(1 if each.geom_type == "LineString" else len(each.geoms) for each in lines)
    assert sum(len(each.get_paths()) for each in drawn[1:]) == parts > 100
    assert f"{names['by_hand']:,.0f} km, shuffled" in capsys.readouterr().out


@pytest.mark.usefixtures("on_the_package")
def test_the_slopes_between_countries_are_those_of_statsmodels(
    capsys: pytest.CaptureFixture[str],
) -> None:
    names = _run("countries-ppml")
    slopes = names["answer"]["slope"]
    assert slopes["log_distance"] < 0 < slopes["border"]
    assert (names["answer"]["dyadic"] > 0).all()
    assert "times as many ties at twice the distance" in capsys.readouterr().out


@pytest.mark.usefixtures("studies_run_once")
def test_the_main_numbers_are_those_of_the_studies(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SISTERCITIES_DATA", raising=False)
    names = _run("main-numbers")
    said = capsys.readouterr().out
    assert names["nesting"].headline in said
    assert names["flights"].headline in said
    assert 0 < names["share_inside"] < 1
    assert set(names["correlations"]) == {"correlation_flights", "correlation_exports"}

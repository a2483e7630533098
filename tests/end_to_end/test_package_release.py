"""The release in the package: whole, small, and answering."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import fastjsonschema
import pandas as pd
import pytest

import sistercities as sc
from sistercities.cli.outcome import run
from sistercities.dataset.release.store import open_release

ROOT = Path(__file__).parents[2]
MEGABYTE = 1_000_000


@pytest.fixture(autouse=True)
def _data_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SISTERCITIES_DATA", raising=False)


@pytest.mark.usefixtures("studies_run_once")
def test_the_release_is_whole_and_small() -> None:
    check = sc.releases.verify_data()
    assert check.checked
    folder = Path(check.folder)
    assert folder == ROOT / "src" / "sistercities" / "data"
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 20 * MEGABYTE


def test_ningbo_answers_in_any_script() -> None:
    held = {
        name: {tie.tie_id for tie in sc.ties_of(name)} for name in ("宁波", "Ningbo", "Ning-po")
    }
    assert held["宁波"]
    assert held["宁波"] == held["Ningbo"] == held["Ning-po"]


@pytest.mark.parametrize("name", ["北京", "Shanghai", "Chongqing", "Berlin", "Seoul"])
def test_a_dual_place_is_one_place(name: str) -> None:
    card = sc.place(name)
    assert card.is_dual
    assert card.ties["dual"] == card.ties["total"] > 0


def test_a_city_is_not_its_region() -> None:
    assert sc.place("Osaka (city)").place_id != sc.place("Osaka (region1)").place_id


def test_every_tie_leads_to_the_lines_of_its_sources() -> None:
    held, lines = sc.ties(), sc.claims()
    assert set(held["tie_id"]) == set(lines["tie_id"].dropna())
    with open_release() as release:
        events = release.frame("tie_events")
    # A statement on all ties of two countries is an event without a line of its own.
    told = pd.concat([lines, events]).dropna(subset=["tie_id"])
    behind = told.groupby("tie_id")["source_id"].agg(lambda ids: " ".join(sorted(set(ids))))
    assert (held.set_index("tie_id")["sources"] == behind.reindex(held["tie_id"])).all()


def test_every_listed_tie_obeys_the_schema() -> None:
    schema = json.loads((ROOT / "docs" / "schemas" / "ties.json").read_text(encoding="utf-8"))
    check = fastjsonschema.compile(schema)
    for name in ("Ningbo", "Zhejiang", "Beijing", "Shenyang", "Strasbourg"):
        check([tie.to_json() for tie in sc.ties_of(name)])


def _printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert run(["study", "nesting", "--json", *arguments]) == 0
    held: dict[str, Any] = json.loads(capsys.readouterr().out)
    return held


@pytest.mark.usefixtures("studies_run_once")
def test_the_study_of_china_keeps_its_promise(capsys: pytest.CaptureFixture[str]) -> None:
    """On the command line it is what a program is given, and obeys its schema."""
    alone = sc.study_nesting("CN", draws=1000, seed=1)
    given = json.loads(json.dumps(sc.reports.study_json(alone), ensure_ascii=False))
    assert given == _printed(capsys, "--draws", "1000")
    schema = (ROOT / "docs" / "schemas" / "study-nesting.json").read_text(encoding="utf-8")
    fastjsonschema.compile(json.loads(schema))(given)
    assert set(given["nulls"]) == {"degree-country", "degree", "upper-ties", "region-labels"}
    assert set(given["verdicts"]) == {"C1", "C2", "C3"}
    tied = sc.dyads("CN", of="ties")
    assert given["estimates"]["share_inside"]["n"] == len(tied)
    assert tied["has_upper_tie"].mean() == pytest.approx(
        given["estimates"]["share_inside"]["value"]
    )


def test_two_workers_give_the_numbers_of_one(capsys: pytest.CaptureFixture[str]) -> None:
    """Of South Korea, with all models of China and a tenth of the work; 251 draws are two jobs."""
    of_korea = ("--country", "KR", "--draws", "251")
    alone = _printed(capsys, *of_korea, "--workers", "1")
    assert set(alone["nulls"]) == {"degree-country", "degree", "upper-ties", "region-labels"}
    assert _printed(capsys, *of_korea, "--workers", "2") == alone

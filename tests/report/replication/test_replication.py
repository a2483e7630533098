"""The folder `replication`: its scripts run alone, and give the numbers that the report has."""

from __future__ import annotations

import csv
import io
import json
import runpy
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import spearmanr
from statsmodels.tools.sm_exceptions import ModelWarning

import sistercities as sc
from sistercities import reports
from sistercities.errors import InvalidArgument, OutputError
from sistercities.report.replication import connectivity, diplomacy, homes, world
from sistercities.report.replication.folder import ALWAYS, SCRIPTS
from sistercities.report.replication.numbers import HeadlineNumber, numbers_csv
from sistercities.studies.diplomacy.parts import estimate_part
from sistercities.studies.world.models import fit_world
from studies.made_up_world import made_up_pairs
from studies.test_diplomacy_parts import made_up_table
from twolevel.rates.random_effects import random_effects

HERE = Path(homes.__file__).parent / "scripts"
RSCRIPT = shutil.which("Rscript")
WITHOUT_R = "Rscript is not installed (Debian: r-base-core), so replicate.R is not run here"
LANGUAGES = ("python", pytest.param("R", marks=pytest.mark.skipif(not RSCRIPT, reason=WITHOUT_R)))


def run(folder: Path, language: str) -> subprocess.CompletedProcess[str]:
    """Run a script of a folder as its reader would, in isolation from this package.

    To start with what the script imports takes longer than all that it does: `run_here` is the same
    for the tests that ask what it computes.
    """
    program = {
        "python": [sys.executable, "-I", "-W", "error", str(folder / "replicate.py")],
        "R": [str(RSCRIPT), "--vanilla", str(folder / "replicate.R")],
    }[language]
    return subprocess.run(program, capture_output=True, text=True, check=False, cwd="/")


def run_here(folder: Path, language: str) -> subprocess.CompletedProcess[str]:
    """Run a script in Python in this process, in R in its own."""
    if language != "python":
        return run(folder, language)
    out, err, code = io.StringIO(), io.StringIO(), None
    with redirect_stdout(out), redirect_stderr(err), warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", ModelWarning)  # of these statsmodels says all, on any -W
        try:
            runpy.run_path(str(folder / "replicate.py"), run_name="__main__")
        except SystemExit as ended:
            code = ended.code
    return subprocess.CompletedProcess([], int(code or 0), out.getvalue(), err.getvalue())


def numbers_of(folder: Path) -> dict[str, float]:
    rows = csv.DictReader(io.StringIO((folder / "numbers.csv").read_text(encoding="utf-8")))
    return {row["id"]: float(row["value"]) for row in rows}


def laid(folder: Path, tables: dict[str, bytes], numbers: list[HeadlineNumber]) -> Path:
    folder.mkdir()
    for name in SCRIPTS:
        shutil.copy(HERE / name, folder / name)
    for name, content in {**tables, "numbers.csv": numbers_csv(numbers)}.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def written(release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the report of the nesting study of the drawn world."""
    result = sc.study_nesting(draws=2000, data=release_folder)
    out = tmp_path_factory.mktemp("nesting") / "out"
    files = reports.write_report(result, out, replication=True, data=release_folder)
    assert {out / name for name in ALWAYS} <= set(files.others)
    return out


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_script_gives_the_numbers_of_nesting_again(written: Path, language: str) -> None:
    done = run(written / "replication", language)
    assert done.returncode == 0, done.stdout + done.stderr
    held = json.loads((written / "study.json").read_text(encoding="utf-8"))["estimates"]
    told = numbers_of(written / "replication")
    assert {"share_inside", "share_no_upper", "upper_served", "expected_inside"} <= set(told)
    for name in set(told) - {"expected_inside"}:
        assert told[name] == held[name]["value"]
        assert name in done.stdout


def test_a_study_of_one_region_is_computed_again_from_its_ties(
    release_folder: Path, tmp_path: Path
) -> None:
    given = {"draws": 2000, "data": release_folder}
    whole, result = sc.study_nesting(**given), sc.study_nesting(region="CN-91", **given)
    assert result.estimates["share_inside"].n < whole.estimates["share_inside"].n
    out = tmp_path / "out"
    reports.write_report(result, out, replication=True, data=release_folder)
    done = run_here(out / "replication", "python")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_script_says_which_number_is_off(written: Path, tmp_path: Path, language: str) -> None:
    folder = shutil.copytree(written / "replication", tmp_path / "replication")
    text = (folder / "numbers.csv").read_text(encoding="utf-8")
    value = repr(numbers_of(folder)["share_inside"])
    (folder / "numbers.csv").write_text(text.replace(value, "0.987654"), encoding="utf-8")
    done = run_here(folder, language)
    assert done.returncode == 1, done.stdout + done.stderr
    off = [line for line in done.stdout.splitlines() if " more than " in line]
    assert len(off) == 1
    assert "share_inside" in off[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_script_gives_the_ratios_of_pairs_of_countries_again(
    tmp_path: Path, language: str
) -> None:
    pairs = made_up_pairs(1)
    fit = fit_world(pairs)
    ratios = {name: fit.interval(name).value for name in fit.names}
    numbers = [
        HeadlineNumber("world", name, name, value) for name, value in ratios.items() if value
    ]
    assert len(numbers) == len(fit.names) > 5
    folder = laid(tmp_path / "replication", {"country_pairs.csv": world.pairs_csv(pairs)}, numbers)
    done = run_here(folder, language)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("spread", [0.0, 0.6])
def test_a_script_gives_the_mean_over_countries_again(
    tmp_path: Path, language: str, spread: float
) -> None:
    logs = [0.5 + spread * each for each in (-1.2, -0.4, 0.1, 0.6, 1.3)]
    errors = [0.3, 0.2, 0.4, 0.25, 0.35]
    rows = [
        {"country": f"Land {k}", "enters": k > 0, "ratio": r, "low": low, "high": high}
        for k, (r, low, high) in enumerate(_ends([9.0, *logs], [0.1, *errors]))
    ]
    mean = random_effects(logs, errors)
    parts = [
        {"id": "C3.homes", "value": _exp(mean.mean), **_low_high(mean.interval())},
        {"id": "C3.one-more", "value": _exp(mean.mean), **_low_high(mean.prediction())},
    ]
    made = homes.replicate_homes({"tables": {"homes": rows}, "parts": parts}, None)  # type: ignore[arg-type]
    assert len(made.numbers) == 5
    folder = laid(tmp_path / "replication", dict(made.tables), list(made.numbers))
    done = run_here(folder, language)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_script_gives_the_rank_correlations_again(tmp_path: Path, language: str) -> None:
    """Unknown exports are no exports of nothing, and equal cities share a rank."""
    rng = np.random.default_rng(3)
    ties, flights = rng.poisson(4, 40), rng.poisson(3, 40)
    exports = [None if k % 7 == 0 else float(one) for k, one in enumerate(rng.normal(9, 2, 40))]
    cities = pd.DataFrame({"ties": ties, "destinations": flights, "exports": exports})
    rows = [{"name": f"City {k}", **row} for k, row in enumerate(cities.to_dict("records"))]
    regions = [{"name": f"Land {k}", "ties": k % 5, "visitors": k / 3} for k in range(12)]
    known = cities.dropna()
    values = {
        "flights": spearmanr(cities["ties"], cities["destinations"]).statistic,
        "exports": spearmanr(known["ties"], known["exports"].astype(float)).statistic,
    }
    parts = [{"part": name, "value": float(value)} for name, value in values.items()]
    tables = {"cities": _with_nones(rows), "visitors": regions}
    made = connectivity.replicate_connectivity({"tables": tables, "parts": parts}, None)  # type: ignore[arg-type]
    assert [one.id for one in made.numbers] == ["flights", "exports"]
    done = run_here(laid(tmp_path / "replication", dict(made.tables), list(made.numbers)), language)
    assert done.returncode == 0, done.stdout + done.stderr


def _with_nones(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: None if value != value else value for key, value in row.items()} for row in rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_script_gives_the_ratios_of_rivals_and_votes_again(tmp_path: Path, language: str) -> None:
    table = made_up_table(5, rivals=0.5, votes=1.4)
    ends = {name: estimate_part(name, table).interval.value for name in ("rivals", "far")}
    numbers = [HeadlineNumber("diplomacy", name, name, value)
               for name, value in ends.items() if value is not None]  # fmt: skip
    assert len(numbers) == 2
    tables = {"country_periods.csv": diplomacy.periods_csv(table)}
    done = run_here(laid(tmp_path / "replication", tables, numbers), language)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_without_such_numbers_is_no_failure(tmp_path: Path, language: str) -> None:
    done = run_here(laid(tmp_path / "replication", {}, []), language)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no number" in done.stdout


def _exp(value: float) -> float:
    return float(2.718281828459045**value)


def _low_high(ends: tuple[float, float]) -> dict[str, float]:
    return {"low": _exp(ends[0]), "high": _exp(ends[1])}


def _ends(logs: list[float], errors: list[float]) -> list[tuple[float, float, float]]:
    reach = [1.959963984540054 * error for error in errors]
    return [(_exp(y), _exp(y - each), _exp(y + each)) for y, each in zip(logs, reach, strict=True)]


def test_the_tables_are_the_ties_of_the_network(written: Path, release_folder: Path) -> None:
    held = json.loads((written / "study.json").read_text(encoding="utf-8"))
    for name, n in (
        ("city_ties.csv", held["estimates"]["share_inside"]["n"]),
        ("region_ties.csv", held["estimates"]["upper_served"]["n"]),
    ):
        text = (written / "replication" / name).read_text(encoding="utf-8")
        ids = [row["tie_id"] for row in csv.DictReader(io.StringIO(text))]
        assert len(set(ids)) == len(ids) == n


def test_the_readme_names_every_table_and_number(written: Path) -> None:
    folder = written / "replication"
    page = (folder / "README.md").read_text(encoding="utf-8")
    for name in (*numbers_of(folder), *(path.name for path in folder.glob("*.csv"))):
        assert f"`{name}`" in page


def test_a_file_of_the_reader_in_the_folder_stays(
    written: Path, release_folder: Path, tmp_path: Path
) -> None:
    out = shutil.copytree(written, tmp_path / "out")
    (out / "replication" / "numbers.csv").write_text("mine\n", encoding="utf-8")
    before = (out / "study.json").read_bytes()
    result = sc.study_nesting(draws=50, seed=2, data=release_folder)
    with pytest.raises(OutputError, match=r"numbers\.csv"):
        reports.write_report(result, out, replication=True, data=release_folder)
    assert (out / "replication" / "numbers.csv").read_text(encoding="utf-8") == "mine\n"
    assert (out / "study.json").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("hubs", "--out", "x"), "nesting, connectivity, diplomacy, homes, world or all"),
        (("nesting",), "--out"),
    ],
)
def test_what_cannot_be_done_is_said_before_the_study_is_run(
    typed: Callable[..., Any],
    words: tuple[str, ...],
    wanted: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: Any, **__: Any) -> None:
        raise AssertionError

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sistercities.api.any_study.run_study", never)
    came = typed("study", *words, "--replication")
    assert came.code != 0
    assert wanted in came.err
    assert list(tmp_path.iterdir()) == []


def test_a_report_of_all_studies_has_what_can_be_computed_again(
    typed: Callable[..., Any], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    came = typed("study", "all", "--draws", "200", "--out", str(out), "--replication")
    assert came.code == 0
    assert f"python {out / 'replication' / 'replicate.py'}" in came.out
    assert "share_inside" in numbers_of(out / "replication")
    assert (out / "replication" / "city_links.csv").is_file()
    done = run_here(out / "replication", "python")
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.name for path in (out / "replication").iterdir()} >= set(SCRIPTS)
    assert (out / "parts.tex").exists()
    assert (out / "nesting-verdicts.tex").exists()
    assert "@misc{sistercities-all-CN" in (out / "cite.bib").read_text(encoding="utf-8")


def test_the_api_refuses_it_of_a_study_without_scripts(
    release_folder: Path, tmp_path: Path
) -> None:
    result = sc.study("hubs", data=release_folder)
    with pytest.raises(InvalidArgument, match="replication"):
        reports.write_report(result, tmp_path / "out", replication=True, data=release_folder)
    assert not (tmp_path / "out").exists()

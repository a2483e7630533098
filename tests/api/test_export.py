"""The exported files: read back as a researcher would, described column by column."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import sistercities as sc
from sistercities.errors import InvalidArgument, OutputError
from sistercities.report.export_formats.csv_pieces import csv_header, csv_rows
from sistercities.report.own_files import LIST
from sistercities.terms.spreadsheet_text import plain_text


@pytest.fixture(scope="module")
def exported(release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "made"
    sc.export(folder, data=release_folder)
    return folder


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, keep_default_na=False, na_values="")


def test_every_column_is_in_the_codebook_and_the_other_way_round(exported: Path) -> None:
    book = _read(exported / "codebook.csv")
    for path in sorted(exported.glob("*.csv")):
        if path.name != "codebook.csv":
            listed = list(book[book["file"] == path.name]["column"])
            assert listed == list(_read(path).columns)
    assert book["meaning"].notna().all()
    years = book[book["column"].isin(["start_year", "as_of"])]
    assert set(years["unit"]) == {"year"}


def test_files_hold_what_the_frames_hold(exported: Path, release_folder: Path) -> None:
    held = _read(exported / "ties.csv")
    assert list(held["tie_id"]) == list(sc.ties(data=release_folder)["tie_id"])
    pairs = _read(exported / "dyads.csv")
    frame = sc.dyads(data=release_folder)
    assert list(pairs["n_ties"]) == list(frame["n_ties"])
    assert list(pairs["has_upper_tie"]) == list(frame["has_upper_tie"])


def test_rows_are_counted_and_licences_named(release_folder: Path, tmp_path: Path) -> None:
    written = sc.export(tmp_path / "made", country="CN", as_of=2000, data=release_folder)
    assert written.as_of == 2000
    for file, n in written.rows.items():
        assert len(_read(tmp_path / "made" / file)) == n
    said = (tmp_path / "made" / "README.txt").read_text(encoding="utf-8")
    assert "CC-BY-SA-4.0" in said
    assert "ties alive in 2000" in said


def test_an_older_export_is_replaced_and_other_files_stay(
    release_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "ties.csv").write_text("old")
    sc.export(tmp_path, replace=True, data=release_folder)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert (tmp_path / "ties.csv").read_text(encoding="utf-8").startswith("tie_id,")


def test_a_name_that_looks_like_a_formula_is_text() -> None:
    frame = pd.DataFrame({"name": ["=1+1", "Ningwan", None, "-"], "lon": [-1.5, 2.0, 3.0, None]})
    lines = (csv_header(frame.columns) + bytes(csv_rows(frame))).decode().splitlines()
    assert lines == ["name,lon", "'=1+1,-1.5", "Ningwan,2.0", ",3.0", "'-,"]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\rA", "\nA", "＝1+1", "＋1+1",
     "－1+1", "＠SUM(1)", "−1+1", "﹦1", " =1+1", "\u3000＝1", "\ufeff=1", "\u200b=1"],
)  # fmt: skip
def test_no_spreadsheet_runs_a_cell_whatever_its_sign(text: str) -> None:
    assert plain_text(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["-1.5", "+3", "-1e-5", "Ningwan", "1-2", "'=1", "", "– or", "a=b"]
)
def test_numbers_and_names_stay_as_they_are(text: str) -> None:
    assert plain_text(text) == text


def test_the_readme_says_so(exported: Path) -> None:
    said = (exported / "README.txt").read_text(encoding="utf-8")
    assert "A text that begins with = + - or @ has a single quote before it" in said


@pytest.mark.parametrize("name", ["", " ", "a\0b"])
def test_an_empty_name_is_no_folder(name: str, release_folder: Path) -> None:
    with pytest.raises(InvalidArgument, match="give the name of a folder, as in 'study-CN'"):
        sc.export(name, data=release_folder)


def test_an_earlier_export_is_replaced_as_a_whole_and_other_files_stay(
    release_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "made"
    sc.export(folder, data=release_folder)
    (folder / "mine.csv").write_text("mine")
    sc.export(folder, tables=["nodes"], data=release_folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        LIST, "README.txt", "codebook.csv", "datapackage.json", "mine.csv", "nodes.csv",
    ]  # fmt: skip
    sc.export(folder, format="graphml", data=release_folder)
    assert not (folder / "nodes.csv").exists()


@pytest.mark.parametrize("description", ["{", "[]", '{"name": "theirs", "resources": []}'])
def test_a_foreign_description_is_not_followed(
    description: str, release_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "data.csv").write_text("theirs")
    (tmp_path / "datapackage.json").write_text(description)
    with pytest.raises(OutputError, match=r"datapackage\.json .* overwrite it with --replace"):
        sc.export(tmp_path, tables=["nodes"], data=release_folder)
    assert (tmp_path / "datapackage.json").read_text() == description
    sc.export(tmp_path, tables=["nodes"], replace=True, data=release_folder)
    assert (tmp_path / "data.csv").read_text() == "theirs"


def test_ties_of_the_reader_are_not_overwritten(
    release_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ties.csv").write_text("mine")
    with pytest.raises(OutputError, match=r"ties\.csv .* name another folder"):
        sc.export(".", data=release_folder)
    assert [path.name for path in tmp_path.iterdir()] == ["ties.csv"]
    assert (tmp_path / "ties.csv").read_text() == "mine"


def test_a_table_changed_by_hand_is_not_removed_as_stale(
    release_folder: Path, tmp_path: Path
) -> None:
    sc.export(tmp_path / "made", data=release_folder)
    (tmp_path / "made" / "claims.csv").write_text("mine now")
    sc.export(tmp_path / "made", tables=["nodes"], data=release_folder)
    assert (tmp_path / "made" / "claims.csv").read_text() == "mine now"
    assert not (tmp_path / "made" / "ties.csv").exists()


def test_a_description_that_leads_out_of_the_folder_removes_nothing(
    release_folder: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("whole")
    made = tmp_path / "made"
    made.mkdir()
    named = {"name": "sistercities-export", "resources": [{"path": "../outside.csv"}, {}]}
    (made / "datapackage.json").write_text(json.dumps(named))
    sc.export(made, tables=["nodes"], replace=True, data=release_folder)
    named["resources"] = [{"path": "../outside.csv"}, {"path": str(outside)}]
    (made / "datapackage.json").write_text(json.dumps(named))
    sc.export(made, tables=["nodes"], replace=True, data=release_folder)
    assert outside.read_text() == "whole"

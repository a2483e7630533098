"""`frictionless validate` of every format: it holds, and it finds what was changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import frictionless
import geopandas
import pandas as pd
import pyarrow.parquet as pq
import pytest

from sistercities.report.export_formats.formats import FORMATS


def _resources(folder: Path) -> dict[str, dict[str, Any]]:
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return {each["path"]: each for each in described["resources"]}


def _errors(folder: Path) -> set[str]:
    report = frictionless.Package(folder / "datapackage.json").validate()
    return {kind for (kind,) in report.flatten(["type"])}


@pytest.mark.parametrize("format", FORMATS)
def test_the_package_of_every_format_is_valid(exported: Callable[[str], Path], format: str) -> None:
    folder = exported(format)
    report = frictionless.Package(folder / "datapackage.json").validate()
    assert report.valid, report.flatten(["title", "fieldName", "note"])
    assert {task.place for task in report.tasks} == set(_resources(folder))
    read = {task.place for task in report.tasks if task.type == "table"}
    tables = {name for name in _resources(folder) if name.endswith((".csv", ".parquet"))}
    assert read == tables


@pytest.mark.parametrize("format", FORMATS)
def test_one_other_byte_in_a_file_is_found(
    exported: Callable[[str], Path], tmp_path: Path, format: str
) -> None:
    """Both sums of each file are stated, so that a reader finds it; of two files it is tried."""
    folder = exported(format)
    resources = _resources(folder)
    plain = [name for name in resources if not name.endswith(".parquet")]
    for name in plain:
        content = (folder / name).read_bytes()
        assert resources[name]["hash"] == f"sha256:{sha256(content).hexdigest()}", name
        assert resources[name]["bytes"] == len(content), name
    for name in {min(plain), max(plain)}:
        copy = _copied(folder, tmp_path / name)
        content = bytearray((copy / name).read_bytes())
        content[-2] ^= 1
        (copy / name).write_bytes(bytes(content))
        assert "hash-count" in _errors(copy), name
        (copy / name).write_bytes(bytes(content) + b"\n")
        assert "byte-count" in _errors(copy), name


def _copied(folder: Path, to: Path) -> Path:
    """Copy the files of an export that can be read fast, and describe these alone."""
    to.mkdir()
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    described["resources"] = [each for each in described["resources"] if each["path"] == to.name]
    for each in described["resources"]:
        each.get("schema", {}).pop("foreignKeys", None)
    (to / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    (to / to.name).write_bytes((folder / to.name).read_bytes())
    return to


def _with(table: Any, name: str, values: Any) -> Any:
    changed = table.set_column(table.column_names.index(name), name, values)
    return changed.replace_schema_metadata(None)  # pandas would turn the texts back into numbers


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda ties: ties.slice(1), "row-count"),
        (lambda ties: ties.drop_columns(["status"]), "missing-label"),
        (lambda ties: ties.take([0, *range(len(ties) - 1)]), "primary-key"),
        (lambda ties: _with(ties, "start_year", ties["start"]), "type-error"),
    ],
    ids=["a row less", "a column less", "a row twice", "a text for a year"],
)
@pytest.mark.parametrize("format", ["parquet", "geoparquet"])
def test_a_parquet_file_is_read_row_by_row(
    exported: Callable[[str], Path], tmp_path: Path, format: str, change: Any, error: str
) -> None:
    copy = _copied(exported(format), tmp_path / "ties.parquet")
    assert _errors(copy) == set()
    pq.write_table(change(pq.read_table(copy / "ties.parquet")), copy / "ties.parquet")
    assert error in _errors(copy)


def test_every_column_of_geoparquet_is_described(exported: Callable[[str], Path]) -> None:
    folder = exported("geoparquet")
    book = pd.read_csv(folder / "codebook.csv", keep_default_na=False)
    for name in ("nodes.parquet", "ties.parquet"):
        there = pq.read_schema(folder / name).names
        fields = {each["name"]: each for each in _resources(folder)[name]["schema"]["fields"]}
        assert list(fields) == there == list(book[book["file"] == name]["column"])
        assert fields["geometry"]["description"].endswith("WKB")
        assert (fields["geometry"]["type"], fields["bbox"]["type"]) == ("any", "object")
    nodes = geopandas.read_parquet(folder / "nodes.parquet")
    east = geopandas.read_parquet(folder / "nodes.parquet", bbox=(90, 0, 150, 60))
    assert set(east["place_id"]) == set(nodes[nodes["longitude"].between(90, 150)]["place_id"])
    assert 0 < len(east) < len(nodes)

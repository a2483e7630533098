"""Reading a release: light, typed, and never a damaged one."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import world
from sistercities.dataset import store
from sistercities.dataset.store import open_release
from sistercities.errors import ReleaseError
from sistercities.terms.tables import TABLES


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world.write_world(tmp_path_factory.mktemp("world"))


@pytest.fixture
def release(drawn: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(drawn, tmp_path / "release"))


def test_every_table_is_a_view_with_its_columns(drawn: Path) -> None:
    with open_release(drawn) as opened:
        for table in TABLES:
            columns = opened.query(f"DESCRIBE {table.name}")
            assert [row["column_name"] for row in columns] == list(table.column_names)


def test_a_query_takes_parameters_and_gives_dicts(drawn: Path) -> None:
    with open_release(drawn) as opened:
        rows = opened.query("SELECT name, level FROM places WHERE place_id = ?", [world.NINGWAN])
    assert rows == [{"name": "Ningwan", "level": "city"}]


def test_a_frame_keeps_missing_missing(drawn: Path) -> None:
    with open_release(drawn) as opened:
        ties = opened.frame("ties").set_index("tie_id")
    undated = ties.loc[f"{world.SAKURAI}~{world.SONGGANG}"]
    assert undated["start_year"] is pd.NA
    assert ties["start_year"].dtype == "Int64"
    assert ties["n_claims"].dtype == "int64"


def test_a_query_imports_neither_pandas_nor_pyarrow(drawn: Path) -> None:
    code = (
        "import sys\n"
        "from sistercities.dataset.store import open_release\n"
        "from sistercities.dataset.lookup import find_place\n"
        "with open_release(sys.argv[1]) as release:\n"
        "    place = find_place(release, 'Ning-wan')\n"
        "    release.query('SELECT * FROM ties')\n"
        "print(place.place_id, {'pandas', 'pyarrow', 'scipy', 'numpy'} & set(sys.modules))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(drawn)], capture_output=True, text=True, check=True
    )
    assert run.stdout.split()[0] == world.NINGWAN
    assert run.stdout.split(" ", 1)[1].strip() == "set()"


def test_the_environment_names_the_folder(drawn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(store.ENVIRONMENT, str(drawn))
    with open_release() as opened:
        assert opened.folder == drawn
        assert opened.version == "0.0.0-world"


def test_without_a_name_the_folder_is_that_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(store.ENVIRONMENT, raising=False)
    assert store.default_folder() == Path(store.__file__).parents[1] / "data"


def _refusal(folder: Path) -> str:
    with pytest.raises(ReleaseError) as refused:
        open_release(folder)
    assert "make build" in str(refused.value) or "install" in str(refused.value)
    return str(refused.value)


def test_a_missing_file_is_named(release: Path) -> None:
    (release / "ties.parquet").unlink()
    assert "ties.parquet: is missing" in _refusal(release)


def test_a_truncated_file_is_named_with_both_sizes(release: Path) -> None:
    path = release / "names.parquet"
    whole = path.read_bytes()
    path.write_bytes(whole[:-100])
    message = _refusal(release)
    assert f"names.parquet: has {len(whole) - 100} bytes" in message
    assert str(len(whole)) in message


def test_one_changed_byte_is_found(release: Path) -> None:
    path = release / "claims.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    assert "claims.parquet: differs from its checksum" in _refusal(release)


def test_a_foreign_parquet_file_is_refused(release: Path) -> None:
    pq.write_table(pa.table({"x": [1, 2, 3]}), release / "places.parquet")
    assert "places.parquet" in _refusal(release)


def test_a_folder_without_manifest_is_refused(tmp_path: Path) -> None:
    assert "datapackage.json: is missing" in _refusal(tmp_path)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "is not JSON"),
        ("[]", "does not describe a sistercities release"),
        ('{"name": "other"}', "does not describe a sistercities release"),
        ('{"name": "sistercities-release", "format": 99}', "format 99"),
        ('{"name": "sistercities-release", "format": 1}', "lacks what a manifest must hold"),
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(release: Path, text: str, problem: str) -> None:
    (release / "datapackage.json").write_text(text, encoding="utf-8")
    assert problem in _refusal(release)


def test_a_manifest_that_lacks_a_table_is_refused(release: Path) -> None:
    path = release / "datapackage.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["resources"] = [one for one in manifest["resources"] if one["name"] != "ties"]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert "['ties']" in _refusal(release)

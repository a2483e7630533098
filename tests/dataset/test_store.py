"""Reading a release: light, typed, and never a damaged one."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import world
from release_build.writing.release_files import verify_release
from sistercities.dataset.release import store
from sistercities.dataset.release.store import open_release
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
        "from sistercities.dataset.release.store import open_release\n"
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
    assert store.default_folder() == Path(store.__file__).parents[2] / "data"


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


def _manifest(release: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((release / "datapackage.json").read_text("utf-8"))
    return manifest


def _say(release: Path, manifest: object) -> None:
    (release / "datapackage.json").write_text(json.dumps(manifest), encoding="utf-8")


def _restate(release: Path, name: str) -> None:
    """Make the manifest agree with the bytes and the rows of a file that was put there."""
    manifest = _manifest(release)
    path = release / f"{name}.parquet"
    resource = next(one for one in manifest["resources"] if one["name"] == name)
    content = path.read_bytes()
    resource["bytes"] = len(content)
    resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
    _say(release, manifest)


def _set(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda manifest: manifest.__setitem__(key, value)


def _set_first(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda manifest: manifest["resources"][0].__setitem__(key, value)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (_set_first("path", "../good.parquet"), "places stands in '../good.parquet'"),
        (_set_first("path", "pl[a]ces.parquet"), "places stands in 'pl[a]ces.parquet'"),
        (_set_first("path", "places.parquet\0"), "places stands in"),
        (_set_first("path", ["places.parquet"]), "places stands in"),
        (_set_first("name", "secrets"), "does not know: ['secrets']"),
        (_set_first("name", {"places": 1}), "does not know"),
        (_set_first("bytes", float("inf")), "bytes of places is inf"),
        (_set_first("bytes", True), "bytes of places is True"),
        (_set_first("rows", -1), "rows of places is -1"),
        (_set_first("hash", "md5:00"), "hash of places is 'md5:00'"),
        (_set_first("content_sha256", "0"), "content_sha256 of places is '0'"),
        (_set("content_sha256", {"a": 1}), "content_sha256 is {'a': 1}"),
        (_set("content_sha256", "F" * 64), "content_sha256 is 'FFF"),
        (_set("version", {"a": 1}), "version is {'a': 1}"),
        (_set("version", "1\x1b[31m"), "version is '1\\x1b[31m'"),
        (_set("version", ""), "version is ''"),
        (_set("resources", {"places": 1}), "resources that are not a list"),
        (lambda manifest: manifest["resources"].append(manifest["resources"][0]), "twice"),
        (lambda manifest: manifest["resources"].reverse(), "another order"),
        (lambda manifest: manifest["resources"][0].pop("rows"), "must hold: rows"),
    ],
)
def test_what_no_manifest_of_ours_says_is_refused(
    release: Path, change: Callable[[dict[str, Any]], None], problem: str
) -> None:
    manifest = _manifest(release)
    change(manifest)
    _say(release, manifest)
    said = _refusal(release)
    assert problem in said
    assert "datapackage.json" in said
    assert said.isprintable()


def test_a_manifest_nested_without_end_is_refused(release: Path) -> None:
    (release / "datapackage.json").write_text("[" * 200_000, encoding="utf-8")
    assert "datapackage.json: is nested too deeply" in _refusal(release)


def test_a_folder_whose_name_is_a_pattern_is_read_itself(drawn: Path, tmp_path: Path) -> None:
    meant = Path(shutil.copytree(drawn, tmp_path / "level=city" / "release[12]"))
    other = Path(shutil.copytree(drawn, tmp_path / "level=city" / "release1"))
    table = pq.read_table(other / "ties.parquet", partitioning=None)
    pq.write_table(table.slice(0, 1), other / "ties.parquet")
    with open_release(meant) as opened:
        assert opened.query("SELECT count(*) AS n FROM ties") == [{"n": len(world.TIES)}]
        assert len(opened.frame("ties")) == len(world.TIES)
        assert len(opened.query("SELECT DISTINCT level FROM places")) > 1
        assert opened.frame("places")["level"].nunique() > 1


def _table(release: Path, name: str) -> pa.Table:
    return pq.read_table(release / f"{name}.parquet", partitioning=None)


def _lacking_a_column(release: Path) -> pa.Table:
    return _table(release, "ties").drop_columns(["status"])


def _of_another_type(release: Path) -> pa.Table:
    ties = _table(release, "ties")
    at = ties.schema.get_field_index("start_year")
    return ties.set_column(at, "start_year", ties["start_year"].cast(pa.string()))


def _of_instants(release: Path) -> pa.Table:
    ties = _table(release, "ties")
    at = ties.schema.get_field_index("n_claims")
    return ties.set_column(at, "n_claims", ties["n_claims"].cast(pa.timestamp("ns")))


def _lacking_a_value(release: Path) -> pa.Table:
    ties = _table(release, "ties")
    at = ties.schema.get_field_index("status")
    return ties.set_column(at, "status", pa.array([None] * len(ties), pa.string()))


def _swapped(release: Path) -> pa.Table:
    return _table(release, "claims")


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (_lacking_a_column, "columns differ from the schema: ['status']"),
        (_of_another_type, "columns differ from the schema: ['start_year']"),
        (_of_instants, "columns differ from the schema: ['n_claims']"),
        (_lacking_a_value, "lacks a required value in one of status"),
        (_swapped, "columns differ from the schema"),
    ],
)
def test_a_foreign_table_is_refused_also_where_the_manifest_agrees(
    release: Path, make: Callable[[Path], pa.Table], problem: str
) -> None:
    pq.write_table(make(release), release / "ties.parquet")
    _restate(release, "ties")
    assert f"ties.parquet: {problem}" in _refusal(release)


def test_a_table_that_another_tool_wrote_is_read_by_our_schema(release: Path) -> None:
    ours = open_release(release).frame("ties")
    ties = _table(release, "ties").to_pandas(types_mapper=pd.ArrowDtype)
    ties["status"] = ties["status"].astype("category")
    ties.set_index("tie_class", drop=False).to_parquet(release / "ties.parquet", index=False)
    _restate(release, "ties")
    with open_release(release) as opened:
        pd.testing.assert_frame_equal(opened.frame("ties"), ours)


@pytest.fixture
def corrupt(release: Path) -> Path:
    """Spoil the pages of one file, leave its footer whole, and restate the manifest."""
    path = release / "ties.parquet"
    content = bytearray(path.read_bytes())
    footer = int.from_bytes(content[-8:-4], "little")
    end = len(content) - 8 - footer
    content[4:end] = b"\xff" * (end - 4)
    path.write_bytes(bytes(content))
    _restate(release, "ties")
    return release


def test_a_corrupt_page_is_laid_to_its_file(corrupt: Path) -> None:
    sql = "SELECT t.* FROM ties t JOIN places p ON p.place_id = t.place_a"
    with open_release(corrupt) as opened:
        for read in (lambda: opened.query(sql), lambda: opened.frame("ties")):
            with pytest.raises(ReleaseError, match=r"ties\.parquet: cannot be read.*reinstall"):
                read()
        assert len(opened.query("SELECT * FROM names")) > 0


def test_a_footer_that_is_no_text_is_laid_to_its_file(release: Path) -> None:
    path = release / "ties.parquet"
    content = path.read_bytes()
    footer = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    at = content.index(b"end_year", footer)
    path.write_bytes(content[:at] + b"\xc0\xff" + content[at + 2 :])
    _restate(release, "ties")
    assert "ties.parquet" in _refusal(release)


def test_a_query_of_ours_that_is_wrong_is_not_laid_to_the_data(drawn: Path) -> None:
    with open_release(drawn) as opened, pytest.raises(duckdb.BinderException):
        opened.query("SELECT nothing FROM ties")


def test_the_hash_of_the_whole_is_checked(release: Path) -> None:
    manifest = _manifest(release)
    manifest["content_sha256"] = "0" * 64
    _say(release, manifest)
    with pytest.raises(ReleaseError, match=r"datapackage\.json: its content hash does not follow"):
        verify_release(release)


@pytest.mark.parametrize("name", ["datapackage.json", "names.parquet"])
def test_what_may_not_be_read_says_so(
    drawn: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == name:
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ReleaseError, match=r"cannot be read: Permission denied; make .* readable"):
        open_release(drawn)


def test_a_folder_that_no_path_can_name_is_refused() -> None:
    with pytest.raises(ReleaseError, match="is not a path"):
        open_release("a\0b")


def test_a_slow_query_draws_nothing_into_the_output(
    release_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    slow = "SELECT sum(a.range * b.range) AS n FROM range(20000) a, range(1000) b"
    with open_release(release_folder) as release:
        release.query("SET progress_bar_time = 1")  # milliseconds, so that this one is slow
        release.query(slow)
    assert capfd.readouterr().out == ""


IN_A_NOTEBOOK = """
import sys, types
told = types.SimpleNamespace(config={"IPKernelApp": {}})
sys.modules["IPython"] = types.SimpleNamespace(get_ipython=lambda: told)
sys.modules["ipywidgets"] = None
from sistercities.dataset.release.store import open_release
with open_release(sys.argv[1]) as release:
    print(release.query("SELECT count(*) AS n FROM places")[0]["n"])
"""
"""A program that DuckDB takes for a Jupyter without ipywidgets."""


def test_a_release_is_read_in_a_notebook_that_draws_no_bars(drawn: Path) -> None:
    read = [sys.executable, "-c", IN_A_NOTEBOOK, str(drawn)]
    done = subprocess.run(read, capture_output=True, text=True, check=False)
    assert int(done.stdout) > 0, done.stderr


@pytest.mark.parametrize(
    "made_of_it", [RuntimeError("Query interrupted"), duckdb.InterruptException("INTERRUPT Error")]
)
def test_ctrl_c_during_a_query_is_no_damage_of_the_data(drawn: Path, made_of_it: Exception) -> None:
    """DuckDB turns a Ctrl-C into an error of its own; when it does is not ours to time."""

    class Stopped:
        def execute(self, *_asked: object) -> None:
            raise made_of_it

        def close(self) -> None: ...

    with open_release(drawn) as opened:
        stopped = replace(opened, _opened=Stopped())
        with pytest.raises(KeyboardInterrupt):
            stopped.query("SELECT 1")

"""Writing a release whole or not at all, the same bytes each time; verifying what is in one."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import world
from release_build.writing.encoding import TableEncoder
from release_build.writing.release_files import verify_release, write_release
from sistercities.dataset.assemble import assemble
from sistercities.dataset.release.manifest import read_manifest
from sistercities.errors import BuildError, OutputError, ReleaseError
from sistercities.terms.tables import TABLES

Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def rows() -> Rows:
    return assemble(world.ingredients())


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def _changed(rows: Rows, table: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Rows:
    """Return the rows with one change made to the first row of a table."""
    first, *rest = rows[table]
    return {**rows, table: [{**first, **change(first)}, *rest]}


def test_the_order_of_the_rows_does_not_change_a_byte(rows: Rows, tmp_path: Path) -> None:
    write_release(rows, tmp_path / "one")
    write_release({name: some[::-1] for name, some in rows.items()}, tmp_path / "two")
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")


def test_frames_give_the_same_bytes_as_rows(rows: Rows, tmp_path: Path) -> None:
    write_release(rows, tmp_path / "rows")
    tables: dict[str, Any] = dict(rows)
    tables["upper_tier"] = pd.DataFrame(rows["upper_tier"])
    write_release(tables, tmp_path / "frames")
    assert _bytes(tmp_path / "rows") == _bytes(tmp_path / "frames")


def test_tables_begun_early_give_the_same_bytes(rows: Rows, tmp_path: Path) -> None:
    write_release(rows, tmp_path / "late")
    with TableEncoder() as encoder:
        encoder.begin({name: rows[name] for name in ("claims", "countries")})
        write_release(rows, tmp_path / "early", encoder=encoder)
    assert _bytes(tmp_path / "late") == _bytes(tmp_path / "early")


def test_a_table_that_changed_after_it_was_begun_is_refused(rows: Rows, tmp_path: Path) -> None:
    with TableEncoder() as encoder:
        encoder.begin({"ties": rows["ties"]})
        changed = _changed(rows, "ties", lambda _: {"confidence": 0.5})
        with pytest.raises(BuildError, match="table ties: it was begun with other rows"):
            write_release(changed, tmp_path / "mixed", encoder=encoder)
    assert not (tmp_path / "mixed").exists()


def test_the_content_hash_follows_the_content(rows: Rows, tmp_path: Path) -> None:
    before = write_release(rows, tmp_path / "before")
    other = _changed(rows, "ties", lambda _: {"confidence": 0.5})
    after = write_release(other, tmp_path / "after")
    moved = [
        one.table
        for one, two in zip(before.files, after.files, strict=True)
        if one.content_sha256 != two.content_sha256
    ]
    assert moved == ["ties"]
    assert before.content_sha256 != after.content_sha256


def test_the_manifest_describes_every_table(rows: Rows, tmp_path: Path) -> None:
    write_release(rows, tmp_path / "release", notes=["something was left out"])
    package = json.loads((tmp_path / "release" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["notes"] == ["something was left out"]
    assert [one["id"] for one in package["sources"]] == [world.EN, world.OLD, world.EV, world.ZH]
    for resource, table in zip(package["resources"], TABLES, strict=True):
        assert resource["schema"]["primaryKey"] == list(table.key)
        assert [one["name"] for one in resource["schema"]["fields"]] == list(table.column_names)
        assert resource["licenses"][0]["name"]
        assert resource["rows"] == len(rows[table.name])
    latitude = next(
        one for one in package["resources"][0]["schema"]["fields"] if one["name"] == "latitude"
    )
    assert latitude["unit"] == "degrees"
    assert package["resources"][8]["schema"]["foreignKeys"][0]["reference"]["resource"] == "places"


def test_nothing_of_the_machine_or_the_clock_is_in_it(rows: Rows, tmp_path: Path) -> None:
    write_release(rows, tmp_path / "release")
    for content in _bytes(tmp_path / "release").values():
        assert str(tmp_path).encode() not in content


def test_hints_do_not_ship(rows: Rows, tmp_path: Path) -> None:
    write_release(rows, tmp_path / "release")
    assert not any(b"must not ship" in one for one in _bytes(tmp_path / "release").values())
    assert not any("hint" in column for table in TABLES for column in table.column_names)


class _Disk:
    """Lets some files be written, then fails as a full disk or an interrupt would."""

    def __init__(self, failure: BaseException, after: int) -> None:
        self.failure, self.left = failure, after
        self.write = Path.write_bytes

    def __call__(self, path: Path, data: bytes) -> int:
        self.left -= 1
        if self.left < 0:
            raise self.failure
        return self.write(path, data)


@pytest.mark.parametrize("after", [0, 5, 11])
@pytest.mark.parametrize(
    ("failure", "raised"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), OutputError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_an_interrupted_write_leaves_the_old_release(
    rows: Rows,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    failure: BaseException,
    raised: type[BaseException],
    after: int,
) -> None:
    write_release(rows, tmp_path / "release")
    before = _bytes(tmp_path / "release")
    disk = _Disk(failure, after)
    monkeypatch.setattr(Path, "write_bytes", lambda path, data: disk(path, data))
    with pytest.raises(raised):
        write_release(_changed(rows, "ties", lambda _: {"confidence": 0.1}), tmp_path / "release")
    monkeypatch.undo()
    assert _bytes(tmp_path / "release") == before
    assert [path.name for path in tmp_path.iterdir()] == ["release"]


def test_a_failure_between_the_two_renames_puts_the_old_release_back(
    rows: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_release(rows, tmp_path / "release")
    before = _bytes(tmp_path / "release")
    rename, calls = Path.rename, []

    def second_fails(path: Path, target: Path) -> Path:
        calls.append(path)
        if len(calls) == 2:
            raise OSError(errno.EIO, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises(OutputError, match="Input/output error"):
        write_release(_changed(rows, "ties", lambda _: {"confidence": 0.1}), tmp_path / "release")
    assert _bytes(tmp_path / "release") == before
    assert [path.name for path in tmp_path.iterdir()] == ["release"]


def test_a_folder_with_something_else_in_it_is_not_touched(rows: Rows, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(OutputError, match=r"thesis\.txt.*another folder"):
        write_release(rows, tmp_path)
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_a_file_in_the_place_of_the_folder_is_not_touched(rows: Rows, tmp_path: Path) -> None:
    target = tmp_path / "release"
    target.write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match="it is a file"):
        write_release(rows, target)
    assert target.read_text(encoding="utf-8") == "a file"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda _: {"status": 7}, "status=7 is not a string"),
        (lambda _: {"status": None}, "status is missing"),
        (lambda _: {"n_claims": True}, "n_claims=True is not a int"),
        (lambda _: {"surprise": 1}, "other columns than the schema"),
    ],
)
def test_a_row_that_does_not_fit_the_schema_is_refused(
    rows: Rows, tmp_path: Path, change: Callable[[Any], Any], message: str
) -> None:
    with pytest.raises(BuildError, match=message):
        write_release(_changed(rows, "ties", change), tmp_path / "release")
    assert not (tmp_path / "release").exists()


def test_a_key_that_stands_twice_is_refused(rows: Rows, tmp_path: Path) -> None:
    twice = {**rows, "ties": [*rows["ties"], rows["ties"][0]]}
    with pytest.raises(BuildError, match="stands twice"):
        write_release(twice, tmp_path / "release")


def test_a_missing_table_is_refused(rows: Rows, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="lacks the table names"):
        write_release({k: v for k, v in rows.items() if k != "names"}, tmp_path / "release")


def test_the_world_verifies(tmp_path: Path) -> None:
    facts = verify_release(world.write_world(tmp_path))
    assert "all keys are unique" in facts
    assert len(facts) == len(set(facts)) >= 15


# Each row: a table, a change to its first row, and what must be said. The files agree with the
# manifest in each case: it is the content that is wrong.
WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("ties", {"tie_class": "friend"}, "tie_class holds an unknown word"),
    ("ties", {"tie_class": "cross"}, "class follows from the levels"),
    ("ties", {"place_a": "gn:999", "place_b": "gn:111"}, "place_a refers to what is not in places"),
    ("ties", {"n_claims": 9}, "number of claims"),
    ("ties", {"start": "1999"}, "a year stands exactly where a start does"),
    (
        "ties",
        {"start": "1999", "start_year": 1999, "start_precision": "year", "end_year": 1900},
        "no end lies before its start",
    ),
    ("claims", {"licence": "none stated"}, "licence holds an unknown word"),
    ("claims", {"source_id": "rgre-2015"}, "source_id refers to what is not in sources"),
    ("claims", {"tie_id": None}, "names a tie exactly where both its ends are resolved"),
    ("places", {"level": "planet"}, "level holds an unknown word"),
    ("places", {"successor": "gn:nowhere"}, "successor refers to what is not in places"),
    ("upper_tier", {"is_finest": False}, "each country has one finest tier"),
    ("redirects", {"old_id": world.NINGWAN}, "no old id is a place"),
    ("sources", {"licence": "local-only"}, "licence holds an unknown word"),
    ("conflicts", {"other_claim": "zh:none"}, "other_claim refers to what is not in claims"),
]


@pytest.mark.parametrize(("table", "change", "problem"), WRONG)
def test_what_must_not_be_in_a_release_is_found(
    rows: Rows, tmp_path: Path, table: str, change: dict[str, Any], problem: str
) -> None:
    write_release(_changed(rows, table, lambda _: change), tmp_path / "release")
    with pytest.raises(ReleaseError) as refused:
        verify_release(tmp_path / "release")
    assert problem in str(refused.value)
    assert f"{table}.parquet" in str(refused.value)


def test_swapped_ends_are_found(rows: Rows, tmp_path: Path) -> None:
    first = rows["ties"][0]
    swapped = {"place_a": first["place_b"], "place_b": first["place_a"]}
    write_release(_changed(rows, "ties", lambda _: swapped), tmp_path / "release")
    with pytest.raises(ReleaseError, match="ends are sorted"):
        verify_release(tmp_path / "release")


def test_a_content_hash_that_does_not_fit_is_found(rows: Rows, tmp_path: Path) -> None:
    write_release(rows, tmp_path / "release")
    path = tmp_path / "release" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["resources"][0]["content_sha256"] = "0" * 64
    path.write_text(json.dumps(package), encoding="utf-8")
    with pytest.raises(ReleaseError, match="content hash"):
        verify_release(tmp_path / "release")


def test_the_manifest_can_be_read_without_the_tables(tmp_path: Path) -> None:
    release = world.write_world(tmp_path)
    manifest = read_manifest(release)
    assert [entry.table for entry in manifest.files] == [table.name for table in TABLES]
    assert all((release / entry.file).stat().st_size == entry.bytes for entry in manifest.files)

"""Wrong input: a sentence on stderr, the documented exit code, nothing on stdout or on disk."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import world
from sistercities.dataset.release.manifest import MANIFEST

STUDY = ("study", "nesting", "--draws", "10")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("study", "nesting", "--draws", "0"), "draws=0 cannot be used; give a whole number"),
        (("study", "nesting", "--draws", str(10**12)), "a whole number from 1 to 10,000,000"),
        (("study", "nesting", "--draws", str(10**26)), "a whole number from 1 to 10,000,000"),
        (("study", "nesting", "--workers", str(10**9)), "a whole number from 1 to 256"),
        (("study", "nesting", "--seed", "-1"), "seed=-1 cannot be used"),
        (("study", "nesting", "--workers", "0"), "workers=0 cannot be used"),
        ((*STUDY, "--as-of", "1979"), "the first dated tie of CN began in 1980"),
        ((*STUDY, "--as-of", "2027"), "the newest source is of 2026"),
        ((*STUDY, "--country", "XX"), "no place of this release lies there"),
        ((*STUDY, "--country", "China"), "country='China' cannot be used"),
        ((*STUDY, "--null", "chance"), "use one of degree-country, degree, upper-ties"),
        (
            ("study", "nesting", "--draws", "many"),
            "--draws='many' cannot be used; give a whole number",
        ),
        ((*STUDY, "--format", "pdf"), "name the folder that the report goes to with --out"),
        ((*STUDY, "--out", "x", "--format", "docx"), "'docx' cannot be used; use one of html, pdf"),
        (("export", "--out", "x", "--format", "xlsx"), "format='xlsx' cannot be used; use one of"),
        (("export",), "Missing option '--out'"),
        (("ties",), "Missing argument 'PLACE'"),
        (("tie", "Ningwan"), "No such command 'tie'"),
        (("ties", "Ningwan", "--bogus"), "--bogus"),
    ],
)
def test_wrong_input_is_a_sentence_and_exit_code_2(
    typed: Callable, arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    came = typed(*arguments)
    assert (came.code, came.out) == (2, "")
    assert came.err.startswith("Error: ")
    assert came.err.rstrip().endswith(".")
    assert said in came.err
    assert "Traceback" not in came.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("covariates", "Ningwan", "--only", "gpd"), "--only='gpd' cannot be used; use one of"),
        (("covariates", "Ningwan", "--only=gpd"), "--only='gpd' cannot be used; use one of"),
        (("covariates", "Ningwan", "--with", "宁湾"), "Both names lead to Ningwan. Give another"),
        ((*STUDY, "--as-of", "1979"), "--as-of=1979 cannot be used; the first dated tie"),
        (("export", "--out", "x", "--tables", "tie"), "--tables='tie' cannot be used; use one of"),
        (
            ("data", "update", "--source", "wikidata", "--from", "nowhere"),
            "--from='nowhere' cannot be used; it is not there",
        ),
    ],
)
def test_an_error_names_the_option_as_it_was_typed(
    typed: Callable, arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    came = typed(*arguments)
    assert (came.code, came.out) == (2, "")
    assert came.err.startswith(f"Error: {said}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [(), ("study",), ("data",)])
def test_a_group_alone_shows_its_help(typed: Callable, arguments: tuple[str, ...]) -> None:
    came = typed(*arguments)
    assert (came.code, came.out) == (2, "")
    assert came.err.startswith(" ".join(("Usage: sistercities", *arguments)))
    assert "Error" not in came.err


def test_an_ambiguous_name_lists_candidates_with_level_and_country(typed: Callable) -> None:
    came = typed("ties", "Kawabe")
    assert came.code == 2
    lines = came.err.splitlines()
    assert lines[0] == "Error: 'Kawabe' is the name of 2 places:"
    assert any("city" in line and "JP-91" in line and world.KAWABE_M in line for line in lines[1:3])
    assert any("city" in line and "JP-92" in line and world.KAWABE_K in line for line in lines[1:3])
    assert typed("ties", world.KAWABE_M).code == 0


def test_an_unknown_name_lists_the_nearest(typed: Callable) -> None:
    came = typed("place", "Ningwam")
    assert came.code == 2
    assert "nearest" in came.err
    assert "  Ningwan 宁湾市 (city, CN-92" in came.err


@pytest.mark.parametrize("command", [STUDY, ("export",)])
@pytest.mark.parametrize("place", ["a-file", "a-file/below", "/proc/nowhere/below"])
def test_a_folder_that_cannot_be_written(
    typed: Callable, tmp_path: Path, command: tuple[str, ...], place: str
) -> None:
    (tmp_path / "a-file").write_text("mine")
    came = typed(*command, "--out", str(tmp_path / place))
    assert (came.code, came.out) == (4, "")
    assert came.err.startswith("Error: ")
    assert "cannot be written" in came.err
    assert (tmp_path / "a-file").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["a-file"]


def test_a_disk_that_fills_while_writing_leaves_nothing(
    typed: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sistercities.report import exports

    written = []

    def fill_up(path: Path, content: bytes) -> None:
        if len(written) == 3:
            path.write_bytes(content[:10])
            raise OSError(28, "No space left on device")
        path.write_bytes(content)
        written.append(path)

    monkeypatch.setattr(exports, "_write_synced", fill_up)
    came = typed(*STUDY, "--out", str(tmp_path / "report"))
    assert came.code == 4
    assert "no space left on device" in came.err
    assert written
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [("data", "verify"), ("data", "status"), ("ties", "Ningwan"), STUDY, ("place", "Ningwan")],
)
def test_a_damaged_release_names_the_file_and_the_cure(
    typed: Callable, release_folder: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    damaged = tmp_path / "release"
    shutil.copytree(release_folder, damaged)
    content = bytearray((damaged / "ties.parquet").read_bytes())
    content[len(content) // 2] ^= 0xFF
    (damaged / "ties.parquet").write_bytes(bytes(content))
    came = typed(*arguments, "--data", str(damaged))
    assert (came.code, came.out) == (3, "")
    assert str(damaged / "ties.parquet") in came.err
    assert "reinstall sistercities" in came.err


def _restated(folder: Path, content: bytes) -> None:
    """Put other bytes in the place of the ties, and let the manifest agree with them."""
    (folder / "ties.parquet").write_bytes(content)
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    ties = next(one for one in manifest["resources"] if one["name"] == "ties")
    ties |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize("kind", ["swapped", "spoilt"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("data", "verify"),
        ("data", "status"),
        ("ties", "Ningwan"),
        ("place", "Ningwan"),
        STUDY,
        ("export", "--out", "out"),
    ],
)
def test_a_foreign_table_names_the_file_and_the_cure_although_the_manifest_agrees(
    typed: Callable,
    release_folder: Path,
    tmp_path: Path,
    arguments: tuple[str, ...],
    kind: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    foreign = tmp_path / "release"
    shutil.copytree(release_folder, foreign)
    content = (foreign / "ties.parquet").read_bytes()
    footer = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    spoilt = content[:4] + b"\xff" * (footer - 4) + content[footer:]
    _restated(foreign, spoilt if kind == "spoilt" else (foreign / "claims.parquet").read_bytes())
    came = typed(*arguments, "--data", str(foreign))
    assert (came.code, came.out) == (3, "")
    assert str(foreign / "ties.parquet") in came.err
    assert "reinstall sistercities" in came.err
    assert [path.name for path in tmp_path.iterdir()] == ["release"]


@pytest.mark.parametrize("hidden", ["", MANIFEST, "names.parquet"])
def test_a_folder_or_a_file_that_may_not_be_read(
    typed: Callable, release_folder: Path, monkeypatch: pytest.MonkeyPatch, hidden: str,
    tmp_path: Path,
) -> None:  # fmt: skip
    monkeypatch.setenv("SISTERCITIES_INDEX", str(tmp_path))  # no index was made before
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.is_relative_to(release_folder / hidden):
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr("os.access", lambda path, *_, **__: Path(path) != release_folder / hidden)
    came = typed("ties", "Ningwan", "--data", str(release_folder))
    assert (came.code, came.out) == (3, "")
    assert str(release_folder / (hidden or MANIFEST)) in came.err
    assert "cannot be read: Permission denied; make the folder and the files" in came.err


def test_a_text_longer_than_any_name_is_not_echoed(typed: Callable) -> None:
    came = typed("ties", "z" * 20_000)
    assert (came.code, came.out) == (2, "")
    assert "the limit is 200" in came.err
    assert len(came.err) < 300


def test_a_folder_that_is_no_release(typed: Callable, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text('{"name": "another"}')
    came = typed("data", "verify", "--data", str(tmp_path))
    assert came.code == 3
    assert "does not describe a sistercities release" in came.err


def test_what_nobody_foresaw_is_still_a_sentence(
    typed: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sistercities.api import listing

    monkeypatch.setattr(listing, "open_data", lambda _: 1 / 0)
    came = typed("ties", "Ningwan")
    assert (came.code, came.out) == (1, "")
    assert "ZeroDivisionError" in came.err
    assert "Traceback" not in came.err
    monkeypatch.setenv("SISTERCITIES_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        typed("ties", "Ningwan")


@pytest.mark.parametrize("command", [STUDY, ("export",)])
def test_a_name_that_is_too_long_is_a_sentence(
    typed: Callable, tmp_path: Path, command: tuple[str, ...]
) -> None:
    came = typed(*command, "--out", str(tmp_path / ("x" * 300)))
    assert (came.code, came.out) == (4, "")
    assert "cannot be written: file name too long; choose a shorter name" in came.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["", ".docx"])
def test_a_brief_of_a_name_that_is_too_long_is_a_sentence(
    typed: Callable, tmp_path: Path, ending: str
) -> None:
    came = typed("brief", "Ningwan", "--out", str(tmp_path / ("x" * 300 + ending)))
    assert (came.code, came.out) == (4, "")
    assert "cannot be written: file name too long; choose a shorter name with --out" in came.err


@pytest.mark.parametrize("command", [("serve",), ("site", "build", "site")])
def test_reports_in_a_folder_that_no_name_can_be_is_a_sentence(
    typed: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    came = typed(*command, "--reports", "x" * 300)
    assert (came.code, came.out) == (2, "")
    assert "it is no folder; make one with `sistercities study all" in came.err


@pytest.mark.parametrize("source", ["wikidata", "wikipedia"])
def test_an_update_with_an_empty_address_is_a_sentence(typed: Callable, source: str) -> None:
    language = ("--language", "zh") if source == "wikipedia" else ()
    came = typed("data", "update", "--source", source, *language, "--endpoint", "")
    assert came.code == 2
    assert "give an address that begins with https://" in came.err


@pytest.mark.parametrize("command", [STUDY, ("export",)])
@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_no_folder(
    typed: Callable, tmp_path: Path, monkeypatch, command: tuple[str, ...], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    came = typed(*command, "--out", name)
    assert (came.code, came.out) == (2, "")
    assert "'--out': an empty name is no folder; give the name of one." in came.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (STUDY, "report.html"), (STUDY, "study.json"), (("export",), "ties.csv"),
        (("brief", "Ningwan"), "brief-ningwan.html"),
    ],
)  # fmt: skip
def test_a_file_of_the_reader_is_not_overwritten_unasked(
    typed: Callable, tmp_path: Path, command: tuple[str, ...], name: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_text("mine")
    came = typed(*command, "--out", str(out))
    assert (came.code, came.out) == (4, "")
    assert f"{name} " in came.err
    assert "--replace" in came.err
    assert [path.name for path in out.iterdir()] == [name]
    assert (out / name).read_text() == "mine"


@pytest.mark.parametrize("command", [STUDY, ("export",), ("brief", "Ningwan")])
def test_the_root_of_a_disk_is_no_folder_to_write_to(
    typed: Callable, command: tuple[str, ...]
) -> None:
    came = typed(*command, "--out", "/", "--replace")
    assert (came.code, came.out) == (4, "")
    assert "it is the root of a disk; name a folder in it" in came.err

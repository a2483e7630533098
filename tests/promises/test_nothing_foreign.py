"""What must not stand in the project: files of the sources, paths of a machine."""

from __future__ import annotations

import hashlib
import re
import subprocess
from pathlib import Path

from promises.cli_reference import ROOT

SHARED = ROOT.parent / "shared" / "data"
TEXT = {".md", ".py", ".toml", ".yml", ".cff", ".txt", ".html", ".css", ".json", ".csv", ""}
HOME = re.compile(r"(?<![\w.])/(?:home|Users|root|work|tmp)/[\w.-]+")


def _ours() -> list[Path]:
    """Files of the project: what git holds, or every file where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode == 0:
        return [
            ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()
        ]
    rooms = ("src", "tests", "docs", "data", "benchmarks")
    return [path for room in rooms for path in (ROOT / room).rglob("*") if path.is_file()]


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _same_size_and_hash(ours: list[Path], theirs: list[Path]) -> set[str]:
    sizes = {path.stat().st_size for path in ours} - {0}
    foreign = {_hash(path) for path in theirs if path.stat().st_size in sizes}
    return {path.name for path in ours if path.stat().st_size and _hash(path) in foreign}


def test_no_file_of_a_source_is_in_the_project() -> None:
    theirs = [path for path in SHARED.rglob("*") if path.is_file()]
    assert _same_size_and_hash(_ours(), theirs) == set()


def test_a_copy_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "source.csv").write_text("a,b\n1,2\n")
    (tmp_path / "copy.csv").write_text("a,b\n1,2\n")
    (tmp_path / "other.csv").write_text("a,b\n1,3\n")
    ours = [tmp_path / "copy.csv", tmp_path / "other.csv"]
    assert _same_size_and_hash(ours, [tmp_path / "source.csv"]) == {"copy.csv"}


def test_no_text_names_a_path_of_a_machine() -> None:
    found = {}
    for path in _ours():
        if path.suffix in TEXT and path.name != Path(__file__).name:
            hits = HOME.findall(path.read_text(encoding="utf-8", errors="ignore"))
            if hits:
                found[str(path.relative_to(ROOT))] = hits
    assert found == {}

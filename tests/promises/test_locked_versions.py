"""A lock holds what its packages ask for, all of it and no more, in versions that are asked for."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, requires

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from promises.cli_reference import ROOT
from promises.locks import EXTRAS, PROJECT, asked, locked


def _due_here(lock: str) -> set[str]:
    """Name what of a lock is installed on a machine such as this one."""
    return {
        name for name, one in locked(lock).items()
        if not one.marker or Marker(one.marker).evaluate()
    }  # fmt: skip


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


def _reached(wanted: Iterator[Requirement], *, anywhere: bool) -> set[str]:
    """Follow what is asked for to all that it asks for in turn."""
    todo = [one for one in wanted if _holds(one, frozenset(), anywhere=anywhere)]
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
    assert _reached(asked(lock), anywhere=False) - locked(lock).keys() == set()


@pytest.mark.parametrize("lock", EXTRAS)
def test_nothing_stands_in_a_lock_that_nobody_asks_for(lock: str) -> None:
    """What a package asks for is known of one that is installed; of a stranger nobody asks.

    A newer Python lacks some that the oldest needs, so that only there each is looked at.
    """
    reached, due = _reached(asked(lock), anywhere=True), _due_here(lock)
    if any(_requires(name) is None for name in reached & due):
        pytest.skip(f"not all packages of this lock are here; `make .venv/.{lock}` installs them")
    is_oldest = PROJECT["requires-python"] == ">=" + ".".join(map(str, sys.version_info[:2]))
    assert (locked(lock).keys() if is_oldest else due) - reached == set()


@pytest.mark.parametrize("lock", EXTRAS)
def test_each_locked_version_is_one_that_is_asked_for(lock: str) -> None:
    """Lower bounds in pyproject, and those that one package of a lock has for another."""
    held = locked(lock)
    of_packages = [
        one for name in held for one in _requires(name) or ()
        if _holds(one, frozenset(), anywhere=False)
    ]  # fmt: skip
    wrong = {
        str(one): held[name].version
        for one in (*asked(lock), *of_packages)
        for name in [canonicalize_name(one.name)]
        if name in held and not one.specifier.contains(held[name].version, prereleases=True)
    }
    assert wrong == {}


def test_a_version_has_the_same_hashes_in_every_lock() -> None:
    """Who changes one lock changes a file that another lock knows."""
    first: dict[str, tuple[str, frozenset[str]]] = {}
    for lock in EXTRAS:
        for name, found in locked(lock).items():
            known = first.setdefault(name, (found.version, found.hashes))
            assert known == (found.version, found.hashes), (lock, name)
            assert found.hashes, (lock, name)


def test_what_a_lock_lacks_or_has_too_many_is_noticed() -> None:
    """The check itself, on the smallest lock: without one that another asks for, and with one."""
    reached = _reached(asked("core"), anywhere=False)
    assert "h11" in reached, "httpx asks for httpcore, which asks for it"
    assert reached - (locked("core").keys() - {"h11"}) == {"h11"}
    assert "unidecode" not in _reached(asked("core"), anywhere=True)
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


def _led_to(*targets: str) -> set[str]:
    """Follow targets of make to all that they need."""
    needs = {
        target: names.split()
        for target, names in re.findall(
            r"^(\S+):(?!=)([^=#\n]*)", (ROOT / "Makefile").read_text(), re.MULTILINE
        )
    }
    todo, seen = [*targets], set()
    while todo:
        one = todo.pop()
        if one not in seen:
            seen.add(one)
            todo += needs.get(one, [])
    return seen


def test_what_study_test_and_ci_make_leads_to_no_environment_without_hashes() -> None:
    seen = _led_to("study", "test", "test-oldest", "browser-test", "web", "lint", "rebuild-check")
    assert "$(VENV)/.test" in seen
    assert not seen & {"locks", "$(PEERS)/.ready"}


def test_before_ci_tests_all_locks_are_installed_so_that_each_is_looked_at() -> None:
    """Where a package is missing, what stands in its lock for nobody is not looked for."""
    before, _, _ = (ROOT / ".ci" / "run").read_text().partition("\nstep make test\n")
    steps = " ".join(re.findall(r"^step make (.+)$", before, re.MULTILINE)).split()
    seen = _led_to(*(f"$(VENV)/{one.removeprefix('.venv/')}" for one in steps if "/." in one))
    installed = {name for lock in EXTRAS if f"locks/{lock}.txt" in seen for name in locked(lock)}
    assert [lock for lock in EXTRAS if locked(lock).keys() - installed] == []


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

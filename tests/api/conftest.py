"""Exports of the drawn world, each made once for all tests that read it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import sistercities as sc
from sistercities.api.export_files import ExportedFiles


@pytest.fixture(scope="session")
def written(
    release_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], ExportedFiles]:
    """Give what an export of the drawn world in a format says of itself."""
    folder = tmp_path_factory.mktemp("exports")
    return cache(lambda format: sc.export(folder / format, format=format, data=release_folder))


@pytest.fixture(scope="session")
def exported(written: Callable[[str], ExportedFiles]) -> Callable[[str], Path]:
    """Give the folder of such an export; read it, never write to it."""
    return lambda format: Path(written(format).folder)

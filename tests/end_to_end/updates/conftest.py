"""The drawn world at home, and a Wikidata on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import world
from release_build.writing.release_files import write_release
from sistercities.dataset.assemble import assemble
from sistercities.sources import polite_client
from sources.loopback import (
    SparqlServer,
    made_up_wikidata,
    serving,
)

COUNTRIES = (("CN", "CHN", "China", "AS"), ("DE", "DEU", "Germany", "EU"),
             ("FR", "FRA", "France", "EU"), ("JP", "JPN", "Japan", "AS"))  # fmt: skip


@pytest.fixture(scope="module")
def release_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the drawn world with the names of its countries; read it, never write to it."""
    columns = ("country", "iso3", "name", "continent", "capital_id", "cow_code")
    rows = [dict(zip(columns, (*row, None, None), strict=True)) for row in COUNTRIES]
    folder = tmp_path_factory.mktemp("update") / "release"
    drawn = world.ingredients()
    known = replace(drawn, covariates={**drawn.covariates, "countries": rows})
    write_release(assemble(known), folder, version="0.0.0-world")
    return folder


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, release_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the user's data a folder of the test's own, and let nothing wait."""
    monkeypatch.setenv("SISTERCITIES_DATA", str(release_folder))
    monkeypatch.setenv("SISTERCITIES_OVERLAYS", str(tmp_path / "overlays"))
    monkeypatch.setenv("SISTERCITIES_SNAPSHOTS", str(tmp_path / "snapshots"))
    monkeypatch.setattr(polite_client, "TIMEOUT_SECONDS", 20.0)
    monkeypatch.setattr(polite_client.time, "sleep", lambda _: None)


@pytest.fixture
def wikidata() -> Iterator[SparqlServer]:
    made = SparqlServer(made_up_wikidata())
    with serving(made):
        yield made

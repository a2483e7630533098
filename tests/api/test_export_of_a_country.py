"""An export of one country: its covariates and those of its pairs, and the size told before."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import sistercities as sc
from sistercities.dataset.release.store import open_release
from sistercities.records import ExportSize

FACTS = {
    "city_covariates": ("places", ("place_id",)),
    "region_covariates": ("places", ("place_id",)),
    "country_covariates": ("country", ("country",)),
    "country_pair_covariates": ("country", ("country_a", "country_b")),
    "city_pair_covariates": ("places", ("place_a", "place_b")),
}
HELD = {"country_pair_covariates": "country_pairs", "city_pair_covariates": "city_pairs"}


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, keep_default_na=False, na_values="", low_memory=False)


@pytest.fixture(scope="module")
def of_georgia(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[ExportSize]]:
    """Export one small country of the release in the package; give the folder and what was told."""
    folder, told = tmp_path_factory.mktemp("georgia") / "GE", []
    sc.export(folder, country="GE", tables=list(FACTS), data=sc.Data(overlays=()),
              on_size=told.append)  # fmt: skip
    return folder, told


@pytest.mark.parametrize("name", FACTS)
def test_covariates_are_those_of_the_country_and_of_its_pairs(
    name: str, of_georgia: tuple[Path, list[ExportSize]]
) -> None:
    kind, columns = FACTS[name]
    with open_release() as release:
        own = {row["place_id"] for row in release.query(
            "SELECT place_id FROM places WHERE country = 'GE'")}  # fmt: skip
        tests = " OR ".join(f"list_contains($1, {column})" for column in columns)
        wanted = sorted(own) if kind == "places" else ["GE"]
        due = release.query(
            f"SELECT count(*) AS n FROM {HELD.get(name, name)} WHERE {tests}", [wanted]
        )[0]["n"]
    found = _read(of_georgia[0] / f"{name}.csv")
    assert len(found) == due
    allowed = own if kind == "places" else {"GE"}
    assert found[list(columns)].isin(allowed).any(axis=1).all()
    assert not found.duplicated([*columns, "variable", "year", "source_id"]).any()


def test_the_size_is_told_before(of_georgia: tuple[Path, list[ExportSize]]) -> None:
    folder, (size,) = of_georgia
    written = {name: (folder / f"{name}.csv") for name in FACTS}
    assert size.rows == {name: len(_read(path)) for name, path in written.items()}
    n_bytes = sum(path.stat().st_size for path in written.values())
    assert size.n_bytes == pytest.approx(n_bytes, rel=0.1)


def test_without_a_country_covariates_are_of_all(release_folder: Path, tmp_path: Path) -> None:
    every = sc.export(tmp_path / "every", data=release_folder).rows
    own = sc.export(tmp_path / "own", country="CN", data=release_folder).rows
    assert "country_pair_covariates.csv" in own.keys() - every.keys()
    said = (tmp_path / "own" / "README.txt").read_text(encoding="utf-8")
    assert "The tables of covariates are those of CN alone" in said
    assert "of CN alone" not in (tmp_path / "every" / "README.txt").read_text(encoding="utf-8")


def test_a_country_chooses_covariates_too(release_folder: Path, tmp_path: Path) -> None:
    written = sc.export(tmp_path, country="jp", tables=["city_covariates"], data=release_folder)
    assert (written.country, written.as_of) == ("JP", None)


@pytest.mark.parametrize("format", ["parquet", "sqlite", "graphml"])
def test_rows_alone_are_told_of_other_formats(
    format: str, release_folder: Path, tmp_path: Path
) -> None:
    told: list[ExportSize] = []
    written = sc.export(tmp_path, format=format, data=release_folder, on_size=told.append)
    assert told[0].n_bytes is None
    assert sum(told[0].rows.values()) + written.rows["codebook.csv"] == sum(written.rows.values())

"""Exports of the drawn world, read back: every format, licences, choices, what is refused."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
import geopandas
import networkx as nx
import pandas as pd
import pytest

import sistercities as sc
import world
from dataset import made_up_overlay
from release_build.writing.release_files import write_release
from sistercities.api.export_files import ExportedFiles
from sistercities.dataset.assemble import assemble
from sistercities.dataset.licensed_ties import ties_of_licence
from sistercities.dataset.release.store import open_release
from sistercities.errors import InvalidArgument
from sistercities.report.export_formats.formats import FORMATS
from sistercities.report.own_files import LIST

FREE = "wd-drawn"
FREE_PAIRS = ((world.NINGWAN, world.TOKIWA), (world.TOKIWA, world.PORTCLAIR))


def _half_resolved() -> Any:
    """One more free claim, of which one name waits for review."""
    free = _free_claim(9, FREE_PAIRS[0])
    unknown = replace(free.b, place_id="", method="", confidence=0.0)
    return replace(free, a=replace(free.a, place_id=world.SAKURAI), b=unknown)


def _free_claim(number: int, pair: tuple[str, str]) -> Any:
    """Copy a claim of the world as one of a source under CC0 that gives ids and its own names."""
    taken = next(one for one in world.claims() if {one.a.place_id, one.b.place_id} == set(pair))
    claim = replace(
        taken.claim,
        claim_id=f"{FREE}:{number}",
        source_id=FREE,
        a=replace(taken.claim.a, name=f"free name {number}a", given_id=f"wd:Q{number}1"),
        b=replace(taken.claim.b, name=f"free name {number}b", given_id=f"wd:Q{number}2"),
        start="",
        precision="none",
        is_double_entry=False,
        status="unknown",
        kind="unknown",
        licence="CC0-1.0",
    )
    return replace(taken, claim=claim)


def _of_one_licence() -> list[Any]:
    """All claims of the world as if under CC BY-SA, those of its free source and events too."""
    return [
        replace(one, claim=replace(one.claim, licence="CC-BY-SA-4.0"))
        for one in world.ingredients().resolved
    ]


@pytest.fixture(scope="module")
def one_licence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the world with every claim under one licence."""
    made = replace(world.ingredients(), resolved=_of_one_licence())
    folder = tmp_path_factory.mktemp("one") / "release"
    write_release(assemble(made), folder, version="0.0.0-one")
    return folder


@pytest.fixture(scope="module")
def wide_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the world with a source under CC0 and flights under the ODbL."""
    made = world.ingredients()
    free = {
        **dict(made.sources[0]),
        "source_id": FREE,
        "licence": "CC0-1.0",
        "is_dated": False,
        "snapshot_year": 2016,
        "attribution": "Drawn items",
    }
    flown = {**free, "source_id": "flown", "licence": "ODbL-1.0", "snapshot_year": None}
    first, last = sorted((world.NINGWAN, world.TOKIWA))
    flights = [
        {"place_a": first, "place_b": last, "snapshot": day, "airlines": airlines,
         "source_id": "flown"}
        for day, airlines in (("2010-01-14", 1), ("2014-08-06", 3))
    ]  # fmt: skip
    changed = replace(
        made,
        resolved=[
            *_of_one_licence(),
            *(_free_claim(n, pair) for n, pair in enumerate(FREE_PAIRS, 1)),
            _half_resolved(),
        ],
        sources=[*made.sources, free, flown],
        covariates={"flight_pairs_odbl": flights},
    )
    folder = tmp_path_factory.mktemp("wide") / "release"
    write_release(assemble(changed), folder, version="0.0.0-wide")
    return folder


def _csv(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, keep_default_na=False, na_values="")


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_written_whole_with_its_companions(
    format: str, written: Callable[[str], ExportedFiles], exported: Callable[[str], Path]
) -> None:
    folder = exported(format)
    there = {path.name for path in folder.iterdir()} - {LIST}
    assert {"codebook.csv", "datapackage.json", "README.txt"} < there
    assert {name.partition(":")[0] for name in written(format).rows} <= there
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert {each["path"] for each in described["resources"]} == there - {
        "datapackage.json", "README.txt",
    }  # fmt: skip


def test_networks_hold_every_tie_once(exported: Callable[[str], Path]) -> None:
    due = set(world.TIES)
    graphs = (
        nx.read_graphml(exported("graphml") / "sistercities.graphml"),
        nx.read_gexf(exported("gexf") / "sistercities.gexf"),
    )
    for graph in graphs:
        assert {frozenset(edge) for edge in graph.edges} == due
        assert set(graph.nodes) == {end for pair in due for end in pair}
    assert graphs[0].nodes[world.NINGWAN]["name_local"] == "宁湾市"
    lines = geopandas.read_file(exported("geojson") / "ties.geojson")
    shapes = geopandas.read_parquet(exported("geoparquet") / "ties.parquet")
    for held in (lines, shapes, _csv(exported("pajek") / "ties.csv")):
        assert {frozenset(pair) for pair in zip(held["place_a"], held["place_b"], strict=True)} == (
            due
        )


def test_a_network_can_be_that_of_a_country_and_a_year(
    release_folder: Path, tmp_path: Path
) -> None:
    written = sc.export(
        tmp_path / "de", format="graphml", country="de", as_of=2020, data=release_folder
    )
    graph = nx.read_graphml(tmp_path / "de" / "sistercities.graphml")
    held = {frozenset(edge) for edge in graph.edges}
    assert (written.country, written.as_of) == ("DE", 2020)
    due = {
        pair
        for pair, tie in world.TIES.items()
        if pair & {world.NORDMARK, world.FREIHAFEN, world.ALTWERDER} and tie.status == "active"
    }
    assert held == due


def test_the_csv_files_are_a_valid_data_package(exported: Callable[[str], Path]) -> None:
    report = frictionless.Package(exported("csv") / "datapackage.json").validate()
    assert report.valid, report.flatten(["title", "fieldName", "note"])
    assert {task.name for task in report.tasks} >= {"nodes", "ties", "claims", "dyads", "codebook"}


def test_the_package_refuses_a_file_that_was_changed(
    exported: Callable[[str], Path], tmp_path: Path
) -> None:
    shutil.copytree(exported("csv"), tmp_path / "made")
    ties = tmp_path / "made" / "ties.csv"
    ties.write_text(ties.read_text(encoding="utf-8").replace("true", "maybe", 1), encoding="utf-8")
    assert not frictionless.Package(tmp_path / "made" / "datapackage.json").validate().valid


@pytest.mark.parametrize("format", ["csv", "parquet", "stata", "sqlite"])
def test_tables_hold_what_the_frames_hold(
    format: str, release_folder: Path, exported: Callable[[str], Path]
) -> None:
    ties, pairs = (_read(exported(format), format, name) for name in ("ties", "dyads"))
    frame, dyads = sc.ties(data=release_folder), sc.dyads(data=release_folder)
    assert list(ties["tie_id"]) == list(frame["tie_id"])
    assert list(ties["start_year"].dropna()) == list(frame["start_year"].dropna())
    assert list(ties["start_year"].isna()) == list(frame["start_year"].isna())
    assert list(pairs["n_ties"]) == list(dyads["n_ties"])
    assert list(pairs["has_upper_tie"].map(_as_flag)) == list(dyads["has_upper_tie"])
    assert list(pairs["home_unit"]) == list(dyads["home_unit"])


def _as_flag(value: Any) -> bool:
    return value in (True, 1, "yes")


def _read(folder: Path, format: str, name: str) -> pd.DataFrame:
    if format == "sqlite":
        with closing(sqlite3.connect(folder / "sistercities.sqlite")) as connection:
            return pd.read_sql(f"SELECT * FROM {name}", connection)
    readers: dict[str, tuple[str, Callable[[Path], pd.DataFrame]]] = {
        "csv": ("csv", _csv),
        "parquet": ("parquet", pd.read_parquet),
        "stata": ("dta", pd.read_stata),
    }
    ending, read = readers[format]
    return read(folder / f"{name}.{ending}")


def test_only_the_tables_asked_for_are_written(release_folder: Path, tmp_path: Path) -> None:
    written = sc.export(tmp_path, tables=["pairs_at_risk", "ties"], data=release_folder)
    assert list(written.rows) == ["ties.csv", "pairs_at_risk.csv", "codebook.csv"]
    assert len(_csv(tmp_path / "pairs_at_risk.csv")) == len(
        sc.dyads(of="cities", data=release_folder)
    )
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    ties = next(each for each in described["resources"] if each["name"] == "ties")
    assert "foreignKeys" not in ties["schema"]  # they would lead to a file that is not there


def test_all_means_the_large_tables_too(
    release_folder: Path, written: Callable[[str], ExportedFiles], tmp_path: Path
) -> None:
    large = {"pairs_at_risk.csv", "country_pair_covariates.csv"}
    assert not large & set(written("csv").rows)
    assert large <= set(sc.export(tmp_path / "all", tables=["all"], data=release_folder).rows)


# -- licences


def test_ties_of_all_claims_are_the_ties_of_the_release(one_licence: Path) -> None:
    with open_release(one_licence) as release:
        pd.testing.assert_frame_equal(
            ties_of_licence(release, "CC-BY-SA-4.0"), release.frame("ties"), check_dtype=False
        )


def test_cc0_gives_what_such_claims_say_and_nothing_else(wide_world: Path, tmp_path: Path) -> None:
    sc.export(tmp_path, licence="CC0", data=wide_world)
    nodes, ties, claims, sources = (
        _csv(tmp_path / f"{name}.csv") for name in ("nodes", "ties", "claims", "sources")
    )
    pairs = {frozenset(pair) for pair in zip(ties["place_a"], ties["place_b"], strict=True)}
    assert pairs == set(map(frozenset, FREE_PAIRS))
    assert set(ties["sources"]) == set(sources["source_id"]) == set(claims["source_id"]) == {FREE}
    assert ties["start"].isna().all()  # the dated claim of the other source does not count
    assert set(nodes["name"]) <= {f"free name {n}{end}" for n in (1, 2, 9) for end in "ab"}
    assert nodes.set_index("place_id").at[world.SAKURAI, "n_ties"] == 0
    assert set(nodes.columns) == {"place_id", "name", "given_id", "n_ties"}
    assert nodes.set_index("place_id").at[world.TOKIWA, "n_ties"] == 2
    assert not (tmp_path / "dyads.csv").exists()
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    named = {licence["name"] for each in described["resources"] for licence in each["licenses"]}
    assert named == {"CC0-1.0"}
    assert [each["id"] for each in described["sources"]] == [FREE]
    every = " ".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("*.csv"))
    assert "Ningwan" not in every
    assert frictionless.Package(tmp_path / "datapackage.json").validate().valid


@pytest.mark.parametrize("format", ["graphml", "gexf", "pajek", "stata", "sqlite", "parquet"])
def test_cc0_goes_into_every_format_without_coordinates(
    format: str, wide_world: Path, tmp_path: Path
) -> None:
    written = sc.export(tmp_path / "made", format=format, licence="CC0", data=wide_world)
    counted = {name.partition(":")[2] or name.partition(".")[0]: n
               for name, n in written.rows.items()}  # fmt: skip
    # A place of a claim whose other name waits has no tie: the network leaves it out.
    n_places = 3 if FORMATS[format].is_network else 4
    assert (counted["nodes"], counted["ties"]) == (n_places, 2)
    assert frictionless.Package(tmp_path / "made" / "datapackage.json").validate().valid


def test_cc0_where_no_claim_is_free_is_refused(one_licence: Path, tmp_path: Path) -> None:
    with pytest.raises(InvalidArgument, match="hold no tie under it"):
        sc.export(tmp_path / "made", licence="CC0", data=one_licence)
    assert not (tmp_path / "made").exists()


def test_openflights_stays_out_unless_asked_for(wide_world: Path, tmp_path: Path) -> None:
    sc.export(tmp_path / "plain", data=wide_world)
    every = b"".join(path.read_bytes() for path in (tmp_path / "plain").glob("*.csv"))
    assert b"2014-08-06" not in every  # the day of the flights
    said = (tmp_path / "plain" / "README.txt").read_text(encoding="utf-8")
    assert "ODbL" not in said  # who gave nothing to the export is not credited
    written = sc.export(tmp_path / "with", with_odbl=True, data=wide_world)
    assert written.rows["flight_pairs_odbl.csv"] == 2
    described = json.loads((tmp_path / "with" / "datapackage.json").read_text(encoding="utf-8"))
    licences = {each["name"]: each["licenses"][0]["name"] for each in described["resources"]}
    assert licences["flight_pairs_odbl"] == "ODbL-1.0"
    assert "flown" in {each["id"] for each in described["sources"]}
    # The pairs of places stay free of its values: they could not be published under both licences.
    assert not [c for c in _csv(tmp_path / "with" / "city_pairs.csv") if "airlines" in c]


def test_dyads_join_openflights_by_the_newest_version_of_the_time(wide_world: Path) -> None:
    def airlines(as_of: int) -> Any:
        pairs = sc.dyads(of="ties", as_of=as_of, with_odbl=True, data=wide_world)
        flown = pairs.set_index(["home_id", "foreign_id"])["n_airlines_openflights"]
        assert flown.isna().sum() >= len(flown) - 1
        return flown[world.NINGWAN, world.TOKIWA]

    assert (airlines(2012), airlines(2020)) == (1, 3)
    assert airlines(2005) is pd.NA
    assert "n_airlines_openflights" not in sc.dyads(of="ties", data=wide_world)


def test_an_overlay_goes_along_and_says_so(release_folder: Path, tmp_path: Path) -> None:
    overlay = made_up_overlay.write(tmp_path / "gazette", release_folder)
    laid = sc.Data(release_folder, [overlay.folder])
    sc.export(tmp_path / "made", data=laid)
    ties = _csv(tmp_path / "made" / "ties.csv")
    assert len(ties) == len(sc.ties(data=laid)) > len(world.TIES)
    assert "gazette" in " ".join(ties["sources"])
    said = (tmp_path / "made" / "README.txt").read_text(encoding="utf-8")
    assert "Registers of your own are laid over the data: gazette." in said
    assert frictionless.Package(tmp_path / "made" / "datapackage.json").validate().valid


# -- what is refused


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"format": "xls"}, "use one of csv, excel-csv, parquet"),
        ({"tables": ["nodes", "knots"]}, "use one of nodes, ties"),
        ({"tables": []}, "give at least one of"),
        ({"tables": ["flights_odbl"]}, "add --with-odbl"),
        ({"format": "gexf", "tables": ["nodes"]}, "leave out tables"),
        ({"format": "gexf", "with_odbl": True}, "leave out with_odbl"),
        ({"licence": "BY"}, "use one of CC0"),
        ({"licence": "CC0", "format": "geojson"}, "no coordinates are under CC0"),
        ({"licence": "CC0", "country": "CN"}, "leave out country"),
        ({"licence": "CC0", "as_of": 0}, "leave out as_of"),
        (
            {"tables": ["sources"], "as_of": 0},
            "as_of=0 .* it chooses dyads, and none are in sources",
        ),
        ({"tables": ["nodes", "ties"], "country": "CN"}, "country='CN' .* none are in nodes, ties"),
        ({"country": "XX"}, "no place of this release lies there"),
        ({"country": "world"}, "leave the country out to ask of all, .* give an ISO 3166-1 code"),
        ({"format": "graphml", "as_of": 1200}, "give a year from"),
    ],
)
def test_what_does_not_go_together_is_refused_and_nothing_is_written(
    wrong: dict[str, Any], said: str, release_folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(InvalidArgument, match=said):
        sc.export(tmp_path / "made", **wrong, data=release_folder)
    assert not (tmp_path / "made").exists()


def test_progress_is_told_step_by_step(release_folder: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    sc.export(
        tmp_path, data=release_folder, progress=lambda what, done, of: told.append((what, done, of))
    )
    assert told[0][0] == "reading"
    assert told[-1] == ("writing", 2, 2)
    assert all(done <= of for _, done, of in told)


def test_the_command_takes_tables_by_commas(
    typed: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = typed("export", "--out", str(tmp_path / "made"), "--tables", "nodes, ties", "--json")
    assert came.code == 0
    assert set(json.loads(came.out)["rows"]) == {"nodes.csv", "ties.csv", "codebook.csv"}
    assert json.loads(came.out)["country"] is None  # no dyads, so no home country
    came = typed("export", "--out", str(tmp_path / "net"), "--format", "gexf", "--country", "DE")
    assert "as gexf; ties with an end in DE only." in came.out
    assert os.listdir(tmp_path / "net")  # noqa: PTH208
    assert re.fullmatch(r"To be written: \d+ rows in 2 tables\.\n", came.err)

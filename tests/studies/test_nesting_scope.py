"""The study outside the country that the sources began with: which regions, which year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import world
from release_build.writing.release_files import write_release
from sistercities.dataset.assemble import assemble
from sistercities.dataset.coverage_decisions import RegionList
from sistercities.dataset.release.store import open_release
from sistercities.network.lift import build_network
from sistercities.studies.nesting.study import study_nesting
from sistercities.studies.scope import scope_of, with_article
from sistercities.studies.study_data import StudyData, checked_year, read_study_data

LISTS = (
    *world.LISTS,
    RegionList(world.ZH, "JP", "JP-91", "upper", is_listed=True),
    RegionList(world.ZH, "DE", "DE-92", "upper", is_listed=True),
    RegionList(world.EN, "JP", "*", "lower", is_listed=True),
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudyData]:
    folder: Path = tmp_path_factory.mktemp("lists") / "release"
    write_release(assemble(replace(world.ingredients(), region_lists=LISTS)), folder, version="0")
    with open_release(folder) as release:
        yield read_study_data(release)


def test_only_regions_whose_list_somebody_holds_take_part(data: StudyData) -> None:
    network = build_network(data.tables, "JP", 2026)
    assert network.home_units == (world.MINAMIHARA,)
    assert {data.tables.hierarchy.container(p, "region1", 9999) for p in network.home_places} == {
        world.MINAMIHARA
    }
    # Lanyu and Qingmo are its partners; the ties of Kitazawa and Higashino are not known in full.
    assert network.n_upper == 2
    scope = scope_of(data, network)
    assert (scope.unit, scope.pair, scope.part, scope.n_units) == (
        "prefecture", "region", ("Minamihara",), 3,
    )  # fmt: skip


def test_domestic_ties_are_no_ties_of_the_network(data: StudyData) -> None:
    network = build_network(data.tables, "JP", 2026)
    assert "JP" not in network.countries
    assert f"{world.KAWABE_M}~{world.KAWABE_K}" not in network.tie_ids


def test_the_result_names_the_regions_and_lists_the_others(data: StudyData) -> None:
    result = study_nesting(data, country="JP", draws=9)
    assert "city partnerships of Minamihara in JP" in result.headline
    assert result.headline.endswith("no source lists in full the own ties of the others.")
    assert set(result.uncovered_units) == {"Kitazawa", "Higashino"}
    assert result.settings["home regions"].startswith("1 of 3 prefectures take part")
    assert "fewer than 5" in result.power.sentence
    assert result.verdicts["C3"].verdict.startswith("cannot")
    assert result.power.simulated_coverage is None


def test_a_listed_dual_place_takes_no_part_and_that_is_said(data: StudyData) -> None:
    result = study_nesting(data, country="DE", draws=9)
    assert "only Freihafen has its own ties listed in full" in result.headline
    assert "Freihafen is region and city at once" in result.settings["listed but dual"]
    assert "no source lists the ties of the cities" in result.settings["city ties"]


def test_the_year_is_that_of_the_newest_dated_source_on_the_country(data: StudyData) -> None:
    sources = data.tables.sources.assign(is_dated=True)
    dated = replace(data, tables=replace(data.tables, sources=sources))
    assert dated.newest_dated_year() == 2026
    assert checked_year(dated, "CN", None) == 2020
    assert checked_year(dated, "FR", None) == 2026


@pytest.mark.parametrize(
    ("name", "after_of"),
    [("The Netherlands", "the Netherlands"), ("Netherlands", "the Netherlands"),
     ("United States", "the United States"), ("China", "China"), ("Thessaly", "Thessaly")],
)  # fmt: skip
def test_a_country_has_its_article_inside_a_sentence(name: str, after_of: str) -> None:
    assert with_article(name) == after_of

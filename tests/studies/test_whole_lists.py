"""Which source is taken as the older list of a country: only one that read all of its lists."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from sistercities.studies.study_data import StudyData, read_study_data
from sistercities.studies.study_tables import StudyTables
from sistercities.studies.whole_lists import earlier_whole_list, has_whole_lists
from studies.made_up_attractiveness import LISTS, OLD, made_up_world

PART = "lists-2023"
HOME_AND_ABROAD = ("CN", "JP", "DE")


def with_part(study: StudyData, *rows: tuple[str, str, bool], mode: str = "list") -> StudyData:
    """Add an undated source of 2023 that has every tie and read the lists of these rows."""
    tables = study.tables
    source = pd.DataFrame({"source_id": [PART], "snapshot_year": [2023], "is_dated": [False]})
    lists = pd.DataFrame(rows, columns=["country", "region_iso", "is_read"])
    return replace(
        study,
        tables=replace(
            tables,
            sources=pd.concat([tables.sources, source.astype({"snapshot_year": "Int64"})]),
            ties=tables.ties.assign(sources=tables.ties["sources"] + f" {PART}"),
        ),
        source_lists=pd.concat(
            [study.source_lists, lists.assign(source_id=PART, mode=mode)], ignore_index=True
        ),
    )


@pytest.fixture(scope="module")
def study() -> StudyData:
    return made_up_world().study


def test_the_newest_of_the_older_ones_that_read_all_lists(study: StudyData) -> None:
    assert earlier_whole_list(study, 2026, HOME_AND_ABROAD) == OLD
    both = with_part(study, *((country, "*", True) for country in HOME_AND_ABROAD))
    assert earlier_whole_list(both, 2026, HOME_AND_ABROAD) == PART
    assert earlier_whole_list(both, 2023, HOME_AND_ABROAD) == OLD
    assert earlier_whole_list(study, 2016, HOME_AND_ABROAD) == ""


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("JP", "*", True), ("DE", "*", True)],
        [("CN", "*", False), ("JP", "*", True), ("DE", "*", True)],
        [("*", "*", True), ("CN", "*", False)],
        [("*", "*", True), ("CN", "CN-91", False)],
        [("JP", "*", True), ("DE", "*", True), ("CN", "CN-91", True), ("CN", "CN-92", True)],
    ],
    ids=["none", "abroad", "not-home", "all-but-home", "not-a-region", "some-regions"],
)
def test_a_source_of_a_part_is_not_the_older_list(
    study: StudyData, rows: list[tuple[str, str, bool]]
) -> None:
    """It sees the rest from abroad alone, though it has more ties than the other."""
    assert earlier_whole_list(with_part(study, *rows), 2026, HOME_AND_ABROAD) == OLD


def test_a_source_of_ties_between_large_cities_is_no_list(study: StudyData) -> None:
    between = with_part(study, ("*", "*", True), mode="between_nodes")
    assert earlier_whole_list(between, 2026, HOME_AND_ABROAD) == OLD


def test_a_release_that_does_not_say_what_was_read_has_no_older_list(study: StudyData) -> None:
    silent = replace(study, source_lists=pd.DataFrame())
    assert earlier_whole_list(silent, 2026, HOME_AND_ABROAD) == ""
    assert not has_whole_lists(silent, LISTS, ["CN"])


@pytest.mark.parametrize(
    ("source", "country", "whole"),
    [
        ("enwiki-2026", "CN", True),
        ("enwiki-2026", "US", False),  # of some states alone
        ("enwiki-2023", "SE", True),
        ("enwiki-2023", "CN", False),
        ("enwiki-2023", "GB", False),  # without England
        ("wikidata-2017", "DE", True),
        ("wikidata-2017", "CN", False),
        ("wikidata-2016", "CN", True),
        ("wikidata-2021", "CN", False),
        ("tie-events-2026", "CN", False),
    ],
)
def test_what_the_sources_of_the_release_read_whole(
    release_tables: StudyTables, source: str, country: str, whole: bool
) -> None:
    assert has_whole_lists(read_study_data(release_tables), source, [country]) is whole

"""The hierarchy as it was, by span of years."""

from __future__ import annotations

from pathlib import Path

import pytest

import world
from release_build.former_regions import FormerMember
from release_build.hierarchy import (
    ALL_CHILDREN,
    COLUMNS,
    FormerParent,
    from_members,
    nearest_container,
    parent_rows,
    read_former_parents,
)
from sistercities.errors import BuildError, SourceError

IN_VALMONT = FormerParent(ALL_CHILDREN, world.GRAND_VAL, world.VALMONT, 2015, "made up")


def _container_in(rows: list[dict[str, object]], place_id: str, year: int) -> list[str]:
    """Where a place lay in a year, by hand: every link whose span holds the year."""
    return [
        str(row["parent_id"])
        for row in rows
        if row["place_id"] == place_id
        and int(str(row["from_year"])) <= year
        and (row["to_year"] is None or int(str(row["to_year"])) >= year)
    ]


def test_the_world_has_the_links_drawn_by_hand() -> None:
    rows = parent_rows(world.places(), [IN_VALMONT], "made up")
    by_key = sorted(rows, key=lambda row: (row["place_id"], row["from_year"]))
    drawn = sorted(world.parents(), key=lambda row: (row["place_id"], row["from_year"]))
    assert by_key == drawn


@pytest.mark.parametrize(
    ("year", "container"),
    [
        (1988, world.VALMONT),
        (2015, world.VALMONT),
        (2016, world.GRAND_VAL),
        (9999, world.GRAND_VAL),
    ],
)
def test_each_year_has_one_container(year: int, container: str) -> None:
    rows = parent_rows(world.places(), [IN_VALMONT], "made up")
    assert _container_in(rows, world.HAUTE_LISE, year) == [container]


def test_a_ruling_on_one_place_leaves_its_neighbours_alone() -> None:
    ruling = FormerParent(world.HAUTE_LISE, "", world.VALMONT, 2015, "made up")
    rows = parent_rows(world.places(), [ruling], "made up")
    assert _container_in(rows, world.HAUTE_LISE, 2000) == [world.VALMONT]
    assert _container_in(rows, world.BASSE_LISE, 2000) == [world.GRAND_VAL]


def test_two_former_containers_follow_one_another() -> None:
    rulings = [
        FormerParent(world.MOQI, "", world.LANYU, 1997, "made up"),
        FormerParent(world.MOQI, "", world.QINGMO, 1987, "made up"),
    ]
    rows = parent_rows(world.places(), rulings, "made up")
    spans = [(row["parent_id"], row["from_year"], row["to_year"]) for row in rows
             if row["place_id"] == world.MOQI]  # fmt: skip
    assert spans == [
        (world.QINGMO, 0, 1987),
        (world.LANYU, 1988, 1997),
        (world.WUTING, 1998, None),
    ]


def test_a_dual_place_may_have_lain_in_a_region_before() -> None:
    ruling = FormerParent(world.JINGHAI, "", world.LANYU, 1996, "made up")
    rows = parent_rows(world.places(), [ruling], "made up")
    assert _container_in(rows, world.JINGHAI, 1990) == [world.LANYU]
    assert _container_in(rows, world.JINGHAI, 1997) == []


def test_members_of_a_former_region_become_rulings() -> None:
    members = [FormerMember(world.HAUTE_LISE, world.VALMONT, 2015, "a law")]
    assert from_members(members) == [
        FormerParent(world.HAUTE_LISE, "", world.VALMONT, 2015, "a law")
    ]


def test_a_container_outside_the_release_is_stepped_over() -> None:
    places = world.places()
    del places[world.HAUTE_LISE]
    assert nearest_container(places[world.SAINT_ORME], places) == world.GRAND_VAL


def test_a_former_container_that_is_no_place_fails_the_build() -> None:
    ruling = FormerParent(world.MOQI, "", "gn:nowhere", 1997, "made up")
    with pytest.raises(BuildError, match="gn:nowhere is not a place"):
        parent_rows(world.places(), [ruling], "made up")


def _file(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "parents.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_decisions_are_read(tmp_path: Path) -> None:
    path = _file(tmp_path, ",".join(COLUMNS), "*,gn:702,wd:Q701,2015,merged,a law,2026-01-01,never")
    assert read_former_parents(path) == [
        FormerParent("*", "gn:702", "wd:Q701", 2015, "merged (a law)")
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            "*,gn:702,wd:Q701,long ago,merged,a law,2026-01-01,never",
            "column until_year: 'long ago'",
        ),
        ("*,gn:702,wd:Q701,²,merged,a law,2026-01-01,never", "column until_year: '²'"),
        ("*,gn:702,wd:Q701,99999,merged,a law,2026-01-01,never", "column until_year: '99999'"),
        ("*,gn:702,wd:Q701,0,merged,a law,2026-01-01,never", "column until_year: '0'"),
        ("*,gn:702,wd:Q701,2015,merged,a law,2026-13-45,never", "column decided: '2026-13-45'"),
        ("*,,wd:Q701,2015,merged,a law,2026-01-01,never", "column parent_now: ''"),
        ("Ume,,wd:Q701,2015,merged,a law,2026-01-01,never", "column place_id: 'Ume'"),
        ("*,gn:702,wd:Q701,2015", "it has 4 fields and the header 8"),
    ],
)
def test_a_decision_that_is_not_understood_stops_the_build(
    tmp_path: Path, line: str, problem: str
) -> None:
    with pytest.raises(SourceError, match=rf"parents\.csv, row 2, .*{problem}"):
        read_former_parents(_file(tmp_path, ",".join(COLUMNS), line))


def test_another_header_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"row 1, column who: .*the columns are place_id"):
        read_former_parents(_file(tmp_path, "place_id,who"))

"""A municipality that was merged has an end and a successor, though its town is still there."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.ended_places import (
    COLUMNS,
    EndedPlace,
    as_they_lie,
    read_ended_places,
    with_ended_places,
)
from sistercities.errors import BuildError, SourceError
from sistercities.terms.places import Place

PLACES = {
    one: Place(one, one.title(), "", "city", "DK", "DK-85") for one in ("x:harbour", "x:island")
}


def write(folder: Path, row: str) -> Path:
    path = folder / "ended_places.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    return path


def test_the_town_of_a_merged_municipality_has_an_end_and_a_successor(tmp_path: Path) -> None:
    path = write(tmp_path, "x:harbour,2006,x:island,merged,public law,2026-12-01")
    found = with_ended_places(PLACES, read_ended_places(path))
    assert (found["x:harbour"].valid_to, found["x:harbour"].successor) == (2006, "x:island")
    assert found["x:island"] == PLACES["x:island"]


def test_its_town_lies_where_it_lay() -> None:
    ruling = EndedPlace("x:harbour", 2006, "x:island")
    ended = with_ended_places(PLACES, [ruling])
    assert as_they_lie(ended, [ruling])["x:harbour"].valid_to is None
    assert as_they_lie(ended, []) == ended


def test_a_successor_that_is_not_held_is_left_open(tmp_path: Path) -> None:
    path = write(tmp_path, "x:harbour,2006,,merged,public law,2026-12-01")
    found = with_ended_places(PLACES, read_ended_places(path))
    assert (found["x:harbour"].valid_to, found["x:harbour"].successor) == (2006, "")


@pytest.mark.parametrize(
    "ruling",
    [EndedPlace("x:nowhere", 2006, "x:island"), EndedPlace("x:harbour", 2006, "x:nowhere")],
)
def test_a_ruling_on_an_unknown_place_is_refused(ruling: EndedPlace) -> None:
    with pytest.raises(BuildError, match="x:nowhere"):
        with_ended_places(PLACES, [ruling])


def test_a_ruling_on_a_place_with_an_end_is_refused() -> None:
    ruling = EndedPlace("x:harbour", 2006, "x:island")
    with pytest.raises(BuildError, match="has an end"):
        with_ended_places(with_ended_places(PLACES, [ruling]), [ruling])


@pytest.mark.parametrize("row", ["x:harbour,,x:island,merged,law", "x:harbour,2006,x:island,,law"])
def test_a_row_without_year_or_reason_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(SourceError):
        read_ended_places(write(tmp_path, f"{row},2026-12-01"))

"""A Landkreis that is no more is held, though no tie of it is known, and so is its successor."""

from __future__ import annotations

from release_build.universe import FORMER_KREIS, universe
from sistercities.terms.places import Place

NEW = Place("x:de-kreis-neumark", "Landkreis Neumark", "", "region2", "DE", "DE-91")
OLD = Place(
    f"{FORMER_KREIS}altmark", "Landkreis Altmark", "", "region2", "DE", "DE-91",
    valid_to=2007, successor=NEW.place_id,
)  # fmt: skip
OTHER = Place("x:de-kreis-nordmark", "Landkreis Nordmark", "", "region2", "DE", "DE-91")


def test_a_former_landkreis_and_its_successor_are_held() -> None:
    world = {one.place_id: one for one in (NEW, OLD, OTHER)}
    assert set(universe(world, ())) == {NEW.place_id, OLD.place_id}


def test_a_municipality_that_was_merged_is_held_with_what_took_it_over() -> None:
    heir = Place("gn:1", "Twin Towns", "", "city", "DE", "DE-91", population=9_000)
    half = Place("gn:2", "Twin", "", "city", "DE", "DE-91", valid_to=2018, successor="gn:1")
    alone = Place("gn:3", "Left", "", "city", "DE", "DE-91", valid_to=2018)
    world = {one.place_id: one for one in (heir, half, alone)}
    assert set(universe(world, ())) == {"gn:1", "gn:2"}

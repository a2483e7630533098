"""Regions have the people that Wikidata gives the region itself, and no town's."""

from __future__ import annotations

from typing import Any

import pytest

from release_build.readers.wikidata_populations import StatedPopulation
from release_build.region_populations import with_region_populations
from sistercities.terms.places import Place

REGION = Place(
    "gn:1", "Musterland", "", "region1", "DE", "DE-XX", latitude=50.0, longitude=10.0,
    names=(("Musterland", "en"), ("Musterland Province", "und")),
)  # fmt: skip


def stated(people: int, name: str = "Musterland", **more: Any) -> StatedPopulation:
    given: dict[str, Any] = {"latitude": 50.5, "longitude": 10.5, "source_id": "wikidata-2021"}
    return StatedPopulation(name, population=people, **(given | more))


def outcome(
    *figures: StatedPopulation, others: tuple[Place, ...] = (), of_towns: bool = False
) -> tuple[int | None, str | None]:
    places = {one.place_id: one for one in (REGION, *others)}
    taken = set(figures) if of_towns else set()
    found = with_region_populations(places, figures, taken)["gn:1"]
    return found.population, found.population_source


@pytest.mark.parametrize("name", ["Musterland", "Musterland Province"])
def test_a_region_has_the_figure_of_its_name(name: str) -> None:
    assert outcome(stated(3_729_641, name)) == (3_729_641, "wikidata-2021")


def test_the_newest_figure_stands() -> None:
    older = stated(3_600_000, source_id="wikidata-2017")
    assert outcome(older, stated(3_729_641))[0] == 3_729_641


def test_figures_that_contradict_each_other_tell_nothing() -> None:
    assert outcome(stated(1_000_000, source_id="wikidata-2017"), stated(3_000_000))[0] is None


def test_the_figure_of_a_town_is_none_of_its_region() -> None:
    assert outcome(stated(3_729_641), of_towns=True)[0] is None


def test_fewer_people_than_a_town_in_it_are_not_those_of_a_region() -> None:
    town = Place("gn:2", "Musterstadt", "", "city", "DE", "DE-XX", population=43_000)
    assert outcome(stated(41_739), others=(town,))[0] is None
    assert outcome(stated(43_001), others=(town,))[0] == 43_001


def test_a_region_has_no_fewer_people_than_its_cities_together() -> None:
    cities = tuple(
        Place(f"gn:{number}", f"Stadt {number}", "", "city", "DE", "DE-XX", population=600_000)
        for number in (4, 5)
    )
    assert outcome(stated(1_000_000), others=cities)[0] is None
    assert outcome(stated(1_150_000), others=cities)[0] == 1_150_000


def test_a_city_within_another_is_counted_once() -> None:
    city = Place("gn:4", "Stadt", "", "city", "DE", "DE-XX", population=900_000)
    inner = Place(
        "gn:5", "Innen", "", "city", "DE", "DE-XX", population=600_000, parent_ids=("gn:4",)
    )
    assert outcome(stated(1_000_000), others=(city, inner))[0] == 1_000_000


def test_a_namesake_around_leaves_open_which_is_meant() -> None:
    beside = Place(
        "gn:3", "Musterland", "", "region1", "DE", "DE-YY", latitude=50.2, longitude=10.0,
        names=(("Musterland", "en"),),
    )  # fmt: skip
    assert outcome(stated(3_729_641), others=(beside,))[0] is None


def test_a_point_far_away_is_of_another_region() -> None:
    assert outcome(stated(3_729_641, latitude=53.0))[0] is None

"""Of a merger no part lives on, whether the table names it or the name of the heir does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from release_build.ended_places import read_ended_places
from release_build.whole_mergers import require_whole_mergers
from sistercities.dataset.merged_municipalities import Merger, merged_municipalities
from sistercities.errors import BuildError
from sistercities.terms.places import Place

DECISIONS = Path(__file__).parents[2] / "data" / "decisions"


def town(place_id: str, name: str, **more: Any) -> Place:
    given = {"country": "BE", "region_iso": "BE-VLG", "latitude": 51.0, "longitude": 3.8} | more
    return Place(place_id, name, "", "city", **given)


def places(heir: str = "Alfa-Beta", **beta: Any) -> dict[str, Place]:
    country = beta.get("country", "BE")
    found = (
        town("gn:1", heir, country=country),
        town("gn:2", "Alfa", country=country, valid_to=2024, successor="gn:1"),
        town("gn:3", "Beta", **beta),
    )
    return {one.place_id: one for one in found}


ENDED = {"valid_to": 2024, "successor": "gn:1"}


@pytest.mark.parametrize(
    ("heir", "country"),
    [("Alfa-Beta", "BE"), ("Alfa e Beta", "IT"), ("Alfa Beta", "IT"), ("Alfa con Beta", "IT")],
)
def test_a_half_that_lives_beside_its_heir_is_told(heir: str, country: str) -> None:
    with pytest.raises(BuildError, match="gn:3 Beta of"):
        require_whole_mergers(places(heir, country=country), ())
    require_whole_mergers(places(heir, country=country, **ENDED), ())


@pytest.mark.parametrize("elsewhere", [{"latitude": 52.0}, {"country": "NL"}])
def test_a_town_of_its_name_elsewhere_may_live(elsewhere: dict[str, Any]) -> None:
    made = places() | {"gn:3": town("gn:3", "Beta", **elsewhere)}
    require_whole_mergers(made, ())


def test_a_municipality_that_took_over_nothing_may_lie_beside_its_villages() -> None:
    made = {
        place_id: replace(one, valid_to=None, successor="") for place_id, one in places().items()
    }
    require_whole_mergers(made, ())


def test_a_part_of_the_table_that_lives_is_told() -> None:
    merger = Merger("gn:1", "Greater Alfa", ("gn:2", "gn:3"), (), is_counted_whole=False)
    with pytest.raises(BuildError, match="gn:3 Beta of Greater Alfa"):
        require_whole_mergers(places("Greater Alfa"), [merger])
    require_whole_mergers(places("Greater Alfa", **ENDED), [merger])


def test_each_part_that_the_table_names_ends_in_its_municipality() -> None:
    heirs = {
        one.place_id: one.successor for one in read_ended_places(DECISIONS / "ended_places.csv")
    }
    mergers = merged_municipalities(DECISIONS / "merged_municipalities.csv")
    assert len(mergers) > 100
    wrong = [
        (one.name, part)
        for one in mergers for part in one.parts if heirs.get(part) != one.place_id
    ]  # fmt: skip
    assert wrong == []

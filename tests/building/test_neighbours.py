"""A municipality with a code of its own lies in no other one, a ward in its city."""

from __future__ import annotations

from typing import Any

from release_build.gazetteer.build import without_neighbours
from sistercities.terms.places import Place


def place(place_id: str, level: Any, *above: str, code: str = "", is_dual: bool = False) -> Place:
    return Place(
        place_id, place_id, "", level, "JP", "JP-91", is_dual=is_dual, municipality_code=code,
        parent_ids=above,
    )  # fmt: skip


def test_a_municipality_lies_in_no_neighbour() -> None:
    region = place("region", "region1")
    city = place("city", "city", "region", code="910001")
    found = {
        one.place_id: one.parent_ids
        for one in without_neighbours((
            region, city,
            place("town", "city", "city", "region", code="910002"),
            place("ward", "district", "city", "region", code="910003"),
            place("quarter", "city", "city", "region"),
            place("of a metropolis", "city", "metropolis", code="910004"),
            place("metropolis", "city", code="910005", is_dual=True),
        ))
    }  # fmt: skip
    assert found["town"] == ("region",)
    assert found["ward"] == found["quarter"] == ("city", "region")
    assert found["of a metropolis"] == ("metropolis",)

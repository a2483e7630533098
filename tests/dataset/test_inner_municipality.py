"""A municipality in brackets behind the city whose province it lies in."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from sistercities.dataset.overlays.ends import weigh
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.sources.register_ends import WrittenEnd
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution


def place(
    place_id: str, name: str, level: str = "city", inside: str = "", people: int | None = None
) -> Place:
    return Place(
        place_id, name, "", cast("Any", level), "TR", "", names=((name, "und"),),
        parent_ids=(inside,) if inside else (), population=people,
    )  # fmt: skip


PROVINCE = place("gn:1", "Altinkent", "region1")
CITY = place("gn:2", "Altinkent", inside="gn:1")
INNER = place("gn:3", "Yeniliman", inside="gn:1")
CAPITAL = place("gn:5", "Merkez", inside="gn:4")
LAND = place("gn:4", "Dagland", "region1")
PART = place("gn:6", "Kadikum", inside="gn:1", people=450_000)
VILLAGE = place("gn:7", "Kadikum", inside="gn:1", people=1_400)
ONE, TWIN = (place(f"gn:{n}", "Dereli", inside="gn:1", people=9_000) for n in (8, 9))
DISTRICT = place("gn:10", "Barnham", "district", inside="gn:1")
TOWN = place("gn:11", "Barnham")
GAZETTEER = UserGazetteer(
    (PROVINCE, CITY, INNER, CAPITAL, LAND, PART, VILLAGE, ONE, TWIN, DISTRICT, TOWN)
)


def lies_in(one: Place, region: str) -> bool:
    return any(GAZETTEER.places[each].name == region for each in one.parent_ids)


def is_town(name: str, _country: str) -> bool:
    return name == CITY.name


NAMES = cast(
    "ReleaseNames",
    SimpleNamespace(
        gazetteer=GAZETTEER,
        regions=SimpleNamespace(lies_in=lies_in, is_town=is_town, is_region=lambda *_: False),
    ),
)


@pytest.mark.parametrize(
    ("head", "inner", "due"),
    [
        ("Altinkent", "Yeniliman", "gn:3"),
        ("Altinkent", "Bezirk Yeniliman", "gn:3"),
        ("Dagland", "Merkez", ""),
        ("Altinkent", "Bezirk Kadikum", "gn:6"),
        ("Altinkent", "Dereli", ""),
        ("Altinkent", "Yenilimam", "gn:3"),
        ("Altinkent", "Yesilova", ""),
        ("Barnham", "Stadtbezirk v. Altinkent", "gn:10"),
        ("Barnham", "Stadtbezirk v. Dagland", ""),
    ],
    ids=[
        "municipality",
        "with its word",
        "a region and its capital",
        "by far the largest",
        "two alike",
        "a slip",
        "none",
        "a part of the city",
        "of another city",
    ],
)
def test_the_inner_one_is_meant_where_a_city_is_named_first(
    head: str, inner: str, due: str
) -> None:
    end = NamedEnd(f"{head} ({inner})", "TR")
    written = WrittenEnd(end=end, head=head, bracketed=(inner,))
    weighed = weigh(written, Resolution("", "", 0.0), NAMES)
    assert (weighed.place_id if weighed.is_inner else "") == due

"""The region before a name, and the unit beside a part of it, over a made-up gazetteer."""

from __future__ import annotations

from typing import Any

import pytest

from sistercities.dataset.resolving.boxes import in_box_before, is_beside, near_box
from sistercities.dataset.resolving.by_forms import SEVERAL
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution


def place(place_id: str, name: str, local: str, latitude: float, **more: Any) -> Place:
    given: dict[str, Any] = {"level": "district", "country": "CN", "region_iso": "CN-SH"} | more
    names = tuple((one, "und") for one in (name, local) if one)
    return Place(place_id, name, local, latitude=latitude, longitude=121.0, names=names, **given)


PART = place("x:part", "Zhuangqiao", "庄桥镇", 31.0)
UNIT = place("x:unit", "Fengnan", "奉南区", 31.1)
FAR = place("x:far", "Beihu", "北湖区", 33.0)
ABROAD = place("x:abroad", "Fengnan", "奉南区", 31.0, region_iso="CN-ZJ")
TOWN = place("x:town", "Fullerby", "", 34.0, level="city", country="US", region_iso="US-CA")
WORLD = UserGazetteer([PART, UNIT, FAR, TOWN])
ELSEWHERE = "places of this name lie elsewhere than the claim or the hint says"


def beside(box: str, reason: str = ELSEWHERE) -> str:
    end = NamedEnd("庄桥镇", "CN", parents=(box,))
    return near_box(end, Resolution("", "", 0.0, reason, ("x:part",)), WORLD).place_id


def test_a_part_lies_at_the_unit_that_stands_beside_it() -> None:
    assert beside("奉南区") == "x:part"
    assert is_beside(PART, "Fengnan District", WORLD)


def test_a_unit_far_away_or_of_another_region_says_that_it_lies_elsewhere() -> None:
    assert beside("北湖区") == ""
    assert not is_beside(PART, "奉南区", UserGazetteer([PART, ABROAD]))


def test_several_of_a_name_are_not_settled_so() -> None:
    assert beside("奉南区", SEVERAL) == ""
    second = place("x:second", "Zhuangqiao", "庄桥镇", 31.05)
    world = UserGazetteer([PART, second, UNIT])
    end = NamedEnd("庄桥镇", "CN", parents=("奉南区",))
    assert near_box(end, Resolution("", "", 0.0, ELSEWHERE, ("x:part",)), world).place_id == ""


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("미국 캘리포니아주 풀러비시", "alias+country+parents"),
        ("미국 오리건주 풀러비시", "alias+country"),
        ("풀러비시", "alias+country"),
    ],
)
def test_the_region_before_a_name_tells_which_one_it_is(name: str, method: str) -> None:
    codes = {"캘리포니아주": "US-CA", "오리건주": "US-OR"}
    found = Resolution("x:town", "alias+country", 0.9)
    told = in_box_before(NamedEnd(name, "US"), found, WORLD, lambda one, _: codes.get(one, ""))
    assert (told.place_id, told.method) == ("x:town", method)

"""Fields of forms show names that lead back to the place that was meant."""

from __future__ import annotations

import pytest

import world
from web.reader import Reader, all_of, parsed


def _fields(reader: Reader, address: str, name: str) -> list[str]:
    tree = parsed(reader.page(address))
    found = [one.get("value") for one in all_of(tree, "input") if one.get("name") == name]
    return [one for one in found[-4:] if one]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_id_becomes_a_name_that_leads_to_the_same_place(reader: Reader, lang: str) -> None:
    for place in (world.NINGWAN, world.HUSHI, world.JINGHAI):
        address = f"/compare?place={place}&place={_other(place)}&lang={lang}"
        shown = _fields(reader, address, "place")
        assert len(shown) == 2
        assert not [one for one in shown if one.startswith("gn:")]
        again = _fields(reader, f"/compare?place={shown[0]}&place={shown[1]}&lang={lang}", "place")
        assert again == shown


def test_all_forms_show_the_same_name(reader: Reader) -> None:
    (compared,) = _fields(reader, f"/compare?place={world.HUSHI}", "place")
    (asked,) = _fields(reader, f"/benchmark?q={world.HUSHI}", "q")[-1:]
    (start,) = _fields(reader, f"/path?from={world.HUSHI}&to={world.NINGWAN}", "from")
    assert compared == asked == start


def _other(place: str) -> str:
    return world.HUSHI if place == world.NINGWAN else world.NINGWAN

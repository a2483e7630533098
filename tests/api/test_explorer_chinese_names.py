"""Chinese names of places elsewhere: as lists in Chinese write them, in simplified characters."""

from __future__ import annotations

from pathlib import Path

import pytest

import world
from sistercities.api.explorer.chinese_names import (
    _mainland_regions,
    _of_mainland,
    chinese_place_names,
)
from sistercities.api.explorer.store import Explorer


def test_places_of_japan_are_read_as_they_are_written(release_folder: Path) -> None:
    explorer = Explorer(release_folder)
    try:
        names = chinese_place_names(explorer)
    finally:
        explorer.close()
    assert names[world.MINAMIHARA] == "南原县"
    assert world.NINGWAN not in names, "a Chinese place has its own name"


@pytest.mark.parametrize(
    ("place_id", "listed", "shown"),
    [
        ("gn:745044", "伊斯坦堡", "伊斯坦布尔"),
        ("gn:964420", "伊莉莎白港", "伊丽莎白港"),
        ("gn:1566083", "胡志明", "胡志明市"),
        ("gn:1841811", "光州广域", "光州"),
        ("gn:2193733", "奥克兰都会区", "奥克兰"),
        ("gn:745044", "君士坦丁堡", "君士坦丁堡"),
        ("gn:5378538", "奥克兰", "奥克兰"),
    ],
)
def test_a_spelling_of_taiwan_gives_way_to_that_of_the_mainland(
    place_id: str, listed: str, shown: str
) -> None:
    """A row holds of one spelling of one place: where the list writes another, it is void."""
    assert _of_mainland(place_id, listed) == shown


def test_a_region_that_was_picked_a_name_is_called_by_it() -> None:
    """Each name that was picked is one that a region of the release is found by, or its own."""
    explorer = Explorer(None)
    try:
        names = chinese_place_names(explorer)
    finally:
        explorer.close()
    picked = _mainland_regions()
    assert {place: names.get(place) for place in picked} == picked
    assert names["gn:5855797"] == "夏威夷州"
    assert names["gn:3544088"] == "比那尔德里奥省"
    assert names["gn:3522542"] == "新莱昂州"
    assert names["gn:625142"] == "明斯克州"
    assert names["gn:11071624"] == "上法兰西大区", "not 北-加来-皮卡第, as it was called for a year"
    assert names["gn:2886241"] == "科隆行政区"
    assert names["gn:2634895"] == "威尔士", "not 威尔斯, as Hong Kong and Taiwan write"
    assert "gn:1906689" not in names, "names of regions that nobody has read are not shown"


def test_a_municipality_that_no_list_names_has_the_one_name_of_the_gazetteer() -> None:
    explorer = Explorer(None)
    try:
        names = chinese_place_names(explorer)
    finally:
        explorer.close()
    assert names["gn:2746301"] == "蒂尔堡"
    assert names["gn:8462808"] == "海云台区"
    assert names["gn:1892823"] == "东海市"
    assert "gn:371466" not in names, "南，南苏丹 is no name"


@pytest.mark.parametrize(
    ("place_id", "shown"),
    [("gn:2745673", "维尔森"), ("gn:934466", "大港区"), ("gn:1153670", "清迈府"),
     ("gn:3445026", "维拉维利亚")],
)  # fmt: skip
def test_a_place_is_called_as_the_list_in_chinese_writes_it(place_id: str, shown: str) -> None:
    explorer = Explorer(None)
    try:
        names = chinese_place_names(explorer)
    finally:
        explorer.close()
    assert names[place_id] == shown

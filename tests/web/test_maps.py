"""Maps: the data of a map are those of the table, and numbers by country those of the world."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any
from xml.etree import ElementTree

import pytest

import world
from web.reader import Reader, all_of, parsed


def _get(reader: Reader, address: str) -> Any:
    return json.loads(reader.page(address))


@pytest.mark.parametrize("asked", ["", "?status=active", "?country=JP", "?from=1985&to=1995"])
@pytest.mark.parametrize("place", [world.NINGWAN, world.SONGGANG, world.LANYU])
def test_a_map_holds_the_ties_of_the_table(reader: Reader, place: str, asked: str) -> None:
    room = "region" if place == world.LANYU else "place"
    rows = _get(reader, f"/{room}/{place}.json{asked}")["rows"]
    held = _get(reader, f"/place/{place}/map.json{asked}")
    drawn = [tie["id"] for tie in held["ties"]]
    assert sorted([*drawn, *held["without_point"]]) == sorted(row["tie_id"] for row in rows)
    assert len(set(drawn)) == len(drawn)
    former = {row["tie_id"] for row in rows if row["status"] in ("ended", "suspended", "pending")}
    assert {tie["id"] for tie in held["ties"] if tie["is_former"]} == former - set(
        held["without_point"]
    )


def test_a_tie_of_a_map_lies_where_its_place_does_and_leads_to_pages(reader: Reader) -> None:
    held = _get(reader, f"/place/{world.NINGWAN}/map.json?lang=zh")
    for tie in held["ties"]:
        (other,) = set(tie["id"].split("~")) - {world.NINGWAN}
        place = _get(reader, f"/api/v1/places/{other}")
        if place["latitude"] is not None:
            assert tie["latitude"] == pytest.approx(place["latitude"], abs=1e-4)
            assert tie["longitude"] == pytest.approx(place["longitude"], abs=1e-4)
        for href in (tie["href"], tie["more"]["href"]):
            assert "lang=zh" in href
            assert reader.ask(href).status_code == 200


def test_a_region_without_a_point_lies_amid_its_places(reader: Reader) -> None:
    places = _get(reader, f"/region/{world.LANYU}/places.json")["rows"]
    held = _get(reader, f"/region/{world.LANYU}/map.json")
    own = _get(reader, f"/api/v1/places/{world.LANYU}")
    cards = [_get(reader, f"/api/v1/places/{row['place_id']}") for row in places]
    points = [
        (card["longitude"], card["latitude"]) for card in cards if card["latitude"] is not None
    ]
    if own["latitude"] is not None:
        points = [(own["longitude"], own["latitude"])]
    longitudes, latitudes = zip(*points, strict=True)
    home = held["home"]
    assert min(longitudes) - 1e-3 <= home["longitude"] <= max(longitudes) + 1e-3
    assert min(latitudes) - 0.1 <= home["latitude"] <= max(latitudes) + 0.1


def test_numbers_by_country_are_those_of_the_tables(reader: Reader) -> None:
    pairs = {
        "/countries": ("/countries.json", "country"),
        "/country/CN": ("/country/CN/partners.json", "country"),
    }
    for path, (table, key) in pairs.items():
        rows = {row[key]: row["ties"] for row in _get(reader, table)["rows"]}
        held = _get(reader, f"{path}/map.json")
        shown = {one["id"]: one["n"] for one in held["counts"]}
        assert shown == {code: n for code, n in rows.items() if code not in held["without_point"]}
        assert shown
    ties = _get(reader, f"/region/{world.LANYU}/ties.json")["rows"]
    due = Counter(row["there_country"] for row in ties)
    held = _get(reader, f"/region/{world.LANYU}/map.json")
    assert {one["id"]: one["n"] for one in held["counts"]} == due
    for one in held["counts"]:
        rows = _get(reader, one["href"].replace("/ties?", "/ties.json?"))["rows"]
        assert len(rows) == one["n"]


def _maps(reader: Reader, page: str) -> list[str]:
    """Addresses of the maps of a page that show numbers."""
    images = all_of(parsed(reader.page(page)), "img")
    return [one.get("src") for one in images if "/place/" not in one.get("src")]


def test_each_map_stands_on_its_page(reader: Reader) -> None:
    assert _maps(reader, "/") == ["/countries/map.svg"]
    assert _maps(reader, "/country/CN") == ["/country/CN/map.svg", "/country/CN/regions/map.svg"]
    assert _maps(reader, f"/region/{world.LANYU}") == [f"/region/{world.LANYU}/map.svg"]


@pytest.mark.parametrize(
    "address",
    [
        "/countries/map.svg", "/country/CN/map.svg", "/country/CN/regions/map.svg",
        f"/region/{world.LANYU}/map.svg",
    ],
)  # fmt: skip
def test_a_drawing_of_numbers_has_a_circle_for_each(reader: Reader, address: str) -> None:
    answer = reader.ask(address)
    assert answer.headers["content-type"] == "image/svg+xml"
    drawn = ElementTree.fromstring(answer.text)
    circles = [one for one in drawn.iter() if one.get("class") == "map-count"]
    counts = _get(reader, address.replace(".svg", ".json"))["counts"]
    assert len(circles) == len(counts)
    most = max(one["n"] for one in counts)
    due = sorted(max(1.6, 20 * (one["n"] / most) ** 0.5) for one in counts)
    assert sorted(float(one.get("r") or 0) for one in circles) == pytest.approx(due, abs=0.06)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_regions_are_those_of_the_table_in_its_order(reader: Reader, lang: str) -> None:
    rows = _get(reader, "/country/CN/regions.json")["rows"]
    held = _get(reader, f"/country/CN/regions/map.json?lang={lang}")
    shown = [(row["place_id"], row["ties_inside"]) for row in rows if row["ties_inside"]]
    drawn = [(one["id"], one["n"]) for one in held["counts"]]
    assert drawn == [one for one in shown if one[0] not in held["without_point"]]
    assert len(drawn) > 2
    for one in held["counts"]:
        assert one["href"].startswith(f"/region/{one['id']}")
        assert reader.ask(one["href"]).status_code == 200


def test_the_drawing_comes_closer_to_the_regions_than_the_world(reader: Reader) -> None:
    drawn = ElementTree.fromstring(reader.page("/country/CN/regions/map.svg"))
    circles = [one for one in drawn.iter() if one.get("class") == "map-count"]
    points = [(float(one.get("cx") or 0), float(one.get("cy") or 0)) for one in circles]
    width, height = map(float, (drawn.get("viewBox") or "").split()[2:])
    spread = [max(one) - min(one) for one in zip(*points, strict=True)]
    assert spread[0] > 0.5 * width or spread[1] > 0.5 * height
    assert all(0 <= x <= width and 0 <= y <= height for x, y in points)


def test_areas_of_circles_stand_for_numbers() -> None:
    from sistercities.report.maps.count_map import radius

    assert (radius(400, 400) / radius(100, 400)) ** 2 == pytest.approx(4.0)
    assert radius(1, 10**9) > 1


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/place/gn:1/map.json", 404), ("/country/ZZ/map.json", 404), ("/country/ZZ/map.svg", 404),
        ("/country/ZZ/regions/map.svg", 404), ("/country/cnx/regions/map.json", 404),
        ("/region/gn:1/map.json", 404), (f"/place/{world.TIANTAI}/map.svg", 404),
        (f"/place/{world.NINGWAN}/map.json?status=well", 400),
    ],
)  # fmt: skip
def test_a_map_that_cannot_be_drawn_says_why(reader: Reader, address: str, status: int) -> None:
    answer = reader.ask(address)
    assert answer.status_code == status
    assert "Traceback" not in answer.text

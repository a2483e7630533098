"""Maps: the data of a map are those of the table, and numbers by country those of the world."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any
from xml.etree import ElementTree

import pytest

import world
from sistercities.api.explorer.count_map import MapCount, draw_counts
from sistercities.report.maps.caption import Caption
from web.reader import Reader, all_of, parsed, words_of


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
    kinds = {row["tie_id"]: row["standing"] for row in rows}
    for tie in held["ties"]:
        stands = kinds[tie["id"]] in ("active", "listed", "one_old_source")
        is_off = kinds[tie["id"]] == "no_longer_listed"
        assert tie["kind"] == ("tie" if stands else "unlisted" if is_off else "former")


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
    """Addresses of the data of the maps of a page that show numbers."""
    figures = all_of(parsed(reader.page(page)), "figure")
    return [one.get("data-from") for one in figures if one.get("data-map") in ("counts", "flows")]


def test_each_map_stands_on_its_page(reader: Reader) -> None:
    assert _maps(reader, "/") == ["/countries/flows.json"]
    assert _maps(reader, "/country/CN") == ["/country/CN/map.json", "/country/CN/regions/map.json"]
    assert _maps(reader, f"/region/{world.LANYU}") == [f"/region/{world.LANYU}/map.json"]


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


def test_what_a_map_of_numbers_is_about_is_named_once_at_each_size() -> None:
    home = MapCount("DE", "Germany", 10.0, 51.0, 0)
    counts = [MapCount("FR", "France", 2.0, 47.0, 1267), MapCount("DE", "Germany", 10.0, 51.0, 697)]
    drawn = draw_counts(counts, home, 0.0, Caption("Partners of Germany", "of Germany")).svg
    assert drawn.count(">Germany</text>") == drawn.count(">France</text>") == 2
    alone = draw_counts(counts, None, 0.0, Caption("Partners of Germany", "of Germany")).svg
    assert alone.count(">Germany</text>") == 2


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


def test_maps_around_one_meridian_share_a_picture_of_the_land(reader: Reader) -> None:
    (figure,) = (
        one
        for one in all_of(parsed(reader.page(f"/place/{world.NINGWAN}")), "figure")
        if one.get("data-map") == "ties"
    )
    (picture,) = (one for one in figure.iter() if str(one.tag).endswith("image"))
    middle = float(figure.get("data-middle"))
    assert picture.get("href") == f"/maps/land-{middle:.0f}.svg"
    zoom, left, top = map(float, figure.get("data-view").split(" "))
    at = [float(picture.get(name)) for name in ("x", "y", "width", "height")]
    assert at == pytest.approx([-left, -top, 720 * zoom, 360 * zoom], abs=0.06)
    answer = reader.ask(picture.get("href"))
    assert answer.headers["content-type"] == "image/svg+xml"
    assert ElementTree.fromstring(answer.text).get("viewBox") == "0 0 4320 2160"
    assert reader.ask("/maps/land-7.svg").status_code == 400


def test_flows_are_the_ties_between_countries(reader: Reader) -> None:
    held = _get(reader, "/countries/flows.json")
    due: Counter[tuple[str, str]] = Counter()
    years: Counter[tuple[str, str, int]] = Counter()
    ties = _get(reader, "/country/CN/ties.json")["rows"]
    for row in ties:
        pair = tuple(sorted((row["here_country"], row["there_country"])))
        if pair[0] == pair[1]:
            continue
        due[pair] += 1
        if row["start_precision"] in ("day", "month", "year"):
            years[(*pair, int(row["start"][:4]))] += 1
    flows = [one for one in held["flows"] if "CN" in (one["one"], one["other"])]
    assert {(one["one"], one["other"]): one["undated"] + sum(n for _, n in one["years"])
            for one in flows} == due  # fmt: skip
    assert {(one["one"], one["other"], year): n
            for one in flows for year, n in one["years"]} == years  # fmt: skip
    every = [n for one in held["flows"] for _, n in one["years"]]
    assert held["n_dated"] == sum(every)
    assert held["n_undated"] == sum(one["undated"] for one in held["flows"])
    assert held["n_dated"] + held["n_undated"] + held["n_domestic"] == len(world.TIES)


def _drawn_flows(reader: Reader, asked: str) -> list[str]:
    drawn = ElementTree.fromstring(reader.page(f"/countries/flows.svg{asked}"))
    return [
        words for one in drawn.iter() if one.get("class") == "map-flow"
        for words in one.itertext()
    ]  # fmt: skip


def test_the_map_of_flows_follows_year_and_country(reader: Reader) -> None:
    held = _get(reader, "/countries/flows.json")
    assert len(_drawn_flows(reader, "")) == len(held["flows"])
    first = held["first_year"]
    begun = [one for one in held["flows"] if any(year == first for year, _ in one["years"])]
    assert len(_drawn_flows(reader, f"?until={first}")) == len(begun)
    own = [one for one in held["flows"] if "JP" in (one["one"], one["other"])]
    assert len(_drawn_flows(reader, "?flows=jp")) == len(own) < len(held["flows"])
    page = parsed(reader.page(f"/?flows=JP&until={first}&lang=en"))
    (figure,) = (one for one in all_of(page, "figure") if one.get("id") == "flows")
    assert "JP" in words_of(figure)
    assert str(first) in words_of(figure)


@pytest.mark.parametrize("asked", ["?flows=ZZ", "?flows=%3Cb%3E", "?until=1066", "?until=soon"])
def test_a_flow_that_is_none_is_refused_in_a_sentence(reader: Reader, asked: str) -> None:
    answer = reader.ask(f"/countries/flows.svg{asked}")
    assert answer.status_code == 400
    assert "Traceback" not in answer.text
    assert reader.ask(f"/{asked}").status_code == 400


def test_chains_and_suggestions_are_drawn_where_they_lie(reader: Reader) -> None:
    asked = f"from={world.NINGWAN}&to={world.SONGGANG}&lang=zh"
    chains = _get(reader, f"/path.json?{asked}")["chains"]
    (figure,) = (
        one
        for one in all_of(parsed(reader.page(f"/path?{asked}")), "figure")
        if one.get("data-map") == "chains"
    )
    held = json.loads(figure.get("data-held"))
    named = {place["place_id"] for chain in chains for place in chain["places"]}
    assert {one["id"] for one in (*held["homes"], *held["places"])} <= named
    ties = {link["tie_id"] for chain in chains for link in chain["links"]}
    assert {one["id"] for one in held["lines"]} <= ties
    assert held["lines"]
    for line in held["lines"]:
        assert reader.ask(line["href"]).status_code == 200

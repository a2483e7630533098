"""Maps: an equal-area sheet, land cut at its edge, ties where their places lie."""

from __future__ import annotations

import json
import math
import random
import re
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest

from sistercities.report import svg
from sistercities.report.maps import apart, arcs, labels, land, tie_map
from sistercities.report.maps.caption import Caption
from sistercities.report.maps.projection import Sheet, equal_earth
from sistercities.report.maps.tie_map import MapPlace


def test_the_projection_has_the_values_of_its_paper() -> None:
    assert equal_earth(0, 0) == (0, 0)
    assert equal_earth(180, 0)[0] == pytest.approx(2.7066299, abs=1e-6)
    assert equal_earth(0, 90)[1] == pytest.approx(1.3173627, abs=1e-6)


@pytest.mark.parametrize("latitude", [-50.0, 0.0, 35.0, 70.0])
def test_the_projection_keeps_areas(latitude: float) -> None:
    step = 0.01
    x0, y0 = equal_earth(20, latitude)
    x1, _ = equal_earth(20 + step, latitude)
    _, y1 = equal_earth(20, latitude + step)
    on_sphere = math.radians(step) ** 2 * math.cos(math.radians(latitude + step / 2))
    assert (x1 - x0) * (y1 - y0) == pytest.approx(on_sphere, rel=1e-3)


def _inside(path: str, x: float, y: float) -> bool:
    """Even-odd rule on the spelled path."""
    crossed = False
    for part in path.removesuffix("Z").split("Z"):
        points = [tuple(map(float, each.split())) for each in part[1:].split("L")]
        for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                crossed = not crossed
    return crossed


@pytest.mark.parametrize("middle", [0.0, 120.0, -150.0])
@pytest.mark.parametrize(
    ("longitude", "latitude", "is_land"),
    [
        (104.0, 31.0, True), (-100.0, 40.0, True), (24.0, 0.5, True), (-55.0, -10.0, True),
        (135.0, -25.0, True), (90.0, 62.0, True), (-42.0, 70.0, True), (178.0, 67.0, True),
        (0.0, -85.0, True), (-150.0, 0.0, False), (-40.0, 30.0, False), (80.0, -30.0, False),
        (50.5, 42.0, False),
    ],
)  # fmt: skip
def test_land_is_land_on_all_sheets(
    middle: float, longitude: float, latitude: float, is_land: bool
) -> None:
    sheet = Sheet(middle)
    at = sheet.at(sheet.turned(longitude), latitude)
    assert _inside(land.land_path(sheet), *at) is is_land


@pytest.mark.parametrize("at", [(0.0, 0.0), (5.0, 47.0), (-100.0, 60.0), (140.0, -40.0)])
@pytest.mark.parametrize("zoom", [1.0, 1.7, 3.0, 6.0])
def test_a_map_has_sea_where_there_is_earth_and_no_more_points_than_it_needs(
    at: tuple[float, float], zoom: float
) -> None:
    x, y = Sheet(0.0).of(*at)
    whole = Sheet(0.0)
    sheet = Sheet(0.0, zoom=zoom, left=zoom * x - 360, top=zoom * y - 180)
    sea = land.sea_path(sheet)
    edges = [
        (fx * sheet.width, fy * sheet.height)
        for fx in (0.002, 0.25, 0.5, 0.75, 0.998) for fy in (0.004, 0.5, 0.996)
    ]  # fmt: skip
    outline = land.sea_path(whole)
    is_earth = [_inside(outline, (x + sheet.left) / zoom, (y + sheet.top) / zoom) for x, y in edges]
    if "H" in sea:
        assert all(is_earth)
        assert sea == "M0 0H720V360H0Z"
    else:
        assert [_inside(sea, *one) for one in edges] == is_earth
        assert not all(is_earth)


def test_the_outline_is_small_and_says_whose_it_is() -> None:
    path = files("sistercities.report").joinpath("maps", "world_outline.json")
    raw = path.read_bytes()
    assert len(raw) < 50_000
    assert "Natural Earth" in json.loads(raw)["attribution"]
    assert land.attribution() in tie_map.foot()


def _drawn(home: MapPlace, others: list[MapPlace], **more: Any) -> str:
    laid = tie_map.tie_map(home, others, Caption('"t"', "w", identifier="m"), **more)
    return str(laid.drawn)


def test_a_line_over_the_edge_is_cut_and_stays_on_the_sheet() -> None:
    home = MapPlace("Home", 170.0, 10.0, "tie")
    partner = MapPlace("Partner", -50.0, -20.0, "tie")
    drawn = _drawn(home, [partner])
    (line,) = re.findall(r'<path d="([^"]+)"[^>]*class="map-line-tie"', drawn)
    parts = line.removeprefix("M").split("M")
    assert len(parts) in (1, 2)
    for part in parts:
        xs = [float(point.split()[0]) for point in part.split("L")]
        assert max(abs(a - b) for a, b in pairwise(xs)) < 200
        assert min(xs) >= 0
        assert max(xs) <= tie_map.WIDTH


def test_names_on_a_map_are_escaped_and_kinds_look_different() -> None:
    home = MapPlace("<script>", 8.0, 50.0, "tie")
    kinds: tuple[tie_map.Kind, ...] = ("tie", "unlisted", "former", "asked", "suggested")
    others = [MapPlace("x", 10.0 * n, 20.0, kind, "7&") for n, kind in enumerate(kinds)]
    drawn = _drawn(home, others)
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn
    assert "7&amp;" in drawn
    dashes = re.findall(r'class="map-line-(\w+)"', drawn)
    assert sorted(dashes) == ["asked", "former", "tie", "unlisted"]
    assert len(set(re.findall(r'stroke-dasharray="([^"]+)"', drawn))) == 3


@pytest.mark.parametrize(
    ("home", "others", "middle"),
    [
        ((13.4, 52.5), [(2.3, 48.9), (139.7, 35.7)], 0.0),
        ((-157.9, 21.3), [(139.7, 35.7), (-9.1, 38.7), (121.0, 14.6)], -150.0),
        ((178.4, -18.1), [(174.8, -36.9)], 180.0),
        ((-74.0, 40.7), [(139.7, 35.7), (116.4, 39.9), (-0.1, 51.5)], -90.0),
    ],
)
def test_a_map_is_turned_to_its_place_so_that_its_lines_are_whole(
    home: tuple[float, float], others: list[tuple[float, float]], middle: float
) -> None:
    assert arcs.middle_of_ties(home, others) == middle
    sheet = Sheet(middle)
    for other in others:
        parts = arcs.way(sheet, home, other)
        assert len(parts) == 1
        assert all(sheet.holds(point) for part in parts for point in part)


def test_a_map_of_chains_is_turned_so_that_lines_that_do_not_begin_at_its_place_are_whole() -> None:
    ningbo, barcelona, paris = (121.5, 29.9), (2.2, 41.4), (2.3, 48.9)
    san_francisco = (-122.4, 37.8)
    lines = [(ningbo, barcelona), (barcelona, san_francisco), (san_francisco, paris)]
    near, turned = arcs.middle_of_ties(ningbo, [paris]), arcs.middle_of_chains(ningbo, lines)
    cut = {
        one: sum(len(arcs.way(Sheet(one), *each)) - 1 for each in lines) for one in (near, turned)
    }
    assert cut[near] > 0
    assert cut[turned] == 0
    fewest = [
        one for one in arcs.middles() if all(len(arcs.way(Sheet(one), *e)) == 1 for e in lines)
    ]
    assert turned == max(fewest), "of those that cut none it is the nearest to Ningbo"


def test_a_line_is_drawn_with_fewer_points_and_no_other_way() -> None:
    sheet = Sheet(120.0)
    ((*points,),) = arcs.way(sheet, (121.5, 29.9), (2.3, 48.9))
    kept = [tuple(map(float, one.split())) for one in arcs.spelled([points])[1:].split("L")]
    assert len(kept) < len(points) / 2
    for x, y in points:
        near = min(_away(x, y, one, other) for one, other in pairwise(kept))
        assert near < 0.3


def _away(x: float, y: float, one: tuple[float, ...], other: tuple[float, ...]) -> float:
    (x0, y0), (x1, y1) = one, other
    share = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2)
    share = max(0.0, min(1.0, share))
    return math.hypot(x - x0 - share * (x1 - x0), y - y0 - share * (y1 - y0))


def test_the_projection_agrees_with_another_program() -> None:
    pyproj = pytest.importorskip("pyproj")
    other = pyproj.Proj("+proj=eqearth +R=1")
    rng = random.Random(20261130)
    for _ in range(200):
        longitude, latitude = rng.uniform(-180, 180), rng.uniform(-90, 90)
        assert equal_earth(longitude, latitude) == pytest.approx(
            other(longitude, latitude), abs=1e-9
        )


def test_places_at_one_spot_share_a_mark_whose_area_is_their_number() -> None:
    points = [(10.0, 10.0), (12.0, 10.0), (10.0, 12.0), (40.0, 10.0), (11.0, 11.0)]
    first, second = apart.cluster(points)
    assert first.members == (0, 1, 2, 4)
    assert second.members == (3,)
    assert first.at == pytest.approx((10.75, 10.75))
    assert (first.radius / second.radius) ** 2 == pytest.approx(4.0)
    home = MapPlace("Home", 8.0, 50.0, "tie")
    others = [MapPlace(f"p{k}", 100 + 0.01 * k, 30.0, "tie") for k in range(7)]
    drawn = _drawn(home, others)
    assert re.findall(r'class="map-n"[^>]*>(\d+)<', drawn) == ["7"]
    assert drawn.count('class="map-tie"') == 1


def test_names_cover_neither_each_other_nor_marks_and_stay_in_the_frame() -> None:
    rng = random.Random(7)
    asked = [
        labels.Label(f"Name {k}", (rng.uniform(0, 720), rng.uniform(0, 360)), 3.0, "halo")
        for k in range(150)
    ]
    marks = [(one.at, one.radius) for one in asked]
    found = re.findall(
        r'<text x="([\d.]+)" y="([\d.]+)" class="halo"(?: text-anchor="(\w+)")?>([^<]+)<',
        "".join(labels.write_labels(asked, marks, (720.0, 360.0), 12.0)),
    )
    assert 20 < len(found) < 150
    boxes = []
    for x, y, anchor, words in found:
        wide = svg.width_of(words, 12.0)
        left = float(x) - {"": 0.0, "middle": wide / 2, "end": wide}[anchor]
        boxes.append((left, float(y) - 11, left + wide, float(y) + 3.4))
    for k, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert right <= 720
        for other in boxes[:k]:
            assert left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]
        for (x, y), _ in marks:
            assert not (left < x < right and top < y < bottom)


def test_places_near_each_other_are_drawn_closer() -> None:
    home = MapPlace("Home", 6.0, 50.0, "tie")
    near = [MapPlace("a", 2.0, 48.0, "tie"), MapPlace("b", 14.0, 52.0, "tie")]
    far = [MapPlace("c", 116.0, 40.0, "tie"), MapPlace("d", -58.0, -34.0, "tie")]

    def dots(others: list[MapPlace]) -> list[tuple[float, float]]:
        drawn = _drawn(home, others)
        found = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', drawn)
        return [(float(x), float(y)) for x, y in found]

    close, whole = dots(near), dots([*near, *far])
    spread = [max(x for x, _ in at[:2]) - min(x for x, _ in at[:2]) for at in (close, whole)]
    assert spread[0] > 4 * spread[1]
    assert all(Sheet(0.0).holds(point) for point in close + whole)

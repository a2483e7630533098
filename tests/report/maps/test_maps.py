"""Maps: an equal-area sheet, land cut at its edge, ties where their places lie."""

from __future__ import annotations

import json
import math
import re
from importlib.resources import files
from itertools import pairwise

import pytest

from sistercities.report.maps import land, tie_map
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


@pytest.mark.parametrize("middle", [10.0, 150.0])
@pytest.mark.parametrize(
    ("longitude", "latitude", "is_land"),
    [
        (104.0, 31.0, True), (-100.0, 40.0, True), (24.0, 0.5, True), (-55.0, -10.0, True),
        (135.0, -25.0, True), (90.0, 62.0, True), (-42.0, 70.0, True), (178.0, 67.0, True),
        (-150.0, 0.0, False), (-40.0, 30.0, False), (80.0, -30.0, False), (50.5, 42.0, False),
    ],
)  # fmt: skip
def test_land_is_land_on_both_sheets(
    middle: float, longitude: float, latitude: float, is_land: bool
) -> None:
    sheet = Sheet(middle, 720.0)
    at = sheet.at(sheet.turned(longitude), latitude)
    assert _inside(land.land_path(sheet), *at) is is_land


def test_the_outline_is_small_and_says_whose_it_is() -> None:
    path = files("sistercities.report").joinpath("maps", "world_outline.json")
    raw = path.read_bytes()
    assert len(raw) < 50_000
    assert "Natural Earth" in json.loads(raw)["attribution"]
    assert land.attribution() in tie_map.foot()


def test_a_line_over_the_edge_is_cut_and_stays_on_the_sheet() -> None:
    home = MapPlace("Home", 170.0, 10.0, "tie")
    partner = MapPlace("Partner", -50.0, -20.0, "tie")
    drawn = str(tie_map.tie_map(home, [partner], identifier="m", title="t", words="w"))
    (line,) = re.findall(r'<path d="([^"]+)"[^>]*class="map-line-tie"', drawn)
    parts = line.removeprefix("M").split("M")
    assert len(parts) in (1, 2)
    for part in parts:
        xs = [float(point.split()[0]) for point in part.split("L")]
        assert max(abs(a - b) for a, b in pairwise(xs)) < 60
        assert min(xs) >= 0
        assert max(xs) <= tie_map.WIDTH


def test_names_on_a_map_are_escaped_and_kinds_look_different() -> None:
    home = MapPlace("<script>", 8.0, 50.0, "tie")
    kinds = ("tie", "former", "asked", "suggested")
    others = [MapPlace("x", 10.0 * n, 20.0, kind, "7&") for n, kind in enumerate(kinds)]
    drawn = str(tie_map.tie_map(home, others, identifier="m", title='"t"', words="w"))
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn
    assert "7&amp;" in drawn
    dashes = re.findall(r'class="map-line-(\w+)"', drawn)
    assert sorted(dashes) == ["asked", "former", "tie"]
    assert drawn.count("stroke-dasharray") == 2


@pytest.mark.parametrize(("longitude", "middle"), [(121.5, 150.0), (8.0, 10.0), (-43.0, 10.0)])
def test_the_pacific_is_in_the_middle_for_places_around_it(longitude: float, middle: float) -> None:
    assert tie_map.middle_for(longitude) == middle


def test_places_near_each_other_are_drawn_closer() -> None:
    home = MapPlace("Home", 6.0, 50.0, "tie")
    near = [MapPlace("a", 2.0, 48.0, "tie"), MapPlace("b", 14.0, 52.0, "tie")]
    far = [MapPlace("c", 116.0, 40.0, "tie"), MapPlace("d", -58.0, -34.0, "tie")]

    def dots(others: list[MapPlace]) -> list[tuple[float, float]]:
        drawn = str(tie_map.tie_map(home, others, identifier="m", title="t", words="w"))
        found = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', drawn)
        return [(float(x), float(y)) for x, y in found]

    close, whole = dots(near), dots([*near, *far])
    spread = [max(x for x, _ in at[:2]) - min(x for x, _ in at[:2]) for at in (close, whole)]
    assert spread[0] > 4 * spread[1]
    sheet = Sheet(10.0, tie_map.WIDTH)
    assert all(0 < x < sheet.width and 0 < y < sheet.height for x, y in close + whole)

"""Islands, border cities and World Heritage near cities, in a drawn world."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from release_build.covariates.border_cities import (
    DisputedBorder,
    border_rows,
    read_disputed_borders,
)
from release_build.covariates.coast_and_border import Lines, coast_and_borders
from release_build.covariates.heritage import (
    SiteRuling,
    near_rows,
    reaches,
    read_heritage_names,
    read_reaches,
    site_rows,
    with_names_of_today,
    with_right_points,
)
from release_build.covariates.land_pieces import ISLAND_KM2, LandPieces, island_rows, land_pieces
from release_build.readers.admin_outlines import Outline
from release_build.readers.admin_shapes import Shape
from release_build.readers.world_heritage import HeritageSite, read_heritage
from sistercities.errors import BuildError, SourceError
from sistercities.terms.places import Place

GRID = (0.001, 0.001)
DEGREE_KM = 111.195


def city(number: int, east: float, north: float, country: str = "QW") -> Place:
    return Place(
        f"gn:{number}", f"City {number}", "", "city", country, "", latitude=north, longitude=east
    )


def box(west: float, south: float, east: float, north: float) -> NDArray[np.float64]:
    return np.array(
        [[west, south], [east, south], [east, north], [west, north], [west, south]], dtype=float
    )


def shape(country: str, *polygons: tuple[NDArray[np.float64], ...]) -> Shape:
    return Shape(country, "", (), polygons)


def land(*shapes: Shape) -> LandPieces:
    return land_pieces(shapes, {one.country: GRID for one in shapes}, ISLAND_KM2)


def islands(pieces: LandPieces, *cities: Place) -> dict[str, tuple[float, float | None]]:
    rows = list(island_rows({one.place_id: one for one in cities}, pieces))
    km2 = {row["place_id"]: row["value"] for row in rows if row["variable"] == "island_km2"}
    return {
        row["place_id"]: (row["value"], km2.get(row["place_id"]))
        for row in rows
        if row["variable"] == "is_island"
    }


def test_land_is_an_island_below_its_limit_and_its_area_is_that_of_the_globe() -> None:
    pieces = land(shape("QW", (box(0, 0, 5, 4),)), shape("QI", (box(10, 0, 11, 1),)))
    found = islands(pieces, city(1, 2, 2), city(2, 10.5, 0.5))
    assert found["gn:1"] == (0.0, None)
    is_island, km2 = found["gn:2"]
    assert is_island == 1.0
    assert km2 == pytest.approx(DEGREE_KM**2, rel=0.01)


def test_shapes_of_one_country_that_touch_are_one_land_and_a_narrow_channel_parts_them() -> None:
    west, east, isle = box(0, 0, 2, 4), box(2, 0, 5, 4), box(5.003, 0, 6, 1)
    pieces = land(shape("QW", (west,)), shape("QW", (east,), (isle,)))
    found = islands(pieces, city(1, 1, 1), city(2, 3, 1), city(3, 5.5, 0.5))
    assert [found[f"gn:{k}"][0] for k in (1, 2, 3)] == [0.0, 0.0, 1.0]


def test_two_countries_share_an_island_where_their_corners_lie_together() -> None:
    # The two files are rounded differently: corners are some 100 m apart.
    north, south = box(0, 1, 1, 2), box(0.0009, 0, 1.0009, 1.0009)
    pieces = land(shape("QN", (north,)), shape("QS", (south,)))
    found = islands(pieces, city(1, 0.5, 1.5, "QN"), city(2, 0.5, 0.5, "QS"))
    assert found["gn:1"] == found["gn:2"]
    assert found["gn:1"][1] == pytest.approx(2 * DEGREE_KM**2, rel=0.01)
    apart = land(shape("QN", (north,)), shape("QS", (box(0, 0, 1, 0.98),)))
    alone = islands(apart, city(1, 0.5, 1.5, "QN"))
    assert alone["gn:1"][1] == pytest.approx(DEGREE_KM**2, rel=0.01)


def test_a_small_country_of_a_large_land_is_no_island() -> None:
    pieces = land(shape("QL", (box(0, 0, 5, 4),)), shape("QS", (box(5, 0, 6, 4),)))
    assert islands(pieces, city(1, 5.5, 2, "QS"))["gn:1"] == (0.0, None)


def test_of_a_town_off_the_drawn_land_nothing_is_said_unless_rounding_explains_it() -> None:
    pieces = land(shape("QW", (box(0, 0, 5, 4),)))
    near, off = city(1, 5.001, 2), city(2, 5.02, 2)
    assert islands(pieces, near, off) == {"gn:1": (0.0, None)}


def test_a_town_off_the_drawn_land_is_on_an_island_where_no_large_land_is_around() -> None:
    isle = shape("QI", (box(10, 0, 11, 1),))
    alone = islands(land(isle), city(1, 11.05, 0.5, "QI"), city(2, 11.2, 0.5, "QI"))
    assert alone.keys() == {"gn:1"}
    assert alone["gn:1"][0] == 1.0
    beside = land(isle, shape("QW", (box(11.1, 0, 15, 4),)))
    assert islands(beside, city(1, 11.05, 0.5, "QI")) == {}


def test_a_lake_is_part_of_the_land_around_it_and_an_enclave_of_its_own_shape() -> None:
    hole, enclave = box(1, 1, 2, 2), box(3, 1, 4, 2)
    pieces = land(shape("QW", (box(0, 0, 5, 4), hole, enclave)), shape("QE", (enclave,)))
    found = islands(pieces, city(1, 1.5, 1.5), city(2, 3.5, 1.5, "QE"))
    assert found == {"gn:1": (0.0, None), "gn:2": (0.0, None)}


def drawn() -> Lines:
    west = Outline("QW", (box(5, 0, 10, 4),), (), GRID)
    east = Outline("QE", (box(10, 0, 15, 4),), (), GRID)
    isle = Outline("QI", (box(20, 1, 21, 2),), (), GRID)
    uncoded = Outline("-9", (box(5, 4, 10, 6),), (), GRID)
    return coast_and_borders([west, east, isle, uncoded])


def borders(disputed: tuple[DisputedBorder, ...], *cities: Place) -> dict[str, tuple[object, ...]]:
    found: dict[str, tuple[object, ...]] = {}
    for row in border_rows({one.place_id: one for one in cities}, drawn(), disputed):
        found[row["place_id"]] = (*found.get(row["place_id"], ()), row["word"] or row["value"])
    return found


def test_a_border_city_lies_within_25_km_and_names_the_country_across() -> None:
    found = borders(
        (), city(1, 9.8, 2), city(2, 9.7, 2), city(3, 10.1, 2, "QE"), city(4, 20.5, 1.5, "QI"),
        city(5, 9.9, 2, "QX"),
    )  # fmt: skip
    assert found == {"gn:1": (1.0, "QE"), "gn:2": (0.0,), "gn:3": (1.0, "QW"), "gn:4": (0.0,)}


def test_nothing_is_said_beside_ground_without_a_code_or_a_disputed_line() -> None:
    assert borders((), city(1, 7, 3.9)) == {}
    whole = (DisputedBorder(frozenset({"QE", "QW"}), None),)
    assert borders(whole, city(1, 9.8, 2), city(2, 8, 2)) == {"gn:2": (0.0,)}
    stretch = (DisputedBorder(frozenset({"QE", "QW"}), (9.5, 0.0, 10.5, 1.0)),)
    assert borders(stretch, city(1, 9.8, 2), city(2, 9.8, 0.5)) == {"gn:1": (1.0, "QE")}
    # Beside both an open and a closed stretch the closed one is told.
    assert borders(stretch, city(1, 9.9, 0.95)) == {"gn:1": (1.0, "QE")}


def test_a_ruling_on_a_border_that_is_not_drawn_is_refused() -> None:
    with pytest.raises(BuildError, match="no border of QI and QW is drawn there; take the row out"):
        borders((DisputedBorder(frozenset({"QI", "QW"}), None),), city(1, 9.8, 2))


HEAD = "country_a,country_b,west,south,east,north,reason,date\n"


def test_disputed_borders_are_read_and_a_torn_row_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "disputed_borders.csv"
    path.write_text(f"{HEAD}QE,QW,,,,,so,2026-01-02\nQE,QX,1,2,3,4,so,2026-01-02\n")
    assert read_disputed_borders(path, {"QE", "QW", "QX"}) == (
        DisputedBorder(frozenset({"QE", "QW"}), None),
        DisputedBorder(frozenset({"QE", "QX"}), (1.0, 2.0, 3.0, 4.0)),
    )
    for odd, column in (
        ("QW,QE,,,,,so,2026-01-02", "country_b"), ("QE,QW,1,,,,so,2026-01-02", "south"),
        ("QE,QW,3,2,1,4,so,2026-01-02", "east"), ("QE,QW,,,,,,2026-01-02", "reason"),
    ):  # fmt: skip
        path.write_text(f"{HEAD}{odd}\n")
        with pytest.raises(SourceError) as caught:
            read_disputed_borders(path, {"QE", "QW"})
        assert caught.value.column == column


def site(number: int, east: float, north: float, **more: object) -> HeritageSite:
    told = {"category": "Cultural", "is_transboundary": False, "countries": ("QW",)} | more
    return HeritageSite(
        number, f"Site {number}", str(told["category"]), 1990 + number, False,
        bool(told["is_transboundary"]), told["countries"], east, north,  # type: ignore[arg-type]
    )  # fmt: skip


SITES = (
    site(1, 0.1, 0.0), site(2, 0.05, 0.0), site(3, 0.0, 0.2), site(4, 0.0, 0.15),
    site(5, 0.0, 0.3), site(6, 0.0, 0.01, category="Natural"),
    site(7, 0.0, 0.02, is_transboundary=True), site(8, 0.0, 0.03), site(9, 0.0, 0.04),
)  # fmt: skip


def test_the_three_nearest_sites_are_named_and_all_within_25_km_counted() -> None:
    reach = reaches(SITES, {8: SiteRuling("delisted"), 9: SiteRuling("spread")})
    near, counts = near_rows({"gn:1": city(1, 0, 0), "gn:2": city(2, 5, 5)}, SITES, reach)
    assert [(row["heritage_id"], row["km"]) for row in near] == [
        (2, pytest.approx(0.05 * DEGREE_KM, abs=0.06)),
        (1, pytest.approx(0.1 * DEGREE_KM, abs=0.06)),
        (4, pytest.approx(0.15 * DEGREE_KM, abs=0.06)),
    ]
    assert {row["place_id"]: row["value"] for row in counts} == {"gn:1": 4.0, "gn:2": 0.0}


def test_a_natural_site_counts_where_it_is_ruled_a_place_and_one_delisted_is_left_out() -> None:
    reach = reaches(SITES, {6: SiteRuling("place"), 8: SiteRuling("delisted")})
    near, _ = near_rows({"gn:1": city(1, 0, 0)}, SITES, reach)
    assert [row["heritage_id"] for row in near] == [6, 9, 2]
    listed = {row["heritage_id"]: row["reach"] for row in site_rows(SITES, reach)}
    assert (listed[6], listed[7], 8 in listed) == ("place", "spread", False)


@pytest.mark.parametrize("ruled", [{1: "place"}, {6: "spread"}, {99: "spread"}])
def test_a_ruling_that_is_not_needed_is_refused(ruled: dict[int, str]) -> None:
    with pytest.raises(BuildError, match="take the row out"):
        reaches(SITES, {number: SiteRuling(reach) for number, reach in ruled.items()})


def test_the_point_of_a_city_stands_in_where_that_of_the_list_is_wrong() -> None:
    ruled = {1: SiteRuling("place", "gn:1")}
    moved = with_right_points(SITES, ruled, {"gn:1": city(1, 7, 8)})
    assert (moved[0].longitude, moved[0].latitude) == (7, 8)
    assert moved[1:] == list(SITES[1:])
    assert reaches(SITES, ruled)[1] == "place"


def test_a_site_is_called_as_the_ruling_says_and_one_of_no_site_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "heritage_names.csv"
    head = "heritage_id,name,shown,reason,source,date\n"
    path.write_text(f"{head}{SITES[0].heritage_id},{SITES[0].name},Kyiv,so,a page,2026-01-02\n")
    renamed = with_names_of_today(SITES, read_heritage_names(path))
    assert renamed[0].name == "Kyiv"
    assert renamed[1:] == list(SITES[1:])
    with pytest.raises(BuildError, match="no site 99"):
        with_names_of_today(SITES, {(99, "A"): "B"})
    path.write_text(f"{head}x,A,B,so,a page,2026-01-02\n")
    with pytest.raises(SourceError):
        read_heritage_names(path)


def test_rulings_on_sites_are_read_once_each(tmp_path: Path) -> None:
    path = tmp_path / "heritage_reach.csv"
    head = "heritage_id,name,reach,point_of,reason,date\n"
    path.write_text(f"{head}7,Long Wall,spread,,so,2026-01-02\n8,A,place,gn:1,so,2026-01-02\n")
    assert read_reaches(path, {"gn:1"}) == {
        7: SiteRuling("spread"), 8: SiteRuling("place", "gn:1"),
    }  # fmt: skip
    for odd in (
        "7,Long Wall,wide,,so,2026-01-02", "x,Long Wall,spread,,so,2026-01-02",
        "7,A,spread,,so,2026-01-02\n7,A,place,,so,2026-01-02", "7,A,place,gn:2,so,2026-01-02",
    ):  # fmt: skip
        path.write_text(f"{head}{odd}\n")
        with pytest.raises(SourceError):
            read_reaches(path, {"gn:1"})


COLUMNS = "id_no,name_en,category,date_inscribed,danger,longitude,latitude,iso_code,transboundary\n"


def test_the_list_is_read_without_marks_of_type(tmp_path: Path) -> None:
    row = (
        '7,"Long  <em>Wall</em> ",Mixed,1999,1,12.5,-3,"qw,qe",1\n8,Old City,Cultural,1981,0,1,2,,0'
    )
    (tmp_path / "sites.csv").write_text(f"{COLUMNS}{row}\n")
    first, second = read_heritage(tmp_path)
    assert first == HeritageSite(
        7, "Long Wall", "Mixed", 1999, True, True, ("QW", "QE"), 12.5, -3.0
    )
    assert (second.countries, second.is_in_danger, second.is_transboundary) == ((), False, False)


@pytest.mark.parametrize(
    ("odd", "column"),
    [
        ("7,Wall,Urban,1999,1,12.5,-3,qw,1", "category"),
        ("7,Wall,Mixed,19,1,12.5,-3,qw,1", "date_inscribed"),
        ("7,Wall,Mixed,1999,y,12.5,-3,qw,1", "danger"),
        ("7,Wall,Mixed,1999,1,12.5,-93,qw,1", "latitude"),
        ("7,Wall,Mixed,1999,1,,-3,qw,1", "longitude"),
        ("7,Wall,Mixed,1999,1,12.5,-3,QW,1", "iso_code"),
    ],
)
def test_a_site_that_is_not_understood_is_refused(tmp_path: Path, odd: str, column: str) -> None:
    (tmp_path / "sites.csv").write_text(f"{COLUMNS}{odd}\n")
    with pytest.raises(SourceError) as caught:
        read_heritage(tmp_path)
    assert caught.value.column == column

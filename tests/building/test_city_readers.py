"""Readers of yearbooks, provinces, agglomerations, outlines and capitals, on made-up files."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import numpy as np
import pytest

from release_build.readers import china_city_panel, china_city_yearbook, china_provinces
from release_build.readers.admin_outlines import read_outlines
from release_build.readers.geonames import read_time_zones
from release_build.readers.natural_earth import COLUMNS, read_marked_capitals
from release_build.readers.spreadsheet import sheet_rows
from release_build.readers.urban_agglomerations import YEARS, read_agglomerations
from sistercities.errors import BuildError, SourceError
from sistercities.sources.snapshot import Origin, Snapshot
from sources.made_up_sheet import write_sheet

YEARBOOK_ROW = "甲市,Jia,乙省,66.0,47.0,79.02,263.0,146.0,39710.0,41629.0,3.4,-4.0,,5513.0,230900,"


def yearbook(folder: Path, *rows: str) -> Path:
    path = folder / "yearbook.csv"
    path.write_text("\n".join((",".join(china_city_yearbook.COLUMNS), *rows)), encoding="utf-8")
    return path


def test_a_city_of_the_yearbook_keeps_the_printed_values(tmp_path: Path) -> None:
    (city,) = china_city_yearbook.read_yearbook(yearbook(tmp_path, YEARBOOK_ROW))
    assert (city.name, city.gbt2260) == ("甲市", "230900")
    assert (city.population, city.gdp, city.gdp_per_head) == (66.0, 263.0, 39710.0)
    assert (city.exports, city.imports) == (5513.0, None)


def test_a_value_of_the_yearbook_that_is_no_number_is_refused(tmp_path: Path) -> None:
    row = YEARBOOK_ROW.replace("263.0", "263亿")
    with pytest.raises(SourceError, match=r"yearbook.csv, row 2, column gdp_100m_yuan: '263亿'"):
        china_city_yearbook.read_yearbook(yearbook(tmp_path, row))


def panel(folder: Path, *rows: tuple[str | float | None, ...]) -> Path:
    filled = [(*row, *(1.0,) * (len(china_city_panel.COLUMNS) - len(row))) for row in rows]
    return write_sheet(folder / "panel.xlsx", "new", [china_city_panel.COLUMNS, *filled])


def test_a_city_year_keeps_the_printed_values(tmp_path: Path) -> None:
    path = panel(tmp_path, ("甲市", 2005, 1195450, 2.0, 3.0, 31, 4.0, 5.0, 294.97))
    (one,) = china_city_panel.read_city_panel(path)
    assert (one.name, one.year) == ("甲市", 2005)
    assert (one.gdp, one.investment, one.population) == (1195450.0, 31.0, 294.97)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("甲市", 1999, 1.0), "年份"),
        (("甲市", 2005, "many"), "地区生产总值_当年价格_全市_万元"),
        (("甲市", 2005, -1.0), "地区生产总值_当年价格_全市_万元"),
        ((5.0, 2005, 1.0), "城市"),
    ],
)
def test_a_cell_of_another_kind_is_refused(
    tmp_path: Path, row: tuple[str | float | None, ...], column: str
) -> None:
    with pytest.raises(SourceError, match=f"panel.xlsx, row 2, column {column}"):
        china_city_panel.read_city_panel(panel(tmp_path, row))


def test_a_sheet_with_other_columns_or_another_name_is_refused(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "made_up.xlsx", "one", [["a", "mood"], ["x", 1.0]])
    with pytest.raises(SourceError, match=r"mood.*the columns are a, b"):
        list(sheet_rows(path, "one", ("a", "b")))
    with pytest.raises(SourceError, match=r"'two' is not known"):
        list(sheet_rows(path, "two", ("a", "mood")))
    assert [row.cells for row in sheet_rows(path, "one", ("a", "mood"))] == [{"a": "x", "mood": 1}]


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "made_up.xlsx"
    path.write_bytes(b"no workbook")
    with pytest.raises(BuildError, match="cannot be read"):
        list(sheet_rows(path, "one", ("a",)))


def provinces(folder: Path, gdp_again: float = 5.0) -> Path:
    for file, (_, years) in china_provinces.SHEETS.items():
        header = ["地区", *(f"{year}年" for year in years)]
        rows: list[list[str | float | None]] = [
            [*header],
            ["甲省", *map(float, range(len(years)))],
            ["乙省", None, *(7.0 for _ in list(years)[1:])],
        ]
        if file == "gdp_by_province.xlsx":
            again: list[str | float | None] = ["甲省", *map(float, range(len(years)))]
            again[6] = gdp_again
            rows += [[*header], again]
        else:
            rows.append(["数据来源：国家统计局"])
        write_sheet(folder / file, china_provinces.SHEET, rows)
    header_line = (
        "region_code,region_name,year,A060101_value,A060201_value,A0G0E01_value,"
        "A060101_value__source_code,A060201_value__source_code,A0G0E01_value__source_code"
    )
    line = "110000,甲省,2016,282348960.0,,9.0,A060101,A060201,A0G0E01"
    (folder / china_provinces.PANEL).write_text(f"{header_line}\n{line}\n", encoding="utf-8")
    return folder


def test_provinces_come_with_series_and_year_and_blanks_are_missing(tmp_path: Path) -> None:
    values = {
        (one.province, one.series, one.year): one.value
        for one in china_provinces.read_provinces(provinces(tmp_path))
    }
    assert values["甲省", "foreign_visitors", 2019] == 0.0
    assert values["甲省", "foreign_visitors", 2005] == 14.0
    assert ("乙省", "foreign_visitors", 2019) not in values
    assert values["甲省", "trade", 2016] == 282348960.0
    assert ("甲省", "trade_by_origin", 2016) not in values


def test_a_sheet_whose_two_tables_differ_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"2018年.*the first table of the sheet has 5"):
        china_provinces.read_provinces(provinces(tmp_path, gdp_again=6.0))


def test_an_agglomeration_keeps_its_thousands(tmp_path: Path) -> None:
    above: list[list[str | float | None]] = [["made up"]] + [[None]] * 15
    header = [
        "Index", "Country Code", "Country or area", "City Code", "Urban Agglomeration", "Note",
        "Latitude", "Longitude", *map(float, YEARS),
    ]  # fmt: skip
    values = [float(number) + 0.468 for number in range(len(YEARS))]
    row = [1.0, 999.0, "Midland", 20001.0, "Mid (Med)", None, 34.25, -62.5, *values]
    path = write_sheet(tmp_path / "made_up.xlsx", "Data", [*above, header, row])
    (one,) = read_agglomerations(path)
    assert (one.code, one.name, one.latitude, one.longitude) == (20001, "Mid (Med)", 34.25, -62.5)
    assert one.thousands[1950] == 0.468
    assert one.thousands[2035] == 17.468


def topojson(*shapes: list[list[list[int]]]) -> dict[str, object]:
    """Draw a square of 2 by 1 steps, split in two by arc 1; arc 4 is a hole."""
    properties = {
        "name": "", "name_local": "", "code": "", "type_en": "", "region": "", "gn_id": None,
    }  # fmt: skip
    return {
        "type": "Topology",
        "objects": {
            "admin1": {
                "geometries": [
                    {"type": "Polygon", "arcs": shape, "properties": properties} for shape in shapes
                ]
            }
        },
        "arcs": [
            [[10, 0], [-10, 0], [0, 10], [10, 0]],
            [[10, 10], [0, -10]],
            [[10, 0], [10, 0], [0, 10], [-10, 0]],
            [[0, 0]],
            [[4, 4], [1, 0], [0, 1], [-1, -1]],
        ],
        "transform": {"scale": [0.1, 0.1], "translate": [5.0, 50.0]},
    }


def outlines_file(folder: Path, files: dict[str, object]) -> Path:
    path = folder / "admin1.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            raw = json.dumps(content).encode()
            member = tarfile.TarInfo(f"admin1/{name}")
            member.size = len(raw)
            archive.addfile(member, io.BytesIO(raw))
    return path


def test_an_outline_is_made_of_the_arcs_that_one_shape_uses(tmp_path: Path) -> None:
    topology = topojson([[0, 1], [4]], [[2, ~1]])
    path = outlines_file(tmp_path, {"QM.json": topology, "_index.json": {}})
    (outline,) = read_outlines(path)
    assert outline.country == "QM"
    assert len(outline.lines) == 2
    np.testing.assert_allclose(
        outline.lines[0], [[6.0, 50.0], [5.0, 50.0], [5.0, 51.0], [6.0, 51.0]]
    )
    (hole,) = outline.holes
    np.testing.assert_allclose(hole[0], [5.4, 50.4])


def test_an_outline_of_another_shape_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="TopoJSON"):
        read_outlines(outlines_file(tmp_path, {"QM.json": {"type": "Topology"}}))
    with pytest.raises(BuildError, match="cannot be read"):
        read_outlines(tmp_path / "none.tgz")


def test_capitals_are_the_marked_places_alone(tmp_path: Path) -> None:
    blank = dict.fromkeys(COLUMNS, "")
    rows = [
        {**blank, "NAME": "Mid", "ISO_A2": "QM", "LATITUDE": "1", "LONGITUDE": "2",
         "FEATURECLA": "Admin-1 capital", "NAME_EN": "Middle"},
        {**blank, "NAME": "Far", "LATITUDE": "1", "LONGITUDE": "2", "FEATURECLA": ""},
    ]  # fmt: skip
    path = tmp_path / "made_up.csv"

    def read(mark: str) -> tuple[object, ...]:
        rows[1]["FEATURECLA"] = mark
        lines = [",".join(COLUMNS), *(",".join(row[name] for name in COLUMNS) for row in rows)]
        path.write_text("\n".join(lines), encoding="utf-8")
        return read_marked_capitals(Snapshot(path, Origin("made-up")))

    (capital,) = read("Populated place")
    assert getattr(capital, "names", None) == ("Mid", "Middle")
    with pytest.raises(SourceError, match=r"row 3, column FEATURECLA: 'Palace'"):
        read("Palace")


def test_time_zones_come_by_id(tmp_path: Path) -> None:
    path = tmp_path / "cities.json"
    path.write_text(json.dumps({"7": {"geonameid": 7, "timezone": "Europe/Berlin"}}))
    assert read_time_zones(path) == {7: "Europe/Berlin"}
    path.write_text(json.dumps({"7": {"geonameid": 7}}))
    with pytest.raises(SourceError, match="timezone"):
        read_time_zones(path)

"""CEPII, the UN's votes and migrants, and the World Bank are read strictly, from made-up files."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.readers import geodist, ideal_points, un_migrants, world_bank_gdp
from release_build.readers.geodist import GeodistCountry, GeodistPair
from release_build.readers.ideal_points import IdealPoint
from release_build.readers.un_migrants import MigrantStock
from release_build.readers.world_bank_gdp import EconomyYear
from sistercities.errors import SourceError
from sistercities.sources.snapshot import Origin, Snapshot


def _file(folder: Path, text: str) -> Snapshot:
    path = folder / "drawn.csv"
    path.write_text(text, encoding="utf-8")
    return Snapshot(path, Origin("drawn"))


PAIR_HEADER = (
    "iso_o,iso_d,contig,comlang_off,comlang_ethno,colony,comcol,curcol,col45,smctry,"
    "dist,distcap,distw,distwces"
)
PAIR = "QQA,QQB,1.0,0.0,1.0,0.0,0.0,1.0,0.0,1.0,13168.219999999999,7.5,.,."


def _pairs(folder: Path, *rows: str) -> list[GeodistPair]:
    return list(geodist.read_geodist_pairs(_file(folder, "\n".join((PAIR_HEADER, *rows)) + "\n")))


def test_a_pair_stands_once_and_keeps_seven_digits(tmp_path: Path) -> None:
    again = PAIR.replace("QQA,QQB", "QQB,QQA")
    itself = PAIR.replace("QQA,QQB", "QQA,QQA")
    due = GeodistPair("QQA", "QQB", (1, 0, 1, 0, 0, 0), (13168.22, 7.5, None))
    assert geodist.FLAGS == ("contig", "comlang_off", "comlang_ethno", "colony", "comcol", "col45")
    assert _pairs(tmp_path, PAIR, again, itself) == [due]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("1.0,0.0,1.0", "2.0,0.0,1.0", "row 2, column contig: '2.0'"),
        ("1.0,0.0,1.0", ",0.0,1.0", "row 2, column contig: ''"),
        ("7.5", "-7.5", "row 2, column distcap: '-7.5'"),
        ("7.5", "0", "row 2, column distcap: '0'"),
        ("7.5", "nan", "row 2, column distcap: 'nan'"),
        ("7.5", "٧", "row 2, column distcap: '٧'"),
        ("QQA", "", "row 2, column iso_o: ''"),
    ],
)
def test_a_pair_that_is_not_understood_is_refused(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    with pytest.raises(SourceError, match=problem):
        _pairs(tmp_path, PAIR.replace(old, new, 1))


def _country_row(**said: str) -> str:
    values = dict.fromkeys(geodist.COUNTRY_COLUMNS, ".")
    values |= {"iso3": "QQA", "landlocked": "1.0", "langoff_1": "Norse"} | said
    return ",".join(values[column] for column in geodist.COUNTRY_COLUMNS)


def _countries(folder: Path, *rows: str) -> tuple[GeodistCountry, ...]:
    text = "\n".join((",".join(geodist.COUNTRY_COLUMNS), *rows)) + "\n"
    return geodist.read_geodist_countries(_file(folder, text))


def test_a_country_with_two_cities_is_one_country(tmp_path: Path) -> None:
    found = _countries(
        tmp_path,
        _country_row(city_en="First"),
        _country_row(city_en="Second"),
        _country_row(iso3="QQ0", landlocked="0.0", langoff_1="."),
    )
    assert found == (GeodistCountry("QQ0", False, ()), GeodistCountry("QQA", True, ("Norse",)))


def test_a_country_whose_rows_differ_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"row 3, column iso3: .*says otherwise"):
        _countries(tmp_path, _country_row(), _country_row(landlocked="0.0"))
    with pytest.raises(SourceError, match=r"row 2, column landlocked: 'yes'"):
        _countries(tmp_path, _country_row(landlocked="yes"))


VOTES = "ccode,iso3c,countryname,year,idealpointfp,idealpointall,nvotesall\n"


def test_votes_may_lack_a_value_and_a_spoiled_name_does_no_harm(tmp_path: Path) -> None:
    rows = "9001,QQA,CÃ\x83\x99 d,1946.0,-1.5,0.25,40.0\n9001,,,1990.0,,,\n"
    assert ideal_points.read_ideal_points(_file(tmp_path, VOTES + rows)) == (
        IdealPoint(9001, "QQA", 1946, -1.5, 0.25),
        IdealPoint(9001, "", 1990, None, None),
    )


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("x,QQA,N,1946.0,1,1,1", "row 2, column ccode: 'x'"),
        (",QQA,N,1946.0,1,1,1", "row 2, column ccode: ''"),
        ("9001,QQA,N,1945.0,1,1,1", "row 2, column year: '1945.0'"),
        ("9001,QQA,N,1946.5,1,1,1", "row 2, column year: '1946.5'"),
        ("9001,QQA,N,1946.0,NA,1,1", "row 2, column idealpointfp: 'NA'"),
        ("9001,Q\x83A,N,1946.0,1,1,1", "row 2, column iso3c"),
    ],
)
def test_a_vote_that_is_not_understood_is_refused(tmp_path: Path, row: str, problem: str) -> None:
    with pytest.raises(SourceError, match=problem):
        ideal_points.read_ideal_points(_file(tmp_path, f"{VOTES}{row}\n"))


GDP = ",".join(world_bank_gdp.COLUMNS)


def test_population_is_gdp_over_gdp_per_head(tmp_path: Path) -> None:
    rows = "0,1960,QQA,1000.5,,3.335,,,,,\n1,1961,QQA,,,,,,,,17.2\n2,1962,QQB,7e3,,,,,,,\n"
    assert world_bank_gdp.read_gdp(_file(tmp_path, f"{GDP}\n{rows}")) == (
        EconomyYear("QQA", 1960, 1000.5, 300),
        EconomyYear("QQB", 1962, 7000.0, None),
    )


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("0,196,QQA,1,,1,,,,,", "row 2, column Year: '196'"),
        ("0,1960,,1,,1,,,,,", "row 2, column Country ISO: ''"),
        ("0,1960,QQA,-1,,1,,,,,", r"row 2, column GDP \(current USD\): '-1'"),
        ("0,1960,QQA,1,,0,,,,,", r"row 2, column GDP/capita \(current USD\): '0'"),
    ],
)
def test_an_economy_that_is_not_understood_is_refused(
    tmp_path: Path, row: str, problem: str
) -> None:
    with pytest.raises(SourceError, match=problem):
        world_bank_gdp.read_gdp(_file(tmp_path, f"{GDP}\n{row}\n"))


MIGRANTS = """Year,Destination,Total,Norland,Midland
1990,WORLD,9,5,4
1990,Norland,7,,7
1990,Midland,2,0,
2019,Midland,2,..,-
"""
AGGREGATES = frozenset({"Total", "WORLD"})


def test_a_stock_of_nobody_is_kept_and_a_blank_is_not(tmp_path: Path) -> None:
    found = list(un_migrants.read_migrants(_file(tmp_path, MIGRANTS), AGGREGATES))
    assert found == [
        MigrantStock("Midland", "Norland", 1990, 7),
        MigrantStock("Norland", "Midland", 1990, 0),
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("1990,Norland", "1991,Norland", "row 3, column Year: '1991'"),
        (",7,,7", ",7,,7.5", "row 3, column Midland: '7.5'"),
        (",7,,7", ",7,,-7", "row 3, column Midland: '-7'"),
        ("1990,Norland", "1990,", "row 3, column Destination: ''"),
        ("Year,Destination", "Year,Where", r"row 1, column Destination: '\(missing\)'"),
        ("Norland,Midland\n", "Norland,Norland\n", "row 1, column Norland: .*stands there 2 times"),
    ],
)
def test_a_stock_that_is_not_understood_is_refused(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    with pytest.raises(SourceError, match=problem):
        list(un_migrants.read_migrants(_file(tmp_path, MIGRANTS.replace(old, new, 1)), AGGREGATES))

"""Readers of flights, on made-up files."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import pytest

from release_build.readers.openflights import read_openflights_airports, read_openflights_routes
from release_build.readers.vrs_flights import read_vrs_flights
from sistercities.errors import BuildError, SourceError

AIRLINES = (
    "Code,Name,ICAO,IATA,PositioningFlightPattern,CharterFlightPattern\n"
    "MID,Mid Air,MID,MI,,\nFRT,Far Freight,FRT,,,\n"
)
AIRPORTS = (
    "Code,Name,ICAO,IATA,Location,CountryISO2,Latitude,Longitude,AltitudeFeet\n"
    'QMAA,"Mid, International",QMAA,MID,Mid,QM,1.5,2.5,10\n'
    "QMBB,Mead,QMBB,,Mead,QM,1,3,\nQNCC,Far,QNCC,FAR,Far,QN,-4,5.5,7\n"
)
ROUTES = (
    "Callsign,Code,Number,AirlineCode,AirportCodes\n"
    "MID1,MID,1,MID,QMAA-QNCC\nMID2,MID,2,MID,QNCC-QMAA\nMID3,MID,3,MID,QMBB-QMAA-QNCC-QNCC\n"
    "FRT1,FRT,1,FRT,QNCC-QMAA\n"
)


def vrs(folder: Path, **changed: str) -> Path:
    files = {
        "airlines/schema-01/airlines.csv": AIRLINES,
        "airports/schema-01/Q/QM.csv": AIRPORTS,
        "routes/schema-01/M/MID-all.csv": ROUTES,
        "README.md": "made up",
    }
    path = folder / "vrs.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name, text in files.items():
            text = changed.get(name.split("/")[0], text)
            raw = ("﻿" + text).encode()
            member = tarfile.TarInfo(name)
            member.size = len(raw)
            archive.addfile(member, io.BytesIO(raw))
    return path


def test_legs_are_counted_in_both_directions_stop_by_stop(tmp_path: Path) -> None:
    flights = read_vrs_flights(vrs(tmp_path))
    assert flights.legs == {
        ("MID", "QMAA", "QNCC"): 3,
        ("MID", "QMAA", "QMBB"): 1,
        ("FRT", "QMAA", "QNCC"): 1,
    }
    assert flights.airlines == {"MID": "Mid Air", "FRT": "Far Freight"}
    airport = flights.airports["QMAA"]
    assert (airport.name, airport.location) == ("Mid, International", "Mid")
    assert (airport.latitude, airport.longitude) == (1.5, 2.5)


@pytest.mark.parametrize(
    ("kind", "text", "match"),
    [
        ("routes", ROUTES + "XXX1,XXX,1,XXX,QMAA-QNCC\n", "row 6, column AirlineCode: 'XXX'"),
        ("routes", ROUTES + "MID9,MID,9,MID,QMAA-QZZZ\n", "row 6, column AirportCodes"),
        ("routes", ROUTES + "MID9,MID,9,MID,QMAA\n", "row 6, column AirportCodes"),
        ("routes", ROUTES + "MID9,MID\n", "row 6"),
        ("routes", ROUTES.replace("Number", "Mood"), "row 1"),
        ("airports", AIRPORTS.replace("-4", "-94"), "row 4, column Latitude: '-94'"),
    ],
)
def test_a_row_that_is_not_understood_is_refused(
    tmp_path: Path, kind: str, text: str, match: str
) -> None:
    with pytest.raises(SourceError, match=match):
        read_vrs_flights(vrs(tmp_path, **{kind: text}))


def test_an_archive_that_is_none_or_holds_other_files_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vrs.tgz"
    path.write_bytes(b"no archive")
    with pytest.raises(BuildError, match="cannot be read"):
        read_vrs_flights(path)
    with tarfile.open(path, "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("moods/all.csv"))
    with pytest.raises(SourceError, match="moods"):
        read_vrs_flights(path)


LISTED = (
    '1,"Mid Airport","Mid","Midland","MID","QMAA",1.5,2.5,10,1,"U","","airport","made up"\n'
    '2,"Far Airport","Far","Farland","FAR",\\N,-4,5.5,7,1,"U","","airport","made up"\n'
)
FLOWN = (
    "MI,1,MID,1,FAR,2,,0,320\n"  # itself
    "FA,2,FAR,2,MID,1,,0,320\n"  # the other way
    "XX,3,MID,1,FAR,2,Y,0,320\n"  # sells another's flight
    "YY,4,MID,1,FAR,2,,1,320\n"  # with a stop
    "ZZ,5,MID,999,FAR,\\N,,0,320\n"  # ids that are gone, codes that are not
    "WW,6,GON,998,FAR,2,,0,320\n"  # an airport that is gone
)


def openflights(folder: Path, flown: str = FLOWN) -> tuple[Path, Path]:
    (folder / "airports.dat").write_text(LISTED, encoding="utf-8")
    (folder / "routes.dat.gz").write_bytes(gzip.compress(flown.encode()))
    return folder / "airports.dat", folder / "routes.dat.gz"


def test_routes_are_those_an_airline_flies_itself_without_a_stop(tmp_path: Path) -> None:
    listed, flown = openflights(tmp_path)
    airports = read_openflights_airports(listed)
    assert read_openflights_routes(flown, airports) == {("FAR", "QMAA"): {"MI", "FA", "ZZ"}}
    assert airports["1"].country == "Midland"


@pytest.mark.parametrize(
    "row", ["MI,1,MID,1,FAR,2,?,0,320\n", "MI,1,MID,1,FAR,2,,no,320\n", "MI\n"]
)
def test_a_route_that_is_not_understood_is_refused(tmp_path: Path, row: str) -> None:
    listed, flown = openflights(tmp_path, row)
    with pytest.raises(SourceError, match=r"routes.dat.gz, row 1"):
        read_openflights_routes(flown, read_openflights_airports(listed))

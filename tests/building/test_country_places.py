"""Countries as places: everyday names, and no second place beside a city state."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from release_build.readers.geonames import read_countries
from release_build.universe import countries_apart, with_everyday_names
from sistercities.errors import SourceError
from sistercities.terms.places import Place

FIELDS = [
    *("geonameid", "name", "iso", "iso3", "isonumeric", "fips", "continentcode", "capital"),
    *("areakm2", "population", "tld", "currencycode", "currencyname", "phone"),
    *("postalcoderegex", "languages", "neighbours"),
]


def entry(**known: object) -> dict[str, object]:
    return {field: known.get(field, "") for field in FIELDS}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "countries.json"
    entries = {
        "QM": entry(geonameid=1, name="Midland", iso="QM", population=5),
        "QN": entry(geonameid=2, name="Port Nowhere", iso="QN", population=0),
        "QO": entry(geonameid=3, name="Elsewhere", iso="QO", population=7),
    }
    path.write_text(json.dumps(entries))
    return path


PLACES = {
    "gn:1": Place("gn:1", "Midland, Republic of", "", "country", "QM", ""),
    "gn:2": Place("gn:2", "Port Nowhere, State of", "", "country", "QN", ""),
    "gn:8": Place("gn:8", "Port Nowhere", "", "region1", "QN", "", is_dual=True),
    "gn:9": Place("gn:9", "Town", "", "city", "QM", "QM-1"),
}


def test_a_country_goes_by_its_everyday_name_and_keeps_the_other(file: Path) -> None:
    named = with_everyday_names(PLACES, read_countries(file))
    assert named["gn:1"].name == "Midland"
    assert ("Midland, Republic of", "en") in named["gn:1"].names
    assert named["gn:9"] == PLACES["gn:9"]


def test_a_city_state_stays_one_place(file: Path) -> None:
    named = with_everyday_names(PLACES, read_countries(file))
    assert countries_apart(named) == {"gn:1"}


def test_a_population_of_zero_is_missing(file: Path) -> None:
    assert {one.code: one.population for one in read_countries(file)} == {
        "QM": 5,
        "QN": None,
        "QO": 7,
    }


def test_an_unknown_field_stops_the_reading(file: Path) -> None:
    entries = json.loads(file.read_text())
    entries["QM"]["anthem"] = "la la"
    file.write_text(json.dumps(entries))
    with pytest.raises(SourceError, match=r"row QM, column anthem: 'la la' is not known"):
        read_countries(file)


def test_territories_are_written_with_their_marks() -> None:
    names = {one.code: one.name for one in read_countries()}
    assert names["BL"] == "Saint Barthélemy"
    assert names["RE"] == "Réunion"
    assert names["CW"] == "Curaçao"

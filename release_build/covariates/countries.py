"""The table of countries: ISO codes, names, capitals, and which state of whose list each is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from release_build.covariates.country_codes import CountryCodes
from release_build.readers.cow_states import LAST_YEAR, StateSpan
from release_build.readers.geonames import CountryEntry
from sistercities.dataset.ingredients import Row
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.terms.places import Place

CAPITAL_COLUMNS = ("country", "place_id", "reason", "date")


def today_countries(
    entries: Iterable[CountryEntry], withdrawn: Collection[str]
) -> dict[str, CountryEntry]:
    """Return the countries and territories of today, by ISO 3166-1 alpha-2 code."""
    return {one.code: one for one in entries if one.code not in withdrawn}


def country_rows(
    countries: Mapping[str, CountryEntry],
    capitals: Mapping[str, str],
    states: Sequence[StateSpan],
    codes: CountryCodes,
) -> list[Row]:
    """Lay out the table `countries`.

    Parameters
    ----------
    countries
        The countries of today.
    capitals
        Place that is the capital, by country.
    states
        Spans of the states; those that are states in the last year of the list count.
    codes
        What a state's number stands for.
    """
    numbers = {
        codes.country_of("cow", str(one.code), LAST_YEAR): one.code
        for one in states
        if one.until == LAST_YEAR
    }
    return [
        {
            "country": code,
            "iso3": one.iso3,
            "name": one.name,
            "continent": one.continent,
            "capital_id": capitals.get(code),
            "cow_code": numbers.get(code),
        }
        for code, one in countries.items()
    ]


def read_capitals(path: Path, countries: Collection[str]) -> dict[str, str]:
    """Read `capitals.csv`: the place that is the capital, where the name alone does not find it.

    Raises
    ------
    SourceError
        If a column or a value is not understood, or a country stands there twice.
    """
    found: dict[str, str] = {}
    for row in ruling_rows(path, CAPITAL_COLUMNS, once=("country",)):
        values = row.values
        row.require_country("country", countries)
        row.require_place_id("place_id", may_be_blank=True)
        found[values["country"]] = values["place_id"]
    return found


def find_capitals(
    countries: Mapping[str, CountryEntry], places: Mapping[str, Place], ruled: Mapping[str, str]
) -> dict[str, str]:
    """Find the place that is the capital of each country.

    It is the one city of the country that bears the capital's name as its main name; among several
    the most populous. A ruling goes first. A capital that is no place of the release is left out.

    Raises
    ------
    BuildError
        If a ruling names a place in another country, or says what the name alone says.
    """
    by_name = _cities_by_name(places.values())
    found = {
        code: city.place_id
        for code, one in countries.items()
        if (city := _largest(by_name.get((code, one.capital), ()))) is not None
    }
    for country, place_id in ruled.items():
        _check_ruling(country, place_id, found, places)
    chosen = found | dict(ruled)
    return {country: place_id for country, place_id in chosen.items() if place_id in places}


def _cities_by_name(places: Iterable[Place]) -> dict[tuple[str, str], list[Place]]:
    cities: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        if (place.level == "city" or place.is_dual) and not place.valid_to:
            cities.setdefault((place.country, place.name), []).append(place)
    return cities


def _largest(cities: Sequence[Place]) -> Place | None:
    return max(cities, key=lambda city: (city.population or 0, city.place_id), default=None)


def _check_ruling(
    country: str, place_id: str, found: Mapping[str, str], places: Mapping[str, Place]
) -> None:
    problem = ""
    if place_id == found.get(country, ""):
        problem = "which is what the name says; take the row out"
    elif place_id in places and places[place_id].country != country:
        problem = f"which lies in {places[place_id].country}; correct the row"
    if problem:
        raise BuildError(f"data/decisions/capitals.csv: {country} has {place_id!r}, {problem}")

"""Lists of all municipalities of a country, beside what GeoNames has of it.

`municipalities_*.csv` have a row per municipality with its official code; in Hungary, whose names
are unique, with a slug of its name. Where a place of ours is the municipality the row names it, and
the place bears the code and the official name. Where there is none, the row is a place of its own,
`x:de-<code>`: GeoNames as packaged lacks municipalities that no village of theirs gives its name
to, such as Freigericht, and many others.

What the gazetteer gains so is for names that users write; the names of our sources are read before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sistercities.errors import BuildError
from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.places import Place

COLUMNS = (
    "code", "name", "names", "place_id", "region_iso", "latitude", "longitude", "population",
    "parent",
)  # fmt: skip
LANGUAGES = {"DE": "de", "FR": "fr", "HU": "hu"}
_WITHOUT_CODES = frozenset({"HU"})


@dataclass(frozen=True, slots=True)
class Municipality:
    """One row: the municipality as its country lists it, and the place of ours that it is."""

    country: str
    code: str
    names: tuple[str, ...]
    place_id: str
    region_iso: str
    latitude: float | None
    longitude: float | None
    population: int | None
    parent: str

    @property
    def official_code(self) -> str:
        """The code that its country gives it; "" where the list has none."""
        return "" if self.country in _WITHOUT_CODES else self.code

    def as_place(self) -> Place:
        """Return a municipality that GeoNames lacks as a place of its own."""
        language = LANGUAGES[self.country]
        return Place(
            f"x:{self.country.lower()}-{self.code.lower()}", self.names[0], "", "city",
            self.country, self.region_iso,
            municipality_code=self.official_code,
            latitude=self.latitude,
            longitude=self.longitude,
            population=self.population,
            names=tuple((name, language) for name in self.names),
            parent_ids=(self.parent,) if self.parent else (),
        )  # fmt: skip


def read_municipalities(decisions: Path) -> tuple[Municipality, ...]:
    """Read the list of each country.

    Raises
    ------
    SourceError
        If a column or a value is not understood, or a code stands there twice.
    """
    found: dict[tuple[str, str], Municipality] = {}
    for country in LANGUAGES:
        path = decisions / f"municipalities_{country.lower()}.csv"
        for line, values in file_rows(path, COLUMNS) if path.exists() else ():
            row = WrittenRow(path.name, line, values)
            one = _municipality(row, country)
            if (country, one.code) in found:
                raise row.refuse("code", "a row above has this code; keep one of them")
            found[country, one.code] = one
    return tuple(found.values())


def _municipality(row: WrittenRow, country: str) -> Municipality:
    values = row.values
    row.require("code", "name")
    row.require_place_id("place_id", may_be_blank=True)
    row.require_place_id("parent", may_be_blank=True)
    row.require_region("region_iso", country)
    row.require_degrees("latitude", 90.0)
    row.require_degrees("longitude", 180.0)
    if values["population"]:
        row.require_round_number("population")
    return Municipality(
        country,
        values["code"],
        tuple(filter(None, (values["name"], *values["names"].split("|")))),
        values["place_id"],
        values["region_iso"],
        float(values["latitude"]) if values["latitude"] else None,
        float(values["longitude"]) if values["longitude"] else None,
        int(values["population"]) if values["population"] else None,
        values["parent"],
    )


def with_codes(
    places: Mapping[str, Place], municipalities: Sequence[Municipality]
) -> dict[str, Place]:
    """Return the places, those that are a municipality with its code and its official names."""
    by_place = {one.place_id: one for one in municipalities if one.place_id in places}
    coded = {place_id: _coded(places[place_id], one) for place_id, one in by_place.items()}
    return {**places, **coded}


def _coded(place: Place, municipality: Municipality) -> Place:
    known = {name for name, _ in place.names}
    language = LANGUAGES[municipality.country]
    added = tuple((name, language) for name in municipality.names if name not in known)
    return replace(
        place, municipality_code=municipality.official_code, names=(*place.names, *added)
    )


def with_municipalities(
    places: Mapping[str, Place], municipalities: Sequence[Municipality]
) -> dict[str, Place]:
    """Return the places with their codes, and the municipalities that none of them is.

    Raises
    ------
    BuildError
        If a row names a place that is not there.
    """
    return {**with_codes(places, municipalities), **dict(_missing(places, municipalities))}


def _missing(
    places: Mapping[str, Place], municipalities: Sequence[Municipality]
) -> Iterator[tuple[str, Place]]:
    for one in municipalities:
        for named in filter(None, (one.place_id, one.parent)):
            if named not in places:
                raise BuildError(
                    f"{one.names[0]} ({one.code}) names {named}, which is not a place; correct it "
                    f"in data/decisions/municipalities_{one.country.lower()}.csv"
                )
        if not one.place_id:
            place = one.as_place()
            yield place.place_id, place

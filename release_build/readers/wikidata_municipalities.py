"""Reader of the ties of municipalities of the European Union that Wikidata stated in mid 2017.

One file, a directed row for each statement of a municipality (the origin), with label, point and
population of both ends. There are no ids. A place with two points, two populations or two countries
in Wikidata has a row for each, so rows of one pair are put together:

* an end is known by its label and its point; points of one label less than about five kilometres
  apart are one place, through whichever country a row reaches it;
* both directions are one claim, which says so in its note;
* a place that stands under several countries has none here: the source does not decide.

A label that is an item (`Q42`) is one that had no English label. A population of 0 stands for none,
and one with a point (15.762, 411.5) counts thousands or ten thousands; neither is used. `dist` and
`eu` were computed by the publisher; they are checked and left aside.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians
from pathlib import Path

from release_build.readers.country_labels import CountryLabels
from sistercities.sources.snapshot import Origin, Snapshot, table_rows
from sistercities.sources.undated_claims import BOTH_STATE, rows_locator, undated_claim
from sistercities.sources.written_values import WrittenRow, is_number, is_whole_number
from sistercities.terms.claims import NamedEnd, SourceClaim

SOURCE_ID = "wikidata-2017"
LICENCE = "CC0-1.0"
FILE = "ties.tsv"
_ORIGIN = ("origincityLabel", "origincountry", "originlat", "originlong", "originpopulation")
_SISTER = (
    "sistercityLabel", "destination_countryLabel", "destinationlat", "destinationlong",
    "destinationpopulation",
)  # fmt: skip
COLUMNS = ("origin_country_file", *_ORIGIN, *_SISTER, "dist", "eu")
ORIGIN_FILES: dict[str, str] = {
    "austria": "Austria", "belgium": "Belgium", "bulgaria": "Bulgaria", "croatia": "Croatia",
    "cyprus": "Cyprus", "czech": "Czech Republic", "denmark": "Denmark", "estonia": "Estonia",
    "finland": "Finland", "france": "France", "germany": "Germany", "hungary": "Hungary",
    "ireland": "Ireland", "italy": "Italy", "latvia": "Latvia", "lithuania": "Lithuania",
    "netherlands": "Netherlands", "poland": "Poland", "portugal": "Portugal",
    "romania": "Romania", "slovakia": "Slovakia", "slovenia": "Slovenia", "spain": "Spain",
    "sweden": "Sweden", "uk": "United Kingdom",
}  # fmt: skip
"""The query that a row comes from, by country of its origins, with the country's label."""
SAME_SPOT_DEGREES = 0.05
"""Points of one label this near, in degrees of latitude or as many kilometres, are one place."""
_ITEM = re.compile(r"Q[1-9][0-9]{0,14}")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _End:
    label: str
    country: str
    point: Point
    population: int | None


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    origin: _End
    sister: _End


_Spot = tuple[str, int]
"""A label, and which of the places of that label it is."""


def read_wikidata_municipalities(folder: Path, labels: CountryLabels) -> tuple[SourceClaim, ...]:
    """Read the rows of each pair of places as one claim, in the order of its first row.

    Raises
    ------
    BuildError
        If the file cannot be read.
    SourceError
        If a column or a value is not understood, or a place is tied to itself.
    """
    written = [*_written(folder / FILE)]
    rows = [_row(row, labels) for row in written]
    spots = _spots(rows)
    pairs: defaultdict[frozenset[_Spot], list[_Row]] = defaultdict(list)
    for row in rows:
        pair = frozenset((spots[row.origin], spots[row.sister]))
        if len(pair) == 1:
            advice = "a place is no twin of itself; take the row out"
            raise written[row.number - 1].refuse(_SISTER[0], advice)
        pairs[pair].append(row)
    return tuple(_claim(held, spots) for held in pairs.values())


def _written(path: Path) -> Iterator[WrittenRow]:
    for line, values in table_rows(Snapshot(path, Origin(SOURCE_ID)), COLUMNS, "\t"):
        row = WrittenRow(path.name, line, values)
        row.require_one_of("origin_country_file", ORIGIN_FILES)
        row.require_one_of("origincountry", (ORIGIN_FILES[values["origin_country_file"]],))
        row.require_one_of("eu", ("EU", "Non-EU"))
        if not is_whole_number(values["dist"]):
            raise row.refuse("dist", "write a whole number of kilometres in digits")
        yield row


def _row(row: WrittenRow, labels: CountryLabels) -> _Row:
    return _Row(int(row.line) - 1, _end(row, _ORIGIN, labels), _end(row, _SISTER, labels))


def _end(row: WrittenRow, columns: Sequence[str], labels: CountryLabels) -> _End:
    name, label, latitude, longitude, people = columns
    row.require(name, latitude, longitude)
    row.require_degrees(latitude, 90.0)
    row.require_degrees(longitude, 180.0)
    values = row.values
    if values[people] and not is_number(values[people]):
        raise row.refuse(people, "write a number of persons in digits, or nothing")
    country = labels.country_of(values[label], values[name])
    if country is None:
        advice = f"add the label to {labels.file} with its ISO 3166-1 code and a reason"
        raise row.refuse(label, advice)
    point = float(values[latitude]), float(values[longitude])
    return _End(values[name], country.country, point, _persons(values[people]))


def _persons(text: str) -> int | None:
    return int(text) or None if is_whole_number(text) else None


def _spots(rows: Sequence[_Row]) -> dict[_End, _Spot]:
    """Tell which ends are one place: those of a label whose points lie near one another."""
    by_label: defaultdict[str, dict[Point, None]] = defaultdict(dict)
    ends = [end for row in rows for end in (row.origin, row.sister)]
    for end in ends:
        by_label[end.label][end.point] = None
    places = {label: _clusters([*points]) for label, points in by_label.items()}
    return {end: (end.label, places[end.label][end.point]) for end in ends}


def _clusters(points: Sequence[Point]) -> dict[Point, int]:
    """Give one number to points that lie near one another, or near a common third."""
    number: dict[Point, int] = {}
    for point in points:
        near = {number[other] for other in number if _is_near(point, other)}
        number[point] = min(near, default=len(number))
        number |= {other: number[point] for other, one in number.items() if one in near}
    return number


def _is_near(one: Point, other: Point) -> bool:
    if abs(one[0] - other[0]) > SAME_SPOT_DEGREES:
        return False
    return abs(one[1] - other[1]) * cos(radians(one[0])) <= SAME_SPOT_DEGREES


def _claim(rows: Sequence[_Row], spots: dict[_End, _Spot]) -> SourceClaim:
    first = spots[rows[0].origin]
    ends: tuple[list[_End], list[_End]] = ([], [])
    for row in rows:
        is_first = spots[row.origin] == first
        ends[0].append(row.origin if is_first else row.sister)
        ends[1].append(row.sister if is_first else row.origin)
    is_mutual = len({spots[row.origin] for row in rows}) > 1
    return undated_claim(
        f"{SOURCE_ID}:{rows[0].number:05d}",
        rows_locator(row.number for row in rows),
        _named(ends[0]),
        _named(ends[1]),
        licence=LICENCE,
        note=BOTH_STATE if is_mutual else "",
    )


def _named(ends: Sequence[_End]) -> NamedEnd:
    """Put an end together from its rows: the first point, the largest population stated."""
    first = ends[0]
    countries = {end.country for end in ends}
    people = [end.population for end in ends if end.population]
    return NamedEnd(
        name=first.label,
        country=countries.pop() if len(countries) == 1 else "",
        latitude=first.point[0],
        longitude=first.point[1],
        given_id=f"wd:{first.label}" if _ITEM.fullmatch(first.label) else "",
        population=max(people, default=None),
    )

"""Which cities lie near a land border, and which country is across it.

Where the line is in dispute nothing is said: `disputed_borders.csv` names the pairs of countries,
and a box where only a stretch is meant. So it is where the ground across has no code.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from release_build.covariates.capitals import MARK_YEAR, MARKS
from release_build.covariates.coast_and_border import Codes, Lines, line_tree
from release_build.covariates.flights import is_city
from release_build.covariates.nearby import has_point, place_vectors
from release_build.covariates.value_rows import value_row
from sistercities.dataset.globe import Vectors, chord
from sistercities.dataset.ingredients import Row
from sistercities.errors import BuildError
from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.places import Place

NEAR_KM = 25.0
"""A city within this distance of a border is a border city."""

NO_CODE = "-9"
FILE = "disputed_borders.csv"
_BOX = ("west", "south", "east", "north")
_COLUMNS = ("country_a", "country_b", *_BOX, "reason", "date")


@dataclass(frozen=True, slots=True)
class DisputedBorder:
    """A border, or the stretch of it in a box of degrees, on which states disagree."""

    countries: frozenset[str]
    box: tuple[float, float, float, float] | None


def read_disputed_borders(path: Path, countries: Collection[str]) -> tuple[DisputedBorder, ...]:
    """Read `disputed_borders.csv`.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    """
    return tuple(
        _ruling(WrittenRow(path.name, line, row), countries)
        for line, row in file_rows(path, _COLUMNS)
    )


def _ruling(written: WrittenRow, countries: Collection[str]) -> DisputedBorder:
    row = written.values
    written.require("reason")
    written.require_day("date")
    for column in ("country_a", "country_b"):
        written.require_country(column, countries)
    if row["country_a"] >= row["country_b"]:
        raise written.refuse("country_b", "write two different codes in the order of the alphabet")
    of = frozenset({row["country_a"], row["country_b"]})
    if not any(row[column] for column in _BOX):
        return DisputedBorder(of, None)
    written.require(*_BOX)
    for column, limit in zip(_BOX, (180.0, 90.0, 180.0, 90.0), strict=True):
        written.require_degrees(column, limit)
    west, south, east, north = (float(row[column]) for column in _BOX)
    if not (west < east and south < north):
        raise written.refuse("east", "write the western and southern edge before the others")
    return DisputedBorder(of, (west, south, east, north))


def border_rows(
    places: Mapping[str, Place], lines: Lines, disputed: Sequence[DisputedBorder]
) -> Iterator[Row]:
    """Lay out whether each city is a border city, and the country across.

    Parameters
    ----------
    places
        The places of the release.
    lines
        Coast and land borders of the world.
    disputed
        Borders of which nothing is said.

    Raises
    ------
    BuildError
        If a ruling meets no border.
    """
    is_open = {code: _is_disputed(code, lines, disputed) for code in lines.borders}
    _require_met(lines, disputed)
    cities = [place for place in places.values() if is_city(place) and has_point(place)]
    of = np.array([place.country for place in cities], dtype=object)
    points = place_vectors(cities)
    for country in sorted(set(of.tolist()) & lines.drawn):
        at = np.flatnonzero(of == country)
        here = [cities[number] for number in at.tolist()]
        if country not in lines.borders:
            yield from (_is_border(place, False) for place in here)
            continue
        across = _across(points[at], lines, country, is_open[country])
        for place, found in zip(here, across, strict=True):
            if found is not None:
                yield _is_border(place, bool(found))
            if found:
                yield value_row(
                    place.place_id, "border_country", MARK_YEAR, None, "1", MARKS, word=found
                )


def _across(
    points: Vectors, lines: Lines, country: str, is_open: NDArray[np.bool_]
) -> list[str | None]:
    """Country across the border near each point; "" where none is near, None where it is open."""
    border, facing = lines.borders[country], lines.facing[country]
    found: list[str | None] = [""] * len(points)
    for number in np.flatnonzero(_nearest(points, border[is_open]) >= 0).tolist():
        found[number] = None
    codes: Codes = facing[~is_open]
    nearest = _nearest(points, border[~is_open])
    for number in np.flatnonzero(nearest >= 0).tolist():
        found[number] = str(codes[nearest[number]])
    return found


def _nearest(points: Vectors, line: Vectors) -> NDArray[np.int64]:
    """Return the number of the nearest point of a line, -1 where none is near."""
    if not len(line):
        return np.full(len(points), -1, dtype=np.int64)
    chords, nearest = line_tree(line).query(points, distance_upper_bound=chord(NEAR_KM))
    return np.where(np.isfinite(chords), np.asarray(nearest), -1).astype(np.int64)


def _is_disputed(
    country: str, lines: Lines, disputed: Sequence[DisputedBorder]
) -> NDArray[np.bool_]:
    """Which points of a country's borders face ground without a code or lie on an open line."""
    facing, border = lines.facing[country], lines.borders[country]
    found = facing == NO_CODE
    for one in disputed:
        if country in one.countries:
            (other,) = one.countries - {country}
            found |= (facing == other) & _in_box(border, one.box)
    return np.asarray(found)


def _in_box(vectors: Vectors, box: tuple[float, float, float, float] | None) -> NDArray[np.bool_]:
    if box is None:
        return np.ones(len(vectors), dtype=bool)
    west, south, east, north = box
    longitude = np.degrees(np.arctan2(vectors[:, 1], vectors[:, 0]))
    latitude = np.degrees(np.arcsin(np.clip(vectors[:, 2], -1.0, 1.0)))
    is_in = (west <= longitude) & (longitude <= east)
    return np.asarray(is_in & (south <= latitude) & (latitude <= north))


def _require_met(lines: Lines, disputed: Sequence[DisputedBorder]) -> None:
    for one in disputed:
        country, other = sorted(one.countries)
        facing = lines.facing.get(country, np.empty(0, dtype="U2")) == other
        if not (facing.any() and _in_box(lines.borders[country][facing], one.box).any()):
            raise BuildError(
                f"data/decisions/{FILE}: no border of {country} and {other} is drawn there; take "
                "the row out or mend its box"
            )


def _is_border(place: Place, is_border: bool) -> Row:
    return value_row(place.place_id, "is_border_city", MARK_YEAR, float(is_border), "1", MARKS)

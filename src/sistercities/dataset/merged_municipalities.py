"""Which municipalities were merged into which, and how many people those of a merger have together.

Sources count the people of towns for decades after these became parts of another municipality, and
of that none may have any: Stichtse Vecht is unknown where Maarssen, Breukelen and Loenen are known.
`data/decisions/merged_municipalities.csv` has a row for each municipality of a merger with all that
went into it whole; its own town is none of them where it goes on under its name. `not_held` names
those of which no gazetteer has a place. `figures` is `whole` where each figure is that of a
municipality, as far as we know; it is blank where one counts the seat alone (Rossano with 5,194).

The sum of these is told as what it is, and stands for the size of the municipality of today where
no source gives that: it is never the figure of a source, and no table of the release holds it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from sistercities.dataset.release.queried import Queried
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow, is_place_id

FILE = "merged_municipalities.csv"
COLUMNS = ("place_id", "name", "parts", "not_held", "figures", "reason", "source", "date")
_WHOLE = ("", "whole")
_FIGURES = """
    SELECT place_id, population, population_year, successor, valid_to,
        population IS NOT NULL AND NOT is_population_doubtful AS is_known
    FROM places WHERE place_id IN ({marks})
"""


class Merger(NamedTuple):
    """A municipality of a merger, and what went into it.

    Attributes
    ----------
    place_id, name
        The municipality of today.
    parts
        Ids of the former municipalities.
    not_held
        Names of others, of which no gazetteer has a place.
    is_counted_whole
        Whether the figure of each part is that of its municipality.
    """

    place_id: str
    name: str
    parts: tuple[str, ...]
    not_held: tuple[str, ...]
    is_counted_whole: bool


class PeopleOfParts(NamedTuple):
    """People of the former municipalities of a place together.

    Attributes
    ----------
    people
        Persons.
    first_year, last_year
        Years of the oldest and the newest figure; None where one of them is undated.
    """

    people: int
    first_year: int | None
    last_year: int | None

    @property
    def year(self) -> int | None:
        """The year of all figures; None where they have none, or are of several."""
        return self.first_year if self.first_year == self.last_year else None

    @property
    def years(self) -> str:
        """The years of the figures, as `2011` or `2011-2020`; "" where one is undated."""
        if self.first_year is None or self.year is not None:
            return str(self.year or "")
        return f"{self.first_year}-{self.last_year}"


def merged_municipalities(path: Path | None = None) -> tuple[Merger, ...]:
    """Read the table of a checkout or of an installed package; once where no path is given.

    Raises
    ------
    SourceError
        If a value is not understood, or a place stands there twice.
    """
    return _read(path or _path())


def people_of_parts(
    release: Queried, places: Collection[str] | None = None
) -> dict[str, PeopleOfParts]:
    """Add up the people of what was merged into places that no source counts, by their ids.

    A place is left out unless all its parts are held, have ended in it, and have a figure that is
    not doubtful.

    Parameters
    ----------
    release
        An opened release, or its index.
    places
        Ids that are looked at; None looks at all.
    """
    held = _counted_whole(merged_municipalities())
    asked = list(held.values()) if places is None else [held[one] for one in held.keys() & places]
    if not asked:
        return {}
    ids = sorted({place_id for one in asked for place_id in (one.place_id, *one.parts)})
    marks = ", ".join("?" for _ in ids)
    rows = {row["place_id"]: row for row in release.query(_FIGURES.format(marks=marks), ids)}
    sums = ((one.place_id, _together(one, rows)) for one in asked)
    return {place_id: found for place_id, found in sums if found is not None}


def _together(merger: Merger, rows: Mapping[str, Mapping[str, Any]]) -> PeopleOfParts | None:
    """Return the sum over the parts of one merger; None where the place has a figure, or one lacks.

    Its own figure is looked at too: what a source gives goes before any sum.
    """
    own = rows.get(merger.place_id)
    parts = [rows[one] for one in merger.parts if one in rows]
    if own is None or own["population"] is not None or own["valid_to"] is not None:
        return None
    is_whole = len(parts) == len(merger.parts) and all(
        one["is_known"] and one["successor"] == merger.place_id for one in parts
    )
    if not is_whole:
        return None
    people = sum(one["population"] for one in parts)
    years = [one["population_year"] for one in parts]
    known = sorted(year for year in years if year is not None)
    is_dated = len(known) == len(years)
    return PeopleOfParts(people, known[0] if is_dated else None, known[-1] if is_dated else None)


@cache
def _counted_whole(mergers: tuple[Merger, ...]) -> Mapping[str, Merger]:
    """Those whose parts can be added up, by the id of the place: pages ask of one after another."""
    return {one.place_id: one for one in mergers if one.is_counted_whole}


@cache
def _read(path: Path) -> tuple[Merger, ...]:
    return tuple(_merger(row) for row in ruling_rows(path, COLUMNS, once=("place_id",)))


def _merger(row: WrittenRow) -> Merger:
    row.require_place_id("place_id")
    row.require("name", "parts", "source")
    row.require_one_of("figures", _WHOLE)
    values = row.values
    parts = tuple(values["parts"].split("|"))
    for one in parts:
        if not is_place_id(one):
            raise row.refuse("parts", f"{one!r} is no place id; separate ids by |")
    not_held = tuple(filter(None, values["not_held"].split("|")))
    if not_held and values["figures"]:
        raise row.refuse("figures", "a part is not held, so nothing is added up; leave it blank")
    return Merger(values["place_id"], values["name"], parts, not_held, values["figures"] != "")


@cache
def _path() -> Path:
    packaged = Path(str(files("sistercities"))) / "data" / FILE
    checkout = Path(__file__).parents[3] / "data" / "decisions" / FILE
    for path in (packaged, checkout):
        if path.is_file():
            return path
    raise BuildError(f"{FILE} is missing; install sistercities again")

"""What is known of one place, as a plain record, and its JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from sistercities.partners.gate.obstacle import Obstacle
from sistercities.terms.city_variables import URBAN
from sistercities.terms.json_records import (
    Count,
    CountryCode,
    Holds,
    JsonRecord,
    OneEach,
    Positive,
    RecordTuple,
    RegionCode,
    Text,
    Year,
)
from sistercities.terms.list_words import ListsRead
from sistercities.terms.number_words import rounded
from sistercities.terms.standing_counts import StandingCount
from sistercities.terms.words import MUNICIPAL, TIE_CLASSES, LevelWord


@dataclass(frozen=True, slots=True)
class Spelling:
    """One known spelling of a place, with its language and script."""

    name: str
    lang: str
    script: str


@dataclass(frozen=True, slots=True)
class Container:
    """A place that contains another, with the years in which it does; None is open.

    One that `is_dual` is a first-level region and a city: what it contains may be a part of a city.
    """

    place_id: str
    name: str
    name_local: str | None
    level: LevelWord
    is_dual: bool
    from_year: int | None
    to_year: int | None


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A place that ended and that another succeeds: each tie of it stays under its own name.

    `valid_to` is the last year in which it existed, `ties` the number of its ties, ended ones
    included.
    """

    place_id: str
    name: str
    name_local: str | None
    level: LevelWord
    valid_to: int
    ties: int


@dataclass(frozen=True, slots=True)
class PlaceCard(JsonRecord):
    """All that the release knows of one place.

    Attributes
    ----------
    place_id, name, name_local, level, country, region_iso, is_dual
        As in `PlaceRef`.
    geonames_id, wikidata_id, gbt2260, municipality_code
        Ids that others give to the place; None where not known.
    latitude, longitude, point_source
        Degrees, and whose point it is; None where not known.
    population, population_year, population_source
        Persons, the year of the figure and whose it is; None where not known or undated.
    is_population_doubtful
        Whether another source contradicts the figure.
    population_of_parts, population_of_parts_years
        Persons in its former municipalities together, where no source counts it and each of them
        is counted (`dataset.merged_municipalities`), and the years of these figures; None where
        not known or undated.
    valid_from, valid_to
        First and last year of existence; None is open.
    successor
        Id of the place that took over, None where there is none.
    took_in
        Places that ended and that it succeeds, with the number of their ties, which stay under
        their names; those of municipalities are counted with its own (`holds_those_of`).
    names
        Known spellings.
    parents
        Containers, the nearest first, former ones included.
    redirects
        Other ids that lead here.
    ties
        Number of ties by class, and `total`; all that the release holds, ended ones included, and
        those of municipalities that became a part of it.
    standing
        Number of ties by standing and by the year that it rests on; a partner of today of the
        place and of what it took over counts once.
    last_seen
        Number of ties by the last year in which any source speaks of them, the newest year first.
    lists
        Which lists of ties were read for it, and of which years: what silence is worth.
    waiting
        Names of partners, as a source writes them, of which it is not settled which place is
        meant: claims that are no ties yet.
    status
        Wars of its own state, and rows on the special status of the unit that it lies in, each
        with its date and source.
    in_question
        Of which partners no source says which place of a name is meant, and which of them something
        bars, and what; one sentence for each row.
    """

    place_id: str
    name: str
    name_local: str | None
    level: LevelWord
    country: CountryCode
    region_iso: RegionCode | None
    is_dual: bool
    geonames_id: int | None
    wikidata_id: str | None
    gbt2260: str | None
    municipality_code: str | None
    latitude: float | None
    longitude: float | None
    point_source: str | None
    population: int | None
    population_year: int | None
    population_source: str | None
    is_population_doubtful: bool
    valid_from: int | None
    valid_to: int | None
    successor: str | None
    names: RecordTuple[Spelling]
    parents: RecordTuple[Container]
    redirects: tuple[str, ...]
    ties: Annotated[dict[str, int], OneEach((*TIE_CLASSES, "total"))]
    standing: RecordTuple[StandingCount]
    last_seen: dict[Year, Positive]
    lists: ListsRead
    waiting: Annotated[tuple[Text, ...], Holds(uniqueItems=True)] = ()
    status: RecordTuple[Obstacle] = field(default_factory=RecordTuple)
    in_question: tuple[Text, ...] = ()
    took_in: RecordTuple[TakenIn] = field(default_factory=RecordTuple)
    population_of_parts: Count | None = None
    population_of_parts_years: Text | None = None

    def holds_those_of(self, one: TakenIn) -> bool:
        """Whether ties of a place that it took in are counted with its own (`dataset.heirs`)."""
        return self.valid_to is None and {self.level, one.level} <= MUNICIPAL

    @property
    def about_of_parts(self) -> int | None:
        """People of its former municipalities together, to two figures; None where not known."""
        together = self.population_of_parts
        return None if together is None else round(rounded(together))

    @property
    def is_agglomeration(self) -> bool:
        """Whether its people are those of the urban area that is named for it."""
        return self.population_source == URBAN

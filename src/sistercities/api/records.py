"""What the light verbs return: places and ties as plain records, and their JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Protocol

from sistercities.partners.gate.obstacle import Obstacle
from sistercities.terms.doubts import Doubt, doubt_of
from sistercities.terms.json_records import (
    Amount,
    CountryCode,
    DateText,
    Holds,
    Json,
    JsonRecord,
    Key,
    OneEach,
    Positive,
    RegionCode,
    Share,
    Text,
    Unwritten,
    Year,
    one_of,
    written,
)
from sistercities.terms.list_words import ListsRead
from sistercities.terms.standing_words import StandingCount, Stands
from sistercities.terms.told_events import ToldEvent
from sistercities.terms.words import (
    TIE_CLASSES,
    KindWord,
    LevelWord,
    PrecisionWord,
    StandingWord,
    StatusWord,
)

__all__ = [
    "Amount",
    "Container",
    "CountryCode",
    "Doubt",
    "Holds",
    "Json",
    "JsonRecord",
    "OtherLevel",
    "PlaceCard",
    "PlaceRef",
    "Positive",
    "Spelling",
    "Standing",
    "Text",
    "Tie",
    "one_of",
    "stands_of",
]

AtLeastOne = Annotated[tuple[str, ...], Holds(minItems=1)]
"""Ids of sources: a tie without any is none."""


@dataclass(frozen=True, slots=True)
class PlaceRef(JsonRecord):
    """An end of a tie: enough to know the place.

    Attributes
    ----------
    place_id
        Stable id.
    name, name_local
        Name in Latin script, and in the local script where known.
    level
        country, region1, region2, city, county or district.
    country
        ISO 3166-1 alpha-2.
    region_iso
        ISO 3166-2 of the first-level region that is or contains the place; None where not known.
    is_dual
        Whether the place is both a first-level region and a city.
    """

    place_id: str
    name: str
    name_local: Annotated[str | None, Unwritten()]
    level: LevelWord
    country: CountryCode
    region_iso: RegionCode | None
    is_dual: bool


@dataclass(frozen=True, slots=True)
class OtherLevel(JsonRecord):
    """A tie that may be the same as another, told at another level.

    Attributes
    ----------
    tie_id
        Stable id of that tie, which is held too.
    end
        "a" or "b": at which end the two differ.
    place
        The place at that end of that tie: it contains the place at this end, or lies in it.
    """

    tie_id: str
    end: Annotated[str, one_of(("a", "b"))]
    place: PlaceRef


@dataclass(frozen=True, slots=True)
class Tie(JsonRecord):
    """One tie, with `a` the place that was asked for.

    Attributes
    ----------
    tie_id
        Stable id, from the sorted place ids.
    a, b
        The two places.
    tie_class
        upper, lower, cross or dual.
    start, start_precision
        ISO date as far as known (None where not known), and how exactly: day, month, year, none or
        suspect.
    end
        ISO date as far as known, None where the tie has not ended or its end is not dated.
    status
        What is stated last: active, suspended, ended, pending, never_valid, or unknown where no
        source states one.
    kind
        sister, friendship, exchange, contact or unknown.
    standing, standing_since, standing_source
        How far the sources let the tie stand today (`dataset.standing`), the date or year that
        this rests on, None where not known, and the source.
    standing_title
        Title of that source.
    seen_from, seen_until
        First and last year in which a source names it as a tie that stands; None where none does.
    events
        What happened in its life, in order.
    sources
        Ids of the sources that claim the tie.
    known_from, known_until
        First and last year in which any source speaks of the tie.
    confidence
        How sure its places are: that of the weaker name of its best claim, 0 to 1.
    method
        How that name was found, as words joined by a plus; `namesake_not_told` where several places
        bear it and the largest is held.
    other_levels
        Ties of a place that contains an end, or lies in it, with the same partner: each may be
        this tie told at another level. All are held.
    """

    tie_id: str
    a: PlaceRef
    b: PlaceRef
    tie_class: Annotated[str, one_of(TIE_CLASSES), Key("class")]
    start: DateText | None
    start_precision: PrecisionWord
    end: DateText | None
    status: StatusWord
    kind: KindWord
    standing: StandingWord
    standing_since: DateText | None
    standing_source: Text
    standing_title: Annotated[str, Unwritten()]
    seen_from: int | None
    seen_until: int | None
    events: tuple[ToldEvent, ...]
    sources: AtLeastOne
    known_from: int
    known_until: int
    confidence: Share
    method: Text
    other_levels: tuple[OtherLevel, ...]

    @property
    def stands(self) -> Stands:
        """How it stands, with the words for it."""
        return stands_of(self, self.events)

    @property
    @written(after="standing_source")
    def standing_sentence(self) -> Text:
        """How it stands, in one sentence."""
        return str(self.stands.sentence)

    @property
    def doubt(self) -> Doubt | None:
        """What is doubtful about its places; None where nothing is."""
        return doubt_of(self.method)


class Standing(Protocol):
    """A record of a tie, as far as its standing goes; the fields are those of `Tie`."""

    @property
    def standing(self) -> str: ...  # noqa: D102
    @property
    def standing_since(self) -> str | None: ...  # noqa: D102
    @property
    def standing_source(self) -> str: ...  # noqa: D102
    @property
    def standing_title(self) -> str: ...  # noqa: D102
    @property
    def seen_from(self) -> int | None: ...  # noqa: D102
    @property
    def seen_until(self) -> int | None: ...  # noqa: D102
    @property
    def end(self) -> str | None: ...  # noqa: D102


def stands_of(tie: Standing, events: tuple[ToldEvent, ...] = ()) -> Stands:
    """Give the words for how a tie stands."""
    return Stands(
        standing=tie.standing,
        since=tie.standing_since,
        source_id=tie.standing_source,
        source_title=tie.standing_title,
        seen_from=tie.seen_from,
        seen_until=tie.seen_until,
        end=tie.end,
        events=events,
    )


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
    valid_from, valid_to
        First and last year of existence; None is open.
    successor
        Id of the place that took over, None where there is none.
    names
        Known spellings.
    parents
        Containers, the nearest first, former ones included.
    redirects
        Other ids that lead here.
    ties
        Number of ties by class, and `total`; all that the release holds, ended ones included.
    standing
        Number of ties by standing and by the year that it rests on.
    last_seen
        Number of ties by the last year in which any source speaks of them, the newest year first.
    lists
        Which lists of ties were read for it, and of which years: what silence is worth.
    waiting
        Names of partners, as a source writes them, of which it is not settled which place is
        meant: claims that are no ties yet.
    status
        Rows on the special status of the unit that it lies in, each with its date and source.
    in_question
        Which of its partners something bars, and what; one sentence for each row.
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
    names: tuple[Spelling, ...]
    parents: tuple[Container, ...]
    redirects: tuple[str, ...]
    ties: Annotated[dict[str, int], OneEach((*TIE_CLASSES, "total"))]
    standing: tuple[StandingCount, ...]
    last_seen: dict[Year, Positive]
    lists: ListsRead
    waiting: Annotated[tuple[Text, ...], Holds(uniqueItems=True)] = ()
    status: tuple[Obstacle, ...] = ()
    in_question: tuple[Text, ...] = ()

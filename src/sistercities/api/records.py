"""What the light verbs return: places and ties as plain records, and their JSON.

The ties of one place: a list that can be a frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Protocol

from sistercities.sentences import PlaceName
from sistercities.terms.absence_sentences import silent_places
from sistercities.terms.doubts import Doubt, doubt_of
from sistercities.terms.json_records import (
    Amount,
    CountryCode,
    DateText,
    Holds,
    Json,
    JsonRecord,
    Key,
    Positive,
    RegionCode,
    Share,
    Text,
    Unwritten,
    frame_of_records,
    one_of,
    written,
)
from sistercities.terms.late_methods import record
from sistercities.terms.standing_words import Stands
from sistercities.terms.told_events import ToldEvent
from sistercities.terms.words import (
    TIE_CLASSES,
    KindWord,
    LevelWord,
    PrecisionWord,
    StandingWord,
    StatusWord,
)

if TYPE_CHECKING:
    import pandas as pd


__all__ = [
    "Amount",
    "CountryCode",
    "Doubt",
    "Holds",
    "Json",
    "JsonRecord",
    "OtherLevel",
    "PlaceRef",
    "Positive",
    "Standing",
    "Text",
    "Tie",
    "one_of",
    "stands_of",
]

AtLeastOne = Annotated[tuple[str, ...], Holds(minItems=1)]
"""Ids of sources: a tie without any is none."""


@record
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
    valid_to
        The last year in which it existed; None of one that exists.
    """

    place_id: str
    name: str
    name_local: Annotated[str | None, Unwritten()]
    level: LevelWord
    country: CountryCode
    region_iso: RegionCode | None
    is_dual: bool
    valid_to: Annotated[int | None, Unwritten()] = None


@record
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


@record
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
    absent_from
        Of a tie that an older source calls active, the year of the newest list that does not name
        it, though it has other partners of both ends, or nothing of one, whom its other partners
        leave out too; None where there is none.
    silent_at
        Ids of the ends of which the list that lacks it has no partner at all, with spaces between;
        None where it has partners of both, and where no list lacks the tie.
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
    absent_from: int | None
    silent_at: Annotated[str | None, Unwritten()]
    events: tuple[ToldEvent, ...]
    sources: AtLeastOne
    known_from: int
    known_until: int
    confidence: Share
    method: Text
    other_levels: tuple[OtherLevel, ...]

    @property
    def silent(self) -> tuple[PlaceName, ...]:
        """The ends of which the list that lacks it has no partner at all."""
        return silent_of(self.silent_at, self.a, self.b)

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
    def absent_from(self) -> int | None: ...  # noqa: D102
    @property
    def silent(self) -> tuple[PlaceName, ...]: ...  # noqa: D102
    @property
    def end(self) -> str | None: ...  # noqa: D102


def silent_of(silent_at: str | None, *ends: PlaceRef) -> tuple[PlaceName, ...]:
    """Name the ends of a tie of which the list that lacks it has no partner at all."""
    return silent_places(silent_at, [(end.name, end.place_id) for end in ends])


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
        absent_from=tie.absent_from,
        silent=tie.silent,
    )


class TieList(list[Tie]):
    """The ties of a place, the oldest first: a list of `Tie`.

    Attributes
    ----------
    place
        The place that was asked for, also where all ties are of a municipality merged into it; None
        in a list that was put together otherwise.
    """

    place: PlaceRef | None = None

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each tie, with the keys of its JSON; of an end, as `b_name`.

        `ties(place)` gives the same ties with points and distances.
        """
        return frame_of_records(tie.to_json() for tie in self)

"""What the verb for a path answers: chains of ties between two places, and what stands between."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from sistercities.api.level_words import level_words
from sistercities.api.records import AtLeastOne, PlaceRef
from sistercities.partners.gate.disputed import PlaceStatus
from sistercities.partners.gate.obstacle import Obstacle, said_first
from sistercities.sentences import Said, say
from sistercities.terms.json_records import (
    Count,
    DateText,
    Holds,
    JsonRecord,
    Positive,
    RecordTuple,
    Share,
    Text,
    Unwritten,
    frame_of_records,
    written,
)
from sistercities.terms.standing_words import short_standing, stands_today
from sistercities.terms.words import OWN_TIES, KindWord, PrecisionWord, StandingWord, StatusWord

if TYPE_CHECKING:
    import pandas as pd

LONGEST, MOST_TIES = 6, 8
"""Ties of a chain that is looked for, and the most that may be asked for."""
SHOWN, MOST_SHOWN = 10, 50


@dataclass(frozen=True, slots=True)
class Link:
    """A tie of a chain.

    Attributes
    ----------
    tie_id
        Stable id.
    start, start_precision
        ISO date as far as known, None where not known; day, month, year, none or suspect.
    end, status, kind, standing, standing_since, standing_source, seen_until, absent_from
        As in `Tie`.
    sources
        Ids of the sources that claim it.
    confidence, method
        As in `Tie`.
    """

    tie_id: str
    start: DateText | None
    start_precision: PrecisionWord
    end: DateText | None
    status: StatusWord
    kind: KindWord
    standing: StandingWord
    standing_since: DateText | None
    standing_source: Text
    seen_until: int | None
    absent_from: int | None
    sources: AtLeastOne
    confidence: Share
    method: Text

    @property
    def stands_today(self) -> bool:
        """Whether a source of today lets it stand."""
        is_named = self.absent_from is None
        return is_named and stands_today(self.standing, self.standing_since, self.seen_until)

    @property
    def short(self) -> Said:
        """How it stands, with the year that this rests on."""
        return short_standing(
            self.standing, self.standing_since, self.seen_until, self.end, self.absent_from
        )


@dataclass(frozen=True, slots=True)
class Chain(JsonRecord):
    """Places of which each is tied with the next; `links` has one fewer."""

    places: Annotated[tuple[PlaceRef, ...], Holds(minItems=2)]
    links: Annotated[tuple[Link, ...], Holds(minItems=1)]


@dataclass(frozen=True, slots=True)
class LinkInQuestion(JsonRecord):
    """A tie of a chain that something bars or a law concerns: whether it stands is not known.

    Attributes
    ----------
    tie_id, one, other
        The tie, and the names of its two places.
    told
        What bars it, or which law concerns it; a sentence for each row.
    """

    tie_id: str
    one: str
    other: str
    told: Annotated[tuple[str, ...], Holds(minItems=1)]


@dataclass(frozen=True, slots=True)
class TiePath(JsonRecord):
    """The shortest chains of ties between two places.

    Attributes
    ----------
    start, end
        The two places.
    length
        Ties of each chain: 1 are tied, 2 share a partner; None where no chain is short enough.
    n_chains
        How many chains are that short.
    chains
        Some of them, those through places with few ties first.
    longest
        Most ties of a chain that was looked for.
    is_near, is_past
        Whether other places of the two regions may stand for the two; whether ties count that are
        over, not signed or no longer listed.
    caveat
        What must be said of the ties that the chains rest on, and which municipality bears the name
        of a region that was asked for; "" where newer lists name all ties of a chain, and where the
        two are tied: the answer says how that stands.
    without_ties
        Those of the two that have no tie that counts.
    obstacles
        What stands between the two ends themselves, as in a scorecard: their own ties first, then
        by strength. A chain of ties is no way around it.
    statuses
        Places of the chains whose country in these data is not that of all states, and what is said
        of each.
    in_question
        Ties of the chains between the two that something bars or a law concerns, as on the list of
        ties of a place; of a chain of one tie `obstacles` tell.
    data_version
        Version of the data.
    no_tie_known
        Where no chain is found: of which of the two no tie at all is on record, and which place may
        be asked for it; "" where both have one.
    """

    start: PlaceRef
    end: PlaceRef
    length: Positive | None
    n_chains: Count
    chains: Annotated[RecordTuple[Chain], Holds(maxItems=MOST_SHOWN)]
    longest: Annotated[int, Holds(minimum=1, maximum=MOST_TIES)]
    is_near: bool
    is_past: bool
    caveat: str
    without_ties: Annotated[RecordTuple[PlaceRef], Holds(maxItems=2)]
    obstacles: RecordTuple[Obstacle]
    statuses: RecordTuple[PlaceStatus]
    in_question: RecordTuple[LinkInQuestion]
    data_version: Text
    no_tie_known: Annotated[str, Unwritten()] = ""

    @property
    def alike(self) -> frozenset[str]:
        """Names that two places of the answer bear: these are told apart by their level."""
        shown = (self.start, self.end, *(one for chain in self.chains for one in chain.places))
        names = Counter(place.name for place in {one.place_id: one for one in shown}.values())
        return frozenset(name for name, n in names.items() if n > 1)

    def called(self, place: PlaceRef) -> str:
        """Name a place, with its level where another of the answer is called so too."""
        if place.name not in self.alike:
            return place.name
        return f"{place.name} ({level_words(place.level, is_dual=place.is_dual)})"

    @property
    def own_ties(self) -> RecordTuple[Obstacle]:
        """What became of ties of the two themselves, as a scorecard tells it."""
        return RecordTuple(one for one in self.obstacles if one.kind in OWN_TIES)

    @property
    def of_its_name(self) -> RecordTuple[Obstacle]:
        """Which region or district of the name of one end is a partner of the other."""
        return RecordTuple(one for one in self.obstacles if one.kind == "kin")

    @property
    def is_direct(self) -> bool:
        """Whether a tie of the two themselves is the chain: what became of it is the answer."""
        return self.length == 1 and not self.is_near

    @property
    def to_say(self) -> RecordTuple[Obstacle]:
        """What bars a tie of the two ends or calls for care, wars before all else."""
        return RecordTuple(one for one in said_first(self.obstacles) if one.speaks_against)

    @property
    def is_barred(self) -> bool:
        """Whether something bars a tie of the two: surfaces stop there unless chains are asked for.

        A war is no occasion to be told who knows both.
        """
        return any(one.strength == "bar" for one in self.obstacles)

    @property
    def of_the_two(self) -> tuple[Text, ...]:
        """Whether the two are partners themselves, and what became of ties that they had.

        Empty of two regions: how far these are apart goes by their cities.
        """
        if self.own_ties or self.of_its_name or self.is_near:
            return tuple(one.sentence for one in (*self.of_its_name, *self.own_ties))
        one, other = self.called(self.start), self.called(self.end)
        if self.is_direct:
            return (say("{one} and {other} are partners.", one=one, other=other),)
        return (say("We know of no partnership between {one} and {other}.", one=one, other=other),)

    @property
    def apart(self) -> str:
        """How far the two are apart, and by which ties; of a tie of the two the rest alone."""
        if self.is_direct and self.own_ties:
            return self.caveat
        return f"{self.no_tie_known or _sentence(self)} {self.caveat}".strip()

    @property
    @written(after="end")
    def sentence(self) -> Text:
        """The answer: what became of ties of the two, how far apart they are, and by which ties."""
        own = " ".join(one.sentence for one in (*self.of_its_name, *self.own_ties))
        return f"{own} {self.apart}".strip()

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each place of each chain; `chain` and `step` count from 0."""
        return frame_of_records(
            {"chain": number, "step": step, **place.to_json()}
            for number, chain in enumerate(self.chains)
            for step, place in enumerate(chain.places)
        )


def _sentence(found: TiePath) -> str:
    n, (one, other) = found.n_chains, (found.called(end) for end in (found.start, found.end))
    if found.is_near:
        one, other = (
            name if end.level == "region1" else f"the region of {name}"
            for name, end in ((one, found.start), (other, found.end))
        )
    if found.length is None:
        return _no_chain(found, one, other)
    if found.length == 2 and not found.is_near:
        shared = f"{n:,} partners" if n > 1 else "one partner"
        return f"{one} and {other} share {shared}."
    steps = "one step" if found.length == 1 else f"{found.length} steps"
    as_short = "one chain is" if n == 1 else f"{n:,} chains are"
    said = f"{one} and {other} are {steps} apart; {as_short} that short."
    if found.of_its_name:
        return f"Without that partnership, {said}"
    return said[:1].upper() + said[1:]


def _no_chain(found: TiePath, one: str, other: str) -> str:
    if found.without_ties:
        names = " and ".join(map(found.called, found.without_ties))
        said = f"No chain joins {one} and {other}: no tie of {names} counts here"
    else:
        said = f"No chain of at most {found.longest} ties joins {one} and {other}"
    tries = [
        *([] if found.is_near else ["other places of the two regions"]),
        *([] if found.is_past else ["ties that are over or no longer listed"]),
    ]
    return f"{said}; try {' or '.join(tries)}." if tries else f"{said}."

"""An event in the life of a tie, as surfaces tell it: what happened, when, and who says so.

The closed lists of what an event says: what its date is, how sure it is, what follows of it.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from sistercities.sentences import PlaceName, Said, place_name, say, to_say
from sistercities.terms.date_words import on_date, written_date
from sistercities.terms.json_records import (
    DateText,
    Holds,
    JsonRecord,
    Text,
    Unwritten,
    one_of,
    written,
)
from sistercities.terms.late_methods import record
from sistercities.terms.words import EVENTS, Event, Status

DateBasis = Literal["stated", "at the latest", "read from the text", "none"]
"""What the date of an event is: the day it happened, the day of the report, or a reader's guess."""

Certainty = Literal["high", "medium", "whole country"]
"""`whole country`: a statement on all ties of a country with another, not on this one by name."""

EVENT_SOURCE = "tie-events-2026"
"""The source of events: where a standing rests on it and on no event, no list has named the tie."""

DATE_BASES: tuple[DateBasis, ...] = get_args(DateBasis)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)

STATUS_AFTER: dict[Event, Status] = {
    "ended": "ended",
    "suspended": "suspended",
    "resumed": "active",
    "kept": "active",
    "never_valid": "never_valid",
    "proposed": "unknown",
    "dormant": "unknown",
    "spoken_for": "unknown",
}
"""Status of a tie from an event on, until another revokes it. A proposal to end it changes none,
nor that contacts ceased without a word on an end, nor that an association speaks for keeping it."""


_WORDS = {
    "ended": to_say("Ended"),
    "suspended": to_say("Suspended"),
    "resumed": to_say("Resumed"),
    "kept": to_say("Kept: decided not to end it"),
    "never_valid": to_say("Declared void"),
    "proposed": to_say("Proposed: to end or suspend it"),
    "dormant": to_say("Contacts ceased; no end told"),
    "spoken_for": to_say("An association spoke for keeping it"),
}
_SAID_TO_BE_KEPT = to_say("Kept: said not to be ended")
"""Of a page that says so and tells no decision."""


@record
class EventSource:
    """The page that tells of an event.

    Attributes
    ----------
    source_id
        The source.
    title, address, date
        Of the page; the date as far as known.
    """

    source_id: str
    title: Text
    address: Text
    date: DateText | None


@record
class ToldEvent(JsonRecord):
    """What happened in the life of a tie, as a page tells it.

    Attributes
    ----------
    event
        ended, suspended, resumed, kept, never_valid; proposed: to end or suspend it; dormant:
        contacts ceased, and no end is told; spoken_for: an association spoke for keeping it.
    date, date_basis
        ISO date as far as known, and what it is: stated, at the latest (the day of the report),
        read from the text, or none.
    known_on
        Date of the event, else of the page; None where neither is known.
    decided_by
        Ids of the places that decided; empty where the page does not say.
    certainty
        high, medium, or whole country: said of all ties of one country with another.
    source_id, source_title, address, source_date
        The source; title, address and date of the page, the date as far as known.
    decider_names
        English names of the places that decided, in the same order.
    """

    event: Annotated[str, one_of(EVENTS)]
    date: DateText | None
    date_basis: Annotated[str, one_of(DATE_BASES)]
    known_on: Annotated[str | None, Unwritten()]
    decided_by: Annotated[tuple[str, ...], Holds(maxItems=2)]
    certainty: Annotated[str, one_of(CERTAINTIES)]
    source_id: Annotated[str, Unwritten()]
    source_title: Annotated[str, Unwritten()]
    address: Annotated[str, Unwritten()]
    source_date: Annotated[str | None, Unwritten()]
    decider_names: Annotated[tuple[str, ...], Unwritten()] = ()

    @property
    def deciders(self) -> tuple[PlaceName, ...]:
        """The places that decided, as sentences name them."""
        return tuple(map(place_name, self.decider_names, self.decided_by))

    @property
    def leads_to(self) -> str:
        """Status of the tie from then on."""
        return _AFTER[self.event]

    @property
    def word(self) -> Said:
        """What happened."""
        is_decided = self.event != "kept" or bool(self.date)
        return say(_WORDS[self.event] if is_decided else _SAID_TO_BE_KEPT)

    @property
    def when(self) -> Said:
        """When it happened, as far as the page says."""
        if self.date:
            is_stated = self.date_basis == "stated"
            return written_date(self.date) if is_stated else on_date(self.date, self.date_basis)
        if self.known_on:
            return say("date not stated; page of {date}", date=written_date(self.known_on))
        return say("date not stated")

    @property
    @written(after="certainty")
    def source(self) -> EventSource:
        """The page that says so."""
        return EventSource(self.source_id, self.source_title, self.address, self.source_date)


_AFTER: dict[str, str] = {str(event): str(status) for event, status in STATUS_AFTER.items()}

"""Rulings on events that their page does not tell: it foretold them, and no page tells of them.

A page that says what a city will have to do does not say that the city did it, and one that calls
a suspension an end in passing does not outweigh the city that said which of the two it is.
`untold_events.csv` has a row for each such event; the tie is then held by what the other sources
say.

`proposed_events.csv` has the events that are a proposal, or a call, where the page tells no
decision on it: a city government proposes, a council is called for a day. They end nothing.

`undecided_events.csv` has the events of which the source says that the city decided to keep a tie,
where the page tells of an association that speaks for it: that is no decision of either city.

`dormant_events.csv` has the events of which the source says that the city decided to keep a tie,
where the page tells that nothing is done under it, and of no decision.

Rulings on the dates of events that say when an end was decided or told, not when it came.

A council decides in November to end a partnership, a mayor says in February that an agreement had
run out before: the row has that day as the day of the end. `event_dates.csv` has a row for each
such event, with the date that its page tells of the event itself, and what that date is. Where the
page tells none, the event is known from the date of its page.

Events of ties that the public press tells, and the source of events does not have.

`press_events.csv` has a row for each, with the columns of that source that we need. It becomes an
event and a claim of the same source: its page is given, its date is read by the same rules.

A page of later that tells the same again is one too, with the day of the page, by which it is so:
Nagoya and Nanjing stopped their exchange in 2012, and in 2025 it still rested.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.tie_events import COLUMNS as SOURCE_COLUMNS
from sistercities.sources.tie_events import FIRST_YEAR, LAST_YEAR, EventReading, event_of
from sistercities.sources.written_values import WrittenRow, is_date
from sistercities.terms.events import TieEvent
from sistercities.terms.told_events import DATE_BASES, STATUS_AFTER, DateBasis
from sistercities.terms.words import Event

FILE = "untold_events.csv"
UNDECIDED = "undecided_events.csv"
PROPOSED = "proposed_events.csv"
DORMANT = "dormant_events.csv"
COLUMNS = ("event_id", "reason", "source", "date")


def read_untold_events(path: Path) -> frozenset[str]:
    """Read the ids of the events that a ruling is about.

    Raises
    ------
    SourceError
        If a column or a date is not understood, or a row gives no reason.
    """
    found = set()
    for row in ruling_rows(path, COLUMNS):
        row.require("event_id", "source")
        found.add(row.values["event_id"])
    return frozenset(found)


def without_untold(read: EventReading, untold: Collection[str]) -> EventReading:
    """Leave the events out that their page does not tell.

    Raises
    ------
    BuildError
        If a ruling is about an event that the source does not have.
    """
    idle = sorted(set(untold) - {event.claim.claim_id for event in read.events})
    if idle:
        raise BuildError(
            f"data/decisions/{FILE}: the source has no event {', '.join(idle)}; take the row out "
            "or mend the id"
        )
    kept = tuple(event for event in read.events if event.claim.claim_id not in untold)
    return replace(read, events=kept, left_out=(*read.left_out, *sorted(untold)))


def with_proposals(read: EventReading, proposed: Collection[str]) -> EventReading:
    """Make proposals of the events of which their page tells no decision.

    Raises
    ------
    BuildError
        If a ruling is about an event that the source does not have, or does not have as an end or a
        suspension.
    """
    over = {one.claim.claim_id for one in read.events if one.event in ("ended", "suspended")}
    idle = sorted(set(proposed) - over)
    if idle:
        raise BuildError(
            f"data/decisions/{PROPOSED}: the source has no end and no suspension "
            f"{', '.join(idle)}; take the row out or mend the id"
        )
    events = (
        _as_proposal(event) if event.claim.claim_id in proposed else event for event in read.events
    )
    return replace(read, events=tuple(events))


def _as_proposal(event: TieEvent) -> TieEvent:
    return _restated(event, "proposed")


def _restated(event: TieEvent, word: Event) -> TieEvent:
    """Return an event as one of another kind that changes no status."""
    claim = replace(event.claim, status=STATUS_AFTER[word], end="")
    return replace(event, claim=claim, event=word)


def with_spokesmen(read: EventReading, undecided: Collection[str]) -> EventReading:
    """Make words of an association of what the source has as a decision to keep a tie.

    Raises
    ------
    BuildError
        If a ruling is about an event that the source does not have, or not as a decision to keep a
        tie.
    """
    return _without_decision(read, undecided, UNDECIDED, "spoken_for")


def with_dormant(read: EventReading, dormant: Collection[str]) -> EventReading:
    """Tell that contacts ceased, where the source has a decision to keep a tie.

    Raises
    ------
    BuildError
        As `with_spokesmen`.
    """
    return _without_decision(read, dormant, DORMANT, "dormant")


def _without_decision(
    read: EventReading, ruled: Collection[str], file: str, word: Event
) -> EventReading:
    kept = {event.claim.claim_id for event in read.events if event.event == "kept"}
    idle = sorted(set(ruled) - kept)
    if idle:
        raise BuildError(
            f"data/decisions/{file}: the source has no event {', '.join(idle)} by which a tie is "
            "kept; take the row out or mend the id"
        )
    events = tuple(
        replace(_restated(event, word), decided_by="") if event.claim.claim_id in ruled else event
        for event in read.events
    )
    return replace(read, events=events)


DATES_FILE = "event_dates.csv"
DATE_COLUMNS = ("event_id", "event_date", "date_basis", "reason", "source", "date")


@dataclass(frozen=True, slots=True)
class EventDate:
    """One row: the date of an event, "" where its page tells none, and what that date is."""

    event_id: str
    date: str
    basis: DateBasis


def read_event_dates(path: Path) -> tuple[EventDate, ...]:
    """Read the rulings.

    Raises
    ------
    SourceError
        If a value is not understood, a row gives no reason, or two rows rule on one event.
    """
    rows = ruling_rows(path, DATE_COLUMNS, once=("event_id",))
    return tuple(_ruling(row) for row in rows)


def _ruling(row: WrittenRow) -> EventDate:
    row.require("event_id", "source")
    return EventDate(row.values["event_id"], *ruled_date(row))


def ruled_date(row: WrittenRow) -> tuple[str, DateBasis]:
    """Return the date of an event and what it is, as `event_date` and `date_basis` have them.

    Raises
    ------
    SourceError
        If they are not understood, or one of them says that there is a date and the other none.
    """
    row.require_one_of("date_basis", DATE_BASES)
    date, basis = row.values["event_date"], cast("DateBasis", row.values["date_basis"])
    if (date == "") != (basis == "none") or (date and not is_date(date, FIRST_YEAR, LAST_YEAR)):
        raise row.refuse("event_date", "write YYYY, YYYY-MM or YYYY-MM-DD; blank for a basis none")
    return date, basis


def with_event_dates(read: EventReading, rulings: Collection[EventDate]) -> EventReading:
    """Give events the dates that the rulings say.

    Raises
    ------
    BuildError
        If a ruling is about an event that the source does not have, or says what the source says.
    """
    ruled = {one.event_id: one for one in rulings}
    held = {event.claim.claim_id: (event.date, event.basis) for event in read.events}
    idle = sorted(
        event_id
        for event_id, one in ruled.items()
        if held.get(event_id, (one.date, one.basis)) == (one.date, one.basis)
    )
    if idle:
        raise BuildError(
            f"data/decisions/{DATES_FILE}: the source has no event {', '.join(idle)} with another "
            "date; take the row out or mend the id"
        )
    events = (
        dated(event, one.date, one.basis) if one is not None else event
        for event in read.events
        for one in (ruled.get(event.claim.claim_id),)
    )
    return replace(read, events=tuple(events))


def dated(event: TieEvent, date: str, basis: DateBasis) -> TieEvent:
    """Give an event a date; one without is known from the date of its page.

    Parameters
    ----------
    date, basis
        As `ruled_date` returns them.
    """
    known_on = date or event.source_date
    claim = replace(
        event.claim,
        end=date if event.claim.status in ("ended", "suspended") else "",
        seen_year=int(known_on[:4]) if known_on else None,
    )
    return replace(event, claim=claim, date=date, basis=basis)


PRESS_FILE = "press_events.csv"
PRESS_COLUMNS = (
    "id", "home_country", "home_unit", "partner_country", "partner_unit", "event", "event_date",
    "date_quality", "by_whom", "source_title", "source_address", "source_date", "reason", "date",
)  # fmt: skip
CERTAINTY = "medium"
"""How sure an event is that one reader took from a page."""


def read_press_events(path: Path) -> tuple[TieEvent, ...]:
    """Read the events, in the order of the file.

    Raises
    ------
    SourceError
        If a value is not understood, a row gives no reason, or an id stands twice.
    """
    found: dict[str, TieEvent] = {}
    for row in ruling_rows(path, PRESS_COLUMNS, once=("id",)):
        values = row.values
        row.require("id", "source_date")
        asked = {column: values.get(column, "") for column in SOURCE_COLUMNS}
        asked |= {"date": values["event_date"], "certainty": CERTAINTY}
        found[values["id"]] = event_of(replace(row, values=asked))
    return tuple(found.values())


def with_press_events(read: EventReading, events: Sequence[TieEvent]) -> EventReading:
    """Add the events behind those of the source.

    Raises
    ------
    BuildError
        If the source has an event of this id, or tells the same of the tie no earlier.
    """
    ids = {one.claim.claim_id for one in read.events}
    for one in events:
        claim = one.claim
        if claim.claim_id in ids or any(_is_told_by(one, each) for each in read.events):
            raise BuildError(
                f"data/decisions/{PRESS_FILE}: the source of events has {claim.claim_id}, "
                f"{claim.a.name} and {claim.b.name}; take the row out or give it another id"
            )
    return replace(read, events=(*read.events, *events))


def _is_told_by(one: TieEvent, other: TieEvent) -> bool:
    """Whether another event tells the same, unless this is the page of later that confirms it."""
    told = [(each.claim.a.name, each.claim.b.name, each.event) for each in (one, other)]
    is_later = one.basis == "at the latest" and one.known_on > other.known_on
    return told[0] == told[1] and not is_later

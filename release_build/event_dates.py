"""Rulings on the dates of events that say when an end was decided or told, not when it came.

A council decides in November to end a partnership, a mayor says in February that an agreement had
run out before: the row has that day as the day of the end. `event_dates.csv` has a row for each
such event, with the date that its page tells of the event itself, and what that date is. Where the
page tells none, the event is known from the date of its page.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.tie_events import FIRST_YEAR, LAST_YEAR, EventReading
from sistercities.sources.written_values import WrittenRow, is_date
from sistercities.terms.event_words import DATE_BASES, DateBasis
from sistercities.terms.events import TieEvent

FILE = "event_dates.csv"
COLUMNS = ("event_id", "event_date", "date_basis", "reason", "source", "date")


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
    rows = ruling_rows(path, COLUMNS, once=("event_id",))
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
            f"data/decisions/{FILE}: the source has no event {', '.join(idle)} with another date; "
            "take the row out or mend the id"
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

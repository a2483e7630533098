"""Events of ties that the public press tells, and the source of events does not have.

`press_events.csv` has a row for each, with the columns of that source that we need. It becomes an
event and a claim of the same source: its page is given, its date is read by the same rules.

A page of later that tells the same again is one too, with the day of the page, by which it is so:
Nagoya and Nanjing stopped their exchange in 2012, and in 2025 it still rested.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.tie_events import COLUMNS as SOURCE_COLUMNS
from sistercities.sources.tie_events import EventReading, event_of
from sistercities.terms.events import TieEvent

FILE = "press_events.csv"
COLUMNS = (
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
    for row in ruling_rows(path, COLUMNS, once=("id",)):
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
                f"data/decisions/{FILE}: the source of events has {claim.claim_id}, "
                f"{claim.a.name} and {claim.b.name}; take the row out or give it another id"
            )
    return replace(read, events=(*read.events, *events))


def _is_told_by(one: TieEvent, other: TieEvent) -> bool:
    """Whether another event tells the same, unless this is the page of later that confirms it."""
    told = [(each.claim.a.name, each.claim.b.name, each.event) for each in (one, other)]
    is_later = one.basis == "at the latest" and one.known_on > other.known_on
    return told[0] == told[1] and not is_later

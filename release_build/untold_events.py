"""Rulings on events that their page does not tell: it foretold them, and no page tells of them.

A page that says what a city will have to do does not say that the city did it, and one that calls
a suspension an end in passing does not outweigh the city that said which of the two it is.
`untold_events.csv` has a row for each such event; the tie is then held by what the other sources
say.

`undecided_events.csv` has the events of which the source says that the city decided, where the page
tells of an association or of nobody: who decided is not told then.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.tie_events import EventReading

FILE = "untold_events.csv"
UNDECIDED = "undecided_events.csv"
COLUMNS = ("event_id", "reason", "source", "date")


def read_untold_events(path: Path) -> frozenset[str]:
    """Read the ids of the events that are left out, or of which nobody is told to have decided.

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


def without_deciders(read: EventReading, undecided: Collection[str]) -> EventReading:
    """Take away who decided, where the page does not tell that either city did.

    Raises
    ------
    BuildError
        If a ruling is about an event that the source does not have, or has without a decider.
    """
    decided = {event.claim.claim_id for event in read.events if event.decided_by}
    idle = sorted(set(undecided) - decided)
    if idle:
        raise BuildError(
            f"data/decisions/{UNDECIDED}: the source has no event {', '.join(idle)} that somebody "
            "decided; take the row out or mend the id"
        )
    events = tuple(
        replace(event, decided_by="") if event.claim.claim_id in undecided else event
        for event in read.events
    )
    return replace(read, events=events)

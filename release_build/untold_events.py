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
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.tie_events import EventReading
from sistercities.terms.event_words import STATUS_AFTER
from sistercities.terms.events import TieEvent
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

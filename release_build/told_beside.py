"""Rulings on what the page of an event tells beside the two names that its row has.

A row of events names one tie, and its page may tell of two: the title says that Prague stopped its
partnerships with Moscow and Saint Petersburg, the row has Moscow. `told_beside.csv` has a row for
each such tie. It becomes an event and a claim of the same page, whose id is that of the row with
`b` behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from release_build.untold_events import dated, ruled_date
from sistercities.errors import BuildError
from sistercities.sources.admin_areas import require_country
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.tie_events import EventReading
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.claims import NamedEnd
from sistercities.terms.events import TieEvent
from sistercities.terms.told_events import STATUS_AFTER, DateBasis
from sistercities.terms.words import EVENTS, Event

FILE = "told_beside.csv"
COLUMNS = (
    "event_id", "home", "home_country", "partner", "partner_country", "event", "event_date",
    "date_basis", "reason", "date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToldBeside:
    """One row: a tie of which the page of an event tells too, and what it tells."""

    event_id: str
    home: NamedEnd
    partner: NamedEnd
    event: Event
    date: str
    basis: DateBasis


def read_told_beside(path: Path) -> tuple[ToldBeside, ...]:
    """Read the rulings.

    Raises
    ------
    SourceError
        If a value is not understood, a row gives no reason, or two rows rule on one event.
    """
    found: dict[str, ToldBeside] = {}
    for row in ruling_rows(path, COLUMNS, once=("event_id",)):
        found[row.values["event_id"]] = _ruling(row)
    return tuple(found.values())


def _ruling(row: WrittenRow) -> ToldBeside:
    values = row.values
    row.require("event_id", "home", "partner")
    require_country(row, "home_country")
    require_country(row, "partner_country")
    row.require_one_of("event", EVENTS)
    return ToldBeside(
        values["event_id"],
        NamedEnd(values["home"], values["home_country"]),
        NamedEnd(values["partner"], values["partner_country"]),
        cast("Event", values["event"]),
        *ruled_date(row),
    )


def with_told_beside(read: EventReading, rulings: Sequence[ToldBeside]) -> EventReading:
    """Add what the pages tell beside their rows, each behind the event of its page.

    Raises
    ------
    BuildError
        If the source has no such event, or tells the same of the tie by a row of its own.
    """
    held = {event.claim.claim_id: event for event in read.events}
    told = {(event.claim.a.name, event.claim.b.name, event.event) for event in read.events}
    for one in rulings:
        if one.event_id not in held:
            raise _needless(one, "the source has no such event")
        if (one.home.name, one.partner.name, one.event) in told:
            raise _needless(one, "the source has a row for this event of the tie")
    beside = {one.event_id: _event(one, held[one.event_id]) for one in rulings}
    events = [
        told_one
        for event in read.events
        for told_one in (event, beside.get(event.claim.claim_id))
        if told_one is not None
    ]
    return replace(read, events=tuple(events))


def _needless(one: ToldBeside, problem: str) -> BuildError:
    return BuildError(
        f"data/decisions/{FILE}: {one.event_id}, {one.home.name} and {one.partner.name}: "
        f"{problem}; take the row out or mend it"
    )


def _event(one: ToldBeside, page: TieEvent) -> TieEvent:
    claim = replace(
        page.claim,
        claim_id=f"{page.claim.claim_id}b",
        a=one.home,
        b=one.partner,
        start="",
        precision="none",
        status=STATUS_AFTER[one.event],
    )
    told = replace(page, claim=claim, event=one.event, certainty="medium")
    return dated(told, one.date, one.basis)

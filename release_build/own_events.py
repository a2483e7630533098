"""Events that the public press tells and no row of the source is on.

The source of events is typed from pages that were found; of a tie that an officer asks about a page
may be known that it lacks. `own_events.csv` has a row for each such event: what happened and when,
the page that says so with its date, and why the row stands here. It becomes an event and a claim
like those of the source, so that the rule of standing weighs it like any other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, cast

from sistercities.errors import BuildError
from sistercities.sources.snapshot import file_rows
from sistercities.sources.tie_events import (
    FIRST_YEAR,
    LAST_YEAR,
    LICENCE,
    SOURCE_ID,
    EventReading,
)
from sistercities.sources.written_values import WrittenRow, is_date
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.event_words import (
    CERTAINTIES,
    DATE_BASES,
    STATUS_AFTER,
    Certainty,
    DateBasis,
)
from sistercities.terms.events import TieEvent
from sistercities.terms.words import EVENTS, Event

FILE = "own_events.csv"
COLUMNS = (
    "event_id", "home", "home_en", "home_country", "partner", "partner_en", "partner_country",
    "event", "event_date", "date_basis", "decided_by", "certainty", "source_title",
    "source_address", "source_date", "reason", "date",
)  # fmt: skip
_NEEDED = ("home", "partner", "source_title", "source_address", "reason")
_ID = re.compile(rf"{SOURCE_ID}:P[0-9]{{3}}")
_DECIDED: dict[str, Literal["a", "b", "both", ""]] = {
    "home": "a", "partner": "b", "both": "both", "": "",
}  # fmt: skip


def read_own_events(path: Path, countries: Collection[str]) -> tuple[TieEvent, ...]:
    """Read the events, in the order of the file.

    Parameters
    ----------
    path
        The file.
    countries
        Country codes that exist, ISO 3166-1 alpha-2.

    Raises
    ------
    SourceError
        If a value is not understood, a row names no page or no reason, or an id stands there twice.
    """
    found: dict[str, TieEvent] = {}
    for line, values in file_rows(path, COLUMNS):
        row = WrittenRow(path.name, line, values)
        event_id = values["event_id"]
        if not _ID.fullmatch(event_id):
            raise row.refuse("event_id", f"write {SOURCE_ID}:P and three digits")
        if event_id in found:
            raise row.refuse("event_id", "a row above has this id; keep one of them")
        found[event_id] = _event(row, countries)
    return tuple(found.values())


def _event(row: WrittenRow, countries: Collection[str]) -> TieEvent:
    values = row.values
    row.require(*_NEEDED)
    row.require_one_of("event", EVENTS)
    row.require_one_of("date_basis", DATE_BASES)
    row.require_one_of("decided_by", _DECIDED)
    row.require_one_of("certainty", CERTAINTIES)
    row.require_day("date")
    row.require_day("source_date")
    date, basis = values["event_date"], cast("DateBasis", values["date_basis"])
    if (date == "") != (basis == "none") or (date and not is_date(date, FIRST_YEAR, LAST_YEAR)):
        raise row.refuse("event_date", "write YYYY, YYYY-MM or YYYY-MM-DD; blank for a basis none")
    event = cast("Event", values["event"])
    return TieEvent(
        claim=_claim(row, event, countries),
        event=event,
        date=date,
        basis=basis,
        decided_by=_DECIDED[values["decided_by"]],
        certainty=cast("Certainty", values["certainty"]),
        source_title=values["source_title"],
        source_date=values["source_date"],
    )


def _claim(row: WrittenRow, event: Event, countries: Collection[str]) -> SourceClaim:
    values, status = row.values, STATUS_AFTER[event]
    known_on = values["event_date"] or values["source_date"]
    return SourceClaim(
        claim_id=values["event_id"],
        source_id=SOURCE_ID,
        locator=values["source_address"],
        a=_end(row, "home", countries),
        b=_end(row, "partner", countries),
        start="",
        precision="none",
        is_batch_date=False,
        end=values["event_date"] if status in ("ended", "suspended") else "",
        status=status,
        kind="unknown",
        is_double_entry=False,
        note="",
        licence=LICENCE,
        seen_year=int(known_on[:4]),
    )


def _end(row: WrittenRow, side: str, countries: Collection[str]) -> NamedEnd:
    row.require_country(f"{side}_country", countries)
    values = row.values
    return NamedEnd(values[side], values[f"{side}_country"], hint_name=values[f"{side}_en"])


def with_own_events(read: EventReading, own: Sequence[TieEvent]) -> EventReading:
    """Lay the events behind those of the source.

    Raises
    ------
    BuildError
        If the source tells one of them itself: the same tie, event and date.
    """
    told = {_what(event) for event in read.events}
    for event in own:
        if _what(event) in told:
            raise BuildError(
                f"data/decisions/{FILE}: {event.claim.claim_id}: the source has a row for this "
                "event; take the row out"
            )
    return replace(read, events=(*read.events, *own))


def _what(event: TieEvent) -> tuple[str, str, str, str]:
    names = (end.hint_name or end.name for end in (event.claim.a, event.claim.b))
    return (*sorted(names), event.event, event.date)  # type: ignore[return-value]

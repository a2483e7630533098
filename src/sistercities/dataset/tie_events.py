"""Events in the life of ties: resolved, laid out as rows, and gathered by tie.

An event is a claim of its own kind: its two names stand in `claims`, what happened in `tie_events`.
A statement on all ties of one country with another holds for each tie that has no event of its
own; it has no claim, because it names none of the places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sistercities.dataset.resolved import ResolvedClaim
from sistercities.sources.tie_events import SOURCE_ID
from sistercities.terms.events import CountryStatement, TieEvent
from sistercities.terms.places import Place
from sistercities.terms.words import Event

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Happening:
    """What weighing needs of one event of a tie; `known_on` is "" where no date is known.

    `is_latest` says that its date is the latest that it can be.
    """

    event_id: str
    event: Event
    known_on: str
    date: str
    source_id: str
    is_latest: bool = False


def event_rows(
    events: Iterable[TieEvent],
    statements: Iterable[CountryStatement],
    resolved: Sequence[ResolvedClaim],
    places: Mapping[str, Place],
) -> list[Row]:
    """Rows of the table `tie_events`, sorted by id.

    Parameters
    ----------
    events
        Events as read; their claims are among `resolved`.
    statements
        Statements on all ties between two countries.
    resolved
        Every claim of the release.
    places
        Places by id.
    """
    tie_of = {one.claim.claim_id: one.tie_id for one in resolved}
    single = [_row(event, tie_of[event.claim.claim_id]) for event in events
              if event.claim.claim_id in tie_of]  # fmt: skip
    told = {row["tie_id"] for row in single if row["tie_id"]}
    ties = sorted({one.tie_id for one in resolved if one.tie_id} - told)
    general = [
        _general_row(statement, tie_id)
        for tie_id in ties
        for statement in statements
        if _is_about(statement, tie_id, places)
    ]
    return sorted([*single, *general], key=lambda row: str(row["event_id"]))


def _row(event: TieEvent, tie_id: str | None) -> Row:
    claim = event.claim
    return {
        "event_id": claim.claim_id,
        "claim_id": claim.claim_id,
        "tie_id": tie_id,
        "source_id": claim.source_id,
        "event": event.event,
        "date": event.date or None,
        "date_basis": event.basis,
        "known_on": event.known_on or None,
        "decided_by": event.decided_by or None,
        "certainty": event.certainty,
        "source_title": event.source_title,
        "locator": claim.locator,
        "source_date": event.source_date or None,
        "licence": claim.licence,
    }


def _general_row(statement: CountryStatement, tie_id: str) -> Row:
    return {
        "event_id": f"{statement.statement_id}:{tie_id}",
        "claim_id": None,
        "tie_id": tie_id,
        "source_id": SOURCE_ID,
        "event": statement.event,
        "date": statement.date,
        "date_basis": "at the latest",
        "known_on": statement.date,
        "decided_by": None,
        "certainty": "whole country",
        "source_title": None,
        "locator": statement.locator,
        "source_date": None,
        "licence": "facts",
    }


def _is_about(statement: CountryStatement, tie_id: str, places: Mapping[str, Place]) -> bool:
    a, b = tie_id.split("~")
    if a not in places or b not in places:
        return False
    return {places[a].country, places[b].country} == {
        statement.country, statement.partner_country,
    }  # fmt: skip


def by_tie(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Happening, ...]]:
    """Gather rows of `tie_events` by tie, sorted by id; those without a tie are passed over."""
    found: defaultdict[str, list[Happening]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: str(one["event_id"])):
        if row["tie_id"]:
            found[row["tie_id"]].append(
                Happening(
                    row["event_id"], row["event"], row["known_on"] or "", row["date"] or "",
                    row["source_id"], row["date_basis"] == "at the latest",
                )
            )  # fmt: skip
    return {tie_id: tuple(happened) for tie_id, happened in found.items()}

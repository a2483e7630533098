"""The closed lists of what an event says: what its date is, how sure it is, what follows of it."""

from __future__ import annotations

from typing import Literal, get_args

from sistercities.terms.words import Event, Status

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

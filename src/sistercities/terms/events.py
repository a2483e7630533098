"""An event in the life of a tie, as a source tells it: ended, suspended, resumed, kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sistercities.terms.claims import SourceClaim
from sistercities.terms.told_events import Certainty, DateBasis
from sistercities.terms.words import Event


@dataclass(frozen=True, slots=True)
class TieEvent:
    """One event of one tie, with the claim that carries its two names.

    Attributes
    ----------
    claim
        The claim that the two places are, or were, tied; its id is that of the event.
    event
        What happened.
    date
        ISO date as far as known; "" where the source gives none.
    basis
        What the date is.
    decided_by
        "a" or "b" where that end decided, "both", or "" where the source does not say.
    certainty
        How sure the reader of the source was.
    source_title, source_date
        Title of the page, and its date as far as known.
    """

    claim: SourceClaim
    event: Event
    date: str
    basis: DateBasis
    decided_by: Literal["a", "b", "both", ""]
    certainty: Certainty
    source_title: str
    source_date: str

    @property
    def known_on(self) -> str:
        """Date of the event, else that of the page that tells it; "" if neither is known."""
        return self.date or self.source_date


@dataclass(frozen=True, slots=True)
class CountryStatement:
    """A statement on all ties between two countries: from `date` on they are as `event` says."""

    statement_id: str
    country: str
    partner_country: str
    event: Event
    date: str
    locator: str

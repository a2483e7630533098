"""An event in the life of a tie, as surfaces tell it: what happened, when, and who says so."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.sentences import Said, say, to_say
from sistercities.terms.date_words import on_date, written_date
from sistercities.terms.events import STATUS_AFTER

_WORDS = {
    "ended": to_say("Ended"),
    "suspended": to_say("Suspended"),
    "resumed": to_say("Resumed"),
    "kept": to_say("Kept: decided not to end it"),
    "never_valid": to_say("Declared void"),
}


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """What happened in the life of a tie, as a page tells it.

    Attributes
    ----------
    event
        ended, suspended, resumed, kept or never_valid.
    date, date_basis
        ISO date as far as known, and what it is: stated, at the latest (the day of the report),
        read from the text, or none.
    known_on
        Date of the event, else of the page; None where neither is known.
    decided_by
        Ids of the places that decided; empty where the page does not say.
    certainty
        high, medium, or whole country: said of all ties of one country with another.
    source_id, source_title, address, source_date
        The source; title, address and date of the page, the date as far as known.
    """

    event: str
    date: str | None
    date_basis: str
    known_on: str | None
    decided_by: tuple[str, ...]
    certainty: str
    source_id: str
    source_title: str
    address: str
    source_date: str | None

    @property
    def leads_to(self) -> str:
        """Status of the tie from then on."""
        return _AFTER[self.event]

    @property
    def word(self) -> Said:
        """What happened."""
        return say(_WORDS[self.event])

    @property
    def when(self) -> Said:
        """When it happened, as far as the page says."""
        if self.date:
            is_stated = self.date_basis == "stated"
            return written_date(self.date) if is_stated else on_date(self.date, self.date_basis)
        if self.known_on:
            return say("date not stated; page of {date}", date=written_date(self.known_on))
        return say("date not stated")

    def to_json(self) -> dict[str, object]:
        """Return the record that stands in the list `events` of a tie."""
        return {
            "event": self.event,
            "date": self.date,
            "date_basis": self.date_basis,
            "decided_by": list(self.decided_by),
            "certainty": self.certainty,
            "source": {
                "source_id": self.source_id,
                "title": self.source_title,
                "address": self.address,
                "date": self.source_date,
            },
        }


_AFTER: dict[str, str] = {str(event): str(status) for event, status in STATUS_AFTER.items()}

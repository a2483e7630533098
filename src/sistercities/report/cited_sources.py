"""A source as reports and pages cite it: one row of the release table `sources`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sistercities.sentences import say


def _text(value: object) -> str:
    """Text of a value, empty where it is missing, whichever way a table says so."""
    return "" if value is None or value != value else str(value)


@dataclass(frozen=True, slots=True)
class CitedSource:
    """Who says what, and on which terms; the fields are columns of the table `sources`.

    `snapshot_year` is None for a source that shows no one year.
    """

    source_id: str
    title: str
    producer: str
    version: str
    snapshot_year: int | None
    licence: str
    attribution: str
    covers: str
    gaps: str

    @classmethod
    def from_row(cls, row: Mapping[str, object]) -> CitedSource:
        """Take the columns of one row of `sources`; a missing column is a KeyError."""
        year = _text(row["snapshot_year"])
        return cls(
            source_id=_text(row["source_id"]),
            title=_text(row["title"]),
            producer=_text(row["producer"]),
            version=_text(row["version"]),
            snapshot_year=int(float(year)) if year else None,
            licence=_text(row["licence"]),
            attribution=_text(row["attribution"]),
            covers=_text(row["covers"]),
            gaps=_text(row["gaps"]),
        )


def said_again(words: str) -> str:
    """Let what we say of a source be said anew; what a user says of one may hold any sign."""
    return words if not words or "{" in words or "}" in words else say(words)

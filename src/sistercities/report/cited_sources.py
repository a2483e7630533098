"""A source as the report cites it: one row of the release table `sources`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CitedSource:
    """Who says what, and on which terms; the fields are columns of the table `sources`."""

    source_id: str
    title: str
    producer: str
    version: str
    snapshot_year: int
    licence: str
    attribution: str
    covers: str
    gaps: str

    @classmethod
    def from_row(cls, row: Mapping[str, object]) -> CitedSource:
        """Take the columns of one row of `sources`; a missing column is a KeyError."""
        return cls(
            source_id=str(row["source_id"]),
            title=str(row["title"]),
            producer=str(row["producer"]),
            version=str(row["version"]),
            snapshot_year=int(str(row["snapshot_year"])),
            licence=str(row["licence"]),
            attribution=str(row["attribution"]),
            covers=str(row["covers"]),
            gaps=str(row["gaps"]),
        )

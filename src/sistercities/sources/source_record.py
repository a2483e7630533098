"""One source, as the table `sources` describes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One source, with the columns of the table `sources`."""

    source_id: str
    title: str
    producer: str
    version: str
    snapshot_year: int | None
    is_dated: bool
    licence: str
    attribution: str
    covers: str
    gaps: str

"""The states of the Correlates of War and the years in which each was one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from release_build.readers.parquet_columns import parquet_columns
from sistercities.errors import SourceError
from sistercities.sources.snapshot import Snapshot

FILE = "cow_states.parquet"
LAST_YEAR = 2016
_IGNORED = ("stateabb", "stmonth", "stday", "endmonth", "endday", "version")


@dataclass(frozen=True, slots=True)
class StateSpan:
    """One span of years in which a state was one; `until` is 2016 where it still is."""

    code: int
    name: str
    since: int
    until: int


def read_states(snapshot: Snapshot) -> tuple[StateSpan, ...]:
    """Read the spans, sorted by code and year; a state may have several.

    Raises
    ------
    SourceError
        If a column is not known, or a span ends before it begins or after the list does.
    """
    columns: dict[str, Any] = parquet_columns(
        snapshot,
        {"ccode": "whole", "statenme": "text", "styear": "whole", "endyear": "whole"},
        ignored=_IGNORED,
    )
    spans = []
    rows = zip(*(columns[name].tolist() for name in columns), strict=True)
    for line, (code, name, since, until) in enumerate(rows, 1):
        if not since <= until <= LAST_YEAR:
            advice = f"a span runs forward and ends by {LAST_YEAR}"
            raise SourceError(snapshot.path.name, line, "endyear", until, advice)
        spans.append(StateSpan(code, name, since, until))
    return tuple(sorted(spans, key=lambda span: (span.code, span.since)))

"""Strategic rivalries between states, as two groups of authors list them, by span of years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from release_build.readers.parquet_columns import parquet_columns
from sistercities.errors import SourceError
from sistercities.sources.snapshot import Snapshot

TD_FILE, TD_LAST_YEAR = "td_rivalries.parquet", 2010
TSS_FILE, TSS_LAST_YEAR = "tss_rivalries.parquet", 2020
_TD_IGNORED = ("rivalryno", "rivalryname", "region", "type1", "type2", "type3")
_TSS_IGNORED = (
    "tssr_id", "rivalry", "positional", "spatial", "ideological", "interventionary", "principal",
    "aprin",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rivalry:
    """Two states by their Correlates-of-War codes, and the years of their rivalry.

    `until` is the last year of the list where the rivalry goes on.
    """

    code_a: int
    code_b: int
    since: int
    until: int


def read_rivalries_td(snapshot: Snapshot) -> tuple[Rivalry, ...]:
    """Read the list of Thompson and Dreyer, to 2010.

    Raises
    ------
    SourceError
        If a column is not known, or a span ends before it begins or after the list does.
    """
    return _rivalries(snapshot, ("styear", "endyear"), _TD_IGNORED, TD_LAST_YEAR)


def read_rivalries_tss(snapshot: Snapshot) -> tuple[Rivalry, ...]:
    """Read the list of Thompson, Sakuwa and Suhas, to 2020.

    Raises
    ------
    SourceError
        If a column is not known, or a span ends before it begins or after the list does.
    """
    return _rivalries(snapshot, ("start", "end"), _TSS_IGNORED, TSS_LAST_YEAR)


def _rivalries(
    snapshot: Snapshot, span: tuple[str, str], ignored: tuple[str, ...], last: int
) -> tuple[Rivalry, ...]:
    since, until = span
    columns: dict[str, Any] = parquet_columns(
        snapshot,
        {"ccode1": "whole", "ccode2": "whole", since: "whole", until: "whole"},
        ignored=ignored,
    )
    found = []
    rows = zip(*(columns[name].tolist() for name in columns), strict=True)
    for line, row in enumerate(rows, 1):
        rivalry = Rivalry(*row)
        if not rivalry.since <= rivalry.until <= last:
            advice = f"a span runs forward and ends by {last}"
            raise SourceError(snapshot.path.name, line, until, rivalry.until, advice)
        found.append(rivalry)
    return tuple(found)

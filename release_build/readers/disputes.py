"""Militarised disputes between states by Gibler, Miller and Little, by pair and year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from release_build.readers.parquet_columns import parquet_columns
from sistercities.errors import SourceError
from sistercities.sources.snapshot import Snapshot

FILE = "gml_dirdisp.parquet"
FIRST_YEAR, LAST_YEAR = 1970, 2010
LEVELS = (1, 2, 3, 4, 5)
_IGNORED = (
    "dispnum", "midongoing", "midonset", "sidea1", "sidea2", "revstate1", "revstate2", "revtype11",
    "revtype12", "revtype21", "revtype22", "fatality1", "fatality2", "fatalpre1", "fatalpre2",
    "hiact1", "hiact2", "hostlev1", "hostlev2", "orig1", "orig2", "hiact", "mindur", "maxdur",
    "outcome", "settle", "fatality", "fatalpre", "stmon", "endmon", "recip", "numa", "numb",
    "ongo2010", "version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DisputeYear:
    """One year of one dispute of two states, as `code_a` sees it; `level` is that of the dispute.

    1 no militarised action, 2 threat, 3 display, 4 use of force, 5 war.
    """

    code_a: int
    code_b: int
    year: int
    level: int


def read_disputes(snapshot: Snapshot) -> tuple[DisputeYear, ...]:
    """Read the years of disputes; each stands in both directions.

    Raises
    ------
    SourceError
        If a column is not known, a year lies outside the file's span, or a level is not one.
    """
    columns: dict[str, Any] = parquet_columns(
        snapshot,
        {"ccode1": "whole", "ccode2": "whole", "year": "whole", "hostlev": "whole"},
        ignored=_IGNORED,
    )
    found = []
    rows = zip(*(columns[name].tolist() for name in columns), strict=True)
    for line, row in enumerate(rows, 1):
        one = DisputeYear(*row)
        if not FIRST_YEAR <= one.year <= LAST_YEAR:
            advice = f"years run from {FIRST_YEAR} to {LAST_YEAR}"
            raise SourceError(snapshot.path.name, line, "year", one.year, advice)
        if one.level not in LEVELS:
            advice = "a level is 1, 2, 3, 4 or 5"
            raise SourceError(snapshot.path.name, line, "hostlev", one.level, advice)
        found.append(one)
    return tuple(found)

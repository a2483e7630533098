"""Which rows of a table of facts are meant, and what stands where there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sistercities.api.fact_records import Fact


@dataclass(frozen=True, slots=True)
class Years:
    """Which years are asked for: one, all, or (neither) the newest of each fact."""

    only: int | None
    every: bool

    def of(self, known: Iterable[int], *, holds_always: bool = False) -> list[int]:
        """Years to take of those in which a fact is known; one that holds always has any."""
        years = sorted(set(known))
        if self.only is not None and not holds_always:
            return [year for year in years if year == self.only]
        return years if self.every else years[-1:]


def rows_of(
    rows: Iterable[dict[str, Any]], years: Years, holds_always: bool
) -> list[dict[str, Any]]:
    """Rows of the years that are meant; two sources of one year both stand."""
    held = list(rows)
    taken = years.of((row["year"] for row in held), holds_always=holds_always)
    return [row for row in held if row["year"] in taken]


def unknown(of: str, variable: str, meaning: str, unit: str) -> Fact:
    """Stand in for a fact that is not known."""
    return Fact(of, variable, meaning, None, None, unit, None, None)

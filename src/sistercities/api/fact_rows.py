"""Which rows of a table of facts are meant, and what stands where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sistercities.api.fact_records import Fact
from sistercities.terms.city_variables import CITY_VARIABLES

_UNDATED = {(one.name, one.source_id) for one in CITY_VARIABLES if one.is_undated}


@dataclass(frozen=True, slots=True)
class Years:
    """Which years are asked for: one, all, or (neither) the newest of each fact."""

    only: int | None
    every: bool

    def of(self, known: Iterable[int], *, holds_always: bool = False) -> list[int]:
        """Years to take of those in which a fact is known; one that holds always has any.

        Of such a fact it is the newest up to the year asked for, else the first after it.
        """
        years = sorted(set(known))
        if self.only is not None and not holds_always:
            return [year for year in years if year == self.only]
        if self.only is not None:
            return [year for year in years if year <= self.only][-1:] or years[:1]
        return years if self.every else years[-1:]


def rows_of(
    rows: Iterable[dict[str, Any]], years: Years, holds_always: bool
) -> list[dict[str, Any]]:
    """Rows of the years that are meant; two sources of one year both stand."""
    held = list(rows)
    taken = years.of((row["year"] for row in held), holds_always=holds_always)
    return [row for row in held if row["year"] in taken]


def shown_year(row: Mapping[str, Any]) -> int | None:
    """Return the year of a row; None where its source only adds, so that no year can be given."""
    return None if (row["variable"], row["source_id"]) in _UNDATED else row["year"]


def unknown(of: str, variable: str, meaning: str, unit: str) -> Fact:
    """Stand in for a fact that is not known."""
    return Fact(of, variable, meaning, None, None, unit, None, None)

"""Alliances between states by ATOP: obligations of one to the other, by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from release_build.readers.parquet_columns import parquet_columns
from sistercities.errors import SourceError
from sistercities.sources.snapshot import Snapshot

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "atop_alliance.parquet"
FIRST_YEAR, LAST_YEAR = 1970, 2018
OBLIGATIONS = ("defense", "offense", "neutral", "nonagg", "consul")


@dataclass(frozen=True, slots=True)
class AllianceYears:
    """Years of alliances, one of each array an obligation-year of `code_a` to `code_b`.

    Attributes
    ----------
    code_a, code_b
        State codes of the Correlates of War.
    year
        The year.
    has_obligation
        Whether any of the five obligations is in force; a few rows have none.
    has_defence
        Whether `code_a` has to defend `code_b`.
    """

    code_a: NDArray[np.int64]
    code_b: NDArray[np.int64]
    year: NDArray[np.int64]
    has_obligation: NDArray[np.bool_]
    has_defence: NDArray[np.bool_]


def read_alliances(snapshot: Snapshot) -> AllianceYears:
    """Read the years of alliances; each stands in both directions.

    Raises
    ------
    SourceError
        If a column is not known, a year lies outside the file's span, or an obligation is neither
        0 nor 1.
    """
    import numpy as np

    named = {f"atop_{one}": "whole" for one in OBLIGATIONS}
    columns: dict[str, Any] = parquet_columns(
        snapshot,
        {"ccode1": "whole", "ccode2": "whole", "year": "whole", **named},  # type: ignore[dict-item]
    )
    file, year = snapshot.path.name, columns["year"]
    _refuse(file, "year", year, (year < FIRST_YEAR) | (year > LAST_YEAR))
    for name in named:
        _refuse(file, name, columns[name], ~np.isin(columns[name], (0, 1)))
    return AllianceYears(
        columns["ccode1"],
        columns["ccode2"],
        year,
        np.any([columns[name] == 1 for name in named], axis=0),
        columns["atop_defense"] == 1,
    )


def _refuse(file: str, column: str, values: NDArray[np.int64], is_odd: NDArray[np.bool_]) -> None:
    if is_odd.any():
        first = int(is_odd.argmax())
        advice = f"years run from {FIRST_YEAR} to {LAST_YEAR}, obligations are 0 or 1"
        raise SourceError(file, first + 1, column, int(values[first]), advice)

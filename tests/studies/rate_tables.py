"""The tables behind the two rate ratios, counted tie by tie from the release in the package."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sistercities.api.data_choice import open_data
from sistercities.network.lift import build_network
from sistercities.studies.study_data import StudyData, as_arrays, checked_year, read_study_data
from twolevel.core.arrays import TwoLevelArrays


@dataclass(frozen=True, slots=True, eq=False)
class CountTable:
    """City ties by home unit and column, those rows whose effects are finite.

    Attributes
    ----------
    ties, exposure
        Ties, and whether an upper tie is there, shape (n_rows,).
    labels
        Both effects of each row, shape (2, n_rows).
    part
        Part of the table of each row, shape (n_rows,); no effect is in two parts.
    """

    ties: NDArray[np.int64]
    exposure: NDArray[np.bool_]
    labels: NDArray[np.int64]
    part: NDArray[np.int64]


@cache
def _release_data() -> StudyData:
    with open_data(None) as release:
        return read_study_data(release)


@cache
def release_arrays(country: str) -> TwoLevelArrays:
    """Return the arrays of a country in the release of the package, in its main year."""
    data = _release_data()
    return as_arrays(build_network(data.tables, country, checked_year(data, country, None)))


def units_table(arrays: TwoLevelArrays) -> CountTable:
    """Count ties by home unit and the finest foreign units that upper ties tell apart."""
    places = [
        (int(country), tuple(units.tolist()))
        for country, units in zip(arrays.foreign_country, arrays.foreign_unit, strict=True)
    ]
    held = {unit for _, units in places for unit in units}
    empty = [
        (int(arrays.foreign_unit_country[unit]), (unit,))
        for unit in range(arrays.foreign_unit_country.size)
        if unit not in held and arrays.foreign_unit_tier[unit] == 0
    ]
    columns = sorted({*places, *empty})
    upper = set(map(tuple, arrays.upper_ties.tolist()))
    counts = Counter(
        (int(arrays.home_unit[home]), places[place]) for home, place in arrays.ties.tolist()
    )
    rows = [
        (counts[p, column], any((p, r) in upper for r in column[1]), (p, column[0]), column)
        for p in range(arrays.n_units)
        for column in columns
    ]
    return _with_ties(rows, [column[0] for *_, column in rows])


def countries_table(arrays: TwoLevelArrays) -> CountTable:
    """Count ties by home unit and country."""
    joined = {(p, int(arrays.foreign_unit_country[r])) for p, r in arrays.upper_ties.tolist()}
    counts = Counter(
        (int(arrays.home_unit[home]), int(arrays.foreign_country[place]))
        for home, place in arrays.ties.tolist()
    )
    countries = sorted({c for _, c in counts} | {c for _, c in joined})
    rows = [
        (counts[p, c], (p, c) in joined, p, c) for p in range(arrays.n_units) for c in countries
    ]
    return _with_ties(rows, [0] * len(rows))


def _with_ties(rows: list[tuple[int, bool, Any, Any]], parts: list[int]) -> CountTable:
    """Keep rows both of whose labels have ties; the others fit exactly whatever the ratio."""
    tied = [Counter[Any](), Counter[Any]()]
    for y, _, first, second in rows:
        tied[0][first] += y
        tied[1][second] += y
    is_kept = [bool(tied[0][first] and tied[1][second]) for _, _, first, second in rows]
    kept = [row for row, stays in zip(rows, is_kept, strict=True) if stays]
    names = [{name: k for k, name in enumerate(sorted({row[i] for row in kept}))} for i in (2, 3)]
    return CountTable(
        ties=np.array([row[0] for row in kept]),
        exposure=np.array([row[1] for row in kept]),
        labels=np.array([[names[i][row[i + 2]] for row in kept] for i in (0, 1)]),
        part=np.array(parts)[is_kept],
    )


TABLES = {"rate_ratio": units_table, "country_rate_ratio": countries_table}

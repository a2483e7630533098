"""Complete frames of pairs of countries, in which 0 and unknown are told apart.

The table `country_pairs` is not such a frame: alliances, disputes and rivalries stand there only
where there is one, and distances of ideal points do not stand there at all. What is not known is
NaN here, never 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sistercities.dataset.globe import ground_km, unit_vectors
from sistercities.dataset.release.store import Release
from sistercities.errors import InvalidArgument
from sistercities.terms.country_variables import PAIR_VARIABLES, CountryVariable
from sistercities.terms.derived_variables import (
    CAPITALS,
    DERIVED,
    IDEAL_POINT_DISTANCES,
    DerivedVariable,
)

if TYPE_CHECKING:
    import pandas as pd

    Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


_LATEST = 9999
"""Stands for the year of who names none: the newest values."""
_STORED: Mapping[str, CountryVariable] = {one.name: one for one in PAIR_VARIABLES}
_DERIVED: Mapping[str, DerivedVariable] = {one.name: one for one in DERIVED}
PAIR_NAMES: tuple[str, ...] = (*_STORED, *_DERIVED)
"""Every variable that a frame of pairs may have."""


def pair_frame(
    release: Release,
    variables: Sequence[str] | None,
    year: int | None,
    countries: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Lay out every pair of countries with the facts on it.

    Parameters
    ----------
    release
        An opened release.
    variables
        Names from `PAIR_NAMES`; None takes all that are known in that year.
    year
        Year of the facts that change with time; None only where none does.
    countries
        Codes of the countries; None takes all.

    Returns
    -------
    pandas.DataFrame
        One row a pair, `country_a` before `country_b`, and a column for each variable; a directed
        one has two, `<variable>_a_to_b` and `<variable>_b_to_a`. NaN is unknown. `attrs` holds the
        unit of each column.

    Raises
    ------
    InvalidArgument
        If a variable or a country is not known, or a variable has no values of that year.
    """
    import pandas as pd

    codes = _checked_countries(release, countries)
    years = _years(release)
    names = _checked_variables(variables, year, years)
    upper = np.triu_indices(len(codes), 1)
    columns: dict[str, object] = {
        "country_a": np.array(codes, dtype=object)[upper[0]],
        "country_b": np.array(codes, dtype=object)[upper[1]],
    }
    units = {}
    for name in names:
        matrix = _matrix(release, name, year, codes)
        is_directed = name in _STORED and _STORED[name].is_directed
        sides = {"_a_to_b": matrix, "_b_to_a": matrix.T} if is_directed else {"": matrix}
        for suffix, values in sides.items():
            columns[name + suffix] = values[upper]
            units[name + suffix] = (_STORED.get(name) or _DERIVED[name]).unit
    frame = pd.DataFrame(columns)
    frame.attrs["units"] = units
    return frame


def _years(release: Release) -> dict[str, tuple[int, ...]]:
    """Years with values, by variable; of a stored fact that is mostly 0, those that it covers."""
    pairs = _listed_years(release, "country_pairs")
    single = _listed_years(release, "country_covariates")
    found: dict[str, tuple[int, ...]] = {}
    for name, stored in _STORED.items():
        known = single.get(stored.covered_by, ()) if stored.covered_by else pairs.get(name, ())
        found[name] = () if stored.is_constant else known
    for derived in IDEAL_POINT_DISTANCES:
        found[derived.name] = single.get(derived.of, ())
    found[CAPITALS.name] = ()
    return found


def _listed_years(release: Release, table: str) -> dict[str, tuple[int, ...]]:
    rows = release.query(f"SELECT DISTINCT variable, year FROM {table} ORDER BY variable, year")
    found: dict[str, tuple[int, ...]] = {}
    for row in rows:
        found[row["variable"]] = (*found.get(row["variable"], ()), row["year"])
    return found


def _checked_countries(release: Release, countries: Sequence[str] | None) -> list[str]:
    known = [row["country"] for row in release.query("SELECT country FROM countries ORDER BY 1")]
    if countries is None:
        return known
    chosen = sorted({one.strip().upper() for one in countries})
    for one in chosen:
        if one not in known:
            raise InvalidArgument(
                "countries", one, "give ISO 3166-1 codes of two letters, for example CN, DE"
            )
    return chosen


def _checked_variables(
    variables: Sequence[str] | None, year: int | None, years: Mapping[str, tuple[int, ...]]
) -> tuple[str, ...]:
    constant = {CAPITALS.name, *(one.name for one in PAIR_VARIABLES if one.is_constant)}
    if variables is None:
        return tuple(one for one in PAIR_NAMES if one in constant or year in years[one])
    for one in variables:
        if one not in PAIR_NAMES:
            raise InvalidArgument("variables", one, f"use some of {', '.join(PAIR_NAMES)}")
        if one not in constant and year not in years[one]:
            raise InvalidArgument("year", year, f"{one} is known {_spoken(years[one])}")
    return tuple(dict.fromkeys(variables))


def _spoken(years: Sequence[int]) -> str:
    if not years:
        return "in no year of this release; take another variable"
    if list(years) == list(range(years[0], years[-1] + 1)):
        return f"from {years[0]} to {years[-1]}; give one of these years"
    if len(years) <= 10:  # as many as a reader takes in
        return f"in {', '.join(map(str, years))}; give one of these years"
    gaps = sorted(set(range(years[0], years[-1] + 1)) - set(years))
    return (
        f"from {years[0]} to {years[-1]} without {', '.join(map(str, gaps))}; "
        "give one of these years"
    )


def _matrix(release: Release, name: str, year: int | None, codes: Sequence[str]) -> Matrix:
    """Values of a variable, shape (countries, countries), row to column; NaN is unknown."""
    if name == CAPITALS.name:
        return _capital_distances(release, codes)
    if name in _DERIVED:
        points = _of_countries(release, _DERIVED[name].of, year, codes)
        return np.abs(points[:, None] - points[None, :])
    variable = _STORED[name]
    found = _stored(release, variable, year, codes)
    if variable.covered_by:
        is_covered = ~np.isnan(_of_countries(release, variable.covered_by, year, codes))
        found[np.isnan(found) & is_covered[:, None] & is_covered[None, :]] = 0.0
    return found


def _stored(
    release: Release, variable: CountryVariable, year: int | None, codes: Sequence[str]
) -> Matrix:
    place = {code: position for position, code in enumerate(codes)}
    found = np.full((len(codes), len(codes)), np.nan)
    where = "" if variable.is_constant else " AND year = ?"
    # What holds always and yet has two years: the newest up to the year is laid out last.
    order = " ORDER BY CASE WHEN year <= ? THEN year ELSE -year END"
    rows = release.query(
        f"SELECT country_a, country_b, value FROM country_pairs WHERE variable = ?{where}{order}",
        [variable.name, year or _LATEST] if variable.is_constant else [variable.name, year, year],
    )
    for row in rows:
        a, b = place.get(row["country_a"]), place.get(row["country_b"])
        if a is not None and b is not None:
            found[a, b] = row["value"]
            if not variable.is_directed:
                found[b, a] = row["value"]
    return found


def _of_countries(
    release: Release, variable: str, year: int | None, codes: Sequence[str]
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    rows = release.query(
        "SELECT country, value FROM country_covariates WHERE variable = ? AND year = ?",
        [variable, year],
    )
    values = {row["country"]: row["value"] for row in rows}
    return np.array([values.get(code, np.nan) for code in codes], dtype=np.float64)


def _capital_distances(release: Release, codes: Sequence[str]) -> Matrix:
    rows = release.query(
        "SELECT c.country, p.latitude, p.longitude FROM countries c "
        "JOIN places p ON p.place_id = c.capital_id WHERE p.latitude IS NOT NULL"
    )
    points = {row["country"]: (row["longitude"], row["latitude"]) for row in rows}
    missing = (np.nan, np.nan)
    longitude, latitude = np.array([points.get(code, missing) for code in codes]).reshape(-1, 2).T
    vectors = unit_vectors(longitude, latitude)
    chords = np.linalg.norm(vectors[:, None, :] - vectors[None, :, :], axis=2)
    return ground_km(chords)

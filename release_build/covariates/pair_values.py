"""Facts on two countries, by column, because trade alone has a million rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from release_build.covariates.country_codes import CountryCodes
from release_build.covariates.country_values import FIRST_RIVALRY_YEAR
from release_build.readers.alliances import AllianceYears
from release_build.readers.cow_trade import TradeFlows
from release_build.readers.disputes import DisputeYear
from release_build.readers.geodist import DISTANCES, FLAGS, GeodistPair
from release_build.readers.geonames import CountryEntry
from release_build.readers.rivalries import Rivalry
from release_build.readers.ucdp_conflicts import ConflictYear
from release_build.readers.un_migrants import MigrantStock
from release_build.writing.column_rows import ColumnRows
from sistercities.errors import BuildError
from sistercities.terms.country_variables import BY_VARIABLE, GEODIST_YEAR, GEONAMES_YEAR

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

GEODIST_FLAGS: dict[str, str] = {
    "contig": "contiguity",
    "comlang_off": "common_official_language",
    "comlang_ethno": "common_ethnic_language",
    "colony": "colonial_tie",
    "comcol": "common_coloniser",
    "col45": "colonial_tie_after_1945",
}
GEODIST_DISTANCES: dict[str, str] = {
    "dist": "distance_km",
    "distcap": "distance_capitals_km",
    "distw": "distance_weighted_km",
}
_OF_TERRITORY = frozenset({"contiguity", "distance_weighted_km"})


@dataclass(frozen=True, slots=True)
class PairFacts:
    """Facts of one variable, one of each array a fact.

    Attributes
    ----------
    variable
        Name of the variable.
    a, b
        Places of the two countries in the sorted codes, a before b unless the fact is directed.
    year, value
        Year, and the value in the unit of the variable.
    source_id
        Who says it; blank is the source of the variable.
    """

    variable: str
    a: NDArray[np.int64]
    b: NDArray[np.int64]
    year: NDArray[np.int64]
    value: NDArray[np.float64]
    source_id: str = ""


def pair_facts(
    variable: str,
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    year: NDArray[np.int64],
    value: NDArray[np.float64],
) -> PairFacts:
    """Order the facts of a variable; those whose country is none of today (-1) fall out.

    An undirected fact that stands in both directions is kept once, with the larger value.

    Raises
    ------
    BuildError
        If a directed fact stands twice.
    """
    kept = (a >= 0) & (b >= 0) & (a != b)
    a, b, year, value = a[kept], b[kept], year[kept], value[kept]
    is_directed = BY_VARIABLE[variable].is_directed
    if not is_directed:
        a, b = np.minimum(a, b), np.maximum(a, b)
    order = np.lexsort((-value, year, b, a))
    a, b, year, value = a[order], b[order], year[order], value[order]
    is_again = (np.diff(a) == 0) & (np.diff(b) == 0) & (np.diff(year) == 0)
    if is_directed and is_again.any():
        where = int(is_again.argmax())
        raise BuildError(
            f"{variable}: two values of one pair in {year[where]}; rule in "
            "data/decisions/country_codes.csv which code stands for the country in that year"
        )
    first = np.concatenate(([True], ~is_again)) if len(a) else np.zeros(0, dtype=bool)
    return PairFacts(variable, a[first], b[first], year[first], value[first])


def trade_facts(flows: TradeFlows, codes: CountryCodes) -> PairFacts:
    """Trade from the exporter to the importer; a flow of 0 is a fact and stays."""
    return pair_facts(
        "trade_million_usd",
        codes.positions("cow", flows.exporter, flows.year),
        codes.positions("cow", flows.importer, flows.year),
        flows.year,
        flows.million_usd,
    )


def alliance_facts(found: AllianceYears, codes: CountryCodes) -> list[PairFacts]:
    """Alliances of any obligation, and those that oblige at least one to defend the other."""
    a = codes.positions("cow", found.code_a, found.year)
    b = codes.positions("cow", found.code_b, found.year)
    return [
        pair_facts(variable, a[holds], b[holds], found.year[holds], np.ones(int(holds.sum())))
        for variable, holds in (
            ("alliance", found.has_obligation),
            ("alliance_defence", found.has_defence),
        )
    ]


def dispute_facts(found: Sequence[DisputeYear], codes: CountryCodes) -> PairFacts:
    """Highest level of the disputes that two countries had in a year."""
    return _of_states(
        "dispute_level", [(one.code_a, one.code_b, one.year, one.level) for one in found], codes
    )


def rivalry_facts(variable: str, found: Iterable[Rivalry], codes: CountryCodes) -> PairFacts:
    """Years of rivalries, from 1946."""
    rows = [
        (one.code_a, one.code_b, year, 1)
        for one in found
        for year in range(max(one.since, FIRST_RIVALRY_YEAR), one.until + 1)
    ]
    return _of_states(variable, rows, codes)


def conflict_facts(found: Iterable[ConflictYear], codes: CountryCodes) -> PairFacts:
    """Highest level of the armed conflicts that two states had in a year."""
    rows = [(one.code_a, one.code_b, one.year, one.level) for one in found]
    return _of_states("conflict_level", rows, codes, "gleditsch-ward")


def _of_states(
    variable: str,
    rows: Sequence[tuple[int, int, int, int]],
    codes: CountryCodes,
    scheme: str = "cow",
) -> PairFacts:
    code_a, code_b, year, value = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return pair_facts(
        variable,
        codes.positions(scheme, code_a, year),
        codes.positions(scheme, code_b, year),
        year,
        value.astype(np.float64),
    )


def migrant_facts(found: Iterable[MigrantStock], codes: CountryCodes) -> PairFacts:
    """Migrants from the country of origin to that of residence."""
    place = _places(codes)
    rows = []
    for one in found:
        origin = codes.country_of("un-migrants", one.origin, one.year)
        home = codes.country_of("un-migrants", one.destination, one.year)
        rows.append((place[origin], place[home], one.year, one.persons))
    a, b, year, persons = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return pair_facts("migrant_stock", a, b, year, persons.astype(np.float64))


def geodist_facts(found: Iterable[GeodistPair], codes: CountryCodes) -> list[PairFacts]:
    """Distances and common traits of CEPII; those of a territory that has changed are left out."""
    place = _places(codes)
    columns: dict[str, list[tuple[int, int, float]]] = {
        name: [] for name in (*GEODIST_FLAGS.values(), *GEODIST_DISTANCES.values())
    }
    names = [GEODIST_FLAGS[one] for one in FLAGS] + [GEODIST_DISTANCES[one] for one in DISTANCES]
    for pair in found:
        both = (pair.code_a, pair.code_b)
        a, b = (place[codes.country_of("cepii", code, GEODIST_YEAR)] for code in both)
        is_changed = not all(codes.carries_territory("cepii", code) for code in both)
        for name, value in zip(names, (*pair.flags, *pair.distances), strict=True):
            if value is not None and not (is_changed and name in _OF_TERRITORY):
                columns[name].append((a, b, value))
    return [_of_one_year(name, rows, GEODIST_YEAR) for name, rows in columns.items()]


def border_facts(countries: dict[str, CountryEntry], codes: CountryCodes) -> PairFacts:
    """Neighbours by GeoNames: of every two countries, 1 or 0."""
    listed = {(a, b) for a, one in countries.items() for b in one.neighbours}
    rows = [
        (i, j, float((a, b) in listed or (b, a) in listed))
        for i, a in enumerate(codes.countries)
        for j, b in enumerate(codes.countries[i + 1 :], i + 1)
    ]
    return _of_one_year("land_border", rows, GEONAMES_YEAR)


def _of_one_year(variable: str, rows: Sequence[tuple[int, int, float]], year: int) -> PairFacts:
    a, b, value = np.array(rows, dtype=np.float64).reshape(-1, 3).T
    years = np.full(len(rows), year, dtype=np.int64)
    return pair_facts(variable, a.astype(np.int64), b.astype(np.int64), years, value)


def _places(codes: CountryCodes) -> dict[str, int]:
    """Return the place of each country in the sorted codes; of no country it is -1."""
    return {"": -1} | {country: place for place, country in enumerate(codes.countries)}


def as_rows(facts: Iterable[PairFacts], countries: Sequence[str]) -> ColumnRows:
    """Lay out the table `country_pairs`."""
    import pyarrow as pa

    parts = sorted((one for one in facts if len(one.a)), key=lambda one: one.variable)
    lengths = [len(one.a) for one in parts]
    codes = list(countries)
    columns: dict[str, Any] = {
        "country_a": _words(np.concatenate([one.a for one in parts]), codes),
        "country_b": _words(np.concatenate([one.b for one in parts]), codes),
        "variable": _repeated([one.variable for one in parts], lengths),
        "year": pa.array(np.concatenate([one.year for one in parts])),
        "value": pa.array(np.concatenate([one.value for one in parts])),
        "word": pa.nulls(sum(lengths), pa.string()),
        "unit": _repeated([BY_VARIABLE[one.variable].unit for one in parts], lengths),
        "source_id": _repeated(
            [one.source_id or BY_VARIABLE[one.variable].source_id for one in parts], lengths
        ),
    }
    return ColumnRows(pa.table(columns))


def _repeated(words: Sequence[str], times: Sequence[int]) -> pa.Array:
    known = sorted(set(words))
    return _words(np.repeat([known.index(word) for word in words], times), known)


def _words(places: NDArray[Any], words: Sequence[str]) -> pa.Array:
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(
        pa.array(places.astype(np.int32)), pa.array(list(words), pa.string())
    )

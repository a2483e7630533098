"""What each column of the exported files means; a column without a line here is an error."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.errors import BuildError
from sistercities.terms.tables import CLAIMS, PLACES, SOURCES, TIES, Table


@dataclass(frozen=True, slots=True)
class CodebookLine:
    """One column of one exported file."""

    file: str
    column: str
    type: str
    unit: str
    meaning: str


Meaning = tuple[str, str, str]
"""Type, unit, meaning."""


def _of_table(table: Table) -> dict[str, Meaning]:
    return {column.name: (column.type, column.unit, column.meaning) for column in table.columns}


def _of_end(side: str, which: str) -> dict[str, Meaning]:
    return {
        f"name_{side}": ("string", "", f"name of the {which} place in Latin script"),
        f"name_local_{side}": ("string", "", f"name of the {which} place in its own script"),
        f"level_{side}": ("string", "", f"level of the {which} place"),
        f"country_{side}": ("string", "", f"ISO 3166-1 alpha-2 of the {which} place"),
        f"region_iso_{side}": ("string", "", f"ISO 3166-2 region of the {which} place"),
        f"is_dual_{side}": ("bool", "", f"the {which} place is both a first-level region and city"),
    }


_RUN: dict[str, Meaning] = {
    "country": ("string", "", "ISO 3166-1 alpha-2 of the home country"),
    "as_of": ("int", "year", "year whose living ties are taken"),
}
_UNITS: dict[str, Meaning] = {
    "home_unit_id": ("string", "", "home unit (province): place id"),
    "home_unit": ("string", "", "home unit: name"),
    "foreign_unit_id": ("string", "", "foreign unit at a tier that signs for provinces: place id"),
    "foreign_unit": ("string", "", "foreign unit: name"),
    "foreign_country": ("string", "", "ISO 3166-1 alpha-2 of the foreign side"),
}
_DYADS: dict[str, Meaning] = {
    **_UNITS,
    "foreign_tier": ("int", "", "0 the finest tier that signs there, 1 a coarser one"),
    "n_ties": ("int", "ties", "y: lower ties between the two units; a tie counts in each tier"),
    "has_upper_tie": ("bool", "", "B: the two units are sisters; empty where not covered"),
    "is_covered": ("bool", "", "a source lists the upper ties of the home unit"),
    "n_home_places": ("int", "places", "home places of the roster in the home unit"),
    "n_foreign_places": ("int", "places", "foreign places with a tie in the foreign unit"),
    **_RUN,
}
_CITY_PAIRS: dict[str, Meaning] = {
    "home_id": ("string", "", "home place: place id"),
    "home": ("string", "", "home place: name"),
    "foreign_id": ("string", "", "foreign place: place id"),
    "foreign": ("string", "", "foreign place: name"),
    **_UNITS,
    "foreign_unit_id": ("string", "", "unit of the foreign place at the finest tier: place id"),
    "is_tied": ("bool", "", "A: a lower tie joins the two places"),
    "has_upper_tie": ("bool", "", "B: their units are sisters, at any tier that signs there"),
    "tie_id": ("string", "", "the tie"),
    **_RUN,
}
MEANINGS: dict[str, dict[str, Meaning]] = {
    "nodes.csv": {
        **_of_table(PLACES),
        "n_ties": ("int", "ties", "ties of the place, ended and pending ones included"),
    },
    "ties.csv": {**_of_table(TIES), **_of_end("a", "first"), **_of_end("b", "second")},
    "claims.csv": _of_table(CLAIMS),
    "dyads.csv": _DYADS,
    "city_pairs.csv": _CITY_PAIRS,
    "sources.csv": _of_table(SOURCES),
}


def codebook_lines(file: str, columns: list[str]) -> list[CodebookLine]:
    """Describe the columns of a file, in their order.

    Raises
    ------
    BuildError
        If a column has no meaning here.
    """
    known = MEANINGS[file]
    unknown = [column for column in columns if column not in known]
    if unknown:
        raise BuildError(f"{file} has {unknown[0]}, which the codebook lacks; add its meaning")
    return [CodebookLine(file, column, *known[column]) for column in columns]

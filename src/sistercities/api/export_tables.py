"""The exported tables: columns, types, units, meanings, keys; what the codebook prints."""

from __future__ import annotations

from dataclasses import replace

from sistercities.api.dyad_facts import COUNTRY_FACTS, PLACE_FACTS
from sistercities.dataset.release.datapackage import RELEASE_LICENCE, TABLE_LICENCES
from sistercities.terms import covariate_tables as covariates
from sistercities.terms import notices, tables
from sistercities.terms.schema import Column, Table, flag, text, whole


def _of_end(side: str, which: str) -> tuple[Column, ...]:
    return (
        text(f"name_{side}", f"name of the {which} place in Latin script", required=True),
        text(f"name_local_{side}", f"name of the {which} place in its own script"),
        text(f"level_{side}", f"level of the {which} place", required=True),
        text(f"country_{side}", f"ISO 3166-1 alpha-2 of the {which} place", required=True),
        text(f"region_iso_{side}", f"ISO 3166-2 region of the {which} place"),
        flag(f"is_dual_{side}", f"the {which} place is both a first-level region and city"),
    )


def _leading_to_nodes(table: Table, name: str = "") -> Table:
    """Return a table of the release whose references lead to the exported tables."""
    here = {"places": "nodes"}
    references = tuple((own, here.get(to, to), column) for own, to, column in table.references)
    return replace(table, name=name or table.name, references=references)


_N_TIES = whole(
    "n_ties",
    "ties of the place, ended and pending ones included; missing where none is known",
    unit="ties",
)
NODES = replace(
    _leading_to_nodes(tables.PLACES, "nodes"),
    title="Places with their ids, regions, coordinates and number of ties",
    columns=(*tables.PLACES.columns, _N_TIES),
)
_REMARK = text(
    "remark",
    "what was told beside the standing and changes none; proposed: to end or suspend it; dormant: "
    "contacts had ceased; spoken_for: an association is for it",
)
TIES = replace(
    _leading_to_nodes(tables.TIES),
    title="Ties with both ends, dates, status, standing, kind and sources",
    columns=(*tables.TIES.columns, _REMARK, *_of_end("a", "first"), *_of_end("b", "second")),
)
_RUN = (
    text("country", "ISO 3166-1 alpha-2 of the home country", required=True),
    whole("as_of", "year whose living ties are taken", required=True, unit="year"),
)
_HOME_UNIT = (
    text("home_unit_id", "home unit (province): place id", required=True),
    text("home_unit", "home unit: name", required=True),
)
_FOREIGN_COUNTRY = text("foreign_country", "ISO 3166-1 alpha-2 of the foreign side", required=True)
DYADS = Table(
    "dyads",
    "Home units with foreign units: city ties, the sister tie above them, facts on the countries",
    ("home_unit_id", "foreign_unit_id"),
    (
        *_HOME_UNIT,
        text("foreign_unit_id", "foreign unit at a tier that signs for provinces: place id",
             required=True),
        text("foreign_unit", "foreign unit: name", required=True),
        _FOREIGN_COUNTRY,
        whole("foreign_tier", "0 the finest tier that signs there, 1 a coarser one",
              required=True),
        whole("n_ties", "y: lower ties between the two units; a tie counts in each tier",
              required=True, unit="ties"),
        Column("has_upper_tie", "bool", "B: the two units are sisters; empty where not covered"),
        flag("is_covered", "a source lists the upper ties of the home unit"),
        whole("n_home_places", "home places of the roster in the home unit", required=True,
              unit="places"),
        whole("n_foreign_places", "foreign places with a tie in the foreign unit", required=True,
              unit="places"),
        *_RUN,
        *(fact.as_column for fact in COUNTRY_FACTS),
    ),
    (("home_unit_id", "nodes", "place_id"), ("foreign_unit_id", "nodes", "place_id")),
)  # fmt: skip
CITY_PAIRS = Table(
    "city_pairs",
    "Tied pairs of a home and a foreign place, with facts on the two and on their countries",
    ("home_id", "foreign_id"),
    (
        text("home_id", "home place: place id", required=True),
        text("home", "home place: name", required=True),
        *_HOME_UNIT,
        text("foreign_id", "foreign place: place id", required=True),
        text("foreign", "foreign place: name", required=True),
        text("foreign_unit_id", "unit of the foreign place at the finest tier: place id"),
        text("foreign_unit", "foreign unit: name"),
        _FOREIGN_COUNTRY,
        flag("is_tied", "A: a lower tie joins the two places"),
        flag("has_upper_tie", "B: their units are sisters, at any tier that signs there"),
        text("tie_id", "the tie"),
        *_RUN,
        *PLACE_FACTS,
        *(fact.as_column for fact in COUNTRY_FACTS),
    ),
    (
        ("home_id", "nodes", "place_id"),
        ("home_unit_id", "nodes", "place_id"),
        ("foreign_id", "nodes", "place_id"),
        ("foreign_unit_id", "nodes", "place_id"),
        ("tie_id", "ties", "tie_id"),
    ),
)
PAIRS_AT_RISK = replace(
    CITY_PAIRS,
    name="pairs_at_risk",
    title="Every home place of the roster with every foreign place that has a tie, tied or not",
)
COVARIATES: dict[str, Table] = {
    table.name: table
    for table in (
        _leading_to_nodes(covariates.COUNTRIES),
        _leading_to_nodes(covariates.CITY_COVARIATES),
        _leading_to_nodes(covariates.REGION_COVARIATES),
        _leading_to_nodes(covariates.COUNTRY_COVARIATES),
        _leading_to_nodes(covariates.COUNTRY_PAIRS, "country_pair_covariates"),
        _leading_to_nodes(covariates.CITY_PAIRS, "city_pair_covariates"),
    )
}
ODBL: dict[str, Table] = {
    table.name: _leading_to_nodes(table)
    for table in (covariates.FLIGHTS_ODBL, covariates.FLIGHT_PAIRS_ODBL)
}
RELEASE_NAMES = {
    "nodes": "places",
    "country_pair_covariates": "country_pairs",
    "city_pair_covariates": "city_pairs",
}
"""Tables that stand in the release under another name; `city_pairs` here are the tied pairs."""
ALL: dict[str, Table] = {
    table.name: table
    for table in (
        NODES,
        TIES,
        _leading_to_nodes(tables.CLAIMS),
        tables.TIE_EVENTS,
        DYADS,
        CITY_PAIRS,
        PAIRS_AT_RISK,
        tables.SOURCES,
        *COVARIATES.values(),
        *ODBL.values(),
    )
}
SEEKING = _leading_to_nodes(notices.SEEKING)
"""Notices of places that look for a partner: only of overlays that hold them."""
LARGE = (PAIRS_AT_RISK.name, "country_pair_covariates")
"""Written only if asked for: hundreds of thousands of rows and more."""
DEFAULT = tuple(name for name in ALL if name not in LARGE and name not in ODBL)


def licence_of(name: str) -> str:
    """Licence of an exported table; what is joined from several tables has that of the release."""
    joined = ("nodes", "ties", "dyads", "city_pairs", "pairs_at_risk")
    if name == SEEKING.name:
        return "see the column licence"
    return RELEASE_LICENCE if name in joined else TABLE_LICENCES[RELEASE_NAMES.get(name, name)]


def with_columns(table: Table, names: tuple[str, ...]) -> Table:
    """Keep some columns of a table, in the order of the names."""
    known = {column.name: column for column in table.columns}
    references = tuple(each for each in table.references if each[0] in names)
    return replace(table, columns=tuple(known[name] for name in names), references=references)


NETWORK_NODES = with_columns(
    NODES,
    ("place_id", "name", "name_local", "level", "is_dual", "country", "region_iso",
     "wikidata_id", "latitude", "longitude", "point_source", "population", "population_year",
     "population_source", "is_population_doubtful", "n_ties"),
)  # fmt: skip
NETWORK_TIES = with_columns(
    TIES,
    ("tie_id", "place_a", "place_b", "name_a", "name_b", "country_a", "country_b", "tie_class",
     "start", "start_year", "start_precision", "end", "end_year", "status", "kind", "standing",
     "standing_since", "standing_source", "remark", "seen_from", "seen_until", "known_from",
     "known_until", "n_claims", "sources", "confidence", "method"),
)  # fmt: skip

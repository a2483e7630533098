"""Which sources an export credits: those that its tables rest on, and no others."""

from __future__ import annotations

from collections.abc import Collection

from sistercities.dataset.release.store import Release
from sistercities.terms.notices import SEEKING

_NAMING = (
    "claims",
    "tie_events",
    "city_covariates",
    "region_covariates",
    "country_covariates",
    "country_pairs",
    "city_pairs",
    "flights_odbl",
    "flight_pairs_odbl",
    "country_pairs_now",
    "laws",
)
"""Tables of the release whose rows name their source."""

_OF_TABLE = {"official-totals": "coverage"}
"""A source whose rows carry no id of it, and the table of the release that they stand in."""

_OF_COUNTRIES = frozenset({"claims", "country_covariates", "country_pairs"})
_OF_PLACES = _OF_COUNTRIES | {"city_covariates", "city_pairs"}
_RESTS_ON = {
    "nodes": frozenset({"claims"}),
    "ties": frozenset({"claims"}),
    "dyads": _OF_COUNTRIES,
    "city_pairs": _OF_PLACES,
    "pairs_at_risk": _OF_PLACES,
    "country_pair_covariates": frozenset({"country_pairs"}),
    "city_pair_covariates": frozenset({"city_pairs"}),
}
"""Exported tables that are made of tables of other names; any other is that of its own name."""


def credited_sources(release: Release, exported: Collection[str]) -> frozenset[str]:
    """Return the ids of the sources that the exported tables rest on.

    A source that no row names, such as a list of codes, lies behind the places, and so behind every
    table.
    """
    held: set[str] = set()
    for name in exported:
        held |= _RESTS_ON.get(name, {name})
    naming = (*_NAMING, *(release.merged & {SEEKING.name}))
    union = " UNION ALL ".join(f"SELECT DISTINCT '{t}' AS t, source_id FROM {t}" for t in naming)
    tables: dict[str, set[str]] = {source: {table} for source, table in _OF_TABLE.items()}
    for row in release.query(union):
        tables.setdefault(row["source_id"], set()).add(row["t"])
    known = (row["source_id"] for row in release.query("SELECT source_id FROM sources"))
    return frozenset(one for one in known if one not in tables or tables[one] & held)

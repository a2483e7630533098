"""The facts on countries and on pairs of countries: what each is, in which unit, who says it.

Three conventions, by variable:

* A **directed** fact goes from `country_a` to `country_b`; any other stands once, under the sorted
  codes.
* A fact with `covered_by` is stored only where it is not 0. A pair without a row is 0 where both
  countries have a row of that variable in `country_covariates` in the same year, else unknown.
* Of any other fact, no row means unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PairTable = Literal["country_covariates", "country_pairs"]

GEODIST = "cepii-geodist"
IDEAL_POINTS = "un-ideal-points-2025"
TRADE = "cow-trade-4.0"
STATES = "cow-states-2016"
RIVALRIES_TD = "rivalries-td-2012"
RIVALRIES_TSS = "rivalries-tss"
DISPUTES = "gml-disputes-2.2.1"
CONFLICTS = "ucdp-prio-25.1"
ALLIANCES = "atop-alliances"
MIGRANTS = "un-migrants-2019"
WORLD_BANK = "world-bank-gdp"
GEONAMES = "geonames"
DECISIONS = "decisions"
"""Under this source stand values of a variable that we rule, where its source has them wrong."""

GEODIST_YEAR = 2005
"""GeoDist states no year. It has Timor-Leste (2002) and Serbia with Montenegro (until 2006)."""

GEONAMES_YEAR = 2026
"""The packaged GeoNames states no day. It has the capital of Equatorial Guinea of 2026."""


@dataclass(frozen=True, slots=True)
class CountryVariable:
    """One variable of `country_covariates` or `country_pairs`."""

    name: str
    table: PairTable
    meaning: str
    unit: str
    source_id: str
    is_directed: bool = False
    covered_by: str = ""
    is_constant: bool = False
    """It is of one year, and holds for any."""


def _of_country(
    name: str, meaning: str, unit: str, source_id: str, *, constant: bool = False
) -> CountryVariable:
    return CountryVariable(
        name, "country_covariates", meaning, unit, source_id, is_constant=constant
    )


def _geodist(name: str, meaning: str, unit: str = "1") -> CountryVariable:
    return CountryVariable(name, "country_pairs", meaning, unit, GEODIST, is_constant=True)


def _sparse(name: str, meaning: str, source_id: str, covered_by: str) -> CountryVariable:
    return CountryVariable(name, "country_pairs", meaning, "1", source_id, covered_by=covered_by)


COUNTRY_VARIABLES: tuple[CountryVariable, ...] = (
    _of_country("gdp_usd", "gross domestic product at current prices", "USD", WORLD_BANK),
    _of_country(
        "population", "population: GDP over GDP per head, both as the World Bank gives them",
        "persons", WORLD_BANK,
    ),
    _of_country(
        "population_geonames", "population as GeoNames has it now", "persons", GEONAMES,
        constant=True,
    ),
    _of_country("area_km2", "area", "km2", GEONAMES, constant=True),
    _of_country("landlocked", "1 without a coast", "1", GEODIST, constant=True),
    _of_country(
        "official_language_1", "first official language, as CEPII spells it", "language", GEODIST,
        constant=True,
    ),
    _of_country(
        "official_language_2", "second official language", "language", GEODIST, constant=True
    ),
    _of_country(
        "official_language_3", "third official language", "language", GEODIST, constant=True
    ),
    _of_country(
        "un_ideal_point", "ideal point in the UN General Assembly, from final votes on passage; "
        "compare it within one year", "1", IDEAL_POINTS,
    ),
    _of_country(
        "un_ideal_point_all_votes", "ideal point in the UN General Assembly, from all votes; "
        "compare it within one year", "1", IDEAL_POINTS,
    ),
    _of_country(
        "in_alliance_data", "1 in a year in which the alliances of the country are recorded", "1",
        STATES,
    ),
    _of_country(
        "in_conflict_data",
        "1 in a year in which armed conflicts of the state with other states are recorded", "1",
        STATES,
    ),
    _of_country(
        "in_dispute_data", "1 in a year in which the disputes of the country are recorded", "1",
        STATES,
    ),
    _of_country(
        "in_rivalry_td_data",
        "1 in a year in which the rivalries of the country are recorded by Thompson and Dreyer",
        "1", STATES,
    ),
    _of_country(
        "in_rivalry_tss_data",
        "1 in a year in which the rivalries of the country are recorded by Thompson, Sakuwa and "
        "Suhas", "1", STATES,
    ),
)  # fmt: skip

RULED = frozenset(
    {
        "official_language_1",
        "official_language_2",
        "official_language_3",
        "common_official_language",
        "land_border",
    }
)
"""Variables of which single values stand under the source `decisions`."""

PAIR_VARIABLES: tuple[CountryVariable, ...] = (
    _geodist("distance_km", "great circle between the most populous cities", "km"),
    _geodist("distance_capitals_km", "great circle between the capitals", "km"),
    _geodist(
        "distance_weighted_km", "mean distance of their cities, weighted by population", "km"
    ),
    _geodist("contiguity", "1 with a common border"),
    CountryVariable(
        "land_border", "country_pairs", "1 where GeoNames lists the two as neighbours", "1",
        GEONAMES, is_constant=True,
    ),
    _geodist("common_official_language", "1 with a common official language"),
    _geodist("common_ethnic_language", "1 where 9 % of both populations speak the same language"),
    _geodist("colonial_tie", "1 where the two have ever had a colonial link"),
    _geodist("colonial_tie_after_1945", "1 with a colonial link after 1945"),
    _geodist("common_coloniser", "1 with the same coloniser after 1945"),
    CountryVariable(
        "trade_million_usd", "country_pairs",
        "goods from `country_a` to `country_b`, as the imports of `country_b`", "million USD",
        TRADE, is_directed=True,
    ),
    CountryVariable(
        "migrant_stock", "country_pairs",
        "persons from `country_a` who live in `country_b`", "persons", MIGRANTS, is_directed=True,
    ),
    _sparse(
        "alliance", "1 with an alliance of any obligation: defence, offence, neutrality, "
        "nonaggression or consultation", ALLIANCES, "in_alliance_data",
    ),
    _sparse(
        "alliance_defence", "1 where an alliance obliges at least one to defend the other",
        ALLIANCES, "in_alliance_data",
    ),
    _sparse(
        "dispute_level", "highest level of the militarised disputes of the year: 2 threat, "
        "3 display of force, 4 use of force, 5 war", DISPUTES, "in_dispute_data",
    ),
    _sparse(
        "conflict_level", "highest level of the armed conflicts of the year between the two "
        "states, also beside others: 1 from 25 deaths in battle, 2 from 1,000",
        CONFLICTS, "in_conflict_data",
    ),
    _sparse(
        "rivalry_td", "1 in a strategic rivalry by Thompson and Dreyer", RIVALRIES_TD,
        "in_rivalry_td_data",
    ),
    _sparse(
        "rivalry_tss", "1 in a strategic rivalry by Thompson, Sakuwa and Suhas", RIVALRIES_TSS,
        "in_rivalry_tss_data",
    ),
)  # fmt: skip

BY_VARIABLE: dict[str, CountryVariable] = {
    one.name: one for one in (*COUNTRY_VARIABLES, *PAIR_VARIABLES)
}

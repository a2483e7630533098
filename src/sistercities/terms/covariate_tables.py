"""The tables of what explains ties: facts on places, countries and pairs, each with its source.

Tidy: one value a row, with its year, unit and source. A fact that does not change with time
carries the year whose state its source shows; one whose source is only added to is undated, and
carries the year up to which it was. Missing is missing: there is no row, never a 0.

The table of what the sources of ties cover.
"""

from __future__ import annotations

from sistercities.terms.schema import Column, Table, flag, real, text, whole


def _value_columns() -> tuple[Column, ...]:
    return (
        text("variable", "what is measured; docs/data/covariates.md defines each", required=True),
        whole(
            "year",
            "year that the value is of; of routes ever listed, the year up to which the "
            "list was added to",
            required=True,
            unit="year",
        ),
        real("value", "the value, in `unit`; missing where `word` says it"),
        text("word", "the value where it is a word, such as a time zone"),
        text("unit", "unit of the value; 1 for a yes or no, a share or an index", required=True),
        text("source_id", "the source", required=True),
    )


_SOURCE = ("source_id", "sources", "source_id")

COUNTRIES = Table(
    "countries",
    "Countries and territories by ISO 3166-1",
    ("country",),
    (
        text("country", "ISO 3166-1 alpha-2", required=True),
        text("iso3", "ISO 3166-1 alpha-3", required=True),
        text("name", "English short name", required=True),
        text("continent", "AF, AN, AS, EU, NA, OC or SA, as GeoNames has it", required=True),
        text("capital_id", "place that is the capital, where it is a place of the release"),
        whole("cow_code", "state number of the Correlates of War, where it is a state"),
    ),
    (("capital_id", "places", "place_id"),),
)

CITY_COVARIATES = Table(
    "city_covariates",
    "Facts on places below the first-level regions, and on dual places, by year",
    ("place_id", "variable", "year", "source_id"),
    (text("place_id", "the place", required=True), *_value_columns()),
    (("place_id", "places", "place_id"), _SOURCE),
)

REGION_COVARIATES = Table(
    "region_covariates",
    "Facts on first-level regions, by year",
    ("place_id", "variable", "year", "source_id"),
    (text("place_id", "the region", required=True), *_value_columns()),
    (("place_id", "places", "place_id"), _SOURCE),
)

COUNTRY_COVARIATES = Table(
    "country_covariates",
    "Facts on countries, by year",
    ("country", "variable", "year", "source_id"),
    (text("country", "ISO 3166-1 alpha-2", required=True), *_value_columns()),
    (("country", "countries", "country"), _SOURCE),
)

COUNTRY_PAIRS = Table(
    "country_pairs",
    "Facts on two countries, by year; a symmetric one stands once, under the sorted codes",
    ("variable", "country_a", "country_b", "year", "source_id"),
    (
        text("country_a", "ISO 3166-1 alpha-2; of a directed fact, where it comes from",
             required=True),
        text("country_b", "ISO 3166-1 alpha-2; of a directed fact, where it goes to",
             required=True),
        *_value_columns(),
    ),
    (("country_a", "countries", "country"), ("country_b", "countries", "country"), _SOURCE),
)  # fmt: skip

CITY_PAIRS = Table(
    "city_pairs",
    "Facts on two places, such as routes ever listed; each pair stands once, under the sorted ids",
    ("variable", "place_a", "place_b", "year", "source_id"),
    (
        text("place_a", "the smaller place id", required=True),
        text("place_b", "the larger place id", required=True),
        *_value_columns(),
    ),
    (("place_a", "places", "place_id"), ("place_b", "places", "place_id"), _SOURCE),
)

FLIGHTS_ODBL = Table(
    "flights_odbl",
    "International destinations of cities by OpenFlights; a database of its own under the ODbL",
    ("place_id", "variable", "snapshot"),
    (
        text("place_id", "the place", required=True),
        text("variable", "what is counted", required=True),
        text("snapshot", "day of the version, YYYY-MM-DD", required=True),
        real("value", "the count", required=True),
        text("unit", "unit of the value", required=True),
        text("source_id", "the source", required=True),
    ),
    (("place_id", "places", "place_id"), _SOURCE),
)

FLIGHT_PAIRS_ODBL = Table(
    "flight_pairs_odbl",
    "Direct flights between two cities by OpenFlights; a database of its own under the ODbL",
    ("place_a", "place_b", "snapshot"),
    (
        text("place_a", "the smaller place id", required=True),
        text("place_b", "the larger place id", required=True),
        text("snapshot", "day of the version, YYYY-MM-DD", required=True),
        whole("airlines", "airlines that fly it in either direction", required=True,
              unit="airlines"),
        text("source_id", "the source", required=True),
    ),
    (("place_a", "places", "place_id"), ("place_b", "places", "place_id"), _SOURCE),
)  # fmt: skip

HERITAGE_SITES = Table(
    "heritage_sites",
    "World Heritage sites on the list of 2019; those that have left it since are not in it",
    ("heritage_id",),
    (
        whole("heritage_id", "number of the site on the list", required=True),
        text("name", "English name on the list", required=True),
        text("category", "cultural, mixed or natural", required=True),
        whole("inscribed", "year in which it came on the list", required=True, unit="year"),
        flag("is_in_danger", "on the list of sites in danger in 2019"),
        text("countries", "ISO 3166-1 alpha-2 of its states as the list has them, joined by a "
             "space; missing: the Old City of Jerusalem"),
        real("latitude", "latitude of its one point, or of its city where the list has it wrong",
             required=True, unit="degrees"),
        real("longitude", "longitude of its one point", required=True, unit="degrees"),
        text("reach", "place: it lies within some 30 km of its point; spread: its parts lie in "
             "several places or reach farther; wrong_point: the point is none of its own. Only "
             "those that are a place have rows in `heritage_nearby`", required=True),
        text("source_id", "the source", required=True),
    ),
    (_SOURCE,),
)  # fmt: skip

HERITAGE_NEARBY = Table(
    "heritage_nearby",
    "World Heritage sites within 25 km of cities, the three nearest of each",
    ("place_id", "heritage_id"),
    (
        text("place_id", "the city", required=True),
        whole("heritage_id", "number of the site on the list", required=True),
        real("km", "from the point of the city to that of the site", required=True, unit="km"),
        text("source_id", "the source", required=True),
    ),
    (
        ("place_id", "places", "place_id"),
        ("heritage_id", "heritage_sites", "heritage_id"),
        _SOURCE,
    ),
)

COVARIATE_TABLES: tuple[Table, ...] = (
    COUNTRIES,
    CITY_COVARIATES,
    REGION_COVARIATES,
    COUNTRY_COVARIATES,
    COUNTRY_PAIRS,
    CITY_PAIRS,
    FLIGHTS_ODBL,
    FLIGHT_PAIRS_ODBL,
    HERITAGE_SITES,
    HERITAGE_NEARBY,
)


SOURCE_COVERAGE = Table(
    "source_coverage",
    "Which lists a source of ties read, so that what it does not say there counts",
    ("source_id", "country", "region_iso"),
    (
        text("source_id", "the source", required=True),
        text("country", "ISO 3166-1 alpha-2, or * for all", required=True),
        text("region_iso", "ISO 3166-2 of a region, or * for all of the country", required=True),
        text(
            "mode",
            "list: it has the ties of a place as a list gives them; between_nodes: it has the ties "
            "between places that it holds at all",
            required=True,
        ),
        flag("is_read", "the list was read"),
        whole("year", "year whose state the source shows", required=True, unit="year"),
        whole("n_places", "places there of which it has a list", required=True),
        whole("n_ties", "ties that it holds of these places", required=True),
        text("reason", "how it is known", required=True),
    ),
    (("source_id", "sources", "source_id"),),
)

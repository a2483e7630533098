"""The tables of facts on places, countries and pairs: what explains ties, and what is in their way.

Tidy: one value a row, with its year, unit and source. A fact that does not change with time
carries the year whose state its source shows; one whose source is only added to is undated, and
carries the year up to which it was. Missing is missing: there is no row, never a 0.

On what stands in the way a source says a fact with its date and address. The strength is a ruling
of this project, in `data/decisions`, with its reason. Beside them the table of an overlay that
rules anew, and the table of what the sources of ties cover.
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


def _dates(*, is_dated: bool) -> tuple[Column, ...]:
    return (
        text("from_date", "since when, YYYY, YYYY-MM or YYYY-MM-DD, where the source says"),
        text("until_date", "until when; missing where no end is known"),
        text(
            "as_of",
            "newest date for which the source says so; nothing is known of later",
            required=is_dated,
        ),
    )


def _ruling_and_source() -> tuple[Column, ...]:
    return (
        text("strength", "our ruling, not the source's word: bar, caution or note", required=True),
        text("reason", "why we rule so", required=True),
        text(
            "sentence",
            "one neutral sentence, with the date of its source where it names no later one",
            required=True,
        ),
    )


def _source() -> tuple[Column, ...]:
    return (
        text("source_title", "what was read", required=True),
        text("source_address", "addresses of it, joined by a space", required=True),
        text("source_locator", "where in it, such as file and commit"),
        text("certainty", "how sure the readers are that it was so", required=True),
        text("certainty_note", "what they checked and what not"),
        text("source_id", "the source", required=True),
    )


def _unit(end: str) -> tuple[Column, ...]:
    return (
        text(
            f"unit_{end}",
            f"unit {end}: ISO 3166-1 alpha-2, ISO 3166-2, a union such as EU, X- and our own word "
            "for a unit without a code, or * for every country",
            required=True,
        ),
        text(f"name_{end}", f"what unit {end} is called in a sentence", required=True),
        text(
            f"country_{end}",
            f"ISO 3166-1 alpha-2 under which places of unit {end} stand in `places`, missing where "
            "it is none or several; a code says nothing on whose territory it is",
        ),
        text(
            f"codes_{end}",
            f"what unit {end} covers, joined by a space: codes of countries and first-level "
            "regions, ids of places, or *; missing where it covers no place of ours",
        ),
    )


COUNTRY_PAIRS_NOW = Table(
    "country_pairs_now",
    "What stands between two states, or a state and a unit of special status, today: war, broken "
    "relations, sanctions, lists, disputed status",
    ("pair_id",),
    (
        text("pair_id", "<kind>:<unit_a>:<unit_b>", required=True),
        *_unit("a"),
        *_unit("b"),
        text("kind", "what it is", required=True),
        text(
            "direction",
            "mutual; a_to_b: unit a sanctions, lists or acts against b; of_a: the status of unit "
            "a, as b meets it",
            required=True,
        ),
        *_dates(is_dated=True),
        *_ruling_and_source(),
        text(
            "recognised_by",
            "of a special status: states that recognise the unit or count it as their own, as far "
            "as the source names them, joined by a space",
        ),
        text(
            "not_suggested",
            "of a region held in part: what is not suggested by itself, because no source of ours "
            "tells on which side of the line it lies; codes of regions and ids of places, joined "
            "by a space. Where it is asked for by name it is assessed",
        ),
        text(
            "told_of",
            "of a war: states whose places are told of with it to homes in other states, joined by "
            "a space; of the other side it says nothing to a third state. Of fighting within a "
            "state below the level of war: ids of the regions that are fought over, where it is "
            "over these alone; none where no region of today is, or where a war of the state is "
            "told; missing where it is told of the whole state",
        ),
        text(
            "conflicts",
            "of war or conflict within a state: the numbers that the source gives to what is "
            "fought there, joined by a space. Two states with one number are two sides of it",
        ),
        *_source(),
    ),
    (
        ("country_a", "countries", "country"),
        ("country_b", "countries", "country"),
        ("source_id", "sources", "source_id"),
    ),
)

LAWS = Table(
    "laws",
    "Laws and decisions that bind cities in whom they may tie with",
    ("law_id",),
    (
        text("law_id", "stable id that begins with the jurisdiction", required=True),
        text("jurisdiction", "whose cities it binds: ISO 3166-1 or 3166-2", required=True),
        text("law", "title of the law or decision", required=True),
        *_dates(is_dated=False),
        text("affects", "partners that it speaks of, in the source's words", required=True),
        text(
            "affects_codes",
            "the same as codes of countries and regions, units of `country_pairs_now`, ids of "
            "places or *, joined by a space; only those that a source names, so it may be fewer",
        ),
        *_ruling_and_source(),
        *_source(),
    ),
    (("source_id", "sources", "source_id"),),
)

OBSTACLE_TABLES: tuple[Table, ...] = (COUNTRY_PAIRS_NOW, LAWS)


RULINGS = Table(
    "rulings",
    "Rulings of a user's own on rows of `country_pairs_now` and `laws`: how strongly each counts",
    ("row_id",),
    (
        text("row_id", "`pair_id` of `country_pairs_now`, or `law_id` of `laws`", required=True),
        text("strength", "bar, caution or note", required=True),
        text("reason", "why it counts so", required=True),
    ),
)

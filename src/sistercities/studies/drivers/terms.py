"""The facts of the regressions: their groups, words and dates."""

from __future__ import annotations

from dataclasses import dataclass

FORMAL = "formal"
FACTORS = ("economy", "culture", "network")
"""The groups that the claim names."""

GROUPS = (FORMAL, *FACTORS, "mobility", "politics", "geography")

SIZE = "size"
"""What stands in every model and in no group."""

TITLES = {
    "formal": "formal tie of the regions",
    "economy": "economy and trade",
    "culture": "culture and language",
    "network": "earlier ties nearby",
    "mobility": "flights",
    "politics": "relations of the states",
    "geography": "distance, coast and border",
    SIZE: "size of the cities",
}
"""What readers call the groups."""


@dataclass(frozen=True, slots=True)
class Term:
    """One fact on a pair.

    Attributes
    ----------
    column, label
        For programs, and for readers.
    group
        One of `GROUPS`, or `SIZE`.
    per
        For what its rate ratio stands.
    varies
        By `pair`, `home` city, `foreign` city or `country`.
    is_dated
        Whether its value is of the year before the tie; else it is of one late year.
    """

    column: str
    label: str
    group: str
    per: str
    varies: str
    is_dated: bool = True


TWICE, YES = "twice as much", "yes against no"

TERMS = (
    Term("home_population", "population of the home city", SIZE, TWICE, "home", False),
    Term("foreign_population", "population of the other city", SIZE, TWICE, "foreign", False),
    Term("is_seat", "home city is the seat of its region", SIZE, YES, "home", False),
    Term("upper", "upper tie of the two regions", "formal", YES, "pair"),
    Term("gdp", "GDP of the home city, 2023", "economy", TWICE, "home", False),
    Term("exports", "exports of the home city, 2023", "economy", TWICE, "home", False),
    Term("country_gdp", "GDP of the country", "economy", TWICE, "country"),
    Term("country_income", "GDP per head of the country", "economy", TWICE, "country"),
    Term("trade", "trade between the countries", "economy", TWICE, "country"),
    Term("official_language", "common official language", "culture", YES, "country"),
    Term("spoken_language", "common spoken language", "culture", YES, "country"),
    Term("migrants", "migrants from the home country", "culture", TWICE, "country"),
    Term("no_migrants_known", "migrants not recorded", "culture", YES, "country"),
    Term("own_before", "earlier ties of the home city with the country", "network", TWICE, "pair"),
    Term("cousins", "earlier ties of its neighbours with the region", "network", TWICE, "pair"),
    Term("partner_before", "earlier ties of the other city with the home country", "network",
         TWICE, "foreign"),
    Term("home_flights", "destinations of the home city, 2026", "mobility", TWICE, "home", False),
    Term("foreign_flights", "destinations of the other city, 2026", "mobility", TWICE, "foreign",
         False),
    Term("direct_flight", "direct flight, 2026", "mobility", YES, "pair", False),
    Term("ideal_distance", "distance of the countries in the UN", "politics", "one point more",
         "country"),
    Term("alliance", "alliance of the countries", "politics", YES, "country"),
    Term("rivalry", "rivalry of the countries", "politics", YES, "country"),
    Term("distance", "distance of the cities", "geography", TWICE, "pair"),
    Term("both_coast", "both at the coast", "geography", YES, "pair"),
    Term("border", "land border of the countries", "geography", YES, "country"),
)  # fmt: skip
"""All facts, in the order of the columns."""

BY_COLUMN = {term.column: term for term in TERMS}

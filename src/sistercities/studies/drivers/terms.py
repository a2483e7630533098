"""The facts of the regressions: their groups, words and dates."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.sentences import say

FORMAL = "formal"
FACTORS = ("economy", "culture", "network")
"""The groups that the claim names."""

GROUPS = (FORMAL, *FACTORS, "mobility", "politics", "geography")

SIZE = "size"
"""What stands in every model and in no group."""

FEWER = "fewer"
"""Facts of the factors that go with fewer ties: shares are never added across signs."""

BESIDE = (*GROUPS[len(FACTORS) + 1 :], FEWER)
"""Groups whose shares are not set against the formal link: what the claim does not name, and what
goes with fewer ties."""

ELSE = "else"
"""All groups that the claim does not name, as one."""

TITLES = {
    "formal": say("formal tie of the regions"),
    "economy": say("economy and trade"),
    "culture": say("culture and language"),
    "network": say("earlier ties nearby"),
    "mobility": say("flights"),
    "politics": say("relations of the states"),
    "geography": say("distance, coast and border"),
    SIZE: say("size of the cities"),
    FEWER: say("what goes with fewer ties"),
    ELSE: say("all other facts"),
}
"""What readers call the groups."""


LOOKED_AT = {
    "economy": say(
        "GDP by the World Bank, trade by Correlates of War, and GDP and exports of cities by the "
        "China City Statistical Yearbook"
    ),
    "culture": say("languages by CEPII GeoDist and migrants by the United Nations"),
    "network": say("earlier ties in all sources of ties"),
}
"""Where facts of a factor would stand: what was looked at is said where nothing was found."""


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


TWICE, YES = say("twice as much"), say("yes against no")

TERMS = (
    Term("home_population", say("population of the home city"), SIZE, TWICE, "home", False),
    Term("foreign_population", say("population of the other city"), SIZE, TWICE, "foreign", False),
    Term("is_seat", say("home city is the seat of its region"), SIZE, YES, "home", False),
    Term("upper", say("upper tie of the two regions"), "formal", YES, "pair"),
    Term("gdp", say("GDP of the home city, 2023"), "economy", TWICE, "home", False),
    Term("exports", say("exports of the home city, 2023"), "economy", TWICE, "home", False),
    Term("country_gdp", say("GDP of the country"), "economy", TWICE, "country"),
    Term("country_income", say("GDP per head of the country"), "economy", TWICE, "country"),
    Term("trade", say("trade between the countries"), "economy", TWICE, "country"),
    Term("official_language", say("common official language"), "culture", YES, "country"),
    Term("spoken_language", say("common spoken language"), "culture", YES, "country"),
    Term("migrants", say("migrants from the home country"), "culture", TWICE, "country"),
    Term("no_migrants_known", say("migrants not recorded"), "culture", YES, "country"),
    Term(
        "own_before",
        say("earlier ties of the home city with the country"),
        "network",
        TWICE,
        "pair",
    ),
    Term(
        "cousins", say("earlier ties of its neighbours with the region"), "network", TWICE, "pair"
    ),
    Term(
        "country_cousins",
        say("earlier ties of its neighbours with the country"),
        "network",
        TWICE,
        "pair",
    ),
    Term(
        "partner_before",
        say("earlier ties of the other city with the home country"),
        "network",
        TWICE,
        "foreign",
    ),
    Term(
        "home_flights", say("destinations ever listed, home city"), "mobility", TWICE, "home", False
    ),
    Term(
        "foreign_flights",
        say("destinations ever listed, other city"),
        "mobility",
        TWICE,
        "foreign",
        False,
    ),
    Term("direct_flight", say("route ever listed"), "mobility", YES, "pair", False),
    Term(
        "ideal_distance",
        say("distance of the countries in the UN"),
        "politics",
        say("one point more"),
        "country",
    ),
    Term("alliance", say("alliance of the countries"), "politics", YES, "country"),
    Term("rivalry", say("rivalry of the countries"), "politics", YES, "country"),
    Term("distance", say("distance of the cities"), "geography", TWICE, "pair"),
    Term("both_coast", say("both at the coast"), "geography", YES, "pair"),
    Term("border", say("land border of the countries"), "geography", YES, "country"),
)
"""All facts, in the order of the columns."""

BY_COLUMN = {term.column: term for term in TERMS}

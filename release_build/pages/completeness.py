"""Which countries the core facts on pairs are known of, and what the others lack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sistercities.dataset.pair_frame import pair_frame
from sistercities.dataset.release.store import Release

CORE: tuple[tuple[str, str, str], ...] = (
    ("distance", "country_pairs", "distance_km"),
    ("contiguity", "country_pairs", "land_border"),
    ("official language", "country_pairs", "common_official_language"),
    ("colonial tie", "country_pairs", "colonial_tie"),
    ("ideal point", "country_covariates", "un_ideal_point"),
    ("trade", "country_pairs", "trade_million_usd"),
    ("alliance", "country_covariates", "in_alliance_data"),
    ("rivalry", "country_covariates", "in_rivalry_tss_data"),
    ("GDP", "country_covariates", "gdp_usd"),
)
"""The core facts: a word for each, and the table and variable that say of which countries it is
known. Of alliances and rivalries that is the variable that tells 0 from unknown."""

MIN_TRADE_PARTNERS = 20
"""With fewer partners trade counts as lacking: Cape Verde has two in the source, by accident."""


@dataclass(frozen=True, slots=True)
class CountryFacts:
    """What is known of one country.

    Attributes
    ----------
    country, name
        ISO 3166-1 alpha-2 code, and the name.
    is_state
        Whether it is a state of the Correlates of War today.
    partners
        Of each core fact on pairs, with how many countries it is known in any year; of a fact on
        the country itself, in how many years.
    """

    country: str
    name: str
    is_state: bool
    partners: dict[str, int]

    @property
    def lacks(self) -> tuple[str, ...]:
        """Core facts that are not known in any year, or trade that is known with hardly anyone."""
        least = {"trade": MIN_TRADE_PARTNERS}
        return tuple(word for word, count in self.partners.items() if count < least.get(word, 1))


_WITH = """
    SELECT country, count(DISTINCT other) AS n FROM (
        SELECT country_a AS country, country_b AS other FROM country_pairs WHERE variable = $1
        UNION ALL
        SELECT country_b, country_a FROM country_pairs WHERE variable = $1
    ) GROUP BY country
"""
_IN_YEARS = "SELECT country, count(*) AS n FROM country_covariates WHERE variable = $1 GROUP BY 1"


def country_facts(release: Release) -> tuple[CountryFacts, ...]:
    """Count what is known of each country, sorted by code."""
    counts = {}
    for word, table, variable in CORE:
        sql = _WITH if table == "country_pairs" else _IN_YEARS
        counts[word] = {row["country"]: row["n"] for row in release.query(sql, [variable])}
    rows = release.query("SELECT country, name, cow_code FROM countries ORDER BY country")
    return tuple(
        CountryFacts(
            row["country"],
            row["name"],
            row["cow_code"] is not None,
            {word: found.get(row["country"], 0) for word, found in counts.items()},
        )
        for row in rows
    )


CORE_PAIR_FACTS = (
    "distance_km",
    "land_border",
    "common_official_language",
    "colonial_tie",
    "ideal_point_distance",
    "trade_million_usd",
    "alliance",
    "rivalry_tss",
)
"""The core facts of a pair, as `pair_frame` names them; GDP is of each country alone."""


def known_pairs(release: Release, countries: Sequence[str], year: int) -> dict[str, float]:
    """Share of the pairs of some countries of which each core fact is known in a year.

    Returns
    -------
    dict
        Share by column of `pair_frame`, and under `all` the share that has every one.
    """
    frame = pair_frame(release, CORE_PAIR_FACTS, year, countries)
    known = frame.drop(columns=["country_a", "country_b"]).notna()
    shares = {str(name): float(known[name].mean()) for name in known.columns}
    return shares | {"all": float(known.all(axis=1).mean())}

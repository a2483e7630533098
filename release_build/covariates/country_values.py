"""Facts on one country each: economy, votes, language, coast, and in whose data it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from release_build.covariates.country_codes import CountryCodes
from release_build.covariates.official_languages import LanguageRulings
from release_build.readers import alliances, cow_states, disputes, rivalries, ucdp_conflicts
from release_build.readers.cow_states import StateSpan
from release_build.readers.geodist import GeodistCountry
from release_build.readers.geonames import CountryEntry
from release_build.readers.ideal_points import IdealPoint
from release_build.readers.world_bank_gdp import EconomyYear
from sistercities.dataset.ingredients import Row
from sistercities.terms.country_variables import (
    BY_VARIABLE,
    DECISIONS,
    GEODIST_YEAR,
    GEONAMES_YEAR,
)

FIRST_RIVALRY_YEAR = 1946
"""Rivalries before it are not kept: few of today's countries were states, and ties begin later."""

SPANS: dict[str, tuple[int, int]] = {
    "in_alliance_data": (alliances.FIRST_YEAR, alliances.LAST_YEAR),
    "in_conflict_data": (ucdp_conflicts.FIRST_YEAR, ucdp_conflicts.LAST_YEAR),
    "in_dispute_data": (disputes.FIRST_YEAR, disputes.LAST_YEAR),
    "in_rivalry_td_data": (FIRST_RIVALRY_YEAR, rivalries.TD_LAST_YEAR),
    "in_rivalry_tss_data": (FIRST_RIVALRY_YEAR, rivalries.TSS_LAST_YEAR),
}
"""Years that each list of pairs covers; a list covers every state of the Correlates of War."""


def country_value(
    variable: str, country: str, year: int, value: float | None, word: str | None = None
) -> Row:
    """One row of `country_covariates`, with unit and source of its variable."""
    of = BY_VARIABLE[variable]
    return {
        "country": country,
        "variable": variable,
        "year": year,
        "value": None if value is None else float(value),
        "word": word,
        "unit": of.unit,
        "source_id": of.source_id,
    }


def geography_rows(countries: Mapping[str, CountryEntry]) -> Iterator[Row]:
    """Area and population of GeoNames."""
    for code, one in countries.items():
        if one.area_km2 is not None:
            yield country_value("area_km2", code, GEONAMES_YEAR, one.area_km2)
        if one.population is not None:
            yield country_value("population_geonames", code, GEONAMES_YEAR, one.population)


def geodist_rows(
    found: Iterable[GeodistCountry], codes: CountryCodes, rulings: LanguageRulings
) -> Iterator[Row]:
    """Coast and official languages of CEPII; languages by our ruling where it has them wrong.

    Languages that changed later stand beside them, under the year of the change. Where one year has
    more of them than the other, a row without a word says that there is no such language.
    """
    ruled, changed = rulings.always, rulings.last()
    for one in found:
        country = codes.country_of("cepii", one.code, GEODIST_YEAR)
        if not country:
            continue
        if codes.carries_territory("cepii", one.code):
            yield country_value("landlocked", country, GEODIST_YEAR, one.is_landlocked)
        year, later = changed.get(country, (GEODIST_YEAR, ()))
        first = ruled.get(country, one.languages)
        n_rows = max(len(first), len(later))
        for row in _language_rows(country, GEODIST_YEAR, first, n_rows):
            yield {**row, "source_id": DECISIONS} if country in ruled else row
        if country in changed:
            for row in _language_rows(country, year, later, n_rows):
                yield {**row, "source_id": DECISIONS}


def _language_rows(country: str, year: int, languages: Sequence[str], n_rows: int) -> Iterator[Row]:
    for number in range(n_rows):
        word = languages[number] if number < len(languages) else None
        yield country_value(f"official_language_{number + 1}", country, year, None, word)


def economy_rows(found: Iterable[EconomyYear], codes: CountryCodes) -> Iterator[Row]:
    """GDP and population of the World Bank; GDP in whole dollars."""
    for one in found:
        country = codes.country_of("world-bank", one.iso3, one.year)
        yield country_value("gdp_usd", country, one.year, round(one.gdp_usd))
        if one.population is not None:
            yield country_value("population", country, one.year, one.population)


def ideal_point_rows(found: Iterable[IdealPoint], codes: CountryCodes) -> Iterator[Row]:
    """Ideal points of the UN General Assembly."""
    for one in found:
        country = codes.country_of("cow", str(one.cow_code), one.year)
        if country and one.from_passage is not None:
            yield country_value("un_ideal_point", country, one.year, one.from_passage)
        if country and one.from_all is not None:
            yield country_value("un_ideal_point_all_votes", country, one.year, one.from_all)


def state_years(
    states: Sequence[StateSpan], codes: CountryCodes, last: int
) -> set[tuple[str, int]]:
    """Return the (country, year) in which each country of today was a state, from 1946.

    A state in the last year of the list counts as one to the year `last`: none has ended since.
    """
    found = set()
    for span in states:
        until = last if span.until == cow_states.LAST_YEAR else span.until
        for year in range(max(span.since, FIRST_RIVALRY_YEAR), until + 1):
            country = codes.country_of("cow", str(span.code), year)
            if country:
                found.add((country, year))
    return found


def coverage_rows(states: Sequence[StateSpan], codes: CountryCodes) -> Iterator[Row]:
    """Say in which years each list of pairs speaks of a country, so that a gap in it means 0."""
    years = state_years(states, codes, max(last for _, last in SPANS.values()))
    for variable, (first, last) in SPANS.items():
        for country, year in sorted(years):
            if first <= year <= last:
                yield country_value(variable, country, year, 1)


def state_codes(found: Iterable[IdealPoint], iso3: Mapping[str, str]) -> dict[str, str]:
    """Take the country of each state number from the letters that stand beside it in the votes."""
    return {str(one.cow_code): iso3[one.iso3] for one in found if one.iso3 in iso3}

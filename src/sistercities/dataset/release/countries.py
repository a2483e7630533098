"""What the release knows of the names and codes of countries and of first-level regions."""

from __future__ import annotations

from collections import defaultdict

from sistercities.dataset.release.store import Release
from sistercities.sources.country_words import CountryWords, key_of_country

_NAMES = """
    SELECT p.country, n.name FROM names n JOIN places p USING (place_id)
    WHERE p.level = 'country' ORDER BY ALL
"""
_REGIONS = """
    SELECT DISTINCT p.country, n.name FROM names n JOIN places p USING (place_id)
    WHERE p.level = 'region1' ORDER BY ALL
"""
_CODES = "SELECT country, iso3, name FROM countries ORDER BY country"
_OF_PLACES = "SELECT DISTINCT country FROM places ORDER BY country"


def country_words(release: Release) -> CountryWords:
    """Gather which country a word means: a code beats a name; what several are called is none."""
    spelt: defaultdict[str, set[str]] = defaultdict(set)
    codes: dict[str, str] = {}
    for row in release.query(_NAMES):
        spelt[key_of_country(row["name"])].add(row["country"])
    for row in release.query(_CODES):
        spelt[key_of_country(row["name"])].add(row["country"])
        codes[key_of_country(row["iso3"])] = row["country"]
    for row in release.query(_OF_PLACES):
        codes[key_of_country(row["country"])] = row["country"]
    regions: defaultdict[str, set[str]] = defaultdict(set)
    for row in release.query(_REGIONS):
        regions[key_of_country(row["name"])].add(row["country"])
    return CountryWords({**_alone(spelt), **codes}, _alone(regions))


def _alone(found: dict[str, set[str]]) -> dict[str, str]:
    return {key: next(iter(countries)) for key, countries in found.items() if len(countries) == 1}

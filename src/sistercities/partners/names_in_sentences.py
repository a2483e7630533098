"""How sentences name places and countries of the ground."""

from __future__ import annotations

import numpy as np

from sistercities.partners.ground import LEVELS, Ground
from sistercities.sentences import (
    CountryName,
    PlaceName,
    Sentence,
    country_name,
    place_name,
    say,
    with_article,
)


def named_place(ground: Ground, at: int) -> PlaceName:
    """Name a place by its position."""
    return place_name(str(ground.places.names[at]), str(ground.places.ids[at]))


def named_with_country(ground: Ground, at: int) -> Sentence:
    """Name a place by its position, with its country in brackets."""
    country = named_country(ground, int(ground.places.country[at]))
    return say("{place} ({country})", place=named_place(ground, at), country=country)


def named_region(ground: Ground, code: str) -> PlaceName | None:
    """Name a first-level region by its code; None where the ground has none of that code."""
    places = ground.places
    of_code = np.append(places.region_codes.astype(str) == code, False)[places.region]
    found = np.flatnonzero(of_code & (places.level == LEVELS.index("region1")))
    return named_place(ground, int(found[0])) if len(found) else None


def country_at(ground: Ground, code: str) -> int:
    """Return the position of a country by its code."""
    found: int = ground.countries.codes.tolist().index(code)
    return found


def country_alone(ground: Ground, at: int) -> CountryName:
    """Name a country by its position, without an article: as a label, or to be typed."""
    return country_name(str(ground.countries.names[at]), str(ground.countries.codes[at]))


def named_country(ground: Ground, at: int) -> CountryName:
    """Name a country by its position, with its article."""
    countries = ground.countries
    return country_name(with_article(str(countries.names[at])), str(countries.codes[at]))

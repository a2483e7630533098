"""How sentences name places and countries of the ground."""

from __future__ import annotations

from sistercities.partners.ground import Ground
from sistercities.sentences import CountryName, PlaceName, country_name, place_name
from sistercities.terms.country_article import with_article


def named_place(ground: Ground, at: int) -> PlaceName:
    """Name a place by its position."""
    return place_name(str(ground.places.names[at]), str(ground.places.ids[at]))


def named_country(ground: Ground, at: int) -> CountryName:
    """Name a country by its position, with its article."""
    countries = ground.countries
    return country_name(with_article(str(countries.names[at])), str(countries.codes[at]))

"""The two sides of a match: what a notice wishes, and what is known of a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

OLD_AFTER_YEARS = 5
"""A notice is old from this age on: who wrote it may have found a partner or left."""

PlaceClass = Literal["country", "region", "city"]
"""Places of the tier that signs for provinces, or places below it; a country signs no tie."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a place that may be a partner.

    Attributes
    ----------
    place_id
        Stable id; "" where it is not known which place it is.
    name
        As it is shown.
    country, country_name, continent
        ISO 3166-1 alpha-2, English name, code of the continent; "" where not known.
    population
        Persons; None where not known.
    classes
        country, region, city, or the last two for a dual place; empty where not known.
    containers
        Ids of the places that it lies in.
    themes
        Themes that it is known to look for; empty where none are known.
    """

    place_id: str
    name: str
    country: str = ""
    country_name: str = ""
    continent: str = ""
    population: int | None = None
    classes: frozenset[PlaceClass] = frozenset()
    containers: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a notice wishes of a partner.

    Attributes
    ----------
    countries, continents
        Codes; both empty where none is wished by name.
    of_unions
        Codes of countries that are wished as members of a union.
    countries_in_words
        The same for people.
    is_any_country
        Whether any country is welcome.
    countries_unread
        What of the countries was not understood, as written; "" where all was.
    low, high
        Bounds of the population, persons; None is open.
    is_any_size, is_own_size
        Whether any size is welcome; whether one like its own is.
    size_unread
        A size that was not understood, as written.
    themes
        Words of the closed list.
    is_any_theme
        Whether any theme is welcome.
    themes_unread
        Other themes, as written.
    """

    countries: frozenset[str] = frozenset()
    continents: frozenset[str] = frozenset()
    of_unions: frozenset[str] = frozenset()
    countries_in_words: str = ""
    is_any_country: bool = False
    countries_unread: str = ""
    low: int | None = None
    high: int | None = None
    is_any_size: bool = False
    is_own_size: bool = False
    size_unread: str = ""
    themes: tuple[str, ...] = ()
    is_any_theme: bool = False
    themes_unread: str = ""


@dataclass(frozen=True, slots=True)
class HeldTie:
    """A tie that the data hold between the two: its standing, start and end; "" if not known."""

    status: str
    start: str = ""
    end: str = ""


def years_old(date: str, as_of: int) -> int | None:
    """Return the age of a notice in whole calendar years; None where it has no sound date."""
    if not date or int(date[:4]) > as_of:
        return None
    return as_of - int(date[:4])


def is_old(date: str, as_of: int) -> bool | None:
    """Whether a notice is old at a year; None where its age is not known."""
    age = years_old(date, as_of)
    return None if age is None else age >= OLD_AFTER_YEARS

"""Two places of two countries, of which nothing but some values is known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from partners.made_up_ground import made_up_ground
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace

GROUND = made_up_ground(seed=3, n_places=300, n_ties=1)
HOME, CITY, OTHERS = 12, 11, 20
"""The home place, the place that is looked at, and the first of those that are its partners."""
NEARER = 150
"""The first of the places abroad that are set nearer to home than the city."""
ALIKE = (50_000.0, 50_000.0)
"""People of two places of like size."""
_FLAGS = (
    "is_coastal", "is_by_sea", "is_port", "is_mountain", "is_island", "is_border_city", "is_seat",
    "is_capital", "heritage_sites", "has_port", "destinations",
)  # fmt: skip


def _ground(
    km: float = 900.0, n_partners: int = 0, n_nearer: int = 120, **values: tuple[float, float]
) -> Ground:
    """Put two places of two countries so far apart, of which nothing but some values is known.

    A value is that of the home place, then that of the city. So many places abroad of the size of
    the home place lie nearer than the city.
    """
    places, n = GROUND.places, GROUND.n_places
    blank: dict[str, Any] = {flag: np.zeros(n) for flag in _FLAGS}
    blank |= {"population": np.full(n, np.nan), "climate": np.full(n, -1)}
    for name in ("km_to_sea", "altitude", "people_around"):
        blank[name] = np.full(n, np.nan)
    blank["large_city"] = np.full(n, -1)
    country, latitude, longitude = (
        places.country.copy(), np.full(n, -80.0), np.full(n, 20.0)
    )  # fmt: skip
    country[HOME], country[CITY] = 0, 1
    latitude[HOME], latitude[CITY] = -25.0, -25.0 + km / 111.2
    for name, (here, there) in values.items():
        blank[name] = blank[name].copy()
        blank[name][HOME], blank[name][CITY] = here, there
    nearer = slice(NEARER, NEARER + n_nearer)
    country[nearer], latitude[nearer] = 1, (latitude[HOME] + latitude[CITY]) / 2
    people = np.asarray(blank["population"]).copy()
    people[nearer] = people[HOME]
    blank |= {"population": people, "level": np.full(n, 2)}
    moved = replace(places, country=country, latitude=latitude, longitude=longitude, **blank)
    pairs = {name: np.zeros_like(each) for name, each in GROUND.countries.pairs.items()}
    ends = np.arange(OTHERS, OTHERS + n_partners)
    ties = replace(
        GROUND.ties, a=np.full(n_partners, CITY), b=ends, year=np.full(n_partners, np.nan)
    )
    return replace(
        GROUND, places=moved, countries=replace(GROUND.countries, pairs=pairs), ties=ties,
        barriers=(),
    )  # fmt: skip


def _facts(ground: Ground) -> CandidateFacts:
    return CandidateFacts(
        HomePlace(ground, HOME, "city"), candidates_of(ground, HOME, np.array([CITY]))
    )

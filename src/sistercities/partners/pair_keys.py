"""What of the home place and of the candidate a feature looks at, for pairs without a tie.

Where two pairs have the same of both, the feature has the same value: of some hundred countries it
is computed once for all their places. A feature that is not told of here looks at both places.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sistercities.partners.distinct_numbers import distinct_at
from sistercities.partners.features.size import kind_of
from sistercities.partners.ground import Ground
from twolevel.core.array_types import Index, Real

Look = Callable[[Ground], tuple[Index | Real, ...]]
"""From a ground to what one side is told apart by: columns of shape (n_places,)."""


class Keys(NamedTuple):
    """What is looked at of the home place and of the candidate."""

    home: Look
    partner: Look


def _place(ground: Ground) -> tuple[Index | Real, ...]:
    return (np.arange(ground.n_places),)


def _anything(ground: Ground) -> tuple[Index | Real, ...]:
    return (np.zeros(ground.n_places),)


def _country(ground: Ground) -> tuple[Index | Real, ...]:
    return (ground.country_of_facts,)


def _region(ground: Ground) -> tuple[Index | Real, ...]:
    return ground.country_of_facts, ground.places.region


def _routes(ground: Ground) -> tuple[Index | Real, ...]:
    return ground.country_of_facts, np.isnan(ground.places.destinations)


def _around(ground: Ground) -> tuple[Index | Real, ...]:
    return *ground.places.containers.T, ground.places.is_listed


def _kind(ground: Ground) -> tuple[Index | Real, ...]:
    return (kind_of(ground.places, np.arange(ground.n_places)),)


def _fact(name: str) -> Look:
    return lambda ground: (getattr(ground.places, name),)


def _alike(look: Look) -> Keys:
    return Keys(look, look)


EACH = Keys(_place, _place)
OF_PARTNER_PLACE = ("partner_size", "partner_destinations", "partner_ties", "recent_ties")
OF_PARTNER_COUNTRY = ("partner_income", "trade_weight")
OF_PARTNER = (*OF_PARTNER_PLACE, *OF_PARTNER_COUNTRY)
"""Features of the partner alone, and of these those of its country alone."""
OF_COUNTRIES = (
    "income_gap", "trade", "common_language", "colonial_tie", "migrants", "neighbours",
    "country_ties", "ideal_points", "rivalry", "alliance", "dispute",
)  # fmt: skip
"""Features of the two countries alone."""
IN_COMMON = ("shared_partners", "shared_at_home")
"""Partners in common where there are none: whether the places lie in two countries."""
OF_A_FACT = {
    "hours_apart": "utc_offset", "coast": "is_coastal", "port": "has_port",
    "mountains": "is_mountain", "climate": "climate", "capital": "is_capital", "seat": "is_seat",
}  # fmt: skip
OF_KINDS = (*OF_A_FACT, "kinds")
"""Features of a fact of which there are few kinds, and of the kinds of places."""
OF_A_NUMBER = {"size_match": "population", "latitude_gap": "latitude"}
KEYS: dict[str, Keys] = {
    **dict.fromkeys(OF_PARTNER_PLACE, Keys(_anything, _place)),
    **dict.fromkeys((*OF_PARTNER_COUNTRY, *OF_COUNTRIES, *IN_COMMON), _alike(_country)),
    **{name: _alike(_fact(fact)) for name, fact in {**OF_A_FACT, **OF_A_NUMBER}.items()},
    "kinds": _alike(_kind),
    "direct_flight": _alike(_routes),
    "town_network": _alike(_anything),
    "tied_with_alike": _alike(_anything),
    "sister_region": _alike(_around),
    "region_ties": _alike(_region),
    "neighbours_tied": Keys(_region, _place),
    "partner_ties_here": Keys(_country, _place),
    "own_ties_there": Keys(_place, _country),
    "own_ties_in_region": Keys(_place, _region),
}  # fmt: skip
"""By feature, of pairs without a tie, a route, or a partner in common."""


def keys_of(feature: str) -> Keys:
    """Return what a feature looks at; both places where nothing is told of it."""
    return KEYS.get(feature, EACH)


class Kinds(NamedTuple):
    """Kinds of places: one place of each, and the kind of each place that is asked of."""

    first: Index
    at: Index


def kinds_of(numbers: Index, among: Index) -> Kinds:
    """Take the kinds of some places, by a number of each of all places (`told_apart_by`)."""
    distinct, at = distinct_at(numbers[among])
    first = np.zeros(len(distinct), dtype=np.int64)
    first[at[::-1]] = among[::-1]
    return Kinds(first, at)


def told_apart_by(look: Look, ground: Ground) -> Index:
    """Give places that are alike in what is looked at one number, shape (n_places,)."""
    found: Index | None = None
    for column in look(ground):
        # By their bits numbers that are not known are the same too, and sizes stay in order.
        _, at = distinct_at(column.astype(np.float64).view(np.int64))
        if found is not None:
            _, at = distinct_at(found * (int(at.max(initial=0)) + 1) + at)
        found = at
    return np.zeros(ground.n_places, dtype=np.int64) if found is None else found

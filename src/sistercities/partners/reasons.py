"""The reasons of a pair: one a feature, with the places that stand behind it."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.answers import PartnerPlace, Reason
from sistercities.partners.features.feature import Feature, PairNames, say
from sistercities.partners.ground import LEVELS, Ground, Index
from sistercities.partners.pairs import Pairs

MOST_NAMED = 5
"""Places that the evidence of one reason names."""


def place_record(ground: Ground, at: int) -> PartnerPlace:
    """Describe a place as answers name it."""
    places, countries = ground.places, ground.countries
    region, country = int(places.region[at]), int(places.country[at])
    population = float(places.population[at])
    return PartnerPlace(
        place_id=str(places.ids[at]),
        name=str(places.names[at]),
        name_local=places.names_local[at],
        level=LEVELS[int(places.level[at])],
        country=str(countries.codes[country]),
        country_name=str(countries.names[country]),
        region_iso=str(places.region_codes[region]) if region >= 0 else None,
        is_dual=bool(places.is_dual[at]),
        population=None if math.isnan(population) else round(population),
        latitude=_or_none(float(places.latitude[at])),
        longitude=_or_none(float(places.longitude[at])),
        n_ties=int(ground.ties.degree[at]),
    )


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value


def pair_names(ground: Ground, home: int, partner: int) -> PairNames:
    """Say how sentences call two places and their countries."""
    places, countries = ground.places, ground.countries
    return PairNames(
        str(places.names[home]),
        str(places.names[partner]),
        str(countries.names[places.country[home]]),
        str(countries.names[places.country[partner]]),
    )


def reasons_of(
    model: AdditiveModel, ground: Ground, home: int, partner: int, weights: dict[str, float]
) -> tuple[Reason, ...]:
    """List the reasons of one pair, the largest contribution first.

    Parameters
    ----------
    model
        Fitted model.
    ground
        Facts and ties.
    home, partner
        Positions of the two places.
    weights
        By feature name; 1 where none is given.
    """
    pairs = Pairs(ground, np.array([home]), np.array([partner]))
    names = pair_names(ground, home, partner)
    found = [
        _reason(model, feature, pairs, names, weights.get(feature.name, 1.0))
        for feature in model.features
    ]
    return tuple(sorted(found, key=lambda reason: -reason.contribution))


def _reason(
    model: AdditiveModel, feature: Feature, pairs: Pairs, names: PairNames, weight: float
) -> Reason:
    values = feature.values(pairs)
    value = float(values[0])
    return Reason(
        feature=feature.name,
        group=feature.group,
        title=feature.title,
        value=value if math.isfinite(value) else None,
        contribution=float(weight * model.contribution(feature, values)[0]),
        sentence=say(feature, value, names),
        evidence=feature.evidence if math.isinf(value) else _evidence(feature, pairs),
        is_known=not math.isnan(value),
    )


def _evidence(feature: Feature, pairs: Pairs) -> str:
    """Name the places behind a reason before its source, where there are any."""
    behind = _BEHIND.get(feature.name)
    if behind is None:
        return feature.evidence
    ground, home, partner = pairs.ground, int(pairs.a[0]), int(pairs.b[0])
    named = _named(ground, behind(ground, home, partner))
    return f"{named}; {feature.evidence}" if named else feature.evidence


def _named(ground: Ground, at: Iterable[int]) -> str:
    positions = list(at)
    words = [_with_country(ground, k) for k in positions[:MOST_NAMED]]
    if len(positions) > MOST_NAMED:
        words.append(f"{len(positions) - MOST_NAMED} more")
    return ", ".join(words)


def _with_country(ground: Ground, at: int) -> str:
    places = ground.places
    return f"{places.names[at]} ({ground.countries.codes[places.country[at]]})"


def _in_common(ground: Ground, home: int, partner: int) -> list[int]:
    """Partners of both, the one with the fewest ties first."""
    both = np.intersect1d(ground.ties.partners(home), ground.ties.partners(partner))
    return _by(ground.ties.degree, both)


def _neighbours(ground: Ground, home: int, partner: int) -> list[int]:
    """Places of the home region that are tied with the partner, the largest first."""
    there = ground.ties.partners(partner)
    region = ground.places.region
    inside = there[(region[there] == region[home]) & (there != home)]
    return _by(-np.nan_to_num(ground.places.population), inside)


def _own_there(ground: Ground, home: int, partner: int) -> list[int]:
    """Partners of the home place in the partner's country, the largest first."""
    here = ground.ties.partners(home)
    country = ground.places.country
    inside = here[(country[here] == country[partner]) & (here != partner)]
    return _by(-np.nan_to_num(ground.places.population), inside)


def _own_in_region(ground: Ground, home: int, partner: int) -> list[int]:
    region = ground.places.region
    return [k for k in _own_there(ground, home, partner) if region[k] == region[partner]]


def _partner_here(ground: Ground, home: int, partner: int) -> list[int]:
    return _own_there(ground, partner, home)


def _sister_regions(ground: Ground, home: int, partner: int) -> list[int]:
    """Regions around the two that are tied with each other."""
    here, there = (ground.places.containers[k] for k in (home, partner))
    for one in here[here >= 0].tolist():
        for other in there[there >= 0].tolist():
            if ground.ties.holds(np.array([one]), np.array([other]))[0]:
                return [one, other]
    return []


def _by(key: np.ndarray[tuple[int, ...], np.dtype[np.float64]], at: Index) -> list[int]:
    return [int(k) for k in at[np.argsort(key[at], kind="stable")]]


_BEHIND = {
    "shared_partners": _in_common,
    "shared_at_home": _in_common,
    "neighbours_tied": _neighbours,
    "own_ties_there": _own_there,
    "own_ties_in_region": _own_in_region,
    "partner_ties_here": _partner_here,
    "sister_region": _sister_regions,
}

"""Which of the towns of one name in the United States a partner abroad means: how likely each is.

Lists leave the state out: Springfield, Auburn. What tells is how many persons and partners each of
the namesakes has, whether one of its partners lies in the region of the other end, whether the two
regions are partners themselves, and how alike the two towns are in size. The weights are learnt
from the held ties of which more than the name says which namesake is meant
(`benchmarks/american_namesakes.py`); how often they are right stands in
docs/data-quality/register-names.md. The likeliest is taken where hardly a doubt is left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import exp, log10
from typing import NamedTuple

from sistercities.dataset.gazetteer.lookups import Lookup
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.dataset.scripts import name_key
from sistercities.terms.places import Place

COUNTRY = "US"
LEAST_ODDS = 0.995
_WEIGHTS = (1.80, 2.75, -1.34, 2.12, 1.57, 1.45)
_FEWEST, _FEW, _USUAL = 100, 500, 20_000
"""Persons: the least that is counted, those of a place without a number, and of the other end."""

Partners = Lookup[str, frozenset[str]]


class Ground(NamedTuple):
    """What is known around the namesakes: places, their partners, and regions that are partners."""

    places: Mapping[str, Place]
    partners: Partners
    regions: Collection[tuple[str, str]]


def tied_regions(
    places: Mapping[str, Place], partners: Mapping[str, frozenset[str]]
) -> frozenset[tuple[str, str]]:
    """Codes of the first-level regions that are partners, in both orders."""
    regions = [one for one in partners if places[one].level == "region1"]
    return frozenset(
        (places[one].region_iso, places[other].region_iso)
        for one in regions
        for other in partners[one]
        if places[other].level == "region1"
    )


def evidence(place: Place, other: Place, ground: Ground) -> tuple[float, ...]:
    """Return what speaks for a namesake as the partner of a place, their own tie left out."""
    partners = [ground.places[one] for one in ground.partners.get(place.place_id, frozenset())
                if one != other.place_id]  # fmt: skip
    size = log10(max(place.population or _FEW, _FEWEST))
    size_of_other = log10(max(other.population or _USUAL, _FEWEST))
    region = other.region_iso
    return (
        size,
        log10(1 + len(partners)),
        float(any(one.country == other.country for one in partners)),
        float(bool(region) and any(one.region_iso == region for one in partners)),
        float((place.region_iso, region) in ground.regions),
        -abs(size - size_of_other),
    )


def odds(namesakes: Iterable[Place], other: Place, ground: Ground) -> dict[str, float]:
    """Return how likely each namesake is meant by the partner of a place, of all one."""
    sums = {one.place_id: _weighed(evidence(one, other, ground)) for one in namesakes}
    most = max(sums.values(), default=0.0)
    shares = {one: exp(value - most) for one, value in sums.items()}
    whole = sum(shares.values())
    return {one: share / whole for one, share in shares.items()}


def _weighed(found: tuple[float, ...]) -> float:
    return sum(weight * value for weight, value in zip(_WEIGHTS, found, strict=True))


def likeliest(candidates: Iterable[str], other: Place, gazetteer: UserGazetteer,
              ground: Ground) -> str:  # fmt: skip
    """Return the id of the namesake that is meant with hardly a doubt; "" if none is."""
    first = [gazetteer.places[one] for one in candidates]
    if other.country == COUNTRY or len({_core_key(one) for one in first}) != 1:
        return ""
    towns = _towns_called(first[0].name, gazetteer)
    shares = odds(towns, other, ground)
    best = max(shares, key=lambda one: (shares[one], one), default="")
    is_sure = bool(best) and len(shares) > 1 and shares[best] >= LEAST_ODDS
    return best if is_sure and gazetteer.places[best].population else ""


def _core_key(place: Place) -> str:
    return name_key(place.name.partition(" (")[0])


def _towns_called(name: str, gazetteer: UserGazetteer) -> list[Place]:
    """Cities of today that are called so, with or without a wrapper such as `City of`."""
    found = gazetteer.matches(name.partition(" (")[0], COUNTRY)
    places = (gazetteer.places[one.place_id] for one in found)
    return [one for one in places if one.level == "city" and not one.valid_to]

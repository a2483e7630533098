"""Which regions a region may be told to approach: of like rank, linked or near, and no long shot.

Points of footing were fitted to what readers said of cities, and hardly a fact that they count is
known of regions. What is known of them are ranks, partners, and the ties of the cities in them; so
the chance that the model of regions gives says how much speaks for one.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sistercities.partners.additive_model import share_tied
from sistercities.partners.ground import LEVELS, Ground
from sistercities.partners.scoring import scorer_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.counted_facts import is_capital_alone
from sistercities.partners.short_lists.footing import Asked, has_partners, points_of
from sistercities.partners.short_lists.nearby_ties import (
    is_in_country_of_partner,
    n_partners_in_common,
)
from sistercities.partners.short_lists.region_facts import (
    n_cities_tied,
    times_apart,
)
from sistercities.partners.stored_model import stored_model
from twolevel.core.array_types import Flag, Real

NEAR_KM = 500
"""Distance up to which a region needs no link: it lies next door."""
CITIES_TIED, IN_NEW_COUNTRY = 3, 2
"""Partnerships of cities in the two regions from which these are linked, and from which they are
where the home place has no partner in the country: who has one there has nearer to hand. Beyond
`NEAR_KM` two blind readers called 31 of 32 such suggestions sensible with three, and 69 of 119 with
one; of those with a partner in common alone 21 of 50."""
MOST_TIMES = 20.0
"""Times by which the people of two regions differ at most, as far as their cities tell."""
_OF_REGIONS = "region"
_FIRST, _SECOND = LEVELS.index("region1"), LEVELS.index("region2")


def is_of_like_rank(facts: CandidateFacts) -> Flag:
    """Say which regions have the rank of the home place: a county is none for a province.

    A region of the second level has the rank of the first where its country lets such regions act
    as a state or province does elsewhere (`has_first_rank`).
    """
    return np.asarray(facts.of_partner(facts.home_place.kept("like rank", _of_like_rank)) == 1)


def _of_like_rank(home_place: HomePlace) -> Real:
    level, is_first = home_place.ground.places.level, has_first_rank(home_place.ground)
    is_alike = (level == level[home_place.at]) | (is_first & is_first[home_place.at])
    return np.asarray(is_alike, dtype=np.float64)


@lru_cache(maxsize=2)
def has_first_rank(ground: Ground) -> Flag:
    """Say which regions have the rank of a state or province, shape (n_places,).

    All of the first level have it. Those of the second have it where they are partners of a region
    of the first level abroad, and where such partnerships of their country are more those of its
    second level than of its first: provinces of the Philippines, whose first level governs nothing,
    and not counties of the United States.
    """
    places, ties = ground.places, ground.ties
    is_first = places.is_region & (places.level == _FIRST)
    here, there = np.concatenate([ties.a, ties.b]), np.concatenate([ties.b, ties.a])
    counts = is_first[there] & (places.country[here] != places.country[there])
    here, n_countries = here[counts], len(ground.countries.codes)
    first, second = (
        np.bincount(places.country[here[places.level[here] == level]], minlength=n_countries)
        for level in (_FIRST, _SECOND)
    )
    is_tied = np.zeros(ground.n_places, dtype=np.bool_)
    is_tied[here] = True
    of_second = places.is_region & (places.level == _SECOND) & is_tied
    return np.asarray(is_first | (of_second & (second > first)[places.country]))


def chance(facts: CandidateFacts) -> Real:
    """Share of the pairs of regions like each two that are partners, by the model of regions."""
    return np.asarray(facts.kept("chance of regions", _chance))


def _chance(facts: CandidateFacts) -> Real:
    model = stored_model("region")
    return share_tied(model, scorer_of(facts.ground, model).scores(facts.pairs))


def are_linked_by_cities(facts: CandidateFacts) -> Flag:
    """Say which regions have enough partnerships of their cities with those of the home place."""
    n_tied = n_cities_tied(facts)
    is_new = ~is_in_country_of_partner(facts)
    return np.asarray((n_tied >= CITIES_TIED) | (is_new & (n_tied >= IN_NEW_COUNTRY)))


def is_looked_at(facts: CandidateFacts) -> Flag:
    """Say which regions are of like rank, have a partner, and are linked to the home one or near.

    Linked they are by their cities; near up to `NEAR_KM`.
    """
    is_linked_or_near = are_linked_by_cities(facts) | (facts.pairs.distance_km <= NEAR_KM)
    return np.asarray(is_of_like_rank(facts) & has_partners(facts) & is_linked_or_near)


def rests_on_rank(facts: CandidateFacts, asked: Asked = "least") -> Flag:
    """Say which regions may be named: of like rank, with a partner, and linked by cities or near.

    Parameters
    ----------
    facts
        The home region with its candidates.
    asked
        How much is asked for: less where few or none would be named.
    """
    return np.asarray(fits_but_for_chance(facts) & (chance(facts) >= 1 / least_pairs(asked)))


def fits_but_for_chance(facts: CandidateFacts) -> Flag:
    """Say which regions may be named if the model of regions gives them a chance that is enough."""
    is_capital = is_capital_alone(facts) & (n_partners_in_common(facts) < 2)
    return np.asarray(is_looked_at(facts) & ~is_capital & ~(times_apart(facts) > MOST_TIMES))


def least_pairs(asked: Asked = "least") -> float:
    """Return of how many pairs like two regions one has to be a pair of partners.

    Who serves a purpose, where it would name nobody, needs what is enough where nobody is named.
    """
    return points_of(_OF_REGIONS, asked if asked in ("least", "few") else "one")

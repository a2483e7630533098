"""Which regions a region may be told to approach: of like rank, linked or near, and no long shot.

Points of footing were fitted to what readers said of cities, and hardly a fact that they count is
known of regions. What is known of them are ranks, partners, and the ties of the cities in them; so
the chance that the model of regions gives says how much speaks for one.
"""

from __future__ import annotations

import numpy as np

from sistercities.partners.additive_model import share_tied
from sistercities.partners.scoring import scorer_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.counted_facts import is_capital_alone
from sistercities.partners.short_lists.footing import Asked, has_partners, points_of
from sistercities.partners.short_lists.own_network import n_partners_in_common
from sistercities.partners.short_lists.region_facts import times_apart
from sistercities.partners.short_lists.region_links import are_linked
from sistercities.partners.stored_model import stored_model
from twolevel.core.array_types import Flag, Real

MOST_TIMES = 20.0
"""Times by which the people of two regions differ at most, as far as their cities tell."""
_OF_REGIONS = "region"


def is_of_like_rank(facts: CandidateFacts) -> Flag:
    """Say which regions have the rank of the home place, or a partner of its rank.

    A county is none for a province, unless provinces are partners of it.
    """
    level = facts.places.level
    takes_such = facts.home_place.kept("takes such regions", _with_partner_of_rank)
    is_alike = level[facts.pairs.b] == level[facts.home]
    return np.asarray(is_alike | (facts.of_partner(takes_such) == 1))


def _with_partner_of_rank(home_place: HomePlace) -> Real:
    ground = home_place.ground
    level, ties, found = ground.places.level, ground.ties, np.zeros(ground.n_places)
    is_such = ground.places.is_region & (level == level[home_place.at])
    found[ties.a[is_such[ties.b]]] = 1
    found[ties.b[is_such[ties.a]]] = 1
    return found


def chance(facts: CandidateFacts) -> Real:
    """Share of the pairs of regions like each two that are partners, by the model of regions."""
    return np.asarray(facts.kept("chance of regions", _chance))


def _chance(facts: CandidateFacts) -> Real:
    model = stored_model("region")
    return share_tied(model, scorer_of(facts.ground, model).scores(facts.pairs))


def rests_on_rank(facts: CandidateFacts, asked: Asked = "least") -> Flag:
    """Say which regions may be named: of like rank, with a partner, and linked.

    Parameters
    ----------
    facts
        The home region with its candidates.
    asked
        How much is asked for: less where few or none would be named.
    """
    is_capital = is_capital_alone(facts) & (n_partners_in_common(facts) < 2)
    fits = is_of_like_rank(facts) & has_partners(facts) & ~is_capital
    fits = fits & ~(times_apart(facts) > MOST_TIMES) & facts.holding("regions linked", are_linked)
    return np.asarray(fits & (chance(facts) >= 1 / points_of(_OF_REGIONS, asked)))

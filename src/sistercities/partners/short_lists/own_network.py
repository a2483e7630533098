"""Partners in common that a suggestion may rest on: none that something bars for either of two."""

from __future__ import annotations

import numpy as np

from sistercities.partners.features.network import sister_region
from sistercities.partners.gate.nameable import may_be_named
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from twolevel.core.array_types import Real


def n_partners_in_common(facts: CandidateFacts) -> Real:
    """Count the partners in common of the home place and each candidate, shape (n_pairs,).

    Networks of towns are left aside, and so are partners that something bars for one of the two,
    or that call for care there: they are no reason for another place.
    """
    return facts.of_partner(facts.home_place.kept("partners in common", _counted))


def _counted(home_place: HomePlace) -> Real:
    ground, home = home_place.ground, home_place.at
    ties = ground.ties.outside_networks
    own = ties.partners(home)
    found = np.zeros(ground.n_places)
    for partner in own[may_be_named(ground, home, own)].tolist():
        there = ties.partners(partner)
        found[there[may_be_named(ground, partner, there)]] += 1
    return found


def sister_regions(facts: CandidateFacts) -> Real:
    """1 where regions around the home place and a candidate are tied, else 0 or NaN."""
    return np.asarray(facts.kept("sister regions", lambda each: sister_region(each.pairs)))

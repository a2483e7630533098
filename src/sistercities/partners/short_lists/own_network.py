"""Partners in common that a suggestion may rest on: none that something bars for either of two."""

from __future__ import annotations

import numpy as np

from sistercities.partners.features.network import sister_region
from sistercities.partners.gate.gate import may_be_named
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from twolevel.core.array_types import Flag, Index, Real

MANY_PARTNERS = 10
"""Partners up to which a partner in common counts as close."""


def n_partners_in_common(facts: CandidateFacts) -> Real:
    """Count the partners in common of the home place and each candidate, shape (n_pairs,).

    Networks of towns are left aside, and so are partners that something bars for one of the two,
    or that call for care there: they are no reason for another place.
    """
    return facts.of_partner(facts.home_place.kept("partners in common", _counted))


def n_close_partners_in_common(facts: CandidateFacts) -> Real:
    """Count those that have `MANY_PARTNERS` at most: a city of forty introduces nobody."""
    return facts.of_partner(facts.home_place.kept("close partners in common", _counted_close))


def _counted_close(home_place: HomePlace) -> Real:
    return _counted(home_place, MANY_PARTNERS)


def _counted(home_place: HomePlace, most: int | None = None) -> Real:
    reached, n_partners = home_place.listing("whom partners know", _whom_partners_know)
    if most is not None:
        reached = reached[n_partners <= most]
    return np.bincount(reached, minlength=home_place.ground.n_places).astype(np.float64)


def _whom_partners_know(home_place: HomePlace) -> tuple[Index, Index]:
    """List the partners of partners, and beside each how many the partner has that knows it."""
    ground, home = home_place.ground, home_place.at
    ties = ground.ties.outside_networks
    own = ties.partners(home)
    reached, n_partners = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for partner in own[may_be_named(ground, home, own)].tolist():
        there = ties.partners(partner)
        reached.append(there[may_be_named(ground, partner, there)])
        n_partners.append(np.full(len(reached[-1]), len(there)))
    return np.concatenate(reached), np.concatenate(n_partners)


def sister_regions(facts: CandidateFacts) -> Real:
    """1 where regions around the home place and a candidate are tied, else 0 or NaN."""
    return np.asarray(facts.kept("sister regions", lambda each: sister_region(each.pairs)))


def is_in_country_of_partner(facts: CandidateFacts) -> Flag:
    """Whether the home place has a partner in the country of a candidate already."""
    held = np.zeros(len(facts.ground.countries.codes), dtype=np.bool_)
    held[facts.places.country[facts.ground.ties.partners(facts.home)]] = True
    return np.asarray(held[facts.pairs.country])


def knows_own_country(facts: CandidateFacts) -> Flag:
    """Whether a candidate abroad has a partner in the country of the home place already."""
    known = facts.home_place.kept("knows own country", _with_partner_in_own_country)
    return np.asarray((facts.of_partner(known) == 1) & ~facts.pairs.is_domestic)


def _with_partner_in_own_country(home_place: HomePlace) -> Real:
    ground, found = home_place.ground, np.zeros(home_place.ground.n_places)
    country, ties = ground.places.country, ground.ties
    is_own = country == country[home_place.at]
    found[ties.a[is_own[ties.b]]] = 1
    found[ties.b[is_own[ties.a]]] = 1
    return found

"""How open the partner is to ties, and how many the two already have where the other is.

Numbers of partners in words.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from sistercities.partners.distinct_numbers import SortedCounts
from sistercities.partners.features.feature import (
    Feature,
    PairNames,
    count_knots,
    counted,
    log2_count,
)
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import Pairs
from sistercities.sentences import Sentence, say, say_count
from twolevel.core.array_types import Index, Real


def partners(count: int) -> Sentence:
    """Say a number of partners: no partner, 1 partner, 12 partners."""
    return say_count("{n} partner", "{n} partners", n=count) if count else say("no partner")


RECENT_YEARS = 10
"""A tie that began in the last ten years is recent."""
_TIES = say("ties of the release")


def partner_ties(pairs: Pairs) -> Real:
    """Log2 of 1 + other ties of the partner."""
    return log2_count(pairs.ground.ties.degree[pairs.b] - pairs.own)


def home_ties(pairs: Pairs) -> Real:
    """Log2 of 1 + other ties of the home place."""
    return log2_count(pairs.ground.ties.degree[pairs.a] - pairs.own)


def recent_ties(pairs: Pairs) -> Real:
    """Log2 of 1 + other ties of the partner known to have begun in the last ten years.

    Unknown where no other tie of the partner has a known start.
    """
    ties = pairs.ground.ties
    if not pairs.own.any():
        # No tie of their own is in the counts, as of a place and its candidates.
        return _recent(pairs.ground, pairs.b, 0.0, 0.0)
    first = _first_recent(pairs.ground)
    keys = ties.key(ties.a, ties.b)
    order = np.argsort(keys)
    begun = ties.year[order]
    own_keys = ties.key(pairs.a, pairs.b)
    own_recent = SortedCounts(keys[order], (begun >= first).astype(np.float64)).of(own_keys)
    own_dated = SortedCounts(keys[order], (~np.isnan(begun)).astype(np.float64)).of(own_keys)
    return _recent(pairs.ground, pairs.b, own_recent, own_dated)


def _recent(ground: Ground, at: Index, own_recent: Real | float, own_dated: Real | float) -> Real:
    counts = _all_recent(ground)[at] - own_recent
    return np.where(ground.ties.dated[at] - own_dated > 0, log2_count(counts), np.nan)


@lru_cache(maxsize=2)
def _all_recent(ground: Ground) -> Real:
    """Count the recent ties of each place, shape (n_places,)."""
    return ground.ties.since(_first_recent(ground))


def _first_recent(ground: Ground) -> int:
    return _present(ground) - RECENT_YEARS + 1


def _present(ground: Ground) -> int:
    """Year of the ground: as asked, else the newest start that is known."""
    if ground.as_of is not None:
        return ground.as_of
    years = ground.ties.year[~np.isnan(ground.ties.year)]
    return int(years.max()) if len(years) else 0


def own_ties_there(pairs: Pairs) -> Real:
    """Log2 of 1 + other ties of the home place in the partner's country."""
    ties = pairs.ground.ties
    counts = ties.place_with_country.of(pairs.a * ties.n_countries + pairs.country)
    return log2_count(counts - pairs.own)


def own_ties_in_region(pairs: Pairs) -> Real:
    """Log2 of 1 + other ties of the home place in the partner's region."""
    ties = pairs.ground.ties
    there = pairs.places.region[pairs.b]
    if pairs.beside_all is not None:
        counts = pairs.beside_all.ties_with_region[there]
    else:
        counts = ties.place_with_region.of(pairs.a * ties.n_regions + there)
    return np.where(there >= 0, log2_count(counts - pairs.own), np.nan)


def partner_ties_here(pairs: Pairs) -> Real:
    """Log2 of 1 + other ties of the partner in the home country."""
    ties = pairs.ground.ties
    if pairs.beside_all is not None:
        return log2_count(pairs.beside_all.n_in_home_country[pairs.b] - pairs.own)
    counts = ties.place_with_country.of(pairs.b * ties.n_countries + pairs.home_country)
    return log2_count(counts - pairs.own)


def _say_partner_ties(value: float, names: PairNames) -> str:
    count = counted(value)
    if count == 0:
        return names.say("We know of no partner of {partner}.")
    return names.say("{partner} has {partners}.", partners=partners(count))


def _say_home_ties(value: float, names: PairNames) -> str:
    count = counted(value)
    if count == 0:
        return names.say("We know of no partner of {home}.")
    return names.say("{home} has {partners}.", partners=partners(count))


def _say_recent(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return names.say("When the partnerships of {partner} began is not known.")
    # Most ties have no date: that none is known to be young does not say that none is.
    count = counted(value)
    if count == 0:
        return names.say(
            "No partnership of {partner} is known to have begun in the last ten years."
        )
    return names.say_count(
        "{n} partnership of {partner} is known to have begun in the last ten years.",
        "{n} partnerships of {partner} are known to have begun in the last ten years.",
        n=count,
    )


def _say_own_there(value: float, names: PairNames) -> str:
    count = counted(value)
    if count == 0:
        return names.say("{home} has no partner in {partner_country}.")
    return names.say(
        "{home} already has {partners} in {partner_country}.", partners=partners(count)
    )


def _say_own_in_region(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return names.say("In which region {partner} lies is not known.")
    count = counted(value)
    if count == 0:
        return names.say("{home} has no partner in the region of {partner}.")
    return names.say("{home} has {partners} in the region of {partner}.", partners=partners(count))


def _say_partner_here(value: float, names: PairNames) -> str:
    count = counted(value)
    if count == 0:
        return names.say("{partner} has no partner in {home_country}.")
    return names.say(
        "{partner} already has {partners} in {home_country}.", partners=partners(count)
    )


FEATURES = (
    Feature("partner_ties", "openness", "Partners of the partner", partner_ties, _say_partner_ties,
            count_knots(128), _TIES, direction=1),
    Feature("recent_ties", "openness", "Recent partnerships of the partner", recent_ties,
            _say_recent, count_knots(4), _TIES, direction=1),
    Feature("own_ties_there", "saturation", "Own partners in the partner's country or area",
            own_ties_there, _say_own_there, count_knots(32), _TIES),
    Feature("own_ties_in_region", "saturation", "Own partners in the partner's region",
            own_ties_in_region, _say_own_in_region, count_knots(8), _TIES),
    Feature("partner_ties_here", "saturation", "Partner's partners in the home country or area",
            partner_ties_here, _say_partner_here, count_knots(16), _TIES),
    Feature("home_ties", "openness", "Partners of the home place", home_ties, _say_home_ties,
            count_knots(128), _TIES, is_of_home=True, direction=1),
)  # fmt: skip

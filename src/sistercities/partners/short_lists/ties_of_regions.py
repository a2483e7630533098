"""Ties that link cities of the home region with cities of another, far beyond what chance gives.

Where several towns of two regions are partners, offices, clubs and schools there know each other:
one more pair finds its way. A region that is most of its country, as England is, is no part of it
and counts as none.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sistercities.partners.distinct_numbers import distinct
from sistercities.partners.gate.gate import may_be_named
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place, named_region
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.sentences import Sentence, listed, say
from twolevel.core.array_types import Flag, Index, Real

LEAST_TIES, LEAST_TOWNS = 3, 2
"""Ties of two regions from which they are told, and towns at each end: one town's are its own."""
TIMES_CHANCE = 3.0
"""Times as many as fall to the two by their numbers of ties alone."""
MOST_OF_COUNTRY = 0.5
"""Share of the cities with ties of a country from which a region is no part of it."""
EXAMPLES = 2


def n_ties_of_regions(facts: CandidateFacts) -> Real:
    """Count the ties of cities of the two regions; 0 where they are no more than chance gives."""
    return facts.of_partner(facts.home_place.kept("ties of regions", _counted))


def have_tied_regions(facts: CandidateFacts) -> Flag:
    """Say which candidates lie in a region many of whose cities are partners of cities here."""
    return np.asarray(n_ties_of_regions(facts) > 0)


def _counted(home_place: HomePlace) -> Real:
    """Ties of the home region with that of each place, shape (n_places,)."""
    region = home_place.ground.places.region
    n_of_each = _beyond_chance(home_place)
    return np.where(region >= 0, n_of_each[region], 0.0)


def _beyond_chance(home_place: HomePlace) -> Real:
    """Ties of the home region with each region, 0 where they are few, shape (n_regions,)."""
    ground, region = home_place.ground, home_place.ground.places.region
    n_regions, own = len(ground.places.region_codes), int(region[home_place.at])
    is_most, totals = _most_of_country(ground), _totals(ground)
    if own < 0 or is_most[own]:
        return np.zeros(n_regions)
    here, there = _ties_from(home_place)
    of_region = region[there]
    n = np.bincount(of_region, minlength=n_regions)
    n_towns = np.minimum(*(_n_distinct(of_region, ends, n_regions) for ends in (here, there)))
    by_chance = totals[own] * totals / max(totals.sum(), 1)
    is_enough = (n >= LEAST_TIES) & (n_towns >= LEAST_TOWNS) & (n >= TIMES_CHANCE * by_chance)
    return np.where(is_enough & ~is_most, n, 0).astype(np.float64)


def _n_distinct(of_region: Index, ends: Index, n_regions: int) -> Index:
    n_ends = int(ends.max(initial=0)) + 1
    pairs = distinct(of_region * n_ends + ends)
    return np.bincount(pairs // n_ends, minlength=n_regions)


def _ties_from(home_place: HomePlace) -> tuple[Index, Index]:
    """Give the ties of the other cities of the home region: this end, and that end."""
    ground, home = home_place.ground, home_place.at
    here, there = ties_of_cities(ground)
    is_of_region = (ground.places.region[here] == ground.places.region[home]) & (here != home)
    return here[is_of_region], there[is_of_region]


@lru_cache(maxsize=2)
def ties_of_cities(ground: Ground) -> tuple[Index, Index]:
    """Give the ties of cities of today in known regions of two countries, from both ends.

    Networks of towns are left aside.

    Parameters
    ----------
    ground
        Facts and ties.
    """
    places, ties = ground.places, ground.ties.outside_networks
    counts = places.is_city & ~places.is_former & (places.region >= 0)
    counts_too = counts[ties.a] & counts[ties.b]
    counts_too &= places.country[ties.a] != places.country[ties.b]
    one, other = ties.a[counts_too], ties.b[counts_too]
    return np.concatenate([one, other]), np.concatenate([other, one])


@lru_cache(maxsize=2)
def _totals(ground: Ground) -> Index:
    """Count the ends of such ties in each region."""
    here, _ = ties_of_cities(ground)
    return np.bincount(ground.places.region[here], minlength=len(ground.places.region_codes))


@lru_cache(maxsize=2)
def _most_of_country(ground: Ground) -> Flag:
    """Which regions hold most of the cities with such ties of their country."""
    places, n_regions = ground.places, len(ground.places.region_codes)
    tied = distinct(ties_of_cities(ground)[0])
    n_of_region = np.bincount(places.region[tied], minlength=n_regions)
    n_of_country = np.bincount(places.country[tied], minlength=len(ground.countries.codes))
    country = np.zeros(n_regions, dtype=np.int64)
    country[places.region[tied]] = places.country[tied]
    return np.asarray(n_of_region > MOST_OF_COUNTRY * n_of_country[country])


def say_ties_of_regions(facts: CandidateFacts, k: int) -> Sentence | str:
    """Count the ties of the two regions and name some; "" where none may be named."""
    ground, places = facts.ground, facts.places
    own, other = int(places.region[facts.home]), int(places.region[facts.pairs.b[k]])
    here, there = _ties_from(facts.home_place)
    is_there = places.region[there] == other
    here, there = here[is_there], there[is_there]
    told = _examples(facts, here, there)
    codes = places.region_codes
    one, two = (named_region(ground, str(codes[at])) for at in (own, other))
    if not told or one is None or two is None:
        return ""
    return say(
        "{n} partnerships link cities of {region} with cities of {other}, such as {ties}.",
        n=len(here),
        region=one,
        other=two,
        ties=listed(told),
    )


def _examples(facts: CandidateFacts, here: Index, there: Index) -> list[Sentence]:
    """Name the ties of those cities first that are closest to home in size."""
    ground, people = facts.ground, facts.places.population
    may = may_be_named(ground, facts.home, there)
    here, there = here[may], there[may]
    apart = np.nan_to_num(np.abs(np.log(people[here] / people[facts.home])), nan=np.inf)
    first = np.lexsort((there, here, apart))[:EXAMPLES]
    return [
        say("{here} with {there}", here=named_place(ground, h), there=named_place(ground, t))
        for h, t in zip(here[first].tolist(), there[first].tolist(), strict=True)
    ]

"""The ties around the two places: shared partners, regions, neighbours, countries.

Ties of two countries, counted and to be expected, and from how many on a ratio of them is said.

A count of n ties is off by about its square root by chance alone: of ten by a third, so that "twice
as often" is not "as often"; of one tie by all of it. So a ratio is said from ten ties on, that of
the two places left out, or where chance would give ten.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from sistercities.partners.distinct_numbers import distinct_at
from sistercities.partners.features.feature import (
    NOT_APPLICABLE,
    Feature,
    PairNames,
    abroad,
    count_knots,
    counted,
    log2_count,
)
from sistercities.partners.pairs import Pairs
from sistercities.partners.reason import ABOUT_AS_MANY
from sistercities.partners.tie_graph import TieGraph
from sistercities.partners.town_networks import LEAST_TRIANGLES
from sistercities.sentences import Sentence, say, say_count, to_say
from sistercities.terms.number_words import times_word
from twolevel.core.array_types import Flag, Index, Real

_TIES = say("ties of the release")
_SHARES = (
    (1 / 20, to_say("a twentieth")),
    (1 / 10, to_say("a tenth")),
    (1 / 5, to_say("a fifth")),
    (1 / 4, to_say("a quarter")),
    (1 / 3, to_say("a third")),
    (1 / 2, to_say("half")),
    (2 / 3, to_say("two thirds")),
    (3 / 4, to_say("three quarters")),
    (1.0, to_say("nine tenths")),
)
LEAST = 1e-9
"""Far below what one path adds."""


def partners_in_common(pairs: Pairs) -> Real:
    """Partners in common, each weighed by one over the log of its ties (Adamic & Adar 2003)."""
    return _by_home(pairs, pairs.ground.ties, _in_common)


def _by_home(pairs: Pairs, ties: TieGraph, values: Callable[[TieGraph, int, Index], Real]) -> Real:
    """Compute a value of one home place with many others, home place by home place."""
    if len(pairs) and (pairs.a == pairs.a[0]).all():
        return values(ties, int(pairs.a[0]), pairs.b)
    homes, at = distinct_at(pairs.a)
    order = np.argsort(at, kind="stable")
    ends = np.searchsorted(at[order], np.arange(len(homes) + 1))
    found = np.zeros(len(pairs))
    for k, home in enumerate(homes.tolist()):
        rows = order[ends[k] : ends[k + 1]]
        found[rows] = values(ties, home, pairs.b[rows])
    return found


def shared_partners(pairs: Pairs) -> Real:
    """Partners in common of two places in two countries; ties of networks of towns aside."""
    return abroad(pairs, _by_home(pairs, pairs.ground.ties.outside_networks, _in_common))


def shared_at_home(pairs: Pairs) -> Real:
    """Partners in common of two places in one country: places alike that need no tie."""
    found = _by_home(pairs, pairs.ground.ties.outside_networks, _in_common)
    return np.where(pairs.is_domestic, found, NOT_APPLICABLE)


def town_network(pairs: Pairs) -> Real:
    """1 where both are of one network of towns (`partners.tie_graph`), 0 where not.

    Of one network are two places that have so many members of it as common partners as each of its
    ties has, whether they are tied with each other or not.
    """
    count = _by_home(pairs, pairs.ground.ties.of_networks, _n_in_common)
    return (count >= LEAST_TRIANGLES).astype(np.float64)


def _n_in_common(ties: TieGraph, home: int, others: Index) -> Real:
    starts, partners = ties.adjacency
    between = ties.partners(home)
    if not len(between):
        return np.zeros(len(others))
    reached = np.concatenate([partners[starts[k] : starts[k + 1]] for k in between.tolist()])
    return np.bincount(reached, minlength=ties.n_places)[others].astype(np.float64)


def _in_common(ties: TieGraph, home: int, others: Index) -> Real:
    return in_common_with_all(ties, home)[others]


def in_common_with_all(ties: TieGraph, home: int) -> Real:
    """Add up the partners that each place has in common with one, weighed, shape (n_places,)."""
    starts, partners = ties.adjacency
    between = partners[starts[home] : starts[home + 1]]
    if not len(between):
        return np.zeros(ties.n_places)
    lengths = starts[between + 1] - starts[between]
    first = np.repeat(starts[between] - np.cumsum(lengths) + lengths, lengths)
    reached = partners[first + np.arange(lengths.sum())]
    # A partner that both share has two ties at least, so the log is not 0.
    weights = np.repeat(ties.inverse_log_degree[between], lengths)
    sums = np.bincount(reached, weights=weights, minlength=ties.n_places)
    return sums.astype(np.float64, copy=False)


def tied_with_alike(pairs: Pairs) -> Real:
    """Log2 of 1 + other places tied with the partner that share partners with the home place.

    Each such place counts as much as its partners in common with the home place (as in
    `partners_in_common`, the partner itself left out), over the log of its ties: paths of three
    ties, none of which is the tie of the pair or of a network of towns.
    """
    return log2_count(_by_home(pairs, pairs.ground.ties.outside_networks, _over_three))


def _over_three(ties: TieGraph, home: int, others: Index) -> Real:
    alike = in_common_with_all(ties, home)
    alike[home] = 0.0
    # A place with a partner in common that is tied with a third one has two ties at least.
    share = ties.inverse_log_degree
    reached = ties.sum_over_partners_of(others, alike * share)
    # Paths that go through the partner as the home place's own partner use the tie of the pair.
    through = (ties.inverse_logs_of_partners[others] - share[home]) * share[others]
    is_partner = ties.are_partners_of(home)[others]
    found = np.where(is_partner, reached - through, reached)
    return np.where(found < LEAST, 0.0, found)  # what subtracting leaves of nothing is nothing


def sister_region(pairs: Pairs) -> Real:
    """1 where a region around the one is tied with one around the other, 0 where not.

    Unknown where no source lists the ties of either's regions, or one lies in no region.
    """
    places = pairs.places
    tied, have = pairs.ground.ties.same_containers(pairs.a, pairs.b)
    is_listed = places.is_listed[pairs.a] | places.is_listed[pairs.b]
    return np.where(tied, 1.0, np.where(have & is_listed, 0.0, np.nan))


def region_ties(pairs: Pairs) -> Real:
    """Log2 of 1 + other ties between the two first-level regions."""
    here, there = pairs.places.region[pairs.a], pairs.places.region[pairs.b]
    ties = pairs.ground.ties
    if pairs.beside_all is not None:
        counts = pairs.beside_all.ties_of_regions[there]
    else:
        counts = ties.region_with_region.of(here * ties.n_regions + there)
    others = counts - pairs.own
    return abroad(pairs, np.where((here >= 0) & (there >= 0), log2_count(others), np.nan))


def neighbours_tied(pairs: Pairs) -> Real:
    """Log2 of 1 + other places of the home place's region that are tied with the partner."""
    here = pairs.places.region[pairs.a]
    ties = pairs.ground.ties
    if pairs.beside_all is not None:
        counts = pairs.beside_all.n_in_home_region[pairs.b]
    else:
        counts = ties.place_with_region.of(pairs.b * ties.n_regions + here)
    return abroad(pairs, np.where(here >= 0, log2_count(counts - pairs.own), np.nan))


def country_ties(pairs: Pairs) -> Real:
    """Log2 of (1 + other ties of the two countries) over (1 + what their totals let expect)."""
    observed, expected = ties_of_countries(pairs)
    ratio: Real = np.log2((1 + observed) / (1 + expected))
    return pairs.of_states(ratio)


def _say_shared(value: float, names: PairNames) -> str:
    if value == 0:
        return say("They have no partner in common.")
    return names.say("{home} and {partner} have partners in common.")


def _say_shared_at_home(value: float, names: PairNames) -> str:
    if math.isinf(value):
        return names.say("{home} and {partner} lie in two countries.")
    return _say_shared(value, names)


def _say_alike(value: float, names: PairNames) -> str:
    if value == 0:
        return names.say("No place that shares a partner with {home} is a partner of {partner}.")
    return names.say("Several of {partner}'s partners are places much like those of {home}.")


def _say_network(value: float, _names: PairNames) -> str:
    return (
        say(
            "Both are of one network of towns, in which nearly all members are partners of all "
            "others."
        )
        if value
        else say("The two are not of one network of towns that are all partners of each other.")
    )


def _say_sister_region(value: float, _names: PairNames) -> str:
    if math.isnan(value):
        return say("Whether their regions are sister regions is not known.")
    return (
        say("Their regions are sister regions.")
        if value
        else say("Their regions are not sister regions.")
    )


def _say_region_ties(value: float, _names: PairNames) -> str:
    if math.isnan(value):
        return say("How many partnerships their regions have with each other is not known.")
    count = counted(value)
    if count == 0:
        return say("No other places of their regions are partners.")
    return say_count(
        "{n} other partnership joins places of their regions.",
        "{n} other partnerships join places of their regions.",
        n=count,
    )


def _say_neighbours(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return names.say("Whether {partner} has a partner in the region of {home} is not known.")
    count = counted(value)
    if count == 0:
        return names.say("No other place of the region of {home} is a partner of {partner}.")
    return names.say_count(
        "{n} other place of the region of {home} is a partner of {partner}.",
        "{n} other places of the region of {home} are partners of {partner}.",
        n=count,
    )


def _say_country_ties(value: float, names: PairNames) -> str:
    if names.is_ratio_barred:
        return names.say(
            "How often cities of {home_country} and {partner_country} are partners is not said: "
            "something bars a tie of the two."
        )
    if names.few_country_ties is not None:
        return _say_few_ties(names.few_country_ties, names)
    if names.home_country == names.partner_country:
        return _say_ties_at_home(value, names)
    if abs(value) < ABOUT_AS_MANY:
        return names.say(
            "Between {home_country} and {partner_country} there are about as many partnerships as "
            "their numbers of partners would suggest."
        )
    # Adding 1 to both counts draws the ratio to 1, so what is behind it is no less.
    if value > 0:
        return names.say(
            "Cities of {home_country} and {partner_country} are partners at least {times} as often "
            "as their numbers of partners would suggest.",
            times=times_word(2**value),
        )
    return names.say(
        "Cities of {home_country} and {partner_country} are partners less often than their numbers "
        "of partners would suggest, at most {share} as often.",
        share=_share_of(2**value),
    )


def _say_few_ties(n: int, names: PairNames) -> str:
    """Say how many ties there are, where they are too few for a ratio."""
    if names.home_country == names.partner_country:
        return names.say(
            "Within {home_country} there are too few partnerships to compare with chance."
        )
    if n == 0:
        return names.say(
            "No other partnership joins {home_country} and {partner_country}, and chance would "
            "give few."
        )
    return names.say_count(
        "{n} other partnership joins {home_country} and {partner_country}: too few to compare with "
        "chance.",
        "{n} other partnerships join {home_country} and {partner_country}: too few to compare with "
        "chance.",
        n=n,
    )


def _say_ties_at_home(value: float, names: PairNames) -> str:
    if abs(value) < ABOUT_AS_MANY:
        return names.say(
            "Within {home_country} there are about as many partnerships as its number of partners "
            "would suggest."
        )
    if value > 0:
        return names.say(
            "Cities within {home_country} are partners at least {times} as often as their numbers "
            "of partners would suggest.",
            times=times_word(2**value),
        )
    return names.say(
        "Cities within {home_country} are partners less often than their numbers of partners would "
        "suggest, at most {share} as often.",
        share=_share_of(2**value),
    )


def _share_of(ratio: float) -> Sentence:
    """Say a ratio below 1 as a part, never less than it is: of 0.34 it says half.

    It is a ratio of shares of all partnerships, so it is not said as numbers of them.
    """
    return say(next(words for share, words in _SHARES if share >= ratio))


FEATURES = (
    Feature("shared_partners", "network", "Partners in common", shared_partners, _say_shared,
            (0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0), _TIES, direction=1),
    Feature("shared_at_home", "network", "Partners in common, in one country", shared_at_home,
            _say_shared_at_home, (0.0, 0.5, 1.0, 2.0, 5.0), _TIES, direction=1),
    Feature("tied_with_alike", "network", "Partners of places with like partners", tied_with_alike,
            _say_alike, (0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0), _TIES,
            direction=1),
    Feature("town_network", "network", "Network of towns", town_network, _say_network, (0.0, 1.0),
            _TIES, is_category=True, direction=1),
    Feature("sister_region", "network", "Sister regions", sister_region, _say_sister_region,
            (0.0, 1.0), _TIES, is_category=True, direction=1),
    Feature("region_ties", "network", "Partnerships of the two regions", region_ties,
            _say_region_ties, count_knots(128), _TIES, direction=1),
    Feature("neighbours_tied", "network", "Partners in the home region", neighbours_tied,
            _say_neighbours, count_knots(16), _TIES, direction=1),
    Feature("country_ties", "network", "Partnerships of the two countries or areas", country_ties,
            _say_country_ties, (-4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0),
            _TIES, direction=1),
)  # fmt: skip


LEAST_TIES = 10
"""Ties of two countries, found or to be expected by chance, from which a ratio is said."""


def ties_of_countries(pairs: Pairs) -> tuple[Real, Real]:
    """Count the ties of the two countries of each pair, that of the pair left out.

    Returns
    -------
    numpy.ndarray, numpy.ndarray
        Ends of ties found, and how many the totals of the two suggest. Of one country each tie has
        two ends there.
    """
    ties = pairs.ground.ties
    counts = ties.by_country_pair
    totals = counts.sum(axis=1)
    own = pairs.own * np.where(pairs.is_domestic, 2.0, 1.0)
    home, partner = totals[pairs.home_country] - own, totals[pairs.country] - own
    # The tie of the pair has two ends, whichever the countries.
    expected = home * partner / np.maximum(totals.sum() - 2.0 * pairs.own, 1.0)
    return counts[pairs.home_country, pairs.country] - own, expected


def are_enough(pairs: Pairs) -> Flag:
    """Say of which pairs the ties of the two countries are enough to tell a ratio."""
    found, expected = ties_of_countries(pairs)
    ends = np.where(pairs.is_domestic, 2.0, 1.0)
    return np.asarray(np.maximum(found, expected) >= LEAST_TIES * ends)

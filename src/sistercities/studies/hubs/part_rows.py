"""The numbers of the parts of C8 under other rules: measures, classes of size, other lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from sistercities.errors import NetworkError
from sistercities.sentences import say
from sistercities.studies.attractiveness.cities import Cities
from sistercities.studies.attractiveness.part_rows import size_words
from sistercities.studies.attractiveness.part_rules import SIZES
from sistercities.studies.hubs.among_countries import (
    expected_shares,
    interval_of,
    ratio_among_countries,
    within_class,
)
from sistercities.studies.hubs.change import MeasuredChange
from sistercities.studies.hubs.data import HubsData
from sistercities.studies.hubs.draws import HubDraws, hub_chance
from sistercities.studies.hubs.measures import MEASURES
from sistercities.studies.hubs.network import CityNetwork
from sistercities.studies.hubs.part_rules import NEEDS
from sistercities.studies.hubs.part_words import TOO_FEW_OTHERS
from sistercities.studies.hubs.read_network import WorldRules, known_network
from sistercities.studies.hubs.sensitivity import changes
from sistercities.studies.hubs.words import PHRASES
from sistercities.studies.part_rules import Interval
from sistercities.studies.parts import Varied
from twolevel.positions.top import top_membership
from twolevel.rates.counts_among_others import CountAmongOthers
from twolevel.rates.standardised import StandardisedRatio, standardised_ratio

MEASURE_ROWS = tuple(say("by {measure}", measure=words) for words in PHRASES.values())
"""Names of the rows that are one of the ways to measure."""


def measure_rows(found: Mapping[str, CountAmongOthers | None], n: int) -> Iterator[Varied]:
    """Give the ratio by each measure."""
    for measure, one in found.items():
        name = say("by {measure}", measure=PHRASES[measure])
        description = say("hubs by {measure}", measure=PHRASES[measure])
        yield Varied(name, description, interval_of(one), n, "" if one else TOO_FEW_OTHERS)


def class_rows(
    network: CityNetwork,
    draws: HubDraws,
    ratio: StandardisedRatio,
    traits: tuple[int, ...],
    found: CountAmongOthers,
) -> Iterator[Varied]:
    """Give the ratio of home cities of each class of size, by number of ties."""
    membership, shares = hub_chance(draws, MEASURES[0]), expected_shares(network, ratio, traits)
    size = np.exp2(network.x[:, 0])
    for low, high in zip(SIZES, (*SIZES[1:], float("inf")), strict=True):
        is_in_class = (size >= low) & (size < high)
        one = within_class(network, membership, found, shares, is_in_class)
        n = int((network.is_home & is_in_class).sum())
        reason = NEEDS.unmet(expected=0.0 if one is None else one.expected)
        name = size_words(low, high)
        description = say("cities of {size} persons alone", size=name)
        interval = interval_of(one)
        if reason:
            interval = Interval(interval.value, None, None)
        yield Varied(name, description, interval, n, reason)


def other_rows(
    data: HubsData,
    cities: Cities,
    country: str,
    as_of: int,
    rules: WorldRules,
    by_part: Mapping[str, tuple[int, ...]],
) -> dict[str, list[Varied]]:
    """Give the ratio by number of known ties under other rules; `by_part` names the traits."""
    found: dict[str, list[Varied]] = {part: [] for part in by_part}
    for change in changes(data, country, rules):
        network = known_network(data, cities, country, as_of, change.rules)
        degree = np.bincount(network.ties.ravel(), minlength=network.n).astype(np.float64)
        known = degree[network.comparable]
        for part, traits in by_part.items():
            one = _known_ratio(network, known, change.top, traits)
            n = int(network.is_home.sum())
            note = "" if one else TOO_FEW_OTHERS
            found[part].append(Varied(change.name, change.description, interval_of(one), n, note))
    return found


def _known_ratio(
    network: CityNetwork, values: np.ndarray, top: float, traits: tuple[int, ...]
) -> CountAmongOthers | None:
    if not values.size or not network.is_home.any():
        return None
    outside = network.x[~network.is_home]
    kept = tuple(k for k in traits if len(outside) and np.ptp(outside[:, k]) > 0)
    membership = top_membership(values, top)
    try:
        ratio = standardised_ratio(
            membership, network.x[:, list(kept)], network.is_home, network.cluster
        )
    except NetworkError:
        return None
    return ratio_among_countries(network, membership, ratio, kept)


def change_rows(
    by_measure: Mapping[str, MeasuredChange], like: Mapping[str, MeasuredChange], n: int
) -> Iterator[Varied]:
    """Give the change by each measure, and by number of ties beside countries alike in coverage."""
    for measure, one in by_measure.items():
        name = say("by {measure}", measure=PHRASES[measure])
        description = say("places in order of {measure}", measure=PHRASES[measure])
        yield Varied(name, description, interval_of_change(one), n)
    if MEASURES[0] in like:
        yield Varied(
            say("like coverage"),
            say("beside countries alone that are listed about as fully"),
            interval_of_change(like[MEASURES[0]]),
            n,
        )


def interval_of_change(one: MeasuredChange, level: float = 0.95) -> Interval:
    """Return a change beside others with the interval that holds how much countries differ."""
    return Interval(one.among.value, *one.among.interval(level))

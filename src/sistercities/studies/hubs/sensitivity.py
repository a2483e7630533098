"""The ratio of hubs at equal size again, under one change of the rules at a time."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from sistercities.errors import NetworkError
from sistercities.sentences import say
from sistercities.studies.attractiveness.cities import Cities
from sistercities.studies.findings import SensitivityFinding
from sistercities.studies.hubs.data import HubsData
from sistercities.studies.hubs.evidence import HUB_SHARE, Evidence
from sistercities.studies.hubs.measures import MEASURES, positions
from sistercities.studies.hubs.network import CityNetwork
from sistercities.studies.hubs.read_network import WorldRules, earlier_source, known_network
from sistercities.studies.rule_changes import (
    counties_folded,
    no_exchanges,
    sure_names_only,
    unlisted_kept,
)
from sistercities.terms.progress import Progress
from twolevel.core.array_types import Real
from twolevel.core.executors import in_order
from twolevel.positions.top import top_membership
from twolevel.rates.standardised import StandardisedRatio, standardised_ratio

N_SOURCES = 200
"""Cities from which shortest paths are followed here."""

JUDGED = (0, 2)
"""Measures told here: ties and betweenness."""

PREFECTURES = say("prefectures only")
"""Name of the change that compares of China the prefecture level and above alone."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the rules."""

    name: str
    description: str
    rules: WorldRules
    top: float = HUB_SHARE


def changes(data: HubsData, country: str, rules: WorldRules) -> list[Change]:
    """List the changes that are always tried."""
    listed = [
        Change(say("no draws"), say("the known graph as it is: no tie left out or added"), rules),
        Change(say("first 0.5 %"), say("hubs are the first two hundredth"), rules, 0.005),
        Change(say("first 2 %"), say("hubs are the first fiftieth"), rules, 0.02),
        Change(
            say("no dual places"),
            say("places that are both region and city take no part"),
            replace(rules, without_dual=True),
        ),
        *(
            Change(each.name, each.description, replace(rules, ties=each.rules))
            for each in (counties_folded(), no_exchanges(), sure_names_only(), unlisted_kept())
        ),
        Change(
            say("50,000 and more"),
            say("cities of 50,000 persons and more compared"),
            replace(rules, min_population=50_000.0),
        ),
        Change(
            say("200,000 and more"),
            say("cities of 200,000 persons and more compared"),
            replace(rules, min_population=200_000.0),
        ),
    ]
    if country == "CN":
        listed += [
            Change(
                PREFECTURES,
                say("of China the prefecture-level units and municipalities alone are compared"),
                replace(rules, prefectures_only=True),
            ),
            Change(
                say("without HK, MO, TW"),
                say("places of Hong Kong, Macau and Taiwan left out"),
                replace(rules, without=frozenset({"HK", "MO", "TW"})),
            ),
        ]
    return [*listed, *_of_sources(data, rules)]


def _of_sources(data: HubsData, rules: WorldRules) -> list[Change]:
    listed = []
    earlier = earlier_source(data, rules)
    if earlier:
        both = tuple(sorted({*rules.sources, earlier}))
        listed += [
            Change(
                say("{source} alone", source=earlier),
                say(
                    "ties of {source} instead of {main}",
                    source=earlier,
                    main=rules.sources[0],
                ),
                replace(rules, sources=(earlier,)),
            ),
            Change(
                say("with {source}", source=earlier),
                say("ties of {source} added", source=earlier),
                replace(rules, sources=both),
            ),
        ]
    every = tuple(sorted(str(s) for s in data.study.tie_sources()["source_id"]))
    listed.append(
        Change(
            say("every source"),
            say(
                "ties of all sources, lists of the home side alone among "
                "them: not a fair comparison"
            ),
            replace(rules, sources=every),
        )
    )
    return listed


def sensitivity_rows(
    data: HubsData,
    cities: Cities,
    country: str,
    as_of: int,
    rules: WorldRules,
    main: Evidence,
    seed: int,
    executor: Executor | None,
    on_progress: Progress,
) -> Iterator[SensitivityFinding]:
    """Give the ratio by ties and by betweenness under each change, on the known graph."""
    todo = changes(data, country, rules)
    on_progress("sensitivity", 0, len(todo))
    networks = [known_network(data, cities, country, as_of, one.rules) for one in todo]
    # Changes that leave the network as it is share its measures.
    different = {id(network): network for network in networks}
    measured: dict[int, Real] = {}
    for key, found in zip(
        different, in_order(partial(_measured, seed), list(different.values()), executor),
        strict=True,
    ):  # fmt: skip
        measured[key] = found
        on_progress("sensitivity", len(measured) * len(todo) // len(different), len(todo))
    for change, network in zip(todo, networks, strict=True):
        yield from _rows(main, change, network, measured[id(network)])


def _measured(seed: int, network: CityNetwork) -> Real:
    rng = np.random.default_rng(seed)
    return positions(network.n, network.ties, network.country, n_sources=N_SOURCES, rng=rng)


def _rows(
    main: Evidence, change: Change, network: CityNetwork, measured: Real
) -> list[SensitivityFinding]:
    found = []
    for k in JUDGED:
        first = main.beyond[MEASURES[k]]
        name = say("{change}: {measure}", change=change.name, measure=MEASURES[k])
        values = measured[k, network.comparable]
        ratio = (
            _ratio(network, top_membership(values, change.top), main.traits)
            if values.size
            else None
        )
        n = int(network.is_home.sum())
        if ratio is None:
            found.append(SensitivityFinding(name, change.description, None, None, None, n, False,
                                            say("there is no estimate")))  # fmt: skip
            continue
        low, high = ratio.interval() or (None, None)
        is_changed = (ratio.value - 1) * (first.value - 1) < 0
        found.append(
            SensitivityFinding(name, change.description, ratio.value, low, high, n, is_changed)
        )
    return found


def _ratio(
    network: CityNetwork, membership: NDArray[np.float64], traits: tuple[int, ...]
) -> StandardisedRatio | None:
    """Return the ratio by the traits of the main run that vary here; None where there is no fit."""
    outside = network.x[~network.is_home]
    kept = [k for k in traits if len(outside) and np.ptp(outside[:, k]) > 0]
    try:
        return standardised_ratio(membership, network.x[:, kept], network.is_home, network.cluster)
    except NetworkError:
        return None

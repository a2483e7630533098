"""What the verdict on C8 rests on, from arrays. Nothing here knows a release."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from sistercities.errors import NetworkError
from sistercities.sentences import say
from sistercities.studies.hubs.change import Change, measure_change
from sistercities.studies.hubs.draws import HubDraws, draw_hubs
from sistercities.studies.hubs.measures import MEASURES
from sistercities.studies.hubs.network import CityNetwork, TwoSources
from sistercities.studies.hubs.rule import RULE
from twolevel.rates.standardised import StandardisedRatio, standardised_ratio

HUB_SHARE = 0.01
"""Share of the comparable cities that are hubs by a measure."""

N_DRAWS = 40
N_SOURCES = 400
"""Draws of the network, and cities from which shortest paths are followed in each."""

TOO_FEW_ABROAD = say(
    "too few hubs lie abroad, or all in cities of one kind, to say what is expected"
)

LEAST_NEEDED = (1, 4, 3)
"""Traits that are left out where they part hubs from others: bend, capital, coast."""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Ratios by measure and the change; what is missing is said in `note`.

    Attributes
    ----------
    n_cities, n_ties
        Comparable home cities and their ties; 0 where no list of several countries holds any.
    presence, beyond
        Hubs observed over expected, by measure: by share alone, and by size, income, coast and
        rank.
    change
        None where there is no second source.
    draws
        What the ratios were made of.
    traits
        Positions in `TRAITS` of those that the expectation rests on.
    """

    n_cities: int
    n_ties: int
    presence: dict[str, StandardisedRatio]
    beyond: dict[str, StandardisedRatio]
    change: Change | None
    draws: HubDraws | None
    traits: tuple[int, ...] = ()
    note: str = ""

    @property
    def main(self) -> StandardisedRatio | None:
        """Ratio at equal size by the number of ties, which the verdict names."""
        return self.beyond.get(MEASURES[0])

    @property
    def detectable(self) -> float | None:
        """Smallest ratio beyond size that is found with 80 % power, by every measure."""
        found = [ratio.detectable(size=1 - RULE.joint) for ratio in self.beyond.values()]
        known = [value for value in found if value is not None]
        return max(known) if known and len(known) == len(found) else None


def gather_evidence(
    network: CityNetwork | None,
    both: TwoSources | None,
    *,
    hub_share: float = HUB_SHARE,
    n_draws: int = N_DRAWS,
    n_sources: int | None = N_SOURCES,
    n_change_sources: int | None = None,
    seed: int = 1,
    executor: Executor | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Evidence:
    """Draw, compare and judge nothing yet.

    Parameters
    ----------
    network
        The world's cities by the main source; None where there is none.
    both
        Places of two sources; None where there is only one.
    hub_share, n_draws, n_sources, n_change_sources
        Share of hubs; draws; cities from which shortest paths are followed in a draw, and in each
        half of the change (all if None).
    """
    if network is None or not network.is_home.any():
        n = 0 if network is None else network.n_home_ties
        return Evidence(0, n, {}, {}, None, None)
    n_cities, n_ties = int(network.is_home.sum()), network.n_home_ties
    change = None if both is None else measure_change(
        both, network.home, executor, n_sources=n_change_sources, seed=seed
    )  # fmt: skip
    if not RULE.needs.are_met(n_cities=n_cities, n_ties=n_ties):
        return Evidence(n_cities, n_ties, {}, {}, change, None)
    draws = draw_hubs(
        network, top=hub_share, n_draws=n_draws, n_sources=n_sources, seed=seed,
        executor=executor, on_progress=on_progress,
    )  # fmt: skip
    try:
        presence = hub_ratios(network, draws)
        traits, beyond = ratios_at_equal_size(network, draws)
    except NetworkError:
        return Evidence(n_cities, n_ties, {}, {}, change, draws, note=TOO_FEW_ABROAD)
    return Evidence(n_cities, n_ties, presence, beyond, change, draws, traits)


def ratios_at_equal_size(
    network: CityNetwork, draws: HubDraws
) -> tuple[tuple[int, ...], dict[str, StandardisedRatio]]:
    """Divide the home country's hubs by those expected by traits; tell which traits these are.

    A trait that does not vary abroad is no trait. Where traits part hubs abroad from others (all
    cities of a million are hubs, all capitals), there is no fit with them: they are left out in
    the order of `LEAST_NEEDED`, one more at a time.

    Raises
    ------
    NetworkError
        If there is no fit without all of these either.
    """
    outside = network.x[~network.is_home]
    varies = [k for k in range(network.x.shape[1]) if len(outside) and np.ptp(outside[:, k]) > 0]
    for n_out in range(len(LEAST_NEEDED)):
        kept = tuple(k for k in varies if k not in LEAST_NEEDED[:n_out])
        with suppress(NetworkError):
            return kept, hub_ratios(network, draws, kept)
    kept = tuple(k for k in varies if k not in LEAST_NEEDED)
    return kept, hub_ratios(network, draws, kept)


def hub_ratios(
    network: CityNetwork, draws: HubDraws, traits: tuple[int, ...] = ()
) -> dict[str, StandardisedRatio]:
    """Divide the home country's hubs by those expected by traits, by each measure.

    Without traits by the share of hubs abroad alone.
    """
    return {
        measure: standardised_ratio(
            draws.membership[:, k], network.x[:, list(traits)], network.is_home, network.cluster
        )
        for k, measure in enumerate(MEASURES)
    }

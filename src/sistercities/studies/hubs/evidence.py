"""What the verdict on C8 rests on, from arrays. Nothing here knows a release."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from sistercities.errors import NetworkError
from sistercities.inference.standardised import StandardisedRatio, standardised_ratio
from sistercities.studies.hubs.change import Change, measure_change
from sistercities.studies.hubs.draws import HubDraws, draw_hubs
from sistercities.studies.hubs.measures import MEASURES
from sistercities.studies.hubs.network import CityNetwork, TwoSources

HUB_SHARE = 0.01
"""Share of the comparable cities that are hubs by a measure."""

N_DRAWS = 40
N_SOURCES = 400
"""Draws of the network, and cities from which shortest paths are followed in each."""

MIN_CITIES = 30
"""Comparable home cities below which nothing is judged."""

MIN_TIES = 30
"""Ties of comparable home cities below which nothing is judged."""

MIN_REGIONS = 5.0
"""Effective regions of home, and effective countries abroad, below which nothing is judged."""

MIN_EXPECTED = 5.0
"""Hubs expected at equal size below which nothing is judged."""

N_FACTS = 3
JOINT = 1 - 0.05 / N_FACTS
"""Level of each interval, such that all facts hold together with 95 %."""


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
    """

    n_cities: int
    n_ties: int
    presence: dict[str, StandardisedRatio]
    beyond: dict[str, StandardisedRatio]
    change: Change | None
    draws: HubDraws | None
    note: str = ""

    @property
    def main(self) -> StandardisedRatio | None:
        """Ratio at equal size by the number of ties, which the verdict names."""
        return self.beyond.get(MEASURES[0])

    @property
    def detectable(self) -> float | None:
        """Smallest ratio beyond size that is found with 80 % power, by every measure."""
        found = [ratio.detectable(size=1 - JOINT) for ratio in self.beyond.values()]
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
    if n_cities < MIN_CITIES or n_ties < MIN_TIES:
        return Evidence(n_cities, n_ties, {}, {}, change, None)
    draws = draw_hubs(
        network, top=hub_share, n_draws=n_draws, n_sources=n_sources, seed=seed,
        executor=executor, on_progress=on_progress,
    )  # fmt: skip
    try:
        presence = hub_ratios(network, draws, at_equal_size=False)
        beyond = hub_ratios(network, draws, at_equal_size=True)
    except NetworkError as reason:
        return Evidence(n_cities, n_ties, {}, {}, change, draws, str(reason).rstrip("."))
    return Evidence(n_cities, n_ties, presence, beyond, change, draws)


def hub_ratios(
    network: CityNetwork, draws: HubDraws, *, at_equal_size: bool
) -> dict[str, StandardisedRatio]:
    """Divide the home country's hubs by those expected, by each measure."""
    outside = ~network.is_home
    varies = np.ptp(network.x[outside], axis=0) > 0 if at_equal_size and outside.any() else []
    x = network.x[:, varies] if at_equal_size else np.empty((network.comparable.size, 0))
    return {
        measure: standardised_ratio(
            draws.membership[:, k], x, network.is_home, network.cluster
        )
        for k, measure in enumerate(MEASURES)
    }  # fmt: skip

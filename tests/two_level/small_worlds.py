"""Small made-up worlds for the tests of the inference room."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from twolevel.calibrate.worlds import Layout, Tilt, simulate_world
from twolevel.core.arrays import TwoLevelArrays, two_level_arrays

SMALL = Layout(
    n_units=8,
    n_blocks=30,
    n_counties=6,
    n_countries=6,
    n_foreign=60,
    n_foreign_units=20,
    n_ties=120,
    n_upper=45,
    unit_spread=0.5,
    country_spread=0.7,
    affinity_spread=0.5,
    shared_affinity=0.5,
    coarse_share=0.5,
)
"""Big enough to have isolates, counties, a second tier, ties in rank; small enough to be fast."""


def small_world(seed: int = 1, beta: float = 0.5) -> TwoLevelArrays:
    """Draw a small world in which upper ties help a little."""
    return simulate_world(SMALL, np.random.default_rng(seed), tilt=Tilt(beta))


def lower_only(
    ties: list[tuple[int, int]], n_home: int, foreign_country: list[int]
) -> TwoLevelArrays:
    """Each home place is a unit of its own and no foreign place lies in a unit."""
    return two_level_arrays(
        home_unit=np.arange(n_home),
        foreign_country=foreign_country,
        foreign_unit=np.full((len(foreign_country), 1), -1),
        foreign_unit_country=np.zeros(0),
        ties=ties,
        upper_ties=np.zeros((0, 2)),
        n_units=n_home,
    )


def graph_weights(n_left: int, n_right: int) -> NDArray[np.int64]:
    """Weights whose sum over the ties of a simple graph names the graph: a bit for each pair."""
    return 2 ** np.arange(n_left * n_right, dtype=np.int64).reshape(n_left, n_right)


def all_graphs(
    ties: list[tuple[int, int]], stratum: list[int], n_left: int, n_right: int
) -> set[frozenset[tuple[int, int]]]:
    """Enumerate all simple graphs with the degrees of this one in each stratum.

    Every set of as many pairs as the stratum has ties is looked at; `stratum` is of right ends.
    """
    parts = []
    for value in sorted({stratum[j] for _, j in ties}):
        mine = [(i, j) for i, j in ties if stratum[j] == value]
        cells = list(product(range(n_left), [j for j in range(n_right) if stratum[j] == value]))
        parts.append(
            [
                chosen
                for chosen in combinations(cells, len(mine))
                if degrees(chosen) == degrees(mine)
            ]
        )
    return {frozenset(sum(choice, ())) for choice in product(*parts)}


def degrees(ties: object) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return sorted lists with each end once for each of its ties."""
    pairs = list(ties)  # type: ignore[call-overload]
    return tuple(sorted(i for i, _ in pairs)), tuple(sorted(j for _, j in pairs))

"""Small made-up whole networks, and all networks that a null says it draws from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import combinations

import numpy as np

from twolevel.core.whole_arrays import WholeArrays, whole_arrays

Pair = tuple[int, int]
Graph = frozenset[Pair]


def whole_world(seed: int = 1, n_cities: int = 80, n_ties: int = 220) -> WholeArrays:
    """Draw a world of four countries with hubs, isolates, counties, an empty unit and country."""
    rng = np.random.default_rng(seed)
    unit_country = np.array([0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4])
    city_unit = np.sort(rng.integers(0, 11, n_cities))
    mass = rng.lognormal(0, 1.0, n_cities)
    mass[rng.random(n_cities) < 0.1] = 0
    pairs: set[Pair] = set()
    while len(pairs) < n_ties:
        i, j = sorted(rng.choice(n_cities, 2, replace=False, p=mass / mass.sum()).tolist())
        pairs.add((i, j))
    upper: set[Pair] = set()
    while len(upper) < 24:
        p, q = sorted(rng.choice(11, 2, replace=False).tolist())
        upper.add((p, q))
    block = np.arange(n_cities)
    same = city_unit[1:] == city_unit[:-1]
    block[1:][same & (rng.random(n_cities - 1) < 0.15)] -= 1
    return whole_arrays(
        city_unit=city_unit,
        unit_country=unit_country,
        ties=rng.permutation(np.array(sorted(pairs))),
        upper_ties=sorted(upper),
        city_block=block,
        city_stratum=np.zeros(n_cities),
    )


def cities_as_units(ties: Sequence[Pair], country: Sequence[int]) -> WholeArrays:
    """Each city is a unit of its own and every two units have an upper tie."""
    n = len(country)
    return whole_arrays(
        city_unit=np.arange(n),
        unit_country=country,
        ties=list(ties),
        upper_ties=list(combinations(range(n), 2)),
    )


def naming_weights(n: int) -> np.ndarray:
    """Weights of all pairs whose sum over the ties of a simple graph names the graph."""
    return 2 ** np.arange(n * (n - 1) // 2, dtype=np.int64)


def name_of(graph: Graph, n: int) -> int:
    """Return the name of a graph: a bit for each pair."""
    return sum(1 << bit for bit, pair in enumerate(combinations(range(n), 2)) if pair in graph)


def all_alike(
    ties: Sequence[Pair], n: int, kept: Callable[[Sequence[Pair]], Hashable]
) -> set[Graph]:
    """Enumerate all simple graphs with these degrees that have the same kept numbers."""
    found: set[Graph] = set()
    pairs = list(combinations(range(n), 2))
    wanted = kept(ties)

    def extend(at: int, chosen: list[Pair], left: list[int]) -> None:
        if not any(left):
            if kept(chosen) == wanted:
                found.add(frozenset(chosen))
            return
        if at == len(pairs) or any(left[: pairs[at][0]]):
            return
        i, j = pairs[at]
        extend(at + 1, chosen, left)
        if left[i] and left[j]:
            less = [d - (k in (i, j)) for k, d in enumerate(left)]
            extend(at + 1, [*chosen, pairs[at]], less)

    extend(0, [], [sum(k in tie for tie in ties) for k in range(n)])
    return found


def degrees(country: Sequence[int]) -> Callable[[Sequence[Pair]], Hashable]:
    """Keep the number of ties of each city."""
    return lambda ties: tuple(sorted(Counter(end for tie in ties for end in tie).items()))


def degrees_by_country(country: Sequence[int]) -> Callable[[Sequence[Pair]], Hashable]:
    """Keep each city's number of ties with each country."""
    return lambda ties: tuple(
        sorted(Counter((i, country[j]) for a, b in ties for i, j in ((a, b), (b, a))).items())
    )


def degrees_and_totals(country: Sequence[int]) -> Callable[[Sequence[Pair]], Hashable]:
    """Keep the number of ties of each city and between each two countries."""
    of_cities = degrees(country)

    def kept(ties: Sequence[Pair]) -> Hashable:
        totals = Counter(tuple(sorted((country[i], country[j]))) for i, j in ties)
        return of_cities(ties), tuple(sorted(totals.items()))

    return kept

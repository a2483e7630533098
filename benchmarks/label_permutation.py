"""Labels permuted within countries on a world-sized network, against scipy.sparse and networkx.

`python benchmarks/label_permutation.py [--json]`. All permute the regions of 30,000 cities within
their countries and count the city ties inside an upper tie, on the network of
`synthetic_world.py`. Each peer runs twice: as the library is meant (sparse products, relabelled
graphs), and as lean as we could write it with that library (a look-up of each tie). Processor
seconds. The peers are timed on a few draws and extrapolated, and the table says so. Without
`--json` the table of docs/performance.md is written again.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from page_part import write_part
from synthetic_world import SEED, SyntheticWorld, synthetic_world
from this_machine import machine, peak_megabytes
from twolevel.core.whole_arrays import WholeArrays, whole_arrays
from twolevel.nulls.draws import NullDraws
from twolevel.nulls.whole_nulls import draw_whole_null

MARK = "label permutation"
DRAWS = 10_000
ROUNDS = 3
LIMIT, SPARSE_RATIO, NETWORKX_RATIO = 0.5, 50, 1_000


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer, and its processor seconds for all draws, extrapolated from a few."""

    name: str
    draws: int
    seconds: float
    at_least: int | None


@dataclass(frozen=True, slots=True)
class Measured:
    """Processor seconds for all draws.

    `first_call` is the first call of the process, compiled code read or compiled; `megabytes` how
    far our draws raised the peak memory of the process.
    """

    ours: float
    first_call: float
    megabytes: float
    mean: float
    exact_mean: float
    peers: tuple[Peer, ...]


def arrays_of(world: SyntheticWorld) -> WholeArrays:
    """Return the world as the nulls take it."""
    return whole_arrays(
        city_unit=world.city_region,
        unit_country=world.region_country,
        ties=world.ties,
        upper_ties=world.upper_ties,
    )


def ours(arrays: WholeArrays) -> tuple[NullDraws, float]:
    """Draw; return the result and processor seconds."""
    begin = time.process_time()
    result = draw_whole_null("region-labels", arrays, n_draws=DRAWS, seed=SEED)
    return result, time.process_time() - begin


def permuted_regions(world: SyntheticWorld, rng: np.random.Generator) -> NDArray[np.int64]:
    """Permute regions within countries, by which the cities are sorted, by sorting random keys."""
    country = world.city_country
    return world.city_region[np.argsort(country + rng.random(country.size))]


def symmetric(pairs: NDArray[np.int64], n: int) -> csr_array:
    """Return the symmetric matrix of undirected pairs."""
    rows, columns = np.concatenate((pairs, pairs[:, ::-1])).T
    return csr_array((np.ones(rows.size), (rows, columns)), shape=(n, n))


def by_products(world: SyntheticWorld) -> Callable[[], float]:
    """Sparse products: ties between each two regions, times the upper ties."""
    n_cities, n_regions = world.city_region.size, world.region_country.size
    lower, upper = symmetric(world.ties, n_cities), symmetric(world.upper_ties, n_regions)
    rng, ones, cities = np.random.default_rng(SEED), np.ones(n_cities), np.arange(n_cities)

    def draw() -> float:
        at = (cities, permuted_regions(world, rng))
        member = csr_array((ones, at), shape=(n_cities, n_regions))
        return float((member.T @ lower @ member).multiply(upper).sum()) / 2

    return draw


def by_look_up(world: SyntheticWorld) -> Callable[[], float]:
    """Each tie looked up in the sparse matrix of upper ties."""
    upper, rng = symmetric(world.upper_ties, world.region_country.size), np.random.default_rng(SEED)

    def draw() -> float:
        ends = permuted_regions(world, rng)[world.ties]
        return float(upper[ends[:, 0], ends[:, 1]].sum())

    return draw


def shuffled(world: SyntheticWorld, values: NDArray[np.int64]) -> Callable[[], list[int]]:
    """Shuffle the values of each country's cities as lists."""
    region, rng = values.tolist(), random.Random(SEED)
    first = np.flatnonzero(np.diff(world.city_country, prepend=-1)).tolist()
    parts = list(zip(first, [*first[1:], len(region)], strict=True))

    def draw() -> list[int]:
        label: list[int] = []
        for a, z in parts:
            part = region[a:z]
            rng.shuffle(part)
            label += part
        return label

    return draw


def by_relabelling(world: SyntheticWorld) -> Callable[[], float]:
    """Relabel the nodes of the graph of cities, then look its edges' regions up.

    Cities exchange places within their country, so the region that a node lies in stays.
    """
    lower, upper = nx.Graph(world.ties.tolist()), nx.Graph(world.upper_ties.tolist())
    lower.add_nodes_from(range(world.city_region.size))
    region = world.city_region.tolist()
    cities = range(world.city_region.size)
    order = shuffled(world, np.array(cities))

    def draw() -> float:
        moved = nx.relabel_nodes(lower, dict(zip(cities, order(), strict=True)))
        return float(sum(upper.has_edge(region[i], region[j]) for i, j in moved.edges))

    return draw


def by_loop(world: SyntheticWorld) -> Callable[[], float]:
    """Loop over the edges of one graph whose regions have an edge in the other."""
    lower, upper = nx.Graph(world.ties.tolist()), nx.Graph(world.upper_ties.tolist())
    labels = shuffled(world, world.city_region)

    def draw() -> float:
        label = labels()
        return float(sum(upper.has_edge(label[i], label[j]) for i, j in lower.edges))

    return draw


PEERS: tuple[tuple[str, Callable[[SyntheticWorld], Callable[[], float]], int, int | None], ...] = (
    ("scipy.sparse, products of matrices", by_products, 50, SPARSE_RATIO),
    ("scipy.sparse, a look-up of each tie", by_look_up, 200, None),
    ("networkx, `relabel_nodes`", by_relabelling, 10, NETWORKX_RATIO),
    ("networkx, a loop over edges", by_loop, 20, None),
)


def timed_peer(
    name: str, draw: Callable[[], float], draws: int, at_least: int | None, result: NullDraws
) -> Peer:
    """Time a peer on a few draws; stop if it draws from another law."""
    begin = time.process_time()
    values = [draw() for _ in range(draws)]
    seconds = time.process_time() - begin
    if abs(np.mean(values) - result.draws.mean()) > 6 * result.draws.std() / draws**0.5:
        raise SystemExit(f"{name} draws from another law")
    return Peer(name, draws, seconds / draws * DRAWS, at_least)


def measure() -> Measured:
    """Time all three on the same network."""
    world = synthetic_world()
    arrays = arrays_of(world)
    before, begin = peak_megabytes(), time.process_time()
    draw_whole_null("region-labels", arrays, n_draws=1, seed=SEED)
    first_call = time.process_time() - begin
    runs = [ours(arrays) for _ in range(ROUNDS)]
    result, seconds = runs[0][0], min(run[1] for run in runs)
    growth = peak_megabytes() - before
    peers = [
        timed_peer(name, make(world), draws, at_least, result)
        for name, make, draws, at_least in PEERS
    ]
    return Measured(
        seconds, first_call, growth, float(result.draws.mean()), result.exact_mean or 0.0,
        tuple(peers),
    )  # fmt: skip


def section(got: Measured) -> str:
    """Lay the measurement out as a part of the page."""
    return "\n".join(
        [
            "## Labels permuted within countries, at world size",
            "",
            f"`python benchmarks/label_permutation.py`: 30,000 cities, 4,000 regions, 150 "
            f"countries, 30,000 ties, 2,000 upper ties (`synthetic_world.py`, seed {SEED}), "
            f"{DRAWS:,} draws of `region-labels` within countries, one core, processor seconds, "
            f"the best of {ROUNDS} runs of ours. Machine: {machine()}.",
            "",
            "| | processor | ratio | wanted | peak memory added |",
            "|---|---:|---:|---:|---:|",
            f"| ours | {got.ours:.2f} s | | at most {LIMIT} s | {got.megabytes:.0f} MB |",
            *(
                f"| {peer.name}, from {peer.draws} draws | {peer.seconds:,.0f} s "
                f"| {peer.seconds / got.ours:,.0f} x "
                f"| {f'{peer.at_least:,} x' if peer.at_least else ''} | |"
                for peer in got.peers
            ),
            "",
            f"Mean of the draws {got.mean:.1f}, exact mean {got.exact_mean:.1f}. Times of the "
            "peers are extrapolated. The look-up and the loop do without what each library is for: "
            "they are the leanest that we could write with it. The first call of a process takes "
            f"{got.first_call:.1f} s, "
            "compiled code read or compiled.",
        ]
    )


def main() -> int:
    """Measure, print, write; fail where a bar is missed."""
    got = measure()
    if "--json" in sys.argv[1:]:
        print(json.dumps(asdict(got), indent=2))
    else:
        write_part(MARK, section(got))
        print(section(got))
    is_slow = got.ours > LIMIT or any(
        peer.seconds < peer.at_least * got.ours for peer in got.peers if peer.at_least
    )
    return int(is_slow)


if __name__ == "__main__":
    sys.exit(main())

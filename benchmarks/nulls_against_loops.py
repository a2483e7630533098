"""The null models against plain Python loops over networkx graphs, on one network in one run.

    python benchmarks/nulls_against_loops.py --network china

Both make the same draws of the same null: as many swap steps a draw, the statistic counted at its
end. Both are timed in processor seconds, which other load on the machine does not change. The loops
are timed on a few draws and extrapolated, and the table says so. The first call's compile time
stands apart. Writes the section "Null models" of docs/performance.md.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
import numpy as np

from this_machine import machine, peak_megabytes
from twolevel.calibrate.worlds import CHINA, Tilt, simulate_world
from twolevel.core.arrays import TwoLevelArrays, hits_of_ties
from twolevel.nulls.draws import NullDraws
from twolevel.nulls.home_nulls import NULL_IDS, draw_null

SEED = 20261125
DRAWS = 10_000
PEER_DRAWS = {"region-labels": 100, "upper-ties": 10, "degree": 5, "degree-country": 5}
WANTED_RATIO = 100
PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- null models: begin -->", "<!-- null models: end -->"


@dataclass(frozen=True, slots=True)
class Row:
    """One null: our seconds for all draws, the loops' seconds for theirs.

    `ours` and `peer` are processor seconds; `one_worker` and `two_workers` are those of the clock.
    """

    null_id: str
    steps: int
    ours: float
    one_worker: float
    two_workers: float
    peer_draws: int
    peer: float

    @property
    def peer_for_all(self) -> float:
        """Seconds of the loops for all draws, extrapolated."""
        return self.peer / self.peer_draws * DRAWS

    @property
    def ratio(self) -> float:
        """How many times the loops take."""
        return self.peer_for_all / self.ours


def made_up_network() -> TwoLevelArrays:
    """Draw a network of about China's size and unevenness."""
    return simulate_world(CHINA, np.random.default_rng(SEED), tilt=Tilt(0.4))


def china_network() -> TwoLevelArrays:
    """Return the ties of China in the release, as the nesting study reads them."""
    from sistercities.dataset.release.store import open_release
    from sistercities.network.lift import build_network
    from sistercities.studies.study_data import as_arrays, read_study_data

    with open_release() as release:
        data = read_study_data(release)
    return as_arrays(build_network(data.tables, "CN", data.newest_dated_year("CN")))


NETWORKS = {
    "china": (china_network, "the ties of China in the release"),
    "made-up": (made_up_network, "a made-up network of China's size"),
}


def graph_of(pairs: list[tuple[int, int]]) -> nx.Graph:
    """Return the simple bipartite graph of these pairs."""
    graph = nx.Graph()
    graph.add_edges_from((("left", i), ("right", j)) for i, j in pairs)
    return graph


def count_inside(
    lower: list[tuple[int, int]],
    upper: nx.Graph,
    unit_of_home: list[int],
    units_of_place: list[list[int]],
) -> int:
    """Count lower ties whose home unit has an upper tie with a unit of the place."""
    inside = 0
    for home, place in lower:
        unit = ("left", unit_of_home[home])
        inside += any(upper.has_edge(unit, ("right", foreign)) for foreign in units_of_place[place])
    return inside


def swap(
    pairs: list[tuple[int, int]], stratum_of: list[int], steps: int, rng: random.Random
) -> list[tuple[int, int]]:
    """Take swap steps on a networkx graph, as our chain does."""
    graph, now = graph_of(pairs), list(pairs)
    members: dict[int, list[int]] = {}
    for tie, (_, right) in enumerate(pairs):
        members.setdefault(stratum_of[right], []).append(tie)
    for _ in range(steps):
        e = rng.randrange(len(now))
        f = rng.choice(members[stratum_of[now[e][1]]])
        (a, x), (b, y) = now[e], now[f]
        if graph.has_edge(("left", a), ("right", y)) or graph.has_edge(("left", b), ("right", x)):
            continue
        graph.remove_edge(("left", a), ("right", x))
        graph.remove_edge(("left", b), ("right", y))
        graph.add_edge(("left", a), ("right", y))
        graph.add_edge(("left", b), ("right", x))
        now[e], now[f] = (a, y), (b, x)
    return now


def loop_version(
    arrays: TwoLevelArrays, null_id: str, steps: int
) -> Callable[[random.Random], int]:
    """Return a function that makes one draw by plain loops."""
    lower = [(int(i), int(j)) for i, j in arrays.ties]
    upper = [(int(p), int(r)) for p, r in arrays.upper_ties]
    unit_of_home = [int(p) for p in arrays.home_unit]
    units_of_place = [[int(r) for r in row if r >= 0] for row in arrays.foreign_unit]
    upper_graph = graph_of(upper)
    country = [int(c) for c in arrays.foreign_country]
    n_tiers = int(arrays.foreign_unit_tier.max()) + 1
    unit_stratum = [
        int(c) * n_tiers + int(t)
        for c, t in zip(arrays.foreign_unit_country, arrays.foreign_unit_tier, strict=True)
    ]

    def relabel(rng: random.Random) -> int:
        label: dict[int, int] = {}
        by_stratum: dict[int, dict[int, int]] = {}
        for home, unit in enumerate(unit_of_home):
            stratum = int(arrays.home_stratum[home])
            by_stratum.setdefault(stratum, {})[int(arrays.home_block[home])] = unit
        for blocks in by_stratum.values():
            units = list(blocks.values())
            rng.shuffle(units)
            label.update(zip(blocks, units, strict=True))
        moved = [label[int(block)] for block in arrays.home_block]
        return count_inside(lower, upper_graph, moved, units_of_place)

    def rewire_upper(rng: random.Random) -> int:
        moved = graph_of(swap(upper, unit_stratum, steps, rng))
        return count_inside(lower, moved, unit_of_home, units_of_place)

    def rewire_lower(rng: random.Random) -> int:
        stratum = country if null_id == "degree-country" else [0] * len(country)
        moved = swap(lower, stratum, steps, rng)
        return count_inside(moved, upper_graph, unit_of_home, units_of_place)

    return {"region-labels": relabel, "upper-ties": rewire_upper}.get(null_id, rewire_lower)


def timed_draws(
    arrays: TwoLevelArrays, null_id: str, workers: int
) -> tuple[NullDraws, float, float]:
    """Draw with that many threads; return the result, processor seconds and clock seconds."""
    begin, used = time.perf_counter(), time.process_time()
    if workers == 1:
        result = draw_null(null_id, arrays, n_draws=DRAWS, seed=SEED)
    else:
        with ThreadPoolExecutor(workers) as threads:
            result = draw_null(null_id, arrays, n_draws=DRAWS, seed=SEED, executor=threads)
    return result, time.process_time() - used, time.perf_counter() - begin


@dataclass(frozen=True, slots=True)
class Ours:
    """Our draws and seconds for one null."""

    result: NullDraws
    used: float
    one_worker: float
    two_workers: float


def our_seconds(arrays: TwoLevelArrays, null_id: str) -> Ours:
    """Time one null; stop if two workers give other numbers than one."""
    draw_null(null_id, arrays, n_draws=1, seed=SEED)
    alone, used, one_worker = timed_draws(arrays, null_id, 1)
    apart, _, two_workers = timed_draws(arrays, null_id, 2)
    if alone.draws.tolist() != apart.draws.tolist():
        raise SystemExit(f"{null_id}: two workers give other numbers than one")
    return Ours(alone, used, one_worker, two_workers)


def compare(arrays: TwoLevelArrays, ours: Ours, peer_draws: int) -> Row:
    """Time the loop version of a null; stop if it draws from another law."""
    null_id, steps = ours.result.id, ours.result.chain_length or 0
    draw, rng = loop_version(arrays, null_id, steps), random.Random(SEED)
    begin = time.process_time()
    values = [draw(rng) for _ in range(peer_draws)]
    peer = time.process_time() - begin
    law = ours.result.draws
    if abs(np.mean(values) - law.mean()) > 6 * law.std() / peer_draws**0.5:
        raise SystemExit(f"{null_id}: the loops draw from another law")
    return Row(null_id, steps, ours.used, ours.one_worker, ours.two_workers, peer_draws, peer)


COMPILE = """
import time
import numpy as np
from twolevel.nulls.home_nulls import NULL_IDS, draw_null
from twolevel.calibrate.worlds import CHINA, simulate_world
world = simulate_world(CHINA, np.random.default_rng(1))
begin = time.perf_counter()
for null_id in NULL_IDS:
    draw_null(null_id, world, n_draws=1, seed=1)
print(time.perf_counter() - begin)
"""


def compile_seconds() -> tuple[float, float]:
    """Seconds of the first call of all nulls in a new process: without and with cached code."""
    seconds = []
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "NUMBA_CACHE_DIR": cache}
        for _ in range(2):
            run = subprocess.run(
                [sys.executable, "-c", COMPILE], env=environment, capture_output=True, check=True
            )
            seconds.append(float(run.stdout))
    return seconds[0], seconds[1]


def section(arrays: TwoLevelArrays, rows: list[Row], growth: float, name: str) -> str:
    """Return the section of the page."""
    cold, warm = compile_seconds()
    lines = [
        "## Null models",
        "",
        f"`python benchmarks/nulls_against_loops.py` on {name}: {arrays.home_unit.size} home "
        f"places, {arrays.n_units} units, {arrays.foreign_country.size} foreign places, "
        f"{arrays.n_ties} lower and {len(arrays.upper_ties)} upper ties, "
        f"{int(hits_of_ties(arrays).sum())} inside. {DRAWS:,} draws each, seed {SEED}. "
        f"Machine: {machine()}.",
        "",
        "| null | steps a draw | ours, processor | draws a second | clock, 1 worker "
        "| clock, 2 workers (threads) | loops over networkx, processor, extrapolated | ratio |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| `{row.null_id}` | {row.steps or 'independent'} | {row.ours:.3f} s "
        f"| {DRAWS / row.ours:,.0f} | {row.one_worker:.3f} s | {row.two_workers:.3f} s "
        f"| {row.peer_for_all:,.0f} s (from {row.peer_draws} draws) | {row.ratio:,.0f} x |"
        for row in rows
    ]
    total, peers = sum(row.ours for row in rows), sum(row.peer_for_all for row in rows)
    lines += [
        f"| all | | {total:.3f} s | {len(rows) * DRAWS / total:,.0f} "
        f"| {sum(row.one_worker for row in rows):.3f} s "
        f"| {sum(row.two_workers for row in rows):.3f} s | {peers:,.0f} s "
        f"| {peers / total:,.0f} x |",
        "",
        "One worker and two give the same numbers, draw for draw; the run stops otherwise. The "
        "serial chain that measures the autocorrelation time is part of our seconds. Our draws "
        f"with the compiler raised the peak memory of the process by {growth:.0f} MB. The first "
        f"call of all four nulls takes {cold:.1f} s where the compiled code is not cached yet, "
        f"{warm:.1f} s after.",
    ]
    return "\n".join(lines)


def write_section(text: str) -> None:
    """Put the section between its marks in the page."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Performance\n"
    if BEGIN in page:
        page = page[: page.index(BEGIN)].rstrip() + page[page.index(END) + len(END) :]
    page = f"{page.rstrip()}\n\n{BEGIN}\n{text}\n{END}\n"
    aside = PAGE.with_suffix(".part")
    aside.write_text(page, encoding="utf-8")
    aside.replace(PAGE)


def main() -> None:
    """Compare, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--no-page", action="store_true", help="print only")
    parser.add_argument("--network", choices=list(NETWORKS), default="china")
    arguments = parser.parse_args()
    network, name = NETWORKS[arguments.network]
    arrays = network()
    before = peak_megabytes()
    ours = [our_seconds(arrays, null_id) for null_id in NULL_IDS]
    growth = peak_megabytes() - before
    rows = []
    for mine in ours:
        rows.append(compare(arrays, mine, PEER_DRAWS[mine.result.id]))
        print(f"{rows[-1].null_id}: {rows[-1].ours:.3f} s, {rows[-1].ratio:,.0f} x", flush=True)
    text = section(arrays, rows, growth, name)
    print(text)
    if not arguments.no_page:
        write_section(text)
    slow = [row.null_id for row in rows if row.ratio < WANTED_RATIO]
    if slow:
        raise SystemExit(f"below {WANTED_RATIO} x: {', '.join(slow)}")


if __name__ == "__main__":
    main()

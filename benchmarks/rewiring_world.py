"""Ties rewired within pairs of countries on a world-sized network, against igraph.

`IGRAPH_PYTHON=.../bin/python python benchmarks/rewiring_world.py [--json]`, with an interpreter
that has `igraph` and `numpy`; without one nothing is measured and the page stays. igraph (GPL) is
a peer here and no part of the package. Its `rewire` has no strata: it keeps degrees alone, which is
less than ours keeps. It takes 10 swaps for each tie, is timed on a few draws and extrapolated.
Processor seconds. Without `--json` the table of docs/performance.md is written again, and the nulls
side by side in docs/twolevel/nulls.md.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from label_permutation import arrays_of
from page_part import PAGE, write_part
from synthetic_world import SEED, synthetic_world
from this_machine import machine, peak_megabytes
from twolevel.core.whole_arrays import WholeArrays, checked_upper_weights
from twolevel.core.whole_weights import upper_tie_weights
from twolevel.nulls.whole_blocks import block_graph
from twolevel.nulls.whole_chains import BlockChain
from twolevel.nulls.whole_nulls import draw_whole_null

MARK = "rewiring of the world"
NULLS_MARK = "nulls side by side"
NULLS_PAGE = PAGE.parent / "twolevel" / "nulls.md"
DRAWS = 10_000
PEER_DRAWS = 30
SWAPS_PER_TIE = 10
LIMIT, RATIO, MOST_CORRELATION = 10.0, 100, 0.05
NULLS = ("region-labels", "degree", "degree-totals", "degree-country")
SIDE_DRAWS = 300
SERIAL_RECORDS = 4_000
PEER = """
import json, sys, time
import igraph
import numpy as np
given = json.load(sys.stdin)
graph = igraph.Graph(n=given["n"], edges=given["ties"])
region, n = np.array(given["region"]), given["n_regions"]
p, q = np.array(given["upper"]).T
keys = p * n + q
seconds, values = 0.0, []
for _ in range(given["draws"]):
    copy = graph.copy()
    begin = time.process_time()
    copy.rewire(n=given["swaps"])
    seconds += time.process_time() - begin
    low, high = np.sort(region[np.array(copy.get_edgelist())], axis=1).T
    values.append(int(np.isin(low * n + high, keys).sum()))
print(json.dumps({"seconds": seconds, "values": values, "version": igraph.__version__}))
"""


@dataclass(frozen=True, slots=True)
class Side:
    """One null on the same network: what it expects."""

    null_id: str
    strata: str
    exact_mean: float
    mean: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Processor seconds for all draws; those of igraph are extrapolated.

    `autocorrelation` is that of the statistic from one draw to the next; `serial` that of a serial
    chain, at the distance of a run, of the part that moves by steps; `megabytes` how far our draws
    raised the peak memory of the process.
    """

    ours: float
    first_call: float
    megabytes: float
    chain_length: int
    autocorrelation_time: float
    autocorrelation: float
    serial: float
    observed: float
    igraph: float
    igraph_version: str
    igraph_mean: float
    sides: tuple[Side, ...]


def lag_one(draws: NDArray[np.float64]) -> float:
    """Return the autocorrelation of consecutive draws."""
    centred = draws - draws.mean()
    return float((centred[1:] * centred[:-1]).mean() / centred.var())


def serial_autocorrelation(arrays: WholeArrays, n_steps: int) -> float:
    """Return the autocorrelation of one long chain at the distance of a run."""
    weights = upper_tie_weights(arrays, checked_upper_weights(None, arrays))
    graph = block_graph(arrays.ties, arrays.city_country, arrays.city_unit, weights)
    trace = BlockChain(graph, 0.0).trace(n_steps, SERIAL_RECORDS, np.random.SeedSequence(SEED))
    return lag_one(trace[1:].astype(np.float64))


def side(arrays: WholeArrays, null_id: str, strata: NDArray[np.int64] | None = None) -> Side:
    """Draw from one null for the table of nulls side by side."""
    result = draw_whole_null(null_id, arrays, n_draws=SIDE_DRAWS, seed=SEED, strata=strata)
    mean = result.mean or float("nan")
    within = "any city of the world" if strata is not None else result.strata
    return Side(null_id, within, result.exact_mean or mean, mean, result.observed / mean)


def igraph_seconds(arrays: WholeArrays, python: str) -> dict[str, object]:
    """Time `rewire` in the interpreter that has igraph."""
    given = {
        "n": arrays.n_cities, "ties": arrays.ties.tolist(), "region": arrays.city_unit.tolist(),
        "n_regions": arrays.n_units, "upper": arrays.upper_ties.tolist(), "draws": PEER_DRAWS,
        "swaps": SWAPS_PER_TIE * arrays.n_ties,
    }  # fmt: skip
    run = subprocess.run(
        [python, "-c", PEER], input=json.dumps(given), capture_output=True, text=True, check=True
    )
    found: dict[str, object] = json.loads(run.stdout)
    return found


def measure(python: str) -> Measured:
    """Time both on the same network, and set the nulls side by side."""
    arrays = arrays_of(synthetic_world())
    before, begin = peak_megabytes(), time.process_time()
    draw_whole_null("degree-country", arrays, n_draws=1, seed=SEED)
    first_call = time.process_time() - begin
    begin = time.process_time()
    result = draw_whole_null("degree-country", arrays, n_draws=DRAWS, seed=SEED)
    seconds = time.process_time() - begin
    growth = peak_megabytes() - before
    peer = igraph_seconds(arrays, python)
    values = np.array(peer["values"], dtype=np.float64)
    anywhere = np.zeros(arrays.n_cities, dtype=np.int64)
    sides = [side(arrays, "region-labels", anywhere), *(side(arrays, null) for null in NULLS)]
    degree = next(one for one in sides if one.null_id == "degree")
    if abs(values.mean() - degree.mean) > 6 * values.std() / PEER_DRAWS**0.5:
        raise SystemExit("igraph draws from another law than our null `degree`")
    return Measured(
        seconds, first_call, growth, result.chain_length or 0, result.autocorrelation_time or 0.0,
        lag_one(result.draws.astype(np.float64)),
        serial_autocorrelation(arrays, result.chain_length or 1), result.observed,
        float(str(peer["seconds"])) / PEER_DRAWS * DRAWS, str(peer["version"]),
        float(values.mean()), tuple(sides),
    )  # fmt: skip


def section(got: Measured) -> str:
    """Lay the measurement out as a part of the page."""
    return "\n".join(
        [
            "## Ties rewired within pairs of countries, at world size",
            "",
            "`python benchmarks/rewiring_world.py`: 30,000 cities, 4,000 regions, 150 countries, "
            f"30,000 ties, 2,000 upper ties (`synthetic_world.py`, seed {SEED}), {DRAWS:,} draws "
            f"of `degree-country`, one core, processor seconds. Machine: {machine()}.",
            "",
            "| | processor | ratio | wanted | peak memory added |",
            "|---|---:|---:|---:|---:|",
            f"| ours, within pairs of countries | {got.ours:.1f} s | | at most {LIMIT:.0f} s "
            f"| {got.megabytes:.0f} MB |",
            f"| igraph {got.igraph_version} `rewire`, {SWAPS_PER_TIE} swaps a tie, no strata, "
            f"from {PEER_DRAWS} draws, extrapolated | {got.igraph:,.0f} s "
            f"| {got.igraph / got.ours:,.0f} x | {RATIO} x | |",
            "",
            f"Autocorrelation of the statistic from one draw to the next "
            f"{got.autocorrelation:+.3f}, along one serial chain at the distance of a run "
            f"{got.serial:+.3f} (wanted: under {MOST_CORRELATION}). Runs of "
            f"{got.chain_length:,} steps where ties move by steps, {got.autocorrelation_time:,.0f} "
            "steps autocorrelation time; the serial chain that measures it is part of our seconds. "
            "igraph's seconds are those of `rewire` alone, without the statistic; its mean is "
            f"{got.igraph_mean:.1f}. The first call of a process takes {got.first_call:.1f} s, "
            "compiled code read or compiled.",
        ]
    )


def side_by_side(got: Measured) -> str:
    """Lay the nulls out side by side, for the page on nulls."""
    return "\n".join(
        [
            f"{got.observed:,.0f} of the 30,000 ties of the made-up world of the benchmarks (seed "
            f"{SEED}) are inside an upper tie. Expected:",
            "",
            "| null | within | exact, by stubs or labels | mean of the draws | observed / mean |",
            "|---|---|---:|---:|---:|",
            *(
                f"| `{one.null_id}` | {one.strata} | {one.exact_mean:,.1f} | {one.mean:,.1f} "
                f"| {one.ratio:,.1f} |"
                for one in got.sides
            ),
            "",
            f"`python benchmarks/rewiring_world.py` makes this table; {SIDE_DRAWS} draws each.",
        ]
    )


def main() -> int:
    """Measure, print, write; fail where a bar is missed."""
    python = os.environ.get("IGRAPH_PYTHON")
    if not python:
        print("not measured: type `make bench`, or set IGRAPH_PYTHON to an interpreter with igraph")
        return 0
    got = measure(python)
    if "--json" in sys.argv[1:]:
        print(json.dumps(asdict(got), indent=2))
    else:
        write_part(MARK, section(got))
        write_part(NULLS_MARK, side_by_side(got), NULLS_PAGE)
        print(section(got), side_by_side(got), sep="\n\n")
    is_slow = got.ours > LIMIT or got.igraph < RATIO * got.ours
    most = max(abs(got.autocorrelation), abs(got.serial))
    return int(is_slow or most >= MOST_CORRELATION)


if __name__ == "__main__":
    sys.exit(main())

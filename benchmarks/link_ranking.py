"""Ranks of 30,000 ties among 450 million pairs, against blocks of numpy and scikit-learn's AUC.

    python benchmarks/link_ranking.py [--json] [--sklearn-python PATH]

Each side runs in a process of its own on one core; its peak memory is that of the process. Ours
gives exact ranks, AUC, average precision, hits, reciprocal ranks and the ten best of each city. The
numpy blocks give the scores and the ten best, no ranks; scikit-learn gives the AUC of scores that
are already there. Both peers are timed on a stated part and extrapolated in proportion, which
favours the sort of scikit-learn. Writes the part "link ranking" of docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from importlib.metadata import version
from typing import Any

import numpy as np

from own_process import in_own_process
from this_machine import machine, peak_megabytes

SEED = 20261125
N_FACTORS = 8
PEER_ROWS = 1_500
PEER_PAIRS = 45_000_000


def parts() -> dict[str, Any]:
    """Return the made-up world and the parts of its score."""
    from synthetic_world import synthetic_world

    world = synthetic_world(SEED)
    rng = np.random.default_rng(SEED)
    n_cities, n_regions = world.city_region.size, world.region_country.size
    n_countries = int(world.region_country.max()) + 1
    degree = np.bincount(world.ties.ravel(), minlength=n_cities)
    upper = np.zeros((n_regions, n_regions))
    upper[world.upper_ties[:, 0], world.upper_ties[:, 1]] = 1.0
    upper += upper.T
    ends = world.city_country[world.ties]
    between = np.zeros((n_countries, n_countries))
    np.add.at(between, (ends[:, 0], ends[:, 1]), 1.0)
    return {
        "factors": 0.5 * rng.normal(size=(n_cities, N_FACTORS)),
        "node_term": np.log1p(degree) + rng.normal(size=n_cities),
        "region": world.city_region, "region_table": upper,
        "country": world.city_country, "country_table": np.log1p(between + between.T),
        "ties": world.ties,
    }  # fmt: skip


def ours() -> dict[str, Any]:
    """Time the ranks with one worker and two; stop if they differ."""
    from twolevel.ranking.evaluation import rank_links
    from twolevel.ranking.scores import undirected_scores

    small = undirected_scores(
        factors=np.ones((20, 1)), groups=[([0] * 20, [[0.0]]), ([0] * 20, [[0.0]])]
    )
    began = time.perf_counter()
    rank_links(small, [(0, 1)])
    first_call = time.perf_counter() - began
    given = parts()
    began, used = time.perf_counter(), time.process_time()
    scores = undirected_scores(
        factors=given["factors"], node_term=given["node_term"],
        groups=[
            (given["region"], given["region_table"]),
            (given["country"], given["country_table"]),
        ],
    )  # fmt: skip
    alone = rank_links(scores, given["ties"])
    one_worker, processor = time.perf_counter() - began, time.process_time() - used
    peak = peak_megabytes()
    with ThreadPoolExecutor(2) as threads:
        began = time.perf_counter()
        apart = rank_links(scores, given["ties"], executor=threads)
        two_workers = time.perf_counter() - began
    same = alone.rank.tolist() == apart.rank.tolist() and alone.auc == apart.auc
    if not (same and alone.top_node.tolist() == apart.top_node.tolist()):
        raise SystemExit("two workers give other numbers than one")
    return {
        "first_call": first_call, "processor": processor, "one_worker": one_worker,
        "two_workers": two_workers, "peak": peak, "auc": alone.auc,
        "average_precision": alone.average_precision, "hits": alone.hits[10],
        "n_pairs": alone.n_pairs, "n_true": alone.n_true,
        "top": alone.top_node[:PEER_ROWS].tolist(),
    }  # fmt: skip


def numpy_blocks() -> dict[str, Any]:
    """Time the scores and the ten best of some cities, in blocks of 500 rows."""
    given = parts()
    factors, term = given["factors"], given["node_term"]
    best = []
    used = time.process_time()
    for first in range(0, PEER_ROWS, 500):
        rows = slice(first, first + 500)
        score = factors[rows] @ factors.T
        score += term[rows, None]
        score += term[None, :]
        score += given["region_table"][given["region"][rows]][:, given["region"]]
        score += given["country_table"][given["country"][rows]][:, given["country"]]
        score[np.arange(500), np.arange(first, first + 500)] = -np.inf
        some = np.argpartition(-score, 10, axis=1)[:, :10]
        order = np.argsort(-np.take_along_axis(score, some, 1), axis=1)
        best.append(np.take_along_axis(some, order, 1))
    seconds = time.process_time() - used
    return {"seconds": seconds, "peak": peak_megabytes(), "top": np.concatenate(best).tolist()}


def sklearn_auc() -> dict[str, Any]:
    """Time scikit-learn's AUC on normal scores, as many true ones in proportion."""
    metrics = import_module("sklearn.metrics")
    rng = np.random.default_rng(SEED)
    score = rng.normal(size=PEER_PAIRS)
    is_true = np.zeros(PEER_PAIRS, dtype=np.bool_)
    is_true[:3000] = True
    score[:3000] += 2.0
    used = time.process_time()
    metrics.roc_auc_score(is_true, score)
    seconds = time.process_time() - used
    return {"seconds": seconds, "peak": peak_megabytes(), "version": version("scikit-learn")}


SIDES = {"ours": ours, "numpy": numpy_blocks, "sklearn": sklearn_auc}


def compared(sklearn_python: str) -> dict[str, Any]:
    """Run all sides, one after the other, and extrapolate the peers."""
    mine, blocks = (in_own_process(__file__, side) for side in ("ours", "numpy"))
    if mine.pop("top") != blocks.pop("top"):
        raise SystemExit("numpy finds other cities to be the best")
    peer = in_own_process(__file__, "sklearn", sklearn_python)
    n_cities = 30_000
    blocks["whole"] = blocks["seconds"] * n_cities / PEER_ROWS
    peer["whole"] = peer["seconds"] * mine["n_pairs"] / PEER_PAIRS
    return {"machine": machine(), "ours": mine, "numpy": blocks, "sklearn": peer}


def section(found: dict[str, Any]) -> str:
    """Return the part of the page."""
    mine, blocks, peer = found["ours"], found["numpy"], found["sklearn"]
    seconds = mine["processor"]
    return "\n".join([
        "## Link ranking",
        "",
        f"`python benchmarks/link_ranking.py`: {mine['n_true']:,} ties of the made-up world among "
        f"all {mine['n_pairs']:,} pairs of its 30,000 cities; the score is {N_FACTORS} factors, a "
        f"node term, a matrix of 4,000 regions and one of 150 countries. AUC {mine['auc']:.6f}, "
        f"average precision {mine['average_precision']:.4f}, hits at 10 {mine['hits']:.3f}. One "
        "core, processor seconds, which other load on the machine changes little; the clock with "
        f"one worker {mine['one_worker']:.2f} s, with two (threads, the same numbers) "
        f"{mine['two_workers']:.2f} s. Machine: {found['machine']}.",
        "",
        "| side | gives | seconds | timed on | peak memory | ratio |",
        "|---|---|---:|---|---:|---:|",
        f"| ours | exact ranks, AUC, AP, hits, MRR, ten best | {seconds:.2f} | all "
        f"| {mine['peak']:,.0f} MB | |",
        f"| numpy {np.__version__} in blocks | scores, ten best | {blocks['whole']:.1f} "
        f"(extrapolated) | {PEER_ROWS:,} of 30,000 rows, {blocks['seconds']:.2f} s "
        f"| {blocks['peak']:,.0f} MB | {blocks['whole'] / seconds:.1f} x |",
        f"| scikit-learn {peer['version']} | AUC of scores at hand | {peer['whole']:.0f} "
        f"(extrapolated) | {PEER_PAIRS:,} pairs, {peer['seconds']:.1f} s | {peer['peak']:,.0f} MB "
        f"for these | {peer['whole'] / seconds:.0f} x |",
        "",
        f"The first call in a process takes {mine['first_call']:.1f} s more where the compiled "
        "code is cached. The ten best of the rows that numpy went over are those of ours.",
    ])  # fmt: skip


def main() -> None:
    """Compare, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true", help="print JSON, write no page")
    parser.add_argument("--side", choices=list(SIDES), help="run one side in this process")
    python = os.environ.get("PEER_PYTHON", sys.executable)
    parser.add_argument("--sklearn-python", default=python, help="Python with scikit-learn")
    arguments = parser.parse_args()
    if arguments.side:
        print(json.dumps(SIDES[arguments.side]()))
        return
    has_peer = [arguments.sklearn_python, "-c", "import sklearn"]
    if subprocess.run(has_peer, capture_output=True, check=False).returncode:
        print("not measured: type `make bench`, or give --sklearn-python. The page stays.")
        return
    found = compared(arguments.sklearn_python)
    if arguments.json:
        print(json.dumps(found, indent=1))
        return
    from page_part import write_part

    print(section(found))
    write_part("link ranking", section(found))


if __name__ == "__main__":
    main()

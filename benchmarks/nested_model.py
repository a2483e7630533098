"""The exact nested model on made-up worlds, and against the Monte Carlo fit of ergmx.

    python benchmarks/nested_model.py [--json]

A fit is all of it: the maximum, that with gamma = 0, and the profile interval. Each is timed in a
process of its own, in processor seconds on one core, which other load on the machine changes
little, and by the clock. ergmx is not installed here: its processor seconds are those stored with
its numbers by tests/reference/nested_ergmx.py. Writes the part "nested model" of
docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from synthetic_world import SEED, synthetic_world
from this_machine import machine, peak_megabytes
from twolevel.nested.fit import NestedFit, fit_nested_model
from twolevel.nested.network import NestedNetwork, nested_network
from twolevel.nested.simulate import simulate_network
from twolevel.nested.terms import GroupPairs, NodeSum, SameLabel, Term

STORED = Path(__file__).parents[1] / "tests" / "reference" / "nested_ergmx.json"
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
LIMITS = {"200 regions": (10.0, 2_000.0), "world": (60.0, 2_000.0)}

Job = tuple[NestedNetwork, list[Term], list[Term]]


def made_up(n_cities: int, n_regions: int, n_countries: int, n_ties: int, n_upper: int) -> Job:
    """Draw a world and covariates: of cities, of regions, of pairs of countries."""
    world = synthetic_world(SEED, n_cities, n_regions, n_countries, n_ties, n_upper)
    rng = np.random.default_rng(SEED)
    network = nested_network(
        city_region=world.city_region, ties=world.ties, upper_ties=world.upper_ties,
        n_regions=n_regions, region_country=world.region_country,
    )  # fmt: skip
    place = rng.normal(size=(n_countries, 2))
    distance = np.linalg.norm(place[:, None] - place[None, :], axis=2)
    ends = np.bincount(world.ties.ravel(), minlength=n_cities)
    # not rounded: every city is a class of its own
    size = np.log1p(ends) + rng.normal(0, 1.0, n_cities)
    many = np.log(np.bincount(world.city_region, minlength=n_regions))
    apart = GroupPairs("distance", distance, world.region_country)
    return (
        network,
        [
            NodeSum("size", size), apart, SameLabel("country", world.city_country),
            SameLabel("region", world.city_region),
        ],
        [NodeSum("log cities", many), apart],
    )  # fmt: skip


def as_ergmx_had_it() -> Job:
    """Return the network that ergmx fitted, with its terms."""
    given = json.loads(STORED.read_text(encoding="utf-8"))["moderate"]["world"]
    network = nested_network(
        city_region=given["city_region"], ties=given["ties"], upper_ties=given["upper_ties"],
        n_regions=len(given["wealth"]),
    )  # fmt: skip
    return network, [NodeSum("size", given["size"])], [NodeSum("wealth", given["wealth"])]


JOBS: dict[str, Callable[[], Job]] = {
    "ergmx": as_ergmx_had_it,
    "200 regions": lambda: made_up(3_600, 200, 40, 4_000, 400),
    "world": lambda: made_up(30_000, 4_000, 150, 30_000, 2_000),
}


def one_job(name: str) -> dict[str, Any]:
    """Time one fit with one worker, then with two threads; stop if the numbers differ."""
    network, city, region = JOBS["ergmx"]()
    began = time.perf_counter()
    fit_nested_model(network, city, region)
    first = time.perf_counter() - began
    network, city, region = JOBS[name]()
    began, used = time.perf_counter(), time.process_time()
    fit = fit_nested_model(network, city, region)
    clock, processor = time.perf_counter() - began, time.process_time() - used
    peak = peak_megabytes()
    with ThreadPoolExecutor(2) as threads:
        began = time.perf_counter()
        again = fit_nested_model(network, city, region, executor=threads)
        two = time.perf_counter() - began
    if again.coefficients.tolist() != fit.coefficients.tolist():
        raise SystemExit("two workers give other numbers than one")
    began = time.perf_counter()
    simulate_network(fit.design, fit.coefficients, seed=SEED)
    return described(fit) | {
        "first_call": first, "clock": clock, "processor": processor, "two_workers": two,
        "peak": peak, "draw": time.perf_counter() - began,
    }  # fmt: skip


def described(fit: NestedFit) -> dict[str, Any]:
    """Return size and result of a fit."""
    return {
        "n_cities": int(fit.design.network.left_region.size),
        "n_regions": fit.design.network.n_left_regions, "n_dyads": fit.counts.n_city_dyads,
        "n_ties": fit.counts.n_ties, "n_upper": fit.counts.n_upper_ties,
        "n_coefficients": len(fit.names), "n_evaluations": fit.n_evaluations, "gamma": fit.gamma,
        "low": fit.gamma_low, "high": fit.gamma_high,
    }  # fmt: skip


def in_its_own_process(name: str, **environment: str) -> dict[str, Any]:
    """Run one job in a new process."""
    run = subprocess.run(
        [sys.executable, __file__, "--job", name], env=os.environ | ONE_CORE | environment,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if run.returncode:
        raise SystemExit(run.stderr.strip().splitlines()[-1])
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def measured() -> dict[str, Any]:
    """Run all jobs, and the smallest without compiled code."""
    rows = {name: in_its_own_process(name) for name in JOBS}
    with tempfile.TemporaryDirectory() as cache:
        cold = in_its_own_process("ergmx", NUMBA_CACHE_DIR=cache)["first_call"]
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    return {
        "machine": machine(), "rows": rows, "cold": cold,
        "ergmx": stored["moderate"]["ergmx"]["processor_seconds"],
        "version": stored["versions"]["ergmx"],
    }  # fmt: skip


def section(found: dict[str, Any]) -> str:
    """Return the part of the page."""
    lines = [
        "## Exact nested model",
        "",
        "`python benchmarks/nested_model.py`: the maximum, that with gamma = 0 and the profile "
        "interval. Processor seconds on one core. Every city is a class of its own; covariates of "
        f"cities, regions and pairs of countries. Machine: {found['machine']}.",
        "",
        "| cities | regions | city pairs | coefficients | sums over the network | ours, processor "
        "| clock, 1 worker | clock, 2 workers | peak memory | an exact draw | peer | ratio |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, row in found["rows"].items():
        peer, ratio = "none", ""
        if name == "ergmx":
            peer = f"ergmx {found['version']}, Monte Carlo: {found['ergmx']:.0f} s (stored)"
            ratio = f"{found['ergmx'] / row['processor']:,.0f} x"
        lines.append(
            f"| {row['n_cities']:,} | {row['n_regions']:,} | {row['n_dyads']:,} "
            f"| {row['n_coefficients']} | {row['n_evaluations']} | {row['processor']:.2f} s "
            f"| {row['clock']:.2f} s | {row['two_workers']:.2f} s | {row['peak']:,.0f} MB "
            f"| {row['draw']:.2f} s | {peer} | {ratio} |"
        )
    limits = ", ".join(f"{name} {s:.0f} s and {m:,.0f} MB" for name, (s, m) in LIMITS.items())
    warm = found["rows"]["ergmx"]["first_call"] - found["rows"]["ergmx"]["clock"]
    return "\n".join([
        *lines,
        "",
        f"The limits are {limits}. One worker and two give the same numbers to the last bit; the "
        "run stops otherwise. The first call in a process takes "
        f"{found['cold']:.1f} s where the compiled code is not cached yet, {max(warm, 0):.1f} s "
        "more than later ones where it is. Where an upper tie brings many ties ergmx stops with a "
        "degeneracy error ([the method](methods/exact-nested-model.md)).",
    ])  # fmt: skip


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true", help="print JSON, write no page")
    parser.add_argument("--job", choices=list(JOBS), help="run one job in this process")
    arguments = parser.parse_args()
    if arguments.job:
        print(json.dumps(one_job(arguments.job)))
        return
    found = measured()
    if arguments.json:
        print(json.dumps(found, indent=1))
        return
    from page_part import write_part

    print(section(found))
    write_part("nested model", section(found))
    slow = [
        name for name, (seconds, megabytes) in LIMITS.items()
        if found["rows"][name]["processor"] > seconds or found["rows"][name]["peak"] > megabytes
    ]  # fmt: skip
    if slow:
        raise SystemExit(f"over the limit: {', '.join(slow)}")


if __name__ == "__main__":
    main()

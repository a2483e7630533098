"""Dyadic regression against pyfixest, and where no peer finishes.

    python benchmarks/dyadic_regression.py [--json] [--peer-python /path/to/python]

Both on the synthetic world of 30,000 cities. The rectangle is one home country against all cities
abroad, effects of both ends; the undirected table is all pairs of cities, one effect each, with
dyadic errors. Terms: an upper tie between the regions, the same country (undirected only), the
difference in size, the log distance. Each job runs in a process of its own, whose peak memory is
read at its end. pyfixest is no dependency: give the Python of an environment that holds it. It gets
the rows of the rectangle in a file, and its time does not count the reading. Writes its part of
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
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from page_part import write_part
from synthetic_world import SEED, SyntheticWorld, synthetic_world
from this_machine import machine, peak_megabytes
from twolevel.core.array_types import Real
from twolevel.dyads.fit_pairs import EffectEnds, fit_pairs
from twolevel.dyads.pair_table import PairTable, rectangular_pairs, undirected_pairs
from twolevel.dyads.terms import group_pair_term, node_term

HOME_CITIES = 200
"""The home country is the one with the most ties of those with about so many cities."""
JOBS = ("rectangle poisson", "rectangle logit", "undirected poisson", "undirected logit")
PEER = """
import json, resource, sys, time
import numpy as np, pandas as pd, pyfixest as pf
data = np.load(sys.argv[1])
table = pd.DataFrame({name: data[name] for name in data.files})
fit = pf.fepois if sys.argv[2] == "poisson" else pf.feglm
extra = {} if sys.argv[2] == "poisson" else {"family": "logit"}
formula = "y ~ upper + size + km | home + abroad"
begin = time.perf_counter()
model = fit(formula, table, vcov={"CRV1": "home + abroad"}, **extra)
seconds = time.perf_counter() - begin
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
slopes = model.coef()[["upper", "size", "km"]].tolist()
print(json.dumps({"seconds": seconds, "megabytes": peak, "slopes": slopes}))
"""


def covariates(world: SyntheticWorld) -> tuple[Real, Real, sparse.csr_array]:
    """Draw size and place of each city, and lay out which regions an upper tie joins."""
    rng = np.random.default_rng(SEED)
    country = world.city_country
    n, n_countries = country.size, int(country.max()) + 1
    at = np.column_stack((rng.uniform(-50, 60, n_countries), rng.uniform(-170, 170, n_countries)))
    places = at[country] + rng.normal(0, 2, (n, 2))
    p, q = world.upper_ties.T
    n_regions = world.region_country.size
    joined = sparse.csr_array(
        (np.ones(2 * p.size), (np.concatenate((p, q)), np.concatenate((q, p)))),
        shape=(n_regions, n_regions),
    )
    return rng.normal(size=n), places, joined


def undirected(world: SyntheticWorld) -> PairTable:
    """Return all pairs of cities."""
    size, places, joined = covariates(world)
    same = np.eye(int(world.region_country.max()) + 1)
    terms = (
        group_pair_term("upper", world.city_region, None, joined),
        group_pair_term("same country", world.city_country, None, same),
        node_term("size", size),
        node_term("km", places, combination="log_km"),
    )
    return undirected_pairs(world.city_region.size, world.ties, terms)


def home_country(world: SyntheticWorld) -> int:
    """Return the country with most ties of those with about `HOME_CITIES` cities."""
    country = world.city_country
    sizes = np.bincount(country)
    ends = country[world.ties]
    ties = np.bincount(ends[ends[:, 0] != ends[:, 1]].ravel(), minlength=sizes.size)
    return int(np.where(np.abs(sizes - HOME_CITIES) <= HOME_CITIES // 10, ties, -1).argmax())


def rectangle(world: SyntheticWorld) -> tuple[PairTable, dict[str, NDArray[Any]]]:
    """Return the cities of the home country against all others, and what its rows are made of."""
    size, places, joined = covariates(world)
    is_home = world.city_country == home_country(world)
    home, abroad = np.flatnonzero(is_home), np.flatnonzero(~is_home)
    ends = world.ties[is_home[world.ties].sum(axis=1) == 1]
    ends = np.where(is_home[ends[:, :1]], ends, ends[:, ::-1])
    place = np.empty(is_home.size, dtype=np.int64)
    place[home], place[abroad] = np.arange(home.size), np.arange(abroad.size)
    terms = (
        group_pair_term("upper", world.city_region[home], world.city_region[abroad], joined),
        node_term("size", size[home], size[abroad]),
        node_term("km", places[home], places[abroad], "log_km"),
    )
    ties = np.column_stack((place[ends[:, 0]], place[ends[:, 1]]))
    table = rectangular_pairs(home.size, abroad.size, ties, terms)
    return table, {"ties": ties}


def rows_of(table: PairTable) -> dict[str, NDArray[Any]]:
    """Lay the rectangle out in rows, for the peer."""
    row, column = np.indices((table.n_first, table.n_second)).reshape(2, -1)
    y = np.zeros((table.n_first, table.n_second))
    y[table.ties[:, 0], table.ties[:, 1]] = table.counts
    rows: dict[str, NDArray[Any]] = {"y": y.ravel(), "home": row, "abroad": column}
    nodes = np.arange(table.n_first), np.arange(table.n_second)
    for term in table.terms:
        rows[term.name] = term.for_nodes(*nodes).at(row, column)
    return rows


def run_job(job: str) -> dict[str, Any]:
    """Fit once here; return seconds, peak memory and slopes."""
    shape, family = job.split()
    world = synthetic_world()
    table = undirected(world) if shape == "undirected" else rectangle(world)[0]
    ends: EffectEnds = "both"
    begin, used = time.perf_counter(), time.process_time()
    fit = fit_pairs(table, "logit" if family == "logit" else "poisson", ends)
    seconds, processor = time.perf_counter() - begin, time.process_time() - used
    peak = peak_megabytes()
    return {
        "seconds": seconds, "processor": processor, "megabytes": peak,
        "pairs": fit.n_pairs, "active": fit.n_pairs - fit.n_separated,
        "nodes": [int(fit.first_labels.size), int(fit.second_labels.size)],
        "slopes": fit.slopes.tolist(), "dyadic": fit.standard_errors().tolist(),
        "two-way": fit.standard_errors("two-way").tolist(), "iterations": fit.n_iterations,
    }  # fmt: skip


def in_own_process(job: str, cache: str | None = None) -> dict[str, Any]:
    """Fit in a new process, with compiled code in a folder of its own if one is given."""
    environment = dict(os.environ)
    if cache is not None:
        environment["NUMBA_CACHE_DIR"] = cache
    done = subprocess.run(
        [sys.executable, __file__, "--job", job],
        env=environment, capture_output=True, check=True, text=True,
    )  # fmt: skip
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def by_peer(python: str, family: str) -> dict[str, Any] | None:
    """Fit the rectangle by pyfixest; None where that Python has none."""
    found = subprocess.run([python, "-c", "import pyfixest"], capture_output=True, check=False)
    if found.returncode:
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.npz"
        np.savez(file, **rows_of(rectangle(synthetic_world())[0]))  # type: ignore[arg-type]
        done = subprocess.run(
            [python, "-c", PEER, str(file), family], capture_output=True, check=True, text=True
        )
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def measured(peer_python: str) -> dict[str, Any]:
    """Run all jobs, twice where the first one compiles, and the peer on the rectangle."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as cache:
        first = in_own_process(JOBS[0], cache)["seconds"]
    jobs: dict[str, Any] = {job: in_own_process(job) for job in JOBS}
    for family in ("poisson", "logit"):
        jobs[f"rectangle {family}"]["peer"] = by_peer(peer_python, family)
    return {"first call": first, "machine": machine(), "load": load, "jobs": jobs}


def page(found: dict[str, Any]) -> str:
    """Return the part of the page."""
    lines = [
        "## Dyadic regression",
        "",
        f"`python benchmarks/dyadic_regression.py` on the synthetic world (30,000 cities, 4,000 "
        f"regions, 150 countries, 30,000 ties, 2,000 upper ties; seed {SEED}), each fit in a "
        f"process of its own. Machine: {found['machine']}; {found['load']:.1f} other processes "
        "wanted its cores at the start, which the clock feels and the processor time does not.",
        "",
        "| fit | pairs | left after separation | ours, clock | ours, processor | peak memory "
        "| pyfixest, clock | its peak memory | ratio |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for job, held in found["jobs"].items():
        peer = held.get("peer")
        theirs = (
            f"{peer['seconds']:.1f} s | {peer['megabytes']:,.0f} MB "
            f"| {peer['seconds'] / held['seconds']:,.0f} x"
            if peer
            else ("not installed | | " if job.startswith("rectangle") else "none finishes | | ")
        )
        lines.append(
            f"| {job} | {held['pairs']:,} | {held['active']:,} | {held['seconds']:.2f} s "
            f"| {held['processor']:.2f} s | {held['megabytes']:,.0f} MB | {theirs} |"
        )
    lines += [
        "",
        "Rectangle: effects of both ends, two-way clustered errors, three terms. Undirected: one "
        "effect per city, dyadic errors, four terms. "
        f"{_agreement(found)} Where the compiled code is not cached yet the first fit takes "
        f"{found['first call']:.1f} s.",
    ]
    return "\n".join(lines)


def _agreement(found: dict[str, Any]) -> str:
    """Say how far the slopes of both packages are apart, or that there is only one."""
    apart = [
        float(np.abs(np.array(held["slopes"]) / np.array(held["peer"]["slopes"]) - 1).max())
        for held in found["jobs"].values()
        if held.get("peer")
    ]
    if not apart:
        return "No peer was run: pyfixest is not installed here, so slopes were not compared."
    return f"Slopes of both packages agree to {max(apart):.0e}."


def main() -> int:
    """Measure, print or write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--job", choices=JOBS)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--peer-python", default=os.environ.get("PEER_PYTHON", sys.executable))
    arguments = parser.parse_args()
    if arguments.job:
        print(json.dumps(run_job(arguments.job)))
        return 0
    found = measured(arguments.peer_python)
    if arguments.json:
        print(json.dumps(found))
    else:
        write_part("dyadic regression", page(found))
        print(page(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())

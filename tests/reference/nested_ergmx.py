"""Fit made-up two-level networks with ergmx (GPL, an oracle only) and store network and numbers.

    python3 -m venv oracle && oracle/bin/pip install ergmx==0.5.0 networkx numpy
    oracle/bin/python tests/reference/nested_ergmx.py

Both levels are one network with a level attribute. City-region ties are the membership and stay
fixed; `S()` gives each level its terms, and MPNet's `c4axb` counts the four-cycles of a city tie,
its two memberships and a region tie: the ties of cities inside upper ties. So ergmx has the same
model and finds it by Monte Carlo maximum likelihood. Networks are drawn here with numpy alone.
"""

from __future__ import annotations

import json
import platform
import time
import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Any

import ergmx
import networkx as nx
import numpy as np

SEED = 20261125
N_REGIONS, N_CITIES = 60, 1500
FORMULA = (
    "S(~edges + nodecov('size'), ~level == 'city') "
    "+ S(~edges + nodecov('wealth'), ~level == 'region') + c4axb('level')"
)
WORLDS = {
    # city intercept, size, gamma, region intercept, wealth
    "moderate": (-6.6, 0.5, 1.0, -4.0, 0.5),
    "strong": (-6.6, 0.5, 3.0, -18.0, 0.5),
}
OUT = Path(__file__).with_suffix(".json")


def drawn(name: str) -> dict[str, Any]:
    """Draw one network: each upper tie from its marginal law, city ties given it."""
    city, by_size, gamma, region, by_wealth = WORLDS[name]
    rng = np.random.default_rng([SEED, list(WORLDS).index(name)])
    city_region = np.sort(rng.integers(0, N_REGIONS, N_CITIES))
    size, wealth = rng.normal(0, 0.5, N_CITIES).round(2), rng.normal(0, 0.5, N_REGIONS).round(2)
    members = [np.flatnonzero(city_region == p) for p in range(N_REGIONS)]
    ties, upper = [], []
    for p in range(N_REGIONS):
        for q in range(p, N_REGIONS):
            eta = city + by_size * (size[members[p]][:, None] + size[members[q]][None, :])
            theta = region + by_wealth * (wealth[p] + wealth[q])
            theta += (np.log1p(np.exp(eta + gamma)) - np.log1p(np.exp(eta))).sum()
            if p < q and rng.random() < 1 / (1 + np.exp(-theta)):
                upper.append((p, q))
                eta = eta + gamma
            hit = rng.random(eta.shape) < 1 / (1 + np.exp(-eta))
            if p == q:
                hit = np.triu(hit, 1)
            ties += [(int(members[p][i]), int(members[q][j])) for i, j in np.argwhere(hit)]
    return {
        "coefficients": WORLDS[name], "city_region": city_region.tolist(), "size": size.tolist(),
        "wealth": wealth.tolist(), "ties": ties, "upper_ties": upper,
    }  # fmt: skip


def graph_of(world: dict[str, Any]) -> nx.Graph:
    """Return both levels and the membership as one graph: cities first, then regions."""
    n = len(world["city_region"])
    graph = nx.Graph()
    for i, size in enumerate(world["size"]):
        graph.add_node(i, level="city", size=size, wealth=0.0)
    for p, wealth in enumerate(world["wealth"]):
        graph.add_node(n + p, level="region", size=0.0, wealth=wealth)
    graph.add_edges_from((i, n + p) for i, p in enumerate(world["city_region"]))
    graph.add_edges_from(world["ties"])
    graph.add_edges_from((n + p, n + q) for p, q in world["upper_ties"])
    return graph


def counted(world: dict[str, Any]) -> int:
    """Count city ties inside upper ties by hand, for c4axb to be checked against."""
    upper = {tuple(pair) for pair in world["upper_ties"]}
    region = world["city_region"]
    return sum(tuple(sorted((region[i], region[j]))) in upper for i, j in world["ties"])


def fitted(world: dict[str, Any]) -> dict[str, Any]:
    """Fit by Monte Carlo maximum likelihood; what goes wrong is stored too."""
    graph, begin, used = graph_of(world), time.perf_counter(), time.process_time()
    summary = {k: float(v) for k, v in dict(ergmx.summary_stats(graph, FORMULA)).items()}
    result: dict[str, Any] = {"statistics": summary, "inside": counted(world)}
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            fit = ergmx.ergm(
                graph, FORMULA, constraints="blocks('level', levels2=2)", seed=SEED,
                eval_loglik=False, max_iter=30,
            )  # fmt: skip
        except Exception as reason:  # noqa: BLE001
            result["failed"] = f"{type(reason).__name__}: {reason}"
        else:
            result |= {"coefficients": fit.coef, "standard_errors": fit.stderr, "mple": fit.mple}
            result["converged"] = bool(getattr(fit, "converged", True))
    result["warnings"] = sorted({str(one.message) for one in said})
    result["seconds"] = round(time.perf_counter() - begin, 1)
    result["processor_seconds"] = round(time.process_time() - used, 1)
    return result


def with_more_time(world: dict[str, Any]) -> dict[str, Any]:
    """Simulate from the true coefficients, from the network and from none, to see if they meet."""
    city, by_size, gamma, region, by_wealth = world["coefficients"]
    truth = [city, by_size, region, by_wealth, gamma]
    graph = graph_of(world)
    bare = graph.copy()
    n = len(world["city_region"])
    bare.remove_edges_from([(i, j) for i, j in graph.edges if (i < n) == (j < n)])
    found = {}
    for name, start in (("from the network", graph), ("from no tie", bare)):
        simulated = ergmx.simulate(
            start, FORMULA, truth, nsim=20, seed=SEED, output="stats",
            constraints="blocks('level', levels2=2)", burnin=20_000_000, interval=2_000_000,
        )  # fmt: skip
        found[name] = np.asarray(simulated).mean(axis=0).tolist()
    return found


def main() -> None:
    """Draw, fit and store."""
    stored: dict[str, Any] = {
        "seed": SEED, "formula": FORMULA, "python": platform.python_version(),
        "versions": {name: version(name) for name in ("ergmx", "networkx", "numpy")},
    }  # fmt: skip
    for name in WORLDS:
        world = drawn(name)
        print(name, len(world["ties"]), "ties", len(world["upper_ties"]), "upper ties", flush=True)
        stored[name] = {"world": world, "ergmx": fitted(world)}
        print(stored[name]["ergmx"], flush=True)
        try:
            stored[name]["simulated"] = with_more_time(world)
        except Exception as reason:  # noqa: BLE001
            stored[name]["simulated"] = {"failed": f"{type(reason).__name__}: {reason}"}
        print(stored[name]["simulated"], flush=True)
        OUT.write_text(json.dumps(stored, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

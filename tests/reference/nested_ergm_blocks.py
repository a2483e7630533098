"""Draw a block with shared partners from ergmx, fit it with `fit_triadic_block`, store the numbers.

python3 -m venv oracle && oracle/bin/pip install ergmx==0.5.0 networkx numpy scipy
PYTHONPATH=src oracle/bin/python tests/reference/nested_ergm_blocks.py
"""

from __future__ import annotations

import json
import platform
from importlib.metadata import version
from pathlib import Path

import ergmx
import networkx as nx
import numpy as np

from twolevel.nested.ergm_blocks import fit_triadic_block
from twolevel.nested.network import nested_network

SEED, N_REGIONS, N_CITIES, GAMMA, PARTNERS = 20261125, 12, 120, 1.0, 1.0
OUT = Path(__file__).with_suffix(".json")


def main() -> None:
    """Draw, fit and store."""
    rng = np.random.default_rng(SEED)
    region = np.sort(rng.integers(0, N_REGIONS, N_CITIES))
    # upper ties in cliques, so that what closes triangles lies inside upper ties too
    upper = [
        (p, q) for p in range(N_REGIONS) for q in range(p + 1, N_REGIONS)
        if p // 3 == q // 3 or rng.random() < 0.1
    ]  # fmt: skip
    both = np.zeros((N_REGIONS, N_REGIONS))
    both[tuple(np.transpose(upper))] = 1.0
    both += both.T
    graph = nx.empty_graph(N_CITIES)
    graph.graph["inside"] = both[region[:, None], region[None, :]]
    formula = "edges + edgecov('inside') + gwesp(0.5, fixed=TRUE)"
    drawn = ergmx.simulate(
        graph, formula, [-4.6, GAMMA, PARTNERS], nsim=1, seed=SEED, burnin=2_000_000, interval=1
    )
    drawn = drawn[0] if isinstance(drawn, list) else drawn
    ties = sorted(tuple(sorted(map(int, edge))) for edge in drawn.edges)
    network = nested_network(city_region=region, ties=ties, upper_ties=upper, n_regions=N_REGIONS)
    fit = fit_triadic_block(network, np.arange(N_REGIONS), seed=SEED)
    stored = {
        "truth": [GAMMA, PARTNERS], "gamma": fit.gamma, "dyadic_gamma": fit.dyadic_gamma,
        "names": fit.names,
        "coefficients": fit.coefficients.tolist(), "standard_errors": fit.standard_errors.tolist(),
        "dyadic_coefficients": fit.dyadic_coefficients.tolist(),
        "city_region": region.tolist(), "ties": ties, "upper_ties": upper, "n_regions": N_REGIONS,
        "regions": list(range(N_REGIONS)), "seed": SEED, "python": platform.python_version(),
        "versions": {name: version(name) for name in ("ergmx", "networkx", "numpy")},
    }  # fmt: skip
    OUT.write_text(json.dumps(stored, separators=(",", ":")) + "\n", encoding="utf-8")
    print(len(ties), {k: stored[k] for k in ("gamma", "dyadic_gamma", "coefficients",
          "standard_errors", "dyadic_coefficients")})  # fmt: skip


if __name__ == "__main__":
    main()

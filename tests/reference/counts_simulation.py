"""Size and coverage of the count models, on simulated cities in uneven regions.

    python tests/reference/counts_simulation.py --worlds 2000

writes counts_simulation.json beside this file, in some five minutes on one core. The seed was fixed
before the first run. The tests repeat the first worlds.

A city has two covariates of its own, one of which does nothing, and two of its region, one of which
does nothing. Regions differ beyond them, with standard deviation `REGION_SD` on the log scale, and
cities of a region as a gamma with variance `ALPHA` makes them; the mean is that of the model. For
comparison: QMLE with the usual sandwich, factor G / (G - 1), and t with G - 1 degrees of freedom.
"""

from __future__ import annotations

import argparse
import json
import platform
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from twolevel.counts.negative_binomial import count_model
from twolevel.rates.clusters import effective_clusters
from twolevel.rates.score_jackknife import cluster_parts, t_interval

SEED = 20261125
OUT = Path(__file__).with_suffix(".json")
SLOPES = {"of the city": 0.4, "of the region": 0.3, "of the city, idle": 0.0,
          "of the region, idle": 0.0}  # fmt: skip
CONSTANT, REGION_SD, ALPHA = 0.5, 0.4, 0.6
LEAN = 0.5
"""Standard deviation of what cities of a region have in common in covariates of their own."""
SIZE = 0.05
SANDWICH = "QMLE, usual sandwich"


@dataclass(frozen=True, slots=True)
class Layout:
    """Regions, the standard deviation of the logarithm of their size, and cities."""

    n_regions: int
    size_sd: float
    n_cities: int


LAYOUTS = {"50 regions": Layout(50, 0.4, 500), "China's layout": Layout(31, 0.78, 310)}


def regions_of(layout: Layout) -> NDArray[np.int64]:
    """Return the region of each city: sizes at the quantiles of a log normal law."""
    n = layout.n_regions
    weight = np.exp(layout.size_sd * norm.ppf((np.arange(n) + 0.5) / n))
    size = np.maximum(np.round(weight / weight.sum() * layout.n_cities), 1).astype(np.int64)
    return np.repeat(np.arange(n), size)


def fitted(seed: np.random.SeedSequence, layout: Layout) -> dict[str, tuple[Any, Any, Any]]:
    """Draw a world, fit it, and return p and both ends of the interval of each coefficient."""
    rng = np.random.default_rng(seed)
    region = regions_of(layout)
    n, n_regions = region.size, layout.n_regions
    own = rng.normal(size=(n, 2)) + LEAN * rng.normal(size=(n_regions, 2))[region]
    common = rng.normal(size=(n_regions, 2))[region]
    x = np.column_stack((own[:, 0], common[:, 0], own[:, 1], common[:, 1]))
    lift = np.exp(rng.normal(-(REGION_SD**2) / 2, REGION_SD, n_regions))[region]
    mean = np.exp(CONSTANT + x @ list(SLOPES.values())) * lift * rng.gamma(1 / ALPHA, ALPHA, n)
    y = rng.poisson(mean)
    model = count_model(y, x, unit=region, leave_out=False)
    usual = _by_sandwich(y, x, region, model.qmle.coefficients)
    return {
        "QMLE": (model.qmle.p, model.qmle.low, model.qmle.high),
        "NB2": (model.nb2.p, model.nb2.low, model.nb2.high),
        SANDWICH: usual,
    }


def one_world(seed: np.random.SeedSequence, layout: Layout) -> dict[str, list[tuple[bool, bool]]]:
    """Draw a world, fit it, and say of each slope whether it is rejected, and covered."""
    return {
        kind: [
            (bool(p[k] <= SIZE), bool(low[k] <= true <= high[k]))
            for k, true in enumerate(SLOPES.values(), start=1)
        ]
        for kind, (p, low, high) in fitted(seed, layout).items()
    }


def _by_sandwich(y: Any, x: Any, region: Any, beta: Any) -> tuple[Any, Any, Any]:
    """Return p and interval of each coefficient as most programs would have them."""
    design = np.column_stack((np.ones(y.size), x))
    mean = np.exp(design @ beta)
    parts, scores = cluster_parts(design, mean, y - mean, region)
    inverse, n = np.linalg.inv(parts.sum(axis=0)), len(scores)
    error = np.sqrt(np.diag(inverse @ scores.T @ scores @ inverse) * n / (n - 1))
    low, high, p = t_interval(beta, error, n - 1, 1 - SIZE)
    return p, low, high


def seeds_of(layout: str, n_worlds: int) -> list[np.random.SeedSequence]:
    """Return the seeds of the first worlds of a layout."""
    return np.random.SeedSequence([SEED, list(LAYOUTS).index(layout)]).spawn(n_worlds)


def rates(layout: str, n_worlds: int, executor: Executor | None = None) -> Any:
    """Return how often each slope is rejected and covered; more worlds begin with the same."""
    work, seeds = partial(one_world, layout=LAYOUTS[layout]), seeds_of(layout, n_worlds)
    found = list(
        map(work, seeds) if executor is None else executor.map(work, seeds, chunksize=10)
    )  # fmt: skip
    return {
        kind: {
            name: {
                "worlds": n_worlds,
                "rejects 0": sum(one[kind][k][0] for one in found) / n_worlds,
                "covers": sum(one[kind][k][1] for one in found) / n_worlds,
            }
            for k, name in enumerate(SLOPES)
        }
        for kind in ("QMLE", "NB2", SANDWICH)
    }


def main() -> None:
    """Measure and store."""
    parser = argparse.ArgumentParser(description="Calibrate the count models.")
    parser.add_argument("--worlds", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=1)
    arguments = parser.parse_args()
    pool = ProcessPoolExecutor(arguments.workers) if arguments.workers > 1 else nullcontext()
    with pool as executor:
        cases = {name: rates(name, arguments.worlds, executor) for name in LAYOUTS}
    stored = {
        "seed": SEED, "n_worlds": arguments.worlds, "slopes": SLOPES, "region_sd": REGION_SD,
        "alpha": ALPHA, "lean": LEAN, "layouts": {k: asdict(v) for k, v in LAYOUTS.items()},
        "effective_regions": {k: effective_clusters(regions_of(v)) for k, v in LAYOUTS.items()},
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("numpy", "scipy", "statsmodels")},
        "cases": cases,
    }  # fmt: skip
    OUT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

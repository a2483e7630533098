"""Size and coverage of the choice model on sampled alternatives, on simulated choices.

    python tests/reference/choice_simulation.py --worlds 2000

writes choice_simulation.json beside this file, in some five minutes on one core. The seed was fixed
before the first run. The tests repeat the first worlds.

Of 300 alternatives the few most attractive are a stratum of their own; a set holds five of each. An
alternative has two traits, one of which does nothing, and its fit to the chooser; the product of
another trait with one of the chooser's cluster does nothing either. Choices of a cluster resemble
each other: with chance `COPIED` a choice takes its luck with each alternative from the cluster, so
each choice alone follows the model as if there were no clusters.
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

from twolevel.choice.clusters import choice_chances
from twolevel.choice.conditional_logit import conditional_logit
from twolevel.choice.sampled_alternatives import sample_alternatives
from twolevel.rates.clusters import effective_clusters
from twolevel.rates.score_jackknife import cluster_parts, t_interval

SEED = 20261125
OUT = Path(__file__).with_suffix(".json")
SLOPES = {"of the alternative": 0.8, "of the pair": -0.5, "of the alternative, idle": 0.0,
          "product with the cluster, idle": 0.0}  # fmt: skip
N_ALTERNATIVES, N_SAMPLED = 300, 5
RARE = 1.2
"""Trait from which on an alternative is in the stratum of the attractive ones."""
SIZE = 0.05
KINDS = ("conditional logit", "usual sandwich")


@dataclass(frozen=True, slots=True)
class Layout:
    """Clusters, standard deviation of the logarithm of their size, choices, and chance of a copy.

    Where nothing is copied each choice is a cluster, and errors are those of the information.
    """

    n_clusters: int
    size_sd: float
    n_choices: int
    copied: float


LAYOUTS = {
    "choices apart": Layout(120, 0.0, 120, 0.0),
    "50 clusters": Layout(50, 0.4, 500, 0.3),
    "China's layout": Layout(31, 0.78, 310, 0.3),
}


def clusters_of(layout: Layout) -> NDArray[np.int64]:
    """Return the cluster of each choice: sizes at the quantiles of a log normal law."""
    n = layout.n_clusters
    weight = np.exp(layout.size_sd * norm.ppf((np.arange(n) + 0.5) / n))
    size = np.maximum(np.round(weight / weight.sum() * layout.n_choices), 1).astype(np.int64)
    return np.repeat(np.arange(n), size)


def fitted(seed: np.random.SeedSequence, layout: Layout) -> dict[str, tuple[Any, Any, Any]]:
    """Draw choices, fit them, and return p and both ends of the interval of each slope."""
    rng = np.random.default_rng(seed)
    cluster = clusters_of(layout)
    shape = (cluster.size, N_ALTERNATIVES)
    trait = rng.normal(size=(N_ALTERNATIVES, 3))
    of_cluster = rng.normal(size=layout.n_clusters)[cluster]
    x = np.stack(
        (
            np.broadcast_to(trait[:, 0], shape), rng.normal(size=shape),
            np.broadcast_to(trait[:, 1], shape), of_cluster[:, None] * trait[:, 2],
        ),
        axis=2,
    )  # fmt: skip
    luck = rng.gumbel(size=shape)
    if layout.copied:
        common = rng.gumbel(size=(layout.n_clusters, N_ALTERNATIVES))[cluster]
        luck = np.where(rng.random(cluster.size)[:, None] < layout.copied, common, luck)
    chosen = (x @ list(SLOPES.values()) + luck).argmax(axis=1)
    drawn = sample_alternatives(
        chosen, N_ALTERNATIVES, n_sampled=N_SAMPLED, seed=int(rng.integers(2**31)),
        stratum=(trait[:, 0] > RARE).astype(np.int64),
    )  # fmt: skip
    rows = x[drawn.choice, drawn.alternative], drawn.choice, drawn.is_chosen
    given = cluster[drawn.choice]
    offset = drawn.log_correction
    fit = conditional_logit(*rows, offset=offset, cluster=given if layout.copied else None)
    found = {KINDS[0]: (fit.p, fit.low, fit.high)}
    if layout.copied:
        found[KINDS[1]] = _by_sandwich(*rows, offset, given, fit.coefficients)
    return found


def one_world(seed: np.random.SeedSequence, layout: Layout) -> dict[str, list[tuple[bool, bool]]]:
    """Draw choices, fit them, and say of each slope whether it is rejected, and covered."""
    return {
        kind: [
            (bool(p[k] <= SIZE), bool(low[k] <= true <= high[k]))
            for k, true in enumerate(SLOPES.values())
        ]
        for kind, (p, low, high) in fitted(seed, layout).items()
    }


def _by_sandwich(
    x: Any, choice: Any, is_chosen: Any, offset: Any, cluster: Any, beta: Any
) -> tuple[Any, Any, Any]:
    """Return p and interval of each coefficient as most programs would have them."""
    chance = choice_chances(x, choice, offset, beta)
    mean = np.column_stack([np.bincount(choice, chance * column) for column in x.T])
    centred = x - mean[choice]
    parts, scores = cluster_parts(centred, chance, is_chosen - chance, cluster)
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
        for kind in KINDS
        if kind in found[0]
    }


def main() -> None:
    """Measure and store."""
    parser = argparse.ArgumentParser(description="Calibrate the choice model.")
    parser.add_argument("--worlds", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=1)
    arguments = parser.parse_args()
    pool = ProcessPoolExecutor(arguments.workers) if arguments.workers > 1 else nullcontext()
    with pool as executor:
        cases = {name: rates(name, arguments.worlds, executor) for name in LAYOUTS}
    stored = {
        "seed": SEED, "n_worlds": arguments.worlds, "slopes": SLOPES, "rare": RARE,
        "n_alternatives": N_ALTERNATIVES, "n_sampled": N_SAMPLED,
        "layouts": {k: asdict(v) for k, v in LAYOUTS.items()},
        "effective_clusters": {k: effective_clusters(clusters_of(v)) for k, v in LAYOUTS.items()},
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("numpy", "scipy")},
        "cases": cases,
    }  # fmt: skip
    OUT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

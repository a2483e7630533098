"""Measure how often MRQAP rejects at 5 % where the covariate tested has no effect; store it.

    python tests/reference/make_mrqap_size.py --worlds 2000

writes mrqap_size.json beside this file: a few minutes on one core. Rows and columns of outcome and
covariates lean on their nodes, the covariates on each other, and the other covariate has an effect.
The seed was fixed before the first run. The tests repeat the first worlds.
"""

from __future__ import annotations

import argparse
import json
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from twolevel.core.array_types import Real
from twolevel.exact.besag_clifford import clopper_pearson
from twolevel.mrqap.regression import mrqap

SEED = 20261125
N_DRAWS = 199
SIZE = 0.05
OUT = Path(__file__).parent / "mrqap_size.json"


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of world and the test that is judged in it.

    Attributes
    ----------
    shape, layout
        Of the matrices.
    lean
        Weight of the covariate that has an effect in the one that has none.
    effect
        Of the former.
    is_skewed, is_binary
        Whether the outcome is exp of, or whether it is above 0.
    options
        Of the test.
    """

    shape: tuple[int, int]
    layout: str
    options: dict[str, Any]
    lean: float = 0.7
    effect: float = 0.4
    is_skewed: bool = False
    is_binary: bool = False


LOGIT = {"model": "logistic"}
WALD = LOGIT | {"statistic": "wald"}
CASES = {
    "directed": Case((30, 30), "directed", {}),
    "undirected": Case((30, 30), "undirected", {}),
    "rectangular": Case((20, 40), "rectangular", {}),
    "skewed outcome": Case((30, 30), "directed", {}, is_skewed=True),
    "strong collinearity": Case((30, 30), "directed", {}, lean=2.0),
    "outcome permuted, no effect at all": Case(
        (30, 30), "directed", {"permute": "outcome"}, effect=0.0
    ),
    "logistic, score": Case((30, 30), "directed", LOGIT, is_binary=True),
    "logistic, Wald": Case((16, 16), "directed", WALD, is_binary=True),
}


def leaning(rng: np.random.Generator, case: Case) -> Real:
    """Draw a matrix whose rows and columns lean on their nodes."""
    rows, columns = rng.normal(size=case.shape[0]), rng.normal(size=case.shape[1])
    matrix: Real = rows[:, None] + columns[None, :] + rng.normal(size=case.shape)
    return matrix + matrix.T if case.layout == "undirected" else matrix


def p_of_world(name: str, world: int) -> float:
    """Return p of the covariate without an effect in one world."""
    case = CASES[name]
    rng = np.random.default_rng([SEED, list(CASES).index(name), world])
    with_effect = leaning(rng, case)
    without = case.lean * with_effect + leaning(rng, case)
    outcome = case.effect * with_effect + leaning(rng, case)
    if case.is_skewed:
        outcome = np.exp(outcome)
    if case.is_binary:
        outcome = (outcome > 0).astype(np.float64)
    result = mrqap(
        outcome, [with_effect, without], layout=case.layout, n_draws=N_DRAWS,
        seed=int(rng.integers(2**31)), **case.options,
    )  # fmt: skip
    return float(result.p[1])


def n_rejected(name: str, n_worlds: int) -> int:
    """Return in how many of the first worlds the test rejects."""
    return sum(p_of_world(name, world) <= SIZE for world in range(n_worlds))


def main() -> None:
    """Measure and store."""
    parser = argparse.ArgumentParser(description="Size of MRQAP.")
    parser.add_argument("--worlds", type=int, default=2000)
    arguments = parser.parse_args()
    rows = {}
    for name in CASES:
        rejected = n_rejected(name, arguments.worlds)
        low, high = clopper_pearson(rejected, arguments.worlds, 0.99)
        rows[name] = {"rate": rejected / arguments.worlds, "low": low, "high": high}
        print(f"{name}: {rows[name]['rate']:.4f}", flush=True)
    about = {
        "seed": SEED, "n_worlds": arguments.worlds, "n_draws": N_DRAWS,
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("numpy", "scipy", "numba")},
    }  # fmt: skip
    OUT.write_text(json.dumps(about | {"size": rows}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

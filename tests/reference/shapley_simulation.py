"""Coverage of the intervals of Shapley shares, on simulated pairs in uneven units.

    python tests/reference/shapley_simulation.py --worlds 2000

writes shapley_simulation.json beside this file, in some fifteen minutes on one core. The seed was
fixed before the first run. The tests repeat the first worlds.

What an interval should hold is the share in many worlds of the same size: the mean value of the
group over the mean gain. `weighted`: Poisson counts of pairs of cities and partners; pairs with
a tie are all kept, of others two in five, with their weights. One group tells most, one is of the
partner alone, one does nothing. `one way`: normal outcomes of cities held out by unit, of which one
group is of the city, one of the unit, and one does nothing. Sizes of units are drawn anew in each
world, as a superpopulation of units has them.
"""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from twolevel.core.array_types import Index
from twolevel.shapley.values import linear_model, shapley_deviance
from twolevel.shapley.weighted import weighted_shapley

SEED = 20261125
OUT = Path(__file__).with_suffix(".json")

PAIRS_OF_A_CITY = 12
KEPT = 0.4
UNIT_SD = PARTNER_SD = 0.3
WEIGHTED = {"pair": [0, 1], "partner": [2], "idle": [3]}
ONE_WAY = {"city": [0], "unit": [1], "idle": [2, 3]}
CONTRASTS: dict[str, dict[str, dict[str, float]]] = {
    "weighted": {
        "pair": {"pair": 1}, "partner": {"partner": 1}, "idle": {"idle": 1},
        "pair less partner": {"pair": 1, "partner": -1},
        "partner less idle": {"partner": 1, "idle": -1},
    },
    "one way": {name: {name: 1} for name in ONE_WAY},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """Units, standard deviation of the logarithm of their size, cities, and partners."""

    n_units: int
    size_sd: float
    n_cities: int
    n_partners: int


LAYOUTS = {"50 units": Layout(50, 0.3, 500, 70), "China's layout": Layout(31, 0.8, 310, 40)}


def units_of(layout: Layout, rng: np.random.Generator) -> Index:
    """Return the unit of each city."""
    weight = np.exp(layout.size_sd * rng.normal(size=layout.n_units))
    size = np.maximum(np.round(weight / weight.sum() * layout.n_cities), 1).astype(np.int64)
    return np.repeat(np.arange(layout.n_units), size)


def one_weighted(seed: np.random.SeedSequence, layout: Layout) -> dict[str, Any]:
    """Draw pairs with ties, decompose, and return values, and the half width of each share."""
    rng = np.random.default_rng(seed)
    unit = np.repeat(units_of(layout, rng), PAIRS_OF_A_CITY)
    chance = np.exp(0.5 * rng.normal(size=layout.n_partners))
    partner = rng.choice(layout.n_partners, unit.size, p=chance / chance.sum())
    lean = rng.normal(size=(layout.n_units, 3))[unit]
    of_partner = rng.normal(size=layout.n_partners)[partner]
    own = rng.normal(size=(unit.size, 2)) + 0.3 * lean[:, :2] + 0.3 * of_partner[:, None]
    x = np.column_stack((own, of_partner, rng.normal(size=unit.size) + 0.5 * lean[:, 2]))
    lift = rng.normal(-(UNIT_SD**2) / 2, UNIT_SD, layout.n_units)[unit]
    lift = lift + rng.normal(-(PARTNER_SD**2) / 2, PARTNER_SD, layout.n_partners)[partner]
    mean = np.exp(-1.2 + x @ [0.5, 0.3, 0.3, 0.0] + lift) * rng.gamma(2, 0.5, unit.size)
    y = rng.poisson(mean).astype(np.float64)
    kept = (y > 0) | (rng.random(unit.size) < KEPT)
    found = weighted_shapley(
        x[kept], y[kept], WEIGHTED, weight=np.where(y > 0, 1.0, 1 / KEPT)[kept], unit=unit[kept],
        partner=partner[kept],
    )  # fmt: skip
    shares = {name: found.shares(weights) for name, weights in CONTRASTS["weighted"].items()}
    return {
        "value": dict(zip(found.groups, found.value.tolist(), strict=True)),
        "effective": found.degrees_of_freedom + 1,
        "shares": {name: [s.low, s.high] for name, s in shares.items() if s is not None},
    }


def one_one_way(seed: np.random.SeedSequence, layout: Layout) -> dict[str, Any]:
    """Draw outcomes of cities, decompose with units held out, and return the same."""
    rng = np.random.default_rng(seed)
    unit = units_of(layout, rng)
    of_unit = rng.normal(size=(layout.n_units, 4))[unit]
    own = rng.normal(size=(unit.size, 2))
    x = np.column_stack((own[:, 0] + 0.5 * of_unit[:, 0], of_unit[:, 1], own[:, 1], of_unit[:, 2]))
    y = x @ [0.5, 0.4, 0.0, 0.0] + UNIT_SD * of_unit[:, 3] + rng.normal(size=unit.size)
    found = shapley_deviance(
        x, y, ONE_WAY, unit=unit, fit=linear_model("gaussian"), family="gaussian"
    )
    told: dict[str, list[float]] = {}
    if found.share_low is not None and found.share_high is not None:
        for name, low, high in zip(found.groups, found.share_low, found.share_high, strict=True):
            told[name] = [float(low), float(high)]
    return {
        "value": dict(zip(found.groups, found.value.tolist(), strict=True)),
        "effective": found.effective_units, "shares": told,
    }  # fmt: skip


METHODS: dict[str, Callable[..., dict[str, Any]]] = {
    "weighted": one_weighted,
    "one way": one_one_way,
}


def seeds_of(method: str, layout: str, n_worlds: int) -> list[np.random.SeedSequence]:
    """Return the seeds of the first worlds of a layout."""
    entropy = [SEED, list(METHODS).index(method), list(LAYOUTS).index(layout)]
    return np.random.SeedSequence(entropy).spawn(n_worlds)


def rates(
    method: str,
    layout: str,
    n_worlds: int,
    executor: Executor | None = None,
    targets: dict[str, float] | None = None,
) -> Any:
    """Return how often each share's interval holds its target; more worlds begin with the same.

    Targets are those of these worlds themselves if none are given.
    """
    seeds = seeds_of(method, layout, n_worlds)
    work = partial(METHODS[method], layout=LAYOUTS[layout])
    found = list(
        map(work, seeds) if executor is None else executor.map(work, seeds, chunksize=10)
    )  # fmt: skip
    mean = {name: np.mean([one["value"][name] for one in found]) for name in found[0]["value"]}
    gain = sum(mean.values())
    rows = {}
    for name, weights in CONTRASTS[method].items():
        own = float(sum(weight * mean[group] for group, weight in weights.items()) / gain)
        target = own if targets is None else targets[name]
        ends = [one["shares"][name] for one in found if name in one["shares"]]
        rows[name] = {
            "target": target, "worlds": len(ends),
            "covers": sum(low <= target <= high for low, high in ends) / len(ends),
            "ends below": sum(high < target for _, high in ends) / len(ends),
            "begins above": sum(low > target for low, _ in ends) / len(ends),
        }  # fmt: skip
    return {"effective": float(np.mean([one["effective"] for one in found])), "shares": rows}


def main() -> None:
    """Measure and store."""
    parser = argparse.ArgumentParser(description="Calibrate the intervals of Shapley shares.")
    parser.add_argument("--worlds", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=1)
    arguments = parser.parse_args()
    pool = ProcessPoolExecutor(arguments.workers) if arguments.workers > 1 else nullcontext()
    with pool as executor:
        cases = {
            method: {
                name: rates(method, name, arguments.worlds, executor) for name in LAYOUTS
            }
            for method in METHODS
        }  # fmt: skip
    stored = {
        "seed": SEED, "n_worlds": arguments.worlds, "kept": KEPT, "unit_sd": UNIT_SD,
        "partner_sd": PARTNER_SD, "layouts": {k: asdict(v) for k, v in LAYOUTS.items()},
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("numpy", "scipy")},
        "cases": cases,
    }  # fmt: skip
    OUT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

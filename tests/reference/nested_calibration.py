"""Size of the test of gamma = 0 and coverage of its profile interval, on simulated worlds.

    python tests/reference/nested_calibration.py --worlds 2000

writes nested_calibration.json beside this file and the page on the exact nested model,
in ten minutes on one core. The seed was fixed before the first run. The tests repeat the first
worlds.

Kinds of worlds, at two layouts: where the model holds, without and with a term across levels; and
where it does not, all without any effect of one level on the other: a taste of country pairs that
both levels share (common cause), tastes of each level of its own, and cities and regions that
differ in activity beyond their covariates.
"""

from __future__ import annotations

import argparse
import json
import platform
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta as beta_law

from sistercities.errors import NetworkError
from twolevel.nested.design import design_of
from twolevel.nested.fit import fit_nested_model
from twolevel.nested.network import NestedNetwork, nested_bipartite, nested_network
from twolevel.nested.simulate import simulate_network
from twolevel.nested.terms import GroupEffects, GroupPairs, NodeSum, SameLabel, Term

SEED = 20261125
OUT = Path(__file__).with_suffix(".json")
PAGE = Path(__file__).parents[2] / "docs" / "twolevel" / "exact-nested-model.md"
BEGIN, END = "<!-- nested calibration: begin -->", "<!-- nested calibration: end -->"
TASTE_SD = 0.8
"""Standard deviation of the taste of a pair of countries for each other, in log odds."""
ACTIVITY_SD = 0.8
"""Standard deviation of the activity of cities, and of regions, beyond their covariates."""
GAMMA = 0.8


@dataclass(frozen=True, slots=True)
class Layout:
    """Size of a world; `is_undirected` or home x abroad with one home country."""

    is_undirected: bool
    n_regions: int
    n_cities: int
    n_countries: int
    n_home_regions: int
    n_home_cities: int
    city_intercept: float
    region_intercept: float


LAYOUTS = {
    "whole network": Layout(True, 40, 300, 10, 0, 0, -5.0, -2.6),
    "china": Layout(False, 350, 900, 60, 31, 300, -5.8, -3.6),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """How ties of a world come about, and which terms the fit has beside sizes.

    Attributes
    ----------
    gamma
        Term across levels.
    shared, own
        Whether country pairs have a taste at both levels, or another at each.
    uneven
        Whether cities and regions differ beyond their covariates.
    fitted
        "sizes"; "effects" of countries or home regions at both levels too; or the "taste" itself.
    """

    gamma: float = 0.0
    shared: bool = False
    own: bool = False
    uneven: bool = False
    fitted: str = "sizes"


KINDS = {
    "independent": Kind(),
    "tied": Kind(gamma=GAMMA),
    "common cause": Kind(shared=True),
    "common cause, effects fitted": Kind(shared=True, fitted="effects"),
    "common cause, taste fitted": Kind(shared=True, fitted="taste"),
    "tastes of each level": Kind(own=True),
    "uneven places": Kind(uneven=True),
}
FITTED = {
    "sizes": "sizes",
    "effects": "sizes, effects of countries (of home regions)",
    "taste": "sizes, the taste",
}
HOLDS = ("independent", "tied", "common cause, taste fitted")


@dataclass(frozen=True, slots=True, eq=False)
class Hidden:
    """What made the ties: log odds beside the intercepts."""

    size: NDArray[np.float64]
    wealth: NDArray[np.float64]
    taste: NDArray[np.float64]


def world(
    layout: Layout, kind: Kind, seed: np.random.SeedSequence
) -> tuple[NestedNetwork, list[Term], list[Term]]:
    """Draw a world and return it with the terms of the fit."""
    rng = np.random.default_rng(seed)
    network, country = _empty(layout, rng)
    n = layout.n_countries
    taste, other = (_symmetric(rng, n, TASTE_SD) for _ in range(2))
    city_taste = taste if kind.shared or kind.own else np.zeros((n, n))
    region_taste = taste if kind.shared else other if kind.own else np.zeros((n, n))
    sides = ("both",) if layout.is_undirected else ("left", "right")
    size = {s: rng.normal(0, 0.5, _n_cities(network, s)).round(1) for s in sides}
    wealth = {s: rng.normal(0, 0.5, _n_regions(network, s)).round(1) for s in sides}
    hidden = 1.0 if kind.uneven else 0.0
    active = {s: rng.normal(0, ACTIVITY_SD * hidden, size[s].size).round(1) for s in sides}
    rich = {s: rng.normal(0, ACTIVITY_SD * hidden, wealth[s].size).round(1) for s in sides}
    city_true, region_true = _taste_term(city_taste, country), _taste_term(region_taste, country)
    # a city's share of its country's ties beside what the taste says: sizes and hidden activity
    truth = simulate_network(
        *_true_design(network, size, wealth, active, rich, city_true, region_true, layout, kind),
        seed=int(rng.integers(2**31)),
    )
    city, region = _sums("size", size), _sums("wealth", wealth)
    if layout.is_undirected:
        city.append(SameLabel("own country", country["both"][network.left_region]))
    if kind.fitted == "effects":
        city += _effects(country)
        # effects of home regions leave nothing to the wealth of home regions
        region = [region[-1], *_effects(country)]
    if kind.fitted == "taste":
        city.append(city_true)
        region.append(region_true)
    return truth, city, region


def _true_design(
    network: NestedNetwork, size: Any, wealth: Any, active: Any, rich: Any, city: Term,
    region: Term, layout: Layout, kind: Kind,
) -> Any:  # fmt: skip
    design = design_of(
        network,
        [*_sums("size", size), *_sums("hidden", active), city],
        [*_sums("wealth", wealth), *_sums("hidden", rich), region],
    )
    values = {"size": 1.0, "wealth": 1.0, "hidden": 1.0, "taste": 1.0}
    coefficients = np.zeros(design.size)
    for column, name in enumerate(design.names):
        short = name.partition(": ")[2].removesuffix(" left").removesuffix(" right")
        coefficients[column] = values.get(short, 0.0)
    coefficients[design.names.index("city: intercept")] = layout.city_intercept
    # with a term across levels upper ties are as many if they start from fewer
    fewer = _rise(network, layout, kind.gamma)
    coefficients[design.names.index("region: intercept")] = layout.region_intercept - fewer
    coefficients[design.gamma] = kind.gamma
    return design, coefficients


def _rise(network: NestedNetwork, layout: Layout, gamma: float) -> float:
    n = network.left_region.size / network.n_left_regions
    n *= network.right_region.size / network.n_right_regions
    return float(n * np.exp(layout.city_intercept) * np.expm1(gamma))


def _empty(layout: Layout, rng: np.random.Generator) -> tuple[NestedNetwork, Any]:
    country = np.sort(rng.integers(0, layout.n_countries, layout.n_regions))
    region = rng.integers(0, layout.n_regions, layout.n_cities)
    if layout.is_undirected:
        network = nested_network(
            city_region=region, ties=[], upper_ties=[], n_regions=layout.n_regions,
            region_country=country,
        )  # fmt: skip
        return network, {"both": country}
    home = rng.integers(0, layout.n_home_regions, layout.n_home_cities)
    network = nested_bipartite(
        home_region=home, foreign_region=region, ties=[], upper_ties=[],
        n_home_regions=layout.n_home_regions, n_foreign_regions=layout.n_regions,
    )  # fmt: skip
    # home regions have tastes for countries as if each were a country
    return network, {
        "left": np.arange(layout.n_home_regions) % layout.n_countries, "right": country
    }  # fmt: skip


def _symmetric(rng: np.random.Generator, n: int, sd: float) -> NDArray[np.float64]:
    half = np.triu(rng.normal(0, sd, (n, n)))
    whole: NDArray[np.float64] = half + np.triu(half, 1).T
    return whole


def _taste_term(taste: NDArray[np.float64], country: Any) -> Term:
    if "both" in country:
        return GroupPairs("taste", taste, country["both"])
    return GroupPairs("taste", taste, country["left"], country["right"])


def _sums(name: str, values: Any) -> list[Term]:
    if "both" in values:
        return [NodeSum(name, values["both"])]
    return [NodeSum(f"{name} {side}", values[side], side) for side in ("left", "right")]


def _effects(country: Any) -> list[Term]:
    """Effects of countries; of home regions where the network is of one home country."""
    if "both" in country:
        return [GroupEffects("country", country["both"])]
    return [GroupEffects("home", country["left"], "left")]


class Gamma(NamedTuple):
    """What a fit says of gamma: p of 0, its interval, and its value."""

    p: float
    low: float
    high: float
    value: float


def _n_cities(network: NestedNetwork, side: str) -> int:
    return int((network.right_region if side == "right" else network.left_region).size)


def _n_regions(network: NestedNetwork, side: str) -> int:
    return network.n_right_regions if side == "right" else network.n_left_regions


def fitted(seed: np.random.SeedSequence, layout: Layout, kind: Kind) -> Gamma | None:
    """Draw a world and fit it; None where there is no finite fit."""
    network, city, region = world(layout, kind, seed)
    try:
        fit = fit_nested_model(network, city, region)
    except NetworkError as reason:
        if any(word in str(reason) for word in ("separated", "infinity", "0 in every pair")):
            return None
        raise
    return Gamma(fit.p, fit.gamma_low, fit.gamma_high, fit.gamma)


def one_world(
    seed: np.random.SeedSequence, layout: Layout, kind: Kind
) -> tuple[bool, bool, float] | None:
    """Whether gamma = 0 is rejected at 5 %, whether the interval holds gamma, and the estimate."""
    found = fitted(seed, layout, kind)
    if found is None:
        return None
    return found.p <= 0.05, found.low <= kind.gamma <= found.high, found.value


def seeds_of(layout: str, kind: str, n_worlds: int) -> list[np.random.SeedSequence]:
    """Return the seeds of the first worlds of a kind."""
    entropy = [SEED, list(LAYOUTS).index(layout), list(KINDS).index(kind)]
    return np.random.SeedSequence(entropy).spawn(n_worlds)


def measured(layout: str, kind: str, n_worlds: int, executor: Any = None) -> dict[str, Any]:
    """Return rejections and coverage over worlds of a kind; more worlds begin with the same."""
    seeds = seeds_of(layout, kind, n_worlds)
    work = partial(one_world, layout=LAYOUTS[layout], kind=KINDS[kind])
    found = list(map(work, seeds) if executor is None else executor.map(work, seeds, chunksize=20))
    done = [one for one in found if one is not None]
    rejected, covered = sum(one[0] for one in done), sum(one[1] for one in done)
    return {
        "n_worlds": n_worlds, "n_fitted": len(done), "rejected": rejected, "covered": covered,
        "rejected_bounds": bounds(rejected, len(done)),
        "covered_bounds": bounds(covered, len(done)),
        "mean_gamma": float(np.mean([one[2] for one in done])),
    }  # fmt: skip


def bounds(hits: int, n: int, level: float = 0.99) -> list[float]:
    """Exact binomial interval (Clopper & Pearson) of a rate."""
    tail = (1 - level) / 2
    low = float(beta_law.ppf(tail, hits, n - hits + 1)) if hits else 0.0
    high = float(beta_law.isf(tail, hits + 1, n - hits)) if hits < n else 1.0
    return [low, high]


def table(stored: dict[str, Any]) -> str:
    """Return the table of the page."""
    lines = [
        "| layout | world | gamma | fitted | gamma = 0 rejected at 5 % | interval holds gamma "
        "| mean estimate |",
        "|---|---|---:|---|---:|---:|---:|",
    ]
    for layout, rows in stored["rates"].items():
        for kind, row in rows.items():
            n = row["n_fitted"]
            name = kind.partition(",")[0]
            lines.append(
                f"| {layout} | {name} | {KINDS[kind].gamma} | {FITTED[KINDS[kind].fitted]} "
                f"| {row['rejected'] / n:.1%} ({_percents(row['rejected_bounds'])}) "
                f"| {row['covered'] / n:.1%} ({_percents(row['covered_bounds'])}) "
                f"| {row['mean_gamma']:.2f} |"
            )
    return "\n".join(lines)


def _percents(two: list[float]) -> str:
    return f"{two[0]:.1%} to {two[1]:.1%}"


def main() -> None:
    """Measure, store, and write the table."""
    parser = argparse.ArgumentParser(description="Calibrate the exact nested model.")
    parser.add_argument("--worlds", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    stored: dict[str, Any] = {
        "seed": SEED, "n_worlds": arguments.worlds, "python": platform.python_version(),
        "versions": {name: version(name) for name in ("numpy", "scipy", "numba")}, "rates": {},
    }  # fmt: skip
    with ProcessPoolExecutor(arguments.workers) as workers:
        for layout in LAYOUTS:
            for kind in KINDS:
                few = arguments.worlds if kind in HOLDS else max(arguments.worlds // 5, 20)
                row = measured(layout, kind, few, workers)
                stored["rates"].setdefault(layout, {})[kind] = row
                print(layout, kind, row, flush=True)
    OUT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    before, after = page[: page.index(BEGIN) + len(BEGIN)], page[page.index(END) :]
    PAGE.write_text(f"{before}\n{table(stored)}\n{after}", encoding="utf-8")


if __name__ == "__main__":
    main()

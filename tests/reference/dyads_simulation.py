"""Bias and coverage of the slopes of dyadic regressions on drawn worlds, stored with their seed.

    python tests/reference/dyads_simulation.py --worlds 2000

writes dyads_simulation.json beside this file, and the table of docs/twolevel/dyadic-regression.md.
The seed was fixed before the first run; the tests repeat the first worlds.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np

from sistercities.errors import NetworkError
from twolevel.dyads.fit_pairs import logit_pairs, ppml_pairs
from twolevel.dyads.pair_table import PairTable, rectangular_pairs, undirected_pairs
from twolevel.dyads.terms import pair_term
from twolevel.dyads.tetrads import tetrad_logit

SEED = 20261125
SLOPE = 1.0
ROOT = Path(__file__).parents[2]
OUT = Path(__file__).with_name("dyads_simulation.json")
PAGE = ROOT / "docs" / "twolevel" / "dyadic-regression.md"
BEGIN, END = "<!-- simulation: begin -->", "<!-- simulation: end -->"


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of world.

    Attributes
    ----------
    number
        Part of the seed.
    family
        Law of the ties.
    n, m
        Nodes of either side; without `m` one undirected set.
    base
        Log mean, or log odds, of a pair at effects and term 0.
    own_slopes
        Standard deviation of what a node adds to the slopes of its pairs: pairs of a node are then
        dependent beyond its effect.
    """

    number: int
    family: str
    n: int
    m: int | None
    base: float
    own_slopes: float = 0.0


CASES = {
    "logit, 25 x 25": Case(1, "logit", 25, 25, -2.2),
    "logit, 60 x 60": Case(2, "logit", 60, 60, -3.0),
    "logit, 40 undirected": Case(3, "logit", 40, None, -2.5),
    "counts, 25 x 25": Case(4, "poisson", 25, 25, -2.2),
    "counts, 40 undirected": Case(5, "poisson", 40, None, -2.5),
    "counts, 60 undirected, slopes of nodes": Case(6, "poisson", 60, None, -0.5, 0.4),
}


@dataclass(frozen=True, slots=True)
class Estimate:
    """A slope, its standard error and the half length of its 95 % interval."""

    slope: float
    error: float
    reach: float

    def covers(self, truth: float) -> bool:
        """Whether the interval holds the true slope."""
        return abs(self.slope - truth) <= self.reach


def drawn_world(case: Case, seed: int) -> PairTable:
    """Draw effects, a term that goes with them, and ties."""
    rng = np.random.default_rng((SEED, case.number, seed))
    one = rng.normal(0, 0.5, case.n)
    other = one if case.m is None else rng.normal(0, 0.5, case.m)
    m = case.n if case.m is None else case.m
    first, second = (
        np.triu_indices(case.n, 1) if case.m is None else np.indices((case.n, m)).reshape(2, -1)
    )
    x = ((one[first] + other[second] + rng.normal(0, 1.2, first.size)) > 1.0).astype(float)
    own = rng.normal(0, case.own_slopes, case.n) if case.own_slopes else np.zeros(max(case.n, m))
    eta = one[first] + other[second] + (SLOPE + own[first] + own[second]) * x + case.base
    if case.family == "poisson":
        y = rng.poisson(np.exp(eta)).astype(float)
    else:
        y = (rng.random(first.size) < 1 / (1 + np.exp(-eta))).astype(float)
    pairs = np.column_stack((first, second))
    term = pair_term("x", pairs[x > 0], n_first=case.n, n_second=case.m)
    if case.m is None:
        return undirected_pairs(case.n, pairs[y > 0], [term], y[y > 0])
    return rectangular_pairs(case.n, m, pairs[y > 0], [term], y[y > 0])


def estimates(case: Case, seed: int) -> dict[str, Estimate]:
    """Fit one world by each method that its law allows."""
    table = drawn_world(case, seed)
    normal = 1.959963984540054
    if case.family == "poisson":
        fit = ppml_pairs(table)
        kinds = ("robust", "two-way", "dyadic") if case.m is None else ("robust", "two-way")
        result = {}
        for kind in kinds:
            ends = fit.intervals(kind)
            error = float(fit.standard_errors(kind)[0])
            reach = float(ends.high[0] - ends.low[0]) / 2
            result[f"PPML, {kind} errors"] = Estimate(float(fit.slopes[0]), error, reach)
        return result
    fit = logit_pairs(table)
    error = float(fit.standard_errors("model")[0])
    tetrads = tetrad_logit(table)
    own_error = float(tetrads.standard_errors()[0])
    return {
        "logit": Estimate(float(fit.slopes[0]), error, normal * error),
        "logit, corrected": Estimate(float((fit.slopes - fit.bias)[0]), error, normal * error),
        "tetrads": Estimate(float(tetrads.slopes[0]), own_error, normal * own_error),
    }


def run_case(case: Case, n_worlds: int) -> dict[str, list[Estimate]]:
    """Fit worlds 0, 1, ...; one without a finite fit is left out."""
    found: dict[str, list[Estimate]] = {}
    for seed in range(n_worlds):
        try:
            of_world = estimates(case, seed)
        except NetworkError:
            continue
        for method, estimate in of_world.items():
            found.setdefault(method, []).append(estimate)
    return found


def summary(
    case: Case, found: dict[str, list[Estimate]]
) -> dict[str, dict[str, float | list[float]]]:
    """Return mean, spread and coverage by method, and the first slopes.

    Where nodes have slopes of their own the slope of the mean is not 1; that of all worlds stands
    in for the truth.
    """
    result: dict[str, dict[str, float | list[float]]] = {}
    for method, held in found.items():
        slopes = np.array([one.slope for one in held])
        truth = float(slopes.mean()) if case.own_slopes else SLOPE
        result[method] = {
            "worlds": len(held),
            "truth": truth,
            "mean": float(slopes.mean()),
            "standard error of the mean": float(slopes.std(ddof=1) / np.sqrt(len(held))),
            "sd": float(slopes.std(ddof=1)),
            "mean error": float(np.mean([one.error for one in held])),
            "coverage": float(np.mean([one.covers(truth) for one in held])),
            "first": slopes[:5].tolist(),
        }
    return result


def page_table(cases: dict[str, dict[str, dict[str, float]]]) -> str:
    """Return the table of the page."""
    lines = [
        "| worlds | method | mean slope (true: 1) | its Monte Carlo error | sd of the slope "
        "| mean standard error | coverage of 95 % intervals |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, methods in cases.items():
        for method, held in methods.items():
            lines.append(
                f"| {name} | {method} | {held['mean']:.3f} | "
                f"{held['standard error of the mean']:.3f} | {held['sd']:.3f} | "
                f"{held['mean error']:.3f} | {100 * held['coverage']:.1f} % |"
            )
    return "\n".join(lines)


def main() -> None:
    """Run all cases, store them, and write the table of the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--worlds", type=int, default=2000)
    n_worlds = parser.parse_args().worlds
    cases = {name: summary(case, run_case(case, n_worlds)) for name, case in CASES.items()}
    stored = {
        "seed": SEED,
        "worlds": n_worlds,
        "numpy": version("numpy"),
        "sistercities": version("sistercities"),
        "cases": cases,
    }
    OUT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    if PAGE.exists():
        page = PAGE.read_text(encoding="utf-8")
        before, _, rest = page.partition(BEGIN)
        _, _, after = rest.partition(END)
        PAGE.write_text(f"{before}{BEGIN}\n{page_table(cases)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Other variances and degrees of freedom for the two rate ratios, on the worlds of the stored run.

    python tests/reference/dyads_rate_variances.py --worlds 2000

writes dyads_rate_variances.json beside this file, and its table in dyadic-regression.md.
Worlds and seed are those of dyads_rate_ratios.py at China's layout, and of a lopsided layout. Asked
is whether a principled choice is less conservative than ours and never narrower than one-way
clustering. The rows on expected squares take a part of the worlds, as they need the covariance of
all cells.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import stdtrit

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.dyads_rate_ratios import CASES, SEED, Case
from sistercities.errors import NetworkError
from twolevel.calibrate.worlds import CHINA, Tilt, simulate_world
from twolevel.core.array_types import Index, Real
from twolevel.core.arrays import TwoLevelArrays
from twolevel.core.foreign_groups import foreign_groups
from twolevel.dyads.fit_rows import fit_row_parts, row_table
from twolevel.rates.clusters import MIN_EFFECTIVE, effective_clusters

OUT = Path(__file__).with_suffix(".json")
PAGE = Path(__file__).parents[2] / "docs" / "twolevel" / "dyadic-regression.md"
BEGIN, END = "<!-- rate variances: begin -->", "<!-- rate variances: end -->"
LOPSIDED = replace(CHINA, shared_affinity=0.0, unit_spread=1.5, country_spread=2.2)
FIVE = replace(
    CHINA, shared_affinity=0.0, n_units=5, n_blocks=100, n_counties=0, n_countries=40,
    n_foreign=250, n_foreign_units=120, n_ties=300, n_upper=60,
)  # fmt: skip
WORLDS = {
    **{
        name: CASES[name] for name in ("China's layout, no effect", "China's layout, uneven effect")
    },
    "lopsided, no effect": Case(7, LOPSIDED, Tilt(0.0)),
    "lopsided, uneven effect": Case(8, LOPSIDED, Tilt(0.4, 0.3, 0.3)),
    "five units, no effect": Case(9, FIVE, Tilt(0.0)),
    "five units, uneven effect": Case(10, FIVE, Tilt(0.4, 0.3, 0.3)),
}
"""Lopsided: a few units and countries hold most ties."""
PART = 10
"""The expected squares take the first of so many worlds, at China's layout."""
OTHERS = 0.3
"""Worlds of the other layouts, as a share of those at China's."""
SWEEPS = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What each variance is made of, of one ratio in one world; triples are unit, country, cell.

    Attributes
    ----------
    slope
        Log ratio.
    squares
        Sums over clusters of squared sums of influences.
    by_ties, by_information, by_count
        Effective clusters by ties, by information on the slope, and the number of clusters.
    factor, freedom
        One over the expected square where counts are Poisson and independent, relative to the
        variance; Satterthwaite's degrees of freedom of unit, country and both ways. None if not
        asked for.
    """

    slope: float
    squares: Real
    by_ties: Real
    by_information: Real
    by_count: Real
    factor: Real | None
    freedom: Real | None


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A fitted table: rows that stay, by unit, country and both effects."""

    slope: float
    influence: Real
    mean: Real
    free: Real
    unit: Index
    country: Index
    first: Index
    second: Index


def fits(world: TwoLevelArrays) -> dict[str, Fit]:
    """Fit both tables of a world."""
    groups = foreign_groups(world)
    n = 1 + max(int(world.foreign_country.max()), int(world.foreign_unit_country.max()))
    ties = np.zeros((world.n_units, n))
    np.add.at(ties, (world.tie_unit, world.tie_country), 1.0)
    exposure = np.zeros(ties.shape, dtype=np.bool_)
    exposure[world.upper_ties[:, 0], world.foreign_unit_country[world.upper_ties[:, 1]]] = True
    unit, column = np.indices(groups.ties.shape).reshape(2, -1)
    of_units = unit * n + groups.country[column], column
    return {
        "rate_ratio": _fit(groups.ties, groups.exposure, groups.country, of_units),
        "country_rate_ratio": _fit(
            ties, exposure, np.arange(n), tuple(np.indices(ties.shape).reshape(2, -1))
        ),
    }


def _fit(ties: Any, exposure: Any, country: Index, effects: Any) -> Fit:
    rows = row_table(ties.ravel(), exposure.ravel().astype(float), effects, names=("upper",))
    parts = fit_row_parts(rows, "poisson")
    kept, fit = parts.is_kept, parts.fit
    first = np.searchsorted(fit.first_labels, effects[0][kept])
    second = np.searchsorted(fit.second_labels, effects[1][kept])
    x = exposure.ravel()[kept].astype(float)
    mean = np.exp(fit.first_effects[first] + fit.second_effects[second] + fit.slopes[0] * x)
    unit, column = np.indices(ties.shape).reshape(2, -1)[:, kept]
    free = _free_of_effects(x, mean, first, second)
    return Fit(
        float(fit.slopes[0]), parts.influence[0], mean, free, unit, country[column], first, second
    )


def _free_of_effects(x: Real, weight: Real, first: Index, second: Index) -> Real:
    """Take the weighted means of both labels from x in turn until nothing is left of them."""
    weights = [(label, np.bincount(label, weight)) for label in (first, second)]
    for _ in range(SWEEPS):
        before = x
        for label, total in weights:
            x = x - (np.bincount(label, weight * x) / total)[label]
        if np.abs(x - before).max() < 1e-10:
            break
    return x


def parts_of(world: TwoLevelArrays, fit: Fit, *, with_expected: bool) -> Parts:
    """Return what the variances of one ratio are made of."""
    n = 1 + max(int(world.tie_country.max()), int(fit.country.max()))
    cell = fit.unit * n + fit.country
    labels = [np.unique(each, return_inverse=True)[1] for each in (fit.unit, fit.country, cell)]
    information = fit.mean * fit.free**2
    tied = world.tie_unit, world.tie_country, world.tie_unit * n + world.tie_country
    factor = freedom = None
    if with_expected:
        factor, freedom = _expected(fit, labels, information)
    return Parts(
        slope=fit.slope,
        squares=np.array([(np.bincount(label, fit.influence) ** 2).sum() for label in labels]),
        by_ties=np.array([effective_clusters(np.unique(t, return_inverse=True)[1]) for t in tied]),
        by_information=np.array([_effective(np.bincount(label, information)) for label in labels]),
        by_count=np.array([label.max() + 1.0 for label in labels]),
        factor=factor,
        freedom=freedom,
    )


def _effective(size: Real) -> float:
    return float(size.sum() ** 2 / (size**2).sum())


def _expected(fit: Fit, labels: list[Index], information: Real) -> tuple[Real, Real]:
    """Return factors and degrees of freedom under independent Poisson counts.

    Covariance of the scores of cells after slope and effects are fitted: D - i i' / I - u A^+ u',
    i the information of a cell, u what its weighted term shares with each effect, A the weights of
    the effects.
    """
    cell = labels[2]
    n, n_first = int(cell.max()) + 1, int(fit.first.max()) + 1
    n_effects = n_first + int(fit.second.max()) + 1
    size, total = np.bincount(cell, information, n), information.sum()
    effects = (fit.first, fit.second + n_first)
    shared, weights = np.zeros((n, n_effects)), np.zeros((n_effects, n_effects))
    for one in effects:
        np.add.at(shared, (cell, one), fit.mean * fit.free)
        for other in effects:
            np.add.at(weights, (one, other), fit.mean)
    inverse = np.linalg.pinv(weights, rcond=1e-10, hermitian=True)
    cells = np.diag(size) - np.outer(size, size) / total - shared @ inverse @ shared.T
    of_cell = [np.zeros(n, dtype=np.int64) for _ in range(2)]
    for k in range(2):
        of_cell[k][cell] = labels[k]
    sums = [_summed(cells, label) for label in of_cell]
    ways = [_summed(half.T, label) for half, label in zip(sums, of_cell, strict=True)]
    factor = total / np.array([np.trace(each) for each in (*ways, cells)])
    both = factor[0] * sums[0][of_cell[0]] + factor[1] * sums[1][of_cell[1]] - factor[2] * cells
    freedom = [np.trace(each) ** 2 / (each**2).sum() for each in ways]
    return factor, np.array([*freedom, np.trace(both) ** 2 / (both * both.T).sum()])


def _summed(matrix: Real, label: Index) -> Real:
    out = np.zeros((int(label.max()) + 1, matrix.shape[1]))
    np.add.at(out, label, matrix)
    return out


def _largest(parts: Parts, factor: Real, freedom: Real) -> tuple[float, float]:
    """Return the largest of both one-way variances and the two-way one, and its freedom."""
    unit, country, cell = parts.squares * factor
    ways = [unit, country, unit + country - cell]
    most = int(np.argmax(ways))
    return float(ways[most]), float(freedom[most])


def variances(parts: Parts) -> dict[str, tuple[float, float]]:
    """Return variance and degrees of freedom of each choice."""

    def corrected(clusters: Real) -> Real:
        return np.where(clusters > 1, clusters / np.maximum(clusters - 1, 1e-9), 1.0)

    def all_ways(clusters: Real) -> Real:
        return np.full(3, max(float(clusters[:2].min()) - 1, 1.0))

    ties, count, held = parts.by_ties, parts.by_count, parts.by_information
    found = {
        "ours": _largest(parts, corrected(ties), all_ways(np.minimum(2 * ties, count))),
        "ours, t by effective clusters": _largest(parts, corrected(ties), all_ways(ties)),
        "ours, t by the number of clusters": _largest(parts, corrected(ties), all_ways(count)),
        "factors and t by the number of clusters": _largest(
            parts, corrected(count), all_ways(count)
        ),
        "factors and t by information": _largest(parts, corrected(held), all_ways(held)),
    }
    unit, country, cell = parts.squares * corrected(ties)
    found["ours without the larger one-way variance"] = (
        max(unit + country - cell, 0.0), float(all_ways(np.minimum(2 * ties, count))[0]),
    )  # fmt: skip
    if parts.factor is not None and parts.freedom is not None:
        found["expected squares, Satterthwaite"] = _largest(parts, parts.factor, parts.freedom)
    return found


def run_case(name: str, n_worlds: int) -> dict[str, list[Parts]]:
    """Return the parts of both ratios by world, of so many worlds at China's layout."""
    n_expected = n_worlds // PART if name.startswith("China") else 0
    n_worlds = n_worlds if name.startswith("China") else round(OTHERS * n_worlds)
    case = WORLDS[name]
    found: dict[str, list[Parts]] = {"rate_ratio": [], "country_rate_ratio": []}
    for seed in range(n_worlds):
        rng = np.random.default_rng((SEED, case.number, seed))
        world = simulate_world(case.layout, rng, tilt=case.tilt)
        try:
            both = fits(world)
        except NetworkError:
            continue
        for ratio, fit in both.items():
            found[ratio].append(parts_of(world, fit, with_expected=seed < n_expected))
    return found


def summary(rows: list[Parts]) -> dict[str, dict[str, float]]:
    """Return worlds, rejections of ratio 1 and coverage of the mean of all worlds, by choice.

    Worlds with so few effective clusters that there is no interval are left out.
    """
    rows = [row for row in rows if row.by_ties[:2].min() >= MIN_EFFECTIVE]
    centre = float(np.mean([row.slope for row in rows]))
    told: dict[str, list[tuple[bool, bool]]] = {}
    for row in rows:
        for name, (variance, freedom) in variances(row).items():
            reach = float(stdtrit(freedom, 0.975)) * variance**0.5
            hits = (abs(row.slope) > reach, abs(row.slope - centre) <= reach)
            told.setdefault(name, []).append(hits)
    return {
        name: {
            "worlds": len(hits),
            "rejects 1": float(np.mean([hit[0] for hit in hits])),
            "covers mean": float(np.mean([hit[1] for hit in hits])),
        }
        for name, hits in told.items()
    }


def page_table(cases: dict[str, dict[str, dict[str, dict[str, float]]]]) -> str:
    """Return the table of the page: rejections without effect, coverage where it is uneven."""
    layouts = sorted({name.partition(",")[0] for name in cases})
    heads = [f"{layout}: {what}" for layout in layouts for what in ("rejects 1", "holds the mean")]
    lines = [
        f"| estimand | variance; degrees of freedom | {' | '.join(heads)} |",
        f"|---|---|{'---:|' * len(heads)}",
    ]
    first = next(iter(cases.values()))
    for ratio, choices in first.items():
        for choice in choices:
            shown = []
            for layout in layouts:
                for kind, what in (("no", "rejects 1"), ("uneven", "covers mean")):
                    held = cases[f"{layout}, {kind} effect"][ratio].get(choice)
                    shown.append(f"{100 * held[what]:.1f} %" if held else "")
            lines.append(f"| `{ratio}` | {choice} | {' | '.join(shown)} |")
    return "\n".join(lines)


def main() -> None:
    """Run both cases, store them, and write the table of the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--worlds", type=int, default=2000)
    n_worlds = parser.parse_args().worlds
    cases = {
        name: {ratio: summary(rows) for ratio, rows in run_case(name, n_worlds).items()}
        for name in WORLDS
    }
    stored = {"seed": SEED, "worlds": n_worlds, "cases": cases}
    OUT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}\n{page_table(cases)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()

"""What the facts of a suggestion are worth to readers: the points of footing.csv, fitted and tried.

    python benchmarks/short_lists_points.py

Rows that two readers judged (docs/data-quality) are laid out by the facts that
`short_lists.counted_facts` counts. A logistic regression with a ridge says what each is worth;
facts that link may not take away, and those that set apart may not give. Rounded, the coefficients
are the points of the table. How well they tell sensible from odd is tried on home places left out:
ten folds of home places, all rows of one in one fold.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import minimize

from short_lists_readings import (
    BY_TWO,
    BY_TWO_AGAIN,
    BY_TWO_LATER,
    BY_TWO_NOW,
    JUDGED,
    JUDGED_AGAIN,
    LARGE,
    TO_LEARN_FROM,
)
from short_lists_verdicts import READINGS
from sistercities.api.data_choice import open_data
from sistercities.api.ground import ground_of
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.counted_facts import COUNTED
from sistercities.partners.short_lists.footing import footing_table
from twolevel.core.array_types import Flag, Index, Real

SOURCES = (
    (BY_TWO, 4.0),
    (BY_TWO_AGAIN, 4.0),
    (BY_TWO_LATER, 4.0),
    (LARGE, 4.0),
    (BY_TWO_NOW, 4.0),
    (TO_LEARN_FROM, 4.0),
    (JUDGED, 1.0),
    (JUDGED_AGAIN, 0.2),
)
"""Rows with the weight of each: two strict readers of each of several samples, who had no part in
the rules; one of places drawn to learn from, named or not, once as an advocate of each and once
strictly; two of earlier lists, and one who had made the rules."""
TWICE = ("90517", "90523", "93001", "93001-before", "93013", "93081", "93081-before")
"""Samples whose readers were strictest, which count twice."""
POINT, RIDGE, FOLDS = 0.2, 8.0, 10
"""Log odds of a point; penalty on squares; folds of home places."""
BINS = (0, 14, 18, 21, 24, 26, 28, 99)


@dataclass(frozen=True)
class Judged:
    """Judged rows: facts (n_rows, n_facts), share of readers who say sensible, home, source.

    `sample` numbers the places that were drawn and read together, `weight` says how much each row
    counts.
    """

    facts: Real
    sensible: Real
    home: Index
    source: Index
    sample: Index
    weight: Real


def judged_rows(ground: Ground) -> Judged:
    """Lay out the rows of all sources, each pair of places once, the strictest source first."""
    found: dict[tuple[int, int], tuple[float, int, str]] = {}
    for source, (path, _) in enumerate(SOURCES):
        with path.open(encoding="utf-8", newline="") as held:
            for row in csv.DictReader(held):
                ends = tuple(ground.position.get(row[name], -1) for name in ("home_id", "place_id"))
                if min(ends) >= 0 and all(row[each] for each in READINGS):
                    share = np.mean([row[each] == "sensible" for each in READINGS])
                    found.setdefault(
                        (ends[0], ends[1]), (float(share), source, row.get("sample", path.name))
                    )
    pairs = np.array(list(found), dtype=np.int64)
    share, source = np.array([each[:2] for each in found.values()]).T
    names, sample = np.unique([each[2] for each in found.values()], return_inverse=True)
    weight = np.array([each for _, each in SOURCES])[source.astype(np.int64)]
    weight *= np.where(np.isin(names[sample], TWICE), 2.0, 1.0)
    return Judged(
        _facts(ground, pairs), share, pairs[:, 0], source.astype(np.int64), sample, weight
    )


def _facts(ground: Ground, pairs: Index) -> Real:
    rows_of = defaultdict(list)
    for row, home in enumerate(pairs[:, 0].tolist()):
        rows_of[home].append(row)
    found = np.zeros((len(pairs), len(COUNTED)))
    for home, rows in rows_of.items():
        facts = CandidateFacts(
            HomePlace(ground, home, "city"), candidates_of(ground, home, pairs[rows, 1])
        )
        found[rows] = np.column_stack([np.asarray(each(facts), float) for each in COUNTED.values()])
    return found


def _signs() -> Real:
    """1 for a fact that links two places, -1 for one that sets them apart, as the table has it."""
    points = {line.name: line.points for line in footing_table() if line.kind == "counts"}
    return np.sign([points[name] for name in COUNTED])


def fitted(rows: Judged, kept: Flag) -> Real:
    """Return log odds of each fact, fitted to some rows, with an intercept for each sample.

    Readers of one sample are stricter than those of another.
    """
    weight = rows.weight[kept]
    of_source = np.eye(int(rows.sample.max()) + 1)[rows.sample[kept]]
    facts, sensible, n = rows.facts[kept], rows.sensible[kept], rows.facts.shape[1]

    def loss(b: Real) -> tuple[float, Real]:
        z = facts @ b[:n] + of_source @ b[n:]
        rest = weight * (1 / (1 + np.exp(-z)) - sensible)
        slope = np.concatenate([facts.T @ rest + 2 * RIDGE * b[:n], of_source.T @ rest])
        value = (weight * (np.logaddexp(0, z) - sensible * z)).sum() + RIDGE * (b[:n] ** 2).sum()
        return float(value), slope

    signs = np.concatenate([_signs(), np.zeros(of_source.shape[1])])
    bounds = [(0 if sign > 0 else None, 0 if sign < 0 else None) for sign in signs]
    start = np.zeros(len(signs))
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x[:n])


def points_left_out(rows: Judged, seed: int = 0) -> Real:
    """Count the points of each row as fitted without its home place."""
    homes = np.unique(rows.home)
    fold = np.random.default_rng(seed).permutation(len(homes)) % FOLDS
    fold_of = fold[np.searchsorted(homes, rows.home)]
    found = np.zeros(len(rows.home))
    for k in range(FOLDS):
        points = np.round(fitted(rows, fold_of != k) / POINT)
        found[fold_of == k] = rows.facts[fold_of == k] @ points
    return found


def area_under_curve(is_sensible: Flag, points: Real) -> float:
    """Chance that a sensible row has more points than another; half where they have as many."""
    more = points[is_sensible][:, None] - points[~is_sensible][None]
    return float((more > 0).mean() + (more == 0).mean() / 2)


def lines(rows: Judged) -> Iterator[str]:
    """Say what each fact is worth, and how well points tell sensible from odd."""
    table = {line.name: line.points for line in footing_table() if line.kind == "counts"}
    worth = fitted(rows, np.ones(len(rows.home), dtype=np.bool_))
    yield "fact, log odds, points fitted, points of the table, rows of the strict readers"
    for k, name in enumerate(COUNTED):
        n = int(rows.facts[rows.source == 0, k].sum())
        yield f"{name}, {worth[k]:+.2f}, {worth[k] / POINT:+.1f}, {table[name]:+g}, {n}"
    left_out = points_left_out(rows)
    for source, (path, _) in enumerate(SOURCES):
        own = rows.source == source
        area = area_under_curve(rows.sensible[own] > 0.5, left_out[own])
        yield f"{path.name}: {own.sum()} rows, area under the curve {area:.3f} on homes left out"
        for low, high in pairwise(BINS):
            some = own & (left_out >= low) & (left_out < high)
            if some.any():
                share = rows.sensible[some].mean()
                yield f"  {low} to {high - 1} points: {some.sum()} rows, {share:.0%} sensible"


def main() -> None:
    """Fit and print."""
    with open_data(None) as release:
        ground = ground_of(release)
    print("\n".join(lines(judged_rows(ground))))


if __name__ == "__main__":
    main()

"""A gravity model of ties without upper ties: its fit, and ties drawn from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from scipy.sparse import csr_array

from twolevel.core.array_types import Index, Real
from twolevel.dyads.fit_pairs import EffectEnds, Prepared, prepared
from twolevel.dyads.newton import climb
from twolevel.dyads.pair_table import PairTable

Law = Literal["binary", "poisson", "nb2", "cluster"]
LAWS: tuple[Law, ...] = ("binary", "poisson", "nb2", "cluster")
BLOCK_CELLS = 1_000_000
MOST_ETA = 700.0


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """Cluster of each node of either side; a pair of nodes lies in a pair of clusters.

    Attributes
    ----------
    first, second
        Shapes (n_first,) and (n_second,), numbered from 0.
    """

    first: Index
    second: Index

    @property
    def shape(self) -> tuple[int, int]:
        """Number of clusters of either side."""
        return int(self.first.max(initial=0)) + 1, int(self.second.max(initial=0)) + 1


@dataclass(frozen=True, slots=True, eq=False)
class GravityFit:
    """A fitted model of the ties of a table.

    Attributes
    ----------
    part
        The table without nodes that have no tie, of which the mean is 0.
    rows, columns
        Effects of the nodes left, constants of the terms taken in, shapes (n_rows,), (n_columns,).
    slopes
        Of the terms, shape (n_terms,).
    first, second
        Nodes left, of either side.
    """

    part: Prepared
    rows: Real
    columns: Real
    slopes: Real
    first: Index
    second: Index

    def at(self, pairs: Index) -> Real:
        """Return the means at pairs of nodes of the table, shape (n,)."""
        active = self.part.active
        is_here = active.first[pairs[:, 0]] & active.second[pairs[:, 1]]
        row = (np.cumsum(active.first) - 1)[pairs[is_here, 0]]
        column = (np.cumsum(active.second) - 1)[pairs[is_here, 1]]
        eta = self.rows[row] + self.columns[column]
        for slope, filler in zip(self.slopes, self.part.source.fillers, strict=True):
            eta += slope * filler.at(row, column)
        means = np.zeros(pairs.shape[0])
        means[is_here] = np.exp(np.minimum(eta, MOST_ETA))
        return means

    def blocks(self) -> Iterator[tuple[slice, Real]]:
        """Yield rows and their means, shape (n_rows, n_columns); 0 where a pair stands not."""
        height = max(1, BLOCK_CELLS // max(self.columns.size, 1))
        values = np.empty((height, self.columns.size))
        for start in range(0, self.rows.size, height):
            rows = slice(start, min(start + height, self.rows.size))
            eta = self.rows[rows, None] + self.columns[None, :]
            out = values[: eta.shape[0]]
            for slope, filler in zip(self.slopes, self.part.source.fillers, strict=True):
                filler.fill(rows, slice(0, self.columns.size), out)
                eta += slope * out
            means = np.exp(np.minimum(eta, MOST_ETA))
            if self.part.source.is_square:
                means *= (
                    np.arange(self.columns.size)[None, :]
                    > np.arange(rows.start, rows.stop)[:, None]
                )
            yield rows, means


def fit_gravity(table: PairTable, effects: EffectEnds) -> GravityFit:
    """Fit a table by Poisson pseudo-likelihood."""
    part = prepared(table, "poisson", effects)
    point = climb(part.source, "poisson", part.names)
    rows, columns = part.source.spread(point.effects)
    return GravityFit(
        part, rows, columns, point.slopes, np.flatnonzero(part.active.first),
        np.flatnonzero(part.active.second),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spread:
    """How much more counts vary than Poisson counts would.

    Attributes
    ----------
    alpha
        Variance of a gamma factor of mean 1 on each pair (NB2), at least 0, by moments.
    score
        Standard normal where there is none (Dean 1992, doi:10.1080/01621459.1992.10475225).
    cluster
        Variance of a gamma factor of mean 1 on each pair of clusters; 0 without clusters.
    n_above_one
        Pairs with a mean above 1, which no binary tie can have.
    """

    alpha: float
    score: float
    cluster: float
    n_above_one: int


def spread_of(table: PairTable, fit: GravityFit, clusters: Clusters | None) -> Spread:
    """Measure overdispersion of the counts about their means."""
    total = squares = 0.0
    n_above = 0
    shape = (1, 1) if clusters is None else clusters.shape
    expected, labels = np.zeros(shape), _labels(fit, clusters)
    for rows, means in fit.blocks():
        total += float(means.sum())
        squares += float((means**2).sum())
        n_above += int((means > 1).sum())
        if labels is not None:
            by_row = _summed(means, labels.second, shape[1])
            np.add.at(expected, labels.first[rows], by_row)
    at_ties, y = fit.at(table.ties), table.counts
    excess = float((y**2 - 2 * y * at_ties).sum()) + squares - total
    score = float((y**2 - 2 * y * at_ties).sum()) + squares - float(y.sum())
    cluster = 0.0
    if clusters is not None:
        seen = np.zeros(shape)
        np.add.at(seen, (clusters.first[table.ties[:, 0]], clusters.second[table.ties[:, 1]]), y)
        if table.is_undirected:
            seen, expected = _folded(seen), _folded(expected)
        more = float(((seen - expected) ** 2 - expected).sum())
        cluster = max(0.0, more / max(float((expected**2).sum()), 1e-300))
    return Spread(
        max(0.0, excess / max(squares, 1e-300)), score / max((2 * squares) ** 0.5, 1e-300),
        cluster, n_above,
    )  # fmt: skip


def draw_table(
    table: PairTable,
    fit: GravityFit,
    law: Law,
    spread: Spread,
    clusters: Clusters | None,
    rng: np.random.Generator,
) -> PairTable:
    """Draw the ties of a table anew from the fitted means."""
    labels = _labels(fit, clusters)
    factor = None
    if labels is not None and spread.cluster > 0:
        shape = (1, 1) if clusters is None else clusters.shape
        factor = rng.gamma(1 / spread.cluster, spread.cluster, shape)
        factor = np.triu(factor) + np.triu(factor, 1).T if table.is_undirected else factor
    pairs, counts = [], []
    for rows, means in fit.blocks():
        now = means
        if factor is not None and labels is not None:
            now = means * factor[labels.first[rows]][:, labels.second]
        if law == "nb2" and spread.alpha > 0:
            now = means * rng.gamma(1 / spread.alpha, spread.alpha, means.shape)
        at, count = _drawn(now, law, rng)
        row, column = np.divmod(at, now.shape[1])
        pairs.append(np.column_stack((fit.first[rows.start + row], fit.second[column])))
        counts.append(count)
    return replace(
        table, ties=np.concatenate(pairs), counts=np.concatenate(counts).astype(np.float64)
    )


def _drawn(means: Real, law: Law, rng: np.random.Generator) -> tuple[Index, Index]:
    """Return the cells that get ties, and how many."""
    if law == "binary":
        cells = np.flatnonzero(rng.random(means.size) < means.ravel())
        return cells, np.ones(cells.size, dtype=np.int64)
    # The sum of Poisson counts is Poisson; given it, each falls on a cell by its mean.
    line = np.cumsum(means.ravel())
    at = rng.random(rng.poisson(line[-1])) * line[-1]
    cells, counts = np.unique(np.searchsorted(line, at, "right"), return_counts=True)
    return cells, counts


def _labels(fit: GravityFit, clusters: Clusters | None) -> Clusters | None:
    """Return the clusters of the nodes left."""
    if clusters is None:
        return None
    return Clusters(clusters.first[fit.first], clusters.second[fit.second])


def _summed(values: Real, label: Index, n: int) -> Real:
    """Sum columns by label."""
    member = csr_array((np.ones(label.size), (np.arange(label.size), label)), (label.size, n))
    return np.asarray(values @ member)


def _folded(values: Real) -> Real:
    """Put both orders of a pair of clusters together."""
    return np.asarray(np.triu(values + values.T, 1) + np.diag(np.diag(values)))

"""A table of all pairs of some nodes, walked through in blocks of rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from twolevel.core.array_types import Index, Real
from twolevel.dyads.bands import in_bands, pairs_before, row_bands
from twolevel.dyads.couplings import BipartiteCoupling, NoCoupling, PackedCoupling
from twolevel.dyads.covariance import CellSums, sums_of_cells
from twolevel.dyads.evaluation import (
    MOST_ETA,
    MOST_ETA_POISSON,
    Clusters,
    Coupling,
    Evaluation,
    Family,
    Scores,
    symmetric,
)
from twolevel.dyads.terms import Filler

Ends = Literal["both", "first", "second", "none", "node"]
BLOCK_NUMBERS = 400_000
"""Numbers of a block with all its terms: some 3 MB, which stay in the cache of a core."""
MOST_DOUBLE_WEIGHTS = 8_000_000
"""Weights kept in float64; more are kept in float32, which costs the direction of a step its last
digits, and the result none, since gradients are summed in float64."""


@dataclass(frozen=True, slots=True, eq=False)
class _Point:
    """Where a pass is made: effects at rows and at columns, slopes, family."""

    at_rows: Real
    at_columns: Real
    slopes: Real
    family: Family


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """What a pass for Newton's method adds up; pairs of arrays are by row and by column."""

    mean: tuple[Real, Real]
    weight: tuple[Real, Real]
    cross: tuple[Real, Real]
    slope_mean: Real
    slope_weight: Real
    log_sum: Real

    def arrays(self) -> list[Real]:
        """Return all arrays, to be added to."""
        small = [self.slope_mean, self.slope_weight, self.log_sum]
        return [*self.mean, *self.weight, *self.cross, *small]


@dataclass(frozen=True, slots=True, eq=False)
class _ScoreSums:
    """What a pass for covariances adds up."""

    score: tuple[Real, Real]
    skew: tuple[Real, Real]
    pairs: Real
    bread: Real
    cells: Real

    def arrays(self) -> list[Real]:
        """Return all arrays, to be added to."""
        return [*self.score, *self.skew, self.pairs, self.bread, self.cells]


SumsT = TypeVar("SumsT", _Sums, _ScoreSums)


def _total(parts: list[SumsT]) -> SumsT:
    """Add the sums of all bands to those of the first."""
    for part in parts[1:]:
        for total, more in zip(parts[0].arrays(), part.arrays(), strict=True):
            total += more
    return parts[0]


@dataclass(frozen=True, slots=True, eq=False)
class BlockSource:
    """Pairs of nodes in a rectangle, or i < j of one set, with effects of the wanted ends.

    Attributes
    ----------
    n_rows, n_columns
        Nodes of either side.
    ends
        Which have effects: `node` is one for each node of an undirected table; with `none` the
        constant is the one effect.
    fillers
        The terms.
    row, column, count
        Ties, shape (n_ties,).
    tied
        Terms at the ties, shape (n_terms, n_ties).
    """

    n_rows: int
    n_columns: int
    is_square: bool
    ends: Ends
    fillers: tuple[Filler, ...]
    row: Index
    column: Index
    count: Real
    tied: Real

    @property
    def n_effects(self) -> int:
        """Length of the vector of effects."""
        sizes = {
            "both": self.n_rows + self.n_columns,
            "first": self.n_rows,
            "second": self.n_columns,
            "none": 1,
            "node": self.n_rows,
        }
        return sizes[self.ends]

    @property
    def n_terms(self) -> int:
        """Number of terms."""
        return len(self.fillers)

    @property
    def n_pairs(self) -> int:
        """Number of pairs."""
        if self.is_square:
            return self.n_rows * (self.n_rows - 1) // 2
        return self.n_rows * self.n_columns

    def spread(self, effects: Real) -> tuple[Real, Real]:
        """Return the effects at rows and at columns; the last axis is that of the effects."""
        shape = effects.shape[:-1]
        if self.ends == "node":
            return effects, effects
        if self.ends == "both":
            return effects[..., : self.n_rows], effects[..., self.n_rows :]
        if self.ends == "second":
            return np.zeros((*shape, self.n_rows)), effects
        columns = np.zeros((*shape, self.n_columns))
        if self.ends == "first":
            return effects, columns
        return np.repeat(effects, self.n_rows, axis=-1), columns

    def gather(self, rows: Real, columns: Real) -> Real:
        """Return sums by effect from sums by row and by column."""
        if self.ends == "node":
            return rows + columns
        if self.ends == "both":
            return np.concatenate((rows, columns), axis=-1)
        if self.ends == "none":
            return np.asarray(rows.sum(axis=-1, keepdims=True))
        return rows if self.ends == "first" else columns

    def start(self) -> Real:
        """Return effects that about give each node its ties where all slopes are 0."""
        effects, total = self._totals(), float(self.count.sum())
        if self.ends in ("both", "node"):
            base = effects / np.sqrt(total if self.ends == "both" else 2 * total)
        else:
            base = effects * effects.size / self.n_pairs
        return np.asarray(np.log(base))

    def tied_range(self) -> tuple[Real, Real]:
        """Return the least and largest value of each term where there are ties."""
        return self.tied.min(axis=1), self.tied.max(axis=1)

    def table_range(self, term: int) -> tuple[float, float]:
        """Return the least and largest value of one term at any pair."""
        least, largest = np.inf, -np.inf
        for rows, _, x in self._blocks(slice(0, self.n_rows - self.is_square)):
            for r, values in enumerate(x[term]):
                counted = values[r:] if self.is_square else values
                if counted.size and rows.start + r < self.n_rows:
                    least = min(least, float(counted.min()))
                    largest = max(largest, float(counted.max()))
        return least, largest

    def evaluate(self, effects: Real, slopes: Real, family: Family) -> Evaluation:
        """Return likelihood, gradient and Hessian in one pass over the blocks."""
        stored = self._room_for_weights()
        point = _Point(*self.spread(effects), slopes, family)
        sums = _total(in_bands(lambda band: self._sum_band(band, point, stored), self._bands()))
        weights, crosses = self.gather(*sums.weight), self.gather(*sums.cross)
        mean, slope_mean, log_sum = sums.mean, sums.slope_mean, float(sums.log_sum[0])
        if family == "poisson":  # mean and weight are one
            mean, slope_mean = sums.weight, sums.cross[0].sum(axis=1)
            log_sum = float(mean[0].sum())
        return Evaluation(
            log_likelihood=float(self.count @ self._tied_eta(point)) - log_sum,
            effect_score=self._totals() - self.gather(*mean),
            slope_score=self.tied @ self.count - slope_mean,
            effect_weight=weights,
            coupling=self._coupling(stored),
            cross=crosses,
            slope_weight=symmetric(sums.slope_weight),
            slope_mean=slope_mean,
        )

    def _sum_band(self, band: slice, point: _Point, stored: NDArray[Any]) -> _Sums:
        from twolevel.kernels.dyads_blocks import sum_block

        n_terms = self.n_terms
        sums = _Sums(
            self._zeros(), self._zeros(), self._zeros(n_terms), np.zeros(n_terms),
            np.zeros((n_terms, n_terms)), np.zeros(1),
        )  # fmt: skip
        at = pairs_before(band.start, self.n_rows, self.n_columns, is_square=self.is_square)
        for rows, columns, x in self._blocks(band):
            odds = self._odds(rows, columns, x, point)
            sums.log_sum[0] += sum_block(
                odds, x, rows.start, self.is_square, point.family == "logit",
                sums.mean[0], sums.mean[1][columns], sums.weight[0], sums.weight[1][columns],
                sums.cross[0], sums.cross[1][:, columns], sums.slope_mean, sums.slope_weight,
                stored, at,
            )  # fmt: skip
            at += odds.size if not self.is_square else _triangle(odds)
        return sums

    def scores(
        self,
        effects: Real,
        slopes: Real,
        family: Family,
        projection: Real,
        clusters: Clusters | None,
    ) -> Scores:
        """Return the sums of scores in one pass over the blocks."""
        at = clusters if clusters is not None else self._no_clusters()
        point = _Point(*self.spread(effects), slopes, family)
        on_rows, on_columns = (np.ascontiguousarray(one) for one in self.spread(projection))
        sums = _total(
            in_bands(
                lambda band: self._score_band(band, point, (on_rows, on_columns), at),
                self._bands(),
            )
        )
        pairs, score, cells = symmetric(sums.pairs), sums.score, sums.cells
        for part in (*score, cells):
            np.negative(part, out=part)
        x = self.tied - on_rows[:, self.row] - on_columns[:, self.column]
        pairs += self._add_ties(x, self._tied_mean(point), score, cells, at)
        if clusters is None:
            by_cell = CellSums(pairs, pairs, np.zeros_like(score[0]))
        else:
            score = (
                _by_cluster(score[0], at.first, at.n_first),
                _by_cluster(score[1], at.second, at.n_second),
            )
            by_cell = sums_of_cells(cells, clusters.is_one_set)
        return Scores(
            bread=symmetric(sums.bread), pairs=pairs, first=score[0], second=score[1],
            cells=by_cell.cells, dyads=by_cell.dyads, within=by_cell.within,
            skew_first=sums.skew[0], skew_second=sums.skew[1],
        )  # fmt: skip

    def _score_band(
        self, band: slice, point: _Point, projection: tuple[Real, Real], at: Clusters
    ) -> _ScoreSums:
        from twolevel.kernels.dyads_blocks import score_block

        n = self.n_terms
        sums = _ScoreSums(
            self._zeros(n), self._zeros(n), np.zeros((n, n)), np.zeros((n, n)),
            np.zeros((n, at.n_first, at.n_second)),
        )  # fmt: skip
        for rows, columns, x in self._blocks(band):
            score_block(
                self._odds(rows, columns, x, point), x, rows.start, self.is_square,
                point.family == "logit", projection[0], projection[1][:, columns],
                sums.score[0], sums.score[1][:, columns],
                sums.skew[0], sums.skew[1][:, columns], sums.pairs, sums.bread,
                at.first, at.second[columns], sums.cells,
            )  # fmt: skip
        return sums

    def _bands(self) -> list[slice]:
        return row_bands(self.n_rows, self.n_columns, is_square=self.is_square)

    def _no_clusters(self) -> Clusters:
        nowhere = np.zeros(self.n_rows, np.int64), np.zeros(self.n_columns, np.int64)
        return Clusters(*nowhere, 0, 0, self.is_square)

    def _add_ties(
        self, x: Real, mean: Real, score: tuple[Real, Real], cells: Real, at: Clusters
    ) -> Real:
        """Add what the counts add to scores of blocks that took them for 0; return it for pairs."""
        for term, values in enumerate(x * self.count):
            score[0][term] += np.bincount(self.row, values, self.n_rows)
            score[1][term] += np.bincount(self.column, values, self.n_columns)
            if cells.size:
                np.add.at(cells[term], (at.first[self.row], at.second[self.column]), values)
        added: Real = (x * (self.count**2 - 2 * self.count * mean)) @ x.T
        return added

    def _tied_mean(self, point: _Point) -> Real:
        odds = np.exp(np.minimum(self._tied_eta(point), _most(point.family)))
        return odds / (1 + odds) if point.family == "logit" else odds

    def _totals(self) -> Real:
        rows = np.bincount(self.row, self.count, self.n_rows).astype(np.float64)
        columns = np.bincount(self.column, self.count, self.n_columns).astype(np.float64)
        return self.gather(rows, columns)

    def _zeros(self, *leading: int) -> tuple[Real, Real]:
        return np.zeros((*leading, self.n_rows)), np.zeros((*leading, self.n_columns))

    def _blocks(self, band: slice) -> Iterator[tuple[slice, slice, Real]]:
        """Yield rows, columns and terms of each block of a band, the terms in the same memory."""
        room = np.empty(0)
        row, n_terms = band.start, self.n_terms
        while row < band.stop:
            first = row + 1 if self.is_square else 0
            width = self.n_columns - first
            last = min(row + max(1, BLOCK_NUMBERS // (width * (n_terms + 2))), band.stop)
            size = n_terms * (last - row) * width
            room = room if room.size >= size else np.empty(max(size, BLOCK_NUMBERS))
            x = room[:size].reshape(n_terms, last - row, width)
            for term, filler in enumerate(self.fillers):
                filler.fill(slice(row, last), slice(first, self.n_columns), x[term])
            yield slice(row, last), slice(first, self.n_columns), x
            row = last

    def _odds(self, rows: slice, columns: slice, x: Real, point: _Point) -> Real:
        """Return exp(eta) of a block."""
        from twolevel.kernels.dyads_blocks import fill_eta

        eta = np.empty(x.shape[1:])
        fill_eta(
            point.at_rows[rows],
            point.at_columns[columns],
            x,
            point.slopes,
            _most(point.family),
            eta,
        )
        return np.exp(eta, out=eta)

    def _tied_eta(self, point: _Point) -> Real:
        eta: Real = (
            point.at_rows[self.row] + point.at_columns[self.column] + point.slopes @ self.tied
        )
        return eta

    def _room_for_weights(self) -> NDArray[Any]:
        n = self.n_pairs if self.ends in ("both", "node") else 0
        return np.empty(n, dtype=np.float64 if n <= MOST_DOUBLE_WEIGHTS else np.float32)

    def _coupling(self, stored: NDArray[Any]) -> Coupling:
        precision = float(np.finfo(stored.dtype).eps)
        if self.ends == "node":
            return PackedCoupling(stored, precision)
        if self.ends == "both":
            return BipartiteCoupling(stored.reshape(self.n_rows, self.n_columns), precision)
        return NoCoupling()


def _most(family: Family) -> float:
    return MOST_ETA if family == "logit" else MOST_ETA_POISSON


def _triangle(block: Real) -> int:
    """Return how many pairs i < j a block of rows and of the columns after its first row holds."""
    height, width = block.shape
    return int(height * width - height * (height - 1) // 2)


def _by_cluster(values: Real, cluster: Index, n: int) -> Real:
    return np.stack([np.bincount(cluster, row, n) for row in values])

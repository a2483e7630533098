"""Logit without effects: tetrads, in which the effects of the ends cancel.

Two ties (i, j) and (k, l) whose exchange (i, l), (k, j) is not tied: which of the two states is
observed depends on the covariates only, with log odds x_ij + x_kl - x_il - x_kj. Graham (2017), An
econometric model of network formation with degree heterogeneity. Econometrica 85(4), 1033-1063.
doi:10.3982/ECTA12679
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twolevel.core.argument_checks import instance, whole_number
from twolevel.core.array_types import Index, Real
from twolevel.dyads.block_source import BlockSource
from twolevel.dyads.fit_pairs import prepared
from twolevel.dyads.pair_table import PairTable
from twolevel.errors import InvalidArgument, NetworkError

MOST_NUMBERS = 40_000_000
MOST_TIE_PAIRS = 20_000_000
MOST_ITERATIONS = 50
SMALL_DECREMENT = 1e-10
SLACK = 1e-12
COLLAPSED_SHARE = 1e-8


@dataclass(frozen=True, slots=True, eq=False)
class TetradFit:
    """Slopes from tetrads.

    Attributes
    ----------
    names, slopes
        Terms and their slopes on the log odds, shape (n_terms,).
    covariance
        Shape (n_terms, n_terms): pairs of nodes independent given effects and covariates.
    n_tetrads
        Tetrads that say something.
    n_tie_pairs, n_sampled
        Pairs of ties, and how many were looked at.
    log_likelihood
        Sum over tetrads; no likelihood, since tetrads overlap.
    """

    names: tuple[str, ...]
    slopes: Real
    covariance: Real
    n_tetrads: int
    n_tie_pairs: int
    n_sampled: int
    log_likelihood: float

    def standard_errors(self) -> Real:
        """Return the standard errors of the slopes, shape (n_terms,)."""
        return np.sqrt(np.diag(self.covariance))


def tetrad_logit(
    table: PairTable, *, most_tie_pairs: int = MOST_TIE_PAIRS, seed: int = 0
) -> TetradFit:
    """Fit the slopes of a logit with effects of both ends from tetrads alone.

    There is no bias from effects, however few ties a node has. The price is information, and work
    that grows with the square of the ties: where there are more pairs of ties than
    `most_tie_pairs`, so many are drawn.

    The covariance sums, for each pair of nodes, the scores of its tetrads, and takes their outer
    products; tetrads that share a pair are dependent, and nothing else.

    Parameters
    ----------
    table
        Pairs and terms; every count is 1.
    most_tie_pairs
        Pairs of ties that are looked at, at most.
    seed
        Of the pairs of ties drawn where there are more.

    Raises
    ------
    NetworkError
        If no tetrad says anything on a term, a term runs away, or the table is too large for the
        scores of each pair.
    InvalidArgument
        If the table has no term, or a number is outside what is allowed.

    References
    ----------
    Graham (2017), An econometric model of network formation with degree heterogeneity.
    Econometrica 85(4), 1033-1063. doi:10.3982/ECTA12679
    """
    instance("table", table, PairTable, "rectangular_pairs or undirected_pairs")
    whole_number("most_tie_pairs", most_tie_pairs, 1, 10**9)
    whole_number("seed", seed, 0)
    if not table.terms:
        raise InvalidArgument("table", "no term", "give terms: tetrads tell of slopes alone")
    if (table.counts != 1).any():
        raise NetworkError("counts", f"hold {table.counts.max():g}", "tetrads take ties as 1")
    part = prepared(table, "logit", "both")
    source = part.source
    if len(part.names) * source.n_rows * source.n_columns > MOST_NUMBERS:
        raise NetworkError(
            "table",
            f"has {source.n_rows:,} by {source.n_columns:,} nodes that stay",
            "take tetrads on a block of it, or use corrected_logit_pairs",
        )
    tetrads = _tetrads(source, most_tie_pairs, seed)
    slopes, information, total = _climb(tetrads, part.names)
    by_pair = np.zeros_like(tetrads.x)
    tetrads.sums(slopes, by_pair)
    meat = by_pair.reshape(slopes.size, -1)
    inverse = np.linalg.inv(information)
    n_ties = source.row.size
    n_tie_pairs = n_ties * (n_ties - 1) // 2
    return TetradFit(
        names=part.names, slopes=slopes, covariance=inverse @ (meat @ meat.T) @ inverse,
        n_tetrads=total.n, n_tie_pairs=n_tie_pairs,
        n_sampled=tetrads.first.size if tetrads.first.size else n_tie_pairs,
        log_likelihood=total.log_likelihood,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    log_likelihood: float
    n: int
    score: Real
    information: Real


@dataclass(frozen=True, slots=True, eq=False)
class _Tetrads:
    ties: Index
    first: Index
    second: Index
    is_tied: NDArray[np.bool_]
    x: Real
    is_square: bool

    def sums(self, slopes: Real, by_pair: Real | None = None) -> _Sums:
        """Return likelihood, score and information; `by_pair` takes the scores of pairs."""
        from twolevel.kernels.dyads_tetrads import sum_tetrads

        score, information = np.zeros(slopes.size), np.zeros((slopes.size, slopes.size))
        scores = np.zeros((slopes.size, 0, 0)) if by_pair is None else by_pair
        log_likelihood, n = sum_tetrads(
            self.ties, self.first, self.second, self.is_tied, self.x, slopes, self.is_square,
            score, information, scores,
        )  # fmt: skip
        return _Sums(float(log_likelihood), int(n), score, information)


def _tetrads(source: BlockSource, most_tie_pairs: int, seed: int) -> _Tetrads:
    shape = source.n_rows, source.n_columns
    is_tied = np.zeros(shape, dtype=np.bool_)
    is_tied[source.row, source.column] = True
    x = np.empty((source.n_terms, *shape))
    for term, filler in enumerate(source.fillers):
        filler.fill(slice(0, shape[0]), slice(0, shape[1]), x[term])
    if source.is_square:
        is_tied |= is_tied.T
    n_ties = source.row.size
    first = second = np.zeros(0, dtype=np.int64)
    if n_ties * (n_ties - 1) // 2 > most_tie_pairs:
        rng = np.random.default_rng(seed)
        first = rng.integers(0, n_ties, most_tie_pairs)
        second = (first + rng.integers(1, n_ties, most_tie_pairs)) % n_ties
    ties = np.ascontiguousarray(np.column_stack((source.row, source.column)))
    return _Tetrads(ties, first, second, is_tied, x, source.is_square)


def _climb(tetrads: _Tetrads, names: tuple[str, ...]) -> tuple[Real, Real, _Sums]:
    """Climb a concave function by Newton's steps, halved where they overshoot."""
    slopes = np.zeros(len(names))
    now = tetrads.sums(slopes)
    first = np.diag(now.information)
    if (first <= 0).any():
        raise NetworkError(
            names[int(first.argmin())],
            "is the same on both sides of every tetrad",
            "leave the term out, or give more ties",
        )
    for _ in range(MOST_ITERATIONS):
        step: Real = np.asarray(np.linalg.lstsq(now.information, now.score, rcond=1e-12)[0])
        if float(step @ now.score) <= SMALL_DECREMENT:
            _check_collapse(np.diag(now.information), first, names)
            last = slopes + step
            now = tetrads.sums(last)
            return last, now.information, now
        slopes, now = _climbed(tetrads, slopes, step, now)
    raise NetworkError(
        names[int(np.abs(slopes).argmax())],
        "has a slope that runs away",
        "leave the term out, or join it with a broader one",
    )


def _climbed(tetrads: _Tetrads, slopes: Real, step: Real, now: _Sums) -> tuple[Real, _Sums]:
    share = 1.0
    for _ in range(MOST_ITERATIONS):
        trial = tetrads.sums(slopes + share * step)
        if trial.log_likelihood >= now.log_likelihood - SLACK * abs(now.log_likelihood):
            break
        share /= 2
    return slopes + share * step, trial


def _check_collapse(now: Real, first: Real, names: tuple[str, ...]) -> None:
    if (now < COLLAPSED_SHARE * first).any():
        raise NetworkError(
            names[int((now / first).argmin())],
            "separates the states of all tetrads, so its slope runs to infinity",
            "leave the term out, or join it with a broader one",
        )

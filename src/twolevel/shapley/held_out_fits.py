"""Poisson fits of all subsets of terms, and what each predicts of the row that was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from twolevel.core.array_types import Index, Real
from twolevel.kernels.row_products import choose_columns, multiply_by_roots

NEWTON_STEPS = 60
SAME_BEND_STEPS = 12
"""Steps by one curvature after which Newton's method takes over."""


CLOSE = 1e-7
"""Log-likelihood still gained at which the fit of all rows has arrived."""


NEAR = 1e-2
"""The same where a unit is held out."""


FARTHEST = 30.0
"""Largest log of a mean against the mean of all that is tried."""


PRIOR_SD = 2.0
"""Standard deviation of a normal prior on each slope, for one unit of its column: it holds slopes
of columns that part the ties from the rest, and hardly touches others."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows in the order of their units, `x` in that of the partners too, and the slices of both."""

    x: Real
    y: Real
    weight: Real
    penalty: Real
    base: float
    units: tuple[slice, ...]
    by_partner: Index
    x_by_partner: Real
    partners: tuple[slice, ...]
    cell: Index
    n_cells: int


@dataclass(frozen=True, slots=True, eq=False)
class HeldOut:
    """Held-out deviance of a model in each cell, and what units and partners add beyond theirs."""

    deviance: Real
    pull: tuple[Real, Real]
    slopes: Real


def ordered_rows(x: Real, y: Real, weight: Real, codes: list[Index]) -> tuple[Rows, list[Index]]:
    """Sort rows by unit, standardise the columns, and number the cells of unit and partner."""
    order = np.argsort(codes[0], kind="stable")
    unit, partner = (code[order] for code in codes)
    n_partners = int(partner.max()) + 1
    pairs, cell = np.unique(unit * n_partners + partner, return_inverse=True)
    share_of = weight / weight.sum()
    centre = share_of @ x
    spread = np.sqrt(share_of @ (x - centre) ** 2)
    spread[spread <= 1e-12 * np.maximum(np.abs(centre), 1.0)] = np.inf
    by_partner = np.argsort(partner, kind="stable")
    by_unit = ((x - centre) / spread)[order]
    rows = Rows(
        x=by_unit, y=y[order], weight=weight[order],
        # Slopes of standardised columns are those of the columns times their spread.
        penalty=np.where(np.isinf(spread), 1.0, 1 / (PRIOR_SD * spread) ** 2),
        base=float(np.log((weight @ y) / weight.sum())), units=_slices(unit),
        by_partner=by_partner, x_by_partner=by_unit[by_partner],
        partners=_slices(partner[by_partner]), cell=cell.astype(np.int64),
        n_cells=pairs.size,
    )  # fmt: skip
    return rows, list(np.divmod(pairs, n_partners))


def _slices(sorted_labels: Index) -> tuple[slice, ...]:
    ends = np.searchsorted(sorted_labels, np.arange(int(sorted_labels[-1]) + 2))
    return tuple(slice(int(a), int(b)) for a, b in pairwise(ends))


def held_out(rows: Rows, columns: Index, start: Real) -> HeldOut:
    """Fit all rows, and foretell those of each unit without it."""
    design = np.column_stack((np.ones(rows.y.size), rows.x[:, columns]))
    penalty = np.append(0.0, rows.penalty[columns])
    begin = np.zeros(design.shape[1])
    begin[0] = np.log((rows.weight @ rows.y) / rows.weight.sum())
    begin[: start.size] = start
    beta = _climbed(design, rows.y, rows.weight, penalty, begin, rows.base, CLOSE)
    assert beta is not None
    mean = _means(design @ beta, rows.base)
    bent = rows.weight * mean
    half = _half(design, bent)
    bend = half.T @ half
    whole = bend + np.diag(penalty)
    left = rows.weight * (rows.y - mean)
    bends = _products_of(half, rows.units)
    rest = _without_each(whole, bends)
    # All rows' score less that of each unit.
    scores = design.T @ left - penalty * beta - _sums_of(design, left, rows.units)
    moved = beta + _solved(rest, scores)
    for k in _unfinished(rows, design, penalty, moved, rest):
        moved[k] = _climbed_without(rows, rows.units[k], design, penalty, beta, rest[k])
    eta = np.concatenate([design[part] @ moved[k] for k, part in enumerate(rows.units)])
    held = _means(eta, rows.base)
    log_part = np.where(rows.y > 0, rows.y * np.log(np.maximum(rows.y, 1e-300) / held), 0.0)
    parts = 2 * rows.weight * (log_part - rows.y + held)
    foretold_rows = rows.weight * (rows.y - held)
    foretold = _sums_of(design, foretold_rows, rows.units)
    by_unit = _pulls(foretold, bend, bends, moved - beta)
    by_partner = _partner_pulls(rows, columns, bent, left, foretold_rows, bend, whole)
    deviance = np.bincount(rows.cell, parts, rows.n_cells).astype(np.float64)
    return HeldOut(deviance, (by_unit, by_partner), beta)


def _partner_pulls(
    rows: Rows, columns: Index, bent: Real, left: Real, foretold: Real, bend: Real, whole: Real
) -> Real:
    """Leave out each partner by one Newton step."""
    order = rows.by_partner
    d, half = np.empty((2, order.size, columns.size + 1))
    choose_columns(rows.x_by_partner, columns, d)
    multiply_by_roots(d, bent[order], half)
    bends = _products_of(half, rows.partners)
    scores = _sums_of(d, left[order], rows.partners)
    moves = _solved(_without_each(whole, bends), -scores)
    return _pulls(_sums_of(d, foretold[order], rows.partners), bend, bends, moves)


def _pulls(scores: Real, bend: Real, bends: Real, moves: Real) -> Real:
    """Return by how much the deviance of all other rows falls where each cluster is left out.

    To second order in the move of the slopes: minus twice the move times the score of these rows
    as they are foretold, plus the move squared in their information.
    """
    others = scores.sum(axis=0) - scores
    curved = ((bend - bends) @ moves[:, :, None])[:, :, 0]
    return np.asarray(((2 * others - curved) * moves).sum(axis=1))


def _without_each(whole: Real, bends: Real) -> Real:
    """Take the curvature of each cluster from that of all rows, shape (n_clusters, k, k)."""
    rest = whole - bends
    rest[:, 0, 0] += 1e-9 * whole[0, 0]
    return np.asarray(rest)


def _solved(bends: Real, scores: Real) -> Real:
    """Return the Newton step of each cluster, shape (n_clusters, k)."""
    return np.asarray(np.linalg.solve(bends, scores[:, :, None])[:, :, 0])


def _unfinished(rows: Rows, design: Real, penalty: Real, moved: Real, bends: Real) -> Sequence[int]:
    """Return the units without which one step, to `moved`, was not enough."""
    left = _means(moved @ design.T, rows.base)
    # In place: one row of all rows for each unit.
    np.multiply(rows.weight, np.subtract(rows.y, left, out=left), out=left)
    for k, part in enumerate(rows.units):
        left[k, part] = 0.0
    scores = left @ design - penalty * moved
    # What is left to gain, as the curvature before the step has it.
    gains = 0.5 * (scores * _solved(bends, scores)).sum(axis=1)
    found: list[int] = np.flatnonzero(~(gains <= NEAR)).tolist()
    return found


def _climbed_without(
    rows: Rows, part: slice, design: Real, penalty: Real, beta: Real, bend: Real
) -> Real:
    """Fit the rows of all units but one, from the slopes of all.

    Steps go by the curvature at those slopes, which need not be had anew; where that does not
    arrive soon, by Newton's method.
    """
    weight = rows.weight.copy()
    weight[part] = 0.0
    found = _climbed(design, rows.y, weight, penalty, beta, rows.base, NEAR, bend)
    if found is None:
        found = _climbed(design, rows.y, weight, penalty, beta, rows.base, NEAR)
    assert found is not None
    return found


def _climbed(
    design: Real, y: Real, weight: Real, penalty: Real, start: Real, base: float, enough: float,
    bend: Real | None = None,
) -> Real | None:  # fmt: skip
    """Climb by Newton's method; halve a step that makes the penalised likelihood smaller.

    Parameters
    ----------
    bend
        Curvature by which all steps go; if None it is had anew at each. With it the result is None
        where a few steps do not arrive.
    """
    counted = weight * y

    def height(beta: Real) -> tuple[float, Real]:
        eta = _bounded(design @ beta, base)
        mean = np.exp(eta)
        return float(counted @ eta - weight @ mean) - float(penalty @ beta**2) / 2, mean

    beta = start
    best, mean = height(start)
    room = np.empty_like(design) if bend is None else None
    for _ in range(NEWTON_STEPS if bend is None else SAME_BEND_STEPS):
        score = design.T @ (weight * (y - mean)) - penalty * beta
        step = np.linalg.solve(
            _bend(design, weight * mean, penalty, room) if bend is None else bend, score
        )
        now, mean = height(beta + step)
        for _ in range(40):
            if now >= best - 1e-12 * abs(best):
                break
            step = step / 2
            now, mean = height(beta + step)
        beta = beta + step
        gained, best = now - best, now
        if gained <= enough:
            return beta
    return beta if bend is None else None


def _bend(design: Real, weight: Real, penalty: Real, room: Real | None) -> Real:
    half = _half(design, weight, room)
    found = half.T @ half + np.diag(penalty)  # of one array with itself: half the work
    found[0, 0] += 1e-9 * abs(found[0, 0])
    return np.asarray(found)


def _products_of(half: Real, parts: Sequence[slice]) -> Real:
    """Return the products of columns of `_half` within each part, shape (n_parts, k, k)."""
    return np.array([half[part].T @ half[part] for part in parts])


def _sums_of(design: Real, left: Real, parts: Sequence[slice]) -> Real:
    """Return the weighted sums of columns within each part, shape (n_parts, k)."""
    return np.array([left[part] @ design[part] for part in parts])


def _half(design: Real, weight: Real, room: Real | None = None) -> Real:
    """Multiply rows by the roots of their weights, into `room` where it is given."""
    return np.asarray(np.multiply(design, np.sqrt(weight)[:, None], out=room))


def _means(eta: Real, base: float) -> Real:
    """Turn logs, which are lost, into means."""
    return np.asarray(np.exp(_bounded(eta, base), out=eta))


def _bounded(eta: Real, base: float) -> Real:
    """Bound logs in place."""
    return np.asarray(np.clip(eta, base - FARTHEST, base + FARTHEST, out=eta))

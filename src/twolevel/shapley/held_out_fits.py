"""Poisson fits of all subsets of terms, and what each predicts of the row that was left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twolevel.core.array_types import Index, Real
from twolevel.kernels.row_products import choose_columns, products_of_all, products_of_sets

NEWTON_STEPS = 60
SAME_BEND_STEPS = 12
"""Steps by one curvature after which Newton's method takes over."""
HALVINGS = 40
"""Times that a step is halved at most."""


CLOSE = 1e-7
"""Log-likelihood still to be gained from which on the fit of all rows keeps its curvature."""


ARRIVED = 1e-13
"""The same before the last step of it: a step leaves a hundredth of the way, and less."""


NEAR = 1e-2
"""The same where a unit is held out."""


FARTHEST = 30.0
"""Largest log of a mean against the mean of all that is tried."""


HELD_AT_ONCE = 1 << 15
"""Numbers of what is foretold without units that are held at once: they lie in a near cache."""


PRIOR_SD = 2.0
"""Standard deviation of a normal prior on each slope, for one unit of its column: it holds slopes
of columns that part the ties from the rest, and hardly touches others."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows in the order of their units, `x` in that of the partners too, and where both end."""

    x: Real
    y: Real
    weight: Real
    penalty: Real
    base: float
    unit: Index
    unit_ends: Index
    by_partner: Index
    x_by_partner: Real
    partner_ends: Index
    cell: Index
    n_cells: int


@dataclass(frozen=True, slots=True, eq=False)
class HeldOut:
    """Held-out deviance of a model in each cell, and what units and partners add beyond theirs.

    Slopes are of a constant and all columns, standardised; 0 of a column that is not in the model.
    """

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
        base=float(np.log((weight @ y) / weight.sum())),
        unit=unit, unit_ends=_ends(unit),
        by_partner=by_partner, x_by_partner=by_unit[by_partner],
        partner_ends=_ends(partner[by_partner]), cell=cell.astype(np.int64),
        n_cells=pairs.size,
    )  # fmt: skip
    return rows, list(np.divmod(pairs, n_partners))


def _ends(sorted_labels: Index) -> Index:
    return np.searchsorted(sorted_labels, np.arange(int(sorted_labels[-1]) + 2)).astype(np.int64)


def _parts(ends: Index) -> Iterator[slice]:
    return (slice(a, b) for a, b in pairwise(ends.tolist()))


def held_out(rows: Rows, columns: Index, start: Real) -> HeldOut:
    """Fit all rows, and foretell those of each unit without it.

    Parameters
    ----------
    columns
        Those of the model.
    start
        Slopes from which to begin, laid out as those of `HeldOut`; empty where none are known.
    """
    design = _design(rows.x, columns)
    penalty = np.append(0.0, rows.penalty[columns])
    at = np.append(0, columns + 1)
    begin = start[at] if start.size else np.append(rows.base, np.zeros(columns.size))
    beta = _arrived(rows, design, penalty, begin)
    mean = _means(design @ beta, rows.base)
    bent, left = rows.weight * mean, rows.weight * (rows.y - mean)
    bends, scores = products_of_sets(design, bent, left, rows.unit_ends)
    bend = bends.sum(axis=0)
    whole = bend + np.diag(penalty)
    rest = _without_each(whole, bends)
    # All rows' score less that of each unit.
    moved = beta + _solved(rest, scores.sum(axis=0) - penalty * beta - scores)
    _climb_without_each(rows, design, penalty, beta, bent, moved, rest)
    eta = np.concatenate([design[part] @ moved[k] for k, part in enumerate(_parts(rows.unit_ends))])
    held = _means(eta, rows.base)
    log_part = np.where(rows.y > 0, rows.y * np.log(np.maximum(rows.y, 1e-300) / held), 0.0)
    parts = 2 * rows.weight * (log_part - rows.y + held)
    foretold_rows = rows.weight * (rows.y - held)
    foretold = _sums_of(design, foretold_rows, rows.unit_ends)
    by_unit = _pulls(foretold, bend, bends, moved - beta)
    by_partner = _partner_pulls(rows, columns, bent, left, foretold_rows, bend, whole)
    deviance = np.bincount(rows.cell, parts, rows.n_cells).astype(np.float64)
    slopes = np.zeros(rows.penalty.size + 1)
    slopes[at] = beta
    return HeldOut(deviance, (by_unit, by_partner), slopes)


def _design(x: Real, columns: Index) -> Real:
    """Return a constant and some columns."""
    design = np.empty((len(x), columns.size + 1))
    choose_columns(x, columns, design)
    return design


def _partner_pulls(
    rows: Rows, columns: Index, bent: Real, left: Real, foretold: Real, bend: Real, whole: Real
) -> Real:
    """Leave out each partner by one Newton step."""
    order, ends = rows.by_partner, rows.partner_ends
    d = _design(rows.x_by_partner, columns)
    bends, scores = products_of_sets(d, bent[order], left[order], ends)
    moves = _solved(_without_each(whole, bends), -scores)
    return _pulls(_sums_of(d, foretold[order], ends), bend, bends, moves)


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


def _climb_without_each(
    rows: Rows, design: Real, penalty: Real, beta: Real, bent: Real, moved: Real, bends: Real
) -> None:
    """Go on in place without each unit for which one step, to `moved`, was not enough.

    Steps go by the curvature at the slopes of all rows, `beta`, which need not be had anew; where
    they do not arrive soon, by Newton's method. Units go together, so that each row is read once.
    """
    units = _maybe_unfinished(rows, design, bent, moved - beta)
    if not units.size:
        return
    best, scores = _climbs_at(rows, design, penalty, moved[units], units)
    # What is left to gain, as the curvature before the step has it.
    steps = _solved(bends[units], scores)
    is_far = ~(0.5 * (scores * steps).sum(axis=1) <= NEAR)
    if not is_far.any():
        return
    units, best, steps = units[is_far], best[is_far], steps[is_far]
    before = _heights_before(rows, design, penalty, beta, units)
    is_lower = best < before - 1e-12 * np.abs(before)
    for k in units[is_lower].tolist():
        moved[k] = _climbed_without(rows, k, design, penalty, beta, bends[k])
    goes_on = ~is_lower & ~(best - before <= NEAR)
    for _ in range(SAME_BEND_STEPS - 1):
        units, best, steps = units[goes_on], best[goes_on], steps[goes_on]
        if not units.size:
            return
        tried = moved[units] + steps
        now, scores = _climbs_at(rows, design, penalty, tried, units)
        is_lower = now < best - 1e-12 * np.abs(best)
        for k in units[is_lower].tolist():
            moved[k] = _climbed_without(rows, k, design, penalty, beta, bends[k])
        moved[units[~is_lower]] = tried[~is_lower]
        goes_on = ~is_lower & ~(now - best <= NEAR)
        best, steps = now, _solved(bends[units], scores)
    for k in units[goes_on].tolist():
        moved[k] = _climbed_without(rows, k, design, penalty, beta, None)


def _maybe_unfinished(rows: Rows, design: Real, bent: Real, moves: Real) -> Index:
    """Return the units for which it is not sure that one step leaves no more than `NEAR` to gain.

    By a step that moves logs by t a mean changes by t as foretold, and by at most t^2 exp(|t|) / 2
    more. In the curvature before the step, the score that this leaves is no longer than its rows.
    """
    fourth, largest = np.zeros(len(moves)), np.zeros(len(moves))
    n_rows = _rows_at_once(len(moves))
    for first in range(0, rows.y.size, n_rows):
        of = slice(first, first + n_rows)
        squared = moves @ design[of].T
        np.multiply(squared, squared, out=squared)
        for k, own in _own(rows, first, n_rows):
            squared[k, own] = 0.0
        np.maximum(largest, squared.max(axis=1), out=largest)
        np.multiply(squared, squared, out=squared)
        fourth += squared @ bent[of]
    with np.errstate(over="ignore"):
        is_sure = fourth / 8 * np.exp(2 * np.sqrt(largest)) <= NEAR / 2
    return np.flatnonzero(~is_sure)


def _rows_at_once(n_units: int) -> int:
    return max(1, HELD_AT_ONCE // n_units)


def _own(rows: Rows, first: int, n_rows: int) -> Iterator[tuple[int, slice]]:
    """Yield the units of some rows from `first` on, with where theirs lie among these."""
    last = min(first + n_rows, rows.y.size) - 1
    for unit in range(int(rows.unit[first]), int(rows.unit[last]) + 1):
        begin, end = rows.unit_ends[unit : unit + 2].tolist()
        yield unit, slice(max(begin - first, 0), end - first)


def _climbs_at(
    rows: Rows, design: Real, penalty: Real, slopes: Real, units: Index
) -> tuple[Real, Real]:
    """Return log-likelihood and score without each of some units, at slopes of its own.

    Shapes (n,) and (n, k), of slopes (n, k) and units (n,).
    """
    heights, scores = -(slopes**2 @ penalty) / 2, -penalty * slopes
    number = {unit: k for k, unit in enumerate(units.tolist())}
    n_rows = _rows_at_once(units.size)
    for first in range(0, rows.y.size, n_rows):
        of = slice(first, first + n_rows)
        d, weight = design[of], rows.weight[of]
        counted = weight * rows.y[of]
        eta = _bounded(slopes @ d.T, rows.base)
        left = np.exp(eta)
        left *= weight
        owned = [(number[k], own) for k, own in _own(rows, first, n_rows) if k in number]
        for k, own in owned:
            eta[k, own] = left[k, own] = 0.0
        heights += eta @ counted - left.sum(axis=1)
        np.subtract(counted, left, out=left)
        for k, own in owned:
            left[k, own] = 0.0
        scores += left @ d
    return heights, scores


def _heights_before(rows: Rows, design: Real, penalty: Real, beta: Real, units: Index) -> Real:
    """Return the log-likelihood of all rows but each unit's, at the slopes of all, shape (n,)."""
    eta = _bounded(design @ beta, rows.base)
    of_rows = rows.weight * (rows.y * eta - np.exp(eta))
    whole = of_rows.sum() - float(penalty @ beta**2) / 2
    return np.asarray(whole - np.add.reduceat(of_rows, rows.unit_ends[:-1])[units])


def _climbed_without(
    rows: Rows, unit: int, design: Real, penalty: Real, beta: Real, bend: Real | None
) -> Real:
    """Fit the rows of all units but one alone, from the slopes of all.

    With a curvature steps go by it at first, and by Newton's method where these do not arrive.
    """
    weight = rows.weight.copy()
    weight[rows.unit_ends[unit] : rows.unit_ends[unit + 1]] = 0.0
    if bend is not None:
        found = _climbed(design, rows.y, weight, penalty, beta, rows.base, NEAR, bend)
        if found is not None:
            return found
    found = _climbed(design, rows.y, weight, penalty, beta, rows.base, NEAR)
    assert found is not None
    return found


def _arrived(rows: Rows, design: Real, penalty: Real, start: Real) -> Real:
    """Fit all rows: Newton's method, and at its end steps by the curvature of the step before.

    These cost a quarter of one whose curvature is had anew, and each leaves a hundredth to go.
    """
    y, weight = rows.y, rows.weight
    hill = _Hill(design, weight, weight * y, penalty, rows.base)
    beta, bend = start, None
    best, mean = hill.height(start)
    for _ in range(NEWTON_STEPS):
        left = weight * (y - mean)
        if bend is not None:
            score = left @ design - penalty * beta
            step = np.linalg.solve(bend, score)
            gain = float(score @ step) / 2
            if gain <= CLOSE:
                beta = beta + step
                if gain <= ARRIVED:
                    break
                best, mean = hill.height(beta)
                continue
        bend, score = _bend(design, weight * mean, left, penalty)
        step = np.linalg.solve(bend, score - penalty * beta)
        beta, best, mean = hill.after(beta, step, best)
    return beta


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
    hill = _Hill(design, weight, weight * y, penalty, base)
    beta = start
    best, mean = hill.height(start)
    for _ in range(NEWTON_STEPS if bend is None else SAME_BEND_STEPS):
        left = weight * (y - mean)
        now_bend, score = (
            _bend(design, weight * mean, left, penalty) if bend is None else (bend, design.T @ left)
        )
        step = np.linalg.solve(now_bend, score - penalty * beta)
        before = best
        beta, best, mean = hill.after(beta, step, before)
        if best - before <= enough:
            return beta
    return beta if bend is None else None


@dataclass(frozen=True, slots=True, eq=False)
class _Hill:
    """The penalised log-likelihood of rows; `counted` are weights times numbers."""

    design: Real
    weight: Real
    counted: Real
    penalty: Real
    base: float

    def height(self, beta: Real) -> tuple[float, Real]:
        """Return it at some slopes, with the mean of each row there."""
        eta = _bounded(self.design @ beta, self.base)
        mean = np.exp(eta)
        likelihood = float(self.counted @ eta - self.weight @ mean)
        return likelihood - float(self.penalty @ beta**2) / 2, mean

    def after(
        self, beta: Real, step: NDArray[np.floating[Any]], before: float
    ) -> tuple[Real, float, Real]:
        """Take a step, halved while it leads lower; return slopes, height and means there."""
        now, mean = self.height(beta + step)
        for _ in range(HALVINGS):
            if now >= before - 1e-12 * abs(before):
                break
            step = step / 2
            now, mean = self.height(beta + step)
        return beta + step, now, mean


def _bend(design: Real, bent: Real, left: Real, penalty: Real) -> tuple[Real, Real]:
    """Return the curvature of all rows with that of the prior, and their score without it."""
    products, score = products_of_all(design, bent, left)
    found = products + np.diag(penalty)
    found[0, 0] += 1e-9 * abs(found[0, 0])
    return found, score


def _sums_of(design: Real, left: Real, ends: Index) -> Real:
    """Return the weighted sums of columns within each part, shape (n_parts, k)."""
    return np.array([left[part] @ design[part] for part in _parts(ends)])


def _means(eta: Real, base: float) -> Real:
    """Turn logs, which are lost, into means."""
    return np.asarray(np.exp(_bounded(eta, base), out=eta))


def _bounded(eta: Real, base: float) -> Real:
    """Bound logs in place."""
    return np.asarray(np.clip(eta, base - FARTHEST, base + FARTHEST, out=eta))

"""Newton's method for the hazard: likelihood, or likelihood with the penalty of Firth.

All effects and slopes stand in one vector, and the information is one dense matrix: with three sets
of effects there is no block to eliminate that would leave a small rest, and some 800 columns cost
less than one pass over the pair-years.

Newton steps, bent by what earlier moves showed of the curvature.

With Firth's penalty the information is the curvature of the likelihood only; the penalty has one of
its own, which would cost a pass for each column. Moves and the changes of the gradient along them
bend the step instead: the two-loop recursion of Nocedal (1980), Updating quasi-Newton matrices with
limited storage, Math. Comput. 35(151), doi:10.1090/S0025-5718-1980-0572855-7, with the inverse
information to begin with.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import linalg

from twolevel.core.array_types import Flag, Index, Real
from twolevel.errors import NetworkError
from twolevel.timing.risk_set import RiskSet

Move = tuple[Real, Real]
"""A move and the fall of the gradient along it."""

FLAT = 1e-10
"""Cosine of a move and the fall of the gradient below which it says nothing of a curvature."""


def newton_step(information: Real, score: Real, moves: Iterable[Move] = ()) -> Real:
    """Return the step up from a point with this information and gradient, shape (n,)."""
    held = list(moves)
    rest, shares = score.copy(), []
    for move, fall in reversed(held):
        share = float(move @ rest) / float(move @ fall)
        rest = rest - share * fall
        shares.append(share)
    step = _solved(information, rest)
    for (move, fall), share in zip(held, reversed(shares), strict=True):
        step = step + (share - float(fall @ step) / float(move @ fall)) * move
    is_up = not held or float(step @ score) > 0
    return step if is_up else _solved(information, score)


def remember(moves: deque[Move], move: Real, fall: Real) -> None:
    """Add a move, where the gradient fell along it as on a hill."""
    if float(move @ fall) > FLAT * float(np.linalg.norm(move) * np.linalg.norm(fall)):
        moves.append((move, fall))


def _solved(information: Real, right: Real) -> Real:
    try:
        return np.asarray(linalg.cho_solve(linalg.cho_factor(information, lower=True), right))
    except linalg.LinAlgError:
        return np.asarray(np.linalg.lstsq(information, right, rcond=1e-12)[0])


Link = Literal["cloglog", "logit"]
Penalty = Literal["none", "firth"]

MOST_ITERATIONS = 300
MOST_HALVINGS = 30
SMALL_DECREMENT = 1e-18
"""Squared length of a step in standard errors at which the top is reached."""
ROUNDED_DECREMENT = 1e-10
"""The same where rounding of the objective hides whether a step still climbs."""
MOST_MOVES = 20
"""Moves that are remembered to bend steps where the information is not the whole curvature."""
MOST_STALLED = 4
"""Steps so small that do not shrink any more, after which only rounding moves."""
SLACK = 1e-12
"""Share of the likelihood that is rounding."""
DEPENDENT_SHARE = 1e-9
"""Share of a column's square that the others leave, below which it is spanned."""
COLLAPSED_SHARE = 1e-9
"""Share of the information at the start, below which a direction separates."""
DOUBTFUL_SHARE = 1e-3
"""The same, below which a slope may have run away."""
LARGEST_STEP = 5.0
"""Largest change of a parameter in one step; far steps from a poor start overshoot."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Which column of the information each pair, year and term has.

    Attributes
    ----------
    home, foreign, year
        Column of each pair or year, shapes (n_pairs,), (n_pairs,), (n_years,); `waste` where the
        effect is fixed at 0 since others span it.
    effect
        Column of each effect, home then foreign then year, `waste` where fixed, shape (n_effects,).
    n_free
        Columns that are fitted; the terms are the last of them.
    """

    home: Index
    foreign: Index
    year: Index
    effect: Index
    n_free: int


@dataclass(frozen=True, slots=True, eq=False)
class Hazard:
    """A risk set with its columns, link and penalty: what there is to climb."""

    risk: RiskSet
    columns: Columns
    link: Link
    penalty: Penalty

    @property
    def scale(self) -> Real:
        """What a slope in a point is multiplied by to be one of the covariate as given."""
        return 1.0 / self.risk.spread

    @property
    def n_terms(self) -> int:
        """Number of slopes."""
        return int(self.risk.x.shape[2])

    @property
    def slopes(self) -> slice:
        """Where the slopes stand in a point."""
        return slice(self.columns.n_free - self.n_terms, self.columns.n_free)

    @property
    def rows(self) -> tuple[NDArray[np.generic], ...]:
        """What the compiled loops take of the risk set."""
        columns, risk = self.columns, self.risk
        return (
            columns.home, columns.foreign, columns.year, risk.start, risk.stop, risk.is_event,
            risk.x,
        )  # fmt: skip

    @property
    def link_number(self) -> int:
        """The link as the compiled loops know it."""
        from twolevel.kernels.hazard_rows import CLOGLOG, LOGIT

        return CLOGLOG if self.link == "cloglog" else LOGIT


@dataclass(frozen=True, slots=True, eq=False)
class Height:
    """The objective at a point, with gradient and information, shapes (n_free,), (n_free, n_free).

    `value` is the log likelihood, with the penalty if there is one; `information` is the observed
    one, or the expected one where Firth's penalty is made of it.
    """

    point: Real
    log_likelihood: float
    value: float
    score: Real
    information: Real
    n_iterations: int = 0


def hazard_of(risk: RiskSet, link: Link, penalty: Penalty) -> Hazard:
    """Return a risk set with numbered columns; effects that others span are fixed at 0.

    Raises
    ------
    NetworkError
        If a term is constant, or in the span of effects and of other terms.
    """
    bounds = np.cumsum((0, *_set_sizes(risk)))
    n_effects = int(bounds[-1])
    every = np.arange(n_effects)
    whole = Hazard(risk, _columns(risk, every, n_effects), link, penalty)
    first = height_at(whole, _first_point(risk), is_plain=True)
    is_free = _independent(first.information[:n_effects, :n_effects])
    number = np.where(is_free, np.cumsum(is_free) - 1, -1)
    columns = _columns(risk, number, int(is_free.sum()))
    free = Hazard(risk, columns, link, penalty)
    is_held = np.concatenate((is_free, np.ones(risk.x.shape[2], dtype=np.bool_)))
    _check_span(first.information[np.ix_(is_held, is_held)], free)
    return free


def start_of(hazard: Hazard) -> Real:
    """Return a point to climb from: slopes 0, effects by the share of events of each label."""
    whole = _first_point(hazard.risk)
    point = np.zeros(hazard.columns.n_free + 1)
    # Taking an effect to 0 moves the others of its set, which the first steps do.
    is_free = hazard.columns.effect < hazard.columns.n_free
    point[hazard.columns.effect[is_free]] = whole[:-1][: is_free.size][is_free]
    return point


def height_at(hazard: Hazard, point: Real, *, is_plain: bool = False) -> Height:
    """Return objective, gradient and information at a point with its waste column, (n_free + 1,).

    `is_plain` leaves the penalty out.
    """
    from twolevel.kernels.hazard_rows import add_firth, add_rows

    n = hazard.columns.n_free
    score, information = np.zeros(n + 1), np.zeros((n + 1, n + 1))
    is_firth = hazard.penalty == "firth" and not is_plain
    total = add_rows(*hazard.rows, point, hazard.link_number, is_firth, score, information)
    square = np.tril(information[:n, :n]) + np.tril(information[:n, :n], -1).T
    if not is_firth:
        return Height(point, total, total, score[:n], square)
    factor, is_broken = linalg.lapack.dpotrf(square, lower=1)[:2]
    if is_broken or not np.isfinite(total):
        return Height(point, total, -np.inf, score[:n], square)
    inverse = np.zeros((n + 1, n + 1))
    inverse[:n, :n] = linalg.cho_solve((factor, True), np.eye(n))
    add_firth(*hazard.rows, point, hazard.link_number, inverse, score)
    value = total + float(np.log(np.diag(factor)).sum())
    return Height(point, total, value, score[:n], square)


def climb(
    hazard: Hazard,
    start: Real,
    *,
    held: int | None = None,
    small: float = SMALL_DECREMENT,
) -> Height:
    """Return the highest point; the slope `held` (a number of a term) stays where it starts.

    `small` is the squared length of a step in standard errors at which to stop.

    Raises
    ------
    NetworkError
        If slopes or effects run to infinity.
    """
    is_free = np.ones(hazard.columns.n_free, dtype=np.bool_)
    if held is not None:
        is_free[hazard.slopes.start + held] = False
    now = first = height_at(hazard, start)
    moves: deque[Move] = deque(maxlen=MOST_MOVES)
    n_stalled, before = 0, np.inf
    for iteration in range(1, MOST_ITERATIONS + 1):
        step = np.zeros(is_free.size)
        step[is_free] = newton_step(
            now.information[np.ix_(is_free, is_free)], now.score[is_free], moves
        )
        decrement = float(step @ now.score)
        n_stalled = n_stalled + 1 if ROUNDED_DECREMENT > decrement > before / 2 else 0
        before = decrement
        is_top = decrement <= small or n_stalled == MOST_STALLED
        higher = None if is_top else _climbed(hazard, now, step, decrement)
        if higher is None:
            if decrement > max(small, ROUNDED_DECREMENT):
                break
            _check_collapse(hazard, now, first, is_free)
            return replace(now, n_iterations=iteration)
        if hazard.penalty == "firth":
            remember(moves, (higher.point - now.point)[:-1][is_free],
                     (now.score - higher.score)[is_free])  # fmt: skip
        now = higher
    raise _runaway(hazard, now, first, is_free)


def _climbed(hazard: Hazard, now: Height, step: Real, decrement: float) -> Height | None:
    share = min(1.0, LARGEST_STEP / float(np.abs(step).max()))
    for _ in range(MOST_HALVINGS):
        trial = height_at(hazard, now.point + share * np.append(step, 0.0))
        wanted = now.value + 1e-4 * share * decrement - SLACK * (1 + abs(now.value))
        if np.isfinite(trial.value) and trial.value >= wanted:
            return trial
        share /= 2
    return None


def _set_sizes(risk: RiskSet) -> tuple[int, int, int]:
    """Return the sizes of the sets of effects; without any the home set is the constant."""
    return risk.sizes if any(risk.sizes) else (1, 0, 0)


def _columns(risk: RiskSet, number: Index, n_effects: int) -> Columns:
    """Place effects by their number, -1 for fixed ones, and the terms behind them."""
    waste = n_effects + risk.x.shape[2]
    at = np.where(number < 0, waste, number)
    sizes = _set_sizes(risk)
    bounds = np.cumsum((0, *sizes))
    placed = [
        at[bounds[k] + labels] if sizes[k] else np.full(labels.size, waste)
        for k, labels in enumerate(risk.labels)
    ]
    return Columns(placed[0], placed[1], placed[2], at, waste)


def _first_point(risk: RiskSet) -> Real:
    """Return effects that add up the log shares of events of the labels; for all columns."""
    rows = risk.stop - risk.start + 1
    events = risk.is_event.astype(np.float64)
    overall = np.log(events.sum() / rows.sum())
    parts: list[Real] = []
    sizes = _set_sizes(risk)
    for k, labels in enumerate(risk.labels[:2]):
        if sizes[k]:
            tied = np.bincount(labels, events, sizes[k]) + 0.5
            parts.append(np.log(tied / np.bincount(labels, rows, sizes[k])) - overall)
    if sizes[2]:
        change = np.bincount(risk.start, minlength=sizes[2] + 1).astype(np.float64)
        change -= np.bincount(risk.stop + 1, minlength=sizes[2] + 1)
        tied = np.bincount(risk.stop[risk.is_event], minlength=sizes[2]) + 0.5
        parts.append(np.log(tied / np.cumsum(change)[:-1]) - overall)
    parts[0] = parts[0] + overall
    return np.concatenate((*parts, np.zeros(risk.x.shape[2] + 1)))


def _independent(information: Real) -> Flag:
    """Return the columns that a pivoted Cholesky factorisation finds independent, (n,)."""
    scale = np.sqrt(np.diag(information))
    _, pivot, rank, _ = linalg.lapack.dpstrf(
        information / np.outer(scale, scale), lower=1, tol=DEPENDENT_SHARE
    )
    is_free = np.zeros(scale.size, dtype=np.bool_)
    is_free[pivot[:rank] - 1] = True
    return is_free


def free_of_effects(information: Real, n_terms: int) -> Real:
    """Return the information on the last columns that the others leave, (n_terms, n_terms)."""
    n = information.shape[0] - n_terms
    cross = information[n:, :n]
    ahead = linalg.cho_solve(linalg.cho_factor(information[:n, :n], lower=True), cross.T)
    rest: Real = information[n:, n:] - cross @ ahead
    return (rest + rest.T) / 2


def _check_span(information: Real, hazard: Hazard) -> None:
    """Refuse a term of which effects and the terms before it leave nothing."""
    total = np.diag(information)[-hazard.n_terms :].copy()
    rest = free_of_effects(information, hazard.n_terms)
    alone = np.diag(rest).copy()
    for k, name in enumerate(hazard.risk.names):
        if alone[k] <= DEPENDENT_SHARE * total[k]:
            raise NetworkError(
                name,
                "is constant, or a sum of effects, over the pair-years that are left, so its slope "
                "is not defined",
                "leave it out, or the effects that span it",
            )
        if rest[k, k] <= DEPENDENT_SHARE * alone[k]:
            raise NetworkError(
                name, "is a combination of the covariates before it and the effects",
                "leave one of them out",
            )  # fmt: skip
        rest = rest - np.outer(rest[:, k], rest[k]) / rest[k, k]


def _check_collapse(hazard: Hazard, now: Height, first: Height, is_free: Flag) -> None:
    """Refuse a likelihood that climbs for ever, ever more slowly: information has gone."""
    if hazard.penalty == "firth":
        return
    effects, slopes = _left(hazard, now, first, is_free)
    if min(effects, slopes) < COLLAPSED_SHARE:
        raise _runaway(hazard, now, first, is_free)


def _left(hazard: Hazard, now: Height, first: Height, is_free: Flag) -> tuple[float, float]:
    """Return the least share of information left since the start, of effects and of slopes."""
    n_slopes = int(is_free[hazard.slopes].sum())
    inside = [one.information[np.ix_(is_free, is_free)] for one in (now, first)]
    n_effects = inside[0].shape[0] - n_slopes
    diagonals = [np.diag(one)[:n_effects] for one in inside]
    effects = float((diagonals[0] / diagonals[1]).min(initial=1.0))
    if not n_slopes:
        return effects, 1.0
    try:
        rest, start = (free_of_effects(one, n_slopes) for one in inside)
        return effects, float(linalg.eigh(rest, start, eigvals_only=True)[0])
    except linalg.LinAlgError:
        return effects, 0.0


def _runaway(hazard: Hazard, now: Height, first: Height, is_free: Flag) -> NetworkError:
    remedy = "leave it out" if hazard.penalty == "firth" else 'set penalty="firth"'
    effects, slopes = _left(hazard, now, first, is_free)
    # slopes that run away often take effects along
    if effects < COLLAPSED_SHARE and slopes > DOUBTFUL_SHARE:
        return NetworkError(
            "effects",
            "run away: together they separate pair-years with events from those without",
            f"join thin labels, or {remedy}",
        )
    at = now.point[hazard.slopes] * hazard.scale
    worst = int(np.abs(now.point[hazard.slopes]).argmax())
    return NetworkError(
        hazard.risk.names[worst],
        f"has a slope that runs away (it stood at {at[worst]:.3g}): a combination of "
        "covariates and effects separates pair-years with events from those without",
        f"{remedy}, or join it with a broader one",
    )

"""How much upper ties help to foretell the unit in which a lower tie lands, held out by unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from twolevel.core.argument_checks import instance, share
from twolevel.core.array_types import Flag, Index, Real
from twolevel.core.arrays import TwoLevelArrays
from twolevel.core.foreign_groups import foreign_groups
from twolevel.sentences import say, say_count

SMOOTHING = 0.5  # ties added to each unit's count, so that no unit has chance 0
NEWTON_STEPS = 50
MAX_BETA = 10.0


@dataclass(frozen=True, slots=True)
class PredictiveGain:
    """Held-out prediction of a lower tie's foreign unit, without and with the upper ties.

    Attributes
    ----------
    loss_without, loss_with
        Held-out log loss for each tie, nats; smaller is better.
    gain, low, high
        loss_without - loss_with and 95 % interval, clustered by home unit; above 0 where upper
        ties help. None where fewer than two home units have ties to foretell.
    average_precision_without, average_precision_with
        Over cells (home unit, foreign unit) with a tie to the country, of whether a tie lands
        there; in [0, 1]. None where no cell has one.
    beta
        Mean over folds of the fitted log-odds of an upper tie.
    n_ties, n_cells
        Ties foretold: those with countries of at least two units; cells ranked.
    method
        How it was made.
    """

    loss_without: float | None
    loss_with: float | None
    gain: float | None
    low: float | None
    high: float | None
    average_precision_without: float | None
    average_precision_with: float | None
    beta: float | None
    n_ties: int
    n_cells: int
    method: str


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """Ties by home unit and foreign group, of countries with at least two groups.

    Attributes
    ----------
    ties
        Shape (n_units, n_groups).
    exposure
        Whether an upper tie joins them, same shape.
    country
        Country of each group, 0..n_countries - 1, shape (n_groups,).
    """

    ties: Real
    exposure: Flag
    country: Index

    @property
    def n_countries(self) -> int:
        """Number of countries."""
        return int(self.country.max(initial=-1)) + 1


def predictive_gain(arrays: TwoLevelArrays, *, level: float = 0.95) -> PredictiveGain:
    """Foretell the unit of a country in which each lower tie lands, leaving out its home unit.

    Given that home unit p has a tie with country c, the tie lands in unit r with chance q_r, the
    share of r among the ties of other home units (plus 0.5 each); or with chance q_r exp(beta
    B_pr) over its sum in c, beta by conditional maximum likelihood on the other home units, each
    with q from the rest of them. Leave only home units in the arrays whose upper ties are known.

    Parameters
    ----------
    arrays
        Of `two_level_arrays`.
    level
        Of the interval, in (0, 1).

    Raises
    ------
    InvalidArgument
        If `level` is no share.

    References
    ----------
    McFadden (1974), Conditional logit analysis of qualitative choice behavior.
    """
    instance("arrays", arrays, TwoLevelArrays, "two_level_arrays")
    share("level", level)
    choices = _choices(arrays)
    n_by_unit = choices.ties.sum(axis=1)
    folds = np.flatnonzero(n_by_unit > 0).tolist()
    n_folds = say_count("{n} fold", "{n} folds", len(folds))
    method = say(
        "conditional choice of the foreign unit within a country, {n_folds} by home "
        "unit, interval clustered by home unit",
        n_folds=n_folds,
    )
    if len(folds) < 2:
        return PredictiveGain(
            None, None, None, None, None, None, None, None, int(n_by_unit.sum()), 0, method
        )
    betas = np.array([_fitted_beta(choices, held) for held in folds])
    without = np.zeros_like(choices.ties)
    with_upper = np.zeros_like(choices.ties)
    for held, beta in zip(folds, betas, strict=True):
        without[held] = log_chance(choices, held, held, 0.0)
        with_upper[held] = log_chance(choices, held, held, beta)
    ties = choices.ties
    loss = [-(ties * chance).sum(axis=1) for chance in (without, with_upper)]
    n = float(n_by_unit.sum())
    gain, low, high = _clustered_mean((loss[0] - loss[1])[folds], n_by_unit[folds], level)
    precision = [_precision(choices, chance) for chance in (without, with_upper)]
    return PredictiveGain(
        loss_without=float(loss[0].sum()) / n, loss_with=float(loss[1].sum()) / n, gain=gain,
        low=low, high=high, average_precision_without=precision[0],
        average_precision_with=precision[1], beta=float(betas.mean()), n_ties=int(n),
        n_cells=int(_cells(choices).sum()), method=method,
    )  # fmt: skip


def average_precision(score: Real, is_hit: Flag) -> float | None:
    """Return the mean precision at the hits, cells of equal score ranked together.

    The sum over distinct scores of precision times the gain in recall; None without a hit.
    """
    if not is_hit.any():
        return None
    order = np.argsort(-score, kind="stable")
    ranked, hits = score[order], np.cumsum(is_hit[order])
    last = np.flatnonzero(np.append(ranked[1:] != ranked[:-1], True))
    found = hits[last]
    gained = np.diff(found, prepend=0)
    return float((found / (last + 1) * gained).sum() / hits[-1])


def log_chance(choices: Choices, unit: int, held_out: int, beta: float) -> Real:
    """Return the log chance that a tie of a unit lands in each group of its country, (n_groups,).

    The popularity of groups comes from all home units but this one and the one held out.
    """
    left_out = choices.ties[unit] + (choices.ties[held_out] if held_out != unit else 0.0)
    weight = np.log(choices.ties.sum(axis=0) - left_out + SMOOTHING) + beta * choices.exposure[unit]
    total = np.log(np.bincount(choices.country, np.exp(weight), choices.n_countries))
    chance: Real = weight - total[choices.country]
    return chance


def _choices(arrays: TwoLevelArrays) -> Choices:
    groups = foreign_groups(arrays)
    by_country = np.bincount(groups.country)
    is_choice = by_country[groups.country] > 1
    country = np.unique(groups.country[is_choice], return_inverse=True)[1]
    return Choices(
        groups.ties[:, is_choice].astype(np.float64), groups.exposure[:, is_choice], country
    )


def _fitted_beta(choices: Choices, held_out: int) -> float:
    """Fit beta by Newton's method on all home units but one; 0 where nothing can be told.

    Where all or none of the exposed choices were taken the likelihood has no maximum; beta stops
    at `MAX_BETA` either way.
    """
    units = [u for u in range(choices.ties.shape[0]) if u != held_out and choices.ties[u].any()]
    beta = 0.0
    for _ in range(NEWTON_STEPS):
        slope, curvature = 0.0, 0.0
        for unit in units:
            s, c = _score(choices, unit, held_out, beta)
            slope, curvature = slope + s, curvature + c
        if curvature <= 1e-12:
            return beta
        step = float(np.clip(slope / curvature, -2.0, 2.0))
        beta = float(np.clip(beta + step, -MAX_BETA, MAX_BETA))
        if abs(step) < 1e-10 or abs(beta) == MAX_BETA:
            return beta
    return beta


def _score(choices: Choices, unit: int, held_out: int, beta: float) -> tuple[float, float]:
    """Return first derivative and information of the conditional likelihood of one home unit."""
    exposed = choices.exposure[unit]
    chance = np.exp(log_chance(choices, unit, held_out, beta))
    share = np.bincount(choices.country, chance * exposed, choices.n_countries)
    n = np.bincount(choices.country, choices.ties[unit], choices.n_countries)
    slope = float(choices.ties[unit] @ exposed) - float(n @ share)
    return slope, float(n @ (share * (1 - share)))


def _clustered_mean(
    total: Real, size: Real, level: float
) -> tuple[float, float | None, float | None]:
    """Return sum / sum with a linearised interval over clusters."""
    n = float(size.sum())
    mean = float(total.sum()) / n
    influence = (total - mean * size) / n
    clusters = total.size
    error = float(np.sqrt(clusters / (clusters - 1) * (influence**2).sum()))
    effective = n**2 / float((size**2).sum())
    reach = float(stdtrit(max(effective - 1, 1.0), (1 + level) / 2)) * error
    return mean, mean - reach, mean + reach


def _cells(choices: Choices) -> Flag:
    n = np.zeros((choices.ties.shape[0], choices.n_countries))
    np.add.at(n.T, choices.country, choices.ties.T)
    cells: Flag = n[:, choices.country] > 0
    return cells


def _precision(choices: Choices, chance: Real) -> float | None:
    n = np.zeros((choices.ties.shape[0], choices.n_countries))
    np.add.at(n.T, choices.country, choices.ties.T)
    cells = _cells(choices)
    expected = n[:, choices.country] * np.exp(chance)
    return average_precision(expected[cells], choices.ties[cells] > 0)

"""Log-likelihood, gradient and information of the nested model, in closed form.

The model is an exponential family in its natural coefficients: the gradient is the observed less
the expected statistics, and the information, observed and Fisher's alike, is their covariance.
"""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

import numpy as np

from twolevel.core.array_types import Index, Real
from twolevel.core.executors import in_order
from twolevel.nested.design import Design, Level
from twolevel.nested.dyad_counts import is_inside
from twolevel.nested.loops import Arrays, Loops, loop_arguments


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """What the model says at given coefficients.

    Attributes
    ----------
    log_z
        Logarithm of the normalising constant.
    mean
        Expected statistics, shape (n_coefficients,).
    information
        Covariance of the statistics, shape (n_coefficients, n_coefficients).
    """

    log_z: float
    mean: Real
    information: Real


def moments_at(loops: Loops, coefficients: Real, executor: Executor | None = None) -> Moments:
    """Sum normalising constant, mean and covariance over all region pairs.

    Blocks of regions run here or on an executor, and are added in order: the same numbers to the
    last bit for any number of workers.
    """
    work = partial(_block_moments, rest=loop_arguments(loops, coefficients), size=loops.design.size)
    log_z, mean = 0.0, np.zeros(loops.design.size)
    information = np.zeros((mean.size, mean.size))
    blocks = [(int(a), int(b)) for a, b in loops.blocks]
    for one_log_z, one_mean, one_information in in_order(work, blocks, executor):
        log_z += one_log_z
        mean += one_mean
        information += one_information
    return Moments(log_z, mean, information)


def observed_statistics(design: Design) -> Real:
    """Return the statistics of the network at hand, shape (n_coefficients,)."""
    network = design.network
    statistics = np.zeros(design.size)
    ties, upper = network.ties, network.upper_ties
    p, q = network.left_region[ties[:, 0]], network.right_region[ties[:, 1]]
    _add_level(statistics, design.city, p, q, ties)
    statistics[design.varying_columns] += design.classes.at(ties[:, 0], ties[:, 1]).sum(axis=0)
    statistics[design.gamma] = float(is_inside(network).sum())
    _add_level(statistics, design.region, upper[:, 0], upper[:, 1], upper)
    return statistics


def _add_level(statistics: Real, level: Level, p: Index, q: Index, pairs: Index) -> None:
    for column, feature in zip(level.columns, level.features, strict=True):
        statistics[column] += feature.at(p, q).sum()
    statistics[level.listed_columns] += level.listed.at(pairs).sum(axis=0)
    for effect in level.effects:
        for column in (effect.left[p], effect.right[q]):
            statistics += np.bincount(column[column >= 0], minlength=statistics.size)


def _block_moments(rows: tuple[int, int], rest: Arrays, size: int) -> tuple[float, Real, Real]:
    from twolevel.kernels.nested_moments import moments_of_rows

    mean, information = np.zeros(size), np.zeros((size, size))
    log_z = moments_of_rows(rows, *rest, mean, information)
    return float(log_z), mean, information

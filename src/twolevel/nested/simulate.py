"""Exact simulation of the nested model, and of worlds in which it does not hold."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import instance, whole_number
from twolevel.core.array_types import Index, Real
from twolevel.core.chunks import stream_state
from twolevel.core.executors import in_order
from twolevel.errors import InvalidArgument
from twolevel.nested.design import Design
from twolevel.nested.loops import Arrays, Loops, largest_odds, loop_arguments, loops_of, members_of
from twolevel.nested.network import NestedNetwork
from twolevel.nested.term_arrays import MATRIX, PRODUCT, SUM, Feature, shaped_numbers

MOST_LOG_ODDS = 700.0
"""Beyond this sum of all terms of a dyad its odds, or a factor of them, are no number."""


def simulate_network(
    design: Design, coefficients: ArrayLike, *, seed: int, executor: Executor | None = None
) -> NestedNetwork:
    """Draw both levels from the model: upper ties from their marginal law, city ties given them.

    Independent draws, no Markov chain. Cities, regions and covariates stay; all ties are drawn.

    Parameters
    ----------
    design
        Of a fit, or made with `design_of`.
    coefficients
        Shape (n_coefficients,), in the order of `design.names`.
    seed
        At least 0; each block of regions has a stream of its own, so the draw does not depend on
        the executor.
    executor
        Runs the blocks; here if None.

    Raises
    ------
    NetworkError
        If the coefficients are not one finite number for each name.
    InvalidArgument
        If the seed is no whole number from 0, or coefficients lead to infinite odds.
    """
    whole_number("seed", seed, 0)
    instance("design", design, Design, "design_of")
    values = shaped_numbers("coefficients", coefficients, (design.size,))
    return draw_network(loops_of(design), values, np.random.SeedSequence(seed), executor)


def draw_network(
    loops: Loops, coefficients: Real, seed: np.random.SeedSequence, executor: Executor | None
) -> NestedNetwork:
    """Draw both levels, the loops being laid out already."""
    if largest_log_odds(loops.design, coefficients) > MOST_LOG_ODDS:
        raise InvalidArgument("coefficients", coefficients.tolist(), "give log odds within +-300")
    left, right = largest_odds(loops, coefficients)
    if not (np.isfinite(left).all() and np.isfinite(right).all()):
        raise InvalidArgument("coefficients", coefficients.tolist(), "give log odds within +-300")
    rest = (*loop_arguments(loops, coefficients), members_of(loops, coefficients), left, right)
    jobs = [
        ((int(a), int(b)), one)
        for (a, b), one in zip(loops.blocks, seed.spawn(len(loops.blocks)), strict=True)
    ]
    work = partial(_draw_block, rest=rest)
    parts = list(in_order(work, jobs, executor))
    network, classes = loops.design.network, loops.design.classes
    place = np.concatenate([ties for ties, _ in parts])
    ties = np.column_stack((classes.left.order[place[:, 0]], classes.right.order[place[:, 1]]))
    if network.is_undirected:
        ties = np.sort(ties, axis=1)
    return replace(
        network,
        ties=ties[np.lexsort((ties[:, 1], ties[:, 0]))],
        upper_ties=np.concatenate([upper for _, upper in parts]),
    )


def largest_log_odds(design: Design, coefficients: Real) -> float:
    """Return a bound of the sum of the sizes of all terms of a dyad of cities."""
    level, left, right = design.city, design.classes.left, design.classes.right
    of_features = [_most(feature) for feature in level.features]
    of_classes = np.concatenate(
        (
            _largest(left.sums) + _largest(right.sums),
            np.ones(left.labels.shape[1]),
            _largest(left.factors) * _largest(right.factors),
        )
    )
    size = np.abs(coefficients)
    total = float(size[level.columns] @ of_features + size[design.varying_columns] @ of_classes)
    total += float(size[level.listed_columns] @ _largest(level.listed.values))
    for effect in level.effects:
        columns = np.union1d(effect.left, effect.right)
        total += 2 * float(size[columns[columns >= 0]].max(initial=0.0))
    return total + float(size[design.gamma])


def _most(feature: Feature) -> float:
    """Return the largest size of a number that the feature gives a pair."""
    left, right = float(_largest(feature.left)), float(_largest(feature.right))
    sizes = {
        SUM: left + right,
        PRODUCT: left * right,
        MATRIX: float(_largest(feature.matrix.ravel())),
    }
    return sizes.get(feature.kind, 1.0)


def _largest(values: Real) -> Real:
    return np.asarray(np.abs(values).max(axis=0, initial=0.0))


def _draw_block(
    job: tuple[tuple[int, int], np.random.SeedSequence], rest: Arrays
) -> tuple[Index, Index]:
    from twolevel.kernels.nested_sampler import sample_rows

    rows, seed = job
    ties, upper = sample_rows(rows, *rest, stream_state(seed))
    return ties, upper

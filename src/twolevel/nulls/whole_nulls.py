"""The null models of whole networks by id, and one way to draw from any.

The choice of null changes the answer by orders of magnitude, so results show them side by side.
"""

from __future__ import annotations

from concurrent.futures import Executor

from numpy.typing import ArrayLike

from twolevel.core.argument_checks import instance
from twolevel.core.chunks import Progress
from twolevel.core.whole_arrays import WholeArrays
from twolevel.errors import NetworkError
from twolevel.nulls.catalogue import WHOLE_NULLS, plain_ids
from twolevel.nulls.dates import DatedTies
from twolevel.nulls.dispatch import Asked, check_id, draw_by_id
from twolevel.nulls.draws import NullDraws
from twolevel.nulls.gravity import GravityTable
from twolevel.nulls.gravity_tables import whole_gravity
from twolevel.nulls.parallel_runs import DEFAULT_MAX_STEPS

WHOLE_NULL_IDS = plain_ids(WHOLE_NULLS)
"""The nulls of whole networks that need nothing but the arrays."""
ALL_WHOLE_NULL_IDS = tuple(WHOLE_NULLS)
"""All nulls of whole networks; `start-years` needs when ties began, `gravity` a model."""


def draw_whole_null(
    null_id: str,
    arrays: WholeArrays,
    *,
    n_draws: int,
    seed: int,
    strata: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    given: DatedTies | GravityTable | None = None,
    max_steps: int = DEFAULT_MAX_STEPS,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> NullDraws:
    """Draw from the null of that id on a whole undirected network.

    See `whole_region_labels`, `whole_upper_ties`, `whole_degree`, `whole_degree_totals`,
    `whole_degree_country`, `start_years` and `gravity`. The numbers depend on what is given,
    `n_draws`, `seed` and `max_steps` alone: not on the executor, nor on the number of workers.

    Parameters
    ----------
    null_id
        One of `ALL_WHOLE_NULL_IDS`.
    strata
        Strata of the user's choice: a label for each city under `region-labels`, for each upper
        tie under `upper-ties`, for each lower tie under the others.
    weights
        What a lower tie adds inside each upper tie, shape (n_upper,); 1 if None.
    given
        For `start-years` the dated ties, of `dated_whole_ties`; the result is that of the ties
        younger than their upper tie. For `gravity` the table, of `whole_gravity`; that of the
        units without covariates if None.
    n_draws, seed
        At least 1; at least 0.
    max_steps
        Cap on the measured chain length, for the nulls that move by steps.
    executor, on_progress
        Where chunks run, here if None; called with draws done and wanted. Neither changes a draw.

    Raises
    ------
    InvalidArgument
        If the id is unknown, `n_draws` is not from 1 to 10,000,000, `seed` is below 0, or the
        null has no use for `strata`, `weights` or `given`.
    NetworkError
        If arrays do not fit each other, or hold no city.
    """
    check_id(null_id, ALL_WHOLE_NULL_IDS, n_draws)
    instance("arrays", arrays, WholeArrays, "whole_arrays")
    if arrays.n_cities == 0:
        raise NetworkError("arrays", "holds no city", "give a network with cities")
    asked = Asked(n_draws, seed, strata, weights, given, max_steps, executor, on_progress)
    return draw_by_id(WHOLE_NULLS[null_id], arrays, lambda: whole_gravity(arrays), asked)

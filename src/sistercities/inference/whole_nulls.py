"""The null models of whole networks by id, and one way to draw from any.

The choice of null changes the answer by orders of magnitude, so results show them side by side.
"""

from __future__ import annotations

from concurrent.futures import Executor

from numpy.typing import ArrayLike

from sistercities.errors import InvalidArgument, NetworkError
from sistercities.inference.argument_checks import MOST_DRAWS, whole_number
from sistercities.inference.chunks import Progress
from sistercities.inference.null_dates import DatedTies
from sistercities.inference.null_draws import NullDraws
from sistercities.inference.null_given import draw_given, refuse_unused
from sistercities.inference.null_gravity import GravityTable
from sistercities.inference.null_gravity_tables import whole_gravity
from sistercities.inference.parallel_runs import DEFAULT_MAX_STEPS
from sistercities.inference.whole_arrays import WholeArrays
from sistercities.inference.whole_labels import whole_region_labels
from sistercities.inference.whole_rewiring import WHOLE_REWIRING, whole_upper_ties

WHOLE_NULL_IDS = ("region-labels", "upper-ties", "degree", "degree-totals", "degree-country")
"""The nulls of whole networks that need nothing but the arrays."""
ALL_WHOLE_NULL_IDS = (*WHOLE_NULL_IDS, "start-years", "gravity")
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
    strata
        Strata of the user's choice: a label for each city under `region-labels`, for each upper
        tie under `upper-ties`, for each lower tie under the others.
    weights
        What a lower tie adds inside each upper tie, shape (n_upper,); 1 if None.
    given
        For `start-years` the dated ties, of `dated_whole_ties`; the result is that of the ties
        younger than their upper tie. For `gravity` the table, of `whole_gravity`; that of the
        units without covariates if None.

    Raises
    ------
    InvalidArgument
        If the id is unknown, `n_draws` is not from 1 to 10,000,000, `seed` is below 0, or the
        null has no use for `strata`, `weights` or `given`.
    NetworkError
        If arrays do not fit each other, or hold no city.
    """
    if null_id not in ALL_WHOLE_NULL_IDS:
        raise InvalidArgument("null_id", null_id, f"give one of {', '.join(ALL_WHOLE_NULL_IDS)}")
    whole_number("n_draws", n_draws, 1, MOST_DRAWS)
    if arrays.n_cities == 0:
        raise NetworkError("arrays", "holds no city", "give a network with cities")
    if null_id not in WHOLE_NULL_IDS:
        refuse_unused(null_id, strata=strata, weights=weights)
        model = given if null_id == "start-years" or given is not None else whole_gravity(arrays)
        return draw_given(null_id, model, n_draws, seed, executor, on_progress)
    refuse_unused(null_id, given=given)
    if null_id == "region-labels":
        return whole_region_labels(
            arrays, n_draws=n_draws, seed=seed, strata=strata, weights=weights, executor=executor,
            on_progress=on_progress,
        )  # fmt: skip
    if null_id == "upper-ties":
        if weights is not None:
            raise InvalidArgument(
                "weights", "an array", "leave weights out: upper-ties counts lower ties inside"
            )
        return whole_upper_ties(
            arrays, n_draws=n_draws, seed=seed, strata=strata, max_steps=max_steps,
            executor=executor, on_progress=on_progress,
        )  # fmt: skip
    return WHOLE_REWIRING[null_id](
        arrays,
        n_draws=n_draws,
        seed=seed,
        strata=strata,
        weights=weights,
        max_steps=max_steps,
        executor=executor,
        on_progress=on_progress,
    )

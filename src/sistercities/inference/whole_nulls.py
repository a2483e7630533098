"""The null models of whole networks by id, and one way to draw from any.

The choice of null changes the answer by orders of magnitude, so results show them side by side.
"""

from __future__ import annotations

from concurrent.futures import Executor

from numpy.typing import ArrayLike

from sistercities.errors import InvalidArgument, NetworkError
from sistercities.inference.argument_checks import MOST_DRAWS, whole_number
from sistercities.inference.chunks import Progress
from sistercities.inference.null_draws import NullDraws
from sistercities.inference.parallel_runs import DEFAULT_MAX_STEPS
from sistercities.inference.whole_arrays import WholeArrays
from sistercities.inference.whole_labels import whole_region_labels
from sistercities.inference.whole_rewiring import WHOLE_REWIRING, whole_upper_ties

WHOLE_NULL_IDS = ("region-labels", "upper-ties", "degree", "degree-totals", "degree-country")
"""All nulls of whole networks that need nothing but the arrays."""


def draw_whole_null(
    null_id: str,
    arrays: WholeArrays,
    *,
    n_draws: int,
    seed: int,
    strata: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    max_steps: int = DEFAULT_MAX_STEPS,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> NullDraws:
    """Draw from the null of that id on a whole undirected network.

    See `whole_region_labels`, `whole_upper_ties`, `whole_degree`, `whole_degree_totals` and
    `whole_degree_country`. The numbers depend on the arrays, `n_draws`, `seed`, `strata`,
    `weights` and `max_steps` alone: not on the executor, nor on the number of workers.

    Parameters
    ----------
    strata
        Strata of the user's choice: a label for each city under `region-labels`, for each upper
        tie under `upper-ties`, for each lower tie under the others.
    weights
        What a lower tie adds inside each upper tie, shape (n_upper,); 1 if None.

    Raises
    ------
    InvalidArgument
        If the id is unknown, `n_draws` is not from 1 to 10,000,000, `seed` is below 0, or
        `weights` are given to `upper-ties`, whose statistic is the number of lower ties inside.
    NetworkError
        If arrays do not fit each other, or hold no city.
    """
    if null_id not in WHOLE_NULL_IDS:
        raise InvalidArgument("null_id", null_id, f"give one of {', '.join(WHOLE_NULL_IDS)}")
    whole_number("n_draws", n_draws, 1, MOST_DRAWS)
    if arrays.n_cities == 0:
        raise NetworkError("arrays", "holds no city", "give a network with cities")
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

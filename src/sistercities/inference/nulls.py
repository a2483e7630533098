"""The null models by id: what each keeps, what it breaks, and one way to draw from any.

The choice of null changes the answer by orders of magnitude, so results show them side by side.
"""

from __future__ import annotations

from concurrent.futures import Executor

from numpy.typing import ArrayLike

from sistercities.errors import InvalidArgument, NetworkError
from sistercities.inference.argument_checks import MOST_DRAWS, whole_number
from sistercities.inference.arrays import TwoLevelArrays
from sistercities.inference.chunks import Progress
from sistercities.inference.null_draws import NullDraws
from sistercities.inference.null_labels import region_labels
from sistercities.inference.null_rewiring import degree, degree_country, upper_ties
from sistercities.inference.parallel_runs import DEFAULT_MAX_STEPS

NULL_IDS = ("region-labels", "upper-ties", "degree", "degree-country")
"""All nulls; `degree-country` is the default of the studies."""


def draw_null(
    null_id: str,
    arrays: TwoLevelArrays,
    *,
    n_draws: int,
    seed: int,
    strata: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    max_steps: int = DEFAULT_MAX_STEPS,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> NullDraws:
    """Draw from the null of that id; see `region_labels`, `upper_ties`, `degree`, `degree_country`.

    The numbers depend on the arrays, `n_draws`, `seed` and `max_steps` alone: not on the executor,
    nor on the number of workers.

    Raises
    ------
    InvalidArgument
        If the id is unknown, `n_draws` is not from 1 to 10,000,000, `seed` is below
        0, or `weights` are given to `upper-ties`, whose statistic is the number of lower ties
        inside.
    NetworkError
        If arrays do not fit each other, or hold no home place.
    """
    if null_id not in NULL_IDS:
        raise InvalidArgument("null_id", null_id, f"give one of {', '.join(NULL_IDS)}")
    whole_number("n_draws", n_draws, 1, MOST_DRAWS)
    if arrays.home_unit.size == 0:
        raise NetworkError("arrays", "holds no home place", "give a network with places")
    if null_id == "region-labels":
        return region_labels(
            arrays, n_draws=n_draws, seed=seed, strata=strata, weights=weights, executor=executor,
            on_progress=on_progress,
        )  # fmt: skip
    if null_id == "upper-ties":
        if weights is not None:
            raise InvalidArgument(
                "weights", "an array", "leave weights out: upper-ties counts lower ties inside"
            )
        return upper_ties(
            arrays, n_draws=n_draws, seed=seed, strata=strata, max_steps=max_steps,
            executor=executor, on_progress=on_progress,
        )  # fmt: skip
    rewire = degree if null_id == "degree" else degree_country
    return rewire(
        arrays, n_draws=n_draws, seed=seed, strata=strata, weights=weights, max_steps=max_steps,
        executor=executor, on_progress=on_progress,
    )  # fmt: skip

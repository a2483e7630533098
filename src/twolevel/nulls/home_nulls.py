"""The null models by id: what each keeps, what it breaks, and one way to draw from any.

The choice of null changes the answer by orders of magnitude, so results show them side by side.
"""

from __future__ import annotations

from concurrent.futures import Executor
from typing import TYPE_CHECKING

from numpy.typing import ArrayLike

from twolevel.core.argument_checks import instance
from twolevel.core.arrays import TwoLevelArrays
from twolevel.core.chunks import Progress
from twolevel.errors import NetworkError
from twolevel.nulls.catalogue import HOME_NULLS, plain_ids
from twolevel.nulls.dispatch import Asked, check_id, draw_by_id
from twolevel.nulls.parallel_runs import DEFAULT_MAX_STEPS

if TYPE_CHECKING:
    from twolevel.nulls.dates import DatedTies
    from twolevel.nulls.draws import NullDraws
    from twolevel.nulls.gravity import GravityTable

NULL_IDS = plain_ids(HOME_NULLS)
"""The nulls that need nothing but the arrays; `degree-country` is the default of the studies."""
ALL_NULL_IDS = tuple(HOME_NULLS)
"""All nulls; `start-years` needs when ties began, `gravity` a model."""


def draw_null(
    null_id: str,
    arrays: TwoLevelArrays,
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
    """Draw from the null of that id.

    See `region_labels`, `upper_ties`, `degree`, `degree_country`, `start_years` and `gravity`. The
    numbers depend on what is given, `n_draws`, `seed` and `max_steps` alone: not on the executor,
    nor on the number of workers.

    Parameters
    ----------
    null_id
        One of `ALL_NULL_IDS`.
    arrays
        Home places (n_home,), lower ties (n_ties, 2), upper ties (n_upper, 2).
    strata
        Strata of the user's choice: a label for each home place under `region-labels`, for each
        upper tie under `upper-ties`, for each lower tie under `degree` and `degree-country`.
    weights
        Weight of a tie by home unit and foreign place, shape (n_units, n_foreign); 1 inside an
        upper tie and 0 elsewhere if None.
    given
        For `start-years` the dated ties, of `dated_home_ties`; the result is that of the ties
        younger than their upper tie. For `gravity` the table, of `home_gravity`; that of the
        cities without covariates if None.
    n_draws, seed
        At least 1; at least 0.
    max_steps
        Cap on the measured chain length, for the nulls that move by steps.
    executor, on_progress
        Where chunks run, here if None; called with draws done and wanted. Neither changes a draw.

    Raises
    ------
    InvalidArgument
        If the id is unknown, `n_draws` is not from 1 to 10,000,000, `seed` is below 0, or the null
        has no use for `strata`, `weights` or `given`.
    NetworkError
        If arrays do not fit each other, or hold no home place.
    """
    check_id(null_id, ALL_NULL_IDS, n_draws)
    instance("arrays", arrays, TwoLevelArrays, "two_level_arrays")
    if arrays.home_unit.size == 0:
        raise NetworkError("arrays", "holds no home place", "give a network with places")
    asked = Asked(n_draws, seed, strata, weights, given, max_steps, executor, on_progress)
    return draw_by_id(HOME_NULLS[null_id], arrays, lambda: _of_cities(arrays), asked)


def _of_cities(arrays: TwoLevelArrays) -> GravityTable:
    from twolevel.nulls.gravity_tables import home_gravity

    return home_gravity(arrays)

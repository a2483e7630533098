"""From the id of a null to its draws, for home-and-foreign and for whole networks alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass

from numpy.typing import ArrayLike

from twolevel.core.argument_checks import MOST_DRAWS, whole_number
from twolevel.core.chunks import Progress
from twolevel.errors import InvalidArgument
from twolevel.nulls.draws import NullDraws
from twolevel.nulls.given import draw_given, refuse_unused

Draw = Callable[..., NullDraws]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a null, as `draw_null` takes it."""

    n_draws: int
    seed: int
    strata: ArrayLike | None
    weights: ArrayLike | None
    given: object
    max_steps: int
    executor: Executor | None
    on_progress: Progress | None


def check_id(null_id: str, known: tuple[str, ...], n_draws: int) -> None:
    """Refuse an unknown null and a number of draws that cannot be made."""
    if null_id not in known:
        raise InvalidArgument("null_id", null_id, f"give one of {', '.join(known)}")
    whole_number("n_draws", n_draws, 1, MOST_DRAWS)


def draw_by_id(
    null_id: str,
    arrays: object,
    draws: Mapping[str, Draw],
    table: Callable[[], object],
    asked: Asked,
) -> NullDraws:
    """Draw from the null of that id.

    Parameters
    ----------
    null_id
        A null of `draws`, or `start-years` or `gravity`, which need more than the arrays.
    arrays
        The network.
    draws
        The function of each null that needs the arrays alone.
    table
        Makes the table of `gravity` where none is given.
    asked
        The other arguments; one that the null has no use for is refused.
    """
    if null_id not in draws:
        refuse_unused(null_id, strata=asked.strata, weights=asked.weights)
        needs_given = null_id == "start-years" or asked.given is not None
        model = asked.given if needs_given else table()
        return draw_given(
            null_id, model, asked.n_draws, asked.seed, asked.executor, asked.on_progress
        )
    refuse_unused(null_id, given=asked.given)
    if null_id == "upper-ties" and asked.weights is not None:
        raise InvalidArgument(
            "weights", "an array", "leave weights out: upper-ties counts lower ties inside"
        )
    return draws[null_id](
        arrays, n_draws=asked.n_draws, seed=asked.seed, strata=asked.strata,
        executor=asked.executor, on_progress=asked.on_progress,
        **({} if null_id == "upper-ties" else {"weights": asked.weights}),
        **({} if null_id == "region-labels" else {"max_steps": asked.max_steps}),
    )  # fmt: skip

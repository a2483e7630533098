"""From a null of the catalogue to its draws, for home-and-foreign and for whole networks alike."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from numpy.typing import ArrayLike

from twolevel.core.argument_checks import MOST_DRAWS, whole_number
from twolevel.core.chunks import Progress
from twolevel.errors import InvalidArgument
from twolevel.nulls.catalogue import NullModel
from twolevel.nulls.draws import NullDraws
from twolevel.nulls.given import draw_given, refuse_unused


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
    null: NullModel, arrays: object, table: Callable[[], object], asked: Asked
) -> NullDraws:
    """Draw from a null.

    Parameters
    ----------
    null
        One of the catalogue.
    arrays
        The network.
    table
        Makes the table of `gravity` where none is given.
    asked
        The other arguments; one that the null has no use for is refused.
    """
    if null.needs:
        refuse_unused(null.id, strata=asked.strata, weights=asked.weights)
        model = asked.given if null.needs == "dates" or asked.given is not None else table()
        return draw_given(null, model, asked.n_draws, asked.seed, asked.executor, asked.on_progress)
    refuse_unused(null.id, given=asked.given)
    if asked.weights is not None and not null.takes_weights:
        raise InvalidArgument(
            "weights", "an array", f"leave weights out: {null.id} counts lower ties inside"
        )
    drawn: NullDraws = null.draw(
        arrays, n_draws=asked.n_draws, seed=asked.seed, strata=asked.strata,
        executor=asked.executor, on_progress=asked.on_progress,
        **({"weights": asked.weights} if null.takes_weights else {}),
        **({"max_steps": asked.max_steps} if null.moves_by_steps else {}),
    )  # fmt: skip
    return drawn

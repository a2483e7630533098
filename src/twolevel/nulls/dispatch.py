"""From a null of the catalogue to its draws, for home-and-foreign and for whole networks alike.

The nulls that need more than the arrays: when ties began, or a table of pairs.
"""

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


def draw_given(
    null: NullModel,
    given: object,
    n_draws: int,
    seed: int,
    executor: Executor | None,
    on_progress: Progress | None,
) -> NullDraws:
    """Draw from a null that needs when ties began or a table, with what is given of it.

    `start-years` gives the ties younger than their upper tie. `gravity` takes binary draws where
    the table holds cities, counts with a factor on each pair where it holds units.

    Raises
    ------
    InvalidArgument
        If what is given is not what the null needs.
    """
    if null.needs == "dates":
        from twolevel.nulls.dates import DatedTies

        if not isinstance(given, DatedTies):
            raise InvalidArgument(
                "given", type(given).__name__, "give when ties began, of dated_home_ties"
            )
        drawn = null.draw(
            given, n_draws=n_draws, seed=seed, executor=executor, on_progress=on_progress
        )
        younger: NullDraws = drawn.younger
        return younger
    from twolevel.nulls.gravity import GravityTable

    if not isinstance(given, GravityTable):
        raise InvalidArgument("given", type(given).__name__, "give a table, of home_gravity")
    counted: NullDraws = null.draw(
        given, n_draws=n_draws, seed=seed, law="binary" if given.unit == "city" else "nb2",
        executor=executor, on_progress=on_progress,
    )  # fmt: skip
    return counted


def refuse_unused(null_id: str, **arguments: object) -> None:
    """Refuse arguments that the null has no use for."""
    for name, value in arguments.items():
        if value is not None:
            raise InvalidArgument(
                name, type(value).__name__, f"leave it out: the null {null_id} has no use for it"
            )


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

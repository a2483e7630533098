"""The nulls that need more than the arrays: when ties began, or a table of pairs."""

from __future__ import annotations

from concurrent.futures import Executor

from twolevel.core.chunks import Progress
from twolevel.errors import InvalidArgument
from twolevel.nulls.catalogue import NullModel
from twolevel.nulls.dates import DatedTies
from twolevel.nulls.draws import NullDraws
from twolevel.nulls.gravity import GravityTable


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
        if not isinstance(given, DatedTies):
            raise InvalidArgument(
                "given", type(given).__name__, "give when ties began, of dated_home_ties"
            )
        drawn = null.draw(
            given, n_draws=n_draws, seed=seed, executor=executor, on_progress=on_progress
        )
        younger: NullDraws = drawn.younger
        return younger
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

"""Several nulls on one network, side by side: what chance means decides what is more than chance.

The same network can be far above one null and at another. So no null is shown alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import MOST_DRAWS, one_of, whole_number
from twolevel.core.array_types import Real
from twolevel.core.arrays import TwoLevelArrays
from twolevel.core.chunks import Progress
from twolevel.core.executors import check_executor
from twolevel.core.whole_arrays import WholeArrays
from twolevel.errors import InvalidArgument, NetworkError
from twolevel.nulls.catalogue import HOME_NULLS, WHOLE_NULLS, NullModel, plain_ids
from twolevel.nulls.dates import DatedTies
from twolevel.nulls.draws import NullDraws
from twolevel.nulls.gravity import GravityTable
from twolevel.nulls.home_nulls import draw_null
from twolevel.nulls.parallel_runs import DEFAULT_MAX_STEPS
from twolevel.nulls.whole_nulls import draw_whole_null

Draw = Callable[..., NullDraws]

HEADS = ("null", "observed", "mean", "sd", "ratio", "p", "moved", "strata")


@dataclass(frozen=True, slots=True, eq=False)
class NullTable:
    """The draws of several nulls of one network, in the order asked for.

    Attributes
    ----------
    nulls
        What each null returns; see `NullDraws`.
    left_out
        By id, why a null that was asked for says nothing on this network.
    """

    nulls: tuple[NullDraws, ...]
    left_out: dict[str, str]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the nulls drawn."""
        return tuple(drawn.id for drawn in self.nulls)

    def of(self, null_id: str) -> NullDraws:
        """Return the draws of one null.

        Raises
        ------
        InvalidArgument
            If it was not drawn.
        """
        one_of("null_id", null_id, self.ids)
        return self.nulls[self.ids.index(null_id)]

    def column(self, field: str) -> Real:
        """Return one number of each null, such as `p` or `ratio`, shape (n_nulls,).

        NaN where a null withholds it, as `NullDraws` does with None.

        Raises
        ------
        InvalidArgument
            If there is no such number.
        """
        values = [getattr(drawn, str(field), "") for drawn in self.nulls]
        numbers = [np.nan if value is None else value for value in values]
        if not numbers or not all(isinstance(value, float | int) for value in numbers):
            raise InvalidArgument("field", field, "give a number of NullDraws, such as p or ratio")
        return np.array(numbers, dtype=np.float64)

    def __str__(self) -> str:
        """Return the table as text, a line for each null; - where a number is withheld."""
        lines = [HEADS, *(_line(drawn) for drawn in self.nulls)]
        widths = [max(len(line[k]) for line in lines) for k in range(len(HEADS))]
        shown = ["  ".join(_padded(line, widths)).rstrip() for line in lines]
        return "\n".join([*shown, *(f"{one}: {why}" for one, why in self.left_out.items())])


def nulls_side_by_side(
    arrays: TwoLevelArrays | WholeArrays,
    *,
    n_draws: int,
    seed: int,
    null_ids: Sequence[str] | None = None,
    strata: Mapping[str, ArrayLike] | None = None,
    weights: ArrayLike | None = None,
    given: Mapping[str, DatedTies | GravityTable] | None = None,
    max_steps: int = DEFAULT_MAX_STEPS,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> NullTable:
    """Draw from several nulls and hold the results side by side.

    H0, what is kept and what is broken differ by null; each result says its own (`keeps`,
    `breaks`). Every null is drawn as `draw_null` or `draw_whole_null` draws it alone, with the
    same seed and so to the same numbers.

    Parameters
    ----------
    arrays
        Of `two_level_arrays` or `whole_arrays`.
    n_draws, seed
        Of each null: at least 1; at least 0.
    null_ids
        Which, in this order. If None all that need nothing but the arrays, and those that `given`
        has something for; `upper-ties` not with weights, which it has no use for.
    strata
        By id: strata of the user's choice.
    weights
        As of `draw_null` or `draw_whole_null`, for the nulls that take weights.
    given
        By id: when ties began for `start-years`, a table for `gravity`.
    max_steps
        Cap on the measured chain length.
    executor, on_progress
        Where chunks run, here if None; called with draws done and wanted, of all nulls together.

    Returns
    -------
    NullTable
        A null that the network cannot be asked, such as `gravity` without upper ties, is left out
        with the reason.

    Raises
    ------
    InvalidArgument, NetworkError
        If an argument is outside what is allowed, or no null is left.
    """
    whole_number("n_draws", n_draws, 1, MOST_DRAWS)
    check_executor(executor, on_progress)
    draw, nulls = _family(arrays)
    known = tuple(nulls)
    by_strata, by_given = _by_id("strata", strata, known), _by_id("given", given, known)
    drawn: list[NullDraws] = []
    left_out: dict[str, str] = {}
    ids = _wanted(null_ids, nulls, weights, by_given)
    for number, null_id in enumerate(ids):
        done = None
        if on_progress is not None:
            done = partial(_tell, on_progress, number * n_draws, len(ids) * n_draws)
        try:
            drawn.append(
                draw(
                    null_id, arrays, n_draws=n_draws, seed=seed, strata=by_strata.get(null_id),
                    weights=weights if nulls[null_id].takes_weights else None,
                    given=by_given.get(null_id),
                    max_steps=max_steps, executor=executor, on_progress=done,
                )
            )  # fmt: skip
        except NetworkError as reason:
            if len(ids) == 1 or reason.argument in ("strata", "weights", "arrays"):
                raise
            left_out[null_id] = str(reason)
    if not drawn:
        raise NetworkError("arrays", "say nothing under any null asked for", str(left_out))
    return NullTable(tuple(drawn), left_out)


def _family(arrays: object) -> tuple[Draw, dict[str, NullModel]]:
    if isinstance(arrays, TwoLevelArrays):
        return draw_null, HOME_NULLS
    if isinstance(arrays, WholeArrays):
        return draw_whole_null, WHOLE_NULLS
    raise InvalidArgument(
        "arrays", type(arrays).__name__, "give what two_level_arrays or whole_arrays returns"
    )


def _by_id(name: str, values: object, known: tuple[str, ...]) -> dict[str, Any]:
    if values is None:
        return {}
    if not isinstance(values, Mapping):
        raise InvalidArgument(name, type(values).__name__, "give it by the id of the null")
    for null_id in values:
        one_of(f"id in {name}", null_id, known)
    return dict(values)


def _wanted(
    null_ids: Sequence[str] | None,
    nulls: dict[str, NullModel],
    weights: object,
    given: Mapping[str, object],
) -> list[str]:
    if null_ids is None:
        is_any = weights is None
        asked = [one for one in plain_ids(nulls) if is_any or nulls[one].takes_weights]
        return [*asked, *(one for one in nulls if one in given and one not in asked)]
    ids = [] if isinstance(null_ids, str) else list(null_ids)
    if not ids or len(set(map(str, ids))) != len(ids):
        raise InvalidArgument("null_ids", null_ids, f"give some of {', '.join(nulls)}, each once")
    for null_id in ids:
        one_of("null_ids", null_id, tuple(nulls))
    return ids


def _tell(on_progress: Progress, before: int, wanted: int, done: int, _of: int) -> None:
    on_progress(before + done, wanted)


def _line(drawn: NullDraws) -> tuple[str, ...]:
    numbers = (drawn.observed, drawn.mean, drawn.sd, drawn.ratio, drawn.p)
    shown = ("-" if number is None else f"{number:.4g}" for number in numbers)
    return (drawn.id, *shown, f"{drawn.share_moved:.0%}", drawn.strata)


def _padded(line: tuple[str, ...], widths: list[int]) -> list[str]:
    """Return the cells of a line, words to the left and numbers to the right."""
    last = len(widths) - 1
    pairs = enumerate(zip(line, widths, strict=True))
    return [cell.ljust(w) if k in (0, last) else cell.rjust(w) for k, (cell, w) in pairs]

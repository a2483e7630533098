"""One step of each driver: from the middle to high, or from no to yes.

Where a driver varies, the step goes from its median to its third quarter over the candidate pairs:
all pairs of a home city and a city abroad that were not tied in the year of a tie, each year as
often as ties began in it. The drawn pairs, with their weights, stand for them. Of distance it goes
from the median to the first quarter, as near is what may bring cities together; of migrants over
the pairs of which migrants are recorded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from twolevel.core.array_types import Real

MIDDLE, HIGH, LOW = 0.5, 0.75, 0.25


@dataclass(frozen=True, slots=True)
class Step:
    """By how much a driver moves, on the scale of the columns.

    Attributes
    ----------
    driver
        Name of the driver, as in `part_rules.DRIVERS`.
    moves
        Change of each column that stands for it; empty where none of them varies.
    start, end
        Its value before and after, on the scale of readers; None of yes against no.
    """

    driver: str
    moves: Mapping[str, float]
    start: float | None = None
    end: float | None = None


OF_QUARTERS = {
    "trade": ("trade", HIGH),
    "income": ("country_income", HIGH),
    "distance": ("distance", LOW),
    "migrants": ("migrants", HIGH),
    "neighbours": ("country_cousins", HIGH),
}
"""Column of each driver that has quarters, and the quarter to which it moves."""

YES = {"language": ("official_language", "spoken_language"), "flights": ("direct_flight",),
       "formal": ("upper",), "spoken": ("spoken_language",)}  # fmt: skip
"""Columns of each driver that is so or not: the first says it, the others come along with it."""

PLUS_ONE = frozenset({"trade", "distance", "migrants", "neighbours"})
"""Drivers whose columns are log2(1 + value)."""

COUNTS = frozenset({"neighbours"})
"""Drivers that are numbers of ties: where three quarters of the pairs have none, the step is from
none to one."""

DRIVER_ORDER = (
    "trade", "income", "distance", "language", "migrants", "flights", "own", "neighbours", "formal",
    "spoken", "income at equal population",
)  # fmt: skip
"""The drivers, a language that is spoken in both, which is a row of the official one, and income at
equal population, which is a row of income at an equal economy."""


def steps_of(rows: pd.DataFrame) -> tuple[Step, ...]:
    """Return the step of each driver over a table of ties and drawn pairs."""
    return tuple(_step(name, rows) for name in DRIVER_ORDER)


def _step(name: str, rows: pd.DataFrame) -> Step:
    if name in YES:
        columns = YES[name]
        is_known = columns[0] in rows
        return Step(name, {one: 1.0 for one in columns if one in rows} if is_known else {})
    if name == "own":
        return Step(name, {"own_before": 1.0} if "own_before" in rows else {}, 0.0, 1.0)
    if name == "income at equal population":
        return _with_economy(name, rows)
    column, share = OF_QUARTERS[name]
    return _of_quarters(name, column, share, rows) if column in rows else Step(name, {})


def _with_economy(name: str, rows: pd.DataFrame) -> Step:
    """Move income, and the economy by as much, since it is income times population."""
    columns = ("country_income", "country_gdp")
    if not set(columns) <= set(rows):
        return Step(name, {})
    step = _of_quarters("income", *OF_QUARTERS["income"], rows)
    moved = step.moves.get(columns[0])
    moves = {} if moved is None else dict.fromkeys(columns, moved)
    return Step(name, moves, step.start, step.end)


def _of_quarters(name: str, column: str, share: float, rows: pd.DataFrame) -> Step:
    is_drawn = rows["y"].to_numpy() == 0
    if column == "migrants" and "no_migrants_known" in rows:
        is_drawn &= rows["no_migrants_known"].to_numpy() == 0
    values, weight = (rows[one].to_numpy()[is_drawn] for one in (column, "weight"))
    start, end = weighted_quantiles(values, weight, (MIDDLE, share))
    if start == end and name in COUNTS:
        start, end = 0.0, 1.0
    if start == end:
        return Step(name, {})
    less = 1.0 if name in PLUS_ONE else 0.0
    return Step(name, {column: end - start}, 2**start - less, 2**end - less)


def weighted_quantiles(values: Real, weight: Real, shares: Sequence[float]) -> list[float]:
    """Return for each share the smallest value up to which at least so much of the weight lies."""
    order = np.argsort(values, kind="stable")
    upto = np.cumsum(weight[order])
    at = np.searchsorted(upto, np.asarray(shares) * upto[-1])
    found: list[float] = values[order][np.minimum(at, values.size - 1)].tolist()
    return found

"""What each driver is worth, and whether one country, one home region or ten ties carry it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from sistercities.studies.drivers.models import PairModel
from sistercities.studies.drivers.refits import Moved, Refits, Refitted
from sistercities.studies.drivers.steps import Step, steps_of
from sistercities.studies.part_rules import UNKNOWN_INTERVAL, Interval
from twolevel.core.array_types import Flag
from twolevel.rates.movers import most_moving

FEW_TIES = 10
"""Ties without which a driver must hold, or it is said to rest on them."""

Kind = Literal["country", "region"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A step without one country, or without one home region.

    Attributes
    ----------
    kind, number
        What is left out: a number of `unit` or of `country`.
    moved
        The ratio; None where nothing tells it any more.
    """

    kind: Kind
    number: int
    moved: Moved | None


@dataclass(frozen=True, slots=True)
class DriverEstimate:
    """One driver.

    Attributes
    ----------
    step
        What moves.
    moved
        Ratio of the step in all rows; None where the driver does not vary, or there is no fit.
    left_out
        Without each country and each home region.
    without_few
        Without the ten ties that pull most to its side.
    n_yes
        Ties that have it, of a driver that is so or not; else None.
    """

    step: Step
    moved: Moved | None
    left_out: tuple[LeftOut, ...] = ()
    without_few: Moved | None = None
    n_yes: int | None = None

    @property
    def interval(self) -> Interval:
        """Return the estimate as a part judges it.

        Where nothing tells the driver without some country or region, its ends are not known.
        """
        if self.moved is None:
            return UNKNOWN_INTERVAL
        if not np.isfinite(self.moved.error):
            return Interval(self.moved.value, None, None)
        found = [one.moved for one in self.left_out if one.moved is not None]
        is_told = len(found) == len(self.left_out) > 0
        return Interval(
            self.moved.value, self.moved.low, self.moved.high,
            min(one.low for one in found) if is_told else None,
            max(one.high for one in found) if is_told else None,
        )  # fmt: skip

    def nearest(self, kind: Kind) -> LeftOut | None:
        """Return what brings the interval nearest to no effect, or beyond, when it is left out."""
        moved = self.moved
        of_kind = [one for one in self.left_out if one.kind == kind]
        if moved is None or not of_kind:
            return None
        return min(of_kind, key=lambda one: _distance(one.moved, is_more=moved.value > 1))

    @property
    def carriers(self) -> tuple[LeftOut, ...]:
        """What the side rests on: without it the interval reaches no effect, or none is told."""
        moved = self.moved
        if moved is not None and not np.isfinite(moved.error):
            return tuple(one for one in self.left_out if one.moved is None)
        if moved is None or moved.low <= 1 <= moved.high:
            return ()
        return tuple(
            one for one in self.left_out if _distance(one.moved, is_more=moved.low > 1) <= 0
        )

    @property
    def is_of_few_ties(self) -> bool:
        """Whether the side of the interval rests on ten ties."""
        moved = self.moved
        if moved is None or moved.low <= 1 <= moved.high:
            return False
        return _distance(self.without_few, is_more=moved.low > 1) <= 0


def _distance(moved: Moved | None, *, is_more: bool) -> float:
    """Return how far the near end of an interval lies beyond no effect; below 0 it reaches it."""
    if moved is None:
        return -np.inf
    with np.errstate(divide="ignore"):  # an interval without ends begins at 0
        return float(np.log(moved.low) if is_more else -np.log(moved.high))


def estimate_drivers(
    rows: pd.DataFrame,
    model: PairModel,
    *,
    is_quick: bool = False,
    refits: Refits | None = None,
) -> dict[str, DriverEstimate]:
    """Estimate the step of each driver, also without what moves it most, and without few ties.

    Left out one at a time are the countries and the home regions that move a driver most, told to
    first order.

    Parameters
    ----------
    rows
        Ties and drawn pairs, as `pairs.sample_pairs` gives them.
    model
        Their regression without effects.
    is_quick
        Whether to leave out nothing.
    refits
        The regression to be fitted again, where it is made already.
    """
    steps = steps_of(rows)
    if model.fit is None:
        return {step.driver: DriverEstimate(step, None) for step in steps}
    refits = Refits(rows, model) if refits is None else refits
    whole = refits.whole()
    if whole is None:
        return {step.driver: DriverEstimate(step, None) for step in steps}
    others = [] if is_quick else list(_each_out(refits, whole, steps))
    return {step.driver: _estimate(step, refits, whole, others, few=not is_quick) for step in steps}


MOVERS = 5
"""Countries, and home regions, that move a driver up most, and down most, to first order."""


def _each_out(
    refits: Refits, whole: Refitted, steps: Sequence[Step]
) -> Iterator[tuple[Kind, int, Refitted | None]]:
    """Fit without each country and home region that moves a driver most."""
    kinds: tuple[tuple[Kind, np.ndarray], ...] = (
        ("country", refits.country), ("region", refits.unit),
    )  # fmt: skip
    for kind, labels in kinds:
        for number in _movers(labels, whole, steps):
            yield kind, number, refits.without(labels == number)


def _movers(labels: np.ndarray, whole: Refitted, steps: Sequence[Step]) -> list[int]:
    """Return the labels without which a step moves most, in order."""
    numbers, at = np.unique(labels, return_inverse=True)
    pulls = [
        np.bincount(at, whole.influence @ whole.along(step.moves), numbers.size)
        for step in steps
        if whole.moved(step.moves) is not None
    ]
    if not pulls:
        return []
    return [int(number) for number in numbers[most_moving(np.column_stack(pulls), MOVERS)]]


def _estimate(
    step: Step,
    refits: Refits,
    whole: Refitted,
    others: list[tuple[Kind, int, Refitted | None]],
    *,
    few: bool,
) -> DriverEstimate:
    moved = whole.moved(step.moves)
    if moved is None:
        return DriverEstimate(step, None, n_yes=_n_yes(step, refits))
    left_out = tuple(
        LeftOut(kind, number, None if fit is None else _like(fit, step.moves))
        for kind, number, fit in others
    )
    without = refits.without(_few_ties(refits, whole, step.moves, moved)) if few else None
    return DriverEstimate(
        step, moved, left_out,
        None if without is None else _like(without, step.moves), _n_yes(step, refits),
    )  # fmt: skip


def _like(fit: Refitted, moves: Mapping[str, float]) -> Moved | None:
    """Return the step where the column that stands first for it is still held."""
    first = next(iter(moves))
    return fit.moved(moves) if first in fit.names else None


def _few_ties(refits: Refits, whole: Refitted, moves: Mapping[str, float], moved: Moved) -> Flag:
    """Mark the ties that pull the ratio most to its side."""
    pulls = whole.influence @ whole.along(moves) * (1 if moved.value > 1 else -1)
    pulls = np.where(refits.y > 0, pulls, -np.inf)
    marked = np.zeros(pulls.size, dtype=np.bool_)
    marked[np.argsort(-pulls, kind="stable")[:FEW_TIES]] = True
    return marked & (refits.y > 0)


def _n_yes(step: Step, refits: Refits) -> int | None:
    column = next(iter(step.moves), None)
    if column is None or column not in refits.names or step.start is not None:
        return None
    values = refits.x[refits.y > 0, refits.names.index(column)]
    return int((values > 0).sum())

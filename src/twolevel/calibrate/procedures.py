"""The tests of our nulls as procedures to calibrate: from a simulated world and a seed to p."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from twolevel.calibrate.worlds import Layout
from twolevel.calibrate.worlds_kinds import SimulatedWorld
from twolevel.calibrate.worlds_whole import WholeLayout
from twolevel.core.arrays import TwoLevelArrays
from twolevel.core.whole_arrays import WholeArrays
from twolevel.errors import InvalidArgument, NetworkError
from twolevel.nulls.dates import DatedTies, dated_home_ties, dated_whole_ties
from twolevel.nulls.draws import NullDraws
from twolevel.nulls.gravity import gravity
from twolevel.nulls.gravity_tables import home_gravity, whole_gravity
from twolevel.nulls.region_labels import region_labels
from twolevel.nulls.rewiring import degree, degree_country, upper_ties
from twolevel.nulls.start_years import start_years
from twolevel.nulls.whole_labels import whole_region_labels
from twolevel.nulls.whole_rewiring import (
    whole_degree,
    whole_degree_country,
    whole_degree_totals,
    whole_upper_ties,
)

N_DRAWS = 199
N_REFITS = 39  # the fewest with which 5 % can be met exactly; each costs a fit
STEPS_PER_TIE = 3  # p is exact whatever the mixing; this much is enough for power

_Law = Literal["binary", "nb2"]
_HOME: dict[str, Callable[..., NullDraws]] = {
    "region-labels": region_labels,
    "upper-ties": upper_ties,
    "degree": degree,
    "degree-country": degree_country,
}
_WHOLE: dict[str, Callable[..., NullDraws]] = {
    "region-labels": whole_region_labels,
    "upper-ties": whole_upper_ties,
    "degree": whole_degree,
    "degree-totals": whole_degree_totals,
    "degree-country": whole_degree_country,
}
_GRAVITY: dict[str, tuple[str, _Law]] = {
    "gravity": ("unit", "nb2"),
    "gravity-cities": ("city", "binary"),
}
HOME_PROCEDURES = (*_HOME, "start-years", *_GRAVITY)
"""Names of the nulls of home and foreign places that can be calibrated."""
WHOLE_PROCEDURES = (*_WHOLE, "start-years", *_GRAVITY)
"""Names of the nulls of whole networks that can be calibrated."""


ANY_TASTES = ("degree-country", "upper-ties", "start-years")
"""Nulls that hold whatever the tastes of units and countries."""


@dataclass(frozen=True, slots=True)
class NullTest:
    """The two-sided test of one of our nulls, with few draws and no measuring of the chain.

    `start-years` is that of the ties younger than their upper tie, years exchanged within home
    cities, of whole networks within pairs of countries. `gravity` is that of counts of units with
    law `nb2`, `gravity-cities` that of cities with law `binary`, neither with covariates. Where the
    null has no statistic in a world there is no p (None).

    Attributes
    ----------
    null_id
        Name of the null.
    n_draws
        Draws a world; 199, of `gravity` 39, if None.
    """

    null_id: str
    n_draws: int | None = None

    def __call__(self, world: SimulatedWorld, seed: int) -> float | None:
        """Return p, or None where the world leaves nothing to test."""
        try:
            return self._p(world, seed)
        except NetworkError:
            return None

    def _p(self, world: SimulatedWorld, seed: int) -> float:
        arrays, is_gravity = world.arrays, self.null_id in _GRAVITY
        n_draws = self.n_draws or (N_REFITS if is_gravity else N_DRAWS)
        if self.null_id == "start-years":
            return start_years(dated(world), n_draws=n_draws, seed=seed).younger.p
        if is_gravity:
            return _gravity_p(self.null_id, arrays, n_draws, seed)
        return rank_test_p(self.null_id, arrays, n_draws, seed)


def procedure_of(name: str, layout: Layout | WholeLayout) -> NullTest:
    """Return the test of the null of that name.

    Raises
    ------
    InvalidArgument
        If there is none for networks of that layout.
    """
    known = WHOLE_PROCEDURES if isinstance(layout, WholeLayout) else HOME_PROCEDURES
    if name not in known:
        raise InvalidArgument(
            "procedure", name, f"give a function of world and seed, or one of {', '.join(known)}"
        )
    return NullTest(name)


def layout_of_null(null_id: str, layout: Layout | WholeLayout) -> Layout | WholeLayout:
    """Return the layout changed so far that the null holds in its worlds of independence.

    `degree-country`, `upper-ties` and `start-years` hold with any tastes; `degree-totals` without
    tastes of units; `degree` and `gravity` without any taste; `region-labels` where units do not
    differ.
    """
    if isinstance(layout, WholeLayout):
        return layout_of_whole_null(null_id, layout)
    return layout_of_home_null(null_id, layout)


def layout_of_home_null(null_id: str, layout: Layout) -> Layout:
    """Return what `layout_of_null` does, of home and foreign places."""
    if null_id in ANY_TASTES:
        return layout
    alike = replace(layout, affinity_spread=0.0)
    return replace(alike, unit_spread=0.0) if null_id == "region-labels" else alike


def layout_of_whole_null(null_id: str, layout: WholeLayout) -> WholeLayout:
    """Return what `layout_of_null` does, of whole networks."""
    if null_id in ANY_TASTES:
        return layout
    alike = replace(layout, affinity_spread=0.0)
    if null_id == "region-labels":
        return replace(alike, unit_spread=0.0)
    if null_id == "degree-totals":
        return alike
    return replace(alike, pair_spread=0.0, domestic=0.0)


def dated(world: SimulatedWorld) -> DatedTies:
    """Return when the ties of a world began, against the upper tie around each."""
    if isinstance(world.arrays, WholeArrays):
        return dated_whole_ties(world.arrays, world.start, world.upper_start)
    return dated_home_ties(world.arrays, world.start, world.upper_start)


def rank_test_p(
    null_id: str, arrays: TwoLevelArrays | WholeArrays, n_draws: int, seed: int
) -> float:
    """Return the two-sided p of a null that needs the arrays alone, without measuring a chain."""
    draws = _WHOLE if isinstance(arrays, WholeArrays) else _HOME
    n_moving = arrays.upper_ties.shape[0] if null_id == "upper-ties" else arrays.n_ties
    chain = {} if null_id == "region-labels" else {"chain_length": STEPS_PER_TIE * max(n_moving, 1)}
    return draws[null_id](arrays, n_draws=n_draws, seed=seed, **chain).p


def _gravity_p(
    null_id: str, arrays: TwoLevelArrays | WholeArrays, n_draws: int, seed: int
) -> float:
    level, law = _GRAVITY[null_id]
    if isinstance(arrays, WholeArrays):
        table = whole_gravity(arrays, level)
    else:
        table = home_gravity(arrays, level)
    return gravity(table, n_draws=n_draws, seed=seed, law=law).p

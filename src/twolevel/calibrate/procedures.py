"""The tests of our nulls as procedures to calibrate: from a simulated world and a seed to p."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from twolevel.calibrate.worlds import Layout
from twolevel.calibrate.worlds_kinds import SimulatedWorld
from twolevel.calibrate.worlds_whole import WholeLayout
from twolevel.core.arrays import TwoLevelArrays
from twolevel.core.whole_arrays import WholeArrays
from twolevel.errors import InvalidArgument, NetworkError
from twolevel.nulls.catalogue import HOME_NULLS, WHOLE_NULLS, plain_ids
from twolevel.nulls.dates import DatedTies, dated_home_ties, dated_whole_ties
from twolevel.nulls.draws import NullDraws
from twolevel.nulls.gravity import gravity
from twolevel.nulls.gravity_tables import home_gravity, whole_gravity
from twolevel.nulls.start_years import start_years

N_DRAWS = 199
N_REFITS = 39  # the fewest with which 5 % can be met exactly; each costs a fit
STEPS_PER_TIE = 3  # p is exact whatever the mixing; this much is enough for power

_Law = Literal["binary", "nb2"]
_GRAVITY: dict[str, tuple[str, _Law]] = {
    "gravity": ("unit", "nb2"),
    "gravity-cities": ("city", "binary"),
}
_CITIES = {"gravity-cities": "gravity"}
HOME_PROCEDURES = (*plain_ids(HOME_NULLS), "start-years", *_GRAVITY)
"""Names of the nulls of home and foreign places that can be calibrated."""
WHOLE_PROCEDURES = (*plain_ids(WHOLE_NULLS), "start-years", *_GRAVITY)
"""Names of the nulls of whole networks that can be calibrated."""


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
    differ (`NullModel.fails_under`).
    """
    is_whole = isinstance(layout, WholeLayout)
    null = (WHOLE_NULLS if is_whole else HOME_NULLS)[_CITIES.get(null_id, null_id)]
    settings: dict[str, Any] = dict.fromkeys(null.fails_under, 0.0)
    return replace(layout, **settings)


def dated(world: SimulatedWorld) -> DatedTies:
    """Return when the ties of a world began, against the upper tie around each."""
    if isinstance(world.arrays, WholeArrays):
        return dated_whole_ties(world.arrays, world.start, world.upper_start)
    return dated_home_ties(world.arrays, world.start, world.upper_start)


def rank_test_p(
    null_id: str, arrays: TwoLevelArrays | WholeArrays, n_draws: int, seed: int
) -> float:
    """Return the two-sided p of a null that needs the arrays alone, without measuring a chain."""
    null = (WHOLE_NULLS if isinstance(arrays, WholeArrays) else HOME_NULLS)[null_id]
    n_moving = arrays.upper_ties.shape[0] if null.moves_upper_ties else arrays.n_ties
    chain = {"chain_length": STEPS_PER_TIE * max(n_moving, 1)} if null.moves_by_steps else {}
    drawn: NullDraws = null.draw(arrays, n_draws=n_draws, seed=seed, **chain)
    return drawn.p


def _gravity_p(
    null_id: str, arrays: TwoLevelArrays | WholeArrays, n_draws: int, seed: int
) -> float:
    level, law = _GRAVITY[null_id]
    if isinstance(arrays, WholeArrays):
        table = whole_gravity(arrays, level)
    else:
        table = home_gravity(arrays, level)
    return gravity(table, n_draws=n_draws, seed=seed, law=law).p

"""Made-up two-level worlds with dates, by how the levels hang together.

* independence: neither level knows of the other.
* province-led: once an upper tie has begun, the odds of a lower tie inside it are e^strength times
  what they were.
* city-led: once a lower tie has begun, the odds of an upper tie around it are e^strength times
  what they were.
* common-cause: the regions of each pair have a propensity for each other, a normal variable with
  standard deviation `strength`, that is added to the log odds of both levels; no level does
  anything to the other.

A pair has a tie that began in year t with odds o f(t) against none, f the level's law of years and
o the odds of a world without dates. Where nothing leads, years are so independent of all else and
each level has the law of `worlds` or `worlds_whole`, of which the nulls hold exactly. Where a
level leads, o is multiplied from the year after the other level's first tie on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from twolevel.calibrate.worlds import Layout, draw_frame, lower_odds, shared_taste, upper_odds
from twolevel.calibrate.worlds_whole import (
    WholeLayout,
    draw_whole_frame,
    whole_lower_odds,
    whole_upper_odds,
)
from twolevel.core.array_types import Index, Real
from twolevel.core.arrays import TwoLevelArrays
from twolevel.core.whole_arrays import WholeArrays
from twolevel.errors import InvalidArgument

KINDS = ("independence", "province-led", "city-led", "common-cause")
N_YEARS = 40
FIRST_YEAR = 1981
NEVER = N_YEARS - 1  # nothing begins after the last year, so one that began then leads nothing
LOWER_LAW = np.cumsum(np.arange(1.0, N_YEARS + 1)) / (N_YEARS * (N_YEARS + 1) / 2)
UPPER_LAW = np.arange(1.0, N_YEARS + 1) / N_YEARS
"""Shares of ties begun by the end of each year: lower ones grow in number, upper ones are older."""


@dataclass(frozen=True, slots=True, eq=False)
class SimulatedWorld:
    """A made-up two-level network and when its ties began.

    Attributes
    ----------
    arrays
        `TwoLevelArrays` of home and foreign places, or `WholeArrays`.
    start, upper_start
        Year in which each lower and upper tie began, shapes (n_ties,) and (n_upper,).
    kind
        How the levels hang together: independence, province-led, city-led or common-cause.
    strength
        How strongly: log odds, or the standard deviation of the common cause; 0 of independence.
    """

    arrays: TwoLevelArrays | WholeArrays
    start: Index
    upper_start: Index
    kind: str
    strength: float


@dataclass(frozen=True, slots=True, eq=False)
class _Draft:
    """A world before its ties: odds up to a factor, and which unit each end lies in."""

    arrays: TwoLevelArrays | WholeArrays
    lower: Real
    upper: Real
    left_unit: Index
    right_units: Index


def check_kind(kind: object) -> str:
    """Return the kind if it is one of ours."""
    if kind not in KINDS:
        raise InvalidArgument("kind", kind, f"give one of {', '.join(KINDS)}")
    return str(kind)


def simulate_kind(
    kind: str,
    layout: Layout | WholeLayout,
    rng: np.random.Generator,
    *,
    strength: float = 1.0,
) -> SimulatedWorld:
    """Draw one world of a kind; every size, taste, popularity, tie and year is drawn anew.

    Parameters
    ----------
    kind
        One of `KINDS`.
    layout
        Of home and foreign places, or of a whole network. `shared_affinity` is not looked at: the
        kind alone says what the levels share.
    strength
        Log odds that the leading level adds, or the standard deviation of the common cause.

    Raises
    ------
    InvalidArgument
        If the kind is not known.
    """
    check_kind(kind)
    draft = _draft(layout, rng)
    if kind == "common-cause":
        draft = _with_common_cause(draft, strength, rng)
    if kind == "city-led":
        lower, start = _dated(draft.lower, layout.n_ties, LOWER_LAW, NEVER, 0.0, rng)
        led = _first_inside(draft, lower, start)
        upper, upper_start = _dated(draft.upper, layout.n_upper, UPPER_LAW, led, strength, rng)
    else:
        upper, upper_start = _dated(draft.upper, layout.n_upper, UPPER_LAW, NEVER, 0.0, rng)
        beta = strength if kind == "province-led" else 0.0
        led = _first_around(draft, upper, upper_start)
        lower, start = _dated(draft.lower, layout.n_ties, LOWER_LAW, led, beta, rng)
    return SimulatedWorld(
        replace(draft.arrays, ties=lower, upper_ties=upper), start + FIRST_YEAR,
        upper_start + FIRST_YEAR, kind, 0.0 if kind == "independence" else strength,
    )  # fmt: skip


def _draft(layout: Layout | WholeLayout, rng: np.random.Generator) -> _Draft:
    if isinstance(layout, WholeLayout):
        whole = draw_whole_frame(layout, rng)
        unit = whole.arrays.city_unit
        return _Draft(
            whole.arrays, whole_lower_odds(layout, rng, whole),
            whole_upper_odds(layout, rng, whole), unit, unit[:, None],
        )  # fmt: skip
    apart = replace(layout, shared_affinity=0.0)
    frame = draw_frame(apart, rng)
    none_shared = shared_taste(apart, rng)
    return _Draft(
        frame.arrays, lower_odds(apart, rng, frame, none_shared),
        upper_odds(apart, rng, frame, none_shared), frame.arrays.home_unit,
        frame.arrays.foreign_unit,
    )  # fmt: skip


def _with_common_cause(draft: _Draft, sd: float, rng: np.random.Generator) -> _Draft:
    """Give each pair of units a propensity; places have that of their units of the first tier."""
    log = rng.normal(0, sd, draft.upper.shape)
    if isinstance(draft.arrays, WholeArrays):
        log = np.triu(log) + np.triu(log, 1).T
    factor = np.exp(log)
    # The last column stands for "no unit", which shares nothing.
    padded = np.column_stack((factor, np.ones(factor.shape[0])))
    lower = draft.lower * padded[draft.left_unit][:, draft.right_units[:, 0]]
    return replace(draft, lower=lower, upper=draft.upper * factor)


def _dated(
    odds: Real, n_wanted: int, law: Real, led: Index | int, beta: float, rng: np.random.Generator
) -> tuple[Index, Index]:
    """Draw pairs and the year of each, counted from 0.

    `led` is the year, for each pair, after which its odds are e^beta times what they were.
    """
    before = np.broadcast_to(law[led], odds.shape)
    lift = np.exp(beta)
    weight = before + lift * (1 - before)
    scaled = odds * weight
    scaled *= n_wanted / scaled.sum()
    pairs = np.argwhere(rng.random(odds.shape) < scaled / (1 + scaled))
    at = (pairs[:, 0], pairs[:, 1])
    share = rng.random(pairs.shape[0]) * weight[at]
    early = before[at]
    share = np.where(share < early, share, early + (share - early) / lift)
    year = np.searchsorted(law, share, side="right")
    return pairs, np.minimum(year, N_YEARS - 1)


def _first_around(draft: _Draft, upper: Index, start: Index) -> Index:
    """Return the year of the first upper tie around each pair of places, NEVER without one."""
    first = np.full((draft.upper.shape[0], draft.upper.shape[1] + 1), NEVER)
    first[upper[:, 0], upper[:, 1]] = start
    if isinstance(draft.arrays, WholeArrays):
        first[upper[:, 1], upper[:, 0]] = start
    by_unit = first[:, draft.right_units].min(axis=2)
    return np.asarray(by_unit[draft.left_unit])


def _first_inside(draft: _Draft, lower: Index, start: Index) -> Index:
    """Return the year of the first lower tie inside each pair of units, NEVER without one."""
    first = np.full((draft.upper.shape[0], draft.upper.shape[1] + 1), NEVER)
    left = draft.left_unit[lower[:, 0]]
    for right in draft.right_units[lower[:, 1]].T:
        np.minimum.at(first, (left, right), start)
        if isinstance(draft.arrays, WholeArrays):
            np.minimum.at(first, (right, left), start)
    return np.asarray(first[:, :-1])

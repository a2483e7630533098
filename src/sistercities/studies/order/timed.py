"""A two-level network with the years in which its ties began; unknown years are NaN, never 0."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sistercities.network.alive import has_sound_start
from sistercities.network.two_level import TwoLevelNetwork
from sistercities.studies.study_data import StudyData, as_arrays
from twolevel.core.array_types import Flag, Index, Real
from twolevel.core.arrays import TwoLevelArrays
from twolevel.nulls.dates import DatedTies, dated_ties
from twolevel.timing.panel import PairPanel, pair_panel


@dataclass(frozen=True, slots=True, eq=False)
class TimedNetwork:
    """Ties of both levels with their start years.

    Attributes
    ----------
    arrays
        The ties.
    start, upper_start
        Start year of each lower and upper tie, NaN where it is not known well enough.
    home_from, foreign_from
        First year of existence of each home and foreign unit; 0 if before all ties.
    first_year, last_year
        Years in which upper ties could begin.
    """

    arrays: TwoLevelArrays
    start: Real
    upper_start: Real
    home_from: Index
    foreign_from: Index
    first_year: int
    last_year: int

    @property
    def n_foreign_units(self) -> int:
        """Number of foreign units, of all tiers."""
        return int(self.arrays.foreign_unit_country.size)


@dataclass(frozen=True, slots=True, eq=False)
class UpperOfTies:
    """The upper tie around each lower tie, shape (n_ties,) each.

    Attributes
    ----------
    start
        Start of the first one whose start is known, NaN if there is none.
    is_inside
        Whether there is an upper tie, dated or not.
    unit
        Foreign unit of that upper tie; where there is none, the finest unit, -1 if none is known.
    """

    start: Real
    is_inside: Flag
    unit: Index


def timed_network(
    data: StudyData, network: TwoLevelNetwork, *, drops_batch: bool = False
) -> TimedNetwork:
    """Add start years to a network: sound ones only, batch dates as their year.

    Parameters
    ----------
    drops_batch
        Take a date that many ties share for unknown.
    """
    ties = data.tables.ties_of(network.country).set_index("tie_id")
    is_known = has_sound_start(ties)
    if drops_batch:
        is_known &= ~ties["is_batch_date"].astype(bool)
    years = ties["start_year"].where(is_known).astype("Float64")
    existing = data.tables.places.set_index("place_id")["valid_from"].astype("Float64")
    return TimedNetwork(
        as_arrays(network),
        _of(years, network.tie_ids),
        _of(years, network.upper_tie_ids),
        np.nan_to_num(_of(existing, network.home_units)).astype(np.int64),
        np.nan_to_num(_of(existing, network.foreign_units)).astype(np.int64),
        first_known_start(data, network.country, network.as_of),
        network.as_of,
    )


def first_known_start(data: StudyData, country: str, as_of: int) -> int:
    """Year in which the first tie of a country began, of those known; the year before if none."""
    ties = data.tables.ties_of(country)
    starts = ties[has_sound_start(ties)]["start_year"]
    return min(int(starts.min()), as_of - 1) if len(starts) else as_of - 1


def _of(values: pd.Series, ids: tuple[str, ...]) -> Real:
    found: Real = values.reindex(list(ids)).to_numpy(dtype=np.float64, na_value=np.nan)
    return found


def upper_of_ties(timed: TimedNetwork) -> UpperOfTies:
    """Find the upper tie around each lower tie; of several, one a tier, the first that is dated."""
    arrays = timed.arrays
    first = np.full((arrays.n_units, timed.n_foreign_units + 1), np.nan)
    is_joined = np.zeros(first.shape, dtype=np.bool_)
    home, foreign = arrays.upper_ties.T
    first[home, foreign] = timed.upper_start
    is_joined[home, foreign] = True
    units = arrays.foreign_unit[arrays.ties[:, 1]]
    at = (arrays.tie_unit[:, None], units)
    # The last column, which -1 points to, stands for "no unit": never joined.
    years = np.where(np.isnan(first[at]), np.inf, first[at])
    rank = np.where(is_joined[at], 0, np.where(units >= 0, 1, 2))
    best = np.lexsort((np.broadcast_to(np.arange(units.shape[1]), units.shape), rank, years))[:, 0]
    row = np.arange(units.shape[0])
    earliest = years[row, best]
    is_inside = np.asarray(is_joined[at].any(axis=1))
    return UpperOfTies(np.where(np.isinf(earliest), np.nan, earliest), is_inside, units[row, best])


def is_used(timed: TimedNetwork, upper: UpperOfTies) -> Flag:
    """Whether a lower tie is dated, and not inside an upper tie without a date."""
    return ~np.isnan(timed.start) & ~(upper.is_inside & np.isnan(upper.start))


def dated_within(timed: TimedNetwork, upper: UpperOfTies, within: str) -> DatedTies:
    """Hold when ties began, by home city (`city`) or partner country (`country`)."""
    arrays = timed.arrays
    stratum = arrays.ties[:, 0] if within == "city" else arrays.tie_country
    return dated_ties(stratum, timed.start, upper.start, upper.is_inside)


def panel_of(timed: TimedNetwork) -> PairPanel:
    """All pairs of a home and a foreign unit, pair `home * n_foreign_units + foreign`.

    A pair whose upper tie has no known start, or one before the panel, is not admitted.
    """
    n_home, n_foreign = timed.arrays.n_units, timed.n_foreign_units
    event = np.full((n_home, n_foreign), np.nan)
    is_precise = np.ones(event.shape, dtype=np.bool_)
    home, foreign = timed.arrays.upper_ties.T
    event[home, foreign] = timed.upper_start
    is_precise[home, foreign] = timed.upper_start >= timed.first_year
    entry = np.maximum(timed.home_from[:, None], timed.foreign_from[None, :])
    entry = np.clip(entry, timed.first_year, timed.last_year)
    # A unit that signed before the year it is said to date from was there.
    entry = np.where(is_precise & (event < entry), event, entry).astype(np.int64)
    left, right = np.indices(event.shape).reshape(2, -1)
    return pair_panel(
        left, right, event.ravel(), first_year=timed.first_year, last_year=timed.last_year,
        is_precise=is_precise.ravel(), entry_year=entry.ravel(),
    )  # fmt: skip


def pairs_around(timed: TimedNetwork) -> tuple[Index, Index]:
    """Return pair and start year of each dated lower tie, in each pair of units that holds it."""
    arrays = timed.arrays
    units = arrays.foreign_unit[arrays.ties[:, 1]]
    tie, tier = np.nonzero((units >= 0) & ~np.isnan(timed.start)[:, None])
    pair = arrays.tie_unit[tie] * timed.n_foreign_units + units[tie, tier]
    return pair.astype(np.int64), timed.start[tie].astype(np.int64)


def pair_of_ties(timed: TimedNetwork, upper: UpperOfTies) -> tuple[Index, Index]:
    """Return pair and start year of each dated lower tie, each in one pair alone."""
    kept = ~np.isnan(timed.start) & (upper.unit >= 0)
    pair = timed.arrays.tie_unit[kept] * timed.n_foreign_units + upper.unit[kept]
    return pair.astype(np.int64), timed.start[kept].astype(np.int64)

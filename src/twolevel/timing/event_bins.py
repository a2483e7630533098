"""Bins of years around the start of an upper tie, and which pair-year lies in which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from twolevel.core.array_types import Index
from twolevel.errors import InvalidArgument
from twolevel.sentences import say
from twolevel.timing.panel import NO_EVENT, PairPanel

Bin = tuple[int, int]
Ends = Literal["binned", "left out"]

DEFAULT_BINS: tuple[Bin, ...] = ((-10, -6), (-5, -1), (0, 0), (1, 5), (6, 10))
DEFAULT_REFERENCE: Bin = (-5, -1)
NEVER, OUTSIDE = -1, -2
"""In place of a bin: the pair has no upper tie; the year is before or after all bins."""
MOST_YEARS = 200


@dataclass(frozen=True, slots=True)
class EventBins:
    """Bins in order, without gaps; make them with `event_bins`.

    Attributes
    ----------
    bins
        First and last year of each, counted from the start of the upper tie.
    reference
        Number of the one to which the others are compared.
    ends
        Whether earlier and later years fall into the first and last bin, or are left out.
    """

    bins: tuple[Bin, ...]
    reference: int
    ends: Ends

    def name(self, number: int) -> str:
        """Return a bin in words, such as `years 1 to 5`."""
        low, high = self.bins[number]
        return (
            say("year {low}", low=low)
            if low == high
            else say("years {low} to {high}", low=low, high=high)
        )


def event_bins(bins: Sequence[Bin], reference: Bin, ends: Ends) -> EventBins:
    """Check bins and hold them together.

    Raises
    ------
    InvalidArgument
        If a bin ends before it begins, bins leave a gap or overlap, all lie on one side of the
        start, or the reference is none of them.
    """
    if ends not in ("binned", "left out"):
        raise InvalidArgument("ends", ends, "give binned or left out")
    if not isinstance(bins, list | tuple):
        raise InvalidArgument("bins", bins, "give a list of bins, such as [(-5, -1), (0, 4)]")
    held = tuple(_bin("bins", one) for one in bins)
    for before, after in pairwise(held):
        if after[0] != before[1] + 1:
            raise InvalidArgument(
                "bins", list(held), f"begin the bin after {before} in year {before[1] + 1}"
            )
    if not held or held[0][0] >= 0 or held[-1][1] < 0:
        raise InvalidArgument("bins", list(held), "give bins before and after the start, year 0")
    chosen = _bin("reference", reference)
    if chosen not in held:
        raise InvalidArgument("reference", chosen, f"give one of the bins, such as {held[0]}")
    return EventBins(held, held.index(chosen), ends)


def bin_of_pair_years(panel: PairPanel, bins: EventBins) -> Index:
    """Return the bin of each pair and year, or `NEVER` or `OUTSIDE`, (n_pairs, n_years)."""
    has_event = panel.event_year != NO_EVENT
    start = np.where(has_event, panel.event_year, 0)
    since = panel.first_year + np.arange(panel.n_years)[None, :] - start[:, None]
    first, last = bins.bins[0][0], bins.bins[-1][1]
    lows = np.array([low for low, _ in bins.bins])
    number = np.searchsorted(lows, np.clip(since, first, last), side="right") - 1
    if bins.ends == "left out":
        number = np.where((since < first) | (since > last), OUTSIDE, number)
    return np.where(has_event[:, None], number, NEVER)


def _bin(name: str, given: object) -> Bin:
    if isinstance(given, list | tuple) and len(given) == len(("first", "last")):
        years = [int(one) for one in given if isinstance(one, int | np.integer)]
        if len(years) == len(given) and -MOST_YEARS <= years[0] <= years[1] <= MOST_YEARS:
            return years[0], years[1]
    raise InvalidArgument(
        name, given, f"give first and last year of a bin, whole, within {MOST_YEARS}"
    )

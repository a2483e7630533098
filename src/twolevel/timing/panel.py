"""Pairs of groups over years, and when each pair's upper tie began."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import (
    MOST_LABELS,
    check_labels,
    integers,
    plain_array,
    whole_number,
)
from twolevel.core.array_types import Flag, Index
from twolevel.errors import InvalidArgument, NetworkError

LAST_YEAR = 9999
NO_EVENT = np.iinfo(np.int64).max
"""Start year of a pair without an upper tie: later than any."""


@dataclass(frozen=True, slots=True, eq=False)
class PairPanel:
    """Pairs of groups, one row for each; make it with `pair_panel`.

    Attributes
    ----------
    home, foreign
        Labels of the home and the foreign unit, shape (n_pairs,).
    event_year
        Start year of the upper tie, shape (n_pairs,); `NO_EVENT` where there is none.
    entry_year
        First year in which the pair could have one, shape (n_pairs,), at least `first_year`.
    is_admitted
        False where the pair has an upper tie whose year is not known well enough, shape (n_pairs,).
    first_year, last_year
        Both belong to the panel.
    """

    home: Index
    foreign: Index
    event_year: Index
    entry_year: Index
    is_admitted: Flag
    first_year: int
    last_year: int

    @property
    def n_pairs(self) -> int:
        """Number of pairs, those not admitted among them."""
        return int(self.home.size)

    @property
    def n_years(self) -> int:
        """Number of years, first and last among them."""
        return self.last_year - self.first_year + 1

    @property
    def has_event(self) -> Flag:
        """Whether the upper tie of an admitted pair begins in the panel, shape (n_pairs,)."""
        return self.is_admitted & (self.event_year <= self.last_year)


def pair_panel(
    home: ArrayLike,
    foreign: ArrayLike,
    event_year: ArrayLike,
    *,
    first_year: int,
    last_year: int,
    is_precise: ArrayLike | None = None,
    entry_year: ArrayLike | None = None,
) -> PairPanel:
    """Hold together all pairs that could have an upper tie, with and without one.

    Parameters
    ----------
    home, foreign
        Labels of the two units of each pair, whole numbers from 0, shape (n_pairs,). No pair twice.
    event_year
        Year in which the upper tie of the pair began, shape (n_pairs,); NaN where it has none. A
        year after `last_year` is known to lie in the future: the pair is censored.
    first_year, last_year
        Years in which pairs are seen.
    is_precise
        False where the pair has an upper tie whose year is unknown or not trusted, shape
        (n_pairs,): such a pair is neither with nor without a tie in any year, and leaves. All
        years are trusted if None.
    entry_year
        Year from which the pair could have an upper tie, such as the year in which a unit was
        founded, shape (n_pairs,); `first_year` if None. Years before are no zeros: they are absent.

    Raises
    ------
    NetworkError
        If shapes differ, a pair comes twice, or a year is not whole or lies before the pair could
        have an upper tie.
    InvalidArgument
        If the years of the panel are no years, or out of order.
    """
    first, last = _years_of_panel(first_year, last_year)
    left, right = _labels("home", home), _labels("foreign", foreign)
    n = left.size
    if right.shape != (n,):
        raise NetworkError("foreign", f"has shape {right.shape}", f"give {n} labels, as home has")
    _check_pairs(left, right)
    admitted = np.ones(n, dtype=np.bool_) if is_precise is None else _flags(is_precise, n)
    entry = np.full(n, first) if entry_year is None else _entries(entry_year, n, first, last)
    event = _events(event_year, n, admitted)
    panel = PairPanel(left, right, event, entry, admitted, first, last)
    _check_events(panel)
    return panel


def _years_of_panel(first_year: int, last_year: int) -> tuple[int, int]:
    first = whole_number("first_year", first_year, 0, LAST_YEAR)
    last = whole_number("last_year", last_year, 0, LAST_YEAR)
    if last <= first:
        raise InvalidArgument("last_year", last, f"give a year after first_year={first}")
    return first, last


def _labels(name: str, values: ArrayLike) -> Index:
    labels = integers(name, values)
    if labels.ndim != 1 or labels.size == 0:
        raise NetworkError(name, f"has shape {labels.shape}", "give one label for each pair")
    check_labels(name, labels, 0, MOST_LABELS)
    return labels


def _check_pairs(home: Index, foreign: Index) -> None:
    key = home * MOST_LABELS + foreign
    order = np.argsort(key, kind="stable")
    again = np.flatnonzero(key[order][1:] == key[order][:-1])
    if again.size:
        one, other = int(order[again[0]]), int(order[again[0] + 1])
        raise NetworkError(
            "home and foreign",
            f"hold the pair ({home[one]}, {foreign[one]}) at positions {one} and {other}",
            "give each pair once, with the earliest start of its upper ties",
        )


def _flags(values: ArrayLike, n: int) -> Flag:
    flags = plain_array("is_precise", values, "flags")
    if flags.shape != (n,) or flags.dtype.kind != "b":
        raise NetworkError(
            "is_precise",
            f"has shape {flags.shape} and {flags.dtype} values",
            f"give {n} of True and False, one for each pair",
        )
    return flags.astype(np.bool_)


def _entries(values: ArrayLike, n: int, first: int, last: int) -> Index:
    years = integers("entry_year", values)
    if years.shape != (n,):
        raise NetworkError("entry_year", f"has shape {years.shape}", f"give {n} years")
    late = np.flatnonzero((years > last) | (years < 0))
    if late.size:
        raise NetworkError(
            "entry_year",
            f"holds {years[late[0]]} at position {late[0]}",
            f"give years up to last_year={last}, or leave the pair out",
        )
    return np.maximum(years, first)


def _events(values: ArrayLike, n: int, is_admitted: Flag) -> Index:
    years = plain_array("event_year", values, "years")
    if years.shape != (n,) or years.dtype.kind not in "iuf":
        raise NetworkError(
            "event_year",
            f"has shape {years.shape} and {years.dtype} values",
            f"give {n} years as numbers, NaN where the pair has no upper tie",
        )
    real = years.astype(np.float64)
    is_event = ~np.isnan(real) & is_admitted
    broken = np.flatnonzero(is_event & ((real != np.rint(real)) | (np.abs(real) > LAST_YEAR)))
    if broken.size:
        raise NetworkError(
            "event_year",
            f"holds {real[broken[0]]} at position {broken[0]}",
            f"give whole years up to {LAST_YEAR}, NaN where the pair has no upper tie",
        )
    held = np.full(n, NO_EVENT, dtype=np.int64)
    held[is_event] = real[is_event].astype(np.int64)
    return held


def _check_events(panel: PairPanel) -> None:
    early = np.flatnonzero(panel.event_year < panel.entry_year)
    if early.size:
        pair = int(early[0])
        raise NetworkError(
            "event_year",
            f"holds {panel.event_year[pair]} at position {pair}, before the pair is seen "
            f"({panel.entry_year[pair]})",
            "begin with an earlier first_year or entry_year, or set is_precise to False there so "
            "that the pair leaves",
        )

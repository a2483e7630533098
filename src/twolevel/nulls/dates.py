"""When ties began, against the start of the upper tie around each; unknown years leave ties out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twolevel.core.argument_checks import instance, integers, plain_array
from twolevel.core.array_types import Flag, Index, Real
from twolevel.core.arrays import TwoLevelArrays
from twolevel.core.strata import checked_labels
from twolevel.core.whole_arrays import WholeArrays, country_pairs, upper_tie_of_ties
from twolevel.errors import InvalidArgument, NetworkError

WITHIN = ("home-city", "country")
LAST_YEAR = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class DatedTies:
    """When ties began, against the upper tie around each; make it with `dated_ties`.

    Attributes
    ----------
    stratum
        Stratum whose set of start years is kept, shape (n_used,).
    start
        Start year of each tie, shape (n_used,).
    upper_start
        Start year of the upper tie around it, shape (n_used,); what stands there means nothing
        where `is_inside` is False.
    is_inside
        Whether there is such an upper tie, shape (n_used,).
    n_undated, n_upper_undated
        Ties left out since their own start is not known; since that of the upper tie is not.
    """

    stratum: Index
    start: Index
    upper_start: Index
    is_inside: Flag
    n_undated: int
    n_upper_undated: int


def dated_ties(
    stratum: ArrayLike,
    start: ArrayLike,
    upper_start: ArrayLike,
    is_inside: ArrayLike | None = None,
) -> DatedTies:
    """Hold when ties began, and leave out those of which that is not known.

    Parameters
    ----------
    stratum
        Label of the set to which the start year of each tie belongs, shape (n_ties,).
    start, upper_start
        Start year of each tie and of the upper tie around it, shape (n_ties,): whole numbers, NaN
        where it is not known, and in `upper_start` where there is no upper tie.
    is_inside
        Whether an upper tie is around each tie, shape (n_ties,). A tie inside one whose start is
        not known is left out. Where `upper_start` is a number, if None.

    Raises
    ------
    NetworkError
        If shapes differ, a label is no whole number and no text, a year is no whole number, or a
        tie that is not inside has an upper year.
    """
    years, upper = _years("start", start), _years("upper_start", upper_start)
    labels = _labels(stratum)
    inside = ~np.isnan(upper) if is_inside is None else _flags(is_inside, years.size)
    for name, array in (("stratum", labels), ("upper_start", upper)):
        if array.shape != years.shape:
            raise NetworkError(
                name, f"has shape {array.shape}", f"give one for each tie, shape {years.shape}"
            )
    if (~inside & ~np.isnan(upper)).any():
        where = int(np.flatnonzero(~inside & ~np.isnan(upper))[0])
        raise NetworkError(
            "upper_start",
            f"holds {upper[where]:g} at position {where}, a tie that is not inside",
            "give NaN there, or say that the tie is inside",
        )
    is_undated = np.isnan(years)
    is_upper_undated = ~is_undated & inside & np.isnan(upper)
    kept = ~is_undated & ~is_upper_undated
    number = np.unique(labels, return_inverse=True)[1].astype(np.int64)
    return DatedTies(
        stratum=number[kept], start=years[kept].astype(np.int64),
        upper_start=np.nan_to_num(upper[kept]).astype(np.int64), is_inside=inside[kept],
        n_undated=int(is_undated.sum()), n_upper_undated=int(is_upper_undated.sum()),
    )  # fmt: skip


def dated_home_ties(
    arrays: TwoLevelArrays, start: ArrayLike, upper_start: ArrayLike, within: str = "home-city"
) -> DatedTies:
    """Hold when the ties of a home country began, and the first upper tie around each.

    Parameters
    ----------
    arrays
        Of `two_level_arrays`.
    start
        Start year of each lower tie, shape (n_ties,), NaN where it is not known.
    upper_start
        Start year of each upper tie, shape (n_upper,), NaN where it is not known. Of several upper
        ties around a tie, one a tier, the first whose start is known counts.
    within
        Whose set of start years is kept: that of each `home-city`, or of each partner `country`.

    Raises
    ------
    InvalidArgument, NetworkError
        If `within` is none of these, or there is not one whole year or NaN for each tie.
    """
    instance("arrays", arrays, TwoLevelArrays, "two_level_arrays")
    if within not in WITHIN:
        raise InvalidArgument("within", within, f"give one of {', '.join(WITHIN)}")
    years = _years("upper_start", upper_start)
    n_foreign_units = arrays.foreign_unit_country.size
    if years.shape != (arrays.upper_ties.shape[0],):
        raise NetworkError(
            "upper_start",
            f"has shape {years.shape}",
            f"give one for each upper tie, shape ({arrays.upper_ties.shape[0]},)",
        )
    # The last column stands for "no unit"; infinity for a start that is not known.
    first = np.full((arrays.n_units, n_foreign_units + 1), np.inf)
    is_joined = np.zeros(first.shape, dtype=np.bool_)
    home, foreign = arrays.upper_ties.T
    first[home, foreign] = np.where(np.isnan(years), np.inf, years)
    is_joined[home, foreign] = True
    units = arrays.foreign_unit[arrays.ties[:, 1]]
    at = (arrays.tie_unit[:, None], units)
    earliest = first[at].min(axis=1, initial=np.inf)
    stratum = arrays.ties[:, 0] if within == "home-city" else arrays.tie_country
    return dated_ties(
        stratum, start, np.where(np.isinf(earliest), np.nan, earliest), is_joined[at].any(axis=1)
    )


def dated_whole_ties(
    arrays: WholeArrays,
    start: ArrayLike,
    upper_start: ArrayLike,
    strata: ArrayLike | None = None,
) -> DatedTies:
    """Hold when the ties of a whole network began, and the upper tie around each.

    Parameters
    ----------
    arrays
        Of `whole_arrays`.
    start, upper_start
        Start year of each lower and upper tie, shapes (n_ties,) and (n_upper,), NaN where it is
        not known.
    strata
        Label of the set of start years of each tie, shape (n_ties,). The pair of countries if
        None: a tie lies in the sets of two cities, so that those of both cannot be kept.

    Raises
    ------
    InvalidArgument, NetworkError
        If there is not one whole year or NaN for each tie, or not one label for each lower tie.
    """
    instance("arrays", arrays, WholeArrays, "whole_arrays")
    years = _years("upper_start", upper_start)
    n_upper = arrays.upper_ties.shape[0]
    if years.shape != (n_upper,):
        raise NetworkError(
            "upper_start",
            f"has shape {years.shape}",
            f"give one for each upper tie, shape ({n_upper},)",
        )
    at = upper_tie_of_ties(arrays)
    stratum = country_pairs(arrays)
    if strata is not None:
        stratum = checked_labels("strata", strata, arrays.n_ties, "lower tie")
    return dated_ties(stratum, start, np.append(years, np.nan)[at], at >= 0)


def _labels(values: ArrayLike) -> NDArray[Any]:
    labels = plain_array("stratum", values, "labels")
    if labels.size and labels.dtype.kind not in "biuUS":
        labels = integers("stratum", labels)
    return labels


def _years(name: str, values: ArrayLike) -> Real:
    array = plain_array(name, values, "years")
    if array.ndim != 1 or (array.size and array.dtype.kind not in "iuf"):
        raise NetworkError(
            name,
            f"has shape {array.shape} and holds {array.dtype} values",
            "give a year for each tie as a number, NaN where it is not known",
        )
    years: Real = array.astype(np.float64)
    is_broken = ~np.isnan(years) & ((years != np.rint(years)) | (np.abs(years) > LAST_YEAR))
    if is_broken.any():
        where = int(np.flatnonzero(is_broken)[0])
        raise NetworkError(
            name, f"holds {years[where]} at position {where}", "give whole years, NaN if not known"
        )
    return years


def _flags(values: ArrayLike, n: int) -> Flag:
    array = plain_array("is_inside", values, "flags")
    if array.shape != (n,) or array.dtype.kind != "b":
        raise NetworkError(
            "is_inside",
            f"has shape {array.shape} and holds {array.dtype} values",
            f"give True or False for each tie, shape ({n},)",
        )
    return array.astype(np.bool_)

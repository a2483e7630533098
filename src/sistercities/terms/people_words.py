"""A number of people in words: rounded as people say it, and told where no year is known."""

from __future__ import annotations

import math

from sistercities.sentences import Sentence, say

_WAN = 10_000


def persons(count: float) -> Sentence:
    """Say a number of persons as people do, to two figures."""
    if count >= 1e6:
        # Who does not count in millions has the number in full, and in tens of thousands (万).
        exact = round(float(f"{count:.3g}"))
        return say("{n:.3g} million people", n=count / 1e6, persons=exact, wan=exact / _WAN)
    n = rounded(count)
    if n >= _WAN:
        return say("{n:,.0f} people", n=n, wan=n / _WAN)
    return say("{n:,} people", n=int(n))


def rounded(count: float) -> float:
    """Round a number of persons to two figures."""
    digits = max(0, math.floor(math.log10(max(count, 1))) - 1)
    return round(count, -digits)


def population(count: float, year: float | None) -> Sentence:
    """Say how many people a place has, rounded.

    Parameters
    ----------
    count
        Persons.
    year
        Year of the figure; None or NaN where it has none, which is said.
    """
    is_dated = year is not None and not math.isnan(year)
    people = persons(count)
    return people if is_dated else say("{people}, year unknown", people=people)


def exact_population(count: int, year: int | None) -> str:
    """Say the same to the last person, for lists of places that are to be told apart."""
    return f"{count:,} persons in {year}" if year else f"{count:,} persons, undated"

"""Numbers in words, of people, times and shares: rounded, and never more than they are."""

from __future__ import annotations

import math

from sistercities.sentences import Sentence, say, to_say

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


_WORDS = {
    1: to_say("one"), 2: to_say("two"), 3: to_say("three"), 4: to_say("four"), 5: to_say("five"),
    6: to_say("six"), 7: to_say("seven"), 8: to_say("eight"), 9: to_say("nine"), 10: to_say("ten"),
    11: to_say("eleven"), 12: to_say("twelve"), 20: to_say("twenty"), 30: to_say("thirty"),
    40: to_say("forty"), 50: to_say("fifty"), 60: to_say("sixty"), 70: to_say("seventy"),
    80: to_say("eighty"), 90: to_say("ninety"), 100: to_say("a hundred"),
}  # fmt: skip
_SHARES = (
    (1 / 10, to_say("About one in ten")),
    (1 / 8, to_say("About one in eight")),
    (1 / 6, to_say("About one in six")),
    (1 / 5, to_say("About a fifth")),
    (1 / 4, to_say("About a quarter")),
    (1 / 3, to_say("About a third")),
    (2 / 5, to_say("About two in five")),
    (1 / 2, to_say("About half")),
    (3 / 5, to_say("About three in five")),
    (2 / 3, to_say("About two thirds")),
    (3 / 4, to_say("About three quarters")),
    (4 / 5, to_say("About four in five")),
    (9 / 10, to_say("About nine in ten")),
    (1.0, to_say("Nearly all")),
)
_TENS_FROM = 13


def number_word(n: float) -> Sentence:
    """Say a whole number of 1 or more, never more than it is: from 13 on in tens, then in figures.

    Examples
    --------
    >>> str(number_word(5.9)), str(number_word(31)), str(number_word(1234))
    ('five', 'thirty', '1,200')
    """
    whole = math.floor(n)
    if whole >= _TENS_FROM:
        step = 10 ** max(math.floor(math.log10(whole)) - 1, 1)
        whole = whole // step * step
    word = _WORDS.get(whole)
    return say(word) if word else say("{n:,}", n=whole)


def times_word(ratio: float) -> Sentence:
    """Say how many times as often, never more than it is.

    Examples
    --------
    >>> str(times_word(1.86)), str(times_word(2.4)), str(times_word(5.6))
    ('1.8 times', 'twice', 'five times')
    """
    if ratio < 2:
        return say("{n:.1f} times", n=math.floor(10 * ratio) / 10)
    if ratio < 3:
        return say("twice")
    return say("{n} times", n=number_word(ratio))


def share_word(share: float) -> Sentence:
    """Say about which part of all it is, from a tenth on, as a sentence begins.

    Examples
    --------
    >>> str(share_word(29 / 60)), str(share_word(7 / 60)), str(share_word(1.0))
    ('About half', 'About one in eight', 'Nearly all')
    """
    return say(min(_SHARES, key=lambda each: abs(each[0] - share))[1])

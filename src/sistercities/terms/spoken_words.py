"""Dates and numbers of people in words: as exactly as a source gives them, or rounded."""

from __future__ import annotations

import math
import re

from sistercities.sentences import Said, Sentence, say, to_say

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


_MONTHS = (
    to_say("January"), to_say("February"), to_say("March"), to_say("April"), to_say("May"),
    to_say("June"), to_say("July"), to_say("August"), to_say("September"), to_say("October"),
    to_say("November"), to_say("December"),
)  # fmt: skip
_WRITTEN = re.compile(rf"(?:(?:(\d{{1,2}}) )?({'|'.join(_MONTHS)}) )?(\d{{4}})")


def written_date(date: str) -> Said:
    """Write an ISO date as far as it is known: 3 March 2022, March 2022 or 2022."""
    year, month, day = date[:4], date[5:7], date[8:10]
    if not month:
        return say("{year}", year=year)
    name = say(_MONTHS[int(month) - 1])
    if not day:
        return say("{month} {year}", month=name, year=year)
    return say("{day} {month} {year}", day=int(day), month=name, year=year)


def iso_date(written: str) -> str | None:
    """Read a date written as `written_date` does; None where it is none.

    Examples
    --------
    >>> iso_date("3 March 2022"), iso_date("March 2022"), iso_date("2022"), iso_date("today")
    ('2022-03-03', '2022-03', '2022', None)
    """
    found = _WRITTEN.fullmatch(written)
    if found is None:
        return None
    day, name, year = found.groups()
    if name is None:
        return str(year)
    month = f"{year}-{_MONTHS.index(name) + 1:02}"
    return f"{month}-{int(day):02}" if day else month


def on_date(date: str, basis: str = "stated") -> Said:
    """Say when something happened: on 3 March 2022, by March 2022, probably in 2022.

    Parameters
    ----------
    date
        ISO date as far as known.
    basis
        stated, at the latest, or read from the text (`terms.events.DateBasis`).
    """
    when = written_date(date)
    if basis == "at the latest":
        return say("by {date}", date=when)
    said = (
        say("on {date}", date=when)
        if len(date) == len("2022-03-03")
        else say("in {date}", date=when)
    )
    return say("probably {when}", when=said) if basis == "read from the text" else said


def since_date(date: str, basis: str = "stated") -> Said:
    """Say from when something holds: since 3 March 2022, probably since 2022.

    Parameters
    ----------
    date, basis
        As in `on_date`.
    """
    when = written_date(date)
    if basis == "at the latest":
        return say("since {date} at the latest", date=when)
    if basis == "read from the text":
        return say("probably since {date}", date=when)
    return say("since {date}", date=when)

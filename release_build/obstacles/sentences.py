"""Sentences that carry the date of their source, so that nobody takes them for today's."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def dated_sentence(sentence: str, as_of: str) -> str:
    """Add the date of the source where the sentence does not name its year.

    Parameters
    ----------
    sentence
        One sentence that ends in a point.
    as_of
        ISO date of the source as far as known; "" where it is not.

    Examples
    --------
    >>> dated_sentence("Aland does not recognise Borland.", "2023-02-17")
    'Aland does not recognise Borland (source of February 2023).'
    >>> dated_sentence("Aland and Borland broke off relations in May 2025.", "2025-05-06")
    'Aland and Borland broke off relations in May 2025.'
    """
    if as_of and as_of[:4] in sentence:
        return sentence
    known = f"source of {month_and_year(as_of)}" if as_of else "source without a date"
    return f"{sentence[:-1]} ({known})."


def month_and_year(day: str) -> str:
    """Write an ISO date as far as known in words, without the day.

    Examples
    --------
    >>> month_and_year("2026-02-24"), month_and_year("2019")
    ('February 2026', '2019')
    """
    if len(day) < len("YYYY-MM"):
        return day
    month = date.fromisoformat(f"{day[:7]}-01").month
    return f"{_MONTHS[month - 1]} {day[:4]}"

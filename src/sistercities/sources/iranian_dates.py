"""Dates of the Iranian calendar, the Solar Hijri one of Iran and Afghanistan, in our own.

Years from 1300 to 1420 are read (1921 to 2042), in Persian digits or beside a Persian word, or in a
register of the two countries: 1420 of the lunar calendar in Arabic digits is another year, and is
left alone. A year of the calendar begins in March, so that one stated alone lies in two of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sistercities.sources.register_words import folded
from sistercities.terms.late_expressions import late_expression

FIRST, LAST = 1300, 1420
"""Years that are read; for all of them the rule of leap years below gives the official calendar."""
OF_IRANIAN = ("IR", "AF")
"""Countries that count by it."""
_NEW_YEAR_OF_FIRST = date(1921, 3, 21)
_CYCLE, _LEAP = 33, frozenset({1, 5, 9, 13, 17, 22, 26, 30})
"""In each 33 years these are leap years, by their rest."""
_LONG, _SHORT, _SHORTEST = 31, 30, 29
_YEARS_AHEAD = 621
_MONTHS_OF_FIRST_YEAR = 9
"""The tenth month begins on 21 or 22 December."""
_OF_MONTHS = (
    "فروردین حمل وری", "اردیبهشت ثور غویی", "خرداد جوزا غبرګولی غبرگولی", "تیر سرطان چنګاښ چنگاښ",
    "مرداد امرداد اسد زمری", "شهریور سنبله وږی", "مهر میزان تله", "آبان ابان عقرب لړم",
    "آذر اذر قوس لیندۍ لیندی", "دی جدی مرغومی", "بهمن دلو سلواغه", "اسفند حوت کب",
)  # fmt: skip
_MONTHS = {folded(name): at for at, names in enumerate(_OF_MONTHS, 1) for name in names.split()}
"""Months as Iran names them, then as Afghanistan does in Dari and in Pashto."""
_DIGITS = {ord("۰") + n: str(n) for n in range(10)}
_ARABIC_LETTERS = str.maketrans("يىكة", "ییکه")
_COUNT = late_expression(
    r"\s*\(?(?:هجری\s*(?:شمسی|خورشیدی)|ه\s*\.?\s*ش\.?|شمسی|خورشیدی|ش\.?)\)?\s*$"
)
"""What says behind a date that its years are of this calendar."""
_WORDS = late_expression(r"\b(?:سال|از|در|مورخه?|تاریخ|ماه)\b")
_OTHER_YEAR = late_expression(
    r"\s*[(\[/=–-]\s*(?P<ours>(?:19|20)\d{2})\s*(?:م\.?|میلادی)?\s*[)\]]?$"
)
_ANY_PERSIAN = late_expression(r"[۰-۹پچژگکی]")
_NUMBERS = late_expression(
    r"(?P<y>\d{4})(?:\s*[-/.]\s*(?P<m>\d{1,2})(?:\s*[-/.]\s*(?P<d>\d{1,2}))?)?"
)
_DAY_FIRST = late_expression(r"(?P<d>\d{1,2})\s*[-/.]\s*(?P<m>\d{1,2})\s*[-/.]\s*(?P<y>\d{4})")
_NAMED = late_expression(r"(?:(?P<d>\d{1,2})\s*)?(?P<n>[^\W\d]+)\s*(?P<y>\d{4})")
_NAME_BEHIND = late_expression(r"(?P<y>\d{4})\s*(?P<n>[^\W\d]+)(?:\s*(?P<d>\d{1,2}))?")


def is_persian(texts: Iterable[str]) -> bool:
    """Whether one of some texts has a letter or a digit that Persian has and Arabic has not."""
    return any(map(_ANY_PERSIAN.search, texts))


def from_iranian(said: str, *, is_iranian: bool = False) -> tuple[str, str]:
    """Write a date of the Iranian calendar as one of ours.

    Parameters
    ----------
    said
        What a cell says.
    is_iranian
        Whether the register is one in which a year such as 1376 is of this calendar.

    Returns
    -------
    tuple
        The date as YYYY-MM-DD, or the year alone where no day is stated, and what there is to say;
        what was said and "" where it is no date of this calendar.

    Raises
    ------
    ValueError
        If the calendar has no such day, or a year of ours beside it is another one.

    Examples
    --------
    >>> from_iranian("۱۳۶۸/۰۲/۱۶"), from_iranian("۲۰۰۰"), from_iranian("1368/2/16")
    (('1989-05-06', ''), ('۲۰۰۰', ''), ('1368/2/16', ''))
    """
    if not is_iranian and said.isascii():
        return said, ""
    plain = said.translate(_DIGITS)
    is_said = is_iranian or plain != said
    plain = plain.replace("ـ", "").translate(_ARABIC_LETTERS)
    ours = _OTHER_YEAR.search(plain)
    before = plain[: ours.start()] if ours else plain
    counted = _COUNT.sub("", before)
    parts = _parts(_WORDS.sub(" ", counted).strip(" ،,."))
    if parts is None or not (is_said or counted != before or parts[3]):
        return said, ""
    return _in_ours(*parts[:3], ours["ours"] if ours else "")


def _parts(said: str) -> tuple[int, int, int, bool] | None:
    """Return year, month and day, 0 where unsaid, and whether the month is named; else None."""
    for form in (_NUMBERS, _DAY_FIRST, _NAMED, _NAME_BEHIND):
        found = form.fullmatch(said)
        if not found:
            continue
        has = {name: value for name, value in found.groupdict().items() if value}
        month = _MONTHS.get(folded(has.get("n", "")), 0) if "n" in has else int(has.get("m", 0))
        year = int(has["y"])
        if FIRST <= year <= LAST and (month or "n" not in has):
            return year, month, int(has.get("d", 0)), "n" in has
    return None


def _in_ours(year: int, month: int, day: int, stated: str) -> tuple[str, str]:
    """Return the day, or the year of ours in which most of what is stated lies."""
    if month and day:
        iso = day_of_iranian(year, month, day).isoformat()
        if stated not in ("", iso[:4]):
            raise ValueError(stated)
        return iso, ""
    first = year + _YEARS_AHEAD
    if stated:
        if int(stated) not in (first, first + 1):
            raise ValueError(stated)
        return stated, ""
    taken = first + (month > _MONTHS_OF_FIRST_YEAR)
    said = f"{year}-{month:02}" if month else f"{year}"
    if month:
        why = "lies in two months of ours, so the year alone is taken"
    else:
        why = f"has days of {first} and {first + 1}; the year in which most of them lie is taken"
    return f"{taken}", f"{said} of the Iranian calendar {why}"


def day_of_iranian(year: int, month: int, day: int) -> date:
    """Return the day of our calendar.

    Parameters
    ----------
    year
        From 1300 to 1420.
    month, day
        From 1; the first six months have 31 days, the last 29, in leap years 30.

    Raises
    ------
    ValueError
        If the calendar has no such day.
    """
    if not (FIRST <= year <= LAST and 1 <= month <= 12 and 1 <= day <= _days(year, month)):
        raise ValueError(f"{year}-{month}-{day}")
    before = sum(_is_leap(one) for one in range(FIRST, year)) + 365 * (year - FIRST)
    in_year = sum(_days(year, one) for one in range(1, month))
    return _NEW_YEAR_OF_FIRST + timedelta(days=before + in_year + day - 1)


def _days(year: int, month: int) -> int:
    if month == 12:
        return _SHORT if _is_leap(year) else _SHORTEST
    return _LONG if month <= 6 else _SHORT


def _is_leap(year: int) -> bool:
    return year % _CYCLE in _LEAP

"""Dates of other calendars of Asia: eras and characters of East Asia, the Solar Hijri of Iran.

Of the Iranian calendar, that of Afghanistan too, years from 1300 to 1420 are read (1921 to 2042),
in Persian digits or beside a Persian word, or in a register of the two countries: 1420 of the lunar
calendar in Arabic digits is another year, and is left alone. A year of the calendar begins in
March, so that one stated alone lies in two of ours.

Eras are those of Japan since 1868 and of the Republic of China. A year of an era is taken only
where the era had it: there is no 昭和70年. Years of the Republic of China stand without their era
too, as registers of Taiwan write them: 108/11/8.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sistercities.sources.register_words import folded
from sistercities.terms.late_methods import late_expression
from sistercities.terms.normal_forms import normalised

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
_PERSIAN_DIGITS = {ord("۰") + n: str(n) for n in range(10)}
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
    plain = said.translate(_PERSIAN_DIGITS)
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


_ERAS = {
    "明治": (1868, 1912), "大正": (1912, 1926), "昭和": (1926, 1989), "平成": (1989, 2019),
    "令和": (2019, 2100), "民国": (1912, 2100), "民國": (1912, 2100),
    "明": (1868, 1912), "大": (1912, 1926), "昭": (1926, 1989), "平": (1989, 2019),
    "令": (2019, 2100),
    "m": (1868, 1912), "t": (1912, 1926), "s": (1926, 1989), "h": (1989, 2019), "r": (2019, 2100),
}  # fmt: skip
"""First and last year of each era, by its name, its first character, its letter."""
ERA_DATE = late_expression(
    rf"(?P<era>{'|'.join(_ERAS)})\s*\.?\s*(?P<y>\d{{1,3}}|元)\s*"
    r"(?:年|[./-])?\s*(?:(?P<m>\d{1,2})\s*(?:月|[./-])?\s*(?:(?P<d>\d{1,2})\s*日?)?)?"
)
_ERA_YEAR = rf"(?:{'|'.join(_ERAS)})\s*\.?\s*(?:\d{{1,3}}|元)"
_OTHER_COUNT = late_expression(rf"\s*\(\s*(?P<inside>{_ERA_YEAR}|\d{{4}})\s*年?\s*\)")
_WEEKDAY = late_expression(
    r"(?<=日)\s*\([月火水木金土日](曜日?)?\)$|(?<=日)\s*[月火水木金土日]曜日?$|\s*(星期|週|周)[一二三四五六日天]$"
)
_BEFORE = late_expression(r"(西暦|西历|西曆|公元|西元|中華民國|中华民国)\s*")
_PART_OF_MONTH = late_expression(r"(?<=月)\s*(上旬|中旬|下旬|初旬|初|末)$")
_DIGITS = {character: str(digit) for digit, character in enumerate("零一二三四五六七八九")} | {
    "〇": "0", "○": "0", "元": "元",
}  # fmt: skip
_NUMBER = late_expression(r"[零〇○一二三四五六七八九十]+")
_TENS = late_expression(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)")


def year_of_era(era: str, number: str) -> int | None:
    """Return the year of our count; None where the era had no such year."""
    first, last = _ERAS[era]
    year = first - 1 + (1 if number == "元" else int(number))
    return year if first <= year <= last else None


def without_weekday(said: str) -> str:
    """Leave out the day of the week at the end, and the part of a month after the month."""
    return _PART_OF_MONTH.sub("", _WEEKDAY.sub("", said)) if "月" in said else said


def in_digits(said: str) -> str:
    """Write the numbers of a date in digits: 一九八五年 and 五十六年; what is no date stays."""
    plain = _BEFORE.sub(lambda found: "民国" if found[1][0] == "中" else "", said)
    return _NUMBER.sub(lambda found: _digits(found[0]), plain) if "年" in plain else plain


def _digits(number: str) -> str:
    tens = _TENS.fullmatch(number)
    if tens:
        return str(10 * int(_DIGITS.get(tens[1], "1")) + int(_DIGITS.get(tens[2], "0")))
    return "".join(_DIGITS.get(character, character) for character in number)


def split_counts(said: str) -> tuple[str, str]:
    """Take apart a year that is given twice, as in 平成5年(1993年)4月1日: all but it, and it."""
    found = _OTHER_COUNT.search(said)
    if not found or not said[: found.start()].strip():
        return said, ""
    return said[: found.start()] + said[found.end() :], found["inside"]


OF_REPUBLIC = "TW"
"""Country whose registers count so."""
_ERA = "民國"
_DATE = late_expression(
    r"(?P<y>\d{2,3})\s*(?:年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?|(?:\s*[./-]\s*\d{1,2}){1,2})?"
)


def of_republic(text: str, newest_year: int) -> str:
    """Return a date with its era before it; "" where its year is none of the Republic so far.

    Parameters
    ----------
    text
        As written.
    newest_year
        Year of the register; a later one is none.

    Examples
    --------
    >>> of_republic("108/11/8", 2026), of_republic("2019/11/8", 2026), of_republic("130", 2026)
    ('民國108/11/8', '', '')
    """
    said = normalised("NFKC", text).strip()
    found = _DATE.fullmatch(said)
    year = year_of_era(_ERA, found["y"]) if found else None
    return f"{_ERA}{said}" if year is not None and year <= newest_year else ""

"""Dates as registers write them, read without guessing.

What is read: 2001-05-09, 20010509, 2001/5/9, 09.05.2001, 9 May 2001, May 9, 2001, 9. Mai 2001, 9
mai 2001, 9-V-2001, MMI, 2001年5月9日, 昭和56年11月2日, 平成5年(1993年), 2001-05, 2001, and the day
numbers of spreadsheets; months and words in the languages of `written_months`. 05/09/2001 is two
days: the year alone is taken, unless the order of day and month is stated, or another date of the
file proves it (30/01/1956). A day of the first days of a spreadsheet's calendar (1899-12-30,
1900-01-00) is an empty cell in disguise, not a date; a month or a day of zero in another year
(1985-00-00) is left open. 30.10.80 is read where only one century lies before the year of the
register. A span is no date; of a date and a renewal the date is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from sistercities.sources.asian_dates import (
    ERA_DATE,
    from_iranian,
    in_digits,
    split_counts,
    without_weekday,
    year_of_era,
)
from sistercities.sources.register_words import folded, words_of
from sistercities.sources.written_months import (
    month_of,
    split_renewal,
    without_thai_digits,
    without_words,
)
from sistercities.terms.late_methods import late_expression
from sistercities.terms.normal_forms import normalised
from sistercities.terms.words import Precision

DateOrder = Literal["", "dmy", "mdy"]
"""Whether 05/09/2001 is the fifth of September or the ninth of May; "" is not stated."""

_LONGEST = 200
"""Letters: what is longer is a text, and is not searched for a date."""
EARLIEST_SOUND = 1900
"""A tie said to be older is kept, but its date enters no test on time."""
_SERIAL_DAYS = (10_000, 60_000)
"""Day numbers from 1927 to 2064: a smaller or larger number is no date."""
_YEARS_TYPED = range(1900, 2060)
"""Years that are looked for in five figures."""
_EMPTY_DAYS = ("1899-12-30", "1899-12-31", "1900-01-00", "1900-01-01", "0000-00-00")

_YEAR_FIRST = late_expression(
    r"(?P<y>\d{4})\s*(?:年|[-./])\s*(?:(?P<m>\d{1,2})\s*(?:月|[-./])?\s*(?:(?P<d>\d{1,2})\s*[日号號]?)?)?"
)
_DOTTED = late_expression(r"(?:(?P<d>\d{1,2})\.\s*)?(?P<m>\d{1,2})\.\s*(?P<y>\d{4})")
_SLASHED = late_expression(r"(?P<a>\d{1,2})\s*[/-]\s*(?P<b>\d{1,2})\s*[/-]\s*(?P<y>\d{4})")
_RUN_TOGETHER = late_expression(r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})")
_ROMAN_MONTH = late_expression(
    r"(?:(?P<d>\d{1,2})\s*[-./\s]\s*)?(?P<n>x|i[vx]|v?i{1,3}|v|xii?)\s*[-./\s]\s*(?P<y>\d{4})"
)
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN = {name: number for number, name in enumerate(_NUMERALS, start=1)}
_ROMAN_YEAR = late_expression(
    r"(?<![^\W\d_])(?=[mdclxvi]{3})(?P<k>m(?:dccc|cm|m))(?P<t>x[cl]|l?x{0,3})(?P<o>i[xv]|v?i{0,3})"
    r"(?![^\W\d_])"
)
"""A year from 1800 to 2099 as stone and seals have it: MCMLXI. Two letters are too few to tell."""
_LETTERS = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}
_MONTH_YEAR = late_expression(r"(?P<m>\d{1,2})[/-](?P<y>\d{4})")
_NAME = r"[^\d\s,/()-]+?"
_DAY_NAME = late_expression(
    r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th|er|η|ης|º|°|-го)?\.?[\s-]+(?:de\s+)?)?"
    rf"(?P<n>{_NAME})\.?,?[\s-]+(?:del?\s+)?(?P<y>\d{{4}})"
)
_NAME_DAY = late_expression(
    rf"(?P<n>{_NAME})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})"
)
_YEAR_NAME = late_expression(rf"(?P<y>\d{{4}})\.?,?\s+(?P<n>{_NAME})\.?(?:\s+(?P<d>\d{{1,2}}))?\.?")
"""As in Hungarian: 1998. május 5."""
_YEAR = late_expression(r"(?P<y>\d{4})\s*年?")
_FOOTNOTE = late_expression(r"[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡※]+\s*$")
_WRAPPED = late_expression(r"^\s*[(\[]([^()\[\]]*)[)\]]\??$")
_SINCE = late_expression(
    r"^(seit( dem)?|since|anno( domini)?|a\.d\.|depuis( le)?|am|im|vom|on|in|le|en|el|"
    r"desde( el)?|dal|il|nel|od( roku)?|em|w|z dnia|dne|den|d\.|op|sinds|sedan|siden|vuodesta|"
    r"alates|kopš|nuo|leta|от|vuonna|din|la|od dňa|с|з|від|у|в|από|"
    r"την|στις|sejak|tahun|tanggal|từ|في|عام|سنة|منذ|בשנת|מאז|از|سال|ตั้งแต่)\s+"
    r"|^(seit|since)(?=\d)|^dall'"
)
_ABOUT = late_expression(
    r"^(ca\.?|circa|about|around|approx\.?|um|etwa|rund|vers|env\.?|environ|hacia|cerca de|"
    r"alrededor de|aprox\.?|verso( il)?|por volta de|około|ok\.|c\.|~|約|约|大約|大约|약|cca\.?|"
    r"n\.|kolem|asi|kb\.?|körül|ungefär|noin|omkring|около|близько|бл\.|прибл\.|yaklaşık|περίπου|"
    r"khoảng|حوالي|حدود|בערך|ประมาณ|sekitar)"
    r"\s*(?=\S)"
)
_SEASON = late_expression(
    r"^(spring|summer|autumn|fall|winter|frühjahr|frühling|sommer|herbst|printemps|été|automne|"
    r"hiver|primavera|verano|otoño|invierno|estate|autunno|inverno|verão|outono|wiosna|lato|jesień|"
    r"zima)[\s,]+((of|de|del|dell')\s*)?(?=\d{4}$)"
)
_SEASON_BEHIND = late_expression(r"(?<=年)の?[春夏秋冬][季期]?$")
"""A season is no month: the year alone is taken, and that is told."""
_FISCAL = late_expression(r"(?<=年)度$")
_SPAN = late_expression(
    r"\d{4}\s*年?\s*(?:[-–—/~～〜至]|bis|to|until|à|do|до|hasta|al?|s\.?\s?[/.]?\s?d\.?|sampai(?:\s+dengan)?|hingga|から|ー)\s*(?:\d{4}|\d{2})\s*年?(?:まで)?"
)
_UNTIL = late_expression(
    r"^(?:s\.\s?d\.|s/d|sampai(?: dengan)?|hingga|bis(?: zum)?|until|till|to|"
    r"jusqu['’](?:en|au|à)|hasta(?: el)?|fino al?|até|do|до|tot|til|till|μέχρι|έως|حتى|"
    r"截至)\s*(?=\d)",
    re.IGNORECASE,
)
"""Words before the last day or year of a tie."""
_DECADE = late_expression(
    r"(?:les\s+)?(?:ann[ée]es|a[ñn]os|anni|lata)\s*['’]?(?:\d{2})?\d0|\d{3}0\s*(?:s|er(?:\s+jahre)?|年代|-?(?:е|х|ті)|"
    r"년대)(?:\s+(?:годы|годов|роки|років))?"
)
"""1970s: ten years, of which none is stated."""
_ONE_DECIMAL = late_expression(r"(?P<y>\d{4})\.[1-9]")
"""1965.1 in a cell of numbers may have been typed as 1965.10."""
_DOTTED_DAY = late_expression(r"\d{4}\.\s*\d{1,2}\.\s*\d{1,2}\.?")
_DOTTED_MONTH = late_expression(r"^\s*(\d{4})\.([2-9])\s*$")
_CLOCK = late_expression(r"[ t]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(z|\s*[ap]m)?$", re.IGNORECASE)
_TWO_DIGIT_YEAR = late_expression(
    r"(?P<before>\d{1,2}[./-]\s*\d{1,2}[./-]\s*|\d{1,2}-[^\W\d_]{3,}\.?-)(?P<y>\d{2})"
    r"|(?P<month>[^\W\d_]{3,}\.?-)(?P<late>3[2-9]|[4-9]\d)"
)
"""A year of two digits after a day and a month, or after the name of a month if it is no day."""


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date as understood.

    `iso` is "" where nothing was taken; `told` says what there is to say, `next_step` what to do.
    `is_whole` says whether it holds all that was written.
    """

    iso: str = ""
    precision: Precision = "none"
    told: str = ""
    next_step: str = ""
    is_whole: bool = True


_Parts = tuple[int, int | None, int | None]


def read_date(
    text: str, order: DateOrder = "", newest_year: int = 2100, *, is_iranian: bool = False
) -> ReadDate:
    """Read one cell.

    Parameters
    ----------
    text
        As written.
    order
        Order of day and month where only slashes or hyphens stand between them.
    newest_year
        Year of the register: a later date is suspect.
    is_iranian
        Whether a year such as 1376 is one of the Iranian calendar (`asian_dates`).
    """
    if len(text) > _LONGEST:
        return _nothing(text, "is not a date that is understood", "write it as YYYY-MM-DD or YYYY")
    said = normalised("NFKC", without_thai_digits(_FOOTNOTE.sub("", text))).strip().casefold()
    said = _CLOCK.sub("", _WRAPPED.sub(r"\1", said).strip(" ?.,;'")).strip()
    first, renewal = split_renewal(said)
    if renewal:
        start = read_date(first, order, newest_year, is_iranian=is_iranian)
        return _renewed(start, renewal)
    try:
        said, of_count = from_iranian(said, is_iranian=is_iranian)
    except ValueError:
        return _nothing(text, "is no day of the calendar", "correct it, or write the year alone")
    if not any(map(str.isalnum, said)) or _says_none(said):
        return ReadDate()
    if said in _EMPTY_DAYS or _is_all_zero(said):
        return _empty(text)
    said, count = split_counts(in_digits(without_weekday(_ROMAN_YEAR.sub(_in_figures, said))))
    since = _SINCE.sub("", said, count=1)
    about = _ABOUT.sub("", since, count=1).removesuffix("頃")
    plain = _SEASON_BEHIND.sub("", _SEASON.sub("", about, count=1), count=1)
    written, told = _with_century(without_words(_FISCAL.sub("", plain)), text, newest_year)
    found = _of_one_decimal(written, text, newest_year) or _parts(written, text, order)
    read = found if isinstance(found, ReadDate) else _checked(found, text, newest_year)
    if not read.iso:
        return read
    if count and _counted(count) != read.iso[:4]:
        return _nothing(text, "gives two different years", "correct the one that is wrong")
    if written != without_words(since) or "?" in text:
        told = told or f"the date {_shown(text)} is not certain; {read.iso} is taken"
    told = "; ".join(filter(None, (told, of_count)))
    is_whole = not told and (read.is_whole or read.precision == "suspect")
    return replace(read, told="; ".join(filter(None, (told, read.told))), is_whole=is_whole)


def _in_figures(year: re.Match[str]) -> str:
    """Write a Roman number in figures: a letter before a larger one is taken away."""
    values = [_LETTERS[letter] for letter in year[0]]
    after = [*values[1:], 0]
    return str(sum(-one if one < next_ else one for one, next_ in zip(values, after, strict=True)))


def _renewed(first: ReadDate, renewal: str) -> ReadDate:
    """Take the first of two dates, and tell the second, which is no start."""
    if not first.iso:
        return first
    told = f"{first.iso} is taken as the start, and that it was renewed is kept: {_shown(renewal)}"
    told = "; ".join(filter(None, (first.told, told)))
    return replace(first, told=told, is_whole=False)


def _says_none(said: str) -> bool:
    """Whether a cell says in words that there is no date: `unknown`, `s. f.`, `o. D.`."""
    word = folded(said)
    return words_of("status").get(word) == "unknown" or word in words_of("no date")


def _counted(year: str) -> str:
    """Return the year that is given a second time, in digits of our count."""
    found = ERA_DATE.fullmatch(year)
    return str(year_of_era(found["era"], found["y"])) if found else year


def _with_century(said: str, text: str, newest_year: int) -> tuple[str, str]:
    """Write a year of two digits with four where only one century is possible, and say so."""
    short = _TWO_DIGIT_YEAR.fullmatch(said)
    digits = (short["y"] or short["late"]) if short else ""
    years = [century + int(digits) for century in (1900, 2000)] if digits else []
    possible = [year for year in years if year <= newest_year]
    if short is None or len(possible) != 1:
        return said, ""
    told = f"the date {_shown(text)} can only be of {possible[0]} in a register of {newest_year}"
    return f"{short['before'] or short['month']}{possible[0]}", told


def _is_all_zero(said: str) -> bool:
    return bool(re.fullmatch(r"[0./:-]+", said)) and "0" in said


def _parts(said: str, text: str, order: DateOrder) -> _Parts | ReadDate:
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Parts | None]], ...] = (
        (_YEAR, lambda m: (int(m["y"]), None, None)),
        (_RUN_TOGETHER, _numbers),
        (_YEAR_FIRST, _numbers),
        (_DOTTED, _numbers),
        (ERA_DATE, _of_era),
        (_MONTH_YEAR, lambda m: (int(m["y"]), int(m["m"]), None)),
        (_ROMAN_MONTH, _of_name),
        (_NAME_DAY, _of_name),
        (_DAY_NAME, _of_name),
        (_YEAR_NAME, _of_name),
    )
    for pattern, read in readers:
        match = pattern.fullmatch(said)
        found = read(match) if match else None
        if found is not None:
            return found
    slashed = _SLASHED.fullmatch(said)
    if slashed:
        return _slashed(slashed, text, order)
    return _serial(said, text) or _unread(said, text)


def _numbers(match: re.Match[str]) -> _Parts:
    """Return the numbers; a zero in place of a month and a day, or of a day, leaves them open."""
    month, day = int(match["m"] or 0), int(match["d"] or 0)
    return int(match["y"]), month or (0 if day else None), day or None


def _of_era(match: re.Match[str]) -> _Parts | None:
    year = year_of_era(match["era"], match["y"])
    if year is None:
        return None
    return year, int(match["m"]) if match["m"] else None, int(match["d"]) if match["d"] else None


def _of_name(match: re.Match[str]) -> _Parts | None:
    month = month_of(match["n"]) or _ROMAN.get(match["n"])
    if month is None:
        return None
    return int(match["y"]), month, int(match["d"]) if match["d"] else None


def proved_order(texts: Iterable[str]) -> DateOrder:
    """Return the order of day and month that all dates of one reading have; "" if none or both.

    Parameters
    ----------
    texts
        Cells of one file: 30/01/1956 proves that 12/03/2022 is the twelfth of March.
    """
    found: set[DateOrder] = set()
    for text in texts:
        match = _SLASHED.fullmatch(text.strip())
        first, second = (int(match["a"]), int(match["b"])) if match else (0, 0)
        if 12 < first <= 31 and 1 <= second <= 12:
            found.add("dmy")
        elif 12 < second <= 31 and 1 <= first <= 12:
            found.add("mdy")
    return found.pop() if len(found) == 1 else ""


def _slashed(match: re.Match[str], text: str, order: DateOrder) -> _Parts | ReadDate:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if first == second or second > 12:
        return year, first, second
    if first > 12:
        return year, second, first
    if order:
        return (year, second, first) if order == "dmy" else (year, first, second)
    return ReadDate(
        f"{year:04}",
        "year",
        f"{text.strip()} may be two days, so the year alone is taken",
        "say which with --date-order dmy or mdy",
        is_whole=False,
    )


def without_until(text: str) -> str:
    """Return the last day or year of a tie without the word for *until* before it.

    Examples
    --------
    >>> without_until("s.d. 2028"), without_until("bis 2021"), without_until("2021")
    ('2028', '2021', '2021')
    """
    return _UNTIL.sub("", text.strip(), count=1)


def are_dotted(texts: Iterable[str]) -> bool:
    """Whether dates of a file stand as 1987.10.15: then 2010.9 is a month, and no decimal."""
    return any(_DOTTED_DAY.fullmatch(text.strip()) for text in texts)


def with_two_figures(text: str) -> str:
    """Write the month of 2010.9 as 2010.09; that of 2010.1 stays, a spreadsheet's October too."""
    return _DOTTED_MONTH.sub(r"\1.0\2", text)


def _of_one_decimal(said: str, text: str, newest_year: int) -> ReadDate | None:
    """Take the year alone of a number with one decimal: 1965.1 is October as well as January."""
    number = _ONE_DECIMAL.fullmatch(said)
    if not number or text.rstrip().endswith("."):  # 1965.1. is a date, with a dot behind each part
        return None
    found, year = _checked((int(number["y"]), None, None), text, newest_year), number["y"]
    told = (
        f"{_shown(text)} has one figure behind the dot, which may be a month or the start of one, "
        "so the year alone is taken"
    )
    step = f"write the month with two figures, as in {year}-01 or {year}-10"
    told = "; ".join(filter(None, (told, found.told)))
    return replace(found, told=told, next_step=step, is_whole=False)


def _serial(said: str, text: str) -> _Parts | ReadDate | None:
    """Read the number of days that a spreadsheet counts from 1899-12-30.

    19985 is one, and 1998 with a figure too many: a slip must not become a day of 1954.
    """
    number = re.fullmatch(r"(\d{5})(?:\.\d+)?", said)
    if not number or not _SERIAL_DAYS[0] <= int(number[1]) <= _SERIAL_DAYS[1]:
        return None
    if any(int(part) in _YEARS_TYPED for part in (said[:4], said[1:5])):
        return _nothing(
            text, "may be a year with a figure too many, or the count of days of a spreadsheet",
            "write the year with four figures, or the date as YYYY-MM-DD",
        )  # fmt: skip
    day = date(1899, 12, 30) + timedelta(days=int(number[1]))
    return day.year, day.month, day.day


def _unread(said: str, text: str) -> ReadDate:
    if _SPAN.fullmatch(said):
        return _span(text)
    if _DECADE.fullmatch(said):
        return _nothing(text, "is a decade, so no year is taken", "write the year, if it is known")
    if _TWO_DIGIT_YEAR.fullmatch(said):
        return _nothing(text, "has a year of two digits, so its century is not known",
                        "write the year with four digits")  # fmt: skip
    return _nothing(text, "is not a date that is understood", "write it as YYYY-MM-DD or YYYY")


def _span(text: str) -> ReadDate:
    return _nothing(text, "is a span of two years, so neither is taken",
                    "write the start and the end in columns of their own")  # fmt: skip


def _shown(text: str) -> str:
    return text.strip() if len(text) <= 40 else f"{text.strip()[:40]}…"


def _nothing(text: str, why: str, next_step: str) -> ReadDate:
    return ReadDate("", "none", f"the date {_shown(text)} {why}", next_step, is_whole=False)


def _empty(text: str) -> ReadDate:
    why = "is an empty cell in disguise, a spreadsheet's day zero"
    return replace(_nothing(text, why, "fill in the date, or leave the cell empty"), is_whole=True)


def _checked(parts: _Parts, text: str, newest_year: int) -> ReadDate:
    year, month, day = parts
    stated = [f"{number:02}" for number in (month, day) if number is not None]
    iso = "-".join([f"{year:04}", *stated])
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        if _SPAN.fullmatch(text.strip()):  # 1990-19, 1967/70: not a month
            return _span(text)
        return _nothing(text, "is no day of the calendar", "correct it, or write the year alone")
    if iso in _EMPTY_DAYS:
        return _empty(text)
    precision: Precision = ("year", "month", "day")[len(stated)]
    if EARLIEST_SOUND <= year <= newest_year:
        return ReadDate(iso, precision)
    why = "lies after the year of the register" if year > newest_year else "is very early"
    return ReadDate(iso, "suspect", f"the date {iso} {why}, so it is kept as suspect", "check it")

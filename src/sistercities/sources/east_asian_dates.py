"""What is peculiar to dates of East Asia: eras, numbers in characters, days of the week.

Eras are those of Japan since 1868 and of the Republic of China. A year of an era is taken only
where the era had it: there is no 昭和70年.

Years of the Republic of China without their era, as registers of Taiwan write them: 108/11/8.
"""

from __future__ import annotations

from sistercities.terms.late_expressions import late_expression
from sistercities.terms.normal_forms import normalised

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

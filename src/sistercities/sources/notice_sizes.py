"""Sizes that notices wish of a partner, read without guessing: 50-100k, 10万以上, up to 20.000.

A number alone, also after `about`, is taken as half to double of it, and told. `Small` is no
number: it means other ones in other countries, so it is kept as written. A bound under 1,000
without a unit may be thousands, so it is not taken. A size like its own is half to double that of
the seeker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sistercities.sources.notice_words import is_any, notice_words
from sistercities.sources.register_words import folded
from sistercities.terms.normal_forms import normalised

SPREAD = 2
"""A size alone is taken as from one half to the double of it."""
LARGEST = 50_000_000
"""Persons; no place that signs a tie as a city is as large."""
_LONGEST = 200
_LEAST_PLAIN = 1_000
_STEP = "write it as two numbers of persons, as in 50000-100000"

_UNITS = {
    "k": 1e3, "thousand": 1e3, "thousands": 1e3, "tsd": 1e3, "tausend": 1e3, "mille": 1e3,
    "mil": 1e3, "тыс": 1e3, "千": 1e3, "万": 1e4, "萬": 1e4, "m": 1e6, "mn": 1e6, "mio": 1e6,
    "mill": 1e6, "million": 1e6, "millions": 1e6, "millionen": 1e6, "millones": 1e6,
    "milioni": 1e6, "млн": 1e6, "百万": 1e6, "亿": 1e8, "億": 1e8,
}  # fmt: skip
_FILLERS = re.compile(
    r"\b(populations?|pop|inhabitants?|inhab|people|persons?|residents?|citizens|size|"
    r"einwohnern?|einw|ew|personen|habitants?|hab|habitantes|abitanti|"
    r"cities|city|towns?|municipalities|städte|kommunen|villes|of|with|mit|de population|"
    r"a population)\b\.?|人口|人口规模|規模|规模|人々"
    r"|(?<=[\d千万萬亿億])[人名]|の(?!間)|城市|都市|自治体"
)
_AT_LEAST = (
    r"(?:>=?|≥|over|above|more than|larger than|at least|min(?:imum)?\.?|from|ab|über|mehr als|"
    r"mindestens|plus de|au moins|à partir de|más de|超过|超過|至少|大于|不少于)"
)
_AND_MORE = (
    r"(?:\+|以上|超|を超える|から|or (?:more|above|over|larger)|and (?:more|above|over|up)|plus|"
    r"und (?:mehr|größer)|oder mehr|et plus|ou plus|y más)"
)
_AT_MOST = (
    r"(?:<=?|≤|under|below|less than|smaller than|fewer than|up to|at most|max(?:imum)?\.?|"
    r"bis zu|bis|unter|weniger als|höchstens|maximal|jusqu'à|moins de|au plus|hasta|"
    r"不超过|不超過|少于|至多|小于|低于)"
)
_AND_LESS = (
    r"(?:以下|未満|未满|以内|まで|or (?:less|fewer|below|smaller)|and (?:less|below|under)|"
    r"und weniger|oder weniger|et moins|ou moins)"
)
_ABOUT = (
    r"(?:about|around|approx(?:imately)?\.?|circa|ca\.?|c\.|etwa|rund|ungefähr|environ|vers|~|≈|"
    r"约|約|大约)"
)
_OR_SO = r"(?:左右|程度|前後|前后|ぐらい|くらい|or so)"
_TO = r"(?:-|–|—|−|~|〜|to|bis zu|bis|à|a|et|and|und|至|到|から)"
_BETWEEN = r"(?:between|from|zwischen|von|entre|de)"
_WITHIN = r"(?:まで|之间|之間|の間|の間の)"


def _number(name: str) -> str:
    """Pattern of a number with its unit: 50 000, 50.000, 1.5 Mio, 10万."""
    units = "|".join(sorted(_UNITS, key=len, reverse=True))
    return (
        rf"(?P<{name}>\d{{1,3}}(?:[ .,'’]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?)"
        rf"\s*(?:(?P<{name}_unit>{units})(?![a-zà-ÿа-я])\.?)?"
    )


_SHAPES = (
    rf"{_BETWEEN}?\s*{_number('low')}\s*{_TO}\s*{_number('high')}\s*{_WITHIN}?",
    rf"{_AT_LEAST}\s*{_number('low')}\s*,?\s*{_AT_MOST}\s*{_number('high')}",
    rf"{_number('low')}\s*{_AND_MORE}\s*,?\s*{_number('high')}\s*{_AND_LESS}",
    rf"{_AT_LEAST}?\s*{_number('low')}\s*{_AND_MORE}?",
    rf"{_AT_MOST}?\s*{_number('high')}\s*{_AND_LESS}?",
)
_RANGES = tuple(map(re.compile, _SHAPES))
_ALONE = re.compile(rf"{_ABOUT}?\s*{_number('one')}\s*{_OR_SO}?")
_HAN_NUMBER = re.compile(r"[一二三四五六七八九十百]+(?=[千万萬亿億])")
_HAN_DIGITS = {each: at for at, each in enumerate("一二三四五六七八九", start=1)}


@dataclass(frozen=True, slots=True)
class WishedSize:
    """A size as understood; `low` and `high` are persons, None is open.

    `unread` is what was not understood, as written; `told` and `next_step` say so.
    """

    low: int | None = None
    high: int | None = None
    is_any: bool = False
    is_own: bool = False
    unread: str = ""
    told: str = ""
    next_step: str = ""

    @property
    def is_stated(self) -> bool:
        """Whether anything was understood."""
        return self.is_any or self.is_own or self.low is not None or self.high is not None


def read_size(text: str) -> WishedSize:
    """Read the size that a notice wishes of a partner, in persons."""
    if not any(map(str.isalnum, text)):
        return WishedSize()
    if len(text) > _LONGEST:
        return _unread(text, "is too long for a size")
    if is_any(text):
        return WishedSize(is_any=True)
    if folded(text) in notice_words("own size"):
        return WishedSize(is_own=True)
    said = _plain(text)
    alone = _ALONE.fullmatch(said)
    if alone:
        return _around(text, alone)
    matches = (pattern.fullmatch(said) for pattern in _RANGES)
    found = next((match for match in matches if match), None)
    if found is None:
        return _unread(text, _why_not(said))
    parts = found.groupdict()
    low, high = _bounds(parts)
    return _checked(text, low, high)


def read_bounds(low: str, high: str) -> WishedSize:
    """Read a smallest and a largest size from columns of their own."""
    written = "-".join(filter(None, (low, high)))
    said = [_ALONE.fullmatch(_plain(each)) if each else None for each in (low, high)]
    unread = [each for each, match in zip((low, high), said, strict=True) if each and not match]
    if unread:
        return _unread(written, "is not two numbers of persons")
    first, last = (_value(match, "one") if match else None for match in said)
    return _checked(written, first, last)


def _plain(text: str) -> str:
    """Leave out what says only that persons are counted, and write Han numbers in digits."""
    said = normalised("NFKC", text).casefold().replace("\u00a0", " ").strip(" .;:")
    said = _HAN_NUMBER.sub(lambda found: str(_han_value(found[0])), said)
    said = re.sub(r"(?<=\d)\s+(?=[千万萬亿億])", "", said)
    return " ".join(_FILLERS.sub(" ", said).split())


def _han_value(number: str) -> int:
    """Value of a number in Han digits below a thousand: 二十五, 百."""
    total, digit = 0, 0
    for each in number:
        if each in _HAN_DIGITS:
            digit = _HAN_DIGITS[each]
        else:
            total += (digit or 1) * (10 if each == "十" else 100)
            digit = 0
    return total + digit


def _around(text: str, match: re.Match[str]) -> WishedSize:
    n = _value(match, "one")
    if n is None or not _is_sound(n, match["one_unit"]):
        return _checked(text, n, None)
    low, high = n // SPREAD, n * SPREAD
    told = f"size: {text.strip()} is taken as {low:,} to {high:,} persons, half to double"
    return WishedSize(low, min(high, LARGEST), told=told)


def _bounds(parts: dict[str, str | None]) -> tuple[float | None, float | None]:
    """Return both bounds; a unit after the second holds for the first: 50-100k."""
    low, high = _valued(parts, "low"), _valued(parts, "high")
    if low is None or high is None or parts.get("low_unit") or not parts.get("high_unit"):
        return low, high
    shared = low * _UNITS[str(parts["high_unit"])]
    return (shared, high) if low < _LEAST_PLAIN and shared <= high else (low, high)


def _value(match: re.Match[str], name: str) -> int | None:
    value = _valued(match.groupdict(), name)
    return None if value is None else round(value)


def _valued(parts: dict[str, str | None], name: str) -> float | None:
    digits, unit = parts.get(name), parts.get(f"{name}_unit")
    if digits is None:
        return None
    is_grouped = re.fullmatch(r"\d{1,3}(?:[ .,'’]\d{3})+", digits)
    plain = re.sub(r"[ .,'’]", "", digits) if is_grouped else digits.replace(",", ".")
    return float(plain) * (_UNITS[unit] if unit else 1)


def _is_sound(n: float, unit: str | None) -> bool:
    return (n >= _LEAST_PLAIN or bool(unit)) and n <= LARGEST


def _checked(text: str, low: float | None, high: float | None) -> WishedSize:
    known = [each for each in (low, high) if each is not None]
    if any(0 < each < _LEAST_PLAIN for each in known):
        return _unread(text, "may be persons or thousands")
    if any(each > LARGEST for each in known):
        return _unread(text, f"is more than the {LARGEST:,} persons of any city")
    if low is not None and high is not None and low > high:
        return _unread(text, "is the wrong way round")
    if high == 0 or not known:
        return _unread(text, "is no size")
    bounds = [None if each is None else round(each) for each in (low, high)]
    return WishedSize(bounds[0], bounds[1])


def _why_not(said: str) -> str:
    if not any(map(str.isdigit, said)):
        return "is no number, and such words mean other numbers in other countries"
    return "is not a size that is understood"


def _unread(text: str, why: str) -> WishedSize:
    shown = text.strip() if len(text) <= 60 else f"{text.strip()[:60]}…"
    return WishedSize(
        unread=text.strip()[:_LONGEST], told=f"size: {shown!r} {why}", next_step=_STEP
    )

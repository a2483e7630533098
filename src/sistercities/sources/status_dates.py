"""Since when a status holds, as it stands beside the word: `ausgesetzt seit 2022`, 2022年に中断."""

from __future__ import annotations

import re

from sistercities.sources.written_months import month_of

_DATE = r"\d[\d\s./年月日년월일-]*"
_BEFORE_A_DATE = (
    "since|from|as of|in|on|em|seit|ab|am|im|depuis|en|le|desde|el|dal|il|od|od roku|w|we|w dniu|"
    "z dniem|w roku|dne|ke dni|v|ve|v roce|roku|op|sinds|vuodesta|vuonna|den|d.|sedan|siden|din|"
    "la|în|z|від|у|в|с|от|από|το|στις|từ|từ năm|năm|ngày|sejak|tahun|في|منذ|عام|سنة|מאז|ב|از|سال|"
    "ตั้งแต่|เมื่อ"
)
_BEHIND_A_DATE = (
    r"起|から|以降|以来|より|に|부터|이후|에|г(?:ода|оду|\.)?|р(?:оку|оці|\.)?|r(?:oku|\.)?|"
    r"év|óta|-?(?:ben|ban|től|tól|án|én)|['‘’](?:den|dan|ten|tan|de|da|te|ta)(?: beri)?|beri|"
    r"yılında|yılından beri|tarihinde"
)
_PREPOSITION = "|".join(map(re.escape, _BEFORE_A_DATE.split("|")))
_START, _END = r"[\s,;:(（\[]+", rf"\s*(?:{_BEHIND_A_DATE})?[.)）\]]*\s*$"
_PLAIN = re.compile(rf"{_START}(?:(?:{_PREPOSITION})\s*)?{_DATE}{_END}", re.IGNORECASE)
_WITH_MONTH = re.compile(
    rf"{_START}(?:(?:{_PREPOSITION})\s+)?(?:\d{{1,2}}\.?\s+)?(?P<month>[^\W\d_]+)\.?\s+\d{{4}}{_END}",
    re.IGNORECASE,
)
_AHEAD = re.compile(rf"^\s*{_DATE}(?:{_BEHIND_A_DATE})?[\s,:;–-]*(?=[^\W\d_])", re.IGNORECASE)


def without_date(text: str) -> str:
    """Leave out from when a status holds, before the word or behind it.

    Examples
    --------
    >>> without_date("розірвано 11.05.2022")
    'розірвано'
    >>> without_date("2022年に中断")
    '中断'
    """
    named = _WITH_MONTH.search(text)
    if named and month_of(named["month"]):
        return text[: named.start()]
    return _AHEAD.sub("", _PLAIN.sub("", text), count=1)

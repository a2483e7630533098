"""Since when a status holds, as it stands beside the word: `ausgesetzt seit 2022`, 2022年に中断."""

from __future__ import annotations

import re

from sistercities.sources.written_months import month_of
from sistercities.terms.late_expressions import late_expression

_DATE = r"(?P<date>(?:令和|平成|昭和|\d)[\d\s./年月日년월일元-]*)"
_BEFORE_A_DATE = (
    "alates|kopš|nuo|leta|od leta|od godine|от|през|"
    "since|from|as of|in|on|em|seit|ab|am|im|depuis le|depuis|en|le|desde|el|dal|il|od|od roku|w|"
    "we|w dniu|z dniem|w roku|dne|ke dni|v|ve|v roce|roku|op|sinds|vuodesta|vuonna|den|d.|sedan|"
    "siden|din|la|în|z|від|у|в|с|от|από|το|στις|từ|từ năm|năm|ngày|sejak|tahun|في|منذ|عام|سنة|מאז|"
    "ב|از|سال|ตั้งแต่|เมื่อ|vom|zum|per|mit wirkung vom|à compter du|au|à partir du|"
    "a partir del|con efecto del|a decorrere dal|nel|z dnia|з|з дня|自|从|於|于|已于|desde el|"
    "ende|anfang|mitte|fin|fin de|début|courant|fine|finales de|principios de|end of|late|early|"
    "mid|końcem|на кінець|наприкінці|в конце"
)
_DECIDED = (
    "délib|délibération|par délibération|décision|beschluss|ratsbeschluss|stadtratsbeschluss|"
    "gemeinderatsbeschluss|beschlossen|delibera|con delibera|deliberazione|decisione|acuerdo|"
    "acuerdo plenario|pleno|uchwała|uchwałą|decyzja|decyzją|решение|решением|рішення|рішенням|"
    "resolution|decision|by resolution|by decision"
)
"""What a council does on the day that stands behind it: `(délib. du 14/3/2022)`."""
_OF_A_DAY = "du|de|of|on|vom|del|della|z|z dnia|от|від"
_BEHIND_A_DATE = (
    r"起|から|以降|以来|より|に|부터|이후|에|г(?:ода|оду|\.)?|р(?:оку|оці|\.)?|r(?:oku|\.)?|"
    r"év|óta|-?(?:ben|ban|től|tól|án|én)|['‘’](?:den|dan|ten|tan|de|da|te|ta)(?: beri)?|beri|"
    r"yılında|yılından beri|tarihinde"
)
_PREPOSITION = "|".join(map(re.escape, sorted(_BEFORE_A_DATE.split("|"), key=len, reverse=True)))
_BY_DECISION = rf"(?:(?:{_DECIDED})\.?\s+(?:(?:{_OF_A_DAY})\s+)?)?"
_START, _END = r"[\s,;:(（\[]+", rf"\s*(?:{_BEHIND_A_DATE})?[.)）\]]*\s*$"
_DAY = r"\d{1,2}(?:er|st|nd|rd|th|º|°|\.)?"
_NAMED = (
    rf"(?P<date>(?:{_DAY}\s+)?(?:de\s+)?(?P<month>[^\W\d_]+)\.?\s+(?:de\s+|{_DAY},\s*)?\d{{4}})"
)
_PLAIN = late_expression(
    rf"{_START}{_BY_DECISION}(?:(?:{_PREPOSITION})\s*)?{_DATE}{_END}", re.IGNORECASE
)
_WITH_MONTH = late_expression(
    rf"{_START}{_BY_DECISION}(?:(?:{_PREPOSITION})\s+)?{_NAMED}{_END}", re.IGNORECASE
)
_AHEAD = late_expression(
    rf"^\s*(?:(?:{_PREPOSITION})\s*)?{_DATE}(?:{_BEHIND_A_DATE})?[\s,:;–-]*(?=[^\W\d_])",
    re.IGNORECASE,
)
_MONTH_AHEAD = late_expression(
    rf"^\s*(?:(?:{_PREPOSITION})\s+)?{_NAMED}\s*(?:{_BEHIND_A_DATE})?[\s,:;–-]+(?=[^\W\d_])",
    re.IGNORECASE,
)


def without_date(text: str) -> str:
    """Leave out from when a status holds, before the word or behind it.

    Examples
    --------
    >>> without_date("розірвано 11.05.2022")
    'розірвано'
    >>> without_date("2022年に中断")
    '中断'
    """
    return _parted(text)[0]


def date_beside(text: str) -> str:
    """Return the date that stands beside a status, as written; "" where none does.

    Examples
    --------
    >>> date_beside("suspendu le 12/03/2024"), date_beside("gelé depuis mars 2022")
    ('12/03/2024', 'mars 2022')
    >>> date_beside("suspendu")
    ''
    """
    return _parted(text)[1]


def _parted(text: str) -> tuple[str, str]:
    """Part a status into its word and the first date beside it."""
    named = _WITH_MONTH.search(text)
    if named and month_of(named["month"]):
        return text[: named.start()], named["date"].strip()
    named = _MONTH_AHEAD.search(text)
    if named and month_of(named["month"]):
        return text[named.end() :], named["date"].strip()
    behind = _PLAIN.search(text)
    left = text[: behind.start()] if behind else text
    ahead = _AHEAD.search(left)
    found = behind or ahead
    return left[ahead.end() :] if ahead else left, _bare(found["date"]) if found else ""


def _bare(date: str) -> str:
    return date.strip().rstrip("./-").strip()

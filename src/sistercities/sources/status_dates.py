"""Since when a status holds, and how long a tie is to stand, as a cell of its status says it.

Lists in Mexico have a column `Vigencia`: until when an agreement runs, or for how long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sistercities.sources.register_dates import without_until
from sistercities.sources.register_words import folded
from sistercities.sources.written_months import month_of
from sistercities.terms.late_methods import late_expression

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


_LONGEST = 80
_FROM = late_expression(
    r"^(?:de|del|desde(?: el)?|von|vom|from|od|du|dal|da|с|від)\s+(?=\d)", re.IGNORECASE
)
_BETWEEN = late_expression(
    r"\s+(?:-|–|—|~|a|al|bis|bis zum|to|until|hasta|hasta el|do|au|à|até|до|по)\s+"
    r"|(?<=\d{4})\s?[-–—~]\s?(?=\d{1,2}[./]\d|\d{4}$)",
    re.IGNORECASE,
)
_YEARS = late_expression(
    r"^(?:por |durante |for |für |pour |per )?(?P<n>\d{1,2})\s*(?:\([^()]{1,20}\)\s*)?"
    r"(?:años?|anos?|years?|jahre?n?|ans?|anni|anno|lat|lata|roky|roků|év|år|jaar)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_OF_ITSELF = late_expression(
    r"autom[aá]ti|t[aá]cit|stillschweigend|verlängert sich|renueva|samoczynn", re.IGNORECASE
)
_VALIDITY = "vigencia"
_WITHOUT_END = frozenset({"indeterminada", "indeterminado"})


class Term(NamedTuple):
    """Years that an agreement runs, and whether it is renewed of itself."""

    years: int
    is_renewed: bool


def is_of_validity(head: str) -> bool:
    """Whether a column tells until when an agreement runs: `Vigencia`, `Vigência`."""
    return folded(head).startswith(_VALIDITY)


def is_without_end(text: str) -> bool:
    """Whether a term has no end, in a column of validity; elsewhere such a word says nothing."""
    return folded(text) in _WITHOUT_END


def term_of(text: str) -> Term | None:
    """Return for how many years an agreement runs; None where a text does not say it.

    Examples
    --------
    >>> term_of("5 años prorrogables"), term_of("2 años, renovación automática")
    (Term(years=5, is_renewed=False), Term(years=2, is_renewed=True))
    >>> term_of("3 ciudades")
    """
    found = _YEARS.match(text.strip()) if len(text) <= _LONGEST else None
    return Term(int(found["n"]), bool(_OF_ITSELF.search(found["rest"]))) if found else None


def span_of(text: str) -> tuple[str, str] | None:
    """Return the first and the last day of a span, as written; None where a text is none.

    Examples
    --------
    >>> span_of("01/01/1990 - 31/12/2010"), span_of("1990–2010"), span_of("del 2001 al 2005")
    (('01/01/1990', '31/12/2010'), ('1990', '2010'), ('2001', '2005'))
    >>> span_of("2010-05-12"), span_of("bis 2019")
    (None, None)
    """
    if len(text) > _LONGEST:
        return None
    parts = [part.strip() for part in _BETWEEN.split(_FROM.sub("", text.strip(), count=1))]
    if len(parts) != 2 or not all(any(map(str.isdigit, part)) for part in parts):
        return None
    return parts[0], parts[1]


def last_day_of(text: str) -> str:
    """Return the last day that stands behind a word for *until*; "" where there is no such word."""
    day = without_until(text)
    return day if day != text.strip() else ""


def days_in_status(text: str) -> Iterator[str]:
    """Yield the days that stand in a cell of a status, as written."""
    yield from filter(None, (date_beside(text), last_day_of(text), *(span_of(text) or ())))
    yield text

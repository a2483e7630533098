"""Sentences of rows on what stands in the way, found again as words with states and dates in them.

The release holds each sentence in English alone. Here its template is found, and the states and
dates in it are taken out, so that it can be said in another language. A sentence that no template
gives word for word stays English.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from string import Formatter

from sistercities.sentences import Sentence, at_start, country_name, say, with_article
from sistercities.terms.date_words import iso_date, written_date
from sistercities.terms.late_methods import late_expression
from sistercities.terms.obstacle_templates import (
    GROUP_NAMES,
    SOURCE_OF,
    SOURCE_WITHOUT_DATE,
    TEMPLATES,
)
from sistercities.terms.territory_templates import UNIT_NAMES

_SIDES = ("a", "b", "unit", "holder")
_NAMES = "groups"
"""Field of the parties of a war within a state."""
_SOURCE = late_expression(r"(.+) \(source (?:of ([^()]+)|without a date)\)\.")
_DATE = late_expression(r"(?:(?:\d{1,2} )?[A-Z][a-z]+ )?\d{4}")
_OTHER_NAMES = {
    "the Holy See": "VA", "South Georgia": "GS", "Saint Helena": "SH",
    "the Pitcairn Islands": "PN", "the Falkland Islands": "FK", "Türkiye": "TR",
    "the United Kingdom": "GB", "Spain": "ES", "Guyana": "GY", "France": "FR", "Malaysia": "MY",
    "India": "IN", "Russia": "RU",
}  # fmt: skip
"""Names in sentences of countries that the table `countries` calls otherwise, and of those that
govern what another claims, which are no side of the row."""


def say_obstacle(kind: str, sentence: str, countries: Mapping[str, str]) -> str:
    """Say the sentence of a row so that it keeps what it is made of.

    Parameters
    ----------
    kind
        Kind of the row: one of `OBSTACLE_KINDS`, or "law".
    sentence
        The sentence of the row in English.
    countries
        Codes of the countries that the row speaks of, by the names of the table `countries`.

    Returns
    -------
    str
        The same text: a `Sentence` where a template gives it, else as it was.
    """
    parted = _SOURCE.fullmatch(sentence)
    if parted is None:
        return _from_template(kind, sentence, countries)
    inner = _from_template(kind, f"{parted[1]}.", countries)
    if not isinstance(inner, Sentence):
        return sentence
    clause = inner.in_text(parted[1])
    if parted[2] is None:
        return say(SOURCE_WITHOUT_DATE, sentence=clause)
    date = iso_date(parted[2])
    return say(SOURCE_OF, sentence=clause, date=written_date(date)) if date else sentence


def unit_name(name: str) -> str:
    """Name a unit of special status so that it can be said in another language."""
    return say(name) if name in UNIT_NAMES else name


def _from_template(kind: str, sentence: str, countries: Mapping[str, str]) -> str:
    named = {with_article(name): code for name, code in countries.items()}
    for template in TEMPLATES[kind]:
        found = _held(_parts(template), sentence, {})
        if found is None:
            continue
        values = {field: _value(field, text, named) for field, text in found.items()}
        if None not in values.values():
            return at_start(say(template, **values))
    return sentence


def _value(field: str, text: str, named: Mapping[str, str]) -> str | None:
    """Return what a field holds: parties, a country, a unit or a date; None where it is none."""
    if field == _NAMES:
        return say(text) if text in GROUP_NAMES else text
    if field not in _SIDES:
        date = iso_date(text)
        return written_date(date) if date else None
    name = f"the {text.removeprefix('The ')}" if text.startswith("The ") else text
    if name in UNIT_NAMES:
        return say(name)
    code = named.get(name) or named.get(with_article(name)) or _OTHER_NAMES.get(name)
    return country_name(name, code) if code else None


@cache
def _parts(template: str) -> tuple[tuple[str, str | None], ...]:
    """Part a template into what stands before each field, with the field; None after the last."""
    return tuple((literal, field) for literal, field, _, _ in Formatter().parse(template))


def _held(
    parts: tuple[tuple[str, str | None], ...], text: str, found: Mapping[str, str]
) -> Mapping[str, str] | None:
    """Return what the fields hold if the whole text is a template, the first ones short; else None.

    A field that comes again must hold the same. An expression for each template would take longer
    to make than a list of ties to answer.
    """
    if not parts:
        return None if text else found
    literal, field = parts[0]
    if not text.startswith(literal):
        return None
    text = text[len(literal) :]
    if field is None:
        return _held(parts[1:], text, found)
    behind = parts[1][0] if len(parts) > 1 else ""
    for end in _ends(text, behind):
        held = text[:end]
        if found.get(field, held) == held and _may_hold(field, held):
            rest = _held(parts[1:], text[end:], {**found, field: held})
            if rest is not None:
                return rest
    return None


def _ends(text: str, behind: str) -> Iterator[int]:
    """Give where a field at the beginning may end, the shortest first: before what is behind it."""
    end = text.find(behind, 1) if behind else len(text)
    while end > 0:
        yield end
        end = text.find(behind, end + 1) if behind else 0


def _may_hold(field: str, text: str) -> bool:
    return field in (*_SIDES, _NAMES) or _DATE.fullmatch(text) is not None

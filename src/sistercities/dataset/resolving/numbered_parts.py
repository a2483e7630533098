"""Parts of cities by their number: 布达佩斯第十五区 is Budapest XV. kerület.

The number is read, and no letter of a name: the part is the only one of the city that has it.
"""

from __future__ import annotations

from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.dataset.scripts import fold_han
from sistercities.terms.claims import NamedEnd
from sistercities.terms.late_methods import late_expression
from sistercities.terms.places import Place

_NUMBERED = late_expression(
    r"(?P<city>.{2,}?)第(?P<n>[一二三四五六七八九]?十?[一二三四五六七八九]?|\d{1,2})区"
)
_DIGITS = "〇一二三四五六七八九"
_TEN = "十"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_WORDS, _BEGUN = late_expression(r"\w+"), late_expression(r"\d+")
_UNWRAPPED = 2


def numbered_part(end: NamedEnd, gazetteer: UserGazetteer) -> str:
    """Return the id of the part of a city that a name in Han calls by its number; "" if none."""
    found = _NUMBERED.fullmatch(fold_han(end.name))
    number = _number(found["n"]) if found else 0
    if found is None or not number or not end.country:
        return ""
    called = (gazetteer.places[one.place_id]
              for one in gazetteer.matches(found["city"], end.country)
              if one.rank < _UNWRAPPED)  # fmt: skip
    cities = {one.place_id for one in called if one.level == "city" or one.is_dual}
    parts = [
        one.place_id for one in gazetteer.of_country(end.country)
        if one.level == "district" and cities & set(one.parent_ids) and number in _numbers(one)
    ]  # fmt: skip
    return parts[0] if len(parts) == 1 else ""


def _number(written: str) -> int:
    """Return a number below a hundred that is written in Han characters or in digits."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition(_TEN)
    whole = (_DIGITS.index(tens) if tens else 1) * 10 if ten else 0
    return whole + (_DIGITS.index(ones) if ones else 0)


def _numbers(place: Place) -> set[int]:
    """Return the numbers in the main name of a place, in digits or Roman ones."""
    words = _WORDS.findall(place.name)
    digits = {int(number[0]) for word in words if (number := _BEGUN.match(word))}
    return digits | {_roman(word) for word in words if word and not set(word) - set(_ROMAN)}


def _roman(word: str) -> int:
    values = [_ROMAN[letter] for letter in word]
    return sum(-one if one < after else one
               for one, after in zip(values, [*values[1:], 0], strict=True))  # fmt: skip

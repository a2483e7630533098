"""Sentences that remember what they were made of, so that they can be said in another language.

A sentence is a `str` in English like any other; it is stored, compared and printed as one. Beside
its text it keeps the template and the values set into it. Who shows it in another language looks
the template up in a catalogue (gettext) and sets the values in again, each said in that language:
numbers as they are, names of places and countries by their id or code, clauses and lists again as
sentences. Templates are written where they are used, in one string, so that the catalogue's
template is drawn from the code: `say("{home} lies by the sea.", home=name)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

Bond: TypeAlias = Literal["and", "or", "comma", "semicolon", "clause"]
"""What stands between the parts of a list; `clause` puts a semicolon for the stop of a sentence."""

_BETWEEN: dict[Bond, tuple[str, str]] = {
    "and": (", ", " and "),
    "or": (", ", " or "),
    "comma": (", ", ", "),
    "semicolon": ("; ", "; "),
    "clause": ("; ", "; "),
}
"""In English: before a part, and before the last one."""


class Said(str):
    """Text with what it was made of; never changed, so that a copy is the thing itself."""

    __slots__ = ()

    def __copy__(self) -> Said:
        return self

    def __deepcopy__(self, _memo: dict[int, Any]) -> Said:
        return self


class Sentence(Said):
    """A sentence or a clause in English.

    Attributes
    ----------
    template
        The words, with a field in braces for each value; of a count, those for one.
    plural
        The words for any other number than one; None where the sentence counts nothing.
    n
        The number that chooses between the two; None where the sentence counts nothing.
    values
        What was set in, by field.
    """

    __slots__ = ("n", "plural", "template", "values")
    template: str
    plural: str | None
    n: int | None
    values: Mapping[str, object]

    def in_text(self, text: str) -> Sentence:
        """Return the same sentence with another English text, such as one with a capital."""
        return _sentence(text, self.template, self.plural, self.n, self.values)

    def __reduce__(self) -> tuple[Any, ...]:
        return _sentence, (str(self), self.template, self.plural, self.n, dict(self.values))


class Listed(Said):
    """Parts in a row: names, or whole sentences.

    Attributes
    ----------
    parts
        Each may be said in another language.
    bond
        What stands between them.
    """

    __slots__ = ("bond", "parts")
    parts: tuple[str, ...]
    bond: Bond

    def __reduce__(self) -> tuple[Any, ...]:
        return listed, (self.parts, self.bond)


class PlaceName(Said):
    """English name of a place, with its id."""

    __slots__ = ("place_id",)
    place_id: str

    def __reduce__(self) -> tuple[Any, ...]:
        return place_name, (str(self), self.place_id)


class CountryName(Said):
    """English name of a country as it stands in a sentence, with its ISO 3166-1 alpha-2 code."""

    __slots__ = ("code",)
    code: str

    def __reduce__(self) -> tuple[Any, ...]:
        return country_name, (str(self), self.code)


def say(template: str, /, **values: object) -> Sentence:
    """Say a sentence or a clause.

    Parameters
    ----------
    template
        English words with fields as of `str.format`: `{n:,}`, `{name!r}`. A literal, so that it is
        found for the catalogue.
    values
        By field: numbers, names, other sentences.

    Returns
    -------
    Sentence
        The text, with template and values.
    """
    return _sentence(template.format(**values), template, None, None, values)


def say_count(one: str, many: str, /, n: int, **values: object) -> Sentence:
    """Say a sentence that counts.

    Parameters
    ----------
    one, many
        English words for one and for any other number (`say`); `{n}` is the number.
    n
        The number.
    values
        By field.
    """
    chosen = one if n == 1 else many
    return _sentence(chosen.format(n=n, **values), one, many, n, {"n": n, **values})


def listed(parts: Iterable[str], bond: Bond = "and") -> Listed:
    """Put parts in a row: `a, b and c`; nothing gives an empty text."""
    kept = tuple(parts)
    between, last = _BETWEEN[bond]
    is_clause = bond == "clause"
    before = [part.removesuffix(".") if is_clause else part for part in kept[:-1]]
    text = last.join((between.join(before), kept[-1])) if len(kept) > 1 else "".join(kept)
    made = Listed(text)
    made.parts, made.bond = kept, bond
    return made


def followed_by(sentence: str, clause: str) -> Listed:
    """Let a clause follow a sentence after a semicolon, which takes the place of the stop."""
    return listed([sentence, clause], "clause")


def place_name(name: str, place_id: str) -> PlaceName:
    """Name a place in a sentence."""
    made = PlaceName(name)
    made.place_id = place_id
    return made


def country_name(name: str, code: str) -> CountryName:
    """Name a country in a sentence; the name has its article where it needs one."""
    made = CountryName(name)
    made.code = code
    return made


def _sentence(
    text: str, template: str, plural: str | None, n: int | None, values: Mapping[str, object]
) -> Sentence:
    made = Sentence(text)
    made.template, made.plural, made.n = template, plural, n
    made.values = MappingProxyType(dict(values))
    return made

"""Sentences that remember what they were made of, so that they can be said in another language.

A sentence is a `str` in English like any other; it is stored, compared and printed as one. Beside
its text it keeps the template and the values set into it. Who shows it in another language looks
the template up in a catalogue (gettext) and sets the values in again, each said in that language:
numbers as they are, clauses and lists again as sentences, names by what the application knows of
them (a `Said` of its own). Templates are written where they are used, in one string, so that the
catalogue's template is drawn from the code: `say("{n:,} units have ties.", n=n)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

Bond: TypeAlias = Literal["and", "or", "comma", "semicolon", "clause", "space"]
"""What stands between the parts of a list; `clause` puts a semicolon for the stop of a sentence,
`space` lets one sentence follow another."""

_BETWEEN: dict[Bond, tuple[str, str]] = {
    "and": (", ", " and "),
    "or": (", ", " or "),
    "comma": (", ", ", "),
    "semicolon": ("; ", "; "),
    "clause": ("; ", "; "),
    "space": (" ", " "),
}
"""In English: before a part, and before the last one."""


class Said(str):
    """Text with what it was made of; never changed, so that a copy is the thing itself."""

    __slots__ = ()

    def __copy__(self) -> Said:
        return self

    def __deepcopy__(self, _memo: dict[int, Any]) -> Said:
        return self

    def in_text(self, text: str) -> str:
        """Return the same thing said with another English text, such as one with a capital."""
        return text


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
        """Return the same sentence with another English text."""
        return sentence_of(text, self.template, self.plural, self.n, self.values)

    def __reduce__(self) -> tuple[Any, ...]:
        return sentence_of, (str(self), self.template, self.plural, self.n, dict(self.values))


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

    def in_text(self, text: str) -> Listed:
        """Return the same parts with another English text."""
        return _listed_as(text, self.parts, self.bond)

    def __reduce__(self) -> tuple[Any, ...]:
        return _listed_as, (str(self), self.parts, self.bond)


def _listed_as(text: str, parts: tuple[str, ...], bond: Bond) -> Listed:
    made = Listed(text)
    made.parts, made.bond = parts, bond
    return made


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
    made = Sentence(template.format(**values))  # by itself: every answer says hundreds
    made.template, made.plural, made.n = template, None, None
    made.values = MappingProxyType(values)
    return made


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
    return sentence_of(chosen.format(n=n, **values), one, many, n, {"n": n, **values})


def listed(parts: Iterable[str], bond: Bond = "and") -> Listed:
    """Put parts in a row: `a, b and c`; nothing gives an empty text."""
    kept = tuple(parts)
    between, last = _BETWEEN[bond]
    is_clause = bond == "clause"
    before = [part.removesuffix(".") if is_clause else part for part in kept[:-1]]
    text = last.join((between.join(before), kept[-1])) if len(kept) > 1 else "".join(kept)
    return _listed_as(text, kept, bond)


def listed_few(shown: Iterable[str], of: int, bond: Bond = "and") -> Listed:
    """Put the first of so many parts in a row; the others are counted: `a, b and 3 more`."""
    kept = tuple(shown)
    more = of - len(kept)
    tail = (say_count("{n} more", "{n} more", more),) if more > 0 else ()
    return listed((*kept, *tail), bond)


def to_say(template: str) -> str:
    """Mark words that are said later, with their fields, for the catalogue."""
    return template


def followed_by(sentence: str, clause: str) -> Listed:
    """Let a clause follow a sentence after a semicolon, which takes the place of the stop."""
    return listed([sentence, clause], "clause")


def retold(said: str, text: str) -> str:
    """Give what is said another English text, such as one without its stop."""
    return said.in_text(text) if isinstance(said, Said) else text


def as_clause(said: str) -> str:
    """Leave out the stop of a sentence, so that it stands in another one."""
    return retold(said, said.rstrip("."))


def capital(said: str) -> str:
    """Begin with a capital."""
    return retold(said, f"{said[:1].upper()}{said[1:]}")


def lowered(said: str) -> str:
    """Begin with a small letter."""
    return retold(said, f"{said[:1].lower()}{said[1:]}")


def sentence_of(
    text: str, template: str, plural: str | None, n: int | None, values: Mapping[str, object]
) -> Sentence:
    """Make a sentence from its English text and what it was made of (`Sentence`)."""
    made = Sentence(text)
    made.template, made.plural, made.n = template, plural, n
    made.values = MappingProxyType(dict(values))
    return made

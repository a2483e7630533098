"""Finding what is asked for by name: a purpose, a theme; and saying what a word was read as."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

from sistercities.errors import InvalidArgument
from sistercities.sentences import Sentence, listed, say

_TABLE = "called.csv"


class HasNames(Protocol):
    """Something with a name, and with other words that are taken for it."""

    @property
    def name(self) -> str:
        """Its name, as it is typed."""
        ...

    @property
    def title(self) -> Sentence:
        """What it is, in words."""
        ...


Named = TypeVar("Named", bound=HasNames)


@cache
def _words() -> dict[tuple[str, str], str]:
    """Read the table: names by what they are of, and by the word that is taken for them."""
    path = Path(__file__).with_name(_TABLE)
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {(row["of"], _folded(row["word"])): row["name"] for row in rows}


def find_called(argument: str, text: str, among: Sequence[Named]) -> Named:
    """Return the one of a name, a title, or another word for it.

    Capitals and accents, blanks and hyphens make no difference.

    Raises
    ------
    InvalidArgument
        If there is none of that name; it lists the names.
    """
    found = _meant(argument, text, among)
    if found is not None:
        return found
    names = listed([one.name for one in among], "or")
    raise InvalidArgument(argument, text, say("use {names}", names=names))


def words_for(argument: str, name: str) -> tuple[str, ...]:
    """Return the other words that are taken for a name, as they are typed."""
    return tuple(word for (of, word), meant in _words().items() if of == argument and meant == name)


def is_called(argument: str, text: str, among: Sequence[Named]) -> bool:
    """Whether there is one of a name."""
    return _meant(argument, text, among) is not None


def say_read_as(text: str, one: HasNames) -> Sentence | None:
    """Say what a word was read as; None where it is the name or the title itself."""
    if _folded(text) in (_folded(one.name), _folded(one.title)):
        return None
    return say("“{word}” is read as {title}.", word=text.strip(), title=one.title)


def _meant(argument: str, text: str, among: Sequence[Named]) -> Named | None:
    word = _folded(text)
    name = _words().get((argument, word), word)
    return next((one for one in among if name in (_folded(one.name), _folded(one.title))), None)


def name_behind(argument: str, text: str) -> str:
    """Return the name that a word is taken for; the word itself where it is no other's."""
    return _words().get((argument, _folded(text)), text.strip())


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", str(text).strip().casefold().replace(" ", "-"))
    return "".join(each for each in letters if not unicodedata.combining(each))

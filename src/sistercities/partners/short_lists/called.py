"""Finding what is asked for by name: a purpose, a theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from sistercities.errors import InvalidArgument
from sistercities.sentences import listed, say


class HasNames(Protocol):
    """Something with a name, and with other words that are taken for it."""

    @property
    def name(self) -> str:
        """Its name, as it is typed."""
        ...

    @property
    def also_called(self) -> tuple[str, ...]:
        """Other words that are taken for it."""
        ...


Named = TypeVar("Named", bound=HasNames)


def find_called(argument: str, text: str, among: Sequence[Named]) -> Named:
    """Return the one of a name, in any case and with blanks or hyphens.

    Raises
    ------
    InvalidArgument
        If there is none of that name; it lists the names.
    """
    word = _folded(text)
    for one in among:
        if word in map(_folded, (one.name, *one.also_called)):
            return one
    names = listed([one.name for one in among], "or")
    raise InvalidArgument(argument, text, say("use {names}", names=names))


def _folded(text: str) -> str:
    return text.strip().casefold().replace(" ", "-")

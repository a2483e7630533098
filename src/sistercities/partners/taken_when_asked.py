"""Records whose fields are taken back from a file when somebody asks for them.

An answer looks at a few of the many facts that are kept of each place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, ClassVar, Self

_UNTAKEN = "_untaken"


class TakenWhenAsked:
    """What a dataclass without slots is made of, so that its fields may be taken back later.

    Attributes
    ----------
    FOUND_OUT
        Properties of its fields that are kept with them, since finding them out takes its time.
    ASKED_OF_ALL
        Fields that every answer asks of every record: one by one they would take longer.
    """

    FOUND_OUT: ClassVar[tuple[str, ...]] = ()
    ASKED_OF_ALL: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def taken_later(cls, held: Mapping[str, Any], taken: Callable[[Any], Any]) -> Self:
        """Make a record whose fields are not taken back yet.

        Parameters
        ----------
        held
            What is kept of each field.
        taken
            Takes a field back.
        """
        at_once = {name: taken(held[name]) for name in cls.taken_at_once() if name in held}
        return cls.taken_with(at_once, held, taken)

    @classmethod
    def taken_with(
        cls, at_once: Mapping[str, Any], held: Mapping[str, Any], taken: Callable[[Any], Any]
    ) -> Self:
        """Make a record of which some fields are taken back, as those of `taken_at_once` must be.

        Parameters
        ----------
        at_once
            Those fields.
        held, taken
            As in `taken_later`, for the others.
        """
        found = cls.__new__(cls)
        found.__dict__.update(at_once, **{_UNTAKEN: (held, taken)})
        return found

    @classmethod
    def taken_at_once(cls) -> tuple[str, ...]:
        """Name the fields that are taken back with the record."""
        its_class: Any = cls
        return _at_once(its_class)

    def __getattr__(self, name: str) -> Any:
        """Take a field back; asked only where the record does not have it."""
        held, taken = self.__dict__.get(_UNTAKEN, ({}, None))
        if taken is None or name not in held:
            raise AttributeError(f"{type(self).__name__} has no {name}")
        return self.__dict__.setdefault(name, taken(held[name]))  # threads get one and the same

    def __getstate__(self) -> dict[str, Any]:
        """Take all fields back, for another process."""
        held, _ = self.__dict__.get(_UNTAKEN, ({}, None))
        for name in held:
            getattr(self, name)
        return {name: each for name, each in self.__dict__.items() if name != _UNTAKEN}


@cache
def _at_once(its_class: Any) -> tuple[str, ...]:
    """Name what all are asked for, and what the class itself has, which would be found before."""
    names = (*(each.name for each in fields(its_class)), *its_class.FOUND_OUT)
    asked: tuple[str, ...] = its_class.ASKED_OF_ALL
    return (*asked, *(name for name in names if hasattr(its_class, name)))

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
    """

    FOUND_OUT: ClassVar[tuple[str, ...]] = ()

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
        found = cls.__new__(cls)
        its_class: Any = cls
        at_once = {name: taken(held[name]) for name in _of_class(its_class) if name in held}
        found.__dict__.update(at_once, **{_UNTAKEN: (held, taken)})
        return found

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
def _of_class(its_class: Any) -> tuple[str, ...]:
    """Name what the class itself has, a default or a property: it would be found before."""
    names = (*(each.name for each in fields(its_class)), *its_class.FOUND_OUT)
    return tuple(name for name in names if hasattr(its_class, name))

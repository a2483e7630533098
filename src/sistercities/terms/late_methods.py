"""What is compiled when it is first used: the methods of frozen records, and regular expressions.

`dataclass` writes and compiles six functions for a class, a third of a millisecond whenever a
program starts. A command loads dozens of records, makes some of them, and compares and prints none.
An import has two hundred expressions, each of which takes a sixth of a millisecond to make: as long
as a list of ties together. What a register holds asks for a few.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from typing import Any, AnyStr, TypeVar, cast, dataclass_transform

_Class = TypeVar("_Class", bound=type[Any])
_NONE_GIVEN = object()
_WRITTEN_LATER = ("__init__", "__repr__", "__eq__", "__hash__")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(its_class: _Class) -> _Class:
    """Make a class what `dataclass(frozen=True, slots=True)` makes of it."""
    found: _Class = _with_late_methods(_unwritten(its_class, has_slots=True), _WRITTEN_LATER)
    return found


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(field,))
def record_that_keeps(its_class: _Class) -> _Class:
    """Make a class what `dataclass(frozen=True, eq=False, repr=False)` makes of it.

    For arrays, which are neither compared nor printed, and for properties that are kept.
    """
    found: _Class = _with_late_methods(_unwritten(its_class, has_slots=False), _WRITTEN_LATER[:1])
    return found


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(field,))
def record_of_arrays(its_class: _Class) -> _Class:
    """Make a class what `dataclass(frozen=True, slots=True, eq=False, repr=False)` makes of it."""
    found: _Class = _with_late_methods(_unwritten(its_class, has_slots=True), _WRITTEN_LATER[:1])
    return found


def _unwritten(its_class: Any, *, has_slots: bool) -> Any:
    return dataclass(init=False, repr=False, eq=False, slots=has_slots)(its_class)


def _with_late_methods(its_class: Any, names: tuple[str, ...]) -> Any:
    its_class.__dataclass_params__.frozen = True  # what is derived of it may be frozen then
    own = [name for name in names if name not in its_class.__dict__]
    for name in own:
        setattr(its_class, name, _late(its_class, name, own))
    its_class.__setattr__, its_class.__delattr__ = _refuse_to_set, _refuse_to_delete
    if "__slots__" in its_class.__dict__ and "__getstate__" not in its_class.__dict__:
        its_class.__getstate__, its_class.__setstate__ = _state, _set_state
    return its_class


def _late(its_class: Any, name: str, own: list[str]) -> Callable[..., Any]:
    """Stand in for a method until it is called."""

    def method(self: Any, *args: Any, **named: Any) -> Any:
        if name == "__init__":
            its_class.__init__ = _setting_fields(its_class)
        else:
            _write_others(its_class, own)
        return getattr(its_class, name)(self, *args, **named)

    method.__name__, method.__qualname__ = name, f"{its_class.__qualname__}.{name}"
    return method


def _setting_fields(its_class: Any) -> Callable[..., None]:
    """Write the function that takes the fields and sets them."""
    asked, lines = ["self"], []
    known: dict[str, Any] = {"_set": object.__setattr__, "_none": _NONE_GIVEN}
    for one in fields(its_class):
        name, value = one.name, one.name
        if one.default_factory is not MISSING:
            known[f"_make_{name}"] = one.default_factory
            name, value = f"{name}=_none", f"_make_{name}() if {name} is _none else {name}"
        elif one.default is not MISSING:
            known[f"_usual_{name}"] = one.default
            name = f"{name}=_usual_{name}"
        asked.append(name)
        lines.append(f"    _set(self, {one.name!r}, {value})")
    if hasattr(its_class, "__post_init__"):
        lines.append("    self.__post_init__()")
    exec("\n".join([f"def __init__({', '.join(asked)}):", *lines]), known)
    written: Callable[..., None] = known["__init__"]
    written.__qualname__ = f"{its_class.__qualname__}.__init__"
    return written


def _write_others(its_class: Any, own: list[str]) -> None:
    """Let `dataclass` write the other methods, for a class of the same fields below."""
    below = type(its_class.__name__, (its_class,), {"__slots__": (), "__annotations__": {}})
    written: Any = dataclass(frozen=True, init=False)(below)
    for name in own:
        if name != "__init__":
            setattr(its_class, name, written.__dict__[name])


def _refuse_to_set(_: object, name: str, __: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


class _Late:
    """Stands for an expression; what is asked of it is asked of the compiled one from then on."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        """Compile it, and keep what is asked for: the next one who asks finds it here."""
        found = getattr(re.compile(self._text, self._flags), name)
        self.__dict__[name] = found
        return found


def late_expression(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return an expression that is compiled when it is first used.

    Its methods and attributes are those of a compiled one. A fault in it shows when it is used, so
    each is used in a test.

    Parameters
    ----------
    text, flags
        As of `re.compile`.
    """
    return cast("re.Pattern[AnyStr]", _Late(text, flags))

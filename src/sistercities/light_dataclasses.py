"""Dataclasses whose methods are made when somebody first calls them.

`dataclasses` compiles up to six methods of each class while its module is loaded. An answer of the
command line loads a hundred such classes and makes instances of a few: that was a seventh of a
list of partners.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

_FEW = 8
"""Instances of a class for which compiling its `__init__` costs more than it saves."""

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, eq=True):
        """Make a dataclass, as `dataclasses.dataclass` does with the same arguments."""

        def made(its_class):
            return _made(its_class, frozen=frozen, slots=slots, eq=eq)

        return made if cls is None else made(cls)


def _made(cls: Any, *, frozen: bool, slots: bool, eq: bool) -> Any:
    cls.__doc__ = cls.__doc__ or cls.__name__  # else its signature is looked for
    own = set(vars(cls))
    # Only where a class is above does it matter that this one is frozen too: it compiles methods.
    is_below = frozen and any(map(dataclasses.is_dataclass, cls.__bases__))
    cls = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, frozen=is_below)(cls)
    cls.__dataclass_params__.frozen = frozen
    names = tuple(one.name for one in dataclasses.fields(cls))
    methods: dict[str, Any] = {"__init__": _first_init(cls, is_frozen=frozen), "__repr__": _repr}
    if eq:
        methods |= _comparing(cls, is_frozen=frozen)
    if frozen:
        methods |= _frozen(cls, frozenset(names))
        if slots:
            methods |= {"__getstate__": _state, "__setstate__": _set_state}
    for name, method in methods.items():
        if name not in own or (name == "__hash__" and "__eq__" in own and not vars(cls)[name]):
            setattr(cls, name, method)
    return cls


def _first_init(cls: Any, *, is_frozen: bool) -> Callable[..., None]:
    """Give what makes a few instances, then compiles the true `__init__` and gives way to it."""
    set_field, n_made = object.__setattr__ if is_frozen else setattr, 0

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807
        nonlocal n_made
        n_made += 1
        values = _given(cls, args, kwargs) if n_made <= _FEW else None
        if values is None:
            cls.__init__ = _compiled_init(cls, is_frozen=is_frozen)
            cls.__init__(self, *args, **kwargs)
            return
        for name, value in values.items():
            set_field(self, name, value)
        if hasattr(cls, "__post_init__"):
            self.__post_init__()

    return __init__


def _given(cls: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any] | None:
    """Lay out what fields are set to; None where the arguments are not those of the class."""
    every = dataclasses.fields(cls)
    asked = [one.name for one in every if one.init]
    values = dict(zip(asked, args, strict=False)) | kwargs
    if len(values) != len(args) + len(kwargs) or not values.keys() <= set(asked):
        return None
    for one in every:
        if one.name in values:
            continue
        if one.default is not dataclasses.MISSING:
            values[one.name] = one.default
        elif one.default_factory is not dataclasses.MISSING:
            values[one.name] = one.default_factory()
        elif one.init:
            return None
    return values


def _compiled_init(cls: Any, *, is_frozen: bool) -> Any:
    given: dict[str, Any] = {"_set": object.__setattr__, "_none": dataclasses.MISSING}
    arguments, lines = ["self"], []
    for one in dataclasses.fields(cls):
        name, value = one.name, one.name
        if one.default_factory is not dataclasses.MISSING:
            given[f"_make_{name}"], value = one.default_factory, f"_make_{name}()"
            value = f"{value} if {name} is _none else {name}" if one.init else value
            default = "=_none"
        else:
            given[f"_default_{name}"] = one.default
            default = "" if one.default is dataclasses.MISSING else f"=_default_{name}"
        if one.init:
            arguments.append(name + default)
        elif value == name:
            if one.default is dataclasses.MISSING:
                continue  # what follows the fields sets it
            value = f"_default_{name}"
        lines.append(f"_set(self, {name!r}, {value})" if is_frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    text = f"def __init__({', '.join(arguments)}):\n " + "\n ".join(lines or ["pass"])
    exec(text, given)
    given["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    return given["__init__"]


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (one.name for one in dataclasses.fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(f'{n}={getattr(self, n)!r}' for n in shown)})"


def _comparing(cls: Any, *, is_frozen: bool) -> dict[str, Any]:
    compared = [one.name for one in dataclasses.fields(cls) if one.compare]
    values: Callable[[Any], Any] = attrgetter(*compared) if compared else lambda _: ()

    def __eq__(self: Any, other: Any) -> bool:  # noqa: N807
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(values(self) == values(other))

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    return {"__eq__": __eq__, "__hash__": __hash__ if is_frozen else None}


def _frozen(cls: Any, names: frozenset[str]) -> dict[str, Any]:
    def __setattr__(self: Any, name: str, value: Any) -> None:  # noqa: N807
        if type(self) is cls or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self: Any, name: str) -> None:  # noqa: N807
        if type(self) is cls or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return {"__setattr__": __setattr__, "__delattr__": __delattr__}


def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)

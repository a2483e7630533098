"""The numbers of a rule by name, and the rule with another number: for tests that change one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from sistercities.studies.rules import Need, Weakest

Part = TypeVar("Part")


def numbers_of(part: object) -> dict[str, float]:
    """Return every number of a rule by its name, as in `needs.least.choices.at_least`."""
    found: dict[str, float] = {}
    for name, held in _parts(part):
        if isinstance(held, int | float):
            found[name] = held
        else:
            found |= {f"{name}.{rest}": number for rest, number in numbers_of(held).items()}
    return found


def with_number(part: Part, name: str, number: float) -> Part:
    """Return a rule that has another number; `name` is one of `numbers_of`."""
    label, _, rest = name.partition(".")
    if isinstance(part, tuple):
        return tuple(  # type: ignore[return-value]
            with_number(one, rest, number) if one.name == label else one for one in part
        )
    other = with_number(getattr(part, label), rest, number) if rest else number
    return replace(part, **{label: other})  # type: ignore[type-var]


def _parts(part: object) -> Iterator[tuple[str, object]]:
    if isinstance(part, tuple):
        yield from ((one.name, one) for one in part if isinstance(one, Need | Weakest))
    elif is_dataclass(part):
        yield from ((field.name, getattr(part, field.name)) for field in fields(part))

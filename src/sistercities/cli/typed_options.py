"""What an argument of the Python package is called on the command line, where it was typed."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.errors import InvalidArgument

_OTHERWISE = {
    "formats": "--format",
    "from_snapshot": "--from",
    "nulls": "--null",
    "partner": "--with",
    "variables": "--only",
}
"""Options that are not called as their argument is."""


def as_typed(failure: InvalidArgument, typed: Sequence[str]) -> InvalidArgument:
    """Name the option in place of the argument; one that was not typed keeps its name."""
    argument = failure.argument
    option = _OTHERWISE.get(argument, f"--{argument.replace('_', '-')}")
    if not any(each == option or each.startswith(f"{option}=") for each in typed):
        return failure
    return InvalidArgument(option, failure.value, failure.advice)

"""What was typed: full-width digits are digits, and a failure names what somebody typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from sistercities.errors import InvalidArgument

_FULL_WIDTH = re.compile(r"(--[a-z-]+=)?[-－]?[０-９]+(?:[.．][０-９]+)?")
_NO_NUMBER = re.compile(r"(?P<typed>'.*'|\".*\") is not a valid (?P<kind>int|float)")
"""How Typer says that no number was typed."""
_WHOLE, _ANY = "give a whole number in digits, such as 10", "give a number in digits, such as 12.5"
_OTHERWISE = {
    "formats": "--format",
    "from_snapshot": "--from",
    "nulls": "--null",
    "partner": "--with",
    "variables": "--only",
}
"""Options that are not called as their argument is."""


def in_plain_digits(argument: str) -> str:
    """Write a number of full-width digits, as East Asian keyboards type them, in plain ones.

    Whatever holds anything else, such as the name of a place, stays as it is.
    """
    is_number = _FULL_WIDTH.fullmatch(argument)
    return unicodedata.normalize("NFKC", argument) if is_number else argument


def no_number(failure: Exception) -> str:
    """Say what was typed where a number is meant; nothing for any other failure."""
    param, said = getattr(failure, "param", None), _NO_NUMBER.match(getattr(failure, "message", ""))
    if param is None or said is None:
        return ""
    name = param.opts[-1] if param.opts and param.opts[-1].startswith("-") else param.name
    advice = _WHOLE if said["kind"].startswith("int") else _ANY
    return f"{name}={said['typed']} cannot be used; {advice}."


def as_typed(failure: InvalidArgument, typed: Sequence[str]) -> InvalidArgument:
    """Name the option in place of the argument; one that was not typed keeps its name."""
    argument = failure.argument
    option = _OTHERWISE.get(argument, f"--{argument.replace('_', '-')}")
    if not any(each == option or each.startswith(f"{option}=") for each in typed):
        return failure
    return InvalidArgument(option, failure.value, failure.advice)

"""Years as they are given to a verb."""

from __future__ import annotations

from operator import index

from sistercities.errors import InvalidArgument


def whole_year(argument: str, value: object) -> int:
    """Return the year if it is a whole number.

    Raises
    ------
    InvalidArgument
        If it is a text, a fraction or anything else.
    """
    if hasattr(value, "__index__") and not isinstance(value, bool):
        return index(value)
    raise InvalidArgument(argument, repr(value), "give a whole number without quotes, such as 2020")

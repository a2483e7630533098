"""Numbers as tables and files write them: one that is whole has no point."""

from __future__ import annotations

_EXACT = 2**53
"""Up to here each whole number has a float of its own."""


def whole(value: object) -> object:
    """Write a float that is whole as an integer, in lists and records too; all else stays.

    Columns that may hold nothing come out of the database as floats: 1,656 ties would be 1656.0.
    """
    if type(value) is float:
        return int(value) if abs(value) < _EXACT and value.is_integer() else value
    if isinstance(value, dict):
        return {key: whole(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [whole(one) for one in value]
    return value

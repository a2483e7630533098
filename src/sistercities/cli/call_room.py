"""Room for the frames of a command, taken once.

Python keeps frames in pieces of 16 KB. Where a loop runs at the end of one, each call in it asks
the system for the next piece and gives it back: 1,900 times in a list of partners, a fifteenth of
its time.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import TypeVar, cast

_Work = TypeVar("_Work", bound=Callable[..., object])
_WORDS = 33_000
"""Size of a frame that makes Python take a piece of half a megabyte, of which half stays free."""


def with_room(work: _Work) -> _Work:
    """Give a function a frame below which its calls find room; what they leave alone is free."""
    frame = cast(FunctionType, work)
    frame.__code__ = frame.__code__.replace(co_stacksize=_WORDS)
    return work

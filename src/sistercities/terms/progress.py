"""How far something long is: what is being done, how much is done, of how much."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and of how much."""


def quiet(_what: str, _done: int, _of: int) -> None:
    """Tell nobody."""

"""How a study tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and of how much."""


def quiet(what: str, done: int, total: int) -> None:
    """Tell nobody."""

"""Who hears how far the making of an index is: it happens deep inside whatever verb comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Told = Callable[[int, int], None]
"""Called with how many steps are done and how many there are."""


class Hearing:
    """Hears of one making, and does nothing; another one may show what it hears."""

    def __call__(self, done: int, total: int) -> None:
        """Hear of a step."""

    def kept_nowhere(self) -> None:
        """Hear that the index is made in memory, because no folder takes it."""

    def close(self) -> None:
        """Hear that it is over, well or not."""


Listener = Callable[[], Hearing]
_listener: ContextVar[Listener] = ContextVar("listener", default=Hearing)


def listen(listener: Listener) -> None:
    """Name who hears of each index that is made from now on in this context."""
    _listener.set(listener)


@contextmanager
def heard() -> Iterator[Hearing]:
    """Give who is to be told of one making."""
    hearing = _listener.get()()
    try:
        yield hearing
    finally:
        hearing.close()

"""Work that takes long, done a few at a time, so that other answers are not kept waiting."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")
WAIT_SECONDS = 20.0


class Busy(Exception):
    """Others are being answered that take long; the same may be asked again in a few seconds."""


class FewAtATime:
    """Room for some work.

    Parameters
    ----------
    at_once
        How much is worked on at a time.
    held
        How much is worked on and waits together; what comes then is refused.
    seconds
        How long it waits at most.
    """

    def __init__(self, at_once: int, held: int, seconds: float = WAIT_SECONDS) -> None:
        self._working = threading.BoundedSemaphore(at_once)
        self._held = threading.BoundedSemaphore(held)
        self._seconds = seconds

    def do(self, work: Callable[[], Found]) -> Found:
        """Do some work when its turn comes.

        Raises
        ------
        Busy
            If too much waits already, or the turn does not come in time.
        """
        if not self._held.acquire(blocking=False):
            raise Busy
        try:
            if not self._working.acquire(timeout=self._seconds):
                raise Busy
            try:
                return work()
            finally:
                self._working.release()
        finally:
            self._held.release()

"""Ctrl-C: the first one ends the command; those that follow do not disturb its tidying up."""

from __future__ import annotations

import os
import signal
import time
from types import FrameType

PATIENCE_SECONDS = 5.0
_INTERRUPTED = 130
_first: list[float] = []
_last_words: list[str] = []


def listen() -> None:
    """Take over Ctrl-C, unless whoever started the program had it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)


def came() -> bool:
    """Tell whether there was a Ctrl-C; a library may have turned it into an error of its own."""
    return bool(_first)


def say_at_end(sentence: str) -> None:
    """Let the program end on this sentence in place of the usual one, which would not be true."""
    _last_words[:] = [sentence]


def last_words() -> str:
    """Return what is to be said at the end, once; "" where the usual sentence is true."""
    return _last_words.pop() if _last_words else ""


def finish() -> None:
    """Ignore Ctrl-C from here on where there was one: Python's own end would die of the next."""
    if came():
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    if not _first:
        _first.append(time.monotonic())
        raise KeyboardInterrupt
    if time.monotonic() - _first[0] > PATIENCE_SECONDS:  # the tidying up hangs: end here
        os._exit(_INTERRUPTED)

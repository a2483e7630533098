"""Ctrl-C: the first one ends the command; those that follow do not disturb its tidying up.

Python loses one that comes while it clears away a weak reference or a library catches everything,
and the command would go on for hours. The former is sent once more; of the latter an alarm reminds
after seconds, as a script sends one signal alone, and the next Ctrl-C does at once.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from types import FrameType

PATIENCE_SECONDS = 5.0
AGAIN_SECONDS = 3.0
"""After which a Ctrl-C that has ended nothing comes once more, and again and again."""
_LOST_SECONDS = 0.02
_INTERRUPTED = 130
_first: list[float] = []
_heard: list[bool] = []
_last_words: list[str] = []


def listen() -> None:
    """Take over Ctrl-C, unless whoever started the program had it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)
        sys.unraisablehook = _send_again
        if _has_alarm():
            signal.signal(signal.SIGALRM, _remind)


def _has_alarm() -> bool:
    return hasattr(signal, "setitimer")


def came() -> bool:
    """Tell whether there was a Ctrl-C; a library may have turned it into an error of its own."""
    return bool(_first)


def say_at_end(sentence: str) -> None:
    """Let the program end on this sentence in place of the usual one, which would not be true."""
    _last_words[:] = [sentence]


def last_words() -> str:
    """Return what is to be said at the end, once; "" where the usual sentence is true."""
    _heard.append(True)  # the command has ended: no further Ctrl-C is needed
    return _last_words.pop() if _last_words else ""


def finish() -> None:
    """Ignore Ctrl-C from here on where there was one: Python's own end would die of the next."""
    if came():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if _has_alarm():
            signal.setitimer(signal.ITIMER_REAL, 0)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    if not _first:
        _first.append(time.monotonic())
        if _has_alarm():
            signal.setitimer(signal.ITIMER_REAL, AGAIN_SECONDS, AGAIN_SECONDS)
        raise KeyboardInterrupt
    if time.monotonic() - _first[0] > PATIENCE_SECONDS:  # the tidying up hangs: end here
        os._exit(_INTERRUPTED)
    _remind(_signal, _frame)


def _remind(_signal: int, _frame: FrameType | None) -> None:
    """Interrupt what went on after a Ctrl-C as if there had been none."""
    if not _heard and not _tidying_up(sys.exception()):
        raise KeyboardInterrupt


def _tidying_up(handled: BaseException | None) -> bool:
    """Tell whether what is being handled came of a Ctrl-C, if by way of another error."""
    while handled is not None and not isinstance(handled, KeyboardInterrupt):
        handled = handled.__context__
    return handled is not None


def _send_again(lost: sys.UnraisableHookArgs) -> None:
    """Send a Ctrl-C once more that Python could not raise; show all else as Python does."""
    if not isinstance(lost.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
        return
    import threading

    again = threading.Timer(_LOST_SECONDS, _to_main_thread)  # in here it would be lost as well
    again.daemon = True
    again.start()


def _to_main_thread() -> None:
    """Send a Ctrl-C to the main thread, out of its sleep where the system lets us."""
    import threading
    from _thread import interrupt_main

    main = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and main is not None:
        signal.pthread_kill(main, signal.SIGINT)
    else:
        interrupt_main()

"""One maker at a time: of the threads of a process, and of the processes of a machine."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # on Windows each process makes its own, and the last one stands
    fcntl = None  # type: ignore[assignment]

_LONGEST_WAIT = 180.0
_threads = threading.Lock()


@contextmanager
def making(path: Path) -> Iterator[None]:
    """Hold a lock beside a file for as long as it is made; after three minutes nobody waits.

    Parameters
    ----------
    path
        The lock, an empty file that stays.
    """
    with _threads:
        held = _locked(path)
        try:
            yield
        finally:
            if held is not None:
                held.close()


def _locked(path: Path) -> IO[str] | None:
    """Open and lock a file; None where it cannot be: then whoever comes last stands."""
    with suppress(OSError):
        held = path.open("a")
        until = time.monotonic() + _LONGEST_WAIT
        while fcntl is not None and time.monotonic() < until:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                time.sleep(0.1)
            else:
                break
        return held
    return None

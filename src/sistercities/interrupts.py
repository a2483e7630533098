"""Ctrl-C where it must not come: in processes that somebody starts, and while a library loads."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Let processes start that ignore Ctrl-C; in a thread of its own nothing can be set."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Let a Ctrl-C wait until a library is loaded that would end the process with a dump of it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: held.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if held:
            signal.raise_signal(signal.SIGINT)


def started_deaf(
    program: str, *arguments: str, errors: int | None = None
) -> subprocess.Popen[bytes] | None:
    """Start a program of Python that ignores Ctrl-C, and talks by pipes; None where it cannot be.

    Parameters
    ----------
    program
        What it runs. It imports what is imported here, and nothing from where it happens to run.
    arguments
        What it finds in `sys.argv`.
    errors
        Where its errors go, as `subprocess.Popen` takes it; None leaves them where ours go.
    """
    import subprocess  # most commands start nothing

    paths = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
    with suppress(OSError, ValueError), deaf_to_interrupts():
        return subprocess.Popen(
            [sys.executable or "", "-P", "-c", program, *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
            env=os.environ | {"PYTHONPATH": paths},
        )  # fmt: skip
    return None

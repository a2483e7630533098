"""Opening the explorer in the reader's browser, as soon as it answers."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
import webbrowser

_PATIENCE = 120.0
_PAUSE = 0.2


def has_display() -> bool:
    """Whether a browser can show itself: a desktop of Linux or BSD, Windows, or macOS."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_when_it_answers(address: str, host: str, port: int) -> threading.Thread:
    """Open an address in the browser once its port takes connections; give up after two minutes.

    Parameters
    ----------
    address
        What the browser opens.
    host, port
        What is waited for.

    Returns
    -------
    threading.Thread
        The thread that waits; it does not keep the program alive.
    """
    waiting = threading.Thread(target=_wait_and_open, args=(address, host, port), daemon=True)
    waiting.start()
    return waiting


def _wait_and_open(address: str, host: str, port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(_PAUSE)
        else:
            webbrowser.open(address)
            return

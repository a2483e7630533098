"""An end for a request that is never silent for long and yet never done.

The time-outs of an HTTP library count from one byte to the next, so a server that sends a byte now
and then holds a client for ever. Here a timer shuts the connection down, whatever it waits for:
the greeting of TLS, header lines, `100 Continue` or the body. The timer works on a second handle
of the same socket, for the first one changes hands when TLS begins.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Any


class RequestDeadline:
    """Shuts the newest connection down when a request lasts too long.

    Attributes
    ----------
    seconds
        How long a request may last.
    is_over
        Whether the newest request was ended.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds, self.is_over = seconds, False
        self._handle: socket.socket | None = None

    def trace(self, event: str, told: Mapping[str, Any]) -> None:
        """Note a new connection; to be given to httpx as the extension `trace`."""
        if not event.endswith("connect_tcp.complete"):
            return
        opened = told["return_value"].get_extra_info("socket")
        self.close()
        if opened is not None:
            self._handle = opened.dup()

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the deadline while the block lasts; `is_over` tells whether it passed."""
        self.is_over = False
        timer = Timer(self.seconds, self._end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def close(self) -> None:
        """Give the second handle back."""
        if self._handle is not None:
            self._handle.close()
            self._handle = None

    def _end(self) -> None:
        self.is_over = True
        if self._handle is not None:
            with suppress(OSError):  # it has ended by itself
                self._handle.shutdown(socket.SHUT_RDWR)

"""How a connection speaks HTTP: as uvicorn does it, with bounds on the head of a request.

The parser itself takes a head of any length, and waits for its end as long as the connection
stands. Both are bounded here, and what cannot be read is refused in the one shape of all errors,
with the headers that every answer has.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from sistercities.web.policy import CLOSED, HEADERS, POLICY, STRICT

LONGEST_HEAD = 64 * 1024
SECONDS_FOR_A_HEAD = 20.0
SECONDS_TO_READ_ON = 60.0
"""A reader that takes nothing of an answer for so long is given up: the answer fills memory."""

_NAMES = {400: b"Bad Request", 408: b"Request Timeout", 431: b"Request Header Fields Too Large"}
_SAYS = {
    400: "This is no request of HTTP; send GET or HEAD with an address of this site.",
    408: f"The request was not whole after {SECONDS_FOR_A_HEAD:.0f} seconds; send it again.",
    431: f"The head of the request is too long; keep it under {LONGEST_HEAD:,} bytes.",
}


class BoundedHTTP(HttpToolsProtocol):
    """One connection."""

    _n_heads = _n_received = 0
    _is_in_head = True
    _answered: Any = None
    _timer: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait_for_a_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop_waiting()
        self._go_on()
        self._tell_the_answer()
        super().connection_lost(exc)

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        self._answered = cycle
        super()._start_asgi_task(cycle, app)

    def _tell_the_answer(self) -> None:
        """Let the answer that is made know that nobody waits for it; uvicorn tells the last one.

        Where several requests came together, the last is another than the one that is answered.
        """
        self.pipeline.clear()
        if self._answered is not None and not self._answered.response_complete:
            self._answered.disconnected = True
            self._answered.message_event.set()

    def pause_writing(self) -> None:
        """Give the reader up where nothing is taken for a while."""
        super().pause_writing()
        if self._stalled is None:
            self._stalled = self.loop.call_later(SECONDS_TO_READ_ON, self.transport.abort)

    def resume_writing(self) -> None:
        """Write on."""
        self._go_on()
        super().resume_writing()

    def _go_on(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None

    def data_received(self, data: bytes) -> None:
        """Read on, until the head has grown too long."""
        n_heads = self._n_heads
        super().data_received(data)
        if self._is_in_head and self._n_heads == n_heads:  # all of the data belong to one head
            self._n_received += len(data)
            if self._n_received > LONGEST_HEAD:
                self._refuse(431)

    def on_message_begin(self) -> None:
        """Count the head of the next request anew."""
        self._is_in_head, self._n_received = True, 0
        self._n_heads += 1
        if self._timer is None:
            self._wait_for_a_head()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Take the request on: what follows is its body, which nobody reads."""
        self._is_in_head = False
        self._stop_waiting()
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002
        """Say in our own words that this is no request."""
        self._refuse(400)

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: who asks for another protocol is answered in this one (RFC 9110, 7.8)."""

    def _wait_for_a_head(self) -> None:
        self._timer = self.loop.call_later(SECONDS_FOR_A_HEAD, self._refuse, 408)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _refuse(self, status: int) -> None:
        """Answer in the shape of all errors, unless another answer is under way, and close."""
        self._stop_waiting()
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            self.transport.write(_refusal(status))
        self.transport.close()


def _refusal(status: int) -> bytes:
    content = {
        "error": {"status": status, "kind": "Refused", "message": _SAYS[status], "candidates": []}
    }
    body = json.dumps(content).encode()
    headers = (
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
        (STRICT.lower().encode(), POLICY.encode()),
        CLOSED,
        *HEADERS,
    )
    lines = b"".join(name + b": " + value + b"\r\n" for name, value in headers)
    return b"HTTP/1.1 %d %s\r\n%s\r\n%s" % (status, _NAMES[status], lines, body)

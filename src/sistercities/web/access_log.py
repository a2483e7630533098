"""The access log: one line for each answer, without the address of the reader.

A line is time, method, address, status, bytes and milliseconds, with blanks between. The address is
percent-encoded, so that nothing that is asked can end a line or begin another.
"""

from __future__ import annotations

import logging
import os
import time
from urllib.parse import quote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

ACCESS_LOG = "SISTERCITIES_ACCESS_LOG"
"""Whether there is a log: 1, or anything else for no."""
LOGGER = "sistercities.access"
_LOG = logging.getLogger(LOGGER)
_KEPT = "/%?=&:~.,-_+*;@!$'()"


def keeps_access_log() -> bool:
    """Tell whether the environment asks for the log."""
    return os.environ.get(ACCESS_LOG) == "1"


class AccessLog:
    """Write a line when an answer has ended, or was given up.

    Parameters
    ----------
    app
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and tell of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status, size = time.monotonic(), 0, 0

        async def send_on(message: Message) -> None:
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, send_on)
        finally:
            _LOG.info(
                "%s %s %s %d %.0f", scope["method"], _address(scope), status or "-", size,
                1000 * (time.monotonic() - began),
            )  # fmt: skip


def _address(scope: Scope) -> str:
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    query: bytes = scope["query_string"]
    return quote(path + (b"?" + query if query else b""), safe=_KEPT)

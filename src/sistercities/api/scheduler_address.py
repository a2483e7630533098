"""Whether a Dask scheduler stands at an address, asked before a library trusts what it says there.

A scheduler greets whoever connects, with the number of bytes that follow. Dask's dashboard and most
other servers wait to be spoken to, and who says something else names a size that nobody sends: the
library waits for minutes for the one, and asks for exabytes of memory for the other.
"""

from __future__ import annotations

import re
import socket
import struct
import time

from sistercities.errors import InvalidArgument

GREETING_SECONDS = 5.0
LONGEST_GREETING = 1 << 20
_ADDRESS = re.compile(
    r"(?:(?P<scheme>tcp|tls|ucx|wss?)://)?"
    r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<host>[^\[\]:/\s]+)):(?P<port>[0-9]{1,5})/?"
)
_GREETING = struct.Struct("<QQ")
"""Bytes that follow, and how many frames they hold, each with its length in front."""
_LENGTH_BYTES = 8
_OPENING = (
    "GET / HTTP/1.1\r\nHost: {at}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: c2lzdGVyIGNpdGllcyBhcw==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
"""Asks for a web socket; the key is any 16 bytes."""
_OPENED = b"HTTP/1.1 101"
_IN_THIS_PROCESS = "inproc://"


def check_scheduler_address(address: str | None) -> None:
    """Judge an address as it is written; nobody is asked. None is none, and is no fault.

    Raises
    ------
    InvalidArgument
        If it is no address of a scheduler.
    """
    if address is not None:
        _parts(address)


def require_scheduler(address: str) -> None:
    """Connect and wait for the greeting; what is spoken at `tls://` and such is not looked into.

    A web socket is asked for by its scheme: who opens none is no scheduler.

    Raises
    ------
    InvalidArgument
        If the address is none, nobody listens there, or who listens is no scheduler.
    """
    found = _parts(address)
    if found is None or found["scheme"] not in (None, "tcp", "ws"):
        return
    asks = _OPENING.format(at=found["host"] or "[::1]").encode() if found["scheme"] == "ws" else b""
    try:
        at = (found["six"] or found["host"], int(found["port"]))
        with socket.create_connection(at, GREETING_SECONDS) as connection:
            connection.sendall(asks)
            greeting = _begin_of_greeting(connection)
    except (OSError, UnicodeError):
        advice = "start one with `dask scheduler`, and give the address that it prints"
        raise InvalidArgument("scheduler", address, f"no scheduler answers; {advice}") from None
    if not (greeting.startswith(_OPENED) if asks else _is_of_scheduler(greeting)):
        raise no_scheduler(address)


def no_scheduler(address: str) -> InvalidArgument:
    """Return what is raised where something else listens."""
    advice = (
        "something else listens there; give the address of the scheduler, which "
        "`dask scheduler` prints beside that of its dashboard"
    )
    return InvalidArgument("scheduler", address, advice)


def _parts(address: str) -> re.Match[str] | None:
    """Take an address apart; None is one of this process."""
    text = address.strip()
    if text.startswith(_IN_THIS_PROCESS) and text != _IN_THIS_PROCESS:
        return None
    found = _ADDRESS.fullmatch(text)
    if found is None or not 1 <= int(found["port"]) <= 0xFFFF:
        advice = (
            "start one with `dask scheduler`, and give the address that it prints, such as "
            "tcp://127.0.0.1:8786"
        )
        raise InvalidArgument("scheduler", address, advice)
    return found


def _is_of_scheduler(greeting: bytes) -> bool:
    if len(greeting) < _GREETING.size:
        return False
    n_bytes, n_frames = map(int, _GREETING.unpack(greeting))
    return n_frames > 0 and _LENGTH_BYTES * (1 + n_frames) <= n_bytes <= LONGEST_GREETING


def _begin_of_greeting(connection: socket.socket) -> bytes:
    """Read the first bytes that are sent unasked; fewer where they do not come in time."""
    until, got = time.monotonic() + GREETING_SECONDS, b""
    while len(got) < _GREETING.size and time.monotonic() < until:
        connection.settimeout(max(until - time.monotonic(), 0.01))
        try:
            some = connection.recv(_GREETING.size - len(got))
        except TimeoutError:
            break
        if not some:
            break
        got += some
    return got

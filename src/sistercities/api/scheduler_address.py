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
    r"(?:tcp://)?(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<host>[^\[\]:/]+)):(?P<port>\d+)/?"
)
_LENGTH = struct.Struct("<Q")
_OTHER_SCHEMES = ("tls://", "ucx://", "ws://", "wss://", "inproc://")
"""What is spoken there is not looked into."""


def require_scheduler(address: str) -> None:
    """Connect and wait for the greeting.

    Raises
    ------
    InvalidArgument
        If the address is none, nobody listens there, or who listens is no scheduler.
    """
    if address.startswith(_OTHER_SCHEMES):
        return
    found = _ADDRESS.fullmatch(address.strip())
    if found is None or int(found["port"]) > 0xFFFF:
        advice = (
            "start one with `dask scheduler`, and give the address that it prints, such as "
            "tcp://127.0.0.1:8786"
        )
        raise InvalidArgument("scheduler", address, advice)
    try:
        at = (found["six"] or found["host"], int(found["port"]))
        with socket.create_connection(at, GREETING_SECONDS) as connection:
            greeting = _begin_of_greeting(connection)
    except (OSError, UnicodeError):
        advice = "start one with `dask scheduler`, and give the address that it prints"
        raise InvalidArgument("scheduler", address, f"no scheduler answers; {advice}") from None
    if len(greeting) < _LENGTH.size or _LENGTH.unpack(greeting)[0] > LONGEST_GREETING:
        advice = (
            "something else listens there; give the address of the scheduler, which "
            "`dask scheduler` prints beside that of its dashboard"
        )
        raise InvalidArgument("scheduler", address, advice)


def _begin_of_greeting(connection: socket.socket) -> bytes:
    """Read the first bytes that are sent unasked; fewer where they do not come in time."""
    until, got = time.monotonic() + GREETING_SECONDS, b""
    while len(got) < _LENGTH.size and time.monotonic() < until:
        connection.settimeout(max(until - time.monotonic(), 0.01))
        try:
            some = connection.recv(_LENGTH.size - len(got))
        except TimeoutError:
            break
        if not some:
            break
        got += some
    return got

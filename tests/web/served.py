"""Servers as a user starts them, each a process of its own with what it said in a file."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

PATIENCE = 90.0
_MAIN = "from sistercities.cli import main; raise SystemExit(main())"


@dataclass(frozen=True)
class Served:
    """One server: its port, its process, and where it writes what it says."""

    port: int
    process: subprocess.Popen[bytes]
    said: Path

    @property
    def address(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def workers(self) -> list[int]:
        """Ids of the processes that answer: those that it has started, or itself."""
        own = self.process.pid
        # Workers are forked from a process that has loaded the application.
        found = [each for one in _children(own) for each in _children(one)]
        return found or [own]


def _children(process: int) -> list[int]:
    try:
        told = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return []
    return [int(one) for one in told.split()]


def free_port() -> int:
    """Port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(said: Path, *arguments: str) -> Iterator[Served]:
    """Run `sistercities serve` with some arguments until the block ends."""
    port = free_port()
    command = [sys.executable, "-c", _MAIN, "serve", "--port", str(port), *arguments]
    with said.open("wb") as written:
        server = Served(port, subprocess.Popen(command, stdout=written, stderr=written), said)
        try:
            _wait(server)
            yield server
            server.process.send_signal(signal.SIGINT)
            assert server.process.wait(PATIENCE) in (0, 130), said.read_text()
        finally:
            server.process.kill()
    assert "Traceback" not in said.read_text()


def _wait(server: Served) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.process.poll() is None:
        try:
            httpx.get(server.address, timeout=10)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(server.said.read_text())

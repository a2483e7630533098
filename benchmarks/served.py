"""A server of the explorer for as long as something is measured."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from sistercities.cli.serve_command import listen_on

MAIN = "from sistercities.cli import command; command()"
_PATIENCE = 120.0


@contextmanager
def serving(*arguments: str, **given: str) -> Iterator[tuple[int, int]]:
    """Start a server that answers, and stop it at the end.

    Parameters
    ----------
    arguments
        Of `serve`, besides the port.
    given
        Variables of its environment.

    Yields
    ------
    int, int
        Its port, and the number of its process.
    """
    (free,) = listen_on("127.0.0.1", 0)
    port = free.getsockname()[1]
    free.close()
    command = [sys.executable, "-c", MAIN, "serve", "--port", str(port), *arguments]
    running = subprocess.Popen(
        command, env={**os.environ, **given}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port)
        yield port, running.pid
    finally:
        running.terminate()
        running.wait()


def _wait(port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/status", timeout=5).read()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise SystemExit("the server did not begin to answer; start it by hand to see why")

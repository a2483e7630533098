"""A Dask scheduler and workers as real processes on loopback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

STARTED_WITHIN = 60
ADDRESS_FILE = "scheduler.json"


class Cluster(NamedTuple):
    """The scheduler's address and the processes of its workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]

    def kill_a_worker(self) -> None:
        """Kill the first worker as a machine that fails would be."""
        os.killpg(self.workers[0].pid, signal.SIGKILL)


@contextmanager
def cluster(folder: Path, n_workers: int = 2) -> Iterator[Cluster]:
    """Start a scheduler on a free port and workers, and end them all after use."""
    started: list[subprocess.Popen[bytes]] = []
    with (folder / "log").open("wb") as log:
        try:
            started.append(_scheduler(log, folder / ADDRESS_FILE))
            address = _address(folder / ADDRESS_FILE, started[0])
            started.extend(_worker(log, address, folder / str(n)) for n in range(n_workers))
            yield Cluster(address, started[1:])
        finally:
            for process in reversed(started):
                _end(process)


def _scheduler(log: IO[bytes], address_file: Path) -> subprocess.Popen[bytes]:
    where = ["--port", "0", "--host", "127.0.0.1", "--scheduler-file", str(address_file)]
    return _start(log, "scheduler", "--no-dashboard", *where)


def _worker(log: IO[bytes], address: str, folder: Path) -> subprocess.Popen[bytes]:
    how = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder)]
    return _start(log, "worker", address, *how)


def _start(log: IO[bytes], *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]]
    return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)


def _address(file: Path, scheduler: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < until and scheduler.poll() is None:
        try:
            return str(json.loads(file.read_text())["address"])
        except (OSError, ValueError):
            time.sleep(0.05)
    raise AssertionError("the scheduler did not start")


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=STARTED_WITHIN)

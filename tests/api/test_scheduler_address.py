"""The address of a scheduler: a scheduler passes, all else is told in a sentence and in time."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sistercities.api import scheduler_address
from sistercities.api.scheduler_address import require_scheduler
from sistercities.errors import InvalidArgument


@contextmanager
def _saying(greeting: bytes, *, hangs: bool = False) -> Iterator[str]:
    """Listen on a port and say something to whoever connects."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        done = threading.Event()

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(greeting)
                if hangs:
                    done.wait(30)

        talking = threading.Thread(target=answer)
        talking.start()
        yield f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        done.set()
        talking.join(30)


@pytest.mark.parametrize(
    "greeting",
    [b"SSH-2.0-OpenSSH_9.2\r\n", struct.pack("<Q", 3 << 60), b"220 mail ESMTP ready\r\n"],
)
def test_a_stranger_that_talks_is_no_scheduler(greeting: bytes) -> None:
    with _saying(greeting) as address, pytest.raises(InvalidArgument, match="something else"):
        require_scheduler(address)


def test_a_stranger_that_waits_to_be_spoken_to_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scheduler_address, "GREETING_SECONDS", 0.2)
    with _saying(b"", hangs=True) as address, pytest.raises(InvalidArgument, match="dashboard"):
        require_scheduler(address)


def test_a_stranger_that_hangs_up_is_no_scheduler() -> None:
    with _saying(b"abc") as address, pytest.raises(InvalidArgument, match="something else"):
        require_scheduler(address)


def test_nobody_there_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(InvalidArgument, match="start one with `dask scheduler`"):
        require_scheduler(f"127.0.0.1:{port}")


@pytest.mark.parametrize("address", ["", "here", "tcp://127.0.0.1", "127.0.0.1:99999", "a:b:c"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(InvalidArgument, match=r"tcp://127\.0\.0\.1:8786"):
        require_scheduler(address)

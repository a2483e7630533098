"""The address of a scheduler: a scheduler passes, all else is told in a sentence and in time."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sistercities.api import all_studies, any_study, evaluation, executors, scheduler_address
from sistercities.api.executors import executor_for
from sistercities.api.scheduler_address import check_scheduler_address, require_scheduler
from sistercities.errors import InvalidArgument

WRONG = [
    "", "here", "tcp://127.0.0.1", "127.0.0.1:99999", "127.0.0.1:0", "a:b:c", "tcp://", "ws://",
    "tls://here", "inproc://", "http://127.0.0.1:8786", "127.0.0.1:" + "9" * 5_000,
]  # fmt: skip


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
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        struct.pack("<QQ", 3 << 60, 1),
        b"220 mail ESMTP ready\r\n",
        struct.pack("<QQ", 1, 10) + b"tenletters",
        struct.pack("<QQ", 24, 3) + bytes(24),
        struct.pack("<QQ", 24, 0) + bytes(24),
    ],
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


@pytest.mark.parametrize("address", WRONG)
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(InvalidArgument, match=r"tcp://127\.0\.0\.1:8786"):
        require_scheduler(address)


@pytest.mark.parametrize("address", WRONG)
def test_what_is_no_address_is_told_before_anything_is_opened(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (any_study, all_studies):
        monkeypatch.setattr(module, "open_tables", _none_is_opened)
    monkeypatch.setattr(evaluation, "open_data", _none_is_opened)
    monkeypatch.setattr(evaluation, "stored_model", _none_is_opened)
    for ask in (
        lambda: any_study.run_study("nesting", "CN", scheduler=address),
        lambda: all_studies.study_all("CN", scheduler=address),
        lambda: evaluation.evaluate("CN", scheduler=address),
    ):
        with pytest.raises(InvalidArgument, match=r"tcp://127\.0\.0\.1:8786"):
            ask()


def _none_is_opened(*_: object, **__: object) -> None:
    raise AssertionError("the address is judged first")


@pytest.mark.parametrize(
    "address",
    ["tls://there:1", "wss://there:8786/", "tcp://[::1]:8786", " there:65535 ", "inproc://a/1/2"],
)
def test_an_address_passes_as_it_is_written(address: str) -> None:
    check_scheduler_address(address)


def test_a_stranger_at_a_web_socket_is_told_as_any_other() -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    with _saying(answer) as address, pytest.raises(InvalidArgument, match="something else listens"):
        require_scheduler(address.replace("tcp", "ws"))


def test_who_opens_a_web_socket_may_be_a_scheduler() -> None:
    with _saying(b"HTTP/1.1 101 Switching Protocols\r\n\r\n") as address:
        require_scheduler(address.replace("tcp", "ws"))


def test_what_a_stranger_makes_the_library_say_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    distributed = pytest.importorskip("distributed")

    def confused(*_: object, **__: object) -> None:
        raise struct.error("unpack_from requires a buffer of at least 8 bytes")

    monkeypatch.setattr(distributed, "Client", confused)
    monkeypatch.setattr(executors, "require_scheduler", str)
    refused = pytest.raises(InvalidArgument, match="something else listens there")
    with refused, executor_for(1, scheduler="tcp://127.0.0.1:8786"):
        pass

"""What goes wrong around the pages: junk on the wire, endless heads, a process that is killed."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

import world
from sistercities.web import connections
from sistercities.web.application import make_application
from sistercities.web.site import Site
from web.malformed import malformed
from web.served import PATIENCE, Served, free_port, serving

SEED = 20261125
N_MALFORMED, N_FIRST = 10_000, 2_000
MOST_GROWTH_MB = 8.0
MOST_LINES = 200
_AT_ONCE, _SECONDS_TO_ANSWER = 64, 0.3
_TRACES = re.compile(rb"Traceback|File \"/|site-packages|duckdb", re.IGNORECASE)
_STATUS = re.compile(rb"HTTP/1\.[01] \d{3} ")
_PAGES = (f"/place/{world.NINGWAN}", "/country/CN/ties", "/api/v1/ties?size=50", "/search?q=Kawabe")


@pytest.fixture(scope="module")
def served(release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the drawn world from one process that keeps a megabyte of answers."""
    said = tmp_path_factory.mktemp("served") / "said"
    with serving(said, "--data", str(release_folder), "--cache", "1") as server:
        yield server


def _exchange(port: int, sent: bytes) -> bytes:
    """Send bytes and read what comes until the other side is done."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as raw:
        try:
            raw.sendall(sent)
            raw.shutdown(socket.SHUT_WR)
            got = b""
            while some := raw.recv(65_536):
                got += some
        except (ConnectionResetError, BrokenPipeError):
            return b""
        return got


def _megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1024


def _send_all(port: int, n: int, seed: int) -> Counter[bytes]:
    """Send malformed requests over new connections, look at each answer, count the statuses."""
    statuses: Counter[bytes] = Counter()
    waiting = list(malformed(n, seed))

    async def send_some() -> None:
        while waiting:
            sent = waiting.pop()
            got = await _exchange_patiently(port, sent)
            assert not _TRACES.search(got), (sent, got)
            assert not got or _STATUS.match(got), (sent, got)
            statuses[got[9:12]] += 1

    async def send_together() -> None:
        await asyncio.gather(*(send_some() for _ in range(_AT_ONCE)))

    asyncio.run(send_together())
    return statuses


async def _exchange_patiently(port: int, sent: bytes) -> bytes:
    """Send bytes, and close where no answer comes, as to a request that is not whole."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    got = b""
    with suppress(ConnectionError):
        writer.write(sent)
        with suppress(TimeoutError):
            got = await asyncio.wait_for(reader.read(65_536), _SECONDS_TO_ANSWER)
        writer.write_eof()
        got += await reader.read()
    writer.close()
    return got


def test_ten_thousand_malformed_requests_tell_nothing_and_leave_nothing(served: Served) -> None:
    (worker,) = served.workers()
    _send_all(served.port, N_FIRST, SEED)
    before = _megabytes(worker)
    statuses = _send_all(served.port, N_MALFORMED, SEED + 1)
    assert _megabytes(worker) - before < MOST_GROWTH_MB
    assert min(statuses[one] for one in (b"200", b"400", b"404", b"405")) > 50, statuses
    assert statuses[b"500"] == 0
    said = served.said.read_text(errors="replace")
    assert "Traceback" not in said
    assert len(said.splitlines()) < MOST_LINES, "strangers fill the log"
    assert httpx.get(f"{served.address}{_PAGES[0]}").status_code == 200


def test_a_head_without_an_end_is_refused_before_it_fills_the_memory(served: Served) -> None:
    (worker,) = served.workers()
    before = _megabytes(worker)
    for begun in (b"GET / HTTP/1.1\r\nX: ", b"GET /", b"GET / HTTP/1.1\r\nHost: a\r\n"):
        piece = b"X: y\r\n" if begun.endswith(b"\n") else b"a" * 6
        got = _exchange(served.port, begun + piece * 5_000_000)
        assert got == b"" or got.startswith(b"HTTP/1.1 431 "), got[:100]
    with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\nX: ")
        time.sleep(0.2)
        raw.sendall(b"a" * (connections.LONGEST_HEAD + 1_000))
        got = raw.recv(65_536)
    assert got.startswith(b"HTTP/1.1 431 ")
    assert b"content-security-policy: default-src 'none'" in got
    assert b'"message": "The head of the request is too long' in got
    assert _megabytes(worker) - before < MOST_GROWTH_MB


def test_what_is_no_request_is_refused_in_the_shape_of_all_errors(served: Served) -> None:
    got = _exchange(served.port, b"NONSENSE\r\n\r\n")
    head, _, body = got.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 Bad Request")
    assert b"x-content-type-options: nosniff" in head
    assert body.startswith(b'{"error": {"status": 400')


def test_who_never_ends_a_request_is_asked_to_send_it_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "SECONDS_FOR_A_HEAD", 0.3)
    with _running(make_application(site)) as port:
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as raw:
            raw.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
            assert raw.recv(65_536).startswith(b"HTTP/1.1 408 ")
            assert raw.recv(65_536) == b""
        with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:  # none is cut short
            assert [client.get("/methods").status_code for _ in range(3)] == [200] * 3
            time.sleep(0.5)
            assert client.get("/methods").status_code == 200


@contextmanager
def _running(app: Any) -> Iterator[int]:
    """Serve an application in a thread of this process; give its port."""
    port = free_port()
    config = uvicorn.Config(app, port=port, http=connections.BoundedHTTP, log_level="critical")
    server = uvicorn.Server(config)
    running = threading.Thread(target=server.run)
    running.start()
    try:
        until = time.monotonic() + PATIENCE
        while not server.started and time.monotonic() < until:
            time.sleep(0.05)
        yield port
    finally:
        server.should_exit = True
        running.join(PATIENCE)


class _Asking(threading.Thread):
    """Asks for pages, each over a new connection, and keeps what did not come as it should."""

    def __init__(self, address: str, due: dict[str, str]) -> None:
        super().__init__()
        self.address, self.due = address, due
        self.is_done = threading.Event()
        self.n_right, self.lost, self.wrong = 0, 0, list[str]()

    def run(self) -> None:
        while not self.is_done.is_set():
            for page, text in self.due.items():
                try:
                    answer = httpx.get(f"{self.address}{page}", timeout=PATIENCE)
                except httpx.TransportError:
                    self.lost += 1
                    continue
                if answer.status_code != 200 or answer.text != text:
                    self.wrong.append(f"{page}: {answer.status_code} {answer.text[:200]}")
                self.n_right += 1


def test_a_worker_that_is_killed_under_load_loses_only_its_requests(
    release_folder: Path, tmp_path: Path
) -> None:
    with serving(tmp_path / "said", "--data", str(release_folder), "--workers", "2") as server:
        due = {page: httpx.get(f"{server.address}{page}").text for page in _PAGES}
        first = _until_two(server)
        asking = [_Asking(server.address, due) for _ in range(4)]
        for one in asking:
            one.start()
        time.sleep(1.0)
        os.kill(first[0], signal.SIGKILL)
        after = [one.n_right for one in asking]
        now = _until_two(server, without=first[0])
        time.sleep(1.0)
        for one in asking:
            one.is_done.set()
        for one in asking:
            one.join(PATIENCE)
        assert first[1] in now
        assert [word for one in asking for word in one.wrong] == []
        assert all(one.n_right > n for one, n in zip(asking, after, strict=True))
        assert sum(one.lost for one in asking) <= len(asking)
        assert {page: httpx.get(f"{server.address}{page}").text for page in _PAGES} == due


def _until_two(server: Served, without: int | None = None) -> list[int]:
    """Wait until two workers are there, and none of them is the one that was killed."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = server.workers()
        if len(found) == 2 and without not in found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"the workers are {server.workers()}")


def test_searches_thrown_away_hold_up_neither_the_state_nor_a_page(served: Served) -> None:
    asyncio.run(_throw_away(served.port, 100))
    with httpx.Client(base_url=served.address, timeout=PATIENCE) as client:
        assert client.get("/api/v1/status").status_code == 200
        assert client.get(f"/place/{world.NINGWAN}").status_code == 200
        assert client.get("/search?q=Elsewhereville").status_code == 200


async def _throw_away(port: int, n: int) -> None:
    """Ask for names that nothing bears, and leave after 20 ms."""

    async def ask(number: int) -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET /search?q=Nowhereville{number} HTTP/1.1\r\nHost: h\r\n\r\n".encode())
        await writer.drain()
        await asyncio.sleep(0.02)
        writer.close()

    await asyncio.gather(*(ask(number) for number in range(n)))


def test_two_hosts_are_refused(served: Served) -> None:
    got = _exchange(served.port, b"GET / HTTP/1.1\r\nHost: one\r\nHost: two\r\n\r\n")
    assert got.startswith(b"HTTP/1.1 400 ")
    assert b"send one Host header" in got


def test_an_answer_hears_that_its_reader_has_left_with_more_requests_behind_it() -> None:
    has_begun, has_left = threading.Event(), threading.Event()

    async def app(scope: Any, receive: Any, _send: object) -> None:
        assert scope["type"] == "http"
        has_begun.set()
        with suppress(TimeoutError):
            async with asyncio.timeout(2.0):
                while (await receive())["type"] != "http.disconnect":
                    pass
                has_left.set()

    with _running(app) as port:
        with socket.create_connection(("127.0.0.1", port), PATIENCE) as raw:
            raw.sendall(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n" * 3)
            assert has_begun.wait(PATIENCE)
        assert has_left.wait(1.0)


def test_who_asks_for_another_protocol_is_answered_in_this_one_and_no_log_tells(
    served: Served,
) -> None:
    asked = {"connection": "Upgrade", "upgrade": "websocket"}
    with httpx.Client(base_url=served.address, timeout=PATIENCE) as client:
        assert client.get("/methods", headers=asked).status_code == 200
        assert client.get("/methods").status_code == 200
        assert client.get("/methods", headers=asked | {"upgrade": "h2c"}).status_code == 200
    said = served.said.read_text(errors="replace")
    assert "upgrade" not in said.lower()
    assert "pip install" not in said


@pytest.mark.parametrize(
    ("accepted", "is_zipped"),
    [
        ("gzip", True), ("gzip;q=0", False), ("gzip; q=0.000, *", False), ("*", True),
        ("br, *;q=0.1", True), ("identity", False), ("x-gzip", True), ("gzip;q=x", False),
    ],
)  # fmt: skip
def test_an_encoding_is_used_where_it_is_taken(
    served: Served, accepted: str, is_zipped: bool
) -> None:
    answer = httpx.get(f"{served.address}/countries", headers={"accept-encoding": accepted})
    assert ("content-encoding" in answer.headers) == is_zipped


def test_a_reader_that_never_reads_is_given_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "SECONDS_TO_READ_ON", 0.3)
    large = b"x" * 50_000_000

    async def app(_scope: object, _receive: object, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": large})

    with _running(app) as port, socket.create_connection(("127.0.0.1", port), PATIENCE) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        time.sleep(1.5)
        with suppress(ConnectionError):
            got = 0
            while some := raw.recv(1 << 20):
                got += len(some)
            assert got < len(large)

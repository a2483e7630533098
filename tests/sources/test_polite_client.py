"""The only way to the network, against a server on loopback that fails to order."""

from __future__ import annotations

import errno
import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from sistercities.errors import FetchError, InvalidArgument
from sistercities.sources.polite_client import (
    ATTEMPTS,
    MAX_PAUSE_SECONDS,
    PoliteClient,
    Unusable,
    _is_same_place,
    _when,
    harmless,
    user_agent,
)
from sources.loopback import Fault, LoopbackServer, Parameters, serving

GOOD = {"answer": "yes"}


class _Yes(LoopbackServer):
    def answer(self, asked: Parameters) -> bytes:
        return json.dumps({**GOOD, "asked": asked}).encode()


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    with serving(_Yes()) as running:
        yield running


class _Waited(list[float]):
    """Pauses that were asked for; none of them is slept."""


def _client(server: LoopbackServer, waited: list[float], **more: Any) -> PoliteClient:
    return PoliteClient(server.url, "test", 1000, pause=waited.append, **more)


def _pauses(waited: list[float]) -> list[float]:
    """Leave the hundredths of a second out that keep to the rate."""
    return [each for each in waited if each > 0.1]


def _failure(server: LoopbackServer, **more: Any) -> str:
    with _client(server, [], **more) as client, pytest.raises(FetchError) as caught:
        client.get({"q": "1"})
    said = str(caught.value)
    assert said.startswith(f"{server.url}: ")
    assert "the data stand as they were; " in said
    return caught.value.problem


def test_get_and_post_bring_the_same(server: LoopbackServer) -> None:
    with _client(server, []) as client:
        got, posted = client.get({"q": "é?&"}), client.post({"q": "é?&"})
    assert got == posted
    assert got.value == {**GOOD, "asked": {"q": "é?&"}}
    assert json.loads(got.raw) == got.value
    assert server.agents == ["test", "test"]


def test_the_user_agent_names_program_version_and_contact() -> None:
    assert user_agent("1.2.3", "me@example.org").startswith("sistercities/1.2.3 (me@example.org) ")
    assert "sistercities/1.2.3" in user_agent("1.2.3")


def test_requests_keep_to_the_rate(server: LoopbackServer) -> None:
    clock = [100.0]
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        clock[0] += seconds

    client = PoliteClient(server.url, "test", rate=0.5, pause=wait, now=lambda: clock[0])
    with client:
        client.get({})
        client.get({})
        clock[0] += 1.5
        client.get({})
        clock[0] += 60.0
        client.get({})
    assert waited == [2.0, 0.5]
    assert client.n_requests == len(server.asked) == 4


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429])
def test_a_busy_server_is_asked_again_after_growing_pauses(
    server: LoopbackServer, status: int
) -> None:
    server.faults = {1: Fault(status), 2: Fault(status)}
    waited = _Waited()
    with _client(server, waited) as client:
        assert client.get({}).value["answer"] == "yes"
    assert _pauses(waited) == [2.0, 4.0]
    assert len(server.asked) == 3


def test_it_gives_up_after_some_tries(server: LoopbackServer) -> None:
    server.always = Fault(503)
    assert _failure(server) == f"it answers 503 Service Unavailable ({ATTEMPTS} tries)"
    assert len(server.asked) == ATTEMPTS


def test_retry_after_in_seconds_is_obeyed(server: LoopbackServer) -> None:
    server.faults = {1: Fault(429, {"Retry-After": "7"})}
    waited = _Waited()
    told: list[str] = []
    with _client(server, waited, tell=told.append) as client:
        client.get({})
    assert _pauses(waited) == [7.0]
    assert told == ["Waiting 7 s, because it answers 429 Too Many Requests"]


def test_retry_after_as_a_date_is_obeyed(server: LoopbackServer) -> None:
    until = datetime.now(UTC) + timedelta(seconds=90)
    server.faults = {1: Fault(429, {"Retry-After": format_datetime(until, usegmt=True)})}
    waited = _Waited()
    with _client(server, waited) as client:
        client.get({})
    (pause,) = _pauses(waited)
    assert 80 < pause <= 90


@pytest.mark.parametrize("written", ["soon", "", "-3", "Tue, 99 Foo 2026 00:00:00 GMT", "²"])
def test_a_retry_after_that_cannot_be_read_is_as_good_as_none(
    server: LoopbackServer, written: str
) -> None:
    server.faults = {1: Fault(503, {"Retry-After": written.encode().decode("latin-1")})}
    waited = _Waited()
    with _client(server, waited) as client:
        client.get({})
    assert _pauses(waited) == [2.0]


def test_a_date_that_has_passed_means_at_once(server: LoopbackServer) -> None:
    server.faults = {1: Fault(503, {"Retry-After": "Thu, 01 Jan 2015 00:00:00 GMT"})}
    waited = _Waited()
    with _client(server, waited) as client:
        client.get({})
    assert _pauses(waited) == []


def test_a_pause_that_is_too_long_is_told_not_waited_for(server: LoopbackServer) -> None:
    server.always = Fault(429, {"Retry-After": str(int(MAX_PAUSE_SECONDS) * 2)})
    assert "it asks to come back in 10 minutes" in _failure(server)
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 204])
def test_what_no_later_try_mends_fails_at_once(server: LoopbackServer, status: int) -> None:
    server.always = Fault(status)
    assert _failure(server).startswith(f"it answers {status}")
    assert len(server.asked) == 1


def test_who_is_turned_away_is_told_to_say_who_they_are(server: LoopbackServer) -> None:
    server.always = Fault(403)
    with _client(server, []) as client, pytest.raises(FetchError, match=r"403 .*--contact"):
        client.get({})


def test_silence_ends(server: LoopbackServer) -> None:
    server.always = Fault(delay=0.6)
    before = time.monotonic()
    assert _failure(server, timeout=0.1, attempts=2) == "it was silent for 0.1 seconds (2 tries)"
    assert time.monotonic() - before < 3


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
SLOW = {
    "body": (HEAD + b"\r\n", b" "),
    "header lines": (b"HTTP/1.1 200 OK\r\n", b"x: y\r\n"),
    "continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
}


@contextmanager
def _dripping(first: bytes, drop: bytes) -> Iterator[str]:
    """Answer one connection with a beginning, then drop by drop for as long as it stays open."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                connection.recv(65536)
                connection.sendall(first)
                while True:
                    connection.sendall(drop)
                    threading.Event().wait(0.02)

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        thread.join(10)
        assert not thread.is_alive()


@pytest.mark.parametrize("how", SLOW)
def test_an_answer_that_comes_drop_by_drop_is_left(how: str) -> None:
    with _dripping(*SLOW[how]) as url:
        client = PoliteClient(url, "test", 1000, timeout=20, whole_timeout=0.3)
        with client, pytest.raises(FetchError, match=r"did not end within 0\.3 seconds; .*again"):
            client.get({})
    assert client.n_requests == 1


def test_a_greeting_of_tls_that_comes_drop_by_drop_is_left() -> None:
    with _dripping(b"\x16\x03\x03\x40\x00", b"\x02") as url:
        secure = url.replace("http:", "https:")
        client = PoliteClient(secure, "test", 1000, timeout=20, whole_timeout=0.3)
        with client, pytest.raises(FetchError, match=r"did not end within 0\.3 seconds"):
            client.get({})


def test_the_deadline_counts_anew_for_each_request_on_one_connection(
    server: LoopbackServer,
) -> None:
    server.always = Fault(delay=0.2)
    with _client(server, [], whole_timeout=1.0) as client:
        for _ in range(7):
            assert client.get({}).value["answer"] == "yes"
        server.always = Fault(delay=1.5)
        with pytest.raises(FetchError, match="did not end within 1 seconds"):
            client.get({})
        server.always = None
        assert client.get({}).value["answer"] == "yes"


def test_a_truncated_body_is_seen_and_asked_for_again(server: LoopbackServer) -> None:
    server.faults = {1: Fault(missing_bytes=5)}
    with _client(server, []) as client:
        assert client.get({}).value["answer"] == "yes"
    server.always = Fault(missing_bytes=5)
    assert _failure(server) == f"the answer was cut short ({ATTEMPTS} tries)"


@pytest.mark.parametrize(
    "body",
    [
        b'{"head": {"vars"',
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a": 1} trailing',
        b'{"a": NaN}',
        b"-Infinity",
        b'{"a": "\xed\xa0\x80"}',
        b"9" * 5000,
    ],
)
def test_malformed_json_is_refused(server: LoopbackServer, body: bytes) -> None:
    server.always = Fault(body=body)
    assert _failure(server) == f"the answer is not whole JSON ({ATTEMPTS} tries)"


def test_half_a_letter_is_refused_and_a_pair_is_one_letter(server: LoopbackServer) -> None:
    server.always = Fault(body=b'{"a": ["\\ud800x"]}')
    assert _failure(server).startswith("the answer holds half a letter")
    server.always = Fault(body=b'{"a": "\\ud83d\\ude00"}')
    with _client(server, []) as client:
        assert client.get({}).value == {"a": "\U0001f600"}


def test_what_a_server_says_does_not_steer_the_terminal(server: LoopbackServer) -> None:
    server.always = Fault(302, {"Location": "https://example.org/\x1b[31m"})
    assert _failure(server) == "it redirects to https://example.org/?[31m, another place"
    assert harmless("a\u202eb\x9b\n\u53cb") == "a?b??\u53cb"


def test_a_web_page_where_json_is_due_is_refused(server: LoopbackServer) -> None:
    page = b"<!DOCTYPE html><title>Log in</title>"
    server.always = Fault(body=page, content_type="text/html; charset=utf-8")
    assert "a web page (text/html; charset=utf-8)" in _failure(server)
    assert len(server.asked) == 1
    server.always = Fault(body=page)
    assert "a web page" in _failure(server)


def test_a_body_that_does_not_end_is_not_held(server: LoopbackServer) -> None:
    server.always = Fault(body=b" " * 3_000_000 + b"{}")
    assert _failure(server, max_bytes=1_000_000) == "the answer is larger than 1 MB"


def test_a_small_answer_that_unpacks_into_a_large_one_is_not_held(server: LoopbackServer) -> None:
    bomb = gzip.compress(b" " * 30_000_000 + b"{}")
    server.always = Fault(body=bomb, headers={"Content-Encoding": "gzip"})
    assert len(bomb) < 100_000
    assert _failure(server, max_bytes=1_000_000) == "the answer is larger than 1 MB"


def test_a_packed_answer_is_unpacked_and_a_damaged_one_refused(server: LoopbackServer) -> None:
    packed = gzip.compress(b'{"answer": "yes"}')
    server.faults = {1: Fault(body=packed, headers={"Content-Encoding": "gzip"})}
    with _client(server, []) as client:
        assert client.get({}).value == GOOD
    server.always = Fault(body=b"\x00" + packed, headers={"Content-Encoding": "gzip"})
    assert _failure(server).startswith("the answer cannot be unpacked")


def test_a_redirect_on_the_same_host_is_followed(server: LoopbackServer) -> None:
    server.faults = {1: Fault(307, {"Location": "/elsewhere"})}
    with _client(server, []) as client:
        assert client.post({"q": "1"}).value["asked"] == {"q": "1"}


@pytest.mark.parametrize(
    "target",
    [
        "http://localhost:1/x",
        "https://example.org/",
        "//example.org/a",
        "ftp://127.0.0.1/",
        "http://127.0.0.1:22/x",
        "https://127.0.0.1/",
        "http://u:p@%/",
        "http://u@%/",
        "http://[::1",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:abc/",
        "http://%/\x01x y",
        "http://%/x y",
        "",
    ],
)
def test_a_redirect_to_another_host_is_refused(server: LoopbackServer, target: str) -> None:
    here = server.url.removeprefix("http://").rstrip("/")
    server.always = Fault(302, {"Location": target.replace("%", here)})
    assert "another place" in _failure(server)
    assert len(server.asked) == 1


def test_a_redirect_to_https_is_to_the_usual_ports() -> None:
    assert _is_same_place("http://a.example/x", "https://a.example/y")
    assert _is_same_place("https://a.example/x", "https://a.example:443/y")
    assert not _is_same_place("https://a.example/x", "http://a.example/x")
    assert not _is_same_place("http://a.example/x", "https://a.example:8443/x")


def test_a_redirect_in_a_circle_ends(server: LoopbackServer) -> None:
    server.always = Fault(302, {"Location": "/again"})
    assert "redirects more than" in _failure(server)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (socket.gaierror(-2, "Name or service not known"), "its name is not found"),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), "no network leads there"),
        (OSError(errno.EHOSTUNREACH, "No route to host"), "no network leads there"),
    ],
)
def test_a_computer_without_a_network_is_told_to_connect(
    monkeypatch: pytest.MonkeyPatch, reason: OSError, said: str
) -> None:
    def offline(*_: object, **__: object) -> None:
        raise reason

    monkeypatch.setattr(socket, "getaddrinfo", offline)
    waited = _Waited()
    client = PoliteClient("https://a.example/", "test", 1000, pause=waited.append)
    whole = rf"{said}: is this computer on the internet\? \(2 tries\); .*; connect this computer .*"
    with client, pytest.raises(FetchError, match=whole + r"elsewhere: --from FOLDER$"):
        client.get({})
    assert len(_pauses(waited)) == 1


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(600, "in 10 minutes"), (90_000, "in 25 hours"), (10**11, "in more than two days")],
)
def test_a_long_pause_is_told_in_words(server: LoopbackServer, seconds: int, told: str) -> None:
    assert _when(seconds) == told
    server.always = Fault(429, {"Retry-After": "Fri, 31 Dec 9999 23:59:59 GMT"})
    assert "it asks to come back in more than two days" in _failure(server)


def test_a_refused_connection_is_a_sentence() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    client = PoliteClient(f"http://127.0.0.1:{port}/", "test", 1000, pause=lambda _: None)
    with (
        client,
        pytest.raises(FetchError, match=r"it cannot be reached: connection refused .*; run the"),
    ):
        client.get({})


def test_a_reader_may_find_an_answer_unusable(server: LoopbackServer) -> None:
    seen: list[Any] = []

    def check(value: Any) -> None:
        seen.append(value)
        if len(seen) < 3:
            raise Unusable("it is busy", 9.0)

    waited = _Waited()
    with _client(server, waited) as client:
        client.get({}, check)
    assert _pauses(waited) == [9.0, 9.0]


@pytest.mark.parametrize(
    "endpoint",
    ["", "ftp://example.org", "example.org", "http://example.org/sparql", "https://a:b@example.org",
     "https://[::1", "https://example.org/ x", "file:///etc/passwd", "https://example.org/#x"],
)  # fmt: skip
def test_an_endpoint_that_cannot_be_asked_is_refused(endpoint: str) -> None:
    with pytest.raises(InvalidArgument, match=r"^endpoint="):
        PoliteClient(endpoint, "test")


@pytest.mark.parametrize("rate", [0, -1, float("nan"), float("inf"), 1e9])
def test_a_rate_that_is_none_is_refused(rate: float) -> None:
    with pytest.raises(InvalidArgument, match=r"^rate="):
        PoliteClient("https://example.org/", "test", rate)

"""`serve` itself: a server that answers, what it loads, and how it refuses."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from sistercities.cli.serve_command import LOADED_FOR_ALL, listen_on
from sistercities.errors import ReleaseError

_PATIENCE = 90.0


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(autouse=True)
def kept_environment() -> Iterator[None]:
    """`serve` hands on in the environment what its workers need: it is as before after each."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def served(release_folder: Path, tmp_path: Path) -> Iterator[str]:
    """Address of a server of the drawn world, started as a user starts it."""
    port = _free_port()
    command = [
        sys.executable, "-c", "from sistercities.cli import main; raise SystemExit(main())",
        "serve", "--port", str(port), "--data", str(release_folder), "--overlay", "nothing-here",
    ]  # fmt: skip
    with (tmp_path / "said").open("wb") as said:
        server = subprocess.Popen(command, stdout=said, stderr=said)
        address = f"http://127.0.0.1:{port}"
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and server.poll() is None:
            try:
                httpx.get(address, timeout=5)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield address
        server.send_signal(signal.SIGINT)
        assert server.wait(_PATIENCE) in (0, 130), (tmp_path / "said").read_text()
    assert "Traceback" not in (tmp_path / "said").read_text()


def test_a_server_answers_and_stops_without_a_traceback(served: str) -> None:
    answer = httpx.get(f"{served}/search?q=宁湾", follow_redirects=True)
    assert answer.status_code == 200
    assert "Ningwan" in answer.text
    assert "“nothing-here” is damaged" in answer.text
    assert "server" not in answer.headers
    port = int(served.rpartition(":")[2])
    for sent in (b"NONSENSE\r\n\r\n", b"GET / HTTP/1.1\r\nHost: <script>\r\n\r\n", b"\x00\xff\r\n"):
        with socket.create_connection(("127.0.0.1", port), timeout=30) as raw:
            raw.sendall(sent)
            raw.shutdown(socket.SHUT_WR)
            assert b"Traceback" not in raw.recv(65_536)
    assert httpx.get(f"{served}/api/v1/status").status_code == 200


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--port", "70000"), "give a port from 0 to 65,535"),
        (("--workers", "0"), "give a whole number from 1 to 64"),
        (("--cache", "-1"), "give megabytes from 0 to 100,000"),
        (("--reports", "nowhere-at-all"), "it is no folder; make one with"),
        (("--host", " "), "give an address such as 127.0.0.1"),
        (("--port", "0", "--data", "nowhere-at-all"), "nowhere-at-all"),
        (("--host", "nowhere.invalid"), "no address has this name; give one of this machine"),
        (("--host", "192.0.2.1"), "it is no address of this machine; give 127.0.0.1"),
    ],
)
def test_what_cannot_be_served_is_refused_at_once(
    typed: Callable[..., Any], arguments: tuple[str, ...], said: str
) -> None:
    answer = typed("serve", *arguments)
    assert answer.code in (2, 3)
    assert said in answer.err


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_taken_port_ends_with_a_sentence_before_an_address_is_told(
    typed: Callable[..., Any], workers: str
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        answer = typed("serve", "--port", str(other.getsockname()[1]), "--workers", workers)
    assert answer.code == 2
    assert "another program listens on it" in answer.err
    assert "Open http" not in answer.out


def test_a_taken_port_is_told_before_the_data_are_opened(
    typed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []
    monkeypatch.setattr("sistercities.cli.serve_command._check_data", lambda: opened.append(1))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        answer = typed("serve", "--port", str(other.getsockname()[1]))
    assert (answer.code, opened) == (2, [])


def test_damaged_data_give_back_the_port(
    typed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> None:
        raise ReleaseError("/data", "ties.parquet is not there", "install the package again")

    monkeypatch.setattr("sistercities.cli.serve_command._check_data", damaged)
    port = _free_port()
    answer = typed("serve", "--port", str(port))
    assert answer.code == 3
    listen_on("127.0.0.1", port)[0].close()


def test_a_free_port_is_told_as_it_is() -> None:
    sockets = listen_on("localhost", 0)
    try:
        ports = {one.getsockname()[1] for one in sockets}
        assert len(ports) == 1
        socket.create_connection(("localhost", ports.pop()), timeout=5).close()
    finally:
        for one in sockets:
            one.close()


def test_pages_of_places_load_no_data_frame(release_folder: Path) -> None:
    script = f"""
import asyncio, sys
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from sistercities.web.application import make_application
from sistercities.web.asked import Asked
from sistercities.web.languages import Words
from sistercities.web.pages.place import place_page
from sistercities.web.rendering import render
from sistercities.web.site import open_site
site = open_site({str(release_folder)!r})
make_application(site)
asked = Asked(site, Words("en"), "/place/gn:921", {{}}, "")
assert "Ningwan" in render(place_page(asked, "gn:921", "html"))
print(*sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded & {"pandas", "pyarrow", "scipy", "numba", "statsmodels", "httpx"} == set()


def test_what_workers_are_forked_from_can_be_loaded_and_is_left_alone() -> None:
    """A name that is wrong would be passed over in silence, and only cost memory.

    So would catalogues and templates that each worker reads for itself.
    """
    code = (
        "import gc, importlib, sys\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "print(gc.get_freeze_count() > 10_000, 'pandas' in sys.modules)\n"
        "from sistercities.web import catalogues, rendering\n"
        "print(catalogues.translations.cache_info().currsize >= 4)\n"
        "print(len(rendering.environment().cache) > 20)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, *LOADED_FOR_ALL], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["True", "False", "True", "True"]

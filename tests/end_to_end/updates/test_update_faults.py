"""Faults of a server: a sentence, exit code 5, and what is held stays whole."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from end_to_end.updates.drawn_updates import (
    LISTS,
    bytes_under,
    updated,
)
from sistercities.errors import FetchError
from sistercities.sources import polite_client, wikidata_pages
from sources.loopback import (
    Fault,
    SparqlServer,
    WikiServer,
    serving,
)

SHORT = 0.15
"""Seconds that an answer may take where its time-out is what is tried."""

FAULTS = {
    "unreachable": None,
    "time-out": Fault(delay=4 * SHORT),
    "truncated": Fault(missing_bytes=3),
    "429": Fault(429, {"Retry-After": "1"}),
    "429 with a date": Fault(429, {"Retry-After": "Thu, 01 Jan 2015 00:00:00 GMT"}),
    "500": Fault(500),
    "malformed": Fault(body=b'{"head": '),
    "a web page": Fault(body=b"<html>", content_type="text/html"),
    "another shape": Fault(body=b'{"hello": "world"}'),
    "empty": Fault(body=b'{"head": {"vars": ["item"]}, "results": {"bindings": []}}'),
    "another host": Fault(302, {"Location": "https://example.org/"}),
    "not found": Fault(404),
}


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("at", [1, 2])
def test_a_fault_is_a_sentence_and_what_is_held_stays_whole(
    wikidata: SparqlServer,
    tmp_path: Path,
    release_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: Callable[..., Any],
    name: str,
    at: int,
) -> None:
    updated(wikidata, accept=True)
    held = bytes_under(tmp_path / "overlays"), bytes_under(release_folder)
    if name == "time-out":
        monkeypatch.setattr(polite_client, "TIMEOUT_SECONDS", SHORT)
    url, fault = wikidata.url, FAULTS[name]
    if fault is None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{free.getsockname()[1]}/"
    first = len(wikidata.asked) + at
    wikidata.faults = {first + n: fault for n in range(9)} if fault else {}
    came = typed(
        "data", "update", "--source", "wikidata", "--endpoint", url, "--accept", "--rate", "1000"
    )
    assert (came.code, came.out) == (5, "")
    assert came.err.startswith(f"Error: {url}: ")
    assert "the data stand as they were; " in came.err
    assert "Traceback" not in came.err
    assert (bytes_under(tmp_path / "overlays"), bytes_under(release_folder)) == held
    parts = list((tmp_path / "snapshots" / "wikidata").glob("*.part"))
    assert len(parts) == (at - 1 if fault else 0)
    wikidata.faults = {}
    monkeypatch.setattr(polite_client, "TIMEOUT_SECONDS", 20.0)
    if fault is not None:
        assert updated(wikidata).n_pages_resumed == at - 1
        assert list((tmp_path / "snapshots" / "wikidata").glob("*.part")) == []


WIKI_FAULTS = {
    **{name: fault for name, fault in FAULTS.items() if fault is not None},
    "empty": Fault(body=b'{"query": {"allpages": [], "search": [], "pages": []}}'),
    "busy": Fault(body=b'{"error": {"code": "maxlag", "info": "Waiting for a database"}}'),
}


@pytest.mark.parametrize("name", WIKI_FAULTS)
@pytest.mark.parametrize("is_late", [False, True], ids=["at the titles", "at a page"])
def test_a_fault_of_a_wiki_is_a_sentence_and_what_is_held_stays_whole(
    tmp_path: Path,
    release_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: Callable[..., Any],
    name: str,
    is_late: bool,
) -> None:
    server = WikiServer(LISTS)
    with serving(server):
        updated(server, accept=lambda _: True)
        held = bytes_under(tmp_path / "overlays"), bytes_under(release_folder)
        if name == "time-out":
            monkeypatch.setattr(polite_client, "TIMEOUT_SECONDS", SHORT)
        first = 2 * len(server.asked) if is_late else len(server.asked) + 1
        server.faults = {first + n: WIKI_FAULTS[name] for n in range(9)}
        came = typed("data", "update", "--source", "wikipedia", "--endpoint", server.url,
                     "--accept", "--rate", "1000")  # fmt: skip
        assert (came.code, came.out) == (5, "")
        assert came.err.startswith(f"Error: {server.url}: ")
        assert "the data stand as they were; " in came.err
        assert "Traceback" not in came.err
        assert (bytes_under(tmp_path / "overlays"), bytes_under(release_folder)) == held
        server.faults = {}
        monkeypatch.setattr(polite_client, "TIMEOUT_SECONDS", 20.0)
        assert updated(server).against_last_update == {
            "added": 0, "ended": 0, "changed": 0, "gone": 0,
        }  # fmt: skip
        assert list((tmp_path / "snapshots").rglob("*.part")) == []


@pytest.mark.parametrize("source", ["wikidata", "wikipedia"])
def test_without_a_network_it_says_what_to_do(
    tmp_path: Path,
    release_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: Callable[..., Any],
    source: str,
) -> None:
    def offline(*_: object, **__: object) -> None:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", offline)
    held = bytes_under(release_folder)
    came = typed("data", "update", "--source", source)
    assert (came.code, came.out) == (5, "")
    assert came.err.startswith("Error: https://")
    assert came.err.endswith(
        ": its name is not found: is this computer on the internet? (2 tries); the data stand as "
        "they were; connect this computer and run the command again, or take over a snapshot that "
        "was fetched elsewhere: --from FOLDER.\n"
    )
    assert bytes_under(release_folder) == held
    assert not (tmp_path / "overlays").exists()
    assert bytes_under(tmp_path) == {}


def test_lists_without_one_tie_replace_nothing(tmp_path: Path) -> None:
    server = WikiServer({"List of twin towns and sister cities in Japan": "Nothing yet."})
    with serving(server), pytest.raises(FetchError, match=r"not one tie can be read"):
        updated(server, accept=True)
    assert not (tmp_path / "overlays").exists()


def test_items_whose_statements_are_all_gone_replace_nothing(wikidata: SparqlServer) -> None:
    empty = {"head": {"vars": list(wikidata_pages.STATEMENT_COLUMNS)}, "results": {"bindings": []}}
    wikidata.faults = {2: Fault(body=json.dumps(empty).encode())}
    with pytest.raises(FetchError, match=r"not one tie can be read"):
        updated(wikidata, accept=True)

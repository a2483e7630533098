"""Faults of a server: a sentence, exit code 5, and what is held stays whole."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from end_to_end.updates.drawn_updates import (
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

FAULTS = {
    "unreachable": None,
    "time-out": Fault(delay=1.0),
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
        monkeypatch.setattr(polite_client, "TIMEOUT_SECONDS", 0.5)
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

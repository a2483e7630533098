"""A fetch that is interrupted, killed or out of disk goes on, with the same end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from end_to_end.updates.drawn_updates import (
    bytes_under,
    told_by,
    updated,
)
from sistercities.api import data_update
from sistercities.sources import polite_client, wikidata_pages
from sources.loopback import (
    LoopbackServer,
    SparqlServer,
)

MAIN = "from sistercities.cli import command; command()"


def _program(server: LoopbackServer, *more: str, **how: Any) -> subprocess.Popen[str]:
    """Run the command as the system does, with small batches, so that there are pages enough."""
    small = f"from sistercities.sources import wikidata_pages as w; w.BATCH = 1; {MAIN}"
    source = "wikidata" if isinstance(server, SparqlServer) else "wikipedia"
    command = ("data", "update", "--source", source, "--endpoint", server.url, "--rate", "1000",
               "--accept", *more)  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-c", small, *command],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **how,
    )


def _wait_for(server: LoopbackServer, n: int) -> None:
    until = time.monotonic() + 30
    while len(server.asked) < n and time.monotonic() < until:
        server_waits.wait(0.01)
    assert len(server.asked) >= n


class _Waits:
    """The clock of the test itself, which no fixture silences."""

    def wait(self, seconds: float) -> None:
        import threading

        threading.Event().wait(seconds)


server_waits = _Waits()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_fetch_goes_on_and_ends_with_the_same_claims(
    wikidata: SparqlServer, tmp_path: Path, how: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wikidata_pages, "BATCH", 1)
    whole = updated(wikidata, snapshots=tmp_path / "other", accept=True)
    held = bytes_under(tmp_path / "overlays")
    n_before = len(wikidata.asked)
    answer = wikidata.answer

    def slowly(asked: dict[str, str]) -> bytes:
        server_waits.wait(0.15)
        return answer(asked)

    monkeypatch.setattr(wikidata, "answer", slowly)
    program = _program(wikidata)
    _wait_for(wikidata, n_before + 4)
    program.send_signal(how)
    out, err = program.communicate(timeout=30)
    assert out == ""
    if how == signal.SIGINT:
        assert program.returncode == 130
        assert err.splitlines()[-1].startswith("Stopped; the pages fetched so far are kept")
        assert "start over" not in err
        assert "Traceback" not in err
    assert bytes_under(tmp_path / "overlays") == held
    (part,) = (tmp_path / "snapshots" / "wikidata").iterdir()
    assert part.name.endswith(".part")
    monkeypatch.setattr(wikidata, "answer", answer)
    n_asked = len(wikidata.asked)
    resumed = updated(wikidata)
    assert resumed.n_pages_resumed >= 2
    assert len(wikidata.asked) - n_asked == resumed.n_pages - resumed.n_pages_resumed
    assert (resumed.n_pages, resumed.n_claims) == (whole.n_pages, whole.n_claims)
    assert told_by(resumed) == told_by(whole)
    assert resumed.against_last_update == {"added": 0, "ended": 0, "changed": 0, "gone": 0}


def test_a_fetch_stopped_before_the_first_page_leaves_no_folder(
    wikidata: SparqlServer,
    tmp_path: Path,
    typed: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(polite_client.PoliteClient, "_ask", stopped)
    came = typed(*_typed_at(wikidata))
    assert (came.code, came.out) == (130, "")
    assert came.err == (
        "Stopped; nothing is left half-written. Run the command again to start over.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_comparison_stopped_names_the_snapshot_that_is_whole(
    wikidata: SparqlServer,
    tmp_path: Path,
    typed: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as there:
        there.setattr(data_update, "read_update", stopped)
        came = typed(*_typed_at(wikidata), "--accept")
    (whole,) = (tmp_path / "snapshots" / "wikidata").iterdir()
    assert (came.code, came.out) == (130, "")
    assert came.err.startswith("Stopped; nothing is taken over. The snapshot is whole: ")
    assert f"--from {whole} goes on with it" in came.err
    n_asked = len(wikidata.asked)
    taken = typed(*_typed_at(wikidata), "--from", str(whole), "--accept")
    assert "Taken over as the overlay wikidata" in taken.out
    assert len(wikidata.asked) == n_asked


def _typed_at(server: SparqlServer) -> tuple[str, ...]:
    return ("data", "update", "--source", "wikidata", "--endpoint", server.url, "--rate", "1000")


def test_a_disk_that_fills_up_keeps_what_is_there_and_what_is_held(
    wikidata: SparqlServer, tmp_path: Path, release_folder: Path
) -> None:
    resource = pytest.importorskip("resource", reason="limits on files need a Unix")
    program = _program(
        wikidata, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_500, 1_500))
    )
    out, err = program.communicate(timeout=60)
    assert (program.returncode, out) == (4, "")
    assert "cannot be written: file too large; what has been fetched is kept" in err
    assert not (tmp_path / "overlays").exists()
    (part,) = (tmp_path / "snapshots" / "wikidata").iterdir()
    assert part.name.endswith(".part")
    assert not list(part.rglob("*.unfinished"))
    assert updated(wikidata).n_claims == 6

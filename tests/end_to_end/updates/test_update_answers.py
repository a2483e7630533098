"""What `data update` prints, and whom it asks before it takes anything over."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest

from end_to_end.updates.drawn_updates import (
    updated,
)
from promises.cli_reference import ROOT
from sistercities.cli import data_update_command
from sources.loopback import (
    SparqlServer,
)

SCHEMA = json.loads((ROOT / "docs" / "schemas" / "data-update.json").read_text(encoding="utf-8"))


def test_a_dry_run_asks_for_the_list_alone_and_keeps_nothing(
    wikidata: SparqlServer, tmp_path: Path
) -> None:
    update = updated(wikidata, dry_run=True)
    assert (update.is_dry_run, update.n_pages, update.n_requests) == (True, 3, 1)
    assert len(wikidata.asked) == 1
    assert list(tmp_path.iterdir()) == []


def test_json_obeys_its_schema(wikidata: SparqlServer, typed: Callable[..., Any]) -> None:
    check = fastjsonschema.compile(SCHEMA)
    command = ("data", "update", "--source", "wikidata", "--endpoint", wikidata.url, "--json",
               "--rate", "1000")  # fmt: skip
    for more in ((), ("--accept",), ("--dry-run",), ()):
        came = typed(*command, *more)
        assert came.code == 0
        assert came.err in ("", "Making the index of the data, once ...\n")
        check(json.loads(came.out))
    with pytest.raises(fastjsonschema.JsonSchemaException):
        check({**json.loads(came.out), "n_claims": -1})


def test_the_answer_on_paper_says_what_to_type_next(
    wikidata: SparqlServer, typed: Callable[..., Any]
) -> None:
    command = ("data", "update", "--source", "wikidata", "--endpoint", wikidata.url, "--rate", "99")
    came = typed(*command)
    assert came.out.startswith(
        "Against data 0.0.0-world: 1 added, 1 ended, 0 changed, 0 gone; 2 ties are held just so."
    )
    assert "Left out: 1 deprecated, 1 partner unknown, 1 tied to itself." in came.out
    line = came.out.splitlines()[-1]
    next_command = line.partition("To do so: sistercities ")[2].split()
    assert (
        typed(*next_command).out.splitlines()[-1].startswith("Taken over as the overlay wikidata")
    )
    assert "whole snapshot takes about 3 requests" in typed(*command, "--dry-run").out


@pytest.mark.parametrize(("answer", "is_taken"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_a_person_at_a_terminal_is_asked(
    wikidata: SparqlServer,
    monkeypatch: pytest.MonkeyPatch,
    typed: Callable[..., Any],
    tmp_path: Path,
    answer: str,
    is_taken: bool,
) -> None:
    import io

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(data_update_command.sys, "stdin", sys.stdin)
    command = ("data", "update", "--source", "wikidata", "--endpoint", wikidata.url, "--rate", "99")
    came = typed(*command)
    assert came.code == 0
    assert "Take this update over?" in came.out
    assert (tmp_path / "overlays").exists() == is_taken


def test_an_interrupt_at_the_question_is_one_true_sentence(
    wikidata: SparqlServer,
    monkeypatch: pytest.MonkeyPatch,
    typed: Callable[..., Any],
    tmp_path: Path,
) -> None:
    import io

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal(""))  # the question gets no answer
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    came = typed(
        "data", "update", "--source", "wikidata", "--endpoint", wikidata.url, "--rate", "99"
    )
    (whole,) = (tmp_path / "snapshots" / "wikidata").iterdir()
    assert came.code == 130
    assert came.err.splitlines()[-1] == (
        f"Stopped; nothing is taken over. The snapshot is whole: --from {whole} goes on with it, "
        "and fetches nothing."
    )
    assert not (tmp_path / "overlays").exists()


def test_help_loads_nothing_that_speaks_to_the_network() -> None:
    script = (
        "import sys\nfrom sistercities.cli.outcome import run\n"
        "assert run(['data', 'update', '--help']) == 0\nprint(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "typer" in loaded
    assert loaded & {"httpx", "httpcore", "ssl", "duckdb", "pandas", "numpy", "pyarrow"} == set()

"""`data update` from endpoint to overlay, on the drawn world, against servers on loopback."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest

import sistercities as sc
import world
from promises.cli_reference import ROOT
from sistercities.api import data_update
from sistercities.cli import update_command
from sistercities.dataset.assemble import assemble
from sistercities.dataset.overlays.overlay import write_overlay
from sistercities.dataset.release.store import open_release
from sistercities.dataset.release.writing import write_release
from sistercities.errors import FetchError, InvalidArgument, OutputError, SourceError
from sistercities.sources import polite_client, wikidata_pages
from sistercities.sources.source_record import Source
from sources.loopback import (
    STATEMENTS,
    Fault,
    LoopbackServer,
    SparqlServer,
    Statement,
    WikiServer,
    made_up_wikidata,
    serving,
)

MAIN = "import sys; from sistercities.cli import main; sys.exit(main())"
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "data-update.json").read_text(encoding="utf-8"))
LISTS = {
    "List of twin towns and sister cities in Japan": """
'''[[Tokiwa]]'''
*{{flagicon|CHN}} [[Ningwan]], China (1992)
*{{flagicon|FRA}} [[Portclair]], France
*{{flagicon|GER}} [[Altwerder]], Germany, since 2003
*{{flagicon|GER}} [[Nirgendwo]], Germany
*[[Somewhere]], Atlantis
""",
}
CHINESE_LISTS = {
    "岚屿省友好城市列表": """
==省级==
{|
| 〖[[岚屿省]]〗-
| {{JPN}}[[南原県]]（1980年5月1日）
|}
==地级==
{|
| 〖[[双鹤市]]〗-
| <del>{{JPN}}[[常盤市]]（1981年8月8日）</del>
|-
|
| [[法国]][[Saint-Orme]]（2015年3月）
|}
""",
}


COUNTRIES = (("CN", "CHN", "China", "AS"), ("DE", "DEU", "Germany", "EU"),
             ("FR", "FRA", "France", "EU"), ("JP", "JPN", "Japan", "AS"))  # fmt: skip


@pytest.fixture(scope="module")
def release_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the drawn world with the names of its countries; read it, never write to it."""
    columns = ("country", "iso3", "name", "continent", "capital_id", "cow_code")
    rows = [dict(zip(columns, (*row, None, None), strict=True)) for row in COUNTRIES]
    folder = tmp_path_factory.mktemp("update") / "release"
    drawn = world.ingredients()
    known = replace(drawn, covariates={**drawn.covariates, "countries": rows})
    write_release(assemble(known), folder, version="0.0.0-world")
    return folder


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, release_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the user's data a folder of the test's own, and let nothing wait."""
    monkeypatch.setenv("SISTERCITIES_DATA", str(release_folder))
    monkeypatch.setenv("SISTERCITIES_OVERLAYS", str(tmp_path / "overlays"))
    monkeypatch.setenv("SISTERCITIES_SNAPSHOTS", str(tmp_path / "snapshots"))
    monkeypatch.setattr(polite_client, "TIMEOUT_SECONDS", 20.0)
    monkeypatch.setattr(polite_client.time, "sleep", lambda _: None)


@pytest.fixture
def wikidata() -> Iterator[SparqlServer]:
    made = SparqlServer(made_up_wikidata())
    with serving(made):
        yield made


def _update(server: LoopbackServer, **more: Any) -> sc.DataUpdate:
    source = "wikidata" if isinstance(server, SparqlServer) else "wikipedia"
    return sc.update_data(source, endpoint=server.url, rate=1000, **more)


def _rows(update: sc.DataUpdate, name: str = "difference.csv") -> list[dict[str, str]]:
    with Path(update.files[name]).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _told(update: sc.DataUpdate, against: str = "release") -> set[tuple[str, ...]]:
    return {
        (row["change"], row["name_a"], row["name_b"], row["field"], row["before"], row["after"])
        for row in _rows(update)
        if row["against"] == against
    }


def _ids(update: sc.DataUpdate, change: str) -> set[frozenset[str]]:
    return {frozenset(row["tie_id"].split("~")) for row in _rows(update) if row["change"] == change}


def _bytes_under(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_an_update_of_wikidata_is_told_and_nothing_is_taken_over(
    wikidata: SparqlServer, tmp_path: Path
) -> None:
    update = _update(wikidata)
    assert _told(update) == {
        ("added", "Kawabe", "Ningwan", "tie", "", "since 2019-06"),
        ("ended", "Portclair", "Ningwan", "status", "active", "ended"),
        ("changed", "Portclair", "Ningwan", "end", "", "2021-03-05"),
    }
    assert update.against_release == {"added": 1, "ended": 1, "changed": 0, "gone": 0}
    assert (update.against_last_update, update.n_same) == (None, 2)
    assert (update.n_claims, update.n_resolved, update.n_waiting) == (6, 5, 1)
    assert (update.is_accepted, update.overlay) == (False, None)
    assert not (tmp_path / "overlays").exists()


def test_the_snapshot_says_what_was_asked_of_whom_and_on_which_terms(
    wikidata: SparqlServer, tmp_path: Path
) -> None:
    update = _update(wikidata, contact="me@example.org")
    assert update.snapshot is not None
    folder = Path(update.snapshot)
    assert folder.parent == tmp_path / "snapshots" / "wikidata"
    origin = json.loads((folder / "origin.json").read_bytes())
    assert origin["endpoint"] == wikidata.url
    assert "p:P190" in origin["asked"]["index"]
    assert (origin["licence"], origin["attribution"]) == ("CC0-1.0", "Wikidata, CC0 1.0")
    pages = list((folder / "pages").iterdir())
    assert origin["pages"] == len(pages) == update.n_pages == 3
    assert origin["bytes"] == sum(page.stat().st_size for page in pages)
    assert origin["fetched"] == update.fetched
    agent = wikidata.agents[0]
    assert agent == origin["user_agent"]
    assert agent.startswith(f"sistercities/{sc.__version__} (me@example.org)")


def test_the_account_tells_what_became_of_each_claim(wikidata: SparqlServer) -> None:
    rows = _rows(_update(wikidata), "account.csv")
    told = {row["claim_id"].partition(":")[2]: row["outcome"] for row in rows}
    assert told == {
        "Q9001-S1": "known", "Q9002-S2": "known", "Q9001-S3": "new", "Q9001-S4": "known",
        "Q9006-S5": "known", "Q9003-S6": "waiting",
    }  # fmt: skip
    (waiting,) = (row for row in rows if row["outcome"] == "waiting")
    assert waiting["told"].startswith("Nowherehausen (Q9005): no place of this name")


def test_what_is_taken_over_is_an_overlay_that_every_command_can_see(
    wikidata: SparqlServer, release_folder: Path
) -> None:
    before = _bytes_under(release_folder)
    update = _update(wikidata, accept=True)
    assert (update.is_accepted, update.overlay) == (True, "wikidata")
    assert _bytes_under(release_folder) == before
    plain = {tie.b.name: tie for tie in sc.ties_of("Ningwan")}
    laid = {tie.b.name: tie for tie in sc.ties_of("Ningwan", data=sc.Data(overlays=["wikidata"]))}
    assert set(laid) - set(plain) == {"Kawabe"}
    assert (plain["Portclair"].status, laid["Portclair"].status) == ("active", "ended")
    assert laid["Portclair"].end == "2021-03-05"
    assert any(source.startswith("wikidata-") for source in laid["Tokiwa"].sources)


def test_a_later_update_is_compared_with_the_one_taken_before(wikidata: SparqlServer) -> None:
    _update(wikidata, accept=True)
    dated = replace(STATEMENTS[2], start=("2019-06-07", 11), end=("2024-01-01", 9))
    kawabe_zhutan = Statement("Q9004", "Q9006", ("2025-01-01", 9))
    later = [STATEMENTS[0], dated, *STATEMENTS[4:6], kawabe_zhutan]
    wikidata.load(made_up_wikidata(later))
    update = _update(wikidata)
    assert _told(update, "last update") == {
        ("added", "Kawabe", "Zhutan", "tie", "", "since 2025"),
        ("ended", "Kawabe", "Ningwan", "status", "unknown", "ended"),
        ("changed", "Kawabe", "Ningwan", "start", "2019-06", "2019-06-07"),
        ("changed", "Kawabe", "Ningwan", "end", "", "2024"),
        ("gone", "Portclair", "Ningwan", "tie", "", ""),
    }
    assert update.against_last_update == {"added": 1, "ended": 1, "changed": 0, "gone": 1}
    assert update.against_release is not None
    assert update.against_release["added"] == 2


def test_the_same_again_changes_nothing(wikidata: SparqlServer, tmp_path: Path) -> None:
    first = _update(wikidata, accept=True)
    held = _bytes_under(tmp_path / "overlays")
    second = _update(wikidata)
    assert second.against_last_update == {"added": 0, "ended": 0, "changed": 0, "gone": 0}
    assert first.snapshot != second.snapshot
    assert _bytes_under(tmp_path / "overlays") == held


def test_a_snapshot_can_be_taken_over_later(wikidata: SparqlServer) -> None:
    update = _update(wikidata)
    n_asked = len(wikidata.asked)
    taken = _update(wikidata, from_snapshot=update.snapshot, accept=True)
    assert len(wikidata.asked) == n_asked
    assert (taken.overlay, taken.n_requests) == ("wikidata", 0)
    assert _told(taken) == _told(update)


@pytest.mark.parametrize(
    ("name", "told"), [("nowhere", "it is not there"), ("empty", "it holds no SHA256SUMS")]
)
def test_a_snapshot_that_is_none_is_told(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InvalidArgument, match=rf"{name}' cannot be used; {told}; name the folder"):
        sc.update_data("wikidata", from_snapshot=tmp_path / name)


def test_who_decides_is_shown_the_update(wikidata: SparqlServer) -> None:
    shown: list[sc.DataUpdate] = []

    def no(update: sc.DataUpdate) -> bool:
        shown.append(update)
        return False

    assert not _update(wikidata, accept=no).is_accepted
    assert shown[0].against_release == {"added": 1, "ended": 1, "changed": 0, "gone": 0}
    assert _update(wikidata, accept=lambda _: True).is_accepted


def test_far_fewer_claims_than_before_are_not_taken_over_unseen(
    wikidata: SparqlServer, tmp_path: Path
) -> None:
    _update(wikidata, accept=True)
    held = _bytes_under(tmp_path / "overlays")
    wikidata.load(made_up_wikidata(STATEMENTS[:1]))
    with pytest.raises(FetchError, match=r"1 claims, less than half of the 6 .*--from .*--accept"):
        _update(wikidata, accept=True)
    assert _bytes_under(tmp_path / "overlays") == held
    told = _update(wikidata)
    assert told.warning
    assert _update(wikidata, from_snapshot=told.snapshot, accept=True).is_accepted


def test_the_release_counts_where_the_last_update_was_small_already(
    wikidata: SparqlServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    wikidata.load(made_up_wikidata(STATEMENTS[:1]))
    small = _update(wikidata, accept=lambda _: True)
    assert small.is_accepted
    monkeypatch.setattr(data_update, "FAMILIES", {"wikidata": world.EN})
    with pytest.raises(FetchError, match=r"1 claims, less than half of .* the release has of"):
        _update(wikidata, accept=True)


def _register_called_wikidata(folder: Path) -> None:
    """Write an overlay of that name whose origin is a file, as older versions let one import."""
    source = Source(
        source_id="register", title="Register", producer="us", version="1", snapshot_year=2026,
        is_dated=False, licence="not stated", attribution="us", covers="two ties", gaps="the rest",
    )  # fmt: skip
    with open_release(folder) as release:
        write_overlay("wikidata", [], source, release, [], {"file": "ours.xlsx"})


def test_a_register_of_the_same_name_is_not_replaced(
    wikidata: SparqlServer, tmp_path: Path, release_folder: Path
) -> None:
    _register_called_wikidata(release_folder)
    held = _bytes_under(tmp_path / "overlays")
    refused = r"imported from ours\.xlsx, which no update replaces; .* overlays remove wikidata"
    with pytest.raises(OutputError, match=refused):
        _update(wikidata, accept=True)
    assert wikidata.asked == []
    shown = _update(wikidata)
    assert shown.against_last_update is None
    with pytest.raises(OutputError, match=refused):
        _update(wikidata, accept=lambda _: True)
    assert _bytes_under(tmp_path / "overlays") == held


def test_an_update_of_the_english_lists() -> None:
    server = WikiServer(LISTS)
    with serving(server):
        update = _update(server, accept=lambda _: True)
    told = {one for one in _told(update) if one[0] != "gone"}
    assert told == {("added", "Altwerder", "Tokiwa", "tie", "", "since 2003")}
    of_enwiki = {one.tie_id for one in world.claims() if one.claim.source_id == world.EN} - {None}
    assert _ids(update, "gone") == {frozenset(tie.split("~")) for tie in of_enwiki if tie} - {
        frozenset((world.NINGWAN, world.TOKIWA)), frozenset((world.TOKIWA, world.PORTCLAIR)),
    }  # fmt: skip
    assert (update.n_claims, update.n_waiting, update.n_not_understood) == (4, 1, 1)
    assert update.overlay == "wikipedia-en"
    refused = [row for row in _rows(update, "account.csv") if row["outcome"] == "refused"]
    assert [row["told"] for row in refused] == [
        "no country that is known: Atlantis: [[Somewhere]], Atlantis"
    ]
    assert refused[0]["line"].endswith("revision 1010, line 7")
    assert update.shapes["tie"] == 4


def test_an_update_of_the_chinese_lists_tells_what_is_gone() -> None:
    server = WikiServer(CHINESE_LISTS)
    with serving(server):
        update = _update(server, language="zh", accept=lambda _: True)
    told = _told(update)
    assert ("ended", "Shuanghe", "Tokiwa", "status", "active", "suspended") in {
        (change, *sorted((a, b)), *rest) for change, a, b, *rest in told
    }
    assert ("added", "since 2015-03, active") in {(one[0], one[5]) for one in told}
    of_zhwiki = {frozenset((one.a.place_id, one.b.place_id)) for one in world.claims()
                 if one.claim.source_id == world.ZH}  # fmt: skip
    still = {
        frozenset(p) for p in ((world.LANYU, world.MINAMIHARA), (world.SHUANGHE, world.TOKIWA))
    }
    assert _ids(update, "gone") == of_zhwiki - still
    assert update.overlay == "wikipedia-zh"


def test_a_dry_run_asks_for_the_list_alone_and_keeps_nothing(
    wikidata: SparqlServer, tmp_path: Path
) -> None:
    update = _update(wikidata, dry_run=True)
    assert (update.is_dry_run, update.n_pages, update.n_requests) == (True, 3, 1)
    assert len(wikidata.asked) == 1
    assert list(tmp_path.iterdir()) == []


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
    _update(wikidata, accept=True)
    held = _bytes_under(tmp_path / "overlays"), _bytes_under(release_folder)
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
    assert (_bytes_under(tmp_path / "overlays"), _bytes_under(release_folder)) == held
    parts = list((tmp_path / "snapshots" / "wikidata").glob("*.part"))
    assert len(parts) == (at - 1 if fault else 0)
    wikidata.faults = {}
    monkeypatch.setattr(polite_client, "TIMEOUT_SECONDS", 20.0)
    if fault is not None:
        assert _update(wikidata).n_pages_resumed == at - 1
        assert list((tmp_path / "snapshots" / "wikidata").glob("*.part")) == []


def test_lists_without_one_tie_replace_nothing(tmp_path: Path) -> None:
    server = WikiServer({"List of twin towns and sister cities in Japan": "Nothing yet."})
    with serving(server), pytest.raises(FetchError, match=r"not one tie can be read"):
        _update(server, accept=True)
    assert not (tmp_path / "overlays").exists()


def test_items_whose_statements_are_all_gone_replace_nothing(wikidata: SparqlServer) -> None:
    empty = {"head": {"vars": list(wikidata_pages.STATEMENT_COLUMNS)}, "results": {"bindings": []}}
    wikidata.faults = {2: Fault(body=json.dumps(empty).encode())}
    with pytest.raises(FetchError, match=r"not one tie can be read"):
        _update(wikidata, accept=True)


def test_json_obeys_its_schema(wikidata: SparqlServer, typed: Callable[..., Any]) -> None:
    check = fastjsonschema.compile(SCHEMA)
    command = ("data", "update", "--source", "wikidata", "--endpoint", wikidata.url, "--json",
               "--rate", "1000")  # fmt: skip
    for more in ((), ("--accept",), ("--dry-run",), ()):
        came = typed(*command, *more)
        assert (came.code, came.err) == (0, "")
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
    monkeypatch.setattr(update_command.sys, "stdin", sys.stdin)
    command = ("data", "update", "--source", "wikidata", "--endpoint", wikidata.url, "--rate", "99")
    came = typed(*command)
    assert came.code == 0
    assert "Take this update over?" in came.out
    assert (tmp_path / "overlays").exists() == is_taken


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("source", "wikimapia"), ("language", "tlh"), ("endpoint", "http://example.org/"),
        ("endpoint", "nonsense"), ("rate", 0.0), ("contact", "a\nb"), ("snapshots", ""),
    ],
)  # fmt: skip
def test_arguments_that_cannot_be_used_are_told_before_anything_is_asked(
    tmp_path: Path, argument: str, value: object
) -> None:
    arguments: dict[str, Any] = {"source": "wikipedia", argument: value}
    with pytest.raises(InvalidArgument):
        sc.update_data(arguments.pop("source"), **arguments)
    assert list(tmp_path.iterdir()) == []


def test_a_snapshot_of_another_source_or_none_is_refused(
    wikidata: SparqlServer, tmp_path: Path
) -> None:
    update = _update(wikidata)
    with pytest.raises(InvalidArgument, match=r"this snapshot is of wikidata"):
        sc.update_data("wikipedia", from_snapshot=update.snapshot)
    with pytest.raises(InvalidArgument, match=r"has finished"):
        sc.update_data("wikidata", from_snapshot=tmp_path)


def test_a_changed_page_of_a_snapshot_is_refused(wikidata: SparqlServer) -> None:
    update = _update(wikidata)
    assert update.snapshot is not None
    page = Path(update.snapshot) / "pages" / "statements-0001.json"
    page.write_bytes(page.read_bytes().replace(b"1992", b"1882"))
    with pytest.raises(SourceError, match=r"statements-0001.json, row 0, column sha256"):
        _update(wikidata, from_snapshot=update.snapshot)


def test_a_folder_that_cannot_be_written_is_a_sentence(
    wikidata: SparqlServer, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"--snapshots"):
        _update(wikidata, snapshots=tmp_path / "file")
    assert wikidata.asked == []


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
    whole = _update(wikidata, snapshots=tmp_path / "other", accept=True)
    held = _bytes_under(tmp_path / "overlays")
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
        assert "What has been fetched is kept" in err
        assert "Traceback" not in err
    assert _bytes_under(tmp_path / "overlays") == held
    (part,) = (tmp_path / "snapshots" / "wikidata").iterdir()
    assert part.name.endswith(".part")
    monkeypatch.setattr(wikidata, "answer", answer)
    n_asked = len(wikidata.asked)
    resumed = _update(wikidata)
    assert resumed.n_pages_resumed >= 2
    assert len(wikidata.asked) - n_asked == resumed.n_pages - resumed.n_pages_resumed
    assert (resumed.n_pages, resumed.n_claims) == (whole.n_pages, whole.n_claims)
    assert _told(resumed) == _told(whole)
    assert resumed.against_last_update == {"added": 0, "ended": 0, "changed": 0, "gone": 0}


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
    assert _update(wikidata).n_claims == 6


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

"""An update of Wikidata: what differs, what is taken over, and what is compared next time."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import sistercities as sc
import world
from end_to_end.updates.drawn_updates import (
    bytes_under,
    rows_of,
    told_by,
    updated,
)
from sistercities.api import data_update
from sistercities.api.data_choice import open_data
from sistercities.dataset.overlays.overlay import write_overlay
from sistercities.dataset.release.store import open_release
from sistercities.errors import FetchError, InvalidArgument, OutputError
from sistercities.sources.source_record import Source
from sources.loopback import (
    STATEMENTS,
    SparqlServer,
    Statement,
    made_up_wikidata,
)


def test_an_update_of_wikidata_is_told_and_nothing_is_taken_over(
    wikidata: SparqlServer, tmp_path: Path
) -> None:
    update = updated(wikidata)
    assert told_by(update) == {
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
    update = updated(wikidata, contact="me@example.org")
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
    rows = rows_of(updated(wikidata), "account.csv")
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
    before = bytes_under(release_folder)
    update = updated(wikidata, accept=True)
    assert (update.is_accepted, update.overlay) == (True, "wikidata")
    assert bytes_under(release_folder) == before
    plain = {tie.b.name: tie for tie in sc.ties_of("Ningwan")}
    laid = {tie.b.name: tie for tie in sc.ties_of("Ningwan", data=sc.Data(overlays=["wikidata"]))}
    assert set(laid) - set(plain) == {"Kawabe"}
    assert any(source.startswith("wikidata-") for source in laid["Tokiwa"].sources)


def test_an_end_after_all_that_is_known_ends_the_tie(wikidata: SparqlServer) -> None:
    ended = replace(STATEMENTS[3], end=("2024-03-05", 11))
    wikidata.load(made_up_wikidata([*STATEMENTS[:3], ended, *STATEMENTS[4:]]))
    updated(wikidata, accept=True)
    (plain,) = _ties_with("Portclair")
    (laid,) = _ties_with("Portclair", "wikidata")
    assert (plain.status, laid.status) == ("active", "ended")
    assert (laid.end, laid.standing) == ("2024-03-05", "ended")


def test_an_end_before_the_tie_was_resumed_is_told_and_does_not_end_it(
    wikidata: SparqlServer,
) -> None:
    """The drawn world has an event of 2022 that resumes it; the statement ends it in 2021."""
    updated(wikidata, accept=True)
    (laid,) = _ties_with("Portclair", "wikidata")
    assert (laid.status, laid.end, laid.standing) == ("active", None, "active")
    with open_data(sc.Data(overlays=["wikidata"])) as data:
        rows = data.query("SELECT * FROM conflicts WHERE tie_id = ?", [laid.tie_id])
    told = {row["field"]: (row["kept"], row["other"]) for row in rows}
    assert told["status"] == ("active", "ended")
    assert told["end"] == (None, "2021-03-05")


def _ties_with(name: str, *overlays: str) -> list[sc.records.Tie]:
    found = sc.ties_of("Ningwan", data=sc.Data(overlays=overlays))
    return [tie for tie in found if tie.b.name == name]


def test_a_later_update_is_compared_with_the_one_taken_before(wikidata: SparqlServer) -> None:
    updated(wikidata, accept=True)
    dated = replace(STATEMENTS[2], start=("2019-06-07", 11), end=("2024-01-01", 9))
    kawabe_zhutan = Statement("Q9004", "Q9006", ("2025-01-01", 9))
    later = [STATEMENTS[0], dated, *STATEMENTS[4:6], kawabe_zhutan]
    wikidata.load(made_up_wikidata(later))
    update = updated(wikidata)
    assert told_by(update, "last update") == {
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
    first = updated(wikidata, accept=True)
    held = bytes_under(tmp_path / "overlays")
    second = updated(wikidata)
    assert second.against_last_update == {"added": 0, "ended": 0, "changed": 0, "gone": 0}
    assert first.snapshot != second.snapshot
    assert bytes_under(tmp_path / "overlays") == held


def test_a_snapshot_can_be_taken_over_later(wikidata: SparqlServer) -> None:
    update = updated(wikidata)
    n_asked = len(wikidata.asked)
    taken = updated(wikidata, from_snapshot=update.snapshot, accept=True)
    assert len(wikidata.asked) == n_asked
    assert (taken.overlay, taken.n_requests) == ("wikidata", 0)
    assert told_by(taken) == told_by(update)


@pytest.mark.parametrize(
    ("name", "told"), [("nowhere", "it is not there"), ("empty", "it holds no SHA256SUMS")]
)
def test_a_snapshot_that_is_none_is_told(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InvalidArgument, match=rf"{name}' cannot be used; {told}; name the folder"):
        sc.releases.update_data("wikidata", from_snapshot=tmp_path / name)


def test_who_decides_is_shown_the_update(wikidata: SparqlServer) -> None:
    shown: list[sc.records.DataUpdate] = []

    def no(update: sc.records.DataUpdate) -> bool:
        shown.append(update)
        return False

    assert not updated(wikidata, accept=no).is_accepted
    assert shown[0].against_release == {"added": 1, "ended": 1, "changed": 0, "gone": 0}
    assert updated(wikidata, accept=lambda _: True).is_accepted


def test_far_fewer_claims_than_before_are_not_taken_over_unseen(
    wikidata: SparqlServer, tmp_path: Path
) -> None:
    updated(wikidata, accept=True)
    held = bytes_under(tmp_path / "overlays")
    wikidata.load(made_up_wikidata(STATEMENTS[:1]))
    with pytest.raises(FetchError, match=r"1 claims, less than half of the 6 .*--from .*--accept"):
        updated(wikidata, accept=True)
    assert bytes_under(tmp_path / "overlays") == held
    told = updated(wikidata)
    assert told.warning
    assert updated(wikidata, from_snapshot=told.snapshot, accept=True).is_accepted


def test_the_release_counts_where_the_last_update_was_small_already(
    wikidata: SparqlServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    wikidata.load(made_up_wikidata(STATEMENTS[:1]))
    small = updated(wikidata, accept=lambda _: True)
    assert small.is_accepted
    monkeypatch.setattr(data_update, "FAMILIES", {"wikidata": world.EN})
    with pytest.raises(FetchError, match=r"1 claims, less than half of .* the release has of"):
        updated(wikidata, accept=True)


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
    held = bytes_under(tmp_path / "overlays")
    refused = r"imported from ours\.xlsx, which no update replaces; .* overlays remove wikidata"
    with pytest.raises(OutputError, match=refused):
        updated(wikidata, accept=True)
    assert wikidata.asked == []
    shown = updated(wikidata)
    assert shown.against_last_update is None
    with pytest.raises(OutputError, match=refused):
        updated(wikidata, accept=lambda _: True)
    assert bytes_under(tmp_path / "overlays") == held

"""Overlays: written, read, damaged, and merged with the release."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import world
from dataset import made_up_overlay as made_up
from release_build.writing.release_files import write_release
from sistercities.dataset.assemble import assemble, claim_row, signing_levels
from sistercities.dataset.overlays.laying import read_overlays
from sistercities.dataset.overlays.merge import MERGED, check_overlay, lay_over
from sistercities.dataset.overlays.overlay import Overlay, read_overlay
from sistercities.dataset.release.store import Release, open_release
from sistercities.dataset.release.verify import _RULES
from sistercities.dataset.tie_events import by_tie, event_rows
from sistercities.dataset.weigh import Around, weigh
from sistercities.errors import BuildError, InvalidArgument, OverlayError
from sistercities.terms.places import Resolution


@pytest.fixture
def gazette(release_folder: Path) -> Overlay:
    """Write the made-up overlay among the user's own."""
    return made_up.write("gazette", release_folder)


@pytest.fixture
def merged(release_folder: Path, gazette: Overlay) -> Release:
    """Lay the overlay over the world."""
    release = open_release(release_folder)
    lay_over(release, [gazette])
    return release


def _ties(release: Release) -> dict[str, dict[str, object]]:
    return {row["tie_id"]: row for row in release.query("SELECT * FROM ties")}


def test_an_overlay_is_read_as_it_was_written(gazette: Overlay, overlays_of_nobody: Path) -> None:
    assert gazette.folder == overlays_of_nobody / "gazette"
    assert (gazette.n_claims, gazette.n_resolved) == (6, 5)
    assert (gazette.data_version, gazette.source_id) == ("0.0.0-world", "gazette")
    assert gazette.origin == {"file": "made up"}
    assert read_overlay("GAZETTE") == read_overlay(gazette.folder) == gazette
    assert read_overlay("gazette")


def test_the_same_content_writes_nothing(gazette: Overlay, release_folder: Path) -> None:
    def stamps() -> dict[Path, tuple[int, bytes]]:
        files = [path for path in gazette.folder.rglob("*") if path.is_file()]
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}

    before = stamps()
    assert made_up.write("gazette", release_folder) == gazette
    assert stamps() == before


def test_the_same_content_removes_what_a_killed_run_left(
    gazette: Overlay, release_folder: Path
) -> None:
    aside = gazette.folder / ".unfinished-killed"
    aside.mkdir()
    (aside / "claims.parquet").write_bytes(b"half")
    (gazette.folder / "of-the-reader.txt").write_text("mine")
    assert made_up.write("gazette", release_folder) == gazette
    assert not aside.exists()
    assert (gazette.folder / "of-the-reader.txt").read_text() == "mine"
    assert gazette.state.is_dir()


def test_other_content_replaces_it_whole(gazette: Overlay, release_folder: Path) -> None:
    fewer = made_up.write("gazette", release_folder, made_up.CLAIMS[:2])
    assert fewer.n_claims == 2
    assert fewer.content_sha256 != gazette.content_sha256
    assert not gazette.state.exists()


def test_ties_are_those_of_weighing_all_claims_at_once(merged: Release) -> None:
    """The second opinion: all claims of the world and of the overlay, weighed from scratch."""
    everything = [*world.claims(), *made_up.CLAIMS]
    years = {row["source_id"]: row["snapshot_year"] for row in world.sources()} | {"gazette": 2030}
    happened = by_tie(event_rows(world.events(), (), everything, world.places()))
    around = Around(years, happened)
    due = weigh(everything, world.places(), signing_levels(world.upper_tier()), around)
    assert _ties(merged) == {row["tie_id"]: row for row in world.as_covered(due.ties)}
    by_key = lambda row: (row["tie_id"], row["field"], row["other_claim"])  # noqa: E731
    found = sorted(merged.query("SELECT * FROM conflicts"), key=by_key)
    assert found == sorted(due.conflicts, key=by_key)
    claims = {row["claim_id"]: row for row in merged.query("SELECT * FROM claims")}
    assert claims == {one.claim.claim_id: claim_row(one) for one in everything}


def test_what_is_told_of_ties_at_two_levels_stays_under_an_overlay(tmp_path: Path) -> None:
    """The overlay weighs the tie of Shuanghe again; that of its province is not in it."""
    province = made_up.claim(99, world.LANYU, world.TOKIWA, world.EN)
    known = world.ingredients()
    tables = assemble(replace(known, resolved=[*known.resolved, province]))
    write_release(tables, tmp_path / "release", version="0.0.0-world")
    told = "SELECT * FROM conflicts WHERE field = 'place' ORDER BY tie_id, other_claim"
    before = open_release(tmp_path / "release").query(told)
    release = open_release(tmp_path / "release")
    lay_over(release, [made_up.write("gazette", tmp_path / "release")])
    assert {row["kept"] for row in before} >= {world.LANYU, world.SHUANGHE}
    assert release.query(told) == before


def test_what_the_overlay_says_is_seen(merged: Release) -> None:
    ties = _ties(merged)
    ended = ties[f"{world.TOKIWA}~{world.NINGWAN}"]
    assert (ended["status"], ended["end"], ended["start"]) == ("ended", "2028-01-01", "1992-04-11")
    assert ended["sources"] == "enwiki-2026 gazette zhwiki-2020"
    new = ties[f"{world.ALTWERDER}~{world.SAKURAI}"]
    assert (new["tie_class"], new["sources"]) == ("lower", "gazette")
    assert ties[f"{world.NORDMARK}~{world.HIGASHINO}"]["tie_class"] == "upper"
    assert ties[f"{world.SAKURAI}~{world.SONGGANG}"]["start"] == "1999"
    assert ties[f"{world.TOKIWA}~{world.SHUANGHE}"]["start"] == "1981-08-08"
    waiting = merged.query("SELECT * FROM claims WHERE claim_id = 'gazette:5'")[0]
    assert (waiting["place_b"], waiting["tie_id"], waiting["name_b"]) == (None, None, "Nirgendwo")


def test_the_rules_of_a_release_hold_with_an_overlay_on_it(merged: Release) -> None:
    for table, fact, sql in _RULES:
        assert merged.query(f"{sql} LIMIT 1") == [], (table, fact)


def test_no_place_is_made_up(merged: Release, release_folder: Path) -> None:
    with open_release(release_folder) as alone:
        count = "SELECT count(*) AS n FROM places"
        assert merged.query(count) == alone.query(count)


def test_frames_have_the_types_of_the_release(merged: Release, release_folder: Path) -> None:
    with open_release(release_folder) as alone:
        for name in MERGED:
            ours, theirs = merged.frame(name), alone.frame(name)
            pd.testing.assert_series_equal(ours.dtypes, theirs.dtypes)
            assert len(ours) > len(theirs)
        pd.testing.assert_frame_equal(merged.frame("places"), alone.frame("places"))


def test_the_version_says_what_lies_on_the_data(merged: Release, gazette: Overlay) -> None:
    assert merged.version == f"0.0.0-world+gazette.{gazette.content_sha256[:8]}"


def test_the_release_itself_is_not_touched(
    merged: Release, release_folder: Path, gazette: Overlay
) -> None:
    assert "gazette" in {row["source_id"] for row in merged.query("SELECT * FROM sources")}
    with open_release(release_folder) as alone:
        assert alone.query("SELECT * FROM claims WHERE source_id = 'gazette'") == []
        assert check_overlay(alone, gazette)


def test_two_overlays_lie_together(release_folder: Path, gazette: Overlay) -> None:
    more = [made_up.claim(1, world.NINGWAN, world.SAKURAI, "letters")]
    made_up.write("letters", release_folder, more, "letters")
    with open_release(release_folder) as release:
        lay_over(release, read_overlays(["letters", "gazette", "gazette"]))
        assert len(release.overlays) == 2
        assert f"{world.SAKURAI}~{world.NINGWAN}" in _ties(release)


def test_two_overlays_of_one_source_are_refused(
    release_folder: Path, gazette: Overlay, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(gazette.folder, copy)
    with (
        open_release(release_folder) as release,
        pytest.raises(
            OverlayError, match=r"has the source gazette of .*; leave one of the two out"
        ),
    ):
        lay_over(release, read_overlays(["gazette", copy]))


def test_the_id_of_a_source_of_the_release_is_refused(release_folder: Path) -> None:
    with pytest.raises(InvalidArgument, match="a source of the release has this id"):
        made_up.write("any", release_folder, [], world.ZH)


def test_claims_of_another_source_are_refused(release_folder: Path) -> None:
    with pytest.raises(BuildError, match="holds a claim of gazette; one overlay is one source"):
        made_up.write("older", release_folder, made_up.CLAIMS, "older")


def test_a_place_that_moved_is_found_and_one_that_is_gone_waits(release_folder: Path) -> None:
    """An overlay made for older data: gn:929 redirects to Ningwan, gn:404 is no more."""
    moved = made_up.claim(1, world.NINGWAN, world.SAKURAI, "older")
    moved = type(moved)(moved.claim, Resolution("gn:929", "alias", 0.9), moved.b)
    gone = made_up.claim(2, world.ALTWERDER, world.TOKIWA, "older")
    gone = type(gone)(gone.claim, Resolution("gn:404", "alias", 0.9), gone.b)
    overlay = made_up.write("older", release_folder, [moved, gone], "older")
    with open_release(release_folder) as release:
        assert (
            "1 of 2 claims name places that these data no longer hold"
            in check_overlay(release, overlay)[-1]
        )
        lay_over(release, [overlay])
        rows = {r["claim_id"]: r for r in release.query("FROM claims WHERE source_id = 'older'")}
        assert rows["older:1"]["tie_id"] == f"{world.SAKURAI}~{world.NINGWAN}"
        assert (rows["older:2"]["place_a"], rows["older:2"]["method_a"]) == (None, None)
        assert rows["older:2"]["tie_id"] is None


def _damage(gazette: Overlay, how: str) -> None:
    manifest = gazette.state / "overlay.json"
    if how == "flipped":
        content = bytearray(gazette.claims_file.read_bytes())
        content[len(content) // 2] ^= 1
        gazette.claims_file.write_bytes(content)
    elif how == "missing":
        gazette.sources_file.unlink()
    elif how == "cut":
        manifest.write_bytes(manifest.read_bytes()[:40])
    elif how == "foreign":
        manifest.write_text('{"name": "another", "files": []}')
    elif how == "pointer":
        (gazette.folder / "current").write_text("../../etc\n")
    elif how == "version":
        manifest.write_text(manifest.read_text().replace('"data_version": "', '"data_version": "9'))
    elif how == "state":
        shutil.rmtree(gazette.state)
    else:
        manifest.write_text(manifest.read_text().replace('"claims": 6', '"claims": "many"'))


@pytest.mark.parametrize(
    "how", ["flipped", "missing", "cut", "foreign", "pointer", "state", "count", "version"]
)
def test_a_damaged_overlay_is_named(gazette: Overlay, how: str) -> None:
    _damage(gazette, how)
    with pytest.raises(OverlayError, match=r"^the overlay gazette .*; import its register again"):
        read_overlay("gazette")


def test_a_damaged_overlay_is_mended_by_writing_it_again(
    gazette: Overlay, release_folder: Path
) -> None:
    _damage(gazette, "flipped")
    made_up.write("gazette", release_folder)
    assert read_overlay("gazette")


def test_an_overlay_with_foreign_columns_is_named(
    gazette: Overlay, release_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(gazette.sources_file, gazette.claims_file)
    monkeypatch.setattr("sistercities.dataset.overlays.overlay._check_files", lambda *_: None)
    with (
        open_release(release_folder) as release,
        pytest.raises(OverlayError, match=r"gazette is damaged: claims\.parquet .* import its"),
    ):
        lay_over(release, [read_overlay("gazette")])


def test_an_overlay_of_garbage_is_not_the_fault_of_the_package(
    gazette: Overlay, release_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sistercities.dataset.overlays.overlay._check_files", lambda *_: None)
    for content in (b"garbage", b"PAR1garbagePAR1", b""):
        gazette.claims_file.write_bytes(content)
        with open_release(release_folder) as release, pytest.raises(OverlayError) as caught:
            lay_over(release, [read_overlay("gazette")])
        assert "claims.parquet" in str(caught.value)
        assert "package" not in str(caught.value)


def test_an_overlay_that_is_not_there_is_told_with_those_that_are(gazette: Overlay) -> None:
    with pytest.raises(OverlayError, match=r"gazette, and a path needs a slash") as mistyped:
        read_overlay("gazete")
    assert mistyped.value.exit_code == 2
    with pytest.raises(OverlayError, match="is not in") as caught:
        read_overlay(gazette.folder.parent / "nowhere")
    assert caught.value.exit_code == 2

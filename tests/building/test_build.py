"""The build as a whole: the same bytes twice, comparing with a release, nothing half-written."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest

import world
from release_build import build
from release_build.gather import Gathered
from release_build.hierarchy import FormerParent, canonical_links
from release_build.universe import universe
from sistercities.dataset.assemble import assemble
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.release.store import open_release
from sistercities.errors import BuildError, OutputError, ReleaseError, SourceError
from sistercities.sources.official_totals import OfficialTotal, read_official_totals
from sistercities.sources.origins import FOLDERS, PARTS, require_shippable
from sistercities.terms.tables import TABLES


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay out a project whose snapshots are the drawn world."""
    folder = tmp_path / "project"
    (folder / "data").mkdir(parents=True)
    (folder / "shared").mkdir()
    (folder / "data" / "expectations.yml").write_text(
        "- {name: ties, table: ties, where: {}, at_least: 36, at_most: 36}\n", encoding="utf-8"
    )

    def gathered(*_: object) -> Gathered:
        return Gathered(world.ingredients(), world.places(), dict)

    monkeypatch.setattr(build, "gather", gathered)
    return folder


def _run(project: Path, *more: str) -> int:
    return build.main(
        [
            f"--shared={project / 'shared'}",
            f"--project={project}",
            f"--out={project / 'out'}",
            *more,
        ]
    )


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_second_build_gives_the_same_bytes(project: Path) -> None:
    assert _run(project) == 0
    first = _bytes(project / "out")
    review = (project / "data" / "needs_review.csv").read_bytes()
    assert _run(project) == 0
    assert _bytes(project / "out") == first
    assert (project / "data" / "needs_review.csv").read_bytes() == review


def test_the_check_says_in_one_line_that_nothing_differs(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(project) == 0
    capsys.readouterr()
    assert _run(project, "--check") == 0
    assert capsys.readouterr().out == (
        f"the release is the same, byte for byte, as a new build ({len(TABLES)} tables)\n"
    )


def test_the_check_names_the_tables_that_differ(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(project) == 0
    before = _bytes(project / "out")
    claims = world.claims()
    claims[0] = replace(claims[0], claim=replace(claims[0].claim, start="1980-05-02"))
    other = replace(world.ingredients(), resolved=claims)
    monkeypatch.setattr(build, "gather", lambda *_: Gathered(other, world.places(), dict))
    capsys.readouterr()
    assert _run(project, "--check") == 1
    assert "differs from a new build in claims, ties; make build" in capsys.readouterr().err
    assert _bytes(project / "out") == before


def test_the_check_sees_a_review_file_that_is_out_of_date(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(project) == 0
    (project / "data" / "needs_review.csv").write_text("claim_id\n", encoding="utf-8")
    assert _run(project, "--check") == 1
    assert "needs_review.csv differs" in capsys.readouterr().err


def test_without_snapshots_nothing_is_checked_and_that_is_said(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "shared").rmdir()
    assert _run(project, "--check") == 0
    assert "not checked" in capsys.readouterr().out
    assert _run(project) != 0


def test_a_broken_expectation_leaves_the_old_release(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(project) == 0
    before = _bytes(project / "out")
    (project / "data" / "expectations.yml").write_text(
        "- {name: ties, table: ties, where: {}, at_least: 37}\n", encoding="utf-8"
    )
    assert _run(project) == BuildError.exit_code
    assert "ties: 36 is outside 37 to inf" in capsys.readouterr().err
    assert _bytes(project / "out") == before


def test_a_release_that_is_too_large_leaves_the_old_one(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(project) == 0
    before = _bytes(project / "out")
    monkeypatch.setattr(build, "MAX_BYTES", 1000)
    monkeypatch.setattr(build, "NOTES", ("another note",))
    assert _run(project) == BuildError.exit_code
    assert "1,000 are allowed" in capsys.readouterr().err
    assert _bytes(project / "out") == before
    assert not list(project.glob(".out*"))


def test_a_release_that_does_not_verify_leaves_the_old_one(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(project) == 0
    before = _bytes(project / "out")
    unlicensed = [{**row, "licence": "none stated"} for row in world.sources()]
    other = replace(world.ingredients(), sources=unlicensed)
    monkeypatch.setattr(build, "gather", lambda *_: Gathered(other, world.places(), dict))
    assert _run(project) == ReleaseError.exit_code
    assert "licence holds an unknown word" in capsys.readouterr().err
    assert _bytes(project / "out") == before


def test_the_review_file_is_written_whole_or_not_at_all(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project / "data" / "needs_review.csv"
    path.write_text("old\n", encoding="utf-8")

    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OutputError, match="No space left"):
        build.write_review([], path)
    monkeypatch.undo()
    assert path.read_text(encoding="utf-8") == "old\n"


def test_the_universe_holds_what_ties_need_and_no_more() -> None:
    places = world.places()
    hamlet = replace(places[world.PORTCLAIR], place_id="gn:1", population=300)
    village = replace(places[world.PORTCLAIR], place_id="gn:2", population=300)
    town = replace(places[world.PORTCLAIR], place_id="gn:3", population=15_001)
    claim = world.drawn_claim(
        world.EN,
        "E1",
        world.Drawn(world.NINGWAN, "gn:2", "", "none"),
        {**places, "gn:2": village},
    )
    quarter = replace(places[world.NANYUAN], place_id="gn:4", population=300)
    known = {**places, "gn:1": hamlet, "gn:2": village, "gn:3": town, "gn:4": quarter}
    held = universe(known, [claim])
    assert {"gn:2", "gn:3"} <= set(held)  # tied; over 15,000
    assert world.NANYUAN in held  # a district over 15,000
    assert not {"gn:1", "gn:4"} & set(held)
    assert {world.OMBRAGE, world.BEAULAC} <= set(held)  # what contains them
    assert {world.VALMONT, world.GRAND_VAL, world.JINGHAI} <= set(held)  # all regions
    assert list(held) == sorted(held)


def test_a_former_container_of_a_held_place_is_held() -> None:
    places = world.places()
    old = replace(places[world.HAUTE_LISE], place_id="x:old", parent_ids=())
    known = {**places, "x:old": old}
    about_moqi = FormerParent(world.MOQI, "", "x:old", 1990, "made up")
    about_nobody = FormerParent("gn:nobody", "", "x:old", 1990, "made up")
    assert "x:old" in universe(known, [], [about_moqi])
    assert "x:old" not in universe(known, [], [about_nobody])


def test_containers_are_completed_and_made_canonical() -> None:
    places = dict(world.places())
    places["x:one"] = replace(
        places[world.HUSHI], place_id="x:one", parent_ids=(world.SHUANGHE,), alias_ids=()
    )
    places["x:two"] = replace(places[world.HUSHI], place_id="x:two", parent_ids=("gn:929",))
    places["x:three"] = replace(places[world.HUSHI], place_id="x:three", parent_ids=())
    linked = canonical_links(Gazetteer(places.values()))
    assert linked["x:one"].parent_ids == (world.SHUANGHE, world.LANYU)
    assert linked["x:two"].parent_ids == (world.NINGWAN, world.QINGMO)  # gn:929 redirects
    assert linked["x:three"].parent_ids == (world.LANYU,)  # by its ISO 3166-2 code
    assert linked[world.LANYU].parent_ids == ()
    assert linked[world.JINGHAI].parent_ids == ()


def test_a_container_that_is_no_place_stops_the_build() -> None:
    places = dict(world.places())
    places["x:one"] = replace(places[world.HUSHI], place_id="x:one", parent_ids=("gn:nowhere",))
    with pytest.raises(BuildError, match="x:one names gn:nowhere"):
        canonical_links(Gazetteer(places.values()))


def test_every_claim_ships_as_it_was_written() -> None:
    rows = {row["claim_id"]: row for row in assemble(world.ingredients())["claims"]}
    row = rows[f"{world.ZH}:Z0018"]
    assert (row["name_a"], row["name_b"]) == ("竹滩市", "Portclair")
    assert (row["start"], row["end"], row["status"]) == ("1999-07-14", "2010", "ended")
    assert row["licence"] == "CC-BY-SA-4.0"
    waiting = rows[world.UNRESOLVED]
    assert (waiting["place_b"], waiting["method_b"], waiting["confidence_b"]) == (None, None, None)
    assert waiting["tie_id"] is None
    assert waiting["place_a"] == world.SHUANGHE


def test_an_alias_id_redirects(project: Path) -> None:
    assert _run(project) == 0
    with open_release(project / "out") as release:
        rows = release.query("SELECT old_id, new_id FROM redirects ORDER BY old_id")
    assert rows == [
        {"old_id": "gn:906", "new_id": world.JINGHAI},
        {"old_id": "gn:929", "new_id": world.NINGWAN},
    ]


def _origins(folder: Path, ship: str) -> Path:
    names = dict.fromkeys([*FOLDERS.values(), *(folder for folder, _ in PARTS.values())])
    entries = [f"{name}:\n  what: a list, with: a colon\n  ship: facts\n" for name in names]
    entries[0] = entries[0].replace("ship: facts", f"ship: {ship}")
    (folder / "ORIGINS.yml").write_text("".join(entries), encoding="utf-8")
    return folder


def test_a_source_that_may_not_be_shipped_stops_the_build(tmp_path: Path) -> None:
    require_shippable(_origins(tmp_path, "facts"))
    with pytest.raises(BuildError, match="ship='local-only'"):
        require_shippable(_origins(tmp_path, "local-only"))
    (tmp_path / "ORIGINS.yml").unlink()
    with pytest.raises(BuildError, match="is missing"):
        require_shippable(tmp_path)


HEADER = "scope,level,as_of,ties,chinese_side,foreign_side,countries,source"


def _totals(tmp_path: Path, *lines: str) -> Path:
    folder = tmp_path / "official-totals"
    folder.mkdir(exist_ok=True)
    (folder / "totals.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_published_totals_are_read(tmp_path: Path) -> None:
    shared = _totals(tmp_path, HEADER, 'Midland,all,2020-12,40,,,7,"a paper, page 3"')
    assert read_official_totals(shared) == [
        OfficialTotal("Midland", "all", "2020-12", 40, "a paper, page 3")
    ]


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ([HEADER + ",mood"], "mood"),
        ([HEADER, "Midland,galaxy,2020,40,,,7,x"], "row 2, column level: 'galaxy'"),
        ([HEADER, "Midland,all,2020,many,,,7,x"], "row 2, column ties: 'many'"),
        ([HEADER, "Midland,all,lately,40,,,7,x"], "row 2, column as_of: 'lately'"),
    ],
)
def test_a_total_that_is_not_understood_stops_the_build(
    tmp_path: Path, lines: list[str], problem: str
) -> None:
    with pytest.raises(SourceError, match=problem):
        read_official_totals(_totals(tmp_path, *lines))

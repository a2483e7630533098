"""Reports of the release: the same bytes twice, kept by a new build, of the data beside them."""

from __future__ import annotations

import json
import shutil
import zipfile
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest

import made_up_report as made
import sistercities as sc
import world
from release_build import reports as step
from release_build.writing.release_files import verify_release, write_release
from sistercities.api.explorer.reports import MADE_FROM, PACKED, packed_reports
from sistercities.dataset.release.manifest import read_manifest
from sistercities.errors import BuildError
from sistercities.report.chapters.fragment import failed
from sistercities.report.chapters.whole_report import WholeReport
from sistercities.report.report_files import ReportFiles
from sistercities.sentences import say
from sistercities.studies.homes import study as homes_study


@pytest.fixture
def release(release_folder: Path, tmp_path: Path) -> Path:
    """Copy the drawn world, to write beside it."""
    folder = tmp_path / "release"
    shutil.copytree(release_folder, folder)
    return folder


def _whole(problem: str = "") -> WholeReport:
    fragment = failed("nesting", say("Findings"), ("C1",), problem)
    return WholeReport("CN", "Jinghai", 2020, "0.0.0-world", (fragment,), {"seed": "1"})


@pytest.fixture
def studied(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """Let a report by hand stand for the studies, which take minutes; tell what was asked."""
    asked: list[dict[str, object]] = []

    def study_all(country: str, **settings: object) -> WholeReport:
        asked.append({"country": country, **settings})
        return _whole()

    def write_report(_whole: object, folder: Path, **_: object) -> ReportFiles:
        folder.mkdir()
        for name, content in made.files().items():
            (folder / name).write_bytes(content)
        (folder / ".mark.json").write_bytes(b"{}")
        (folder / "report.pdf").write_bytes(b"paper")
        return ReportFiles(folder, folder / "report.html", folder / "study.json", ())

    monkeypatch.setattr(sc, "study_all", study_all)
    monkeypatch.setattr(sc.reports, "write_report", write_report)
    return asked


def test_the_same_files_give_the_same_bytes_in_any_order() -> None:
    held = {"b.csv": b"2", "a.html": b"1" * 500}
    packed = step.pack(held)
    assert packed == step.pack(dict(reversed(held.items())))
    with zipfile.ZipFile(BytesIO(packed)) as read:
        assert read.namelist() == ["a.html", "b.csv"]
        assert {name: read.read(name) for name in held} == held
        assert {one.date_time[0] for one in read.infolist()} == {1980}


def test_a_report_is_packed_with_what_the_pages_lead_to_and_its_data(
    release: Path, studied: list[dict[str, object]]
) -> None:
    packed = step.make_reports(release)
    assert list(packed) == ["CN.zip", "WORLD.zip"]
    assert [one["country"] for one in studied] == ["CN", "WORLD"]
    assert {one["seed"] for one in studied} == {1}
    assert {one["data"] for one in studied} == {release}
    with zipfile.ZipFile(BytesIO(packed["CN.zip"])) as read:
        assert set(read.namelist()) == {*made.files(), MADE_FROM}
        due = read_manifest(release)
        assert json.loads(read.read(MADE_FROM)) == {
            "data_version": due.version, "content_sha256": due.content_sha256,
        }  # fmt: skip


def test_a_report_in_which_a_study_fell_is_not_packed(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sc, "study_all", lambda *_, **__: _whole("no ties"))
    with pytest.raises(BuildError, match="nesting of CN could not be run: no ties"):
        step.make_reports(release)


def test_written_reports_are_read_and_the_release_stays_whole(
    release: Path, studied: list[dict[str, object]], capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--release", str(release)]
    assert step.main([*arguments, "--check"]) == 1
    assert "make reports" in capsys.readouterr().out
    assert step.main(arguments) == 0
    assert step.main([*arguments, "--check"]) == 0
    assert [one.name for one in packed_reports(release)] == ["CN", "WORLD"]
    assert sorted(one.name for one in (release / PACKED).iterdir()) == ["CN.zip", "WORLD.zip"]
    verify_release(release)


def test_a_new_build_keeps_the_reports_which_then_say_that_they_are_older(release: Path) -> None:
    path = made.packed(release)
    before = path.read_bytes()
    write_release(world.tables(), release, version="0.0.1-world")
    assert path.read_bytes() == before
    (report,) = packed_reports(release)
    manifest = read_manifest(release)
    other = f"{manifest.content_sha256}0"
    assert not report.is_of_other_data("any version", manifest.content_sha256)
    assert report.is_of_other_data(manifest.version, other)


def test_the_reports_of_the_package_are_of_its_data() -> None:
    data = Path(str(files("sistercities") / "data"))
    found = sorted((data / PACKED).glob("*.zip"))
    assert [one.name for one in found] == ["CN.zip", "WORLD.zip"]
    manifest = read_manifest(data)
    for one in found:
        with zipfile.ZipFile(one) as read:
            made_from = json.loads(read.read(MADE_FROM))
        said = f"{one.name} was made from other data: make the reports again with `make reports`"
        assert made_from["data_version"] == manifest.version, said
        assert made_from["content_sha256"] == manifest.content_sha256, said
    assert {one.country for one in packed_reports(data)} == {"CN", "WORLD"}
    assert all(one.parts and one.has_page for one in packed_reports(data))
    assert sum(one.stat().st_size for one in found) <= step.MAX_BYTES


@pytest.mark.usefixtures("studies_run_once")
def test_the_report_of_china_in_the_package_says_what_the_program_says() -> None:
    """A change of a study or of its rule asks for `make reports`."""
    _check_parts("CN", "connectivity")


def test_the_report_of_the_world_in_the_package_says_what_the_program_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Rows under other rules, each of which asks for all networks anew, are not looked at here."""
    monkeypatch.setattr(homes_study, "OTHER_RULES", {})
    _check_parts("WORLD", "homes")


def _check_parts(report: str, study: str) -> None:
    packed = files("sistercities") / "data" / PACKED / f"{report}.zip"
    with zipfile.ZipFile(BytesIO(packed.read_bytes())) as read:
        held = json.loads(read.read("study.json"))["studies"][study]["parts"]
    found = sc.reports.study_json(sc.study(study, report))["parts"]
    for shown, now in zip(held, json.loads(json.dumps(found)), strict=True):
        numbers = {"value", "low", "high", "rows"}
        assert {name: shown[name] for name in shown.keys() - numbers} == {
            name: now[name] for name in now.keys() - numbers
        }
        for end in ("value", "low", "high"):
            assert shown[end] == pytest.approx(now[end], rel=1e-6)

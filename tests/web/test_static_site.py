"""The explorer as files: every link leads to a file, nothing asks a server, the search finds."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

import world
from sistercities.errors import InvalidArgument, OutputError
from sistercities.report.unfinished import UNFINISHED
from sistercities.web.file_names import file_stem
from sistercities.web.site import StaticFiles
from sistercities.web.static.building import BuiltSite, build_site
from web.reader import XHTML, all_of, parsed, words_of

MAIN = "from sistercities.cli import command; command()"


NOT_FOUND = "404.html"


def _pages(out: Path) -> list[Path]:
    """List the pages, but for what a host shows where there is none."""
    return sorted(path for path in out.rglob("*.html") if path.name != NOT_FOUND)


def _content(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*") if path.is_file()
    }  # fmt: skip


def test_every_page_is_sound_and_every_link_leads_to_a_file(built: tuple[Path, BuiltSite]) -> None:
    out, _ = built
    followed = set()
    for page in _pages(out):
        for one in parsed(page.read_text(encoding="utf-8")).iter():
            for name in ("href", "src", "action", "data-index"):
                target = one.get(name)
                if target is None or target.startswith(("#", "data:image/svg+xml,")):
                    continue
                if one.get("rel") == "external noreferrer":  # a source elsewhere
                    assert target.startswith("https://paper.example/"), (page, target)
                    continue
                if target.startswith("https://ties.test/here/"):  # the page's own address
                    assert one.get("rel") == "canonical", (page, target)
                    continue
                assert not target.startswith("/"), (page, target)
                assert "://" not in target, (page, target)
                path = unquote(target.partition("#")[0].partition("?")[0])
                led = (page.parent / path).resolve()
                assert led.exists(), (page, target)
                followed.add(led)
    unread = {path.resolve() for path in _pages(out)} - followed
    assert unread == {(out / "index.html").resolve()}, "a page that no link leads to"


def test_each_language_has_the_same_pages(built: tuple[Path, BuiltSite]) -> None:
    out, made = built
    english, chinese = (
        {path.relative_to(out / lang) for path in _pages(out / lang)} for lang in ("en", "zh")
    )
    assert english == chinese
    assert len(english) >= made.pages
    assert made.files == len(_content(out))


def test_a_place_says_the_same_as_on_the_server(built: tuple[Path, BuiltSite]) -> None:
    out, _ = built
    stem = file_stem(f"/place/{world.NINGWAN}")
    tree = parsed((out / "en" / f"{stem}.html").read_text(encoding="utf-8"))
    names = {words_of(row[0]) for row in all_of(all_of(tree, "tbody")[0], "tr")}
    by_hand = [pair for pair in world.TIES if world.NINGWAN in pair]
    assert len(names) == len(by_hand)
    assert "Tokiwa 常盤市 inside sister regions" in names
    assert all_of(tree, "input")[0].get("name") == "q"
    assert [one.get("href") for one in all_of(tree, "a") if words_of(one) == "中文"] == [
        f"../../zh/{stem}.html"
    ]
    written = (out / "data" / f"{stem}.csv").read_text(encoding="utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(written)))) == len(by_hand)
    assert f"https://ties.test/here/en/{stem}.html" in words_of(tree)


def test_a_place_without_a_page_is_named_without_a_link(
    release_folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "CN"
    made = build_site(out, data=release_folder, static=StaticFiles(country="CN", languages=("zh",)))
    assert made.country == "CN"
    assert not (out / "en").exists()
    assert [path.stem for path in (out / "zh" / "country").glob("*.html")] == ["CN"]
    page = (out / "zh" / f"{file_stem(f'/place/{world.NINGWAN}')}.html").read_text("utf-8")
    assert "<a>常盘市</a>" in page
    assert not list(out.rglob("robots.txt")), "where the site will be is not known"


def test_the_index_finds_every_spelling(built: tuple[Path, BuiltSite]) -> None:
    out, _ = built
    first = json.loads((out / "search" / "index.json").read_text("utf-8"))["first"]
    found: dict[str, set[str]] = {}
    for number, begins in enumerate(first):
        held = json.loads((out / "search" / f"{number}.json").read_text("utf-8"))
        assert held["names"][0][0] == begins
        keys = [key for key, _ in held["names"]]
        assert keys == sorted(keys, key=lambda key: key.encode("utf-16-be"))
        for key, at in held["names"]:
            found.setdefault(key, set()).add(held["places"][at][4])
    ningwan = f"{file_stem(f'/place/{world.NINGWAN}')}.html"
    for typed in ("ningwan", "宁湾"):
        assert ningwan in found[typed]
    assert found["中国"] == {"country/CN.html"}
    for files in found.values():
        assert all((out / "en" / file).is_file() for file in files)


def test_letters_lead_to_every_place_with_a_tie(built: tuple[Path, BuiltSite]) -> None:
    out, _ = built
    listed = set()
    for page in (out / "en" / "places").glob("*.html"):
        for one in all_of(parsed(page.read_text("utf-8")), "tbody")[0].iter(f"{XHTML}a"):
            listed.add((page.parent / str(one.get("href"))).resolve())
    tied = {end for pair in world.TIES for end in pair}
    assert len(listed) == len(tied)


def test_robots_and_sitemap_name_every_page(built: tuple[Path, BuiltSite]) -> None:
    out, made = built
    assert "Sitemap: https://ties.test/here/sitemap.xml" in (out / "robots.txt").read_text()
    named = [
        line.partition("<loc>")[2].partition("</loc>")[0]
        for line in (out / "sitemap-1.xml").read_text("utf-8").splitlines() if "<loc>" in line
    ]  # fmt: skip
    assert len(named) == 2 * made.pages
    for address in named:
        assert (out / address.removeprefix("https://ties.test/here/")).is_file()


def test_two_processes_write_the_same_bytes(
    built: tuple[Path, BuiltSite], release_folder: Path, tmp_path: Path
) -> None:
    out, _ = built
    again = tmp_path / "again"
    base = StaticFiles(base="https://ties.test/here/")
    build_site(again, data=release_folder, static=base, workers=2)
    assert _content(again) == _content(out)


def test_a_folder_of_others_is_left_alone_and_an_own_one_is_replaced(
    release_folder: Path, tmp_path: Path
) -> None:
    small = StaticFiles(country="CN", languages=("en",))
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "thesis.txt").write_text("mine")
    with pytest.raises(OutputError, match="other files"):
        build_site(foreign, data=release_folder, static=small)
    assert (foreign / "thesis.txt").read_text() == "mine"
    own = tmp_path / "own"
    own.mkdir()
    dead = tmp_path / f"{UNFINISHED}999999999-killed"
    dead.mkdir()
    build_site(own, data=release_folder, static=StaticFiles(country="JP", languages=("en",)))
    fresh = tmp_path / "fresh"
    build_site(fresh, data=release_folder, static=small)
    assert set(_content(own)) - set(_content(fresh))
    build_site(own, data=release_folder, static=small)
    assert _content(own) == _content(fresh)
    (own / "CNAME").write_text("ties.test")
    with pytest.raises(OutputError, match=r"would be lost; .*--replace"):
        build_site(own, data=release_folder, static=small)
    assert (own / "CNAME").read_text() == "ties.test"
    build_site(own, data=release_folder, static=small, replace=True)
    assert not (own / "CNAME").exists()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["foreign", "fresh", "own"]


@pytest.mark.parametrize(
    ("out", "why"),
    [
        ("/", "it is the root of a disk"),
        (".", "the command runs in it"),
        ("../..", "the command runs in it"),
        ("../../home", "your own folder is there"),
        ("../../home/me", "your own folder is there"),
    ],
)
def test_where_somebody_lives_or_works_is_no_place_for_a_site_whatever_may_be_replaced(
    typed: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    out: str,
    why: str,
) -> None:
    work, home = tmp_path / "work" / "here", tmp_path / "home" / "me"
    for folder in (work, home):
        folder.mkdir(parents=True)
    (home / "thesis.txt").write_text("mine")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.chdir(work)
    # A folder of the test is built into only by a fault: no page is made before the refusal.
    monkeypatch.setattr("sistercities.web.static.building.open_site", _none_is_opened)
    said = typed("site", "build", out, "--country", "CN", "--replace")
    assert said.code == 4
    assert f"cannot be written: {why}" in said.err
    assert said.err.endswith("; name a folder in it.\n")
    assert (home / "thesis.txt").read_text() == "mine"
    assert work.is_dir()


def _none_is_opened(*_: object, **__: object) -> None:
    raise AssertionError("the folder is looked at first")


@pytest.mark.parametrize(
    ("static", "said"),
    [
        (StaticFiles(country="ZZ"), "ISO 3166-1"),
        (StaticFiles(languages=("fr",)), "en, zh"),
        (StaticFiles(base="ties.test"), "https://"),
    ],
)
def test_a_wrong_setting_is_refused_and_leaves_nothing(
    release_folder: Path, tmp_path: Path, static: StaticFiles, said: str
) -> None:
    with pytest.raises(InvalidArgument, match=said):
        build_site(tmp_path / "out", data=release_folder, static=static)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("is_file", [True, False])
def test_a_refusal_speaks_of_no_option_that_the_command_has_not(
    typed: Callable[..., Any], tmp_path: Path, is_file: bool
) -> None:
    out = tmp_path / "out"
    if is_file:
        out.write_text("mine")
    else:
        out.mkdir()
        (out / "thesis.txt").write_text("mine")
    said = typed("site", "build", str(out), "--country", "CN")
    assert said.code == 4
    assert "--out" not in said.err
    assert str(out) in said.err
    assert ("choose another folder" if is_file else "give a new or an empty folder") in said.err


def test_an_interrupt_leaves_nothing(release_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ["site", "build", str(out), "--workers", "2"]
    command = [sys.executable, "-c", MAIN, *arguments]
    environment = os.environ | {"SISTERCITIES_DATA": str(release_folder)}
    running = subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    deadline = time.monotonic() + 30
    while not list(tmp_path.glob("*/new/en/*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said.startswith("Stopped; nothing is left half-written.")
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "path",
    ["/place/x:../../etc", "/place/x:CON", "/place/x:a/b", "/place/x:a:b", "/place/x:" + "ü" * 90],
)
def test_a_name_of_a_file_is_safe_whatever_the_id(path: str) -> None:
    stem = file_stem(path)
    assert not set(stem) - set("abcdefghijklmnopqrstuvwxyz0123456789-/")
    assert ".." not in stem
    assert all(len(part) <= 60 for part in stem.split("/"))
    assert file_stem("/place/x:A") != file_stem("/place/x:a")
    assert file_stem("/place/x:a-b") != file_stem("/place/x:a b")


def test_the_start_of_a_site_of_one_country_leads_to_it(
    release_folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "CN"
    build_site(out, data=release_folder, static=StaticFiles(country="CN", languages=("en",)))
    tree = parsed((out / "en" / "index.html").read_text("utf-8"))
    main = all_of(tree, "main")[0]
    leads = {words_of(one): one.get("href") for one in all_of(main, "a")}
    assert leads["Partnerships of CN"] == "country/CN.html"
    assert "This site has the pages of CN." in words_of(main)
    files = [path for path in (out / "search").glob("*.json") if path.stem.isdecimal()]
    names = {key for path in files for key, _ in json.loads(path.read_text("utf-8"))["names"]}
    tried = [words_of(one) for one in all_of(main, "a") if "search.html?q=" in one.get("href", "")]
    assert tried
    assert {one.casefold() for one in tried} <= names, "each name to try is found"

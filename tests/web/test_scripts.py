"""What a page takes along for a browser: only what was built, by names that change with it."""

from __future__ import annotations

import dataclasses
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import world
from promises.cli_reference import ROOT
from sistercities.web.scripts import Scripts, read_scripts, script_words
from sistercities.web.site import Site
from web.addresses import PAGES
from web.reader import Reader, all_of, parsed, run_scripts

SOURCES = ROOT / "browser" / "src"
ENTRY = "explorer-ABCD.js"
FILES = {
    ENTRY: "console.log('宁湾');",
    "map-1234.css": "p { color: red }",
    "world-12.json": "{}",
    "LICENCES.txt": "BSD",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Scripts:
    """Scripts as a build leaves them."""
    folder = tmp_path_factory.mktemp("built")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    manifest = {"entry": ENTRY, "files": sorted(FILES)}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (folder / "not-listed.js").write_text("secret", encoding="utf-8")
    found = read_scripts(folder)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def lively(site: Site, built: Scripts) -> Iterator[Reader]:
    """Ask an explorer whose scripts were built."""
    reader = Reader(dataclasses.replace(site, scripts=built))
    yield reader
    reader.close()


def test_where_nothing_was_built_no_page_asks_for_it(site: Site, tmp_path: Path) -> None:
    assert read_scripts(tmp_path) is None
    reader = Reader(dataclasses.replace(site, scripts=None))
    for address in PAGES[::3]:
        assert run_scripts(parsed(reader.page(address))) == []
    assert reader.ask(f"/assets/built/{ENTRY}").status_code == 404
    reader.close()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_page_takes_one_module_with_the_words_of_its_language(
    lively: Reader, lang: str
) -> None:
    for address in (*PAGES[::3], "/nothing"):
        joint = "&" if "?" in address else "?"
        (script,) = run_scripts(parsed(lively.ask(f"{address}{joint}lang={lang}").text))
        assert script.get("type") == "module"
        assert script.get("src") == f"/assets/built/{ENTRY}"
        assert json.loads(script.get("data-words")) == json.loads(script_words(lang))
        for asked in ("data-suggest", "data-search"):
            assert lively.ask(script.get(asked) + "?q=Ningwan").status_code == 200


@pytest.mark.parametrize(
    ("name", "media"),
    [
        (ENTRY, "text/javascript"), ("map-1234.css", "text/css"),
        ("world-12.json", "application/json"), ("LICENCES.txt", "text/plain"),
    ],
)  # fmt: skip
def test_what_was_built_is_kept_by_browsers_for_ever(lively: Reader, name: str, media: str) -> None:
    plain = lively.ask(f"/assets/built/{name}", accept_encoding="identity")
    zipped = lively.ask(f"/assets/built/{name}", accept_encoding="gzip")
    assert plain.text == zipped.text == FILES[name]
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-encoding"] == "gzip"
    for answer in (plain, zipped):
        assert answer.headers["content-type"].startswith(media)
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert "Accept-Encoding" in answer.headers["vary"]
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "name", ["manifest.json", "not-listed.js", "../explorer.css", "..%2fscripts.py", "%2e%2e/x"]
)
def test_only_what_the_build_lists_is_given(lively: Reader, name: str) -> None:
    answer = lively.ask(f"/assets/built/{name}")
    assert answer.status_code == 404 or name == "../explorer.css"
    assert "secret" not in answer.text
    assert "import annotations" not in answer.text


def test_scripts_and_workers_come_from_this_host_alone(lively: Reader) -> None:
    policy = lively.ask("/").headers["content-security-policy"]
    rules = {part.split()[0]: part.split()[1:] for part in policy.split("; ")}
    assert rules["script-src"] == rules["worker-src"] == ["'self'"]
    assert rules["connect-src"] == ["'self'"]


def test_every_word_that_a_script_says_is_there() -> None:
    said: dict[str, set[str]] = {"say": set(), "count": set()}
    for path in SOURCES.glob("*.js"):
        for verb, key in re.findall(r'words\.(say|count)\("([a-z_.]+)"', path.read_text("utf-8")):
            said[verb].add(key)
    made = {"map.zoom_in", "map.zoom_out", "map.reset", "map.scroll", "map.scroll_mac"}
    made |= {"sorted.ascending", "sorted.descending", "brush.first", "brush.last"}
    assert len(said["say"]) > 8
    for lang in ("en", "zh"):
        held = json.loads(script_words(lang))
        assert said["say"] | said["count"] | made <= set(held)
        assert {f"{key}.one" for key in said["count"]} <= set(held) or lang == "zh"
        levels = {"country", "region1", "region2", "city", "county", "district", "dual"}
        assert {f"level.{level}" for level in levels} <= set(held)


def test_the_words_of_scripts_that_nobody_says_are_none() -> None:
    text = " ".join(path.read_text("utf-8") for path in SOURCES.glob("*.js"))
    for key in json.loads(script_words("en")):
        group, _, last = key.removesuffix(".one").rpartition(".")
        assert group in ("level", "sorted") or last in text, key
    assert "sorted.${state}" in text


def test_our_own_scripts_are_small() -> None:
    """Sources are larger than what is built of them, so this holds for that too."""
    sources = b"".join(path.read_bytes() for path in sorted(SOURCES.glob("*.js")))
    assert len(gzip.compress(sources, 9)) < 34_000  # maps included: no library is beside them


def test_a_script_says_where_the_bars_of_years_lie(reader: Reader) -> None:
    tree = parsed(reader.page("/country/CN"))
    (figure,) = [one for one in all_of(tree, "figure") if "timeline" in one.get("class")]
    start, step, bars = (int(figure.get(f"data-{name}")) for name in ("start", "step", "bars"))
    held = json.loads(reader.page("/country/CN/ties.json"))["rows"]
    years = [
        int(row["start"][:4]) for row in held if row["start_precision"] in ("day", "month", "year")
    ]
    assert start <= min(years) < start + step
    assert start + step * (bars - 1) <= max(years) < start + step * bars
    assert figure.get("data-ties") == "/country/CN/ties"
    place = parsed(reader.page(f"/place/{world.NINGWAN}"))
    (figure,) = [one for one in all_of(place, "figure") if "timeline" in one.get("class")]
    assert figure.get("data-ties") is None

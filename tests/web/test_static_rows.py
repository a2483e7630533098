"""What scripts read of pages that are files: orders, points and words, as the server has them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

import world
from sistercities.api.explorer.ties import SORTS
from sistercities.web.file_names import file_stem, page_file
from sistercities.web.scripts import Scripts, read_scripts, script_words
from sistercities.web.site import StaticFiles
from sistercities.web.static import building
from web.reader import Reader, all_of, parsed, words_of

ENTRY = "explorer-ABCD.js"
BOTH = [(sort, sign) for sort in SORTS if sort != "class" for sign in ("", "-")]


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Scripts:
    """Scripts as a build leaves them."""
    folder = tmp_path_factory.mktemp("built")
    for name in (ENTRY, "map-12.css", "world-12.json"):
        (folder / name).write_text("{}")
    manifest = {"entry": ENTRY, "files": [ENTRY, "map-12.css", "world-12.json"]}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    found = read_scripts(folder)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def lively(
    release_folder: Path, scripts: Scripts, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Build the drawn world with scripts."""
    out = tmp_path_factory.mktemp("lively") / "site"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(building, "built_scripts", lambda: scripts)
        building.build_site(out, data=release_folder, static=StaticFiles(base="https://a.test/b/"))
    return out


@pytest.fixture(scope="module")
def plain(release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build it where no scripts were built."""
    out = tmp_path_factory.mktemp("plain") / "site"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(building, "built_scripts", lambda: None)
        building.build_site(out, data=release_folder)
    return out


def _page(out: Path, path: str, lang: str = "en") -> Any:
    return parsed((out / lang / page_file(path)).read_text("utf-8"))


def _rows(tree: Any, table: str) -> list[Any]:
    (found,) = (one for one in all_of(tree, "table") if one.get("id") == table)
    return all_of(all_of(found, "tbody")[0], "tr")


def _columns(tree: Any) -> list[str]:
    return [one.get("data-sort") or "" for one in all_of(all_of(tree, "thead")[0], "th")]


def _ranks(tree: Any, table: str) -> list[list[str]]:
    """Give the ranks of the rows by column, and those that come last, as the script reads them."""
    (found,) = (one for one in all_of(tree, "table") if one.get("id") == table)
    n = len(_rows(tree, table))
    made = []
    for one in (*all_of(all_of(found, "thead")[0], "th"), found):
        held = (one.get("data-ranks") or " ".join(map(str, range(n)))).split(" ")
        made.append(held + held[-1:] * (n - len(held)))
    return made


def _sorted(tree: Any, table: str, column: int, *, is_down: bool) -> list[Any]:
    """Sort as the script does: what is not known last, then the last rank, then as they stand."""
    ranks = _ranks(tree, table)

    def key(at: int) -> tuple[float, float, float]:
        own, last = ranks[column][at], float(ranks[-1][at])
        if own == "-":
            return 1.0, 0.0, last
        return 0.0, float(own) * (-1 if is_down else 1), last

    rows = _rows(tree, table)
    return [rows[at] for at in sorted(range(len(rows)), key=key)]


def _tie_of(row: Any) -> str:
    return unquote(all_of(row, "a")[-1].get("href").rpartition("#")[2])


@pytest.mark.parametrize(("sort", "sign"), BOTH)
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "path",
    [
        f"/place/{world.NINGWAN}", f"/place/{world.SONGGANG}", f"/region/{world.LANYU}",
        "/country/CN/ties", "/pair/CN/JP",
    ],
)  # fmt: skip
def test_the_ranks_give_the_order_of_the_server(
    reader: Reader, lively: Path, path: str, lang: str, sort: str, sign: str
) -> None:
    tree = _page(lively, path, lang)
    columns = _columns(tree)
    if sort not in columns:
        # An address may ask for it; short tables and long lists leave it to the evidence.
        assert sort in ("here", "status", "kind", "sources") or (path, sort) == (
            "/pair/CN/JP",
            "country",
        )
        return
    found = _sorted(tree, "ties", columns.index(sort), is_down=sign == "-")
    held = json.loads(reader.page(f"{path}.json?sort={sign}{sort}"))["rows"]
    due = [file_stem(row["tie_id"]) for row in held]
    assert [_tie_of(row) for row in found] == due


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize(
    ("path", "table", "sort", "key"),
    [
        ("/country/CN/places", "places", "population", "name"),
        ("/country/CN/places", "places", "ties", "name"),
        ("/country/CN/regions", "regions", "name", "name"),
        ("/country/CN/partners", "countries", "first_year", "name"),
        ("/countries", "countries", "name", "name"),
    ],
)
def test_the_ranks_of_lists_too(
    reader: Reader, lively: Path, path: str, table: str, sort: str, key: str, sign: str
) -> None:
    tree = _page(lively, path)
    columns = _columns(tree)
    rows = _sorted(tree, table, columns.index(sort), is_down=sign == "-")
    held = json.loads(reader.page(f"{path}.json?sort={sign}{sort}"))["rows"]
    names = [words_of(all_of(row, "a")[0]) for row in rows]
    assert names == [row[key] for row in held]
    assert len(names) > 2


@pytest.mark.parametrize("place", [world.NINGWAN, world.SONGGANG, world.SHUANGHE])
def test_a_row_lies_where_the_map_of_the_server_has_it(
    reader: Reader, lively: Path, place: str
) -> None:
    tree = _page(lively, f"/place/{place}")
    held = json.loads(reader.page(f"/place/{place}/map.json"))
    due = {file_stem(one["id"]): one for one in held["ties"]}
    rows = {_tie_of(row): row for row in _rows(tree, "ties")}
    assert {tie for tie, row in rows.items() if row.get("data-at")} == set(due)
    for tie, one in due.items():
        x, y = map(float, rows[tie].get("data-at").split(" "))
        assert x == pytest.approx(one["longitude"], abs=0.006)
        assert y == pytest.approx(one["latitude"], abs=0.006)
        assert (rows[tie].get("data-kind") or "tie") == one["kind"]
    (figure,) = (one for one in all_of(tree, "figure") if one.get("data-at"))
    x, y = map(float, figure.get("data-at").split(" "))
    assert (x, y) == pytest.approx((held["home"]["longitude"], held["home"]["latitude"]), abs=0.006)
    (served,) = (
        one
        for one in all_of(parsed(reader.page(f"/place/{place}")), "figure")
        if one.get("data-map") == "ties"
    )
    zoom, left, top = map(float, served.get("data-view").split(" "))
    (picture,) = (one for one in figure.iter() if one.tag.endswith("}image"))
    x, y, width = (float(picture.get(name)) for name in ("x", "y", "width"))
    assert (width / 720, -x, -y) == pytest.approx((zoom, left, top), abs=0.06)
    assert f"land-{float(served.get('data-middle')):.0f}.svg" in str(list(picture.items()))


@pytest.mark.parametrize(
    ("path", "number", "map_path"),
    [
        ("/country/CN", 0, "/country/CN"), ("/country/CN", 1, "/country/CN/regions"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_map_of_numbers_has_them_on_the_page(
    reader: Reader, lively: Path, path: str, number: int, map_path: str, lang: str
) -> None:
    tree = _page(lively, path, lang)
    held = [one.get("data-held") for one in all_of(tree, "figure") if one.get("data-held")]
    found = json.loads(held[number])["counts"]
    due = json.loads(reader.page(f"{map_path}/map.json?lang={lang}"))["counts"]
    assert [(one["id"], one["name"], one["n"]) for one in found] == [
        (one["id"], one["name"], one["n"]) for one in due
    ]
    here = lively / lang / page_file(path)
    for one in found:
        assert (here.parent / one["href"]).is_file()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_flows_are_a_file_that_the_start_names(reader: Reader, lively: Path, lang: str) -> None:
    (figure,) = (
        one for one in all_of(_page(lively, "/", lang), "figure") if one.get("id") == "flows"
    )
    file = (lively / lang / page_file("/")).parent / figure.get("data-from")
    due = json.loads(reader.page(f"/countries/flows.json?lang={lang}"))
    assert json.loads(file.read_text("utf-8")) == due | {"pages": None}


def test_the_scripts_are_there_once_and_pages_that_gain_nothing_take_none(
    lively: Path, scripts: Scripts
) -> None:
    for name, one in scripts.files.items():
        assert (lively / "assets" / "built" / name).read_bytes() == one.content
    for lang in ("en", "zh"):
        words = lively / "assets" / "built" / scripts.words_file(lang)
        assert json.loads(words.read_text("utf-8")) == json.loads(script_words(lang))
    for path, is_lively in (
        (f"/place/{world.NINGWAN}", True), ("/", True), ("/country/CN/ties", True),
        ("/pair/CN/JP", True), ("/methods", False), ("/data", False),
    ):  # fmt: skip
        page = lively / "en" / page_file(path)
        sources = [
            one
            for one in all_of(parsed(page.read_text("utf-8")), "script")
            if not one.get("src", "reduced.js").endswith("reduced.js")
        ]
        assert len(sources) == is_lively
        for one in sources:
            script = page.parent / one.get("src")
            assert script.is_file()
            assert (script.parent / one.get("data-words-at")).is_file()
            assert one.get("data-suggest") is None, "no server suggests names"


def test_without_scripts_a_page_asks_for_none_and_holds_nothing_for_them(plain: Path) -> None:
    assert not (plain / "assets" / "built").exists()
    for page in (plain / "en").rglob("*.html"):
        text = page.read_text("utf-8")
        assert "/built/" not in text, page
        assert not re.search(r"data-(?:ranks|at|sort|kind|tie|held|words-at)\b", text), page


def _frames(tree: Any) -> list[str]:
    return re.findall(r'<iframe src="([^"]*)"', words_of(tree))


@pytest.mark.parametrize(
    "path", [f"/place/{world.NINGWAN}", f"/region/{world.LANYU}", "/country/CN"]
)
def test_the_reduced_page_is_the_page_itself(lively: Path, path: str) -> None:
    whole = lively / "en" / page_file(path)
    tree = parsed(whole.read_text("utf-8"))
    (address,) = _frames(tree)
    assert address == f"https://a.test/b/en/{page_file(path)}#reduced"
    (body,) = all_of(tree, "body")
    assert body.get("id") == "reduced"
    (led,) = (one for one in all_of(tree, "a") if words_of(one) == "The whole page")
    assert (whole.parent / led.get("href")).resolve() == whole.resolve()
    assert led.get("target") == "_blank"
    linked = [one.get("href") for one in all_of(tree, "a") if words_of(one) == "See how it looks"]
    assert linked[0].endswith(f"{whole.name}#reduced")


def test_where_the_address_is_not_known_the_reduced_page_is_linked_alone(plain: Path) -> None:
    tree = _page(plain, f"/place/{world.NINGWAN}")
    assert _frames(tree) == []
    assert "See how it looks" in words_of(tree)


def test_no_list_of_pages_names_reduced_ones(lively: Path) -> None:
    listed = (lively / "sitemap-1.xml").read_text("utf-8")
    assert "embed" not in listed
    assert "#" not in listed


def test_what_describes_a_page_to_machines_stands_where_its_address_is_known(
    lively: Path, plain: Path
) -> None:
    """Without an address it leads nowhere, and some sixty thousand pages carry it."""
    for out, is_due in ((lively, True), (plain, False)):
        for page in sorted((out / "en" / "place").glob("*.html")):
            text = page.read_text("utf-8")
            assert ("ld+json" in text) is is_due
            assert ("name=description" in text) is is_due

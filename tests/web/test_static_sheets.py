"""The evidence of ties in files: each on its sheet, whole, and found from every earlier address."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest

import world
from sistercities.web.file_names import file_stem, page_file
from sistercities.web.static.building import BuiltSite
from sistercities.web.static.sheets import anchor_of, sheet_of, sheets_of
from web.reader import Reader, all_of, parsed, words_of

ADDRESS = "https://ties.test/here/"


@pytest.fixture
def out(built: tuple[Path, BuiltSite]) -> Path:
    """Give the folder of the drawn world as files."""
    return built[0]


def _ids() -> list[str]:
    return ["~".join(sorted(pair)) for pair in world.TIES]


def _leaf(out: Path, tie_id: str, lang: str = "en") -> Any:
    tree = parsed((out / lang / page_file(sheet_of(tie_id))).read_text("utf-8"))
    (found,) = (one for one in all_of(tree, "section") if one.get("id") == anchor_of(tie_id))
    return found


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_tie_has_its_leaf_that_says_what_its_page_says(
    reader: Reader, out: Path, lang: str
) -> None:
    for tie_id in _ids():
        said = words_of(_leaf(out, tie_id, lang))
        page = parsed(reader.page(f"/tie/{tie_id}?lang={lang}"))
        (lead,) = (one for one in all_of(page, "p") if one.get("class") == "lead")
        assert words_of(lead) in said
        (claims,) = (one for one in all_of(page, "table") if one.get("id") == "claims")
        for row in all_of(all_of(claims, "tbody")[0], "tr"):
            source = words_of(all_of(row, "a")[0])
            names = words_of(all_of(row, "td")[0])
            licence = words_of(all_of(row, "td")[-1])
            for one in (source, names, licence):
                assert one in said, (tie_id, one)
        (life,) = (one for one in all_of(page, "table") if one.get("id") == "life")
        for row in all_of(all_of(life, "tbody")[0], "tr"):
            assert words_of(all_of(row, "th")[0]) in said


def test_the_claims_of_a_sheet_are_there_as_data(reader: Reader, out: Path) -> None:
    for tie_id in _ids():
        name = f"data/{file_stem(sheet_of(tie_id))}.csv"
        rows = csv.DictReader(io.StringIO((out / name).read_text("utf-8-sig")))
        due = csv.DictReader(io.StringIO(reader.page(f"/tie/{tie_id}.csv")))
        found = [row for row in rows if row.pop("tie_id") == tie_id]
        assert found == list(due)
        assert found


def test_every_link_to_evidence_names_a_leaf_of_its_sheet(out: Path) -> None:
    seen = 0
    for page in (out / "en").rglob("*.html"):
        for href in re.findall(r'href="?([^" >]*/ties/[^" >#]*\.html#[^" >]*)', page.read_text()):
            name, _, anchor = href.partition("#")
            assert f"id={anchor}>" in (page.parent / name).read_text().replace('"', ""), href
            seen += 1
    assert seen > 2 * len(_ids())


def test_a_sheet_without_a_tie_in_its_address_lists_all_of_its_ties(out: Path) -> None:
    tree = parsed((out / "en" / page_file(sheet_of(_ids()[0]))).read_text("utf-8"))
    (listed,) = (one for one in all_of(tree, "nav") if one.get("class") == "leaf-list")
    ways = {one.get("href") for one in all_of(listed, "a")}
    assert ways == {f"#{one.get('id')}" for one in all_of(tree, "section") if one.get("id")}


@pytest.mark.parametrize(
    ("tie_id", "sheet"),
    [
        ("gn:2738752~gn:3029974", "/ties/gn_2738"),
        ("gn:602~gn:921", "/ties/gn_0"),
        ("gn:1234~wd:Q77", "/ties/gn_1"),
        ("wd:Q12345~wd:Q77", "/ties/wd_q12"),
        ("x:pt-soure~x:lt-zagare", "/ties/x_pt"),
    ],
)
def test_the_sheet_of_a_tie_follows_from_its_id(tie_id: str, sheet: str) -> None:
    assert sheet_of(tie_id) == sheet
    assert sheets_of([tie_id]) == {sheet: (tie_id,)}


def _redirected(rules: str, path: str, out: Path) -> str | None:
    """Follow the first rule of `.htaccess` that fits, as Apache reads it."""
    conditions: list[str] = []
    for line in rules.splitlines():
        if line.startswith("RewriteCond"):
            conditions.append(line.split(" ", 2)[2])
        if not line.startswith("RewriteRule"):
            continue
        pattern = conditions.pop()
        is_for_missing = conditions == ["!-f"]
        conditions.clear()
        found = re.fullmatch(pattern.strip("^$"), path)
        if found is None or (is_for_missing and (out / path.lstrip("/")).is_file()):
            continue
        due = line.split(" ")[2]
        for number, part in enumerate(found.groups(), 1):
            due = due.replace(f"%{number}", part or "")
        return due
    return None


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_earlier_addresses_lead_to_what_they_held(out: Path, lang: str) -> None:
    rules = (out / ".htaccess").read_text()
    assert rules.startswith("ErrorDocument 404 /here/404.html\n")
    page = page_file(f"/place/{world.NINGWAN}")
    stem = file_stem(f"/place/{world.NINGWAN}")
    for before, now in (
        (f"/{lang}/embed/{page}", f"/{lang}/{page}#reduced"),
        (f"/data/{stem}.json", f"/data/{stem}.csv"),
        ("/data/country/CN/ties.json", "/data/country/CN/ties.csv"),
    ):
        assert _redirected(rules, before, out) == now
        assert (out / now[1:].partition("#")[0]).is_file()
    assert _redirected(rules, f"/{lang}/{page}", out) is None
    led = _redirected(rules, f"/{lang}/tie/gn-2738752~gn-3029974.html", out)
    assert led == f"/{lang}/ties/gn_2738.html#gn-2738752~gn-3029974"
    assert _redirected(rules, "/data/tie/wd-q12345~wd-q7.json", out) == "/data/ties/wd_q12.csv"


def test_the_page_for_what_has_no_file_says_so_in_each_language(out: Path) -> None:
    tree = parsed((out / "404.html").read_text("utf-8"))
    said = words_of(tree)
    assert "No page has this address" in said
    assert "没有这个地址的页面" in said
    (script,) = all_of(tree, "script")
    assert script.get("src") == f"{ADDRESS}assets/moved.js"
    forms = [form.get("action") for form in all_of(tree, "form")]
    assert forms == [f"{ADDRESS}{lang}/search.html" for lang in ("en", "zh")]
    led = [str(link.get("href")) for link in (*all_of(tree, "a"), *all_of(tree, "link"))]
    for address in (*forms, *led):
        name = str(address).removeprefix(ADDRESS) or "index.html"
        assert (out / name).is_file(), f"{address} leads to a page that is there"

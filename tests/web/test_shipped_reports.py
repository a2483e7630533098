"""Reports that come with the release: shown without a command, in both languages, as files."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from markupsafe import Markup

import made_up_report as made
from sistercities.web.pages import studies
from sistercities.web.site import Site, StaticFiles, open_site
from sistercities.web.static.building import build_site
from web.reader import Reader, all_of, parsed, words_of


@pytest.fixture(scope="module")
def release(release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the drawn world, with a report of China and one of the world beside its tables."""
    folder = tmp_path_factory.mktemp("shipped") / "release"
    shutil.copytree(release_folder, folder)
    made.packed(folder, "CN")
    made.packed(folder, "WORLD")
    return folder


@pytest.fixture(scope="module")
def site(release: Path) -> Iterator[Site]:
    opened = open_site(release)
    yield opened
    opened.explorer.close()


@pytest.fixture(scope="module")
def reader(site: Site) -> Iterator[Reader]:
    asking = Reader(site)
    yield asking
    asking.close()


def test_without_a_command_each_part_stands_with_its_verdict_and_number(reader: Reader) -> None:
    page = reader.page("/studies")
    tree = parsed(page)
    rows = {one.get("id"): words_of(one) for one in all_of(tree, "li") if one.get("id")}
    assert list(rows) == ["C1.count", "C3.often", "C3.first"]
    assert rows["C1.count"].startswith("●C1.count: supported")
    assert rows["C3.first"].startswith("?Neither level comes first: cannot be told")
    assert made.UNTOLD in rows["C1.count"]
    assert rows["C1.count"].endswith("12")
    assert str(made.OFTEN) in rows["C3.often"]
    assert "Counted in other ways, the answer changes in 1 of 2 cases." in rows["C3.often"]
    assert re.search(r"2\.50 .*1\.50 to 4\.25$", rows["C3.often"])
    assert "?" in rows["C3.first"]
    assert "Without migrants it would be uncertain." in rows["C3.first"]
    assert "Too few countries enter." in rows["C3.first"]
    assert not re.search(r"\d", rows["C3.first"])
    claims = [one.get("id") for one in all_of(tree, "section") if "story" in one.get("class", "")]
    assert claims == ["C1", "C3"]
    leads = {one.get("href") for one in all_of(tree, "a")}
    assert leads >= {
        "/studies/CN/nesting", "/studies/CN/report", "/studies/CN/appendix.html",
        "/studies/CN/files/parts.csv", "/studies/WORLD",
    }  # fmt: skip


def test_verdicts_are_never_counted(reader: Reader) -> None:
    said = words_of(parsed(reader.page("/studies")))
    assert not re.search(r"\d+ (?:claims?|parts?|are|is) (?:supported|borne|held)", said)


def test_the_start_says_the_first_finding_and_leads_on(reader: Reader) -> None:
    page = reader.page("/")
    assert str(made.HEADLINE) in page
    for target in ("/studies/CN", "/studies/CN/report", "/studies/WORLD"):
        assert f'href="{target}"' in page
    chinese = reader.page("/?lang=zh")
    assert "中国：数据对城市外交的回答" in chinese
    assert "/studies/CN/report?lang=zh" in chinese


def test_a_start_without_reports_has_no_finding(release_folder: Path) -> None:
    plain = open_site(release_folder)
    asking = Reader(plain)
    assert "first-finding" not in asking.page("/")
    asking.close()
    plain.explorer.close()


def test_parts_are_there_as_data_and_verdicts_stay(reader: Reader) -> None:
    held = json.loads(reader.page("/studies/CN.json"))
    assert held["columns"] == [
        "claim", "part", "study", "verdict", "number", "low", "high", "sentence",
    ]  # fmt: skip
    assert [one["claim"] for one in held["rows"]] == ["C3"]
    assert held["report"]["headline"] == made.HEADLINE
    assert held["report"]["is_of_other_data"] is False
    due = {one["id"]: one for one in made.parts()}
    assert [one["id"] for one in held["parts"]] == list(due)
    for one in held["parts"]:
        assert one["study"] == "nesting"
        for key in ("sentence", "verdict", "value", "low", "high", "unit", "n", "carried_by"):
            assert one[key] == due[one["id"]][key]
    assert [(one["turned"], one["rows"]) for one in held["parts"]] == [(0, 0), (1, 2), (0, 0)]
    rows = list(csv.DictReader(io.StringIO(reader.page("/studies/CN.csv"))))
    assert [(one["id"], one["value"]) for one in rows] == [
        ("C1.count", "12"), ("C3.often", "2.5"), ("C3.first", ""),
    ]  # fmt: skip
    assert json.loads(reader.page("/studies.json?country=world"))["report"]["country"] == "WORLD"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_file_that_the_report_names_is_there(reader: Reader, lang: str) -> None:
    """Entries for reference managers and tables for LaTeX too, not the numbers alone."""
    page = parsed(reader.page(f"/studies/CN/report?lang={lang}"))
    named = [one.get("href") or "" for one in all_of(page, "a") if one.get("download") is not None]
    assert {one.rpartition("/")[2] for one in named} == {"parts.csv", "cite.bib"}
    for one in named:
        assert reader.ask(urljoin("/studies/CN/report", one)).status_code == 200


def test_parts_in_chinese_are_whole_sentences_and_the_rest_is_marked(reader: Reader) -> None:
    tree = parsed(reader.page("/studies/CN?lang=zh"))
    rows = {one.get("id"): one for one in all_of(tree, "li") if one.get("id")}
    for words in ("7个国家", "2.5倍", "其他算法"):
        assert words in words_of(rows["C3.often"])
    for words in ("去掉移民，", "国家太少。"):
        assert words in words_of(rows["C3.first"])
    assert not [one for one in rows["C3.first"].iter() if one.get("lang") == "en"]
    (english,) = (one for one in all_of(rows["C1.count"], "span") if one.get("lang") == "en")
    assert words_of(english) == made.UNTOLD
    assert not re.search("[a-z]{3,} [a-z]{3,}", words_of(rows["C3.often"]))


@pytest.mark.parametrize("address", ["/studies/CN/report", "/studies/CN/appendix.html"])
def test_what_the_pages_of_a_report_lead_to_is_there(reader: Reader, address: str) -> None:
    for one in all_of(parsed(reader.page(address)), "a"):
        target = urljoin(address, one.get("href") or "").partition("#")[0]
        found = reader.ask(target)
        assert found.status_code == 200, target


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["report", "appendix.html"])
def test_a_report_leads_back_to_its_findings(reader: Reader, name: str, lang: str) -> None:
    tree = parsed(reader.page(f"/studies/CN/{name}?lang={lang}"))
    (back,) = (one for one in all_of(tree, "nav") if one.get("class") == "way-back")
    assert all_of(back, "a")[0].get("href") == f"/studies/CN?lang={lang}"


def test_each_claim_is_told_as_one_finding_with_its_number(reader: Reader) -> None:
    tree = parsed(reader.page("/studies/CN"))
    stories = [
        one for one in all_of(tree, "section") if "story" in (one.get("class") or "").split()
    ]
    told = [words_of(one) for one in stories]
    assert len(told) == 2
    assert made.UNTOLD in told[0]
    assert "12" in told[0]
    assert str(made.OFTEN) in told[1]
    assert re.search(r"2\.50 95 % interval 1\.50 to 4\.25", told[1])
    for story, claim in zip(stories, ("C1", "C3"), strict=True):
        leads = {one.get("href") for one in all_of(story, "a")}
        assert leads >= {"/studies/CN/nesting", "/studies/CN/files/parts.csv"}
        parts = [one.get("id") for one in all_of(story, "li") if one.get("id")]
        assert parts
        assert all(one.startswith(f"{claim}.") for one in parts), "its parts, and no others"


def test_the_marks_are_told_before_the_first_of_them_stands(reader: Reader) -> None:
    page = reader.page("/studies/CN")
    key = page.index("● yes to what the claim says, ○ no, ◐ partly, ? the data cannot tell")
    assert key < page.index('<ul class="claim-lines">')
    chinese = reader.page("/studies/CN?lang=zh")
    assert chinese.index("●论断所说的成立") < chinese.index('<ul class="claim-lines">')


def test_what_r_is_stands_where_a_part_is_a_correlation_and_nowhere_else(
    reader: Reader, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of the world told of r, and had none."""
    told = "r is a correlation"
    monkeypatch.setattr(studies, "parts_drawn", lambda *_: Markup("<svg></svg>"))
    assert "The upright line is no difference." in reader.page("/studies/CN")
    assert told not in reader.page("/studies/CN")
    (report,) = (one for one in site.finished_reports if one.name == "CN")
    parts = tuple(replace(part, unit="correlation") for part in report.parts)
    changed = [replace(report, parts=parts)]
    monkeypatch.setattr(type(site), "finished_reports", property(lambda _: changed))
    assert told in reader.page("/studies/CN")


def test_the_report_itself_is_in_chinese_too(reader: Reader) -> None:
    assert reader.page("/studies/CN/report?lang=en").startswith('<!DOCTYPE html>\n<html lang="en">')
    page = reader.page("/studies/CN/report?lang=zh")
    tree = parsed(page)
    assert tree.get("lang") == "zh-Hans"
    assert all_of(tree, "title")[0].text == "中国：数据对城市外交的回答"
    said = words_of(all_of(tree, "main")[0])
    assert "主要发现" in said
    assert "2.5倍" in said
    assert made.UNTOLD in said
    (untold,) = (one for one in all_of(tree, "p") if words_of(one) == made.UNTOLD)
    assert untold.get("lang") is None
    assert all_of(tree, "body")[0].get("lang") == "en"
    assert 'href="nesting?lang=zh"' in page
    assert 'href="appendix.html?lang=zh#study-sources"' in page


def test_the_appendix_is_in_chinese_too_and_leads_back(reader: Reader) -> None:
    assert 'href="report"' in reader.page("/studies/CN/appendix.html?lang=en")
    page = reader.page("/studies/CN/appendix.html?lang=zh")
    assert parsed(page).get("lang") == "zh-Hans"
    assert 'href="report?lang=zh"' in page


def test_own_reports_stand_first_and_both_can_be_read(release: Path, tmp_path: Path) -> None:
    own = tmp_path / "reports" / "CN"
    own.mkdir(parents=True)
    for name, content in made.files().items():
        (own / name).write_bytes(content)
    record = json.loads((own / "study.json").read_bytes()) | {"headline": "My own finding."}
    (own / "study.json").write_text(json.dumps(record))
    site = open_site(release, own.parent)
    reader = Reader(site)
    assert "My own finding." in reader.page("/studies")
    assert "My own finding." in reader.page("/studies/CN")
    assert str(made.HEADLINE) in reader.page("/studies/CN-release")
    assert "My own finding." in reader.page("/studies?country=CN")
    assert str(made.HEADLINE) in reader.page("/")
    assert 'href="/studies/CN-release"' in reader.page("/")
    named = [words_of(one) for one in all_of(parsed(reader.page("/studies")), "nav")
             if one.get("class") == "reports"]  # fmt: skip
    assert "(CN)" in named[0]
    assert "(with the data)" in named[0]
    reader.close()
    site.explorer.close()


def test_a_report_of_other_data_says_so(release: Path, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    shutil.copytree(release, folder)
    made.packed(folder, "CN", content="0" * 64)
    site = open_site(folder)
    reader = Reader(site)
    assert "made from other data" in reader.page("/studies/CN")
    assert "made from other data" in reader.page("/")
    assert "made from other data" not in reader.page("/studies/WORLD")
    reader.close()
    site.explorer.close()


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 broken"])
def test_a_broken_file_is_passed_over(release_folder: Path, tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "release"
    shutil.copytree(release_folder, folder)
    (folder / "reports").mkdir()
    (folder / "reports" / "CN.zip").write_bytes(content)
    site = open_site(folder)
    reader = Reader(site)
    assert "sistercities study all" in reader.page("/studies")
    assert reader.ask("/studies/CN/report").status_code == 404
    reader.close()
    site.explorer.close()


def test_what_changes_with_the_report_changes_the_mark_of_kept_pages(
    release: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "release"
    shutil.copytree(release, folder)
    (folder / "reports" / "WORLD.zip").unlink()
    before, after = open_site(release), open_site(folder)
    assert before.explorer.content == after.explorer.content
    assert before.tag != after.tag
    for one in (before, after):
        one.explorer.close()


def test_a_static_site_has_them_in_both_languages(release: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build_site(out, data=release, static=StaticFiles(country="CN", languages=("en", "zh")))
    pages = [
        out / lang / name for lang in ("en", "zh")
        for name in ("index.html", "studies.html", "studies/CN.html", "studies/CN/nesting.html")
    ]  # fmt: skip
    of_report = ("report.html", "report-zh.html", "appendix.html", "appendix-zh.html")
    pages += [out / "reports" / "CN" / name for name in of_report]
    for page in pages:
        for one in parsed(page.read_text(encoding="utf-8")).iter():
            for name in ("href", "src"):
                target = one.get(name)
                if target and not target.startswith("#"):
                    assert (page.parent / unquote(re.split("[?#]", target)[0])).exists(), target
    assert "reports/CN/report-zh.html" in (out / "zh" / "studies" / "CN.html").read_text("utf-8")
    assert "reports/CN/report.html" in (out / "en" / "studies" / "CN.html").read_text("utf-8")
    chinese = (out / "reports" / "CN" / "report-zh.html").read_text("utf-8")
    assert "主要发现" in chinese
    assert 'href="appendix-zh.html#study-sources"' in chinese
    held = json.loads((out / "data" / "studies" / "CN.json").read_text("utf-8"))
    assert [one["id"] for one in held["parts"]] == ["C1.count", "C3.often", "C3.first"]

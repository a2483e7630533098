"""The studies of a finished report as pages, with their figures, tables and numbers."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
import shutil
from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import fastjsonschema
import pytest

import sistercities as sc
from sistercities.api.explorer.chapters import chapters_in
from sistercities.report.said_html import SaidHtml
from sistercities.studies.registry import NAMES
from sistercities.web.site import StaticFiles, open_site
from sistercities.web.static.building import build_site
from web.reader import Reader, all_of, parsed, words_of


@pytest.fixture(scope="module")
def reports(release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a report; a copy of it stands for that of another home country."""
    folder = tmp_path_factory.mktemp("reports")
    made = sc.study_all("CN", draws=2, data=release_folder)
    sc.reports.write_report(made, folder / "CN", data=release_folder)
    shutil.copytree(folder / "CN", folder / "DE")
    record = folder / "DE" / "study.json"
    record.write_text(json.dumps(json.loads(record.read_text("utf-8")) | {"country": "DE"}))
    return folder


@pytest.fixture(scope="module")
def reader(release_folder: Path, reports: Path) -> Iterator[Reader]:
    site = open_site(release_folder, reports)
    asking = Reader(site)
    yield asking
    asking.close()
    site.explorer.close()


def _report(tree: Any) -> list[Any]:
    """Parts of the page that show the report itself."""
    return [one for one in all_of(tree, "div") if one.get("class") == "report"]


def _findings(tree: Any) -> list[Any]:
    """Give what was found, which opens the page."""
    return [one for one in all_of(tree, "p") if one.get("class") == "lead"]


def test_a_chapter_has_contents_and_folds_what_comes_after_its_first_figure(
    reader: Reader,
) -> None:
    for study in NAMES:
        tree = parsed(reader.page(f"/studies/CN/{study}"))
        parts = [one for one in all_of(tree, "details") if one.get("class") == "part"]
        (contents,) = (one for one in all_of(tree, "nav") if one.get("id") == "contents")
        due = [all_of(one, "h2")[0].get("id") for one in parts]
        assert [one.get("href") for one in all_of(contents, "a")] == [f"#{one}" for one in due]
        assert parts[-1].get("open") is None
        ways = {one.get("href") for one in all_of(tree, "a")}
        assert ways >= {"/studies/CN", "#contents"}


def test_every_study_is_a_page_with_its_finding_first(reader: Reader, reports: Path) -> None:
    written = (reports / "CN" / "appendix.html").read_text(encoding="utf-8")
    assert [one.study for one in chapters_in([SaidHtml(written)])] == list(NAMES)
    for study in NAMES:
        tree = parsed(reader.page(f"/studies/CN/{study}"))
        (heading,) = all_of(tree, "h1")
        assert words_of(heading) in words_of(parsed(written))
        ids = [one.get("id") for one in tree.iter() if one.get("id")]
        assert len(ids) == len(set(ids))
        assert not [one for one in tree.iter() if one.get("style")]
        (finding,) = _findings(tree)
        assert words_of(finding) in words_of(parsed(written))
        assert "finding" not in {one.get("class") for one in all_of(_report(tree)[0], "p")}
        levels = [int(one.tag[-1]) for one in tree.iter() if re.search(r"}h[1-6]$", str(one.tag))]
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_each_figure_is_a_drawing_and_each_number_a_file(reader: Reader, reports: Path) -> None:
    figures = files = 0
    for study in NAMES:
        for one in all_of(parsed(reader.page(f"/studies/CN/{study}")), "a"):
            target = one.get("href") or ""
            if target.startswith("/studies/CN/figures/"):
                answer = reader.ask(target)
                assert answer.headers["content-type"] == "image/svg+xml"
                assert "unsafe" not in answer.headers["content-security-policy"]
                assert ElementTree.fromstring(answer.text).tag.endswith("}svg")
                figures += 1
            elif target.startswith("/studies/CN/files/"):
                name = target.rpartition("/")[2]
                due = (reports / "CN" / name).read_bytes()
                assert reader.ask(target).content == due
                files += 1
    assert figures >= 8
    assert files >= 20


def test_the_home_country_is_a_choice(reader: Reader) -> None:
    assert reader.ask("/studies/nesting").headers["location"] == "/studies/CN/nesting"
    german = reader.ask("/studies/nesting?country=de")
    assert german.headers["location"].startswith("/studies/DE/nesting")
    page = reader.page("/studies/CN/nesting")
    assert 'href="/studies/DE/nesting"' in page
    assert reader.ask("/studies?country=DE").status_code == 200
    assert reader.ask("/studies?country=FR").status_code == 404
    rows = list(csv.DictReader(io.StringIO(reader.page("/studies/DE.csv"))))
    assert rows == list(csv.DictReader(io.StringIO(reader.page("/studies.csv?country=DE"))))
    assert 'href="/studies/CN/nesting"' in reader.page("/studies")


@pytest.mark.parametrize(
    "address",
    ["/studies/CN/nothing", "/studies/XX/nesting", "/studies/CN/figures/figure-x.svg",
     "/studies/CN/files/..%2F..%2Fsecret.csv", "/studies/CN/files/report.html",
     "/studies/CN/files/absent.csv", "/studies/..%2F..", "/studies/XX/report.css"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(reader: Reader, address: str) -> None:
    assert reader.ask(address).status_code == 404


def test_a_link_out_of_the_folder_is_not_followed(
    reader: Reader, reports: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    (reports / "CN" / "linked.csv").symlink_to(secret)
    try:
        assert reader.ask("/studies/CN/files/linked.csv").status_code == 404
    finally:
        (reports / "CN" / "linked.csv").unlink()


def test_styles_of_a_chapter_touch_nothing_else(reader: Reader) -> None:
    answer = reader.ask("/studies/CN/report.css")
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.text.startswith(".report {")
    assert answer.text.count("{") == answer.text.count("}")
    assert ":root" not in answer.text


def test_the_whole_report_is_styled_by_what_its_policy_names(reader: Reader, reports: Path) -> None:
    answer = reader.ask("/studies/CN/report")
    assert "unsafe" not in answer.headers["content-security-policy"]
    tree = parsed(answer.text)
    assert not [one for one in tree.iter() if one.get("style")]
    sheets = [one.text or "" for one in all_of(tree, "style")]
    for sheet in sheets:
        hashed = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
        assert f"'sha256-{hashed}'" in answer.headers["content-security-policy"]
    written = (reports / "CN" / "report.html").read_text("utf-8")
    own = {one.get("style") for one in parsed(written).iter() if one.get("style")}
    assert own
    assert all(f"{{{style}}}" in sheets[-1] for style in own)
    assert words_of(tree).startswith(words_of(parsed(written))[:200])


def test_a_static_site_has_the_studies_with_all_that_they_lead_to(
    release_folder: Path, reports: Path, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    build_site(out, data=release_folder, reports=reports,
               static=StaticFiles(country="CN", languages=("en",)))  # fmt: skip
    page = out / "en" / "studies" / "CN" / "nesting.html"
    for one in parsed(page.read_text(encoding="utf-8")).iter():
        for name in ("href", "src"):
            target = one.get(name)
            if target and not target.startswith("#"):
                assert (page.parent / unquote(re.split("[?#]", target)[0])).exists(), target
    assert (out / "reports" / "CN" / "figure-nulls.svg").is_file()
    assert (out / "en" / "studies" / "DE.html").is_file()


def test_a_chapter_says_in_chinese_what_has_words_and_marks_it(reader: Reader) -> None:
    assert re.search(r'<p class="lead">[^<]*城市友好关系', reader.page("/studies?lang=zh"))
    for study in NAMES:
        tree = parsed(reader.page(f"/studies/CN/{study}?lang=zh"))
        report = _report(tree)
        assert {one.get("lang") for one in report} == {"en"}
        (finding,) = _findings(tree)
        shown = [all_of(tree, "h1")[0], finding]
        shown += [one for part in all_of(tree, "summary") for one in all_of(part, "h2")]
        shown += [
            one for part in report for tag in ("h2", "h3", "h4", "caption")
            for one in all_of(part, tag)
        ]  # fmt: skip
        for one in shown:
            words = words_of(one)
            langs = {each.get("lang") for each in one.iter()}
            assert ("zh-Hans" in langs) is (one is not shown[0]), words
            assert re.search("[一-鿿]", words), words
            assert not re.search("[a-z]{3,} [a-z]{3,}", words), words
        english = reader.page(f"/studies/CN/{study}?lang=en").partition('<div class="report"')[2]
        assert ' lang="zh-Hans"' not in english.partition("</main>")[0]


def test_a_report_of_an_older_program_is_english(reader: Reader, reports: Path) -> None:
    def shown(address: str) -> str:
        report = _report(deepcopy(parsed(reader.page(address))))  # the tree of equal pages is one
        for fold in [one for part in report for one in all_of(part, "details")]:
            if "folds" in fold.get("class", ""):
                fold.remove(fold[0])  # named in words of the page
        assert not [one for part in report for one in part.iter() if one.get("lang") == "zh-Hans"]
        return " ".join(words_of(one) for one in report)

    english = shown("/studies/DE/order?lang=en")
    kept = reports / "DE" / "sentences.json"
    text = kept.read_bytes()
    try:
        kept.unlink()
        assert shown("/studies/DE/order?lang=zh&v=1") == english
        for number, broken in enumerate(
            (b"[]", b'{"sentences": 1, "pages": {"appendix.html": {"said": [1]}}}', b"{")
        ):
            kept.write_bytes(broken)
            assert shown(f"/studies/DE/order?lang=zh&v={number + 2}") == english
    finally:
        kept.write_bytes(text)


def test_the_record_of_the_sentences_obeys_its_schema(reports: Path) -> None:
    schema = Path(__file__).parents[2] / "docs" / "schemas" / "sentences.json"
    held = json.loads((reports / "CN" / "sentences.json").read_text("utf-8"))
    fastjsonschema.compile(json.loads(schema.read_text("utf-8")))(held)
    assert set(held["pages"]) == {"report.html", "appendix.html"}
    verdicts = json.loads((reports / "CN" / "study.json").read_text("utf-8"))["verdicts"]
    assert {one["sentence"] for one in verdicts.values()} <= set(held["sentences"])

"""The page of a study is valid, stands alone, escapes names and shows what the study found."""

import csv
import dataclasses
import io
import json
import re

import html5lib
import pytest

from report.made_up_result import SOURCES
from report.made_up_study import full, nothing, odd
from sistercities.report.chapters import tables
from sistercities.report.chapters.chapter import chapter_of
from sistercities.report.chapters.files import chapter_csv
from sistercities.report.chapters.page import render_study, write_study
from sistercities.report.study_json import study_record
from sistercities.studies.findings import Column, StudyTable

VARIANTS = {"full": full(), "odd": odd(), "nothing": nothing()}


@pytest.fixture(scope="module", params=VARIANTS)
def result(request):
    return VARIANTS[request.param]


@pytest.fixture(scope="module")
def page(result):
    return render_study(chapter_of(result), SOURCES)


@pytest.fixture(scope="module")
def tree(page):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return [e for e in parser.parse(page).iter() if isinstance(e.tag, str)]


def words(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ")


def test_it_is_valid_and_asks_for_nothing(page, tree):
    assert not {each.tag for each in tree} & {"script", "link", "img", "iframe"}
    assert not re.search(r"https?:|@import|url\(|src=", page)
    assert "nan" not in words(page).lower().split()
    assert "inf" not in words(page).lower().split()


def test_ids_are_unique_and_every_link_leads_somewhere(result, tree):
    ids = [each.attrib["id"] for each in tree if "id" in each.attrib]
    assert len(ids) == len(set(ids))
    files = {*chapter_csv(result), "sources.csv", "study.json", "cite.bib", "cite.ris"}
    for link in (each.attrib["href"] for each in tree if each.tag == "a"):
        assert link.removeprefix("#") in ids if link.startswith("#") else link in files


def test_the_finding_its_interval_and_its_limits_are_on_the_page():
    said = words(render_study(chapter_of(full()), SOURCES))
    for wanted in (
        "Cities with more flights hold more ties.",
        "0.48 to 0.73",
        "17.2 effective clusters",
        "exports are not known",
        "Whether flights bring ties or ties flights.",
        "With 80 % power a correlation of 0.2 would be found.",
        "no population known",
        "supported if the interval lies above 0",
    ):
        assert wanted in said


def test_a_figure_without_values_says_so():
    assert "nothing to draw" in render_study(chapter_of(nothing()), SOURCES)


def test_what_is_not_known_is_a_dash_and_never_zero():
    rows = chapter_of(full()).own[0][0].rows
    assert [cell.words for cell in rows[0]] == ["exports", "1.25", "1999", "yes"]
    assert [cell.words for cell in rows[1]] == ["investment", "–", "–", "no"]


def test_a_note_that_several_numbers_share_stands_once():
    rows = [dataclasses.replace(row, note="from two lists") for row in full().findings]
    made = dataclasses.replace(full(), findings=tuple(rows))
    known = [row.label for row in rows if row.value is not None]
    assert tables.findings(made).notes == (f"{'; '.join(known)}: from two lists",)


def test_a_method_that_several_numbers_share_is_told_once():
    one, two = (dataclasses.replace(full().findings[0], method=how) for how in ("logit", "count"))
    made = dataclasses.replace(full(), findings=(one, one, two, one))
    told = [row[-1].words for row in tables.findings(made).rows]
    assert told == ["logit", "as above", "count", "logit"]


def test_a_probability_in_a_table_of_a_study_is_never_zero():
    table = StudyTable("t", "Fits", (Column("a", "Fact"), Column("p", "p")), (("GDP", 1e-9),))
    assert tables.study_table(table).rows[0][1].words == "< 0.0001"


def test_every_table_and_figure_has_a_file_with_its_numbers():
    made = chapter_csv(full())
    rows = list(csv.DictReader(io.StringIO(made["connectivity-terms.csv"].decode())))
    assert [row["value"] for row in rows] == ["1.4", "1.1", ""]
    assert rows[2]["note"] == "it is the same in all cities"
    table = list(csv.DictReader(io.StringIO(made["connectivity-terms-table.csv"].decode())))
    assert table[1] == {"term": "investment", "ratio": "", "year": "", "is_kept": "false"}


def test_formulas_in_names_do_not_run_in_a_spreadsheet():
    rows = list(csv.reader(io.StringIO(chapter_csv(odd())["connectivity-terms.csv"].decode())))
    assert rows[-1][0] == "'=cmd"


def test_json_has_finite_numbers_only(result):
    held = study_record(result)
    assert json.loads(json.dumps(held, allow_nan=False)) == held
    assert held["verdicts"].keys() == {"C5"}


def test_files_come_together(tmp_path):
    written = write_study(full(), SOURCES, tmp_path / "out")
    assert written.page.read_text().startswith("<!DOCTYPE html>")
    assert json.loads(written.study_json.read_text())["findings"]["rho"]["value"] == 0.62
    assert {path.name for path in written.tables} == {*chapter_csv(full()), "sources.csv"}

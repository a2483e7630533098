"""Paper says what the page says: the same prose, tables and figures, in the same order."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import Any

import html5lib
import pytest
from markupsafe import Markup, escape

from report.made_up_result import SOURCES, many
from report.made_up_result import few as nothing_to_tell
from report.made_up_study import full
from report.typeset.read_pdf import all_words, closed
from sistercities.report.chapters.chapter import chapter_of
from sistercities.report.chapters.fragment import as_json, failed, fragment_of, from_json
from sistercities.report.chapters.page import paper_study, render_study
from sistercities.report.chapters.whole import (
    paper_appendix,
    paper_whole,
    render_appendix,
    write_whole,
)
from sistercities.report.chapters.whole_report import WholeReport
from sistercities.report.nesting.chapter import figures_of, paper_report, render_page
from sistercities.report.typeset.document import pdf_of
from sistercities.report.typeset.flow import figure_block
from sistercities.sentences import country_name, say
from sistercities.studies.parts import PartFinding, PartRow

PAGES = {
    "nesting": (lambda: render_page(many(), SOURCES), lambda: paper_report(many(), SOURCES)),
    "empty": (
        lambda: render_page(nothing_to_tell(), SOURCES),
        lambda: paper_report(nothing_to_tell(), SOURCES),
    ),
    "study": (
        lambda: render_study(chapter_of(full()), SOURCES),
        lambda: paper_study(chapter_of(full()), SOURCES),
    ),
}


NO_WORDS = {"kind", "id", "role", "mark", "to", "drawing", "alternative", "files", "table_id"}
ON_SCREEN_ONLY = re.compile("more rows stand on|The same numbers as a table".replace(" ", ""))


def strings(held: Any) -> list[str]:
    """Give every text within blocks, in order."""
    if isinstance(held, str):
        return [held]
    if isinstance(held, dict):
        held = [each for name, each in held.items() if name not in NO_WORDS]
    return [text for each in held for text in strings(each)] if isinstance(held, list) else []


@pytest.mark.parametrize("name", PAGES)
def test_each_sentence_of_the_page_is_on_paper(name: str) -> None:
    page, paper = (make() for make in PAGES[name])
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    body = parser.parse(page).find("body")
    kinds = ("h1", "h2", "p", "li", "dt", "dd", "summary", "caption")
    in_contents = {each for nav in body.iter("nav") for each in nav.iter()}
    texts = {
        closed("".join(each.itertext()))
        for kind in kinds
        for each in body.iter(kind)
        if each not in in_contents and each.attrib.get("class") != "foot"
    }
    said = closed("".join(strings(list(paper.blocks))))
    assert {text for text in texts if text not in said and not ON_SCREEN_ONLY.search(text)} == set()
    assert len(texts) > 20


def test_each_figure_stands_with_its_title_subtitle_and_foot() -> None:
    blocks = [each for each in paper_report(many(), SOURCES).blocks if each["kind"] == "figure"]
    figures = figures_of(many())
    assert len(blocks) == len(figures)
    for block, figure in zip(blocks, figures.values(), strict=True):
        assert closed(str(block["title"])) == closed(figure.title)
        assert closed(str(block["subtitle"])) == closed(figure.subtitle)
        assert closed(str(block["foot"])) == closed(figure.foot)
        assert block["alternative"]


def test_marks_links_lists_and_terms_are_kept() -> None:
    blocks = paper_report(many(), SOURCES).blocks
    runs = [run for each in blocks for run in each.get("runs", [])]  # type: ignore[attr-defined]
    assert {"words": "exist", "mark": "emph", "to": ""} in runs
    assert {"words": "glossary", "mark": "", "to": "#glossary"} in runs
    assert any(run["mark"] == "code" and run["words"] == "region-labels" for run in runs)
    glossary = [each for each in blocks if each["kind"] == "terms"][-1]
    said = {item[0][0]["words"]: item[1][0]["words"] for item in glossary["items"]}  # type: ignore[attr-defined]
    assert said["Suspect date"].startswith("A date that a source gives")
    assert any(each["kind"] == "list" for each in blocks)


def test_a_chapter_that_was_kept_comes_back_the_same() -> None:
    for made in (fragment_of(full()), fragment_of(many())):
        assert from_json(json.loads(json.dumps(as_json(made)))) == made


def test_a_report_of_kept_chapters_holds_the_sentences_of_one_made_at_once(tmp_path: Any) -> None:
    """Else pages in another language stay English where a run was interrupted."""
    part = told_part(
        "C3", "independent",
        sentence=say("Cities of {whom} hold more.", whom=country_name("China", "CN")),
        would_change=say("Other lists."), unit="ratio",
    )  # fmt: skip
    made = fragment_of(dataclasses.replace(full(), parts=(part,)))
    back = from_json(json.loads(json.dumps(as_json(made))))
    assert back == made
    held = []
    for name, one in (("once", made), ("kept", back)):
        whole_one = WholeReport("CN", "Nowhere", 2020, "2026.1", (one,), {"seed": "7"})
        write_whole(whole_one, SOURCES, tmp_path / name)
        held.append(json.loads((tmp_path / name / "sentences.json").read_bytes()))
    assert held[0] == held[1]
    assert "Cities of China hold more." in held[0]["sentences"]


def whole() -> WholeReport:
    """Make a report of two chapters and one that could not be run."""
    fragments = (
        fragment_of(many()),
        fragment_of(full()),
        failed("hubs", "Are they hubs?", ("C8",), "no ties are known abroad"),
    )
    kept = tuple(from_json(json.loads(json.dumps(as_json(each)))) for each in fragments)
    return WholeReport("CN", "Nowhere", 2020, "2026.1", kept, {"seed": "7"})


def told_part(claim: str, name: str, **found: Any) -> PartFinding:
    """Make a part as a study tells it, with one row that turns it."""
    row = PartRow("other", f"other rule of {claim}", 0.5, 0.2, 0.9, 7, "not supported", True)
    given: dict[str, Any] = {
        "question": f"Is it so of {claim}?", "side": "above", "verdict": "supported",
        "answer": "more than by chance", "sentence": f"Cities of {claim} hold more.", "value": 2.0,
        "low": 1.5, "high": 3.0, "unit": "ratio", "line": 1.0, "n": 70, "n_of": "ties",
        "method": "counted", "rows": (row,), "would_change": f"Other lists of {claim}.",
        "rule": "Above 1.",
    }  # fmt: skip
    return PartFinding(claim, name, **{**given, **found})


def in_parts() -> WholeReport:
    """Make a report whose studies judge parts."""
    made = whole()
    parts = (told_part("C3", "independent"), told_part("C1", "chance"))
    first = dataclasses.replace(made.fragments[0], parts=parts)
    unknown = {"value": None, "low": None, "high": None, "side": "open"}
    verdict = "cannot be told from these data"
    more = (told_part("C5", "size", verdict=verdict, note="Too few cities.", **unknown),)
    second = dataclasses.replace(made.fragments[1], parts=more)
    kept = tuple(from_json(json.loads(json.dumps(as_json(one)))) for one in (first, second))
    return dataclasses.replace(made, fragments=(*kept, made.fragments[2]))


def test_the_whole_report_has_findings_first_then_a_page_a_claim(tmp_path: Any) -> None:
    files = write_whole(in_parts(), SOURCES, tmp_path / "out", ("html", "pdf"))
    assert files.pdf is not None
    said = all_words(files.pdf.read_bytes())
    wanted = (
        "City ties mostly go their own way",
        "Findings",
        "What the data say of each part",  # all parts drawn, on the first sheet
        # A line for each claim.
        "More than if chance chose the countries: more than by chance (2.00 times).",
        "Just as by chance within a country: more than by chance (2.00 times).",
        "Cities of C1 hold more.",
        "other rule of C1",
        "Other lists of C1.",
        "Cities of C3 hold more.",
        "Too few cities.",
        "no ties are known abroad",
        "How to cite",
    )
    place = 0
    for each in wanted:
        place = said.index(closed(each), place)
    page = files.page.read_text(encoding="utf-8")
    assert "where it was changed after (†), the page of the claim says how" in page
    for claim in ("C1", "C3", "C5"):
        assert page.count(f'id="claim-{claim}"') == 1
    assert 'id="claim-C8"' not in page  # no study told a part of it; it is said what could not run
    appendix = (tmp_path / "out" / "appendix.html").read_text(encoding="utf-8")
    for study in ("nesting", "connectivity", "hubs", "sources"):
        assert f'appendix.html#study-{study}"' in page or study == "hubs"
        assert appendix.count(f'id="study-{study}"') == 1
    assert (tmp_path / "out" / "appendix.pdf").read_bytes().startswith(b"%PDF")
    rows = (tmp_path / "out" / "parts-under-other-rules.csv").read_text(encoding="utf-8")
    assert rows.count("\n") == 4


def test_a_report_without_parts_counts_its_verdicts(tmp_path: Any) -> None:
    files = write_whole(whole(), SOURCES, tmp_path / "out", ("html",))
    assert "of 5 claims on city diplomacy" in files.page.read_text(encoding="utf-8")


def test_the_nesting_chapter_of_the_appendix_has_its_verdicts_under_their_heading() -> None:
    """Its claims with what would change the verdict, between the heading and the file."""
    html = render_appendix(whole(), SOURCES).text
    section = html[html.index('id="nesting-verdicts"') : html.index("nesting-verdicts.csv")]
    for verdict in many().verdicts.values():
        assert str(escape(verdict.claim_text)) in section
        assert str(escape(verdict.would_change)) in section


def test_anchors_of_report_and_appendix_are_unique() -> None:
    for document in (paper_whole(in_parts(), SOURCES), paper_appendix(in_parts(), SOURCES)):
        anchors = [str(each["id"]) for each in document.blocks if each.get("id")]
        assert len(anchors) == len(set(anchors))
    assert {"study-nesting", "study-connectivity", "study-hubs"} <= set(anchors)


def test_a_link_to_nowhere_is_words() -> None:
    document = paper_study(chapter_of(full()), SOURCES)
    run = {"words": "to nowhere", "mark": "", "to": "#nowhere"}
    block = {"kind": "paragraph", "role": "", "runs": [run]}
    said = all_words(pdf_of(dataclasses.replace(document, blocks=[block])))
    assert "tonowhere" in said


def test_a_name_that_looks_like_our_markup_stays_a_name() -> None:
    name = "<p class='answer'>&amp;</p> <placed number='0'></placed>"
    document = paper_study(chapter_of(dataclasses.replace(full(), limits=(name,))), SOURCES)
    lists = [each for each in document.blocks if each["kind"] == "list"]
    assert lists[0]["items"][0][0]["words"] == name  # type: ignore[index]


def test_a_figure_that_would_leave_a_third_of_a_page_white_lets_the_text_go_on() -> None:
    """A text of 166 mm in width: a drawing of 720 by 260 pixels is 60 mm high there."""
    drawn = figures_of(many())["nulls"]
    for height, may_float in ((200, False), (255, False), (265, True), (700, True)):
        picture = Markup('<svg viewBox="0 0 720 {}"></svg>').format(height)
        block = figure_block(dataclasses.replace(drawn, paper=picture))
        assert block["may_float"] is may_float

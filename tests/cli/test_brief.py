"""`brief`: files named for the places, formats by ending, and what is refused before any work."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import sistercities as sc
from report.brief.made_up_brief import benchmark
from report.typeset.read_pdf import all_words
from sistercities.api import brief_facts, briefs
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.report.own_files import LIST


@pytest.fixture
def _without_peers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a made-up benchmark, which has tests of its own."""
    monkeypatch.setattr(brief_facts, "benchmark", lambda *_, **__: benchmark())


def test_the_page_is_written_where_one_is(
    typed: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    came = typed("brief", "宁湾")
    assert (came.code, came.err) == (0, "")
    sentence, _, file = came.out.splitlines()
    assert sentence.startswith("Ningwan has ")
    assert file == "HTML: brief-ningwan.html"
    text = (tmp_path / "brief-ningwan.html").read_text(encoding="utf-8")
    assert "宁湾" in text
    assert sentence in text


@pytest.mark.usefixtures("_without_peers")
def test_all_formats_come_into_a_folder(typed: Callable, tmp_path: Path) -> None:
    formats = [part for name in briefs.FORMATS for part in ("--format", name)]
    came = typed("brief", "Ningwan", "Tokiwa", "--out", str(tmp_path / "papers"), *formats)
    assert (came.code, came.err) == (0, "")
    names = {path.name for path in (tmp_path / "papers").iterdir()} - {LIST}
    assert names == {f"brief-ningwan-tokiwa.{name}" for name in briefs.FORMATS}
    pdf = (tmp_path / "papers" / "brief-ningwan-tokiwa.pdf").read_bytes()
    assert "ThescorecardofTokiwa" in all_words(pdf)


@pytest.mark.usefixtures("_without_peers")
@pytest.mark.parametrize("ending", briefs.FORMATS)
def test_the_ending_of_a_file_says_the_format(typed: Callable, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"paper.{ending.upper()}"
    came = typed("brief", "Ningwan", "--out", str(file))
    assert (came.code, came.err) == (0, "")
    start = {"html": b"<!DOCTYPE", "pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK"}[ending]
    (made,) = [path for path in tmp_path.iterdir() if path.name != LIST]
    assert made.read_bytes().lstrip().startswith(start)


def test_a_place_without_ties_has_a_brief(typed: Callable, tmp_path: Path) -> None:
    came = typed("brief", "Haute-Lise", "--out", str(tmp_path / "x.html"))
    assert came.code == 0
    assert came.out.startswith(
        "We know of no partner of Haute-Lise. The one list read for FR is of 2026; "
        "it may miss a partner.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("Nowhere at all",), "no place in our gazetteer is called"),
        (("Ningwan", "宁湾"), "Both names lead to Ningwan"),
        (("Ningwan", "--format", "odt"), "use one of html, pdf, docx, xlsx"),
        (("Ningwan", "--out", "brief.doc"), "a brief ends in .html, .pdf, .docx, .xlsx"),
        (("Ningwan", "--out", "brief.pdf", "--format", "docx"), "brief.pdf is pdf by its name"),
        (("Ningwan", "--out", " "), "an empty name is no folder"),
        (("Ningwan", "--purpose", "glory"), "--purpose='glory'"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(
    typed: Callable,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    came = typed("brief", *arguments)
    assert (came.code, came.out) == (2, "")
    assert came.err.startswith("Error: ")
    assert words in came.err
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_nothing_is_begun(
    typed: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.setattr(briefs, "brief_facts", None)
    came = typed("brief", "Ningwan", "--out", str(tmp_path / "x.docx"))
    assert (came.code, came.out) == (2, "")
    assert came.err.strip() == (
        "Error: the brief as DOCX needs python-docx, which is not installed; "
        "type: pip install 'sistercities[brief]', in a checkout: pip install '.[brief]'."
    )


@pytest.mark.usefixtures("_without_peers")
def test_what_is_there_stays_when_writing_fails(
    typed: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.pdf").mkdir()
    (tmp_path / "kept.html").write_text("older")
    monkeypatch.setattr("sistercities.report.brief.files.page_of", _fail)
    came = typed("brief", "Ningwan", "--out", str(tmp_path / "kept.html"))
    assert came.code == 4
    assert (tmp_path / "kept.html").read_text() == "older"


def _fail(_: object) -> str:
    from sistercities.errors import OutputError

    raise OutputError("the brief", "it cannot be made", "try again")


@pytest.mark.usefixtures("_without_peers")
def test_wishes_choose_whom_to_approach_as_recommend_does() -> None:
    asked = {"purpose": "trade", "countries": ("Germany",), "size": "any"}
    made = sc.brief("Okegawa", themes=("regional-capital",), **asked)
    assert made.facts.suggestions == sc.recommend("Okegawa", themes=("regional-capital",), **asked)
    assert made.suggested.heading == "Whom to approach for trade"
    said = " ".join(made.suggested.notes)
    assert "What counts more for trade, the most first:" in said
    assert "Capital of its region" in said


@pytest.mark.parametrize(
    ("typed_words", "told"),
    [
        (("Ningwan", "--theme", "snow"), "'snow'"),
        (("Ningwan", "--size", "huge"), "'huge'"),
        (("Ningwan", "--country", "Narnia"), "'Narnia'"),
        (("Ningwan", "Tokiwa", "--theme", "port"), "it says whom to approach"),
        (("Ningwan", "Tokiwa", "--size", "any"), "it says whom to approach"),
        (("Ningwan", "Tokiwa", "--country", "JP"), "it says whom to approach"),
    ],
)
@pytest.mark.usefixtures("_without_peers")
def test_a_wish_that_cannot_be_met_is_refused(
    typed: Callable, tmp_path: Path, typed_words: tuple[str, ...], told: str
) -> None:
    came = typed("brief", *typed_words, "--out", str(tmp_path / "x.html"))
    assert came.code == 2
    assert told in came.err
    assert not (tmp_path / "x.html").exists()


def test_the_council_can_choose_among_countries() -> None:
    """Where the first five of one long list lie in few countries, a short list has two of one."""
    home = "gn:2638229"  # Selkirk
    free = sc.rank_partners(home, count=5).partners
    assert max(Counter(one.place.country for one in free).values()) > 2
    suggested = brief_facts.brief_facts(home, None, None, None).suggestions
    assert isinstance(suggested, ShortLists)
    assert suggested.suggestions
    for each in suggested.lists:
        of_each = Counter(one.place.country for one in each.suggestions)
        assert max(of_each.values(), default=0) <= 2
    assert suggested == sc.recommend(home)

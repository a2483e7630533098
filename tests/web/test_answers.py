"""Pages that answer with the verbs: partners, scorecard, peers; and the studies' reports."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import world
from sistercities import api
from sistercities.errors import SistercitiesError
from sistercities.web.site import Site, open_site
from sistercities.web.turns import Lanes, Turns
from web.reader import Reader, all_of, parsed, words_of

HOME, PARTNER = world.NINGWAN, world.SAKURAI


def test_the_partners_are_those_of_the_verb_with_its_reasons(
    reader: Reader, release_folder: Path
) -> None:
    wishes = {"count": 3, "purpose": "trade", "countries": ["JP", "DE"]}
    due = api.rank_partners(HOME, **wishes, data=release_folder)
    address = f"q={HOME}&all=yes&count=3&purpose=trade&countries=JP,%20de"
    tree = parsed(reader.page(f"/recommend?{address}"))
    (listed,) = [one for one in all_of(tree, "ol") if one.get("class") == "partners"]
    names = [words_of(one) for one in all_of(listed, "h3")]
    assert len(names) == len(due.partners) > 0
    for name, partner in zip(names, due.partners, strict=True):
        assert name.startswith(partner.place.name)
    said = words_of(listed)
    known = (one for one in due.partners[0].reasons if one.is_known)
    best = max(known, key=lambda one: one.contribution)
    assert best.sentence in said
    held = json.loads(reader.page(f"/recommend.json?{address}"))
    assert [one["place"]["place_id"] for one in held] == [
        one.place.place_id for one in due.partners
    ]
    rows = reader.page(f"/recommend.csv?{address}").splitlines()
    assert len(rows) == 1 + len(due.partners)


def test_the_short_lists_are_those_of_the_verb_with_their_reasons(
    reader: Reader, release_folder: Path
) -> None:
    due = api.recommend(HOME, size="any", countries=["JP", "DE"], data=release_folder)
    address = f"q={HOME}&size=any&countries=JP,%20de"
    assert due.suggestions
    tree = parsed(reader.page(f"/recommend?{address}"))
    sections = [one for one in all_of(tree, "section") if one.get("class") == "short-list"]
    assert len(sections) == len(due.lists)
    for section, each in zip(sections, due.lists, strict=True):
        names = [words_of(one) for one in all_of(section, "h3")]
        assert len(names) == len(each.suggestions)
        assert words_of(all_of(section, "h2")[0]) == each.title
        for name, one in zip(names, each.suggestions, strict=True):
            assert name.startswith(one.place.name)
            assert all(reason.sentence in words_of(section) for reason in one.telling)
        folded = [words_of(one) for one in all_of(section, "summary")]
        if len(names) <= 3:
            assert folded == []
        else:
            assert all(one.place.name in folded[0] for one in each.suggestions[2:])
    trade = api.recommend(HOME, purpose="trade", data=release_folder)
    of_trade = reader.page(f"/recommend?q={HOME}&purpose=trade")
    assert trade.purpose_words in words_of(parsed(of_trade))
    for_education = reader.page(f"/recommend?q={HOME}&purpose=education")
    assert "We hold no list of universities: " in words_of(parsed(for_education))
    held = json.loads(reader.page(f"/recommend.json?{address}"))
    assert held == json.loads(json.dumps(due.to_json()))
    rows = reader.page(f"/recommend.csv?{address}").splitlines()
    assert len(rows) == 1 + len(due.suggestions)


def test_the_scorecard_is_that_of_the_verb(reader: Reader, release_folder: Path) -> None:
    due = api.assess(HOME, PARTNER, data=release_folder)
    page = words_of(parsed(reader.page(f"/assess?q={HOME}&partner={PARTNER}")))
    assert due.sentence in page
    for criterion in due.criteria:
        assert (criterion.reason.sentence in page) == criterion.is_told
    held = json.loads(reader.page(f"/assess.json?q={HOME}&partner={PARTNER}"))
    assert held["standing"]["rank"] == due.standing.rank


def test_the_benchmark_is_that_of_the_verb(reader: Reader, release_folder: Path) -> None:
    due = api.benchmark(HOME, data=release_folder)
    page = words_of(parsed(reader.page(f"/benchmark?q={HOME}")))
    assert due.sentence in page
    held = json.loads(reader.page(f"/benchmark.json?q={HOME}"))
    assert held["ties"]["actual"] == due.ties.actual


@pytest.mark.parametrize("room", ["recommend", "assess", "benchmark"])
def test_a_name_that_several_bear_is_asked_back_with_links(reader: Reader, room: str) -> None:
    answer = reader.ask(f"/{room}?q=Kawabe&partner={PARTNER}")
    assert answer.status_code == 400
    links = [one.get("href") for one in all_of(parsed(answer.text), "a")]
    chosen = [one for one in links if one.startswith(f"/{room}?q=gn%3A821")]
    assert chosen
    assert reader.ask(chosen[0]).status_code == 200


def test_the_partner_that_several_bear_is_asked_back_too(reader: Reader) -> None:
    page = reader.ask(f"/assess?q={HOME}&partner=Kawabe").text
    assert re.search(r'href="/assess\?q=gn%3A921&amp;partner=gn%3A821"', page)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f"/recommend?q={HOME}&count=0", "whole number from 1 to 50"),
        (f"/recommend?q={HOME}&purpose=war", "choose one from its list"),
        (f"/recommend?q={HOME}&countries=ZZ", "ZZ"),
        (f"/assess?q={HOME}&partner={HOME}", "Both names lead to"),
        *((f"{page}=zzzzzz", "No place is called “zzzzzz”. Try another spelling")
          for page in ("/recommend?q", "/benchmark?q", f"/path?from={HOME}&to",
                       f"/assess?q={HOME}&partner")),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_says_why(reader: Reader, address: str, said: str) -> None:
    answer = reader.ask(address)
    assert answer.status_code == 400
    assert said in words_of(parsed(answer.text))


@pytest.mark.parametrize(
    "address",
    [
        f"/recommend?q={HOME}",
        f"/place/{HOME}/standing",
        f"/path?from={HOME}&to={world.TOKIWA}",
        f"/path.csv?from={HOME}&to={world.TOKIWA}",
        f"/api/v1/path?start={HOME}&end={world.TOKIWA}",
        "/search?q=Nowhereville",
    ],
)
def test_who_comes_while_others_are_answered_is_asked_to_wait(site: Site, address: str) -> None:
    lanes = Lanes()
    lanes.dear = Turns(at_once=1, held=0)
    reader = Reader(site, lanes=lanes)
    answer = reader.ask(address)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert answer.headers["cache-control"] == "no-store"
    assert "Try again in a few seconds" in answer.text
    for other in ("/", "/path", f"/place/{HOME}", "/recommend", "/api/v1/status"):
        assert reader.ask(other).status_code == 200
    lanes.dear = Turns(at_once=1, held=1)
    assert reader.ask(address).status_code == 200
    reader.close()


def test_without_reports_the_page_says_how_to_make_them(reader: Reader) -> None:
    page = words_of(parsed(reader.page("/studies")))
    assert "sistercities study all --country CN --out" in page
    assert reader.page("/studies.csv").startswith("claim,part,study,verdict")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports in the form that `study all` writes, and odd things beside them."""
    root = tmp_path_factory.mktemp("reports")
    for name, country, verdict in (("CN", "CN", "supported"), ("at-home", "JP", "mixed")):
        folder = root / name
        folder.mkdir()
        record = {
            "country": country, "as_of": 2020, "data_version": "0.0.0-world",
            "headline": f"One claim of {country} is <b>told</b>.",
            "verdicts": {
                "C1": {"verdict": verdict, "study": "nesting", "sentence": "So it is.",
                       "number": 0.5, "low": 0.25, "high": 0.75},
            },
        }  # fmt: skip
        (folder / "study.json").write_text(json.dumps(record), encoding="utf-8")
    (root / "CN" / "report.html").write_text(
        "<!doctype html><html><style>p { color: red }</style><p>whole</p></html>", encoding="utf-8"
    )
    (root / "broken").mkdir()
    (root / "broken" / "study.json").write_text("{", encoding="utf-8")
    (root / "empty").mkdir()
    (root / "file.txt").write_text("not a report", encoding="utf-8")
    return root


def test_the_verdicts_of_a_report_are_shown(release_folder: Path, reports: Path) -> None:
    reader = Reader(open_site(release_folder, reports))
    page = words_of(parsed(reader.page("/studies?report=CN")))
    assert "One claim of CN is <b>told</b>." in page
    assert "0.5 (0.25–0.75)" in page
    assert "supported" in page
    held = json.loads(reader.page("/studies.json?report=at-home"))["rows"]
    assert [(one["claim"], one["verdict"]) for one in held] == [("C1", "mixed")]
    whole = reader.ask("/studies/CN/report")
    assert "<p>whole</p>" in whole.text
    policy = whole.headers["content-security-policy"]
    assert "style-src 'sha256-" in policy
    assert "unsafe" not in policy
    for name in ("at-home", "broken", "..", "empty"):
        assert reader.ask(f"/studies/{name}/report").status_code == 404
    missing = reader.ask("/studies?report=nothing")
    assert missing.status_code == 404
    assert "see /studies" in missing.text
    reader.close()


def test_a_report_of_other_data_says_so(release_folder: Path, reports: Path) -> None:
    path = reports / "CN" / "study.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(held | {"data_version": "older"}), encoding="utf-8")
    reader = Reader(open_site(release_folder, reports))
    assert "made from other data" in reader.page("/studies?report=CN")
    reader.close()


def test_a_failure_that_nobody_foresaw_is_a_sentence(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(api, "benchmark", fall)
    for address in (f"/benchmark?q={HOME}", f"/benchmark.json?q={HOME}"):
        answer = reader.ask(address)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "Something unexpected happened on this server" in answer.text
        assert answer.headers["content-security-policy"]
    assert issubclass(SistercitiesError, Exception)

"""What must and must not be said of pairs of the release, on every surface."""

from __future__ import annotations

import json
from functools import cache

import pytest

import sistercities as sc
from end_to_end.must_be_said import (
    CASES,
    DRAWN_PAIRS,
    PAIRS,
    PIPE,
    PLACES,
    Case,
    called,
    drawn,
    sentences_of,
)  # fmt: skip
from sistercities import api
from sistercities.api.brief_facts import brief_facts
from sistercities.cli.assess_page import assess_lines
from sistercities.cli.path_page import path_lines
from sistercities.partners.assessment import Assessment
from sistercities.report.brief.content import brief_of
from sistercities.report.brief.files import page_of
from sistercities.terms.words import STRENGTHS
from web.reader import Reader, parsed, words_of

pytestmark = pytest.mark.usefixtures("release_read_once")

WITHHELD = ("a side not told", "a claim to territory")
"""What a case is about whose partner nothing bars, and which no list names unasked."""

OF_OTHER_PLACES = ("kin", "rivalry", "dispute", "partner_of_barred", "neighbour", "level")
"""What a scorecard tells of other places and of old lists; a path leaves it to that."""


def _without_rank(case: Case) -> Case:
    """Leave out what is said of the rank: in a brief it stands with the scorecard."""
    must = [
        one
        for one in sentences_of(case["must"])
        if "ranks" not in one and "By its score" not in one
    ]
    return {**case, "must": " | ".join(must)}


def _check(case: Case, said: str) -> None:
    plain = " ".join(said.split())
    missing = [one for one in sentences_of(case["must"]) if one not in plain]
    assert not missing, plain
    wrong = [one for one in sentences_of(case["must_not"]) if one in plain]
    assert not wrong, plain


@cache
def _assessed(home: str, partner: str) -> Assessment:
    return sc.assess(home, partner)


def test_the_table_has_pairs_and_places_of_every_kind() -> None:
    assert len(PAIRS) >= 60
    assert len(PLACES) >= 40
    keys = [(one["home"], one["partner"]) for one in CASES]
    assert len(set(keys)) == len(keys)
    assert {one["strength"] for one in PAIRS} == {*STRENGTHS, "none"}


@pytest.mark.parametrize("case", PAIRS, ids=called)
def test_a_pair_in_the_api(case: Case) -> None:
    found = _assessed(case["home"], case["partner"])
    of_two = [one for one in found.obstacles if one.row_id and not one.is_of_home]
    of_rows = [one.strength for one in of_two]
    gravest = min(of_rows, key=STRENGTHS.index, default="none")
    assert gravest == case["strength"]
    # Where no source tells the side of the line nothing is suggested, though no row bars a tie.
    is_withheld = case["about"] in WITHHELD
    assert (found.verdict == "barred") == (case["strength"] == "bar" or is_withheld)
    if case["strength"] == "caution" and not is_withheld:
        assert found.verdict in ("possible", "unlikely")
    # A fact that makes no sense of the pair, or a reason of the score, is no warning: left aside.
    lists = (found.in_short.against, found.in_short.to_find_out)
    _check(case, " ".join((
        found.sentence, *(one.sentence for one in found.obstacles), *(x for y in lists for x in y),
        found.looked_at,
    )))  # fmt: skip


@pytest.mark.parametrize("case", PAIRS, ids=called)
def test_a_pair_on_the_command_line_and_in_json(case: Case) -> None:
    found = _assessed(case["home"], case["partner"])
    lines = assess_lines(found, PIPE, show_all=False)
    _check(case, " ".join(lines[: lines.index(found.looked_at) + 1]))
    held = json.loads(json.dumps(found.to_json(), ensure_ascii=False))
    assert [one["sentence"] for one in held["obstacles"]] == [
        one.sentence for one in found.obstacles
    ]
    grave = [one for one in held["obstacles"] if one["strength"] != "note" and one["row_id"]]
    assert all(one["as_of"] and one["addresses"] and one["evidence"] for one in grave)


@pytest.mark.parametrize("case", PAIRS, ids=called)
def test_a_path_says_what_the_scorecard_says(case: Case) -> None:
    """A chain of ties is no way around what stands between its two ends."""
    scored = _assessed(case["home"], case["partner"])
    found = api.path(case["home"], case["partner"], longest=2)
    told = [one for one in scored.obstacles if one.kind not in OF_OTHER_PLACES]
    assert list(found.obstacles) == told
    lines = " ".join(path_lines(found, PIPE))
    held = json.loads(json.dumps(found.to_json(), ensure_ascii=False))
    assert "are sisters" not in lines
    for one in told:
        if one in scored.own_ties:
            assert one.sentence in found.sentence
            assert one.sentence in held["sentence"]
        if one in scored.own_ties or one.speaks_against:
            assert one.sentence in lines
    if found.length == 1:
        assert found.sentence == " ".join(one.sentence for one in scored.own_ties)


def test_a_place_that_not_all_states_count_to_its_country_is_marked_in_a_path(
    real: Reader,
) -> None:
    """Kharkiv to Belgorod leads through Sevastopol, and Poznań to Rio through no such place."""
    found = api.path("gn:706483", "gn:578072", most=50)
    status = "Ukraine and the EU do not recognise that Russia counts Sevastopol as its own"
    assert [str(one.name) for one in found.statuses] == ["Sevastopol"]
    lines = path_lines(found, PIPE, is_asked=True)
    assert any("Sevastopol, UA*" in line for line in lines)
    assert "Sevastopol, UA (" not in " ".join(lines)
    assert lines[-1].startswith(f"* Sevastopol: {status}")
    page = " ".join(
        words_of(parsed(real.page("/path?from=gn:706483&to=gn:578072&anyway=yes"))).split()
    )
    assert status in page
    assert "A tie of Kharkiv and Belgorod (year not known) ended on 11 May 2022." in page
    assert api.path("gn:3088171", "gn:2910831").statuses == ()


@pytest.mark.parametrize("case", [one for one in PAIRS if one["strength"] in STRENGTHS], ids=called)
def test_what_bars_or_calls_for_care_stands_before_any_reason(case: Case) -> None:
    found = _assessed(case["home"], case["partner"])
    lines = [one.strip() for one in assess_lines(found, PIPE, show_all=True)]
    table = next(k for k, one in enumerate(lines) if one.startswith("Adds"))
    for one in found.obstacles:
        assert any(one.sentence in line for line in lines[:table])


@pytest.mark.parametrize("case", drawn(PAIRS, DRAWN_PAIRS), ids=called)
def test_a_pair_on_a_page_and_in_a_brief(case: Case, real: Reader) -> None:
    address = f"q={case['home']}&partner={case['partner']}"
    page = words_of(parsed(real.page(f"/assess?{address}")))
    _check(case, page.partition("Criteria")[0])
    held = json.loads(real.page(f"/assess.json?{address}"))
    assert held["sentence"] == _assessed(case["home"], case["partner"]).sentence
    path = " ".join(
        words_of(parsed(real.page(f"/path?from={case['home']}&to={case['partner']}"))).split()
    )
    found = _assessed(case["home"], case["partner"])
    for one in found.obstacles:
        if one.kind not in OF_OTHER_PLACES and (one.speaks_against or one in found.own_ties):
            assert one.sentence in path
    brief = brief_of(brief_facts(case["home"], case["partner"], None, None))
    assert brief.scored is not None
    assert brief.scored.first is not None
    assert " ranks " not in brief.sentence, "no number of the score opens a brief"
    _check(_without_rank(case), " ".join((brief.sentence, *brief.scored.first.sentences)))
    body = " ".join(words_of(parsed(page_of(brief))).split())
    # A brief that a browser prints has room for few notes; what is grave stands in any.
    grave = [one.sentence for one in brief.facts.scorecard.obstacles if one.speaks_against]
    for sentence in grave:
        assert sentence in body
    table, is_barred = brief.scored.table, held["verdict"] == "barred"
    assert (table is None) == is_barred, "nothing is argued for whom cannot be suggested"
    for sentence in () if table is None else grave:
        assert body.index(sentence) < body.index(table.columns[0].words)

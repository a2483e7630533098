"""What must and must not be said of places: in lists, on pages, in benchmarks and briefs."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest

import sistercities as sc
from end_to_end.must_be_said import (
    DRAWN_PLACES,
    PIPE,
    PLACES,
    Case,
    called,
    drawn,
    sentences_of,
)  # fmt: skip
from sistercities import api
from sistercities.api.brief_facts import brief_facts
from sistercities.api.partners import ground_of
from sistercities.cli.benchmark_command import benchmark_lines
from sistercities.cli.recommend_page import recommend_lines, short_lists_lines
from sistercities.dataset.release.store import open_release
from sistercities.partners.answers import RecommendationList
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.report.brief.content import brief_of
from sistercities.sentences import Listed
from sistercities.terms.words import STRENGTHS
from web.reader import Reader, parsed, words_of

pytestmark = pytest.mark.usefixtures("release_read_once")

ZAPORIZHZHIA, KHERSON = "gn:687700", "gn:706448"

SUGGESTED = 10


@cache
def _suggested(home: str) -> RecommendationList:
    return sc.rank_partners(home, count=SUGGESTED)


@pytest.mark.parametrize("case", PLACES, ids=called)
def test_a_place_is_told_no_absurd_partner(case: Case) -> None:
    found = _suggested(case["home"])
    barred = set(case["not_countries"].split())
    assert found.partners
    assert not barred & {one.place.country for one in found.partners}
    assert not set(sentences_of(case["must_not"])) & {one.place.name for one in found.partners}
    said = " ".join(found.left_out)
    assert not [one for one in sentences_of(case["must"]) if one not in said], said
    for partner in found.partners:
        assert not [one for one in partner.obstacles if one.strength == "bar"]
        strengths = [STRENGTHS.index(one.strength) for one in partner.obstacles]
        assert strengths == sorted(strengths)


@pytest.mark.parametrize("case", PLACES, ids=called)
def test_a_list_on_the_command_line_says_what_is_left_out_and_cautions_first(case: Case) -> None:
    found = _suggested(case["home"])
    lines = recommend_lines(found, PIPE, is_why=False)
    said = " ".join(lines)
    assert not [one for one in sentences_of(case["must"]) if one not in said]
    assert "`--include-barred` names them too" in said
    for partner in found.partners:
        head = next(k for k, one in enumerate(lines) if one.startswith(f"{partner.rank:>3}  "))
        if partner.to_say_first:
            assert partner.to_say_first[0].sentence in lines[head + 1]


def _check_that_nothing_is_left_unsaid(found: ShortLists) -> None:
    """Check that all that is to be known of a place is said with it, once for all, or counted."""
    for one in found.suggestions:
        said = {one.note, *found.notes, *((one.caution.sentence,) if one.caution else ())}
        unsaid = [x for x in one.partner.obstacles if x.sentence not in said]
        assert len(unsaid) <= one.n_untold
        assert (one.untold is None) == (one.n_untold == 0)
        assert not [x for x in unsaid if x.kind == "war_of_partner"]
        rivals = [x for x in unsaid if x.kind == "rivalry"]
        graver = [x for x in one.partner.obstacles if x.speaks_against]
        assert not rivals or len(graver) > 1


def _states(counts: str) -> list[str]:
    """List the states and units that the sentence with the counts names."""
    names = (each for inner in re.findall(r"\d (?:places? )?in (.+?) \(", counts)
             for each in re.split(r", | and ", inner))  # fmt: skip
    return [one for one in names if not re.fullmatch(r"\d+ more", one)]


@pytest.mark.parametrize("case", PLACES, ids=called)
def test_each_state_or_unit_that_is_counted_as_left_out_has_its_reason(case: Case) -> None:
    """And none that is not counted has one: of Poznań, Sevastopol stood beneath Crimea."""
    first, *reasons = _suggested(case["home"]).left_out
    # Which war bars both ends stands with the count.
    counts, *wars = first.parts if isinstance(first, Listed) else (first,)
    reasons = [*wars, *reasons]
    told = [one for each in reasons for one in re.split(r", | and ", each.partition(":")[0])]
    assert {_lowered(one) for one in told} == {_lowered(one) for one in _states(counts)}


def _lowered(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"


@pytest.mark.parametrize("case", PLACES, ids=called)
def test_short_lists_name_nobody_who_is_barred_and_caution_stands_first(case: Case) -> None:
    found = sc.recommend(case["home"], size="any", purpose="trade")
    # Who asks for nothing, or for a part of the world, has somebody named where a purpose does not.
    plain = sc.recommend(case["home"])
    suggestions = [*found.suggestions, *plain.suggestions, *plain.less_sure]
    if not suggestions or PLACES.index(case) % 2:
        suggestions += sc.recommend(case["home"], size="any", continents=("Asia",)).suggestions
    assert suggestions
    barred = set(case["not_countries"].split())
    assert not barred & {one.place.country for one in suggestions}
    assert not set(sentences_of(case["must_not"])) & {one.place.name for one in suggestions}
    said = " ".join(found.left_out)
    assert not [one for one in sentences_of(case["must"]) if one not in said], said
    lines = short_lists_lines(found)
    _check_that_nothing_is_left_unsaid(found)
    for each in found.lists:
        for one in each.suggestions:
            assert not [x for x in one.partner.obstacles if x.strength == "bar"]
            if one.caution is not None:
                head = next(k for k, line in enumerate(lines) if one.place.place_id in line)
                assert one.caution.sentence in lines[head + 1]


@pytest.mark.parametrize("case", drawn(PLACES, DRAWN_PLACES), ids=called)
def test_a_place_on_pages_and_in_a_brief(case: Case, real: Reader) -> None:
    barred = set(case["not_countries"].split())
    held = json.loads(real.page(f"/recommend.json?q={case['home']}"))
    named = [one["place"]["country"] for each in held["lists"] for one in each["partners"]]
    whole = json.loads(real.page(f"/recommend.json?q={case['home']}&all=yes"))
    ranked = [one["place"]["country"] for one in whole]
    assert ranked
    assert not barred & {*named, *ranked}
    # A list of places of like size counts only those: all that is barred is told of the long one.
    page = " ".join(words_of(parsed(real.page(f"/recommend?q={case['home']}&all=yes"))).split())
    assert not [one for one in sentences_of(case["must"]) if one not in page]
    standing = " ".join(words_of(parsed(real.page(f"/place/{case['home']}/standing"))).split())
    assert not [one for one in sentences_of(case["must_not"]) if one in standing]
    numbers = {one["country"]: one for one in json.loads(
        real.page(f"/benchmark.json?q={case['home']}")
    )["by_country"]}  # fmt: skip
    assert all(numbers[code]["bar"] for code in barred & set(numbers))
    facts = brief_facts(case["home"], None, None, None)
    assert isinstance(facts.suggestions, ShortLists)
    assert not barred & {one.place.country for one in facts.suggestions.suggestions}
    brief = brief_of(facts)
    assert brief.suggested is not None
    assert set(facts.suggestions.left_out[:1]) <= set(brief.suggested.notes)


@pytest.mark.parametrize("case", drawn(PLACES, 3), ids=called)
def test_barred_places_are_named_with_what_bars_them_where_they_are_asked_for(case: Case) -> None:
    found = api.rank_partners(case["home"], count=60, include_barred=True, per_region=60)
    barred = [one for one in found.partners if any(x.strength == "bar" for x in one.obstacles)]
    assert found.left_out == ()
    for one in barred:
        assert one.to_say_first[0].strength == "bar"


@pytest.mark.parametrize("home", ["gn:765876", "gn:4699066", "gn:3088171", "gn:1799397"])
def test_no_reason_names_a_partner_that_is_barred_or_calls_for_care(home: str) -> None:
    """Lublin, Houston, Poznań and Ningbo: what stands behind partners in common, place by place."""
    found = _suggested(home)
    with open_release() as release:
        ground = ground_of(release)
        at = ground.position[home]
        tied = ground.ties.partners(at)
        grave = tied[gate_of(ground).calls_for_care(at, tied)]
    names = {str(ground.places.names[k]) for k in grave.tolist()}
    assert names
    named_ = 0
    for partner in found.partners:
        for reason in partner.reasons:
            if reason.feature == "shared_partners" and reason.value:
                behind, _, _ = reason.evidence.partition(";")
                named_ += "(" in behind
                assert not [one for one in names if f"{one} (" in behind], (home, behind)
                assert reason.is_argument <= reason.may_be_given
    assert named_


@pytest.mark.parametrize(
    ("home", "country", "said"),
    [
        ("gn:3088171", "UA", "In Ukraine no place of Crimea, "),
        ("gn:3088171", "UA", "Russia and Ukraine have been at war since 24 February 2022"),
        ("gn:706483", "RU", "5 partnerships of Kharkiv in Russia have ended or were suspended"),
        ("gn:706483", "CY", "In Cyprus no place of Northern Cyprus and municipalities displaced"),
        ("gn:1799397", "US", "Bodies in Texas may not establish"),
    ],
)
def test_a_benchmark_marks_countries_of_which_not_all_is_suggested_or_where_ties_ended(
    home: str, country: str, said: str, real: Reader
) -> None:
    found = sc.benchmark(home)
    (line,) = (one for one in found.by_country if one.country == country)
    assert [one for one in line.care if said in one]
    shown = benchmark_lines(found, PIPE, show_all=True)
    assert [one for one in shown if one.startswith(f"  {line.country_name}: ") and said in one]
    marks = f"{line.country_name} (barred)", f"{line.country_name} (with care)"
    assert [one for one in shown if one.startswith(marks)]
    held = json.loads(real.page(f"/benchmark.json?q={home}"))
    (of_json,) = (one for one in held["by_country"] if one["country"] == country)
    assert of_json["care"] == [str(one) for one in line.care]
    page = " ".join(words_of(parsed(real.page(f"/benchmark?q={home}"))).split())
    assert said in page or not (line.ties.actual or line.ties.expected >= 0.5)


def test_a_place_to_trade_with_is_not_offered_without_the_war_and_the_sanctions() -> None:
    """Yiwu and Rostov-on-Don: the war stood as a note beneath, and no word of sanctions."""
    found = sc.recommend("gn:1814870", countries=("RU",), count=10, size="any")
    assert found.suggestions
    lines = short_lists_lines(found)
    for one in found.suggestions:
        assert one.caution is not None
        assert "Russia and Ukraine have been at war" in one.caution.sentence
        head = next(k for k, line in enumerate(lines) if one.place.place_id in line)
        assert one.caution.sentence in lines[head + 1]
        told = [x.sentence for x in one.partner.obstacles if x.kind == "sanctions_of_others"]
        assert len(told) == 1
        assert one.note is not None
        assert str(one.note).endswith(told[0])  # a district is told with its city before


def test_no_list_of_places_at_home_counts_the_country_against_them() -> None:
    """Vinnytsia for Kharkiv: partnerships within Ukraine stood as a minus."""
    found = sc.recommend("gn:706483", domestic=True)
    assert found.suggestions
    for one in found.suggestions:
        assert one.note is None or "in Ukraine" not in one.note.replace(
            "lie in Ukraine", "in Ukraine"
        )


def test_a_city_in_a_region_held_in_part_is_seen_where_it_is_asked_for() -> None:
    """Warsaw and the places of Ukraine: none of Donetsk, and Zaporizhzhia with its caution."""
    ours = api.rank_partners("gn:756135", countries=("UA",), count=200, per_region=100)
    by_region: dict[str | None, set[str]] = {}
    for one in ours.partners:
        by_region.setdefault(one.place.region_iso, set()).add(one.place.place_id)
    assert "UA-14" not in by_region
    assert "UA-09" not in by_region
    assert by_region["UA-23"] == {ZAPORIZHZHIA}
    assert by_region.get("UA-65", {KHERSON}) == {KHERSON}
    seen = api.rank_partners(
        "gn:756135", countries=("UA",), count=5, per_region=5, include_barred=True
    )
    donetsk = next(one for one in seen.partners if one.place.place_id == "gn:709717")
    # The war is said first, then what the line of control means for this city.
    told = {one.kind: one.strength for one in donetsk.to_say_first}
    assert told["special_status"] == "caution"

"""What must and must not be said of pairs and places of the release, on every surface.

`what_must_be_said.csv` was written from the rows of `country_pairs_now`, `laws` and the ties of the
release and from the rules on what may be suggested, not from what the program printed. The strength
is the gravest of the rows on the two; a tie of the two and a partner that is much the same place
have sentences of their own.
"""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import sistercities as sc
from sistercities import api
from sistercities.api.brief_facts import brief_facts
from sistercities.api.partners import ground_of
from sistercities.cli.assess_page import assess_lines
from sistercities.cli.benchmark_command import benchmark_lines
from sistercities.cli.path_page import path_lines
from sistercities.cli.recommend_page import recommend_lines
from sistercities.cli.screen import Screen
from sistercities.cli.short_lists_page import short_lists_lines
from sistercities.dataset.release.store import open_release
from sistercities.partners.answers import RecommendationList
from sistercities.partners.assessment import Assessment
from sistercities.partners.eligible import asks_nobody
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.report.brief.content import brief_of
from sistercities.report.brief.files import page_of
from sistercities.sentences import Listed
from sistercities.terms.newest_lists import NEWEST_LISTS
from sistercities.terms.obstacles import STRENGTHS
from web.reader import Reader, parsed, words_of

pytestmark = pytest.mark.usefixtures("release_read_once")

Case = dict[str, str]
WRITTEN = Path(__file__).with_name("what_must_be_said.csv")
ZAPORIZHZHIA, KHERSON = "gn:687700", "gn:706448"
with WRITTEN.open(encoding="utf-8", newline="") as _file:
    CASES: tuple[Case, ...] = tuple(csv.DictReader(_file))
PAIRS = [one for one in CASES if one["kind"] == "pair"]
PLACES = [one for one in CASES if one["kind"] == "place"]
SEED, DRAWN_PAIRS, DRAWN_PLACES = 20261128, 7, 4
"""Pages and briefs take seconds each: a part is drawn, so that every run asks the same."""
PIPE = Screen(100, None)
SUGGESTED = 10
WITHHELD = ("a side not told", "a claim to territory")
"""What a case is about whose partner nothing bars, and which no list names unasked."""
OF_OTHER_PLACES = ("kin", "rivalry", "dispute", "partner_of_barred", "neighbour", "level")
"""What a scorecard tells of other places and of old lists; a path leaves it to that."""


def _called(case: Case) -> str:
    return f"{case['home_name']}-{case['partner_name']}".strip("-")


def _drawn(cases: list[Case], n: int) -> list[Case]:
    at = np.random.default_rng(SEED).choice(len(cases), n, replace=False)
    return [cases[k] for k in sorted(at.tolist())]


def _each(written: str) -> list[str]:
    return [one.strip() for one in written.split(" | ") if one.strip()]


def _without_rank(case: Case) -> Case:
    """Leave out what is said of the rank: in a brief it stands with the scorecard."""
    must = [one for one in _each(case["must"]) if "ranks" not in one and "By its score" not in one]
    return {**case, "must": " | ".join(must)}


def _check(case: Case, said: str) -> None:
    plain = " ".join(said.split())
    missing = [one for one in _each(case["must"]) if one not in plain]
    assert not missing, plain
    wrong = [one for one in _each(case["must_not"]) if one in plain]
    assert not wrong, plain


@cache
def _assessed(home: str, partner: str) -> Assessment:
    return sc.assess(home, partner)


@cache
def _suggested(home: str) -> RecommendationList:
    return sc.rank_partners(home, count=SUGGESTED)


def test_the_table_has_pairs_and_places_of_every_kind() -> None:
    assert len(PAIRS) >= 60
    assert len(PLACES) >= 40
    keys = [(one["home"], one["partner"]) for one in CASES]
    assert len(set(keys)) == len(keys)
    assert {one["strength"] for one in PAIRS} == {*STRENGTHS, "none"}


@pytest.mark.parametrize("case", PAIRS, ids=_called)
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


@pytest.mark.parametrize("case", PAIRS, ids=_called)
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


@pytest.mark.parametrize("case", PAIRS, ids=_called)
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


@pytest.mark.parametrize(
    "case", [one for one in PAIRS if one["strength"] in STRENGTHS], ids=_called
)
def test_what_bars_or_calls_for_care_stands_before_any_reason(case: Case) -> None:
    found = _assessed(case["home"], case["partner"])
    lines = [one.strip() for one in assess_lines(found, PIPE, show_all=True)]
    table = next(k for k, one in enumerate(lines) if one.startswith("Adds"))
    for one in found.obstacles:
        assert any(one.sentence in line for line in lines[:table])


@pytest.mark.parametrize("case", _drawn(PAIRS, DRAWN_PAIRS), ids=_called)
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


@pytest.mark.parametrize("case", PLACES, ids=_called)
def test_a_place_is_told_no_absurd_partner(case: Case) -> None:
    found = _suggested(case["home"])
    barred = set(case["not_countries"].split())
    assert found.partners
    assert not barred & {one.place.country for one in found.partners}
    assert not set(_each(case["must_not"])) & {one.place.name for one in found.partners}
    said = " ".join(found.left_out)
    assert not [one for one in _each(case["must"]) if one not in said], said
    for partner in found.partners:
        assert not [one for one in partner.obstacles if one.strength == "bar"]
        strengths = [STRENGTHS.index(one.strength) for one in partner.obstacles]
        assert strengths == sorted(strengths)


@pytest.mark.parametrize("case", PLACES, ids=_called)
def test_a_list_on_the_command_line_says_what_is_left_out_and_cautions_first(case: Case) -> None:
    found = _suggested(case["home"])
    lines = recommend_lines(found, PIPE, is_why=False)
    said = " ".join(lines)
    assert not [one for one in _each(case["must"]) if one not in said]
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


@pytest.mark.parametrize("case", PLACES, ids=_called)
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


@pytest.mark.parametrize("case", PLACES, ids=_called)
def test_short_lists_name_nobody_who_is_barred_and_caution_stands_first(case: Case) -> None:
    found = sc.recommend(case["home"], size="any", purpose="trade")
    # Who asks for a part of the world, or for nothing, has somebody named where a purpose does not.
    of_asia = sc.recommend(case["home"], size="any", continents=("Asia",))
    plain = sc.recommend(case["home"])
    suggestions = [*found.suggestions, *of_asia.suggestions, *plain.suggestions, *plain.less_sure]
    assert suggestions
    barred = set(case["not_countries"].split())
    assert not barred & {one.place.country for one in suggestions}
    assert not set(_each(case["must_not"])) & {one.place.name for one in suggestions}
    said = " ".join(found.left_out)
    assert not [one for one in _each(case["must"]) if one not in said], said
    lines = short_lists_lines(found)
    _check_that_nothing_is_left_unsaid(found)
    for each in found.lists:
        for one in each.suggestions:
            assert not [x for x in one.partner.obstacles if x.strength == "bar"]
            if one.caution is not None:
                head = next(k for k, line in enumerate(lines) if one.place.place_id in line)
                assert one.caution.sentence in lines[head + 1]


@pytest.mark.parametrize("case", _drawn(PLACES, DRAWN_PLACES), ids=_called)
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
    assert not [one for one in _each(case["must"]) if one not in page]
    standing = " ".join(words_of(parsed(real.page(f"/place/{case['home']}/standing"))).split())
    assert not [one for one in _each(case["must_not"]) if one in standing]
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


@pytest.mark.parametrize("case", _drawn(PLACES, 3), ids=_called)
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
        assert one.note == told[0]


def test_no_list_of_places_at_home_counts_the_country_against_them() -> None:
    """Vinnytsia for Kharkiv: partnerships within Ukraine stood as a minus."""
    found = sc.recommend("gn:706483", domestic=True)
    assert found.suggestions
    for one in found.suggestions:
        assert one.note is None or "in Ukraine" not in one.note.replace(
            "lie in Ukraine", "in Ukraine"
        )


def test_the_year_that_decides_what_is_long_ago_is_that_of_the_newest_lists() -> None:
    with open_release() as release:
        (row,) = release.query("SELECT max(seen_until) AS newest FROM ties")
    assert row["newest"] == NEWEST_LISTS


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


QUARTERS = {
    "gn:706483": {"Saltivka", "Oleksiyivka", "Pivnichna Saltivka"},
    "gn:702550": {"Saltivka", "Sykhiv", "Cheremushky", "Nyzhnodniprovsk"},
    "gn:756135": {"Wola", "Ursynów", "Praga Południe"},
}


@pytest.mark.parametrize("home", QUARTERS)
def test_no_quarter_of_a_city_stands_among_the_peers_of_a_city(home: str) -> None:
    """Saltivka, a quarter of Kharkiv with 409,300 people, stood among the peers of its own city."""
    peers = {one.place.name for one in sc.benchmark(home).peers}
    assert len(peers) == 8
    assert not peers & QUARTERS[home]


def test_no_arrondissement_or_neighbourhood_is_a_candidate() -> None:
    with open_release() as release:
        ground = ground_of(release)
        found = [ground.position[f"gn:{k}"] for k in (2970479, 5142036, 13546316, 3124964, 6722148)]
        assert asks_nobody(ground, np.array(found)).all()


def test_a_ward_with_one_partner_is_no_candidate_and_one_with_several_is() -> None:
    """Ningbo was told of a ward of Trento, of which one partnership is known."""
    wards = {"x:it-trento-centro-storico-piedicastello": True, "gn:2775260": False}  # Innere Stadt
    with open_release() as release:
        ground = ground_of(release)
        for ward, asks in wards.items():
            assert asks_nobody(ground, np.array([ground.position[ward]])).all() == asks


@pytest.mark.parametrize(
    ("town", "successor"),
    [
        ("gn:3146463", "Lindesnes"),  # Mandal
        ("gn:2754659", "Dijk en Waard"),  # Heerhugowaard
        ("gn:2158626", "Inner West"),  # Marrickville
        ("gn:3037540", "Annecy"),  # Annecy-le-Vieux
    ],
)
def test_a_town_whose_municipality_was_merged_is_not_put_forward(town: str, successor: str) -> None:
    with open_release() as release:
        ground = ground_of(release)
        assert ground.places.is_former[ground.position[town]]
    assert sc.place(sc.place(town).successor).name == successor


@pytest.mark.parametrize("town", ["gn:590939", "gn:3146463", "gn:2746005"])
def test_what_took_a_town_over_answers_for_it_and_the_lists_of_the_town_count(town: str) -> None:
    """Kuressaare, Mandal and Uden: their successors have no partner of their own on record."""
    assert sc.recommend(town).home.place_id == sc.place(town).successor
    ties = list(sc.ties_of(town))
    assert ties
    assert "one_old_source" not in {one.standing for one in ties if one.seen_until == 2026}


def test_towns_of_china_below_its_counties_are_no_candidates_and_county_cities_are() -> None:
    below = ("gn:1801876", "gn:1812792", "gn:1795708")  # Luomen, Dingjia, Shekou
    cities = ("gn:1800531", "gn:2038650", "gn:1529660", "gn:1799397")  # Miluo, Anda, Aksu, Ningbo
    with open_release() as release:
        ground = ground_of(release)
        found = [np.array([ground.position[one] for one in each]) for each in (below, cities)]
        assert asks_nobody(ground, found[0]).all()
        assert not asks_nobody(ground, found[1]).any()

"""`recommend` as it is typed: what it prints, and what it says to bad input."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sistercities as sc
from sistercities.cli.recommend_page import chance, recommend_lines, short_lists_lines
from sistercities.cli.screen import Screen
from sistercities.partners import named_lists
from sistercities.partners.short_lists.choose_places import choose_places
from sistercities.partners.stored_model import stored_model


def test_list_begins_with_a_sentence_and_leads_on(typed: Callable) -> None:
    came = typed("recommend", "--all", "Ningwan", "--count", "3")
    assert (came.code, came.err) == (0, "")
    lines = came.out.splitlines()
    assert lines[0].startswith("Ningwan 宁湾市, CN: ")
    assert " places compared. First on the list: " in lines[0]
    ranks = [line[:3] for line in lines if line[3:5] == "  " and line[:3].strip().isdigit()]
    assert ranks == ["  1", "  2", "  3"]
    assert "--why" in lines[-1]


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.61, "At least 1 in 3 pairs of places like these two are partners"),
        (0.24, "About 1 in 4 pairs of places like these two are partners"),
        (0.0996, "About 1 in 10 pairs of places like these two are partners"),
        (0.0251, "About 1 in 40 pairs of places like these two are partners"),
        (0.0012, "About 1 in 830 pairs of places like these two are partners"),
        (0.0000013, "Places like these two are hardly ever partners"),
    ],
)
def test_the_chance_is_a_count_in_round_numbers(probability: float, words: str) -> None:
    (partner,) = sc.rank_partners("gn:1799397", count=1).partners
    assert chance(replace(partner, probability=probability)) == words


def test_why_prints_all_reasons_and_their_sum(typed: Callable) -> None:
    (record,) = json.loads(typed("recommend", "Ningwan", "--why", "Sakurai", "--json").out)
    total = record["base"] + sum(reason["contribution"] for reason in record["reasons"])
    assert total == pytest.approx(record["score"], abs=1e-9)
    shares = stored_model("city").shares
    assert shares is not None
    assert record["probability"] == pytest.approx(float(shares.of(np.array([record["score"]]))[0]))
    page = typed("recommend", "--all", "Ningwan", "--why", "Sakurai").out
    assert f"{record['score']:.2f}  log odds" in page
    for reason in record["reasons"]:
        assert reason["sentence"] in page


def test_name_in_any_script_is_the_same_place(typed: Callable) -> None:
    ways = [
        typed("recommend", "--all", name, "--json").out for name in ("宁湾市", "Ningwan", "gn:921")
    ]
    assert len(set(ways)) == 1


def test_weights_and_purposes_change_contributions_alone(typed: Callable) -> None:
    def reasons(*more: str) -> dict[str, float]:
        came = typed("recommend", "Ningwan", "--why", "Sakurai", "--json", *more)
        (record,) = json.loads(came.out)
        return {reason["feature"]: reason["contribution"] for reason in record["reasons"]}

    plain, heavy = reasons(), reasons("--weights", "access=2,distance=0")
    assert heavy["distance"] == 0
    assert heavy["hours_apart"] == pytest.approx(2 * plain["hours_apart"])
    assert heavy["country_ties"] == plain["country_ties"]
    trade = reasons("--purpose", "trade")
    assert trade["trade"] == pytest.approx(4.8 * plain["trade"])
    assert {"has_port", "routes", "is_large"} <= set(trade) - set(plain)


@pytest.mark.parametrize("more", [(), ("--all",)], ids=["short lists", "long list"])
def test_for_education_the_answer_says_that_no_list_of_universities_is_held(
    typed: Callable, more: tuple[str, ...]
) -> None:
    said = "We hold no list of universities: "
    assert said in typed("recommend", "Ningwan", *more, "--purpose", "education").out
    assert said not in typed("recommend", "Ningwan", *more, "--purpose", "trade").out


def test_the_json_and_the_long_list_of_the_verb_say_it_too() -> None:
    asked: dict[str, Any] = {"name": "gn:1799397", "purpose": "education", "count": 2}
    assert "no list of universities" in sc.recommend(**asked).to_json()["purpose_words"]
    assert any("no list of universities" in one for one in sc.rank_partners(**asked).notes)


@pytest.mark.parametrize("words", [("recommend", "Ningwan"), ("assess", "Ningwan", "Sakurai")])
def test_two_purposes_are_refused_and_one_given_twice_is_one(
    typed: Callable, words: tuple[str, ...]
) -> None:
    came = typed(*words, "--purpose", "trade", "--purpose", "youth")
    assert came.code == 2
    assert "trade, youth" in came.err
    assert "give one purpose" in came.err
    twice, once = (typed(*words, *n * ("--purpose", "trade"), "--json").out for n in (2, 1))
    assert twice == once


def test_a_chance_too_small_to_repeat_is_left_out_and_that_is_said() -> None:
    found = sc.recommend("gn:1799397", count=1)
    each = next(one for one in found.lists if one.suggestions)
    (one,) = each.suggestions

    def lines(*probabilities: float) -> list[str]:
        partners = (replace(one.partner, probability=each) for each in probabilities)
        made = replace(each, suggestions=tuple(replace(one, partner=it) for it in partners))
        return short_lists_lines(replace(found, lists=(made,)))

    said = "  Where no number stands, hardly any such pairs are partners so far."
    rare, usual, mixed = lines(3e-6), lines(0.01), lines(0.01, 3e-6)
    assert said in mixed
    assert said not in usual
    assert not any("1 in 1,000" in line for line in rare)
    # Where no place has a number, no number is explained.
    assert any(line.startswith("  Hardly any pairs of places like these") for line in rare)
    assert not any("Behind each place" in line or line == said for line in rare)
    assert any(line.endswith(": about 1 in 100") for line in usual)


def test_filters_say_what_they_left(typed: Callable) -> None:
    came = typed("recommend", "--all", "Ningwan", "--country", "JP", "--not-country", "FR")
    assert "Country JP: " in came.out
    assert "Without country FR: " in came.out
    countries = json.loads(typed("recommend", "--all", "Ningwan", "--country", "JP", "--json").out)
    assert {record["place"]["country"] for record in countries} == {"JP"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Ningwen",), "Ningwan"),
        (("Kawabe",), "2 places"),
        (("Ningwan", "--country", "XX"), "ISO 3166-1"),
        (("Ningwan", "--continent", "Middle Earth"), "EU (Europe)"),
        (("Ningwan", "--language", "klingon"), "official language"),
        (("Ningwan", "--min-population", "900000000"), "leaves none of"),
        (("Ningwan", "--max-distance-km", "-3"), "above 0"),
        (("Ningwan", "--purpose", "war"), "use trade, culture, education"),
        (("Ningwan", "--theme", "volcano"), "use port, coast"),
        (("Ningwan", "--size", "huge"), "use any, near, like"),
        (("Ningwan", "--weights", "economy=-1"), "from 0"),
        (("Ningwan", "--weights", "econmy=1"), "economy"),
        (("Ningwan", "--weights", "economy"), "NAME=NUMBER"),
        (("Ningwan", "--why", "Ningwan"), "Both names lead to Ningwan"),
        (("Ningwan", "--why", "Tokiwa"), "are partners already. See"),
        (("Ningwan", "--level", "region"), "Ningwan is a city"),
        (("Ningwan", "--count", "0"), "from 1 to"),
        (("Ningwan", "--per-region", "0"), "1 or more"),
        (
            ("Ningwan", "--per-country", "0"),
            "--per-country=0 cannot be used; give a whole number of 1",
        ),
        (("Ningwan", "--like", "Nowhere"), "Nowhere"),
    ],
)
def test_bad_input_is_one_sentence_with_a_next_step(
    typed: Callable, arguments: tuple[str, ...], said: str
) -> None:
    for way in ((), ("--all",)):
        came = typed("recommend", *arguments, *way)
        assert came.code != 0
        assert came.out == ""
        assert said in came.err
        assert "Traceback" not in came.err


def test_what_stands_in_the_way_has_a_line_and_what_is_left_out_is_counted() -> None:
    """Of the United Arab Emirates and Iran the rows have three cautions: two fit in a list."""
    found = sc.rank_partners("Dubai", countries=["IR"], count=3)
    lines = recommend_lines(found, Screen(100, None), is_why=False)
    marked = [line for line in lines if line.lstrip().startswith("! ")]
    assert all(len(partner.to_say_first) > 2 for partner in found.partners)
    assert len(marked) == 2 * len(found.partners)
    for partner, second in zip(found.partners, marked[1::2], strict=True):
        assert partner.to_say_first[1].sentence in second
        assert f"and {len(partner.to_say_first) - 2} more: --why" in second
    first = found.partners[0].place.place_id
    why = sc.rank_partners("Dubai", why=first)
    all_lines = recommend_lines(why, Screen(100, None), is_why=True)
    grave = [one.sentence for one in why.partners[0].obstacles if one.strength != "note"]
    assert [line[2:] for line in all_lines if line.startswith("! ")] == grave
    heads = [k for k, line in enumerate(lines) if line[:3].strip().isdigit() and line[3:5] == "  "]
    assert len(heads) == len(found.partners)
    assert all(lines[k + 1].lstrip().startswith("! ") for k in heads)


def test_one_place_is_no_plural(release_folder: Path) -> None:
    found = sc.recommend("Altwerder", data=release_folder, countries=["JP"])
    each = next(one for one in found.lists if one.suggestions)
    alone = replace(found, lists=(replace(each, suggestions=each.suggestions[:1]),))
    assert ": 1 place to approach. " in short_lists_lines(alone)[0]


def test_where_nothing_is_named_the_long_list_is_the_next_step(release_folder: Path) -> None:
    found = sc.recommend("Ningwan", data=release_folder)
    assert not found.suggestions
    lines = short_lists_lines(found)
    assert ": we found no place with enough to speak for it. " in lines[0]
    assert any("the long list shows all candidates." in line for line in lines)
    assert "--all" in lines[-1]


@pytest.mark.parametrize(
    ("of_list", "first"),
    [
        (1, ": 1 place to approach, and 1 for which fewer reasons speak. "),
        (0, ": we found no place with enough to speak for it; for 1 place fewer reasons speak. "),
    ],
)
def test_who_is_less_sure_stands_under_a_heading_and_sentence_of_its_own(
    release_folder: Path, of_list: int, first: str
) -> None:
    found = sc.recommend("Altwerder", data=release_folder, countries=["JP"])
    each = next(one for one in found.lists if one.suggestions)
    meaning = (
        "Fewer reasons speak for these. Test readers called about 6 in 10 such places sensible."
    )
    group = replace(
        each, name="less_sure", title="Less sure", meaning=meaning, sensible_in_ten=7,
        suggestions=each.suggestions[:1], of_all=(), note=None,
    )  # fmt: skip
    named = replace(each, suggestions=each.suggestions[:of_list])
    lines = short_lists_lines(replace(found, lists=(named, group)))
    assert first in lines[0]
    head = lines.index(f"LESS SURE  {meaning}")
    assert group.suggestions[0].place.place_id in lines[head + 1]
    assert head > lines.index(next(line for line in lines if line.startswith("LIKE YOU")))
    assert group.suggestions[0].place.place_id in lines[-2]


def test_what_is_barred_is_counted_with_the_reason_and_the_way_to_see_it(
    guarded_folder: Path, typed: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SISTERCITIES_DATA", str(guarded_folder))
    plain = typed("recommend", "Altwerder").out
    assert "cannot be suggested to Altwerder:" in plain
    # The reason is left to those who ask; that the own state is at war is told once.
    assert plain.count("Germany and France are at war, as of May 2026.") == 1
    assert "`--include-barred` lists them, each with the reason." in plain
    with_barred = typed("recommend", "Altwerder", "--all", "--include-barred", "--count", "50").out
    assert "       ! Germany and France are at war, as of May 2026." in with_barred
    assert "left out because" not in with_barred.replace("left out because they contain", "")
    refused = typed("recommend", "Altwerder", "--country", "FR")
    assert refused.code != 0
    assert "Germany and France are at war" in refused.err
    assert "--include-barred" in refused.err


@pytest.mark.parametrize("wish", [("--country", "JP"), ("--domestic",)], ids=" ".join)
def test_of_one_country_alone_the_lists_name_any_number(
    typed: Callable, monkeypatch: pytest.MonkeyPatch, wish: tuple[str, ...]
) -> None:
    """The lists are asked for as many of a country as of all, unless a number is given."""
    asked: list[int] = []

    def noted(ground: Any, at: Any, limits: Any, *more: Any) -> list[int]:
        asked.append(limits.per_country)
        return choose_places(ground, at, limits, *more)

    monkeypatch.setattr(named_lists, "choose_places", noted)
    for typed_too, most in (((), 5), (("--per-country", "1"), 1)):
        asked.clear()
        assert typed("recommend", "Ningwan", *wish, "--size", "any", *typed_too).code == 0
        # What is asked later is how many there would be without the wish.
        assert asked[0] == most
    asked.clear()
    assert typed("recommend", "Ningwan", "--size", "any").code == 0
    assert asked[0] == 2


def test_places_at_home_are_named_where_they_are_asked_for(typed: Callable) -> None:
    at_home = typed("recommend", "--all", "Ningwan", "--domestic", "--json")
    assert {one["place"]["country"] for one in json.loads(at_home.out)} == {"CN"}
    abroad = typed("recommend", "--all", "Ningwan", "--json")
    assert "CN" not in {one["place"]["country"] for one in json.loads(abroad.out)}


def test_the_command_for_all_candidates_asks_the_same(typed: Callable) -> None:
    asked = ("--purpose", "culture", "--country", "JP", "--size", "any", "--weights", "access=2")
    came = typed("recommend", "Ningwan", *asked)
    assert came.code == 0, came.err
    (lead,) = (line for line in came.out.splitlines() if line.startswith("All candidates"))
    _, again = lead.split("sistercities ")
    words = again.split()
    assert words[0] == "recommend"
    assert words[2:] == ["--all", *asked]
    assert typed(*words).code == 0

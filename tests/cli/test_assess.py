"""`assess` and `benchmark` on a terminal: the answer first, one screen, sentences for bad input."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import sistercities as sc
from sistercities.cli.assess_page import assess_lines
from sistercities.cli.benchmark_command import benchmark_lines
from sistercities.cli.screen import Screen
from sistercities.partners.assessment import UNKNOWN_IN_SHORT
from sistercities.terms.json_records import RecordTuple


def test_a_scorecard_begins_with_the_answer_and_ends_in_a_way_on(typed: Callable) -> None:
    came = typed("assess", "Zhutan", "Portclair")
    lines = came.out.splitlines()
    assert (came.code, came.err) == (0, "")
    assert lines[0] == "A tie of Zhutan and Portclair since 1999 ended in 2010."
    against = lines.index("What speaks against it:")
    assert lines[against + 1].strip() == "What is said at the top."
    assert lines.count(lines[0]) == 1
    assert not any("pairs of places like these two" in line for line in lines)
    assert not any(line.startswith("! A tie") for line in lines), "the story is told once"
    named = [
        line for line in lines if "ot known here: " in line or line.startswith("Not known besides")
    ]
    titles = [title for line in named for title in line.rstrip(".").split(": ")[1].split(", ")]
    assert len(titles) == len(set(titles)) > 4, "what is not known is named once"
    assert any(line.startswith("Partnerships most alike: ") for line in lines)
    assert lines[-1] == "Its ties: sistercities ties gn:723"


def test_a_scorecard_prints_what_its_json_holds(typed: Callable) -> None:
    record = json.loads(typed("assess", "Ningwan", "Sakurai", "--json").out)
    page = typed("assess", "Ningwan", "Sakurai", "--why").out
    assert page == typed("assess", "Ningwan", "Sakurai", "--all").out
    plain = typed("assess", "Ningwan", "Sakurai").out
    assert "log odds" in page
    assert "log odds" not in plain
    assert re.search(r"The score and its \d+ criteria: --why", plain)
    assert not re.search(r"[+-]\d\.\d\d", plain), "no criterion stands in the plain answer"
    assert record["sentence"] in page
    for criterion in record["criteria"]:
        # What makes no sense of the pair is in the data, and not on the page.
        assert (criterion["sentence"] in page) == (criterion["value"] is not None)
        assert criterion["value"] is None or f"{criterion['contribution']:+.2f}" in page
    total = record["standing"]["base"] + sum(
        criterion["contribution"] for criterion in record["criteria"] + record["unknown"]
    )
    assert total == pytest.approx(record["standing"]["score"], abs=1e-9)
    assert sum(record["groups"].values()) == pytest.approx(
        record["standing"]["score"] - record["standing"]["base"], abs=1e-9
    )


def test_weights_typed_reach_the_sum(typed: Callable) -> None:
    plain = json.loads(typed("assess", "Ningwan", "Sakurai", "--json").out)
    typed_weights = ("--weights", "size=3,network=0")
    weighed = json.loads(typed("assess", "Ningwan", "Sakurai", *typed_weights, "--json").out)
    assert weighed["groups"]["size"] == pytest.approx(3 * plain["groups"]["size"])
    assert weighed["groups"]["network"] == 0
    assert weighed["groups"]["access"] == plain["groups"]["access"]
    assert weighed["standing"]["probability"] == plain["standing"]["probability"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("assess", "Ningwan", "Nirgends"), "no place in our gazetteer is called 'Nirgends'"),
        (("assess", "Ningwan", "Kawabe"), "'Kawabe' is the name of 2 places"),
        (("assess", "Ningwan", "Ningwan"), "Error: Both names lead to Ningwan. Give another place"),
        (("assess", "Ningwan", "Qingmo"), "Ningwan lies in Qingmo"),
        (("assess", "Ningwan", "Sakurai", "--weights", "size=-1"), "--weights='size=-1' cannot"),
        (("assess", "Ningwan", "Sakurai", "--weights", "siez=1"), "nearest: size"),
        (("assess", "Ningwan", "Sakurai", "--weights", "size=x"), "'x' is no number"),
        (("assess", "Ningwan", "Sakurai", "--purpose", "war"), "use trade, culture"),
        (("benchmark", "Kawabe"), "is the name of 2 places"),
    ],
)
def test_bad_input_is_a_sentence(typed: Callable, arguments: tuple[str, ...], said: str) -> None:
    came = typed(*arguments)
    assert came.code == 2
    assert came.out == ""
    assert said in came.err
    assert came.err.startswith("Error: ")


def test_of_a_peer_without_a_known_partner_no_number_is_printed(release_folder: Path) -> None:
    found = sc.benchmark("Ningwan", data=release_folder)
    one, *rest = found.peers
    none = replace(found, peers=(replace(one, place=replace(one.place, n_ties=0)), *rest))
    (line,) = (
        each for each in benchmark_lines(none, Screen(80, None), show_all=False)
        if each.startswith("Most comparable")
    )  # fmt: skip
    assert f" {one.place.name} (none known)" in line
    assert " 0" not in line


def test_what_is_not_known_keeps_the_capitals_of_names(release_folder: Path) -> None:
    found = sc.assess("Ningwan", "Tokiwa", data=release_folder)
    one = found.criteria[0]
    titled = replace(one, reason=replace(one.reason, title="Votes in the United Nations"))
    others = found.criteria[1 : 1 + UNKNOWN_IN_SHORT]
    unknown = RecordTuple((*others, titled))
    page = assess_lines(replace(found, unknown=unknown), Screen(80, None), show_all=False)
    assert "Not known besides: votes in the United Nations." in page


def test_a_benchmark_begins_with_the_answer(typed: Callable) -> None:
    came = typed("benchmark", "Ningwan")
    lines = came.out.splitlines()
    assert (came.code, came.err) == (0, "")
    assert lines[0].startswith("Ningwan has 5 known partners, ")
    assert any(line.startswith("Most comparable, with their partners: ") for line in lines)
    assert lines[-1] == "Whom to ask: sistercities recommend gn:921"
    record = json.loads(typed("benchmark", "Ningwan", "--json").out)
    assert lines[0] == record["sentence"]
    every = typed("benchmark", "Ningwan", "--all").out
    assert all(kind["kind"] in every for kind in record["kinds"])


def test_a_place_without_ties_is_compared_and_told(typed: Callable) -> None:
    page = typed("benchmark", "Tiantai").out
    assert page.startswith("We know of no partner of Tiantai.")
    assert "Without a partner there are no kinds" in page


@pytest.mark.parametrize("height", [24, 40])
@pytest.mark.parametrize("width", [80, 120])
def test_pages_take_one_screen(release_folder: Path, width: int, height: int) -> None:
    from sistercities.cli.screen import wrapped

    screen = Screen(width, height)
    scorecard = sc.assess("Ningwan", "Tokiwa", data=release_folder)
    benchmark = sc.benchmark("Ningwan", data=release_folder)
    pages = (
        assess_lines(scorecard, screen, show_all=False),
        benchmark_lines(benchmark, screen, show_all=False),
    )
    for lines in pages:
        shown = [each for line in lines for each in wrapped(line, width)]
        assert len(shown) <= height
        assert all(len(line) <= width for line in shown)
    whole = assess_lines(scorecard, screen, show_all=True)
    assert len(whole) >= len(scorecard.criteria)


def test_where_nothing_is_cut_every_sentence_stands_whole(release_folder: Path) -> None:
    scorecard = sc.assess("Ningwan", "Tokiwa", data=release_folder)
    for screen in (Screen(80, None), Screen(80, 24)):
        page = "\n".join(assess_lines(scorecard, screen, show_all=True))
        assert "…" not in page
        assert all(each.reason.sentence in page for each in scorecard.criteria if each.is_told)


def test_without_a_country_to_show_there_is_no_table(release_folder: Path) -> None:
    found = sc.benchmark("Tiantai", data=release_folder)
    none = replace(
        found,
        by_country=tuple(
            replace(line, ties=replace(line.ties, actual=0, expected=0.2))
            for line in found.by_country
        ),
    )
    page = "\n".join(benchmark_lines(none, Screen(80, None), show_all=False))
    n = len(found.by_country)
    assert (
        f"With none of {n} countries is half a partner expected or more: --all shows them." in page
    )
    assert "Expected  Usually" not in page
    assert "Expected  Usually" in "\n".join(benchmark_lines(none, Screen(80, None), show_all=True))


@pytest.mark.parametrize("height", [12, 24, 40])
def test_no_screen_is_too_small_for_what_bars_or_calls_for_care(height: int) -> None:
    """Of the United Arab Emirates and Iran the rows have three cautions, on the release."""
    found = sc.assess("Dubai", "Shiraz")
    grave = [one.sentence for one in found.obstacles if one.strength != "note"]
    assert len(grave) >= 3
    lines = assess_lines(found, Screen(80, height), show_all=False)
    page = "\n".join(lines)
    assert [page.count(one) for one in grave] == [1] * len(grave), "each is said, and once"
    assert found.looked_at in lines

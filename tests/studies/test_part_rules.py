"""The rules of the parts of claims: what each judges, and that it prints what it judges by."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sistercities.studies.part_rules import (
    Interval,
    IntervalPart,
    JudgedPart,
    PartRule,
    Side,
    find_rule,
)
from sistercities.studies.parts import (
    Told,
    Varied,
    VariedKind,
    are_named,
    counted_finding,
    counts_ties,
    described_finding,
    interval_finding,
    judged_rows,
)
from sistercities.studies.registry import meaning_of, part_rules_by_study
from sistercities.studies.unjudged_parts import CountPart, DescribedPart, Kind
from studies.numbers_in_rules import numbers_of, with_number

RULES = {rule.id: rule for rules in part_rules_by_study().values() for rule in rules}
JUDGED = {name: rule for name, rule in RULES.items() if isinstance(rule, JudgedPart)}
INTERVALS = {name: rule for name, rule in RULES.items() if isinstance(rule, IntervalPart)}
COUNTS = {name: rule for name, rule in RULES.items() if isinstance(rule, CountPart)}
STEP = 0.01
ROOT = Path(__file__).parents[2]


def around(line: float, low: float, high: float) -> Interval:
    """Lie from `low` to `high` beyond the line, with or without any one country."""
    return Interval((low + high) / 2 + line, low + line, high + line, low + line, high + line)


def test_no_two_parts_have_one_name() -> None:
    assert len(RULES) == sum(len(rules) for rules in part_rules_by_study().values())
    assert find_rule(RULES.values(), "C3.first") is RULES["C3.first"]


@pytest.mark.parametrize("name", RULES)
def test_every_number_of_a_part_is_printed(name: str) -> None:
    rule = RULES[name]
    for number, value in numbers_of(rule).items():
        assert with_number(rule, number, value + STEP).printed() != rule.printed(), number


@pytest.mark.parametrize("name", JUDGED)
def test_every_answer_that_can_be_given_has_words(name: str) -> None:
    rule = JUDGED[name]
    sides: list[Side] = ["above", "below", "open"]
    if isinstance(rule, IntervalPart) and rule.line.negligible is not None:
        sides.append("same")
    words = [rule.answers.of(side) for side in sides]
    assert all(words)
    assert len(set(words)) == len(words)
    assert set(rule.supports) <= set(sides)
    for side in rule.supports:
        assert str(rule.answers.of(side)) in str(rule.claims_words())


@pytest.mark.parametrize("name", INTERVALS)
def test_a_side_is_told_by_the_whole_interval(name: str) -> None:
    rule = INTERVALS[name]
    line = rule.line.no_effect
    assert rule.side(around(line, 0.001, 5)) == "above"
    assert rule.side(around(line, -5, -0.001)) == "below"
    assert rule.side(around(line, -5, 5)) == "open"
    assert rule.side(Interval(None, None, None)) == "open"
    band = rule.line.negligible
    if band is not None:
        assert rule.side(Interval(line, band.low, band.high, band.low, band.high)) == "same"


@pytest.mark.parametrize("name", [n for n, rule in INTERVALS.items() if rule.carried == "by all"])
def test_what_one_country_carries_is_not_told(name: str) -> None:
    rule = INTERVALS[name]
    line = rule.line.no_effect
    carried = Interval(line + 1, line + 0.5, line + 2, line - 0.1, line + 3)
    assert rule.side(carried) == "open"
    untried = Interval(line + 1, line + 0.5, line + 2)
    assert rule.side(untried) == "open"


@pytest.mark.parametrize("name", COUNTS)
def test_that_ties_of_a_kind_exist_is_counted_and_never_judged(name: str) -> None:
    """No world like this one could be without such ties, so their number bears out nothing."""
    rule = COUNTS[name]
    told = Told("Some.", "", "city ties", 1000, "ties", "")
    for n_firm in (0, 3, 400):
        rows = [VariedKind("none", "nothing is left", None, "no ties"),
                VariedKind("fewer", "official pages only", Kind(1, 1000, 1, 1))]  # fmt: skip
        found = counted_finding(rule, Kind(n_firm, 1000, 3, 3), told, rows)
        assert (found.side, found.verdict, found.value) == ("described", "described", n_firm)
        assert found.is_count
        assert [(row.verdict, row.is_turned) for row in found.rows] == [("described", False)] * 2
    assert "Supported" not in rule.printed()
    assert "Changed after its number was seen" in rule.printed()


def test_what_no_world_could_miss_has_no_verdict() -> None:
    assert set(COUNTS) == {"C1.exist", "C2.exist", "C7.exist"}
    assert isinstance(RULES["C3.predicted"], DescribedPart)


def test_a_mark_means_the_same_of_every_part_of_a_claim() -> None:
    """Yes is what bears out the claim: of rivals that is as many partners, never fewer."""
    for name in ("C7.rivals", "C7.far"):
        rule = INTERVALS[name]
        assert rule.verdict_of("below") == "not supported"
        assert {rule.verdict_of("above"), rule.verdict_of("same")} == {"supported"}
    for name in ("C7.world-rivals", "C7.world-far"):
        assert INTERVALS[name].verdict_of("below") == "not supported"
    assert INTERVALS["C7.cities"].verdict_of("above") == "supported"
    for name in ("C3.independent", "C3.first", "C3.close", "C3.homes", "C3.world-sisters"):
        assert INTERVALS[name].verdict_of("above") == "not supported"
        assert INTERVALS[name].verdict_of("same") == "supported"


def test_what_the_claim_compares_with_tells_its_side_without_a_verdict() -> None:
    rule = INTERVALS["C4.formal"]
    told = Told("They do.", "", "rate ratio", 900, "ties", "")
    rows = [Varied("half", "half", Interval(0.5, 0.4, 0.6), 450)]
    for interval, side in ((around(1, 0.5, 2), "above"), (around(1, -0.6, -0.1), "below")):
        found = interval_finding(rule, interval, told, rows)
        assert (found.side, found.verdict, found.line) == (side, "described", 1.0)
        assert not found.is_count
        assert found.rows[0].is_turned == (side == "above")
    assert interval_finding(rule, around(1, -0.5, 2), told).verdict == (
        "cannot be told from these data"
    )
    assert "Supported" not in rule.printed()
    assert "nothing is judged by it" in rule.printed()


def test_a_count_of_an_older_program_is_a_count_too() -> None:
    assert counts_ties(None, "supported", "city ties")
    assert counts_ties(None, "described", "city ties")
    assert not counts_ties(None, "described", "share")
    assert not counts_ties(1.0, "described", "rate ratio")


def test_several_measures_that_differ_are_mixed_where_one_bears_it_out() -> None:
    rule = INTERVALS["C5.size"]
    found, contrary, unknown = around(1, 0.1, 1), around(1, -1, -0.1), around(1, -1, 1)
    assert rule.verdict_of_all([found, found]) == "supported"
    assert rule.verdict_of_all([found, unknown]) == "mixed"
    assert rule.verdict_of_all([found, contrary]) == "mixed"
    assert rule.verdict_of_all([contrary, contrary]) == "not supported"
    assert rule.verdict_of_all([unknown, contrary]) == "cannot be told from these data"


def test_each_row_is_judged_by_the_rule_and_says_whether_it_turns_the_answer() -> None:
    rule = INTERVALS["C3.independent"]
    rows = judged_rows(
        rule, "above",
        (
            Varied("a", "as in the main run", Interval(2.0, 1.5, 3.0), 100),
            Varied("b", "fewer", Interval(0.5, 0.2, 0.7), 100),
            Varied("c", "wide", Interval(1.5, 0.7, 3.0), 9),
            Varied("d", "not known", Interval(None, None, None), 0, "no tie is left"),
        ),
    )  # fmt: skip
    assert [row.verdict for row in rows] == [
        "not supported", "not supported", "cannot be told from these data",
        "cannot be told from these data",
    ]  # fmt: skip
    assert [row.is_turned for row in rows] == [False, True, True, False]
    assert [row.is_untold for row in rows] == [False, False, False, True]


def test_a_row_that_is_withheld_is_open_wherever_its_interval_lies() -> None:
    rule, above = INTERVALS["C8.coming"], Interval(0.1, 0.05, 0.2)
    (row,) = judged_rows(rule, "open", [Varied("a", "by core", above, 9, is_withheld=True)])
    assert (row.verdict, row.is_turned) == ("cannot be told from these data", False)


def test_a_part_names_its_claim() -> None:
    for rules in part_rules_by_study().values():
        for rule in rules:
            assert isinstance(rule, PartRule)
            assert rule.id == f"{rule.claim}.{rule.name}"


def test_the_page_of_calibration_says_of_each_part_which_worlds_it_has() -> None:
    page = (ROOT / "docs" / "methods" / "calibration.md").read_text(encoding="utf-8")
    section = page.split("## Which part has which worlds")[1].split("\n## ")[0]
    told = re.findall(r"`(C\d\.[a-z-]+)`", "\n".join(
        line.split("|")[1] for line in section.splitlines() if line.startswith("| `")
    ))  # fmt: skip
    assert sorted(told) == sorted(RULES)


@pytest.mark.parametrize("name", INTERVALS)
def test_a_rule_says_what_supported_means_of_its_part(name: str) -> None:
    rule = INTERVALS[name]
    assert rule.printed().endswith(str(rule.claims_words()))
    assert meaning_of(name) == rule.claims_words()
    for side in rule.supports:
        assert rule.verdict_of(side) == "supported"


def test_a_part_that_no_study_judges_now_has_no_meaning() -> None:
    assert meaning_of("C9.new") == ""


def test_a_description_is_told_and_never_judged() -> None:
    """However large or small the share is, it bears out nothing, and no row turns it."""
    rule = RULES["C4.formal-share"]
    assert isinstance(rule, DescribedPart)
    told = Told("9 % go with it.", "", "share", 900, "ties", "")
    for low, high in ((0.01, 0.02), (0.45, 0.55), (0.8, 0.9)):
        shown = Interval((low + high) / 2, low, high)
        rows = [Varied("half", "half", Interval(0.5, 0.4, 0.6), 450)]
        found = described_finding(rule, shown, told, rows)
        assert (found.side, found.verdict, found.line) == ("described", "described", None)
        assert not found.is_count
        assert [(row.verdict, row.is_turned) for row in found.rows] == [("described", False)]
    none = described_finding(rule, Interval(None, None, None), told, (), "too few ties")
    assert (none.verdict, none.note) == ("cannot be told from these data", "too few ties")
    assert "Supported" not in rule.printed()


def test_the_first_part_of_a_claim_is_the_one_that_its_words_ask_for() -> None:
    assert next(name for name in RULES if name.startswith("C4.")) == "C4.benefit"
    assert next(name for name in RULES if name.startswith("C5.")) == "C5.size"


def test_what_carries_an_answer_is_named_in_whatever_row() -> None:
    said = "It rests on single countries: without Canada, Bosnia and Herzegovina or 3 more, no."
    assert are_named("Bosnia and Herzegovina, Canada and 3 more", said)
    assert not are_named("Canada and France", said)


def test_a_changed_rule_says_what_it_would_have_said_before() -> None:
    """Nothing is rewritten in silence: the first form's verdict stands beside the new one."""
    told = Told("", "", "ratio", 1, "ties", "")
    rivals = INTERVALS["C7.rivals"]
    fewer = interval_finding(rivals, around(1, -0.6, -0.4), told)
    assert fewer.verdict == "not supported"
    assert fewer.changed.endswith("By the first rule: supported.")
    far = INTERVALS["C7.far"]
    carried = Interval(0.6, 0.5, 0.7, 0.4, 1.2)
    assert interval_finding(far, carried, told).verdict == "cannot be told from these data"
    assert interval_finding(far, carried, told).changed.endswith("By the first rule: supported.")
    share = RULES["C3.predicted"]
    assert isinstance(share, DescribedPart)
    for ends, verdict in (((0.1, 0.3), "supported"), ((0.6, 0.7), "not supported")):
        found = described_finding(share, Interval(sum(ends) / 2, *ends), told)
        assert found.changed.endswith(f"By the first rule: {verdict}.")
    untold = described_finding(share, Interval(None, None, None), told, (), "too few ties")
    assert "first rule:" not in untold.changed
    exist = COUNTS["C1.exist"]
    assert "first rule: supported" in counted_finding(exist, Kind(10, 20, 3, 3), told).changed
    assert "first rule:" not in counted_finding(exist, Kind(9, 20, 3, 3), told).changed


def test_a_part_that_asks_beyond_its_claim_says_so() -> None:
    assert "of chance it says nothing" in meaning_of("C1.chance")

"""The parts of claims at the edges of their numbers: ends that touch a line, counts one below."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sistercities.sentences import listed, say
from sistercities.studies.part_rules import (
    Interval,
    IntervalPart,
    Side,
    at_first_in,
    first_verdict_words,
)
from sistercities.studies.registry import part_rules_by_study
from sistercities.studies.unjudged_parts import DescribedPart, Kind

RULES = {rule.id: rule for rules in part_rules_by_study().values() for rule in rules}
INTERVALS = {name: rule for name, rule in RULES.items() if isinstance(rule, IntervalPart)}


@pytest.mark.parametrize("name", INTERVALS)
def test_an_interval_that_touches_its_line_lies_on_no_side(name: str) -> None:
    rule = INTERVALS[name]
    line = rule.line.no_effect
    for low, high, side in (
        (line, line + 1, "open"), (line + 1e-9, line + 1, "above"),
        (line - 1, line, "open"), (line - 1, line - 1e-9, "below"),
    ):  # fmt: skip
        assert rule.side(Interval(line, low, high, low, high)) == side, (low, high)
    band = rule.line.negligible
    if band is not None:
        for low, high, side in (
            (band.low, band.high, "same"), (band.low - 1e-9, band.high, "open"),
            (band.low, band.high + 1e-9, "open"),
        ):  # fmt: skip
            assert rule.side(Interval(line, low, high, low, high)) == side, (low, high)


@pytest.mark.parametrize("name", INTERVALS)
def test_a_rule_says_whether_one_country_may_carry_it(name: str) -> None:
    rule = INTERVALS[name]
    is_strict = "without any one country or home unit too" in rule.verdicts()
    assert is_strict == (rule.carried == "by all")
    assert f"interval of {100 - 100 * rule.level.size:g} %" in rule.verdicts()


@pytest.mark.parametrize(
    ("low", "high", "side"),
    [
        (None, None, "open"), (None, 0.4, "open"), (0.4, None, "open"), (0.4, 0.4, "described"),
        (0.0, 0.0, "described"),
    ],
)  # fmt: skip
def test_a_share_is_described_where_both_ends_are_known(
    low: float | None, high: float | None, side: Side
) -> None:
    rule = RULES["C3.predicted"]
    assert isinstance(rule, DescribedPart)
    assert rule.side(Interval(0.4, low, high)) == side
    assert f"interval of {100 - 100 * rule.level.size:g} %" in rule.verdicts()


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.1, 0.499, "supported"), (0.1, 0.5, "cannot be told from these data"),
        (0.5, 0.9, "cannot be told from these data"), (0.501, 0.9, "not supported"),
        (None, 0.4, None), (0.6, None, None), (None, None, None),
    ],
)  # fmt: skip
def test_the_first_rule_called_a_share_below_half_support(
    low: float | None, high: float | None, said: str | None
) -> None:
    rule = RULES["C3.predicted"]
    assert isinstance(rule, DescribedPart)
    found = rule.at_first(Interval(0.5, low, high))
    assert found == ("" if said is None else f"By the first rule: {said}.")
    assert replace(rule, first="").at_first(Interval(0.5, 0.1, 0.2)) == ""


@pytest.mark.parametrize(
    ("n", "n_units", "n_countries", "is_enough"),
    [(10, 3, 3, True), (9, 3, 3, False), (10, 2, 3, False), (10, 3, 2, False), (11, 4, 4, True)],
)
def test_ten_ties_of_three_regions_with_three_countries_once_counted_as_support(
    n: int, n_units: int, n_countries: int, *, is_enough: bool
) -> None:
    assert Kind(n, 1_000, n_units, n_countries).is_enough_at_first() is is_enough


def test_what_a_first_rule_would_have_said_is_found_alone_or_behind_other_words() -> None:
    first = first_verdict_words("supported")
    assert at_first_in(first) == "By the first rule: supported."
    assert at_first_in(listed([say("Changed."), first], "space")) == first
    assert at_first_in(listed([say("Changed."), say("Again.")], "space")) == ""
    assert at_first_in(say("Changed.")) == ""
    assert at_first_in("") == ""


def test_a_first_rule_that_let_one_country_carry_it_is_told_by_the_interval_alone() -> None:
    rule = INTERVALS["C7.far"]
    assert rule.first_carried is not None
    for part in INTERVALS.values():
        if part.first_carried is None and part.first_supports is None:
            assert part.at_first(Interval(1.5, 1.2, 2.0, 1.2, 2.0)) == ""

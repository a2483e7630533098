"""The parts of a rule at their edges, whatever the study."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from sistercities.studies.rules import (
    Band,
    Level,
    Need,
    Needs,
    Rule,
    Sides,
    Weakest,
)
from studies.numbers_in_rules import numbers_of, with_number

TIES = Need("ties", 30, "{n:g} ties", "{ties} ties are known, and it needs {need}")
SHARES = Need("shares", 5.0, "{n:g} shares", "{one:g} and {other:g}, not {need:g}",
              of=("one", "other"))  # fmt: skip
RATIO = Weakest("ratio", 2.0, "ratios above {n:g}", "only {smallest:g}, not {most:g}", "none")
NEEDS = Needs((TIES, SHARES), (RATIO,))


@dataclass(frozen=True, slots=True)
class Small(Rule):
    """A rule of a level, a side and a share."""

    level: Level
    odds: Sides
    share: float

    def verdicts(self) -> str:
        """Say it in one sentence."""
        return f"Found at {self.level.together:g} above {self.odds.no_effect:g}."


RULE = Small(NEEDS, Level(0.05), Sides(1.0, Band(0.8, 1.25)), 0.5)


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ({}, ""),
        ({"ties": 30}, ""),
        ({"ties": 29}, "29 ties are known, and it needs 30"),
        ({"ties": 30, "one": 5.0, "other": 5.0, "ratio": 2.0}, ""),
        ({"one": 4.9, "other": 9.0}, "4.9 and 9, not 5"),
        ({"one": 9.0, "other": 4.9}, "9 and 4.9, not 5"),
        ({"one": 4.9}, ""),
        ({"ratio": 2.1}, "only 2.1, not 2"),
        ({"ratio": None}, "none"),
        (
            {"ties": 29, "one": 1.0, "other": 1.0, "ratio": 9.0},
            "29 ties are known, and it needs 30",
        ),
        ({"ties": 30, "one": 1.0, "other": 1.0, "ratio": 9.0}, "1 and 1, not 5"),
    ],
)
def test_the_first_need_that_is_unmet_is_the_reason(counts: dict, reason: str) -> None:
    assert NEEDS.unmet(**counts) == reason
    assert NEEDS.are_met(**counts) is (reason == "")


def test_without_words_for_nothing_the_reason_is_the_usual_one() -> None:
    bare = Weakest("ratio", 2.0, "ratios above {n:g}", "too few")
    assert Needs((), (bare,)).unmet(ratio=None) == "too few"


@pytest.mark.parametrize(
    ("low", "high", "state", "without_band"),
    [
        (1.0, 2.0, "open", "open"), (1.001, 2.0, "found", "found"), (0.5, 1.0, "open", "open"),
        (0.5, 0.999, "contrary", "contrary"), (0.8, 1.25, "contrary", "open"),
        (0.799, 1.25, "open", "open"), (0.8, 1.251, "open", "open"),
        (1.01, 1.2, "found", "found"),
    ],
)  # fmt: skip
def test_an_interval_lies_beyond_no_effect_or_within_the_band(
    low: float, high: float, state: str, without_band: str
) -> None:
    assert RULE.odds.state(low, high) == state
    assert Sides(1.0).state(low, high) == without_band


def test_levels_hold_together() -> None:
    """By Bonferroni: 0.05 over three facts, each."""
    level = Level(0.05)
    assert (level.each(2), level.each(1), level.together) == (0.975, 0.95, 0.95)
    assert level.each(3) == pytest.approx(0.98333, abs=1e-5)
    assert level.each(0) == 0.95


def test_a_rule_is_printed_whole_and_in_order() -> None:
    assert RULE.printed() == (
        "Found at 0.95 above 1. Else, and below 30 ties or 5 shares, or where only ratios above 2 "
        "would be found: cannot be told. Fixed before the numbers were seen."
    )
    assert Needs((TIES,)).words() == "Else, and below 30 ties: cannot be told."


def test_every_number_has_a_name_and_can_be_another() -> None:
    numbers = numbers_of(RULE)
    assert numbers == {
        "needs.least.ties.at_least": 30, "needs.least.shares.at_least": 5.0,
        "needs.effects.ratio.at_most": 2.0, "level.size": 0.05, "odds.no_effect": 1.0,
        "odds.negligible.low": 0.8, "odds.negligible.high": 1.25, "share": 0.5,
    }  # fmt: skip
    for name in numbers:
        assert numbers_of(with_number(RULE, name, 7.0)) == numbers | {name: 7.0}
    assert numbers_of(RULE) == numbers, "the rule itself is never changed"

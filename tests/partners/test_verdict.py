"""The word for a partner: by rank and chance, never above its obstacles; the rule is printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sistercities.partners import verdict
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.verdict import verdict_of
from sistercities.terms.words import Strength

WAR = Obstacle("war", "bar", "They are at war.", "a gazette")
CARE = Obstacle("sanctions", "caution", "One sanctions the other.", "a gazette")
NOTE = Obstacle("neighbour", "note", "They are neighbours.", "points")


@pytest.mark.parametrize(
    ("rank", "chance", "word"),
    [
        (1, 0.2, "among_the_first"), (10, 0.05, "among_the_first"), (11, 0.2, "likely"),
        (10, 0.049, "likely"), (100, 0.01, "likely"), (101, 0.2, "possible"),
        (100, 0.0099, "possible"),
        (300, 0.001, "possible"), (301, 0.2, "unlikely"), (1, 0.0009, "unlikely"),
        (10_000, 0.0, "unlikely"),
    ],
)  # fmt: skip
def test_rank_and_chance_together_make_the_word(rank: int, chance: float, word: str) -> None:
    assert verdict_of(rank, 10_000, chance, (NOTE,)).word == word


def test_the_first_of_few_is_among_the_best_whatever_a_percentage_says() -> None:
    assert verdict_of(1, 30, 0.2, ()).word == "among_the_first"
    assert verdict_of(2, 30, 0.2, ()).word == "unlikely"


@pytest.mark.parametrize("rank", [1, 50, 250, 9_000])
def test_a_bar_allows_no_word_of_praise(rank: int) -> None:
    found = verdict_of(rank, 10_000, 0.5, (CARE, WAR, NOTE))
    assert (found.word, found.said, found.is_held_down) == ("barred", "cannot be suggested", True)


def test_care_holds_a_word_down_to_fair_and_raises_none() -> None:
    words = [
        verdict_of(rank, 10_000, chance, (CARE,))
        for rank, chance in ((1, 0.5), (50, 0.5), (250, 0.5), (9_000, 0.5))
    ]
    assert [one.word for one in words] == ["possible", "possible", "possible", "unlikely"]
    assert [one.is_held_down for one in words] == [True, True, False, False]


@pytest.mark.parametrize("strength", ["caution", "note"])
def test_any_kind_of_obstacle_counts_by_its_strength_alone(strength: Strength) -> None:
    one = Obstacle("kin", strength, "It lies in a partner.", "ties")
    assert verdict_of(1, 10_000, 0.5, (one,)).word == (
        "possible" if strength == "caution" else "among_the_first"
    )


def test_the_rule_that_is_printed_has_the_numbers_that_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = verdict.rule_of_words()
    first = replace(verdict.STEPS[0], most_percent=0.25, least_chance=0.3)
    monkeypatch.setattr(verdict, "STEPS", (first, *verdict.STEPS[1:]))
    after = verdict.rule_of_words()
    assert after[0] == (
        "among the first: among the first 0.25 % of all candidates, and at least 30 % of pairs "
        "like this are partners."
    )
    assert after[0] != before[0]
    assert after[1:] == before[1:]
    assert verdict.verdict_of(25, 10_000, 0.3, ()).word == "among_the_first"


def test_the_rule_names_every_word_and_what_holds_it_down() -> None:
    rule = verdict.rule_of_words()
    for step in verdict.STEPS:
        assert any(line.startswith(f"{step.said}:") for line in rule)
    assert "possible" in rule[-1]
    assert "cannot be suggested" in rule[-1]

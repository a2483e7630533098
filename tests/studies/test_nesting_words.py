"""What the headline says of each pair of findings, and never more."""

from __future__ import annotations

import pytest

from sistercities.studies.nesting_result import Estimate, Power
from sistercities.studies.nesting_words import UNKNOWN, headline

ENOUGH = Power("degree-country", 1.3, 0.7, 16, 15, 0.95, "made up")
TOO_FEW = Power("degree-country", None, 0.7, 2, 2, 0.95, "made up")


def said(share: float, ratio: tuple[float, float, float], power: Power = ENOUGH) -> str:
    estimates = {
        "share_inside": Estimate("share_inside", share, 0.1, 0.9, 100, "ties", "share", "m"),
        "observed_over_expected": Estimate(
            "observed_over_expected", *ratio, 20, "ties", "ratio", "m", "", 1.5, 1.75
        ),
    }
    return headline("Midland", estimates, power)


@pytest.mark.parametrize(
    ("share", "ratio", "words"),
    [
        (0.2, (3.07, 2.0, 4.7), "yet 3.1 times as many join sister provinces as chance"),
        (0.2, (0.5, 0.3, 0.8), "and only 0.5 times as many"),
        (0.2, (1.0, 0.9, 1.1), "so about as many"),
        (0.2, (1.2, 0.6, 2.4), UNKNOWN),
        (0.7, (3.07, 2.0, 4.7), "Of the known city ties of Midland, 70 % join sister provinces"),
    ],
)
def test_headline(share: float, ratio: tuple[float, float, float], words: str) -> None:
    assert words in said(share, ratio)


def test_a_share_outside_is_named_first_where_it_is_most() -> None:
    assert said(0.2, (3.0, 2.0, 4.0)).startswith("Most known city ties of Midland (80 %)")


def test_the_range_with_gaps_filled_stands_beside_the_ratio() -> None:
    assert "(1.5 to 1.8 with gaps filled)" in said(0.2, (3.0, 2.0, 4.0))


def test_without_power_there_is_no_word_on_chance() -> None:
    assert said(0.2, (6.4, 1.1, 37.0), TOO_FEW).endswith(f"{UNKNOWN}.")

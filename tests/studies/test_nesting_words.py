"""What the headline says of each pair of findings, and never more."""

from __future__ import annotations

import pytest

from sistercities.studies.nesting.result import Estimate, Power
from sistercities.studies.nesting.words import UNKNOWN, headline
from sistercities.studies.scope import Scope, part_sentence, plural, scope_settings

ENOUGH = Power("degree-country", 1.3, 0.7, 16, 15, 0.95, "made up")
TOO_FEW = Power("degree-country", None, 0.7, 2, 2, 0.95, "made up")


MIDLAND = Scope("Midland", "province", "province", ("Lanyu", "Qingmo"), 3, (), True)
FEW = Scope("Upland", "county", "region", ("Kitazawa", "Minamihara"), 47, ("Jinghai",), False)
UNSAID = UNKNOWN.format(pairs="provinces")


def said(
    share: float,
    ratio: tuple[float, float, float],
    power: Power = ENOUGH,
    scope: Scope | None = None,
    high: float | None = 0.4,
    weighted_high: float | None = None,
) -> str:
    estimates = {
        "share_inside": Estimate(
            "share_inside", share, 0.1, high, 100, "ties", "share", "m",
            weighted_high=weighted_high,
        ),
        "observed_over_expected": Estimate(
            "observed_over_expected", *ratio, 20, "ties", "ratio", "m"
        ),
    }  # fmt: skip
    return headline(scope or MIDLAND, estimates, power, 2020)


@pytest.mark.parametrize(
    ("share", "ratio", "words"),
    [
        (0.2, (3.07, 2.0, 4.7), "yet 3.1 times as many lie inside them as chance would give"),
        (0.2, (0.5, 0.3, 0.8), "and only 0.5 times as many"),
        (0.2, (1.0, 0.9, 1.1), "so about as many"),
        (0.2, (1.2, 0.6, 2.4), UNSAID),
        (
            0.7,
            (3.07, 2.0, 4.7),
            "Of 100 city partnerships of Midland alive in 2020 that can be compared, 70 % lie "
            "inside sister provinces",
        ),
    ],
)
def test_headline(share: float, ratio: tuple[float, float, float], words: str) -> None:
    assert words in said(share, ratio)


def test_a_share_outside_is_named_first_where_it_is_most() -> None:
    assert said(0.2, (3.0, 2.0, 4.0)).startswith(
        "Of 100 city partnerships of Midland alive in 2020 that can be compared, 80 % lie outside "
        "sister provinces"
    )


@pytest.mark.parametrize("high", [0.3, 0.9, None])
def test_no_more_is_said_than_of_those_compared(high: float | None) -> None:
    words = said(0.2, (3.0, 2.0, 4.0), high=high)
    assert "Most" not in words
    assert "that can be compared" in words


def test_without_power_there_is_no_word_on_chance() -> None:
    assert said(0.2, (6.4, 1.1, 37.0), TOO_FEW).endswith(f"{UNSAID}.")


def test_where_few_regions_take_part_the_headline_names_them() -> None:
    words = said(0.2, (3.07, 2.0, 4.7), scope=FEW)
    assert words.startswith("Of 100 city partnerships of 2 counties of Upland alive")
    assert "lie outside sister regions; yet 3.1 times as many" in words
    assert (
        "Only Kitazawa and Minamihara take part: no source lists in full the own ties of the "
        "others. No source lists the ties of their cities either" in words
    )


def test_a_country_that_is_mostly_listed_is_spoken_of_as_a_whole() -> None:
    assert part_sentence(MIDLAND) == ""
    assert MIDLAND.of_whom == "Midland"


def test_settings_say_what_is_listed_and_left_out() -> None:
    settings = scope_settings(FEW)
    assert settings["home regions"].startswith("2 of 47 counties take part")
    assert settings["listed but dual"].startswith("Jinghai is region and city at once")
    assert "no source lists the ties of the cities of Upland" in settings["city ties"]
    assert set(scope_settings(MIDLAND)) == {"home regions"}


@pytest.mark.parametrize(
    ("word", "due"), [("state", "states"), ("county", "counties"), ("key", "keys")]
)
def test_plurals(word: str, due: str) -> None:
    assert plural(word) == due

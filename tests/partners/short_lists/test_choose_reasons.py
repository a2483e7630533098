"""Which arguments are shown for a place, by the rule: of made-up arguments on twelve candidates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists import choose_reasons as rule
from sistercities.partners.short_lists.arguments import Argument
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.sentences import say

GROUND = made_up_ground(seed=3, n_places=200, n_ties=1)
CITIES = np.flatnonzero(GROUND.places.level == 2)
HOME, CANDIDATES = int(CITIES[0]), CITIES[1:13]
Named = list[list[str]]


def argument(name: str, *at: int, **more: Any) -> Argument:
    """Make an argument that holds of the candidates at some positions."""
    return Argument(
        name, lambda _: np.isin(np.arange(12), at), lambda _, k: f"{name} of {k}.", **more
    )


def holds_of(name: str, n: int, **more: Any) -> Argument:
    """Make one that holds of the first so many of the twelve."""
    return argument(name, *range(n), **more)


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Choose among arguments, on twelve candidates of two countries in turn."""
    country = GROUND.places.country.copy()
    country[CANDIDATES] = 1 + np.arange(12) % 2
    ground = replace(GROUND, places=replace(GROUND.places, country=country))

    def choose(arguments: list[Argument], at: list[int], **more: Any) -> Any:
        pairs = candidates_of(ground, HOME, CANDIDATES)
        facts = CandidateFacts(HomePlace(ground, HOME, "city"), pairs)
        monkeypatch.setattr(rule, "ARGUMENTS", tuple(arguments))
        return rule.choose_reasons(facts, at, **more)

    return choose


def _named(told: Any) -> Named:
    return [[name for name, _ in each] for each in told.of_each]


def test_four_are_shown_of_a_place_the_rarest_first(chosen: Callable[..., Any]) -> None:
    shown = [holds_of("c", 3), argument("a", 0), holds_of("b", 2), argument("x", 0, weight=0.1),
             argument("d", 0, 5, 6, weight=0.5), argument("z", 5)]  # fmt: skip
    told = chosen(shown, [0])
    assert told.of_each == ((("a", "a of 0."), ("b", "b of 0."), ("c", "c of 0."),
                             ("d", "d of 0.")),)  # fmt: skip


@pytest.mark.parametrize(
    ("n", "is_said"), [(3, True), (4, True), (5, True), (6, False), (12, False)]
)
def test_what_half_of_all_have_is_not_said(
    chosen: Callable[..., Any], n: int, *, is_said: bool
) -> None:
    assert (_named(chosen([holds_of("a", n)], [0])) == [["a"]]) is is_said


@pytest.mark.parametrize(("n", "n_shown"), [(3, 4), (4, 2), (5, 2)])
def test_what_a_third_have_fills_up_to_two(
    chosen: Callable[..., Any], n: int, n_shown: int
) -> None:
    """One argument is rare; four more hold of so many of the twelve."""
    many = [holds_of(name, n) for name in "bcde"]
    assert _named(chosen([*many, argument("a", 0)], [0])) == [["a", "b", "c", "d"][:n_shown]]


def test_a_name_sets_a_place_apart_however_many_have_one(chosen: Callable[..., Any]) -> None:
    assert _named(chosen([holds_of("a", 12, names_something=True)], [0])) == [["a"]]
    both = [holds_of("a", 12, names_something=True), holds_of("b", 2)]
    assert _named(chosen(both, [0])) == [["b", "a"]]
    # Rarer than one in e, it counts as rare as it is.
    rare = [holds_of("a", 1, names_something=True), holds_of("b", 2)]
    assert _named(chosen(rare, [0])) == [["a", "b"]]


def test_two_reasons_of_the_list_come_first_however_many_have_them(
    chosen: Callable[..., Any],
) -> None:
    shown = [holds_of(name, 12) for name in "pqr"] + [argument("a", 0)]
    assert _named(chosen(shown, [0], own=("p", "q", "r"))) == [["p", "q", "a"]]
    assert _named(chosen(shown, [0], own=("r",))) == [["r", "a"]]
    assert _named(chosen(shown, [0])) == [["a"]]


@pytest.mark.parametrize(
    ("at", "is_once"), [([0, 1, 2], True), ([0, 1], False), ([0, 1, 3], False)]
)
def test_what_three_of_three_have_is_said_once(
    chosen: Callable[..., Any], at: list[int], *, is_once: bool
) -> None:
    shown = [holds_of("a", 3, of_all=lambda _: say("All have a.")), argument("b", 0)]
    told = chosen(shown, at)
    assert told.of_all == (("All have a.",) if is_once else ())
    assert ("a" in _named(told)[1]) is not is_once
    assert "b" in _named(told)[0]


def test_what_has_no_words_for_all_is_said_of_each(chosen: Callable[..., Any]) -> None:
    told = chosen([holds_of("a", 3)], [0, 1, 2])
    assert (told.of_all, _named(told)) == ((), [["a"]] * 3)


def test_a_fact_on_the_country_is_said_once_of_it(chosen: Callable[..., Any]) -> None:
    """The first and the third lie in one country, the second in another."""
    told = chosen([holds_of("a", 3, is_of_country=True)], [0, 1, 2])
    assert _named(told) == [["a"], ["a"], []]
    again = chosen([holds_of("a", 3, is_of_country=True)], [0, 1, 2], own=("a",))
    assert _named(again) == [["a"], ["a"], ["a"]], "no place is without a reason of its list"
    other = [holds_of("a", 3, is_of_country=True), argument("b", 2)]
    assert _named(chosen(other, [0, 1, 2], own=("a", "b"))) == [["a"], ["a"], ["b"]]


def test_one_reason_for_the_purpose_is_said_however_many_have_it(
    chosen: Callable[..., Any],
) -> None:
    trade, port = holds_of("trade", 12), holds_of("port", 12)
    assert _named(chosen([argument("a", 0)], [0], wanted=(trade, port))) == [["trade", "a"]]
    assert _named(chosen([trade], [0], own=("trade",), wanted=(trade, port))) == [["trade"]]
    assert _named(chosen([], [11], wanted=(holds_of("trade", 3),))) == [[]]


def test_two_arguments_with_the_same_to_say_say_it_once(chosen: Callable[..., Any]) -> None:
    near = argument("near", 0)._replace(sentence=lambda *_: "Near: about 150 km away.")
    day = near._replace(name="within_a_day", names_something=True)
    told = chosen([near, day, argument("b", 0, 1)], [0])
    assert sorted(said for _, said in told.of_each[0]) == ["Near: about 150 km away.", "b of 0."]
    other = argument("other", 0, 1, 2, 3, 4, 5, 6)
    wanted = chosen([near], [0], own=("near",), wanted=(day, other))
    assert wanted.of_each[0] == (("near", "Near: about 150 km away."),), "said for the purpose too"


def test_each_theme_that_was_asked_for_is_said_once_of_who_has_it(
    chosen: Callable[..., Any],
) -> None:
    """However many have it, in the first words that hold; not of others, and four in all."""
    told = chosen(
        [argument("a", 0), holds_of("port", 12), argument("b", 0, 1, weight=0.1)],
        [0, 1],
        themes=[
            [argument("both_port", 0), argument("theme_port", 0, 1)],
            [argument("theme_cold", 1)],
            [argument("b", 0, 1), argument("theme_b", 0, 1)],
        ],
    )
    assert _named(told) == [["both_port", "b", "a"], ["theme_port", "theme_cold", "b"]]
    five = [[argument(f"theme_{k}", 0)] for k in range(5)]
    assert len(_named(chosen([argument("a", 0)], [0], themes=five))[0]) == 4


@pytest.mark.parametrize("n", [2, 4, 12])
def test_what_another_reason_says_too_is_not_said_beside_it(
    chosen: Callable[..., Any], n: int
) -> None:
    """Whichever of the two is rarer."""
    shown = [holds_of("plain", 3, said_by="full"), holds_of("full", n)]
    assert _named(chosen(shown, [0], own=("plain", "full"))) == [["full"]]
    assert _named(chosen(shown, [0], own=("plain",))) == [["plain"] if n == 12 else ["full"]]


def test_where_nobody_may_be_named_nothing_is_said(chosen: Callable[..., Any]) -> None:
    silent = argument("a", 0)._replace(sentence=lambda *_: "")
    assert _named(chosen([silent, holds_of("b", 2)], [0])) == [["b"]]
    assert _named(chosen([holds_of("a", 0)], [0])) == [[]]


def test_beside_one_fact_on_the_country_no_other_is_told(chosen: Callable[..., Any]) -> None:
    first, second = sorted(rule._OF_COUNTRIES)[:2]
    shown = [argument(first, 0, is_of_country=True), argument("own", 0, 1)]
    assert _named(chosen(shown, [0])) == [[first, "own"]]
    told = chosen([*shown, holds_of(second, 2, is_of_country=True)], [0])
    assert _named(told) == [[first, "own"]]

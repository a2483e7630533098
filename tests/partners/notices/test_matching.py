"""The criteria of a match: yes, no and not known, and the order of matches."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.notices.criteria import (
    country_wished,
    level_alike,
    not_tied_yet,
    size_wished,
    themes_in_common,
)
from sistercities.partners.notices.matching import Match, match, ordered
from sistercities.partners.notices.wishes import (
    OLD_AFTER_YEARS,
    HeldTie,
    Profile,
    Wishes,
    is_old,
    years_old,
)

BAR = Obstacle("war", "bar", "They are at war.", "a gazette")
CARE = Obstacle("sanctions", "caution", "One sanctions the other.", "a gazette")
NOTE = Obstacle("law", "note", "Ties are reported.", "a gazette")
SEEKER = Profile("gn:1", "Alt", "DE", "Germany", "EU", 100_000, frozenset({"city"}))
PLACE = Profile("gn:2", "Neu", "JP", "Japan", "AS", 80_000, frozenset({"city"}))
WISHES = Wishes(
    countries=frozenset({"JP"}), countries_in_words="Japan", low=50_000, high=90_000,
    themes=("culture",),
)  # fmt: skip
UNION = Wishes(of_unions=frozenset({"DE", "FR"}), countries_in_words="the European Union of 2024")


def test_a_place_that_meets_all_that_decides_fits() -> None:
    one = match(WISHES, SEEKER, PLACE, None)
    assert one.verdict == "fits"
    assert [each.name for each in one.criteria] == [
        "country",
        "size",
        "level",
        "tie",
        "obstacle",
        "themes",
    ]
    assert all(each.sentence.endswith(".") for each in one.criteria)


@pytest.mark.parametrize(
    ("between", "verdict", "said"),
    [
        ((), "fits", "Nothing that we looked at bars it or calls for care."),
        ((NOTE,), "fits", "Nothing that we looked at bars it or calls for care."),
        ((CARE, NOTE), "fits", "One sanctions the other."),
        ((BAR, CARE), "fails", "They are at war."),
        (None, "open", "What stands between the two is not known."),
    ],
)
def test_what_bars_decides_and_what_calls_for_care_is_said(
    between: tuple[Obstacle, ...] | None, verdict: str, said: str
) -> None:
    found = match(WISHES, SEEKER, PLACE, None, between)
    assert found.verdict == verdict
    (one,) = (each for each in found.criteria if each.name == "obstacle")
    assert (one.sentence, one.is_decisive) == (said, True)


@pytest.mark.parametrize(
    ("wishes", "country", "continent", "holds", "said"),
    [
        (WISHES, "JP", "AS", True, "Japan is the country wished"),
        (WISHES, "FR", "EU", False, "is not among those wished"),
        (Wishes(), "JP", "AS", None, "It names no country"),
        (Wishes(countries_unread="the Nordics"), "JP", "AS", None, "It says 'the Nordics'"),
        (replace(WISHES, countries_unread="etc."), "FR", "EU", None, "It says 'etc.'"),
        (replace(WISHES, countries_unread="etc."), "JP", "AS", True, "wished"),
        (Wishes(is_any_country=True), "FR", "EU", True, "Any country"),
        (Wishes(is_any_country=True), "DE", "EU", None, "Both lie in"),
        (Wishes(continents=frozenset({"AS"})), "JP", "AS", True, "wished"),
        (Wishes(continents=frozenset({"EU"})), "JP", "AS", False, "not among"),
        (Wishes(continents=frozenset({"EU"})), "JP", "", None, "continent"),
        (Wishes(continents=frozenset({"EU"})), "DE", "EU", None, "Both lie in"),
        (UNION, "FR", "EU", True, "is among those wished (the European Union of 2024)."),
        (UNION, "JP", "AS", False, "is not among those wished (the European Union of 2024)."),
        (UNION, "DE", "EU", None, "Both lie in"),
        (replace(UNION, countries=frozenset({"DE"})), "DE", "EU", True, "among those wished"),
        (WISHES, "", "", None, "country of the place is not known"),
    ],
)
def test_country(
    wishes: Wishes, country: str, continent: str, holds: bool | None, said: str
) -> None:
    place = replace(PLACE, country=country, continent=continent)
    found = country_wished(wishes, SEEKER, place)
    assert found.holds is holds
    assert said in found.sentence


@pytest.mark.parametrize(
    ("wishes", "population", "holds", "said"),
    [
        (WISHES, 50_000, True, "50,000 people, as wished (50,000 to 90,000)"),
        (WISHES, 90_000, True, "as wished"),
        (WISHES, 49_999, False, "fewer than wished"),
        (WISHES, 90_001, False, "more than wished"),
        (WISHES, None, None, "is not known; wished is 50,000 to 90,000"),
        (Wishes(), 80_000, None, "It names no size"),
        (Wishes(size_unread="small"), 80_000, None, "'small', which is no size"),
        (Wishes(is_any_size=True), None, True, "Any size"),
        (Wishes(low=70_000), 80_000, True, "from 70,000"),
        (Wishes(high=70_000), 80_000, False, "up to 70,000"),
        (Wishes(is_own_size=True), 200_000, True, "50,000 to 200,000"),
        (Wishes(is_own_size=True), 200_001, False, "more than wished"),
    ],
)
def test_size(wishes: Wishes, population: int | None, holds: bool | None, said: str) -> None:
    found = size_wished(wishes, SEEKER, replace(PLACE, population=population))
    assert found.holds is holds
    assert said in found.sentence


def test_a_size_like_its_own_is_unknown_where_its_own_is() -> None:
    found = size_wished(Wishes(is_own_size=True), replace(SEEKER, population=None), PLACE)
    assert found.holds is None
    assert "population of Alt is not known" in found.sentence


def test_level() -> None:
    region, dual = frozenset({"region"}), frozenset({"region", "city"})
    assert level_alike(SEEKER, PLACE).holds is True
    assert level_alike(SEEKER, replace(PLACE, classes=region)).holds is False
    assert level_alike(SEEKER, replace(PLACE, classes=dual)).holds is True
    assert level_alike(SEEKER, replace(PLACE, classes=frozenset({"country"}))).holds is False
    assert level_alike(replace(SEEKER, classes=frozenset()), PLACE).holds is None
    inside = level_alike(SEEKER, replace(PLACE, containers=frozenset({"gn:1"})))
    assert (inside.holds, inside.sentence) == (False, "Neu lies in Alt.")


@pytest.mark.parametrize(
    ("tie", "holds", "said"),
    [
        (None, True, "no tie"),
        (HeldTie("active", "1992-04-11"), False, "tied already since 1992"),
        (HeldTie("unknown"), False, "tied already."),
        (HeldTie("suspended", "1990"), False, "suspended"),
        (HeldTie("pending"), False, "under way"),
        (HeldTie("ended", "1990", "2010-01"), None, "ended in 2010"),
    ],
)
def test_tie(tie: HeldTie | None, holds: bool | None, said: str) -> None:
    found = not_tied_yet(SEEKER, PLACE, tie)
    assert found.holds is holds
    assert said in found.sentence


def test_a_tie_with_a_place_that_is_not_known_is_not_known() -> None:
    assert not_tied_yet(replace(SEEKER, place_id=""), PLACE, None).holds is None


def test_themes_are_shown_and_decide_nothing() -> None:
    def held(wishes: Wishes, *themes: str) -> bool | None:
        found = themes_in_common(wishes, replace(PLACE, themes=frozenset(themes)))
        assert not found.is_decisive
        return found.holds

    assert held(WISHES, "culture", "sport") is True
    assert held(WISHES, "trade") is False
    assert held(WISHES) is None
    assert held(Wishes(), "trade") is None
    assert held(Wishes(is_any_theme=True), "trade") is True
    assert held(Wishes(themes=("sport",), themes_unread="bees"), "trade") is None
    assert (
        match(WISHES, SEEKER, replace(PLACE, themes=frozenset({"trade"})), None).verdict == "fits"
    )


def test_what_is_unknown_is_open_and_one_no_fails() -> None:
    unknown = replace(PLACE, population=None)
    assert match(WISHES, SEEKER, unknown, None).verdict == "open"
    assert match(WISHES, SEEKER, unknown, HeldTie("active")).verdict == "fails"


def _matches() -> list[Match]:
    near = replace(PLACE, place_id="gn:3", population=90_000)
    shared = replace(PLACE, place_id="gn:4", population=50_000, themes=frozenset({"culture"}))
    unknown = replace(PLACE, place_id="gn:5", population=None)
    wrong = replace(PLACE, place_id="gn:6", country="FR")
    return [match(WISHES, SEEKER, one, None) for one in (wrong, unknown, PLACE, near, shared)]


def test_the_order_is_that_of_fit_then_themes_then_population_whatever_came_first() -> None:
    for arranged in permutations(_matches()):
        assert [one.place.place_id for one in ordered(arranged)] == [
            "gn:4", "gn:3", "gn:2", "gn:5", "gn:6",
        ]  # fmt: skip


def test_a_score_orders_what_fits_alike_and_nothing_else() -> None:
    def score(seeker: str, place: str) -> float | None:
        assert seeker == "gn:1"
        return {"gn:2": 0.9, "gn:3": 0.1, "gn:5": 1.0, "gn:6": 1.0}.get(place)

    assert [one.place.place_id for one in ordered(_matches(), score)] == [
        "gn:4", "gn:2", "gn:3", "gn:5", "gn:6",
    ]  # fmt: skip


def test_a_notice_is_old_from_five_years_on() -> None:
    assert OLD_AFTER_YEARS == 5
    assert [years_old(date, 2026) for date in ("2026", "2021-12-31", "2027-01-01", "")] == [
        0, 5, None, None,
    ]  # fmt: skip
    assert [is_old(date, 2026) for date in ("2022-01-01", "2021-12-31", "2027", "")] == [
        False, True, None, None,
    ]  # fmt: skip

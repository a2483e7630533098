"""A partner that is no more stands in the list of ties with its last year."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import world


def test_a_partner_that_ended_has_its_last_year_and_a_note(typed: Callable) -> None:
    told = typed("ties", world.LANYU).out
    assert "Valmont (until 2015)" in told
    assert "Until a year: the place ended then. What followed: Valmont – Grand-Val." in told
    assert "Whether it goes on with the partnership is not known." in told


def test_a_place_that_ended_has_no_partners_today(typed: Callable) -> None:
    told = typed("ties", world.VALMONT).out
    assert "ended in 2015; our sources name 1 known partner" in told
    assert "Until a year" not in told
    assert "Grand-Val followed Valmont; whether it goes on with the partnership is not" in told


@pytest.mark.parametrize("verb", ["place", "ties"])
@pytest.mark.parametrize(
    ("town", "said", "after"),
    [
        ("gn:2660221", "Jona was a municipality until 2006 and is now part of Rapperswil-Jona.",
         "Partners of Rapperswil-Jona: sistercities ties x:ch-rapperswil-jona"),
        ("gn:2791315", "Merelbeke was a municipality until 2024 and is now part of",
         "Partners of Merelbeke-Melle: sistercities ties x:be-merelbeke-melle"),
    ],
)  # fmt: skip
def test_of_a_town_without_ties_that_is_no_more_it_is_said_first_that_it_ended(
    typed: Callable, monkeypatch: pytest.MonkeyPatch, verb: str, town: str, said: str, after: str
) -> None:
    monkeypatch.delenv("SISTERCITIES_DATA", raising=False)
    told = typed(verb, town).out
    assert told.startswith(said)
    assert "We know of no sister city that it had. " in told.splitlines()[0]
    assert after in told.splitlines()


def test_a_region_is_offered_first_by_the_name_that_stands_in_its_own(
    typed: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SISTERCITIES_DATA", raising=False)
    told = typed("place", "Ingushetia")
    assert told.err.splitlines()[1].startswith("  Republic of Ingushetia ")

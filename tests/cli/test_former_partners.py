"""A partner that is no more stands in the list of ties with its last year."""

from __future__ import annotations

from collections.abc import Callable

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

"""Who types a name that several places bear is told which others were not taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize("verb", ["place", "ties"])
@pytest.mark.parametrize(
    ("name", "other"),
    [("Лондон", "gn:6058560"), ("Philadelphia", "gn:250441")],
)
def test_the_places_that_were_passed_over_are_named(
    typed: Callable, monkeypatch: pytest.MonkeyPatch, verb: str, name: str, other: str
) -> None:
    monkeypatch.delenv("SISTERCITIES_DATA", raising=False)
    said = typed(verb, name).out
    assert "Also called so, not meant here: " in said
    assert other in said


@pytest.mark.parametrize("verb", ["place", "ties"])
def test_of_a_municipality_and_its_region_it_is_said_which_was_taken(
    typed: Callable, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    monkeypatch.delenv("SISTERCITIES_DATA", raising=False)
    said = typed(verb, "Zürich").out
    assert "Zürich here is the municipality; the region of that name, gn:2657895, has 2" in said
    assert "Also called so" not in said
    assert "here is the" not in typed(verb, "gn:2657896").out


def test_an_id_and_a_name_of_one_place_are_told_no_more(
    typed: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SISTERCITIES_DATA", raising=False)
    for name in ("gn:2643743", "Ningbo", "Montréal"):
        assert "Also called so" not in typed("place", name).out

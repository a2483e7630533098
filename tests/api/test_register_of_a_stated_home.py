"""A register whose home is stated once for all: what its name says of its country counts."""

from __future__ import annotations

from pathlib import Path

import pytest

import sistercities as sc

NEVER_STATED = "No column states the country of the home places: give it with --country, as in DE."


def _imported(folder: Path, text: str, home: str, country: str = "") -> sc.records.RegisterImport:
    path = folder / "r.csv"
    path.write_text(text, encoding="utf-8")
    return sc.import_register(path, home=home, country=country, write=False)


@pytest.mark.parametrize(("home", "country"), [("Lübeck", "DE"), ("Uden", "NL"), ("Kotka", "FI")])
def test_a_home_that_is_known_answers_as_with_its_country(
    tmp_path: Path, home: str, country: str
) -> None:
    text = "Partner;Country\nCuenca;Spain\nPori;Finland\n"
    named, stated = (_imported(tmp_path, text, home, one) for one in ("", country))
    assert named.account == stated.account
    assert named.account[0].place_b == "Cuenca (city, ES-CM, gn:3124132)"
    assert NEVER_STATED not in named.notes


def test_a_home_with_namesakes_abroad_still_waits_for_its_country(tmp_path: Path) -> None:
    """San José of Costa Rica is one of several, and no country is taken for the others."""
    found = _imported(tmp_path, "Partner;Country\nKotka;Finland\n", "San José")
    assert "gn:5392171" in found.account[0].candidates_a
    assert NEVER_STATED in found.notes


def test_places_of_a_name_in_one_region_are_not_told_apart_by_it(tmp_path: Path) -> None:
    """Cuenca is a city and the province around it, both in Castilla-La Mancha."""
    text = "Home;Partner;Country\nLübeck;Cuenca;Spain\n"
    path = tmp_path / "r.csv"
    path.write_text(text, encoding="utf-8")
    (line,) = sc.import_register(path, write=False).account
    assert line.outcome == "waiting"
    assert line.next_step == "give the id of the one that is meant"


def test_a_municipality_that_ended_without_an_heir_is_told_of(tmp_path: Path) -> None:
    found = _imported(tmp_path, "Partner;Country\nPobiedziska;Poland\n", "Haaren", "NL")
    told = "Haaren ended in 2020, and we know of no one place that followed it"
    assert told in found.account[0].told

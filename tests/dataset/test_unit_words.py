"""Names with a word for a unit between town and state: Kreis Unna, Cook County."""

from __future__ import annotations

import pytest

from sistercities.dataset.typed_queries import is_another_unit, says_a_unit, unit_named


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("Kreis Ohmtal", "ohmtaldistrict"),
        ("Landkreis Ohmtal", "ohmtaldistrict"),
        ("Lkr. Ohmtal", "landkreisohmtal"),
        ("Ohmtalkreis", "ohmtaldistrict"),
        ("Ohm-Tal-Kreis", "ohmtaldistrict"),
        ("Kreis Ohmtal", "kreisohmtal"),
        ("powiat Olmin", "olmincounty"),
        ("Olmin powiat", "olmincounty"),
    ],
)
def test_a_unit_is_looked_for_under_its_english_name_too(typed: str, held: str) -> None:
    assert held in unit_named(typed)[0]


def test_a_kreis_is_german_before_it_is_a_powiat() -> None:
    assert unit_named("Kreis Ohmtal")[1] == ("DE", "PL")
    assert unit_named("powiat Olmin")[1] == ("PL",)
    assert unit_named("Ohmtal") == ((), ())


@pytest.mark.parametrize(
    "typed",
    ["Kreis Ohmtal", "Ohm-Kreis", "powiat Olmin", "Olmin County", "Provincia di Olmo", "湾郡",
     "Județul Olmu", "Olmin Prefecture", "Olmi megye"],
)  # fmt: skip
def test_a_word_for_a_unit_never_means_a_municipality(typed: str) -> None:
    assert is_another_unit(typed, "city", "DE")
    assert not is_another_unit(typed, "region2", "DE")


@pytest.mark.parametrize("typed", ["Ohmtal", "Kreisau", "Olmin City", "City of Olmin", "Kenton"])
def test_a_town_says_no_unit(typed: str) -> None:
    assert not says_a_unit(typed)


def test_a_county_of_china_is_a_municipality() -> None:
    assert not is_another_unit("湾县", "city", "CN")

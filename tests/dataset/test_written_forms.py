"""Ways in which lists write names: each is a reading of the same words, none is a guess."""

from __future__ import annotations

import pytest

from sistercities.dataset.resolving.landscapes import regions_of_landscape
from sistercities.dataset.resolving.written_forms import (
    area_named,
    qualified,
    quarter_of,
    spelt_out,
    with_region_behind,
    with_words,
)
from sistercities.dataset.scripts import is_beginning


@pytest.mark.parametrize(
    ("name", "country", "spelt"),
    [
        ("St. Orme", "FR", "Saint-Orme"),
        ("Ste. Orme", "FR", "Sainte-Orme"),
        ("St. Urban", "AT", "Sankt Urban"),
        ("Sankt Urban", "DE", "St. Urban"),
        ("St Orme", "GB", "Saint Orme"),
        ("Orme s/ Lise", "FR", "Orme sur Lise"),
        ("Orme & Lise", "GB", "Orme and Lise"),
        ("Cd. Orme", "MX", "Ciudad Orme"),
        ("Ormes Regionskommune", "DK", "Orme"),
        ("Ormes kommun", "SE", "Orme"),
    ],
)
def test_short_forms_are_written_out(name: str, country: str, spelt: str) -> None:
    assert spelt in list(spelt_out(name, country))


@pytest.mark.parametrize(
    ("name", "country"), [("Saint-Orme", "FR"), ("Stade", "DE"), ("St. Orme", "JP")]
)
def test_a_whole_name_has_no_short_form(name: str, country: str) -> None:
    assert list(spelt_out(name, country)) == []


def test_letters_for_a_landscape_are_written_as_its_name() -> None:
    assert with_words("Auenfeld i. d. OPf.", "DE") == "Auenfeld i. d. Oberpfalz"
    assert with_words("Auenfeld i.OB", "DE") == "Auenfeld i.Oberbayern"
    assert with_words("OBERAU", "DE") == "OBERAU"


@pytest.mark.parametrize(
    ("name", "country", "head", "tail"),
    [
        ("Furtbach im Breisgau", "DE", "Furtbach", "Breisgau"),
        ("Furtbach a. d. Elbe", "DE", "Furtbach", "Elbe"),
        ("Furtbach i.OB", "DE", "Furtbach", "Oberbayern"),
        ("Bad Furtbach", "DE", "Furtbach", ""),
        ("Steczew b. Posen", "PL", "Steczew", "Posen"),
        ("Rouze-lès-Narvaux", "FR", "Rouze", "Narvaux"),
    ],
)
def test_a_qualifier_is_taken_off(name: str, country: str, head: str, tail: str) -> None:
    found = qualified(name, country)
    assert found is not None
    assert (found.head, found.tail) == (head, tail)


@pytest.mark.parametrize(("name", "country"), [("Imst", "AT"), ("Furtbach sur Lise", "GB")])
def test_what_is_no_qualifier_stays(name: str, country: str) -> None:
    assert qualified(name, country) is None


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("Dép. Ombrage", "Ombrage"),
        ("Département de la Lise", "Lise"),
        ("Provinz Ombrage", "Ombrage"),
        ("Wojewodschaft Ombrage", "Ombrage"),
        ("Ombrage County", "Ombrage"),
        ("Regensburg", ""),
        ("Depot", ""),
    ],
)
def test_a_word_for_an_area_is_known(name: str, area: str) -> None:
    assert area_named(name) == area


def test_a_region_may_follow_without_a_comma() -> None:
    assert ("La Lise", "Grand Val") in list(with_region_behind("La Lise Grand Val"))
    assert list(with_region_behind("Lise")) == []


def test_a_quarter_follows_its_city() -> None:
    assert quarter_of("Altwerder-Hafen") == ("Altwerder", "Hafen")
    assert quarter_of("Altwerder") == ("", "")


def test_a_landscape_lies_in_regions() -> None:
    assert regions_of_landscape("Pfalz", "DE") == {"DE-RP"}
    assert regions_of_landscape("i. d. OPf.", "DE") == {"DE-BY"}
    assert regions_of_landscape("Elsaß", "FR") == {"FR-GES"}
    assert regions_of_landscape("Pfalz", "FR") == frozenset()


def test_first_words_are_told_from_first_letters() -> None:
    assert is_beginning("Bergen", "Bergen auf Rügen")
    assert is_beginning("La Charité", "La Charité-sur-Loire")
    assert not is_beginning("Berg", "Bergen auf Rügen")
    assert not is_beginning("", "Bergen")

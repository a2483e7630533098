"""Names in other alphabets that no list has written: read by their sound, or left to wait."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import sistercities as sc
from sistercities.dataset.gazetteer.names import bare_names, stated_levels
from sistercities.dataset.release.store import open_release
from sistercities.dataset.resolving.alphabet_names import AlphabetNames
from sistercities.dataset.resolving.alphabet_sounds import sounds_of, sounds_written
from sistercities.dataset.resolving.kept_names import names_of


@pytest.fixture(scope="module")
def rule() -> Iterator[AlphabetNames]:
    with open_release() as release:
        yield AlphabetNames(names_of(release).gazetteer)


@pytest.mark.parametrize(
    ("name", "country", "place"),
    [
        ("Γένοβα", "IT", "gn:3176219"),
        ("Μικολάιβ", "UA", "gn:700569"),
        ("Μέισσεν", "DE", "gn:2872155"),
        ("Νικόσια", "CY", "gn:146268"),
        ("Нілюфер", "TR", "gn:10346824"),
        ("Պրենցլաու", "DE", "gn:2852218"),
        ("ბრესტი", "BY", "gn:629634"),
        ("Mykolajiv", "UA", "gn:700569"),
    ],
)
def test_a_name_is_the_town_that_it_sounds_like(
    rule: AlphabetNames, name: str, country: str, place: str
) -> None:
    assert rule.find(name, country) == (place,)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Ρεν", "FR"),  # Rennes, Reims, Rouen: too short to tell
        ("Дъглас", "US"),  # several Douglases, and Dallas
        ("Ноєнбюрг", "DE"),  # Neuenbürg, and Nienburg is larger
        ("Лоян", "CN"),  # written by a system of its own
        ("בריל", "DE"),  # no vowels: Berlin as well as Brilon
        ("Одеська область", "UA"),  # a region
        ("Berlin", "DE"),
    ],
)
def test_what_may_be_several_places_is_left_to_wait(
    rule: AlphabetNames, name: str, country: str
) -> None:
    assert len(rule.find(name, country)) != 1


def test_greek_vowels_with_an_accent_on_the_first_are_two() -> None:
    assert sounds_of("Μικολάιβ") == ("mikolaiv",)
    assert sounds_of("Λοβέρ") == ("lover",)
    assert sounds_of("Genova") == ()
    assert "genova" in sounds_written("Genova")


def test_that_a_name_was_read_by_its_sound_is_told(tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    register.write_text(
        "Δήμος;Αδελφοποιημένη πόλη;Χώρα\nΘεσσαλονίκη;Γένοβα;Ιταλία\n"
        "Λεμεσός;Νικόσια (Λευκωσία);Κύπρος\n",
        encoding="utf-8",
    )
    genoa, nicosia = sc.import_register(register, year=2026, write=False).account
    assert "gn:3176219" in genoa.place_b
    assert "Γένοβα: read by its sound" in genoa.told
    assert "gn:146268" in nicosia.place_b


def test_one_cell_read_beside_a_partner_and_not_beside_another_says_why(tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    register.write_text(
        "Համայնք;Գործընկեր քաղաք;Երկիր\nԳորիս;Վիեն;Ֆրանսիա\nՇուշի;Վիեն;Ֆրանսիա\n", encoding="utf-8"
    )
    goris, shushi = sc.import_register(register, year=2026, write=False).account
    assert "Վիեն: read by its sound as Vienne, the partner on record" in goris.told
    assert not shushi.place_b


def test_brooklyn_is_the_district_and_no_forest_district(tmp_path: Path) -> None:
    assert bare_names("布鲁克林区") == ("布鲁克林",)
    assert stated_levels("神农架林区") == ("county",)
    register = tmp_path / "register.csv"
    register.write_text(
        "Home city,Home country,Partner,Partner country\n"
        "Genova,IT,Brooklyn,US\n上海,CN,布鲁克林区,美国\n台北,TW,Manhattan,US\n",
        encoding="utf-8",
    )
    latin, han, manhattan = sc.import_register(register, year=2026, write=False).account
    assert "gn:5110302" in latin.place_b
    assert "gn:5110302" in han.place_b
    assert not manhattan.place_b  # that of Kansas is no village

"""Names as offices write and shorten them."""

from __future__ import annotations

import pytest

from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolving.official_forms import (
    is_kreis,
    is_title,
    kreis,
    states_of_union,
    without_short_title,
    without_title,
    written_out,
)
from sistercities.terms.places import Place


def _place(number: int, name: str, country: str = "DE", *more: str, level: str = "city") -> Place:
    names = tuple((each, "und") for each in (name, *more))
    return Place(
        f"gn:{number}", name, "", level, country, f"{country}-91", names=names,  # type: ignore[arg-type]
    )  # fmt: skip


GAZETTEER = Gazetteer(
    (
        _place(1, "Altwerder ob der Trave"),
        _place(2, "Furtbach", "DE", "Furtbach am Nonnenbach"),
        _place(3, "Furtbach an der Au"),
        _place(4, "Furtbach an der Alster"),
        _place(5, "Altwerder ob der Trave", "AT"),
    )
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Altwerder o.d.T.", ["gn:1"]),
        ("Altwerder o. d. Trave", ["gn:1"]),
        ("Furtbach a.N.", ["gn:2"]),
        ("Furtbach a.d.A.", ["gn:3", "gn:4"]),
        ("Furtbach a.d. Als.", ["gn:4"]),
        ("Furtbach", []),
        ("A. Furtbach", []),
        ("Altwerder o.d.X.", []),
    ],
)
def test_a_shortened_name_is_written_out(name: str, found: list[str]) -> None:
    assert written_out(name, "DE", GAZETTEER) == found


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Stadt Altwerder", "Altwerder"),
        ("Landeshauptstadt Altwerder", "Altwerder"),
        ("Universitäts- und Hansestadt Altwerder", "Altwerder"),
        ("Freie und Hansestadt Altwerder", "Altwerder"),
        ("Hanse- und Universitätsstadt Altwerder", "Altwerder"),
        ("LH Altwerder", "Altwerder"),
        ("Ville d'Altwerder", "Altwerder"),
        ("Mairie d`Altwerder", "Altwerder"),
        ("Borough of Altwerder", "Altwerder"),
        ("Metropolitan-District Altwerder", "Altwerder"),
        ("Altwerder Borough Council", "Altwerder"),
        ("Neustadt an der Orla", ""),
        ("Stadtilm", ""),
        ("Stadt", ""),
    ],
)
def test_what_a_town_calls_itself_is_no_part_of_its_name(name: str, plain: str) -> None:
    assert without_title(name) == plain


def test_a_title_after_the_name_is_known() -> None:
    assert is_title("documenta-Stadt")
    assert is_title("Landeshauptstadt")
    assert not is_title("Neustadt")


@pytest.mark.parametrize(
    ("name", "inner"),
    [("Landkreis Altwerder", "Altwerder"), ("Lkr. Altwerder", "Altwerder"),
     ("LK Altwerder", "Altwerder"), ("Lkr.Altwerder", "Altwerder"), ("Kreischa", "")],
)  # fmt: skip
def test_a_landkreis_is_known_by_its_word(name: str, inner: str) -> None:
    assert kreis(name, "DE") == inner
    assert kreis(name, "FR") == ""


def test_a_regierungsbezirk_is_no_landkreis() -> None:
    assert is_kreis(_place(6, "Altwerder District", level="region2"))
    assert not is_kreis(_place(7, "Regierungsbezirk Altwerder", level="region2"))
    assert not is_kreis(_place(8, "Altwerder"))


@pytest.mark.parametrize("name", ["Mesto Dolina", "Město Dolina", "Obec Dolina", "Insel Dolina"])
def test_a_word_for_a_town_or_an_island_is_taken_off(name: str) -> None:
    assert without_title(name) == "Dolina"


@pytest.mark.parametrize(
    ("name", "country", "plain"),
    [
        ("м. Альтверд", "UA", "Альтверд"), ("м.Альтверд", "UA", "Альтверд"),
        ("г. Альтверд", "RU", "Альтверд"), ("TP. Tân Lập", "VN", "Tân Lập"),
        ("TP Tân Lập", "VN", "Tân Lập"), ("TP.HCM", "VN", "HCM"), ("Tpel", "VN", "Tpel"),
        ("TP. Tân Lập", "DE", "TP. Tân Lập"), ("Малін", "UA", "Малін"),
    ],
)  # fmt: skip
def test_letters_for_a_town_are_left_out_in_their_country(
    name: str, country: str, plain: str
) -> None:
    assert without_short_title(name, country) == plain


@pytest.mark.parametrize(
    ("name", "states"),
    [
        ("Altwerder (Samtgemeinde)", {"DE-NI"}), ("Samtgemeinde Altwerder", {"DE-NI"}),
        ("Verbandsgemeinde Altwerder", {"DE-RP", "DE-ST"}), ("Altwerder", set()),
        ("Gesamtgemeinde Altwerder", set()),
    ],
)  # fmt: skip
def test_a_union_of_municipalities_lies_where_unions_are_called_so(
    name: str, states: set[str]
) -> None:
    assert states_of_union(name) == states


@pytest.mark.parametrize("name", ["Altova Belediyesi", "Altova Büyükşehir Belediyesi"])
def test_the_turkish_word_for_a_municipality_is_left_out(name: str) -> None:
    assert without_title(name) == "Altova"

"""A long misspelt name without a tie on record: when the only name so spelt is taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import sistercities as sc
from sistercities.dataset.resolving.by_forms import NO_SUCH_NAME, SEVERAL
from sistercities.dataset.resolving.misspelt_partners import MisspeltAlone
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution


def place(place_id: str, name: str, country: str = "FR", **more: Any) -> Place:
    given: dict[str, Any] = {"level": "city", "region_iso": ""} | more
    return Place(place_id, name, "", country=country, population=9_000,
                 names=((name, "und"),), **given)  # fmt: skip


VERONDE = place("x:veronde", "La Véronde-sur-Lise")
REGION = place("x:region", "Montorval", level="region1", region_iso="FR-91")
INSIDE = place("x:inside", "Crouvoisin", region_iso="FR-91", parent_ids=("x:region",))
WRITTEN = "La Veronbe-sur-Lise"


def taken(name: str, *places: Place, reason: str = NO_SUCH_NAME, **end: Any) -> Resolution:
    rule = MisspeltAlone(
        UserGazetteer([REGION, *places]), lambda inner, _: "x:region" in inner.parent_ids
    )
    country = end.pop("country", "FR")
    return rule.taken(NamedEnd(name, country, **end), Resolution("", "", 0.0, reason))


def test_the_only_name_so_spelt_is_taken_and_trusted_less_than_a_partner_on_record() -> None:
    found = taken(WRITTEN, VERONDE)
    assert (found.place_id, found.method) == ("x:veronde", "alias+country+similar_name")
    assert found.confidence < 0.8


@pytest.mark.parametrize("name", ["La Véroxxe-sur-Lise", "La Véronde-sur-Lisée"])
def test_a_second_name_nearly_as_near_leaves_it_open(name: str) -> None:
    assert taken(WRITTEN, VERONDE, place("x:other", name)).place_id == ""


def test_a_name_farther_off_is_no_rival() -> None:
    assert taken(WRITTEN, VERONDE, place("x:other", "La Rochelle-sur-Lise")).place_id == "x:veronde"


def test_where_not_every_municipality_is_listed_a_rival_may_be_a_letter_farther() -> None:
    three = "Elsterfolmen"  # three letters farther than the place
    austrian = (place("x:a", "Elsterwalden", "AT"), place("x:b", three, "AT"))
    german = (place("x:a", "Elsterwalden", "DE"), place("x:b", three, "DE"))
    assert taken("Elsterwaldem", *german, country="DE").place_id == "x:a"
    assert taken("Elsterwaldem", *austrian[:1], country="AT").place_id == "x:a"
    assert taken("Elsterwaldem", *austrian, country="AT").place_id == ""


def test_a_short_name_is_asked_back() -> None:
    assert taken("Crouvosin", INSIDE).place_id == "x:inside"
    assert taken("Vermonde", place("x:v", "Vermande")).place_id == ""


def test_a_namesake_or_a_place_elsewhere_of_that_very_name_leaves_it_open() -> None:
    namesake = place("x:namesake", "La Véronde-sur-Lise")
    elsewhere = place("x:elsewhere", WRITTEN, "BE")
    assert taken(WRITTEN, VERONDE, namesake).place_id == ""
    assert taken(WRITTEN, VERONDE, elsewhere).place_id == ""


def test_a_region_or_a_level_on_the_line_that_says_otherwise_leaves_it_open() -> None:
    assert taken("Crouvoisim", INSIDE, parents=("Montorval",)).place_id == "x:inside"
    assert taken(WRITTEN, VERONDE, parents=("Montorval",)).place_id == ""
    assert taken(WRITTEN, VERONDE, level="region2").place_id == ""


def test_a_name_that_places_bear_and_another_word_are_no_slips() -> None:
    assert taken(WRITTEN, VERONDE, reason=SEVERAL).place_id == ""
    assert taken("La Véronde-sur-Marne", VERONDE).place_id == ""


@pytest.mark.parametrize(
    ("country", "partner", "place"),
    [
        ("FR", "Ramouchamp", "gn:2984495"),  # u for n
        ("FR", "Anqouleme", "gn:3037598"),  # q for g
        ("NL", "Rotterdarn", "gn:2747891"),  # rn for m
        ("RU", "Kiew", "gn:703448"),  # held with Leipzig, in another country than stated
        ("FR", "Walburg an der Kiew", ""),
    ],
)
def test_letters_that_look_alike_and_a_partner_on_record_elsewhere(
    tmp_path: Path, country: str, partner: str, place: str
) -> None:
    register = tmp_path / "register.csv"
    register.write_text(
        f"Home city,Home country,Partner,Partner country\nLeipzig,DE,{partner},{country}\n",
        encoding="utf-8",
    )
    (line,) = sc.import_register(register, year=2026, write=False).account
    assert place in line.place_b if place else not line.place_b
    assert partner in line.told

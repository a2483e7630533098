"""A misspelt name and the partner on record: when it is taken, and what speaks against it."""

from __future__ import annotations

from typing import Any

import pytest

from sistercities.dataset.resolving.by_forms import NO_SUCH_NAME, SEVERAL
from sistercities.dataset.resolving.misspelt_partners import MisspeltPartners, are_a_slip_apart
from sistercities.dataset.resolving.names_ground import NamesGround
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution


def place(place_id: str, name: str, country: str = "FR", **more: Any) -> Place:
    given: dict[str, Any] = {"level": "city", "region_iso": "", "names": ((name, "und"),)} | more
    return Place(place_id, name, "", country=country, population=9_000, **given)


HOME = place("x:home", "Minato", "JP")
VERONDE = place("x:veronde", "La Véronde-sur-Lise")
VARONDE = place("x:varonde", "La Varonde-sur-Lise")
ALTVERONDE = place("x:alt", "Vieux-Marteuil-la-Forêt")
REGION = place("x:region", "Montorval", level="region1", region_iso="FR-91")
INSIDE = place("x:inside", "Crouvoisin", region_iso="FR-91", parent_ids=("x:region",))
WRITTEN = "La Veronbe-sur-Lise"


def taken(
    name: str,
    *partners: Place,
    others: tuple[Place, ...] = (),
    year: str = "",
    start: str = "",
    reason: str = NO_SUCH_NAME,
    proved: bool = False,
    **end: Any,
) -> Resolution:
    places = {one.place_id: one for one in (HOME, REGION, *partners, *others)}
    ground = NamesGround(
        gazetteer=UserGazetteer(list(places.values())),
        small_ids=(), townships=(), by_other_id={}, held_as={}, region_by_code={}, once_in={},
        partners={"x:home": frozenset(one.place_id for one in partners)},
        proved={(one.place_id, "x:home") for one in partners} if proved else (),
        tied_regions=(), days={},
        years={("x:home", one.place_id): frozenset({year}) for one in partners if year},
    )  # fmt: skip
    rule = MisspeltPartners(ground, lambda inner, _: "x:region" in inner.parent_ids)
    own, other = Resolution("", "", 0.0, reason), Resolution("x:home", "alias+country", 0.9)
    return rule.taken(NamedEnd(name, "FR", **end), own, other, start)


def test_the_partner_on_record_is_taken_for_a_slip_and_trusted_less() -> None:
    found = taken(WRITTEN, VERONDE)
    assert (found.place_id, found.method) == ("x:veronde", "alias+country+known_tie+similar_name")
    assert found.confidence < 0.85


ARABIC = place("x:arabic", "Varonde", names=(("Varonde", "und"), ("فارونده", "ar")))


def test_a_slip_in_another_alphabet_is_weighed_among_names_in_that_alphabet() -> None:
    assert taken("فرونده", ARABIC).place_id == "x:arabic"
    near = place("x:near", "Vronda", names=(("Vronda", "und"), ("فرونته", "ar")))
    assert taken("فرونده", ARABIC, others=(near,)).place_id == ""
    assert taken("فرونده", others=(ARABIC,)).place_id == ""
    assert taken("瓦隆德", ARABIC).place_id == ""


def test_without_a_tie_on_record_a_near_name_is_not_taken() -> None:
    assert taken(WRITTEN, others=(VERONDE,)).place_id == ""
    assert taken(WRITTEN, ALTVERONDE, others=(VERONDE,)).place_id == ""


def test_another_partner_or_another_place_as_near_leaves_it_open() -> None:
    assert taken("La Vxronde-sur-Lise", VERONDE, VARONDE).place_id == ""
    assert taken("La Vxronde-sur-Lise", VERONDE, others=(VARONDE,)).place_id == ""
    assert taken("La Véronde-sur-Lixe", VERONDE, others=(VARONDE,)).place_id == "x:veronde"


def test_a_namesake_of_the_partner_leaves_it_open_unless_the_tie_tells_which() -> None:
    namesake = place("x:namesake", "La Véronde-sur-Lise")
    assert taken(WRITTEN, VERONDE, others=(namesake,)).place_id == ""
    assert taken(WRITTEN, VERONDE, others=(namesake,), proved=True).place_id == "x:veronde"


@pytest.mark.parametrize(
    ("start", "year", "is_taken"),
    [("", "1963", True), ("1963-05-01", "", True), ("1964", "1963", True), ("1970", "1963", False)],
)
def test_a_tie_of_another_year_is_another_tie(start: str, year: str, is_taken: bool) -> None:
    assert bool(taken(WRITTEN, VERONDE, start=start, year=year).place_id) is is_taken


def test_a_region_or_a_level_on_the_line_that_says_otherwise_leaves_it_open() -> None:
    assert taken("Crouvoisim", INSIDE, parents=("Montorval",)).place_id == "x:inside"
    assert taken(WRITTEN, VERONDE, parents=("Montorval",)).place_id == ""
    assert taken(WRITTEN, VERONDE, parents=("Irgendwo",)).place_id == "x:veronde"
    assert taken(WRITTEN, VERONDE, level="region2").place_id == ""


def test_a_name_that_places_bear_is_no_misspelt_one() -> None:
    assert taken(WRITTEN, VERONDE, reason=SEVERAL).place_id == ""


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Trois-Puitz-les-Bois", "Trois-Puits-les-Bois"),
        ("Oberbrun-le-Vals", "Oberbrunn-les-Vals"),
        ("Marteuil", "Martueil"),
        ("Selenohrad", "Zelenohrad"),
        ("Val d'Arnosa", "Valdarnosa"),
    ],
)
def test_a_slip_is_a_letter_in_five(written: str, name: str) -> None:
    assert are_a_slip_apart(written, name)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Goka", "Koka"),
        ("Veronde-Lisby", "Veronde"),
        ("Saint-Martin-d'Hères", "Saint-Martin-de-Crau"),
        ("Niederkirchhausen", "Oberkirchhausen"),
        ("Bad Altkirchheim", "Altkirchheim"),
        ("Arles", "Orles"),
        ("Montferrand 2", "Montferrand 3"),
        ("", "Arles"),
    ],
)
def test_other_words_and_short_names_are_no_slips(written: str, name: str) -> None:
    assert not are_a_slip_apart(written, name)

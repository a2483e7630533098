"""What brackets say of a name: its seat, its other name, the city or the area that it lies in."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from sistercities.dataset.overlays.ends import is_of_kreis, linked_name, weigh
from sistercities.dataset.overlays.places import _End, _unless_held
from sistercities.dataset.resolving.by_forms import SEVERAL
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.sources.register_cells import Cell
from sistercities.sources.register_ends import WrittenEnd, read_end
from sistercities.terms.places import Place, Resolution


def place(place_id: str, name: str, country: str, *others: str, **more: Any) -> Place:
    given: dict[str, Any] = {"level": "city", "region_iso": f"{country}-91", "population": 4_000}
    names = tuple((one, "und") for one in (name, *others))
    return Place(place_id, name, "", country=country, names=names, **given | more)


LOMEC = place("x:lomec", "Lomec", "CZ", "Bruchau", latitude=50.6, longitude=13.7)
LOMEC_U = place("x:other", "Lomec", "CZ", latitude=49.7, longitude=12.7)
BRUCHAU = place("x:bruchau", "Bruchau", "DE", population=60_000)
ZLATOV = place("x:zlatov", "Zlatovice", "CZ", "Zuckmannsdorf")
ORME = place("x:orme", "Orme-en-Val", "FR", latitude=45.9, longitude=5.3)
LION = place("x:lion", "Lionne", "FR", latitude=45.7, longitude=4.9, population=500_000)
FAR = place("x:far", "Farville", "FR", latitude=44.0, longitude=2.0, population=500_000)
BROM = place("x:brom", "Bromham", "GB", level="district", latitude=51.4, longitude=0.0)
KENTH = place("x:kenth", "Kenthshire", "GB", level="region2")
MARCO = place("x:marco", "San Marco in Cardano", "IT")
KORN = place("x:korn", "Kornec", "PL", latitude=52.3, longitude=17.0)
POSNA = place("x:posna", "Posna", "PL", "Posen-Stadt", latitude=52.4, longitude=16.9)
GAZETTEER = UserGazetteer(
    (LOMEC, LOMEC_U, BRUCHAU, ZLATOV, ORME, LION, FAR, BROM, KENTH, MARCO, KORN, POSNA)
)


def is_town(name: str, country: str) -> bool:
    found = (GAZETTEER.places[one.place_id] for one in GAZETTEER.matches(name, country))
    return any(one.level == "city" for one in found)


NAMES = cast(
    "ReleaseNames",
    SimpleNamespace(
        gazetteer=GAZETTEER,
        regions=SimpleNamespace(
            lies_in=lambda *_: False, is_town=is_town, is_region=lambda *_: False
        ),
    ),
)
NOTHING = Resolution("", "", 0.0)


def written(name: str, country: str) -> WrittenEnd:
    return read_end(Cell(name), "", country, "", "")


def weighed(name: str, country: str, found: Resolution = NOTHING) -> tuple[str, str]:
    made = weigh(written(name, country), found, NAMES)
    return made.place_id, made.reason


def test_the_namesake_that_bears_the_name_in_brackets_too_is_meant() -> None:
    """Though a larger town of another country is called as the brackets say."""
    assert weighed("Lomec (Bruchau)", "CZ") == ("x:lomec", "")


def test_a_slip_beside_its_other_name_is_the_place_of_both() -> None:
    assert weighed("Zlatowice (Zuckmannsdorf)", "CZ") == ("x:zlatov", "")
    assert weighed("Blatnice (Zuckmannsdorf)", "CZ")[0] == ""


def test_a_far_larger_town_nearby_tells_where_a_place_lies_and_a_far_one_is_a_second() -> None:
    found = Resolution("x:orme", "alias+country", 0.9)
    assert weighed("Orme-en-Val (Lionne)", "FR", found)[1] == ""
    assert "two places" in weighed("Orme-en-Val (Farville)", "FR", found)[1]


def test_an_area_beside_a_held_partner_is_no_second_place() -> None:
    known = Resolution("x:brom", "alias+country+known_tie", 0.9)
    assert weighed("Bromham (Kenthshire)", "GB", known)[1] == ""
    by_name = Resolution("x:brom", "alias+country", 0.9)
    assert "two places" in weighed("Bromham (Kenthshire)", "GB", by_name)[1]


def test_the_kreis_of_a_town_nearby_tells_where_a_place_lies() -> None:
    found = Resolution("x:korn", "alias+country", 0.9)
    assert weighed("Kornec, Kreis Posen-Stadt", "PL", found)[1] == ""


def test_a_part_of_the_name_in_brackets_makes_the_whole_name() -> None:
    assert linked_name(written("San Marco (Cardano)", "IT"), NAMES) == "San Marco in Cardano"
    assert linked_name(written("San Marco (Lionne)", "IT"), NAMES) == ""
    assert linked_name(written("San Marco, Cardano", "IT"), NAMES) == ""


@pytest.mark.parametrize(
    ("name", "country", "due"),
    [
        ("Neukirch (Kreis) (Ottersweil)", "DE", True),
        ("Saarberg- (Kreis) (Homberg, Kreisstadt)", "DE", True),
        ("Neukirch (Ottersweil)", "DE", False),
        ("Neukirch (Kreis)", "FR", False),
        ("Bezirk Niederau (Kreis) (Landsberg)", "DE", False),
    ],
)
def test_a_word_for_a_kreis_in_brackets_makes_the_rest_a_note(
    name: str, country: str, *, due: bool
) -> None:
    assert is_of_kreis(written(name, country)) is due


def held(end: Resolution, before: Resolution, partners: set[str]) -> Resolution:
    """Return what a name in brackets settled becomes beside a home with these partners."""
    names = SimpleNamespace(is_partner=lambda one, _: one in partners)
    there = _End(Resolution("x:home", "alias+country", 0.9))
    return _unless_held(_End(end), before, there, cast("ReleaseNames", names)).outcome


def test_a_name_in_brackets_does_not_overrule_a_held_tie_with_a_namesake() -> None:
    by_name = Resolution("x:lomec", "alias+country+other_name", 0.9)
    before = Resolution("", "", 0.0, SEVERAL, ("x:lomec", "x:other"))
    asked = held(by_name, before, {"x:other"})
    assert (asked.place_id, asked.reason) == ("", SEVERAL)
    assert asked.candidates == ("x:other", "x:lomec")
    assert held(by_name, before, set()) == by_name
    assert held(by_name, before, {"x:lomec", "x:other"}) == by_name

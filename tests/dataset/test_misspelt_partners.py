"""A misspelt name is a held partner's only where no other place may be meant."""

from __future__ import annotations

import random
import string
from typing import Any

from sistercities.dataset.resolving.misspelt_partners import misspelt_partner
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place


def place(place_id: str, name: str, **more: Any) -> Place:
    given: dict[str, Any] = {"level": "city", "country": "FR", "region_iso": ""} | more
    return Place(place_id, name, "", names=((name, "und"),), **given)


VALBOURGES = place("x:valbourges", "Valbourges", latitude=45.0, longitude=1.0)
MONTCLAIR = place("x:montclair", "Montclair-sur-Ombre", latitude=44.0, longitude=2.0)
VOLBOURG = place("x:volbourg", "Volbourg", latitude=47.0, longitude=3.0)
VOLBOURG_S = place("x:volbourg-s", "Volbourg", latitude=43.0, longitude=3.0)
ANDRES = place("x:andres", "Saint-Andres", parent_ids=("x:south",))
ANDRET = place("x:andret", "Saint-Andret", parent_ids=("x:north",))
GAZETTEER = UserGazetteer([VALBOURGES, MONTCLAIR, VOLBOURG, VOLBOURG_S, ANDRES, ANDRET])


def lies_in(one: Place, box: str) -> bool:
    return f"x:{box.lower()}" in one.parent_ids


def meant(name: str, *partners: Place, country: str = "FR", parents: tuple[str, ...] = ()) -> str:
    end = NamedEnd(name, country, parents=parents)
    found = misspelt_partner(end, partners, GAZETTEER, lies_in)
    return found.place_id if found else ""


def test_a_misspelt_name_is_the_held_partner_that_alone_is_spelt_like_it() -> None:
    assert meant("Valbovrges", VALBOURGES) == "x:valbourges"
    assert meant("Montclaiz sur Ombre", MONTCLAIR, VALBOURGES) == "x:montclair"


def test_a_near_spelling_without_a_tie_is_nobody() -> None:
    assert meant("Valbovrges") == ""
    assert meant("Valbovrges", MONTCLAIR) == ""


def test_another_place_that_is_spelt_as_near_is_asked_back() -> None:
    assert meant("Saint-Andrek", ANDRES) == ""
    assert meant("Saint-Andrek", ANDRES, parents=("South",)) == "x:andres"


def test_a_partner_with_a_namesake_is_asked_back() -> None:
    assert meant("Volbourk", VOLBOURG) == ""


def test_a_short_name_and_other_scripts_are_left_alone() -> None:
    assert meant("Valb", VALBOURGES) == ""
    assert meant("瓦尔堡", VALBOURGES) == ""
    assert meant("Valbovrges", VALBOURGES, country="") == ""


def test_of_names_with_a_letter_wrong_no_other_partner_is_taken() -> None:
    drawn = random.Random(20261130)
    towns = [place(f"x:{number}", _name(drawn)) for number in range(150)]
    world = UserGazetteer(towns)
    for one in towns:
        at = drawn.randrange(1, len(one.name))
        written = one.name[:at] + drawn.choice(string.ascii_lowercase) + one.name[at + 1 :]
        others = drawn.sample([each for each in towns if each is not one], 10)
        if world.matches(written, "FR"):
            continue
        end = NamedEnd(written, "FR")
        assert misspelt_partner(end, others, world, lies_in) is None
        found = misspelt_partner(end, [*others, one], world, lies_in)
        assert found is None or found.place_id == one.place_id


def _name(drawn: random.Random) -> str:
    parts = ("bel", "mont", "ville", "sur", "roche", "fort", "val", "neuf", "pont", "court")
    return "".join(drawn.sample(parts, 3)).capitalize()

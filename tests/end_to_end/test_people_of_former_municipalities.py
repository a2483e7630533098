"""A municipality of a merger that no source counts: its size is that of its parts, told as such."""

from __future__ import annotations

import math

import pytest

import sistercities as sc
from sistercities.partners.features.catalogue import BY_NAME
from sistercities.partners.features.feature import PairNames
from sistercities.partners.ground import Ground

EEMSDELTA, PARTS = "gn:12253550", ("gn:2757340", "gn:2751429", "gn:2759687")
ALTENA = "gn:12022128"
TOLD = "former municipalities"
ENDED = (
    ("gn:2660221", "x:ch-rapperswil-jona"), ("gn:2791315", "x:be-merelbeke-melle"),
    ("gn:6534685", "x:it-barberino-tavarnelle"), ("gn:2801924", "x:be-bilzen-hoeselt"),
    ("gn:2788506", "x:be-puurs-sint-amands"), ("gn:461224", "gn:458880"),
    ("gn:3166150", "x:it-pratovecchio-stia"), ("gn:2793907", "x:be-kruisem"),
    ("gn:2987271", "gn:2980916"), ("gn:3136725", "gn:3140390"), ("gn:146638", "gn:146268"),
    ("gn:2524929", "x:it-corigliano-rossano"), ("gn:1853354", "gn:11612336"),
)  # fmt: skip


def test_place_tells_them_and_no_source_is_said_to_count_them() -> None:
    card = sc.place(EEMSDELTA)
    together = sum(sc.place(one).population or 0 for one in PARTS)
    assert (card.population, card.population_source) == (None, None)
    assert card.population_of_parts == together > 40_000
    assert sc.place(ALTENA).population_of_parts is None  # of Woudrichem the town alone is counted


@pytest.mark.parametrize(
    ("heir", "town"),
    [("gn:11669500", "gn:2745726"), ("x:it-colverde", "gn:6534474"), ("x:it-novella", "gn:3181543"),
     ("x:it-fiumicello-villa-vicentina", "gn:6534636"), ("gn:9192468", "gn:2627843")],
)  # fmt: skip
def test_the_figure_of_a_town_is_none_of_its_municipality(heir: str, town: str) -> None:
    assert sc.place(town).population
    assert sc.place(heir).population_of_parts is None


def test_lists_and_scorecards_compare_by_them_and_say_whose_they_are(
    package_ground: Ground,
) -> None:
    places = package_ground.places
    at = package_ground.position[EEMSDELTA]
    assert places.is_of_parts[at]
    assert places.population[at] == sc.place(EEMSDELTA).population_of_parts
    card = sc.assess("Lippstadt", EEMSDELTA)
    assert card.partner.people is not None
    assert str(card.partner.people).startswith(f"its {TOLD} together: about 51,000")
    assert card.partner.is_of_parts


@pytest.mark.parametrize("feature", ["partner_size", "home_size"])
def test_the_reason_of_their_size_says_so(feature: str) -> None:
    names = PairNames("Here", "There", "XA", "XB", is_home_of_parts=True, is_partner_of_parts=True)
    said = str(BY_NAME[feature].sentence(math.log10(51_051), names))
    called = "Here" if feature == "home_size" else "There"
    assert said == f"The {TOLD} of {called} together have about 51,000 people."


@pytest.mark.parametrize(("town", "heir"), ENDED)
def test_the_other_half_of_a_merger_has_ended_too(town: str, heir: str) -> None:
    card = sc.place(town)
    assert card.valid_to is not None
    assert card.successor == heir


def test_people_of_a_merger_are_those_of_the_register() -> None:
    card = sc.place("gn:2988998")
    assert (card.name, card.population) == ("Oullins-Pierre-Bénite", 38_168)

"""Greek municipalities in the genitive: Δήμος Ρόδου."""

from __future__ import annotations

import pytest

from sistercities.dataset.resolving.by_forms import Forms
from sistercities.dataset.resolving.greek_names import nominatives
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.dataset.scripts import name_key
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Δήμος Ρόδου", "Ρόδος"), ("Δήμος Θεσσαλονίκης", "Θεσσαλονίκη"),
        ("Δήμος Κέρκυρας", "Κέρκυρα"), ("Δήμος Αθηναίων", "Αθήνα"), ("ΔΗΜΟΣ ΠΑΤΡΕΩΝ", "Πάτρα"),
        ("Δήμος Πειραιώς", "Πειραιάς"), ("Δήμος Χανίων", "Χανιά"), ("Δήμος Λαρισαίων", "Λάρισα"),
        ("Δήμος Ηρακλείου", "Ηράκλειο"),
    ],
)  # fmt: skip
def test_the_nominative_is_among_those_that_are_tried(written: str, name: str) -> None:
    assert name_key(name) in {name_key(one) for one in nominatives(written, "GR")}


def test_a_name_alone_and_another_country_are_left_as_they_are() -> None:
    assert nominatives("Ρόδου", "GR") == ()
    assert nominatives("Δήμος Ρόδου", "DE") == ()


def _place(place_id: str, name: str) -> Place:
    return Place(place_id, name, name, "city", "GR", "GR-91", names=((name, "el"),))


def test_of_two_places_that_a_genitive_may_be_of_none_is_taken() -> None:
    one, two = _place("x:one", "Ανδρος"), _place("x:two", "Ανδρο")
    end = NamedEnd("Δήμος Ανδρου", "GR")
    alone = Forms(UserGazetteer([one]), lambda *_: False).resolve(end)
    both = Forms(UserGazetteer([one, two]), lambda *_: False).resolve(end)
    assert alone is not None
    assert both is not None
    assert (alone.place_id, both.place_id) == ("x:one", "")
    assert set(both.candidates) == {"x:one", "x:two"}

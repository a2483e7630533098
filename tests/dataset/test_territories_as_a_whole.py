"""A territory or a small state that has ties as a whole is a place; any other country is none."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from sistercities.dataset.overlays.country_names import is_country_alone, state_as_a_whole
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.sources.register_ends import WrittenEnd
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution


def country(code: str, name: str, people: int) -> Place:
    names = ((name, "und"),)
    return Place(f"x:{code}", name, "", "country", code, "", population=people, names=names)


PLACES = (country("GU", "Guam", 165_000), country("PW", "Palau", 18_000),
          country("NR", "Nauru", 11_000), country("FR", "France", 67_000_000))  # fmt: skip
TIED = {"x:GU", "x:PW", "x:FR"}
NAMES = cast(
    "ReleaseNames", SimpleNamespace(gazetteer=UserGazetteer(PLACES), has_ties=TIED.__contains__)
)


def written(name: str, stated: str) -> WrittenEnd:
    return WrittenEnd(end=NamedEnd(name, stated), head=name)


@pytest.mark.parametrize(("name", "code"), [("Guam", "GU"), ("關島", "GU"), ("Palau", "PW")])
def test_one_that_has_ties_as_a_whole_is_taken(name: str, code: str) -> None:
    found = state_as_a_whole(written(name, code), Resolution("", "", 0.0, ""), NAMES)
    assert found is not None
    assert found.place_id == f"x:{code}"
    assert not is_country_alone(written(name, code), found, NAMES)


@pytest.mark.parametrize(
    ("name", "code"),
    [("Guam", ""), ("Nauru", "NR"), ("France", "FR"), ("Guam", "US")],
    ids=["no country beside it", "no tie", "a large state", "another country beside it"],
)
def test_any_other_is_no_partner(name: str, code: str) -> None:
    assert state_as_a_whole(written(name, code), Resolution("", "", 0.0, ""), NAMES) is None


def test_a_large_state_stays_the_name_of_a_country() -> None:
    found = Resolution("x:FR", "alias+country", 0.9)
    assert is_country_alone(written("France", "FR"), found, NAMES)

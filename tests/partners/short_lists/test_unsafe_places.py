"""Nobody is sent for tourism or to a school where fighting is on record."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from partners.gate.made_up_rows import row
from partners.made_up_ground import made_up_ground
from sistercities.partners.barriers import Barrier
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists import unsafe_places as subject
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.purpose_facts import serves
from sistercities.partners.short_lists.unsafe_places import unsafe_places
from sistercities.partners.short_lists.weighing import purpose_called

GROUND = made_up_ground(7, n_ties=500)
HOME, REGION = 8, 126
"""A city of country C0, and a region of country C2."""
INSIDE = np.flatnonzero((GROUND.places.containers == REGION).any(axis=1))


def fighting(*numbers: str, country: str = "C2") -> Barrier:
    found = row("conflict_within", country, "*", "note")
    return replace(found, conflicts=frozenset(numbers))


def unsafe(*rows: Barrier) -> set[int]:
    ground: Ground = replace(GROUND, barriers=tuple(rows))
    return set(np.flatnonzero(unsafe_places(ground)).tolist())


@pytest.fixture(autouse=True)
def _over_a_region(monkeypatch: pytest.MonkeyPatch) -> None:
    name = str(GROUND.places.ids[REGION])
    monkeypatch.setattr(subject, "fought_over", lambda: ((name, "77"),))


def test_what_is_fought_over_is_unsafe_and_all_in_it_and_nothing_else_of_the_country() -> None:
    assert unsafe(fighting("77", "5")) == {REGION, *INSIDE.tolist()}
    assert unsafe(fighting("5")) == set()


def test_a_conflict_that_is_over_makes_nothing_unsafe() -> None:
    assert unsafe(replace(fighting("77", "5", "6"), until_date="2024-05-01")) == set()


def test_a_state_in_three_conflicts_at_once_is_unsafe_as_a_whole() -> None:
    of_country = set(np.flatnonzero(GROUND.places.country == 2).tolist())
    assert unsafe(fighting("4", "5", "6")) == of_country
    assert unsafe(fighting("4", "5"), fighting("6", country="C3")) == set()


@pytest.mark.parametrize(("purpose", "is_of_guests"), [
    ("tourism", True), ("youth", True), ("trade", False), ("culture", False),
])  # fmt: skip
def test_only_purposes_for_which_people_travel_leave_it_out(
    purpose: str, *, is_of_guests: bool
) -> None:
    """Home and all candidates lie within sight, by the sea, each a market town."""
    n = GROUND.n_places
    places = replace(
        GROUND.places,
        latitude=np.arange(n) / 1e4,
        longitude=np.zeros(n),
        is_by_sea=np.ones(n),
        population=np.full(n, 2e4),
        people_around=np.ones(n),
    )
    ground = replace(GROUND, places=places, barriers=(fighting("77"),))
    at = np.flatnonzero(GROUND.places.country[:120] == 2)
    facts = CandidateFacts(HomePlace(ground, HOME, "city"), candidates_of(ground, HOME, at))
    found = serves(facts, purpose_called(purpose))
    assert found is not None
    is_inside = np.isin(at, INSIDE)
    assert is_inside.any()
    assert found[~is_inside].all()
    assert (found[is_inside] == (not is_of_guests)).all()


def test_each_region_of_the_table_is_there_and_lies_in_the_country_it_names() -> None:
    path = Path(subject.__file__).with_name("fought_over.csv")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert len({each["place_id"] for each in rows}) == len(rows)
    assert all(each["conflict"].isdigit() and each["territory"] for each in rows)

"""Places that the state of the other counts as its own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists import claimed_places
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.claimed_places import are_claimed, claims

GROUND = made_up_ground(seed=3)
PLACE = 20
"""A place of a country that another one counts as its own."""


@pytest.fixture
def claimant(monkeypatch: pytest.MonkeyPatch) -> int:
    """Let one country claim a place of another one, and return its position."""
    code = GROUND.countries.codes[_claimant()]
    monkeypatch.setattr(
        claimed_places, "claims", lambda: ((str(GROUND.places.ids[PLACE]), str(code)),)
    )
    claimed_places.claimed_by.cache_clear()
    return _claimant()


def _claimant() -> int:
    return (int(GROUND.places.country[PLACE]) + 1) % 4


def _cities(country: int) -> np.ndarray:
    places = GROUND.places
    found = np.flatnonzero((places.country == country) & (places.level == 2))
    return found[found != PLACE]


def _facts(home: int, candidates: list[int]) -> CandidateFacts:
    ground = replace(GROUND)
    pairs = candidates_of(ground, home, np.array(candidates))
    return CandidateFacts(HomePlace(ground, home, "city"), pairs)


def test_the_place_is_kept_from_towns_of_the_state_that_claims_it_and_they_from_it(
    claimant: int,
) -> None:
    theirs = int(_cities(claimant)[0])
    others = int(_cities((claimant + 1) % 4)[0])
    assert are_claimed(_facts(theirs, [PLACE, others])).tolist() == [True, False]
    assert are_claimed(_facts(others, [PLACE, theirs])).tolist() == [False, False]
    assert are_claimed(_facts(PLACE, [theirs, others])).tolist() == [True, False]


def test_who_is_not_claimed_is_kept_from_nobody(claimant: int) -> None:
    own = int(_cities(int(GROUND.places.country[PLACE]))[0])
    candidates = [int(_cities(country)[1]) for country in range(4)]
    assert not are_claimed(_facts(own, candidates)).any()


def test_no_place_is_claimed_twice_and_none_by_its_own_state() -> None:
    ids = [place for place, _ in claims()]
    assert len(set(ids)) == len(ids) > 0
    assert all(len(code) == 2 and code.isupper() for _, code in claims())

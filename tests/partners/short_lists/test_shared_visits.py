"""A neighbour of home with a partner, and a place beside that partner."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.shared_visits import may_share_visits, say_shared_visit

GROUND = made_up_ground(seed=3, n_ties=1)
HOME, NEIGHBOUR, CITY, PARTNER = 12, 13, 20, 21
TIE = (NEIGHBOUR, PARTNER)


def _ground(
    here_km: float = 11, there_km: float = 22, tie: tuple[int, int] = TIE, *,
    year: float = np.nan, country_of_city: int = 1, larger: float = 1,
) -> Ground:  # fmt: skip
    """Put a neighbour beside home, and a place beside its partner in another country."""
    places = GROUND.places
    latitude, country = np.full(GROUND.n_places, -80.0), places.country.copy()
    latitude[[HOME, NEIGHBOUR]] = 10.0, 10.0 + here_km / 111.2
    latitude[[PARTNER, CITY]] = 40.0, 40.0 + there_km / 111.2
    country[[HOME, NEIGHBOUR, PARTNER, CITY]] = 0, 0, 1, country_of_city
    people = np.full(GROUND.n_places, 20_000.0)
    people[PARTNER] *= larger
    moved = replace(
        places, latitude=latitude, longitude=np.full(GROUND.n_places, 20.0), country=country,
        population=people, level=np.full(GROUND.n_places, 2),
    )  # fmt: skip
    ties = replace(
        GROUND.ties, a=np.array(tie[:1]), b=np.array(tie[1:]), year=np.array([year]),
        country=country,
    )  # fmt: skip
    return replace(GROUND, places=moved, ties=ties, barriers=())


def _facts(ground: Ground, place: int = CITY) -> CandidateFacts:
    home = HomePlace(ground, HOME, "city")
    return CandidateFacts(home, candidates_of(ground, HOME, np.array([place])))


@pytest.mark.parametrize(
    ("ground", "shares"),
    [
        (_ground(), True),
        (_ground(here_km=29, there_km=24), True),
        (_ground(here_km=31), False),
        (_ground(there_km=26), False),
        (_ground(there_km=3.1), True),
        (_ground(there_km=2), False),
        (_ground(tie=(NEIGHBOUR, 30)), False),
        (_ground(tie=(HOME, PARTNER)), False),
        (_ground(country_of_city=2), False),
        (_ground(larger=11), False),
    ],
    ids=["near", "at the bound", "neighbour far", "place far", "near the bound",
         "the town of the partner", "no partner there", "own partner",
         "beyond a border", "metropolis"],
)  # fmt: skip
def test_two_pairs_of_neighbours_may_share_visits(ground: Ground, *, shares: bool) -> None:
    facts = _facts(ground)
    assert bool(may_share_visits(facts)[0]) is shares
    assert bool(say_shared_visit(facts, 0)) is shares


def test_who_is_the_partner_itself_shares_no_visit_with_it() -> None:
    facts = _facts(_ground(), PARTNER)
    assert not may_share_visits(facts)[0]
    assert not say_shared_visit(facts, 0)


@pytest.mark.parametrize(
    ("year", "says"),
    [
        (np.nan, "Place 13, 11 km from Place 12, is a partner of Place 21 (C1), and Place 20 "
                 "lies 22 km from Place 21: visits can be shared."),
        (1988.0, "Place 13, 11 km from Place 12, has been a partner of Place 21 (C1) since 1988, "
                 "and Place 20 lies 22 km from Place 21: visits can be shared."),
    ],
)  # fmt: skip
def test_the_reason_names_all_four_and_how_far_they_lie(year: float, says: str) -> None:
    assert str(say_shared_visit(_facts(_ground(year=year)), 0)) == says

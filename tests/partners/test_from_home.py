"""What is computed for all places at once is what is computed pair by pair."""

from __future__ import annotations

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners import pairs as pairs_module
from sistercities.partners.candidate_scores import candidates
from sistercities.partners.features.catalogue import FEATURES
from sistercities.partners.pairs import candidates_of
from sistercities.partners.tie_graph import is_among

GROUND = made_up_ground(7, n_ties=400)
EVERYONE = np.arange(GROUND.n_places)


@pytest.mark.parametrize("home", [0, 17, 60])
def test_features_of_all_places_are_those_of_each_pair(
    home: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_by_one = {one.name: one.values(candidates_of(GROUND, home, EVERYONE)) for one in FEATURES}
    monkeypatch.setattr(pairs_module, "MANY", 1)
    at_once = candidates_of(GROUND, home, EVERYONE)
    assert at_once.beside_all is not None
    for feature in FEATURES:
        np.testing.assert_array_equal(feature.values(at_once), one_by_one[feature.name])


def test_a_candidate_is_neither_tied_nor_around_nor_inside() -> None:
    containers = GROUND.places.containers
    for home in range(0, 120, 11):
        free = candidates(GROUND, home, "city").b
        keys = GROUND.ties.key(np.full(len(free), home), free)
        assert not is_among(GROUND.recorded, keys).any()
        assert home not in free
        assert not np.isin(free, containers[home]).any()
        assert not (containers[free] == home).any()
        left_out = np.setdiff1d(EVERYONE[GROUND.places.is_city], free)
        for place in left_out.tolist():
            key = GROUND.ties.key(np.array([home]), np.array([place]))
            assert (
                place == home
                or GROUND.places.is_former[place]
                or is_among(GROUND.recorded, key)[0]
                or place in containers[home]
                or home in containers[place]
            )


def test_which_places_are_cities_is_found_out_once_and_stays() -> None:
    places = made_up_ground().places
    assert places.is_city is places.is_city
    np.testing.assert_array_equal(places.is_city, (places.level >= 2) | places.is_dual)
    with pytest.raises(ValueError, match="read-only"):
        places.is_city[0] = True

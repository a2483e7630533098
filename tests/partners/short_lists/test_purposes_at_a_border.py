"""Near neighbours of a town at a border are not the same answer to each purpose."""

from __future__ import annotations

from itertools import combinations

import pytest

from sistercities import recommend
from sistercities.partners.short_lists.weighing import purposes

TOWNS = {
    "Aachen": "gn:3247449", "Haparanda": "gn:605859", "El Paso": "gn:5520993",
    "Görlitz": "gn:2918987", "Lingen": "gn:2877088",
}  # fmt: skip


@pytest.mark.parametrize("town", TOWNS)
def test_no_more_than_one_pair_of_purposes_has_the_same_names(town: str) -> None:
    named = {
        one.name: {
            each.place.place_id for each in recommend(TOWNS[town], purpose=one.name).suggestions
        }
        for one in purposes()
    }
    same = [both for both in combinations(named, 2) if named[both[0]] == named[both[1]] != set()]
    assert len(same) <= 1, same
    assert sum(bool(each) for each in named.values()) >= 2

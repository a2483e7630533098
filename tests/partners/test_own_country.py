"""Whether places of the own country are asked for: left out, alone, or too."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.choosing import Wishes
from sistercities.partners.eligible import Scope
from sistercities.partners.filters import Filters, NamedRegion
from sistercities.partners.pairs import candidates_of

GROUND = made_up_ground()
HOME = int(np.flatnonzero(GROUND.places.is_city)[0])
OTHERS = np.delete(np.arange(GROUND.n_places), HOME)


@pytest.mark.parametrize(
    ("wishes", "own", "scope"),
    [
        ({}, "FR", "without"),
        ({"is_domestic": True}, "FR", "only"),
        ({"filters": Filters(countries=("DE",))}, "FR", "without"),
        ({"filters": Filters(countries=("DE", "fr"))}, "FR", "too"),
        ({"filters": Filters(countries=("Frankreich",))}, "FR", "too"),
        ({"filters": Filters(regions=(NamedRegion(0, "FR"),))}, "FR", "too"),
        ({"filters": Filters(regions=(NamedRegion(0, "DE"),))}, "FR", "without"),
        ({"filters": Filters(countries=("RE",))}, "FR", "too"),
        ({"filters": Filters(countries=("FR",))}, "RE", "too"),
        ({"filters": Filters(continents=("Europe",))}, "FR", "without"),
        ({"is_domestic": True, "filters": Filters(countries=("DE",))}, "FR", "only"),
    ],
    ids=str,
)
def test_the_own_country_is_asked_for_by_its_name_a_territory_or_the_word(
    wishes: dict[str, Any], own: str, scope: str
) -> None:
    assert Wishes(**wishes).scope(own).home_country == scope
    assert not Wishes(**wishes).scope(own).with_barred
    assert Wishes(**wishes, with_barred=True).scope(own).with_barred


def test_places_of_the_own_country_are_left_out_alone_or_there_too() -> None:
    pairs = candidates_of(GROUND, HOME, OTHERS)
    is_own = GROUND.places.country[OTHERS] == GROUND.places.country[HOME]
    assert 0 < is_own.sum() < len(OTHERS)
    assert Scope("without").takes(pairs).tolist() == (~is_own).tolist()
    assert Scope("only").takes(pairs).tolist() == is_own.tolist()
    assert Scope("too").takes(pairs).all()
    assert Scope().takes(pairs).tolist() == (~is_own).tolist()

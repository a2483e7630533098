"""How near a point must lie for a place to be seen there, and how far to be seen elsewhere."""

from __future__ import annotations

import pytest

from building.made_up_observations import place
from release_build.wikidata.sightings import is_seen, seen_elsewhere
from sistercities.terms.claims import NamedEnd

DEGREE = 111.2
"""Kilometres that a degree of latitude has."""
TOWN = place("gn:1", "Town", "DE", point=(50.0, 10.0), people=9_000)
REGION = place("gn:2", "Region", "DE", point=(50.0, 10.0), level="region1")


def _end(km: float, country: str = "DE") -> NamedEnd:
    return NamedEnd("Town", country, latitude=50.0 + km / DEGREE, longitude=10.0)


@pytest.mark.parametrize(("km", "is_here", "is_far"), [
    (14.5, True, False), (15.5, False, False), (49.5, False, False), (50.5, False, True),
])  # fmt: skip
def test_a_point_within_15_km_is_at_a_place_and_one_over_50_km_away_is_not_of_it(
    km: float, is_here: bool, is_far: bool
) -> None:
    end = _end(km)
    assert is_seen(TOWN, [end]) is is_here
    assert (seen_elsewhere(TOWN, [end]) is end) is is_far


def test_a_point_far_off_says_nothing_where_another_is_near() -> None:
    assert seen_elsewhere(TOWN, [_end(300.0), _end(5.0)]) is None


def test_of_a_region_the_country_alone_counts() -> None:
    assert seen_elsewhere(REGION, [_end(300.0)]) is None
    abroad = _end(300.0, "DK")
    assert seen_elsewhere(REGION, [abroad]) is abroad

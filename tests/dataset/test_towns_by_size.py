"""The largest of a name is sure only if no namesake of unknown size may be a town."""

from __future__ import annotations

import pytest

from building.made_up_observations import place
from sistercities.dataset.resolving.towns import BY_FAR, NOT_TOLD, UNCOUNTED, choose
from sistercities.terms.claims import NamedEnd


@pytest.mark.parametrize(
    ("country", "people", "other", "method"),
    [
        ("AR", 24_728, None, NOT_TOLD),
        ("AR", 24_728, 400, "by_far"),
        ("AR", UNCOUNTED * BY_FAR, None, "by_far"),
        # Where every municipality is counted, what has no figure is a hamlet.
        ("DE", 24_728, None, "by_far"),
    ],
)
def test_a_namesake_of_unknown_size_is_no_small_one(
    country: str, people: int, other: int | None, method: str
) -> None:
    large = place("gn:1", "Las Peras", country, people=people, point=(1.0, 2.0))
    small = place("gn:2", "Las Peras", country, people=other, point=(10.0, 20.0))
    found, how = choose([large, small], NamedEnd("Las Peras", country))
    assert found == large
    assert how == method

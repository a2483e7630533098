"""Whose a seaport is."""

from __future__ import annotations

import numpy as np
import pytest

from sistercities.partners.own_ports import own_ports


@pytest.mark.parametrize(
    ("has_port", "km", "large_city", "own"),
    [
        (1.0, 7.0, -1, 1.0),
        (1.0, 23.2, -1, 0.0),
        (1.0, 7.0, 4, 0.0),
        (1.0, 2.5, 4, 1.0),
        (1.0, 40.0, -1, 1.0),
        (0.0, 40.0, -1, 0.0),
        (np.nan, np.nan, -1, np.nan),
    ],
    ids=[
        "its own", "of a town nearby", "of the city beside it", "of a suburb at the quay",
        "a terminal of its name", "none", "not known",
    ],
)  # fmt: skip
def test_a_port_is_that_of_the_place_where_it_lies(
    has_port: float, km: float, large_city: int, own: float
) -> None:
    found = own_ports(np.array([has_port]), np.array([km]), np.array([large_city]))
    assert found[0] == pytest.approx(own, nan_ok=True)

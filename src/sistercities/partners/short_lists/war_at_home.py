"""Which states are at war on their own ground, where a port or an air route is no reason."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sistercities.partners.ground import Flag, Ground, are_among

_WAR, _WITHIN = "war", "war_within"


@lru_cache(maxsize=2)
def is_at_war_at_home(ground: Ground) -> Flag:
    """Say of each country whether a war is fought in it or with a neighbour, shape (n_countries,).

    Read from the rows that hold today. A war with a state elsewhere closes no airspace at home.
    """
    codes = ground.countries.codes
    border = ground.countries.pairs["land_border"] == 1
    found = np.zeros(len(codes), dtype=np.bool_)
    for row in ground.barriers:
        if row.until_date is not None or row.kind not in (_WAR, _WITHIN):
            continue
        one, other = (are_among(codes, side) for side in (row.side_a, row.side_b))
        if row.kind == _WITHIN:
            found |= one
            continue
        meets = border & one[:, None] & other[None, :]
        found |= meets.any(axis=1) | meets.any(axis=0)
    return found

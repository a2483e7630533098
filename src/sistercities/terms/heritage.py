"""Words on World Heritage sites: how far the one point of a site tells where it is."""

from __future__ import annotations

PLACE, SPREAD, WRONG_POINT, DELISTED = "place", "spread", "wrong_point", "delisted"
REACHES = (PLACE, SPREAD, WRONG_POINT, DELISTED)
CATEGORIES = ("cultural", "mixed", "natural")

WITHIN_KM = 25.0
"""A site counts as near a city within this distance."""

NEAREST = 3
"""As many sites near a city are kept by name."""

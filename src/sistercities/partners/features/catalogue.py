"""All features, in the order of a scorecard."""

from __future__ import annotations

from sistercities.partners.features import (
    access,
    culture,
    economy,
    geography,
    network,
    openness,
    politics,
    size,
)
from sistercities.partners.features.feature import Feature

FEATURES: tuple[Feature, ...] = (
    *size.FEATURES,
    *economy.FEATURES,
    *access.FEATURES,
    *culture.FEATURES,
    *geography.FEATURES,
    *network.FEATURES,
    *openness.FEATURES,
    *politics.FEATURES,
)

BY_NAME = {feature.name: feature for feature in FEATURES}

OF_CITIES_ALONE = frozenset(
    ("partner_size", "size_match", "home_size", "hours_apart", "direct_flight",
     "partner_destinations", "coast", "port", "mountains", "climate", "capital", "seat",
     "town_network")
)  # fmt: skip
"""Facts that the release holds on cities, and of regions on few that are cities too; and networks
of towns, which have no region among them."""

OF_REGIONS_ALONE = frozenset(("latitude_gap",))
"""Of cities the climate is known, and beside it this told nothing on the earlier cut-offs."""


def features_of(place_class: str) -> tuple[Feature, ...]:
    """Features that make sense of a class of places, "city" or "region"."""
    left_out = OF_REGIONS_ALONE if place_class == "city" else OF_CITIES_ALONE
    return tuple(feature for feature in FEATURES if feature.name not in left_out)


CITY_FEATURES = features_of("city")
"""What may count between two cities, in the order of a scorecard."""


GROUPS = tuple(dict.fromkeys(feature.group for feature in FEATURES))
"""Groups of features, in the order of a scorecard."""

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
     "partner_destinations", "coast", "capital", "seat", "town_network")
)  # fmt: skip
"""Facts that the release holds on cities, and of regions on few that are cities too; and networks
of towns, which have no region among them."""


def features_of(place_class: str) -> tuple[Feature, ...]:
    """Features that make sense of a class of places, "city" or "region"."""
    if place_class == "city":
        return FEATURES
    return tuple(feature for feature in FEATURES if feature.name not in OF_CITIES_ALONE)


GROUPS = tuple(dict.fromkeys(feature.group for feature in FEATURES))
"""Groups of features, in the order of a scorecard."""

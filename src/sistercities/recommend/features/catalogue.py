"""All features, in the order of a scorecard."""

from __future__ import annotations

from sistercities.recommend.features import (
    access,
    culture,
    economy,
    geography,
    network,
    openness,
    politics,
    size,
)
from sistercities.recommend.features.feature import Feature

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

GROUPS = tuple(dict.fromkeys(feature.group for feature in FEATURES))
"""Groups of features, in the order of a scorecard."""

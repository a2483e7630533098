"""The tiers that sign for provinces, and the role that a place plays by its level."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from sistercities.network.rules import NetworkRules

Role = Literal["upper", "lower", "drop"]


class Tiers:
    """Signing tiers by country, finest first, and the role of a place in a network.

    Parameters
    ----------
    upper_tier
        Table `upper_tier`; a country that is not in it has its first level as only tier.
    rules
        `tier` and `dual` matter here.
    """

    def __init__(self, upper_tier: pd.DataFrame, rules: NetworkRules) -> None:
        self._rules = rules
        has_region2 = upper_tier[upper_tier["level"] == "region2"]["country"]
        self._two_tiers = set(has_region2) if rules.tier == "signing" else set()

    def levels(self, country: str) -> tuple[str, ...]:
        """Levels of the signing tiers of a country, finest first."""
        return ("region2", "region1") if country in self._two_tiers else ("region1",)

    def role(self, level: str, country: str, *, is_dual: bool) -> Role:
        """Role of a place: at the upper tier, below it, or dropped because it is both."""
        if is_dual:
            roles: dict[str, Role] = {"drop": "drop", "as_city": "lower", "as_region": "upper"}
            return roles[self._rules.dual]
        if level == "country" or level in self.levels(country):
            return "upper"
        return "lower"

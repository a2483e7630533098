"""Which ties a network holds and how places are treated: the choices that sensitivity varies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd


@dataclass(frozen=True, slots=True)
class NetworkRules:
    """Choices made when ties become a network; the defaults are those of the main run.

    Attributes
    ----------
    dual
        Places that are both region and city: dropped, read as a city, or read as a region.
    counties
        Districts and counties kept apart, or folded into the city or prefecture that holds them.
    dates
        All ties alive, or only those whose start is known (undated and suspect ones dropped).
    entry
        All ties, or only those that a source typed twice without difference.
    exchanges
        Ties that are called exchange or contact: kept or dropped.
    unlisted
        Ties that an older source names and a newer one, which covers both ends, does not: dropped
        from the year of the newer one, or kept.
    min_confidence
        Least confidence of the resolution of names, 0 to 1.
    without_source
        Source id to leave out: ties that no other source claims are dropped; "" keeps all.
    tier
        The finest tier that signs for provinces in each country, or the ISO first level everywhere.
    regions
        Regions as they were when a tie began, or today's containers.
    without_countries
        Partner countries whose ties are left out.
    min_upper_listed
        Least number of its own ties that a source must list for a home unit to take part.
    """

    dual: Literal["drop", "as_city", "as_region"] = "drop"
    counties: Literal["apart", "folded"] = "apart"
    dates: Literal["all", "known"] = "all"
    entry: Literal["all", "double"] = "all"
    exchanges: Literal["kept", "dropped"] = "kept"
    unlisted: Literal["dropped", "kept"] = "dropped"
    min_confidence: float = 0.0
    without_source: str = ""
    tier: Literal["signing", "region1"] = "signing"
    regions: Literal["as_then", "today"] = "as_then"
    without_countries: frozenset[str] = frozenset()
    min_upper_listed: int = 0

    @property
    def of_ties(self) -> NetworkRules:
        """The choices that tell which ties count, with those on places and units as they are usual.

        A study builds many networks of the same ties, which differ in what their ends are.
        """
        usual = NetworkRules()
        return replace(
            self, dual=usual.dual, counties=usual.counties, tier=usual.tier, regions=usual.regions,
            min_upper_listed=usual.min_upper_listed,
        )  # fmt: skip


MAIN_RULES = NetworkRules()


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

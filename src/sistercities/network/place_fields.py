"""The fields of places that building a network asks for thousands of times, as plain lookups."""

from __future__ import annotations

import pandas as pd


class PlaceFields:
    """Country, level and dual flag of each place, by id, and the countries that have a region.

    Parameters
    ----------
    places
        Table `places`.
    """

    def __init__(self, places: pd.DataFrame) -> None:
        ids = places["place_id"].tolist()
        self.country: dict[str, str] = dict(zip(ids, places["country"].tolist(), strict=True))
        self.level: dict[str, str] = dict(zip(ids, places["level"].tolist(), strict=True))
        is_region = places["level"].isin(["region1", "region2"])
        self.with_regions: frozenset[str] = frozenset(places[is_region]["country"].tolist())
        dual = places[places["is_dual"].astype(bool)]
        self.dual: frozenset[str] = frozenset(dual["place_id"].tolist())

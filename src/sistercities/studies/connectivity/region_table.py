"""Regions with their ties and visitors: what is known of visitors is known by region alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from sistercities.network.hierarchy import TODAY
from sistercities.network.rules import NetworkRules
from sistercities.studies.connectivity.city_ties import counted_ties, listed_regions
from sistercities.studies.connectivity.data import ConnectivityData

VISITORS = "foreign_visitors"


def region_table(
    data: ConnectivityData, country: str, as_of: int, rules: NetworkRules
) -> pd.DataFrame:
    """Return the regions of a country with the ties of the places in them.

    Returns
    -------
    DataFrame
        `place_id`, `name`, `ties` (of all cities, counties and districts in the region, and of the
        region itself where it is a city too), `visitors` (million visits of foreigners, newest
        year), `visitors_year`, `gdp` (million CNY, of the visitors' year). Empty where the release
        has no visitors of the country.
    """
    tables = data.study.tables
    rows = data.region[data.region["variable"] == VISITORS].dropna(subset=["value"])
    is_home = [tables.fields.country[place] == country for place in rows["place_id"]]
    rows = rows[np.array(is_home, dtype=np.bool_)]
    newest = rows.sort_values("year").drop_duplicates("place_id", keep="last")
    newest = newest[newest["place_id"].isin(list(listed_regions(data.study, as_of, rules)))]
    at_home = tables.ties_of(country)
    found = counted_ties(tables, at_home, as_of, replace(rules, dual="as_city"))
    region = pd.Series(
        [tables.hierarchy.container(home, "region1", TODAY) for home in found.ties["home"]],
        dtype=object,
    )
    names = tables.places.set_index("place_id")["name"]
    gdp = data.region[data.region["variable"] == "gdp"].set_index(["place_id", "year"])["value"]
    keys = list(zip(newest["place_id"], newest["year"], strict=True))
    return pd.DataFrame({
        "place_id": newest["place_id"].to_numpy(),
        "name": newest["place_id"].map(names).to_numpy(),
        "ties": newest["place_id"].map(region.value_counts()).fillna(0).astype(int).to_numpy(),
        "visitors": newest["value"].to_numpy(dtype=np.float64),
        "visitors_year": newest["year"].to_numpy(dtype=np.int64),
        "gdp": np.array([gdp.get(key, np.nan) for key in keys], dtype=np.float64),
    })  # fmt: skip

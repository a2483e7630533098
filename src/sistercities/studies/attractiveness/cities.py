"""The world's cities with what the choice rests on, as arrays; who lacks a trait is left out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sistercities.dataset.globe import unit_vectors
from sistercities.network.hierarchy import TODAY
from sistercities.studies.attractiveness.data import AttractivenessData
from twolevel.core.array_types import Flag, Index, Real

LEVELS = ("city", "district", "county")
"""Levels of places that choose and are chosen, beside those that are region and city at once."""

SIGNERS_TOLD = ("CN", "DE", "JP")
"""Countries of which it is told which places may sign by themselves.

Of China these are the units of the prefecture level and above, by their official codes; of Germany
and Japan the municipalities, by theirs. Of other countries the tables do not say it.
"""


@dataclass(frozen=True, eq=False)
class Cities:
    """Cities and the traits that make them alike.

    Attributes
    ----------
    place_id, name, country, region
        Ids, names, ISO codes, and first-level regions (or the country where it has none), (n,).
    log_size, log_income
        log2 of population and of GDP per head of the country, shape (n,).
    point
        On the unit sphere, shape (n, 3).
    is_coastal, is_capital, is_dual, is_prefecture, is_coded
        Shape (n,). The last: whether it bears the code of a municipality.
    countries
        Codes in the order of `country_code`, which has shape (n,).
    language
        Whether two countries share an official language, NaN where unknown, shape (c, c).
    """

    place_id: NDArray[np.str_]
    name: NDArray[np.str_]
    country: NDArray[np.str_]
    region: NDArray[np.str_]
    log_size: Real
    log_income: Real
    point: Real
    is_coastal: Flag
    is_capital: Flag
    is_dual: Flag
    is_prefecture: Flag
    is_coded: Flag
    countries: NDArray[np.str_]
    country_code: Index
    language: Real

    @cached_property
    def size(self) -> Real:
        """Population."""
        return np.exp2(self.log_size)

    @cached_property
    def region_code(self) -> Index:
        """Number of the region of each city, in the order of their names."""
        return np.unique(self.region, return_inverse=True)[1].astype(np.int64)

    @property
    def is_no_signer(self) -> Flag:
        """Whether it is told of a city that it may not sign by itself."""
        is_told = np.isin(self.country, SIGNERS_TOLD)
        may_sign = np.where(self.country == "CN", self.is_prefecture, self.is_coded) | self.is_dual
        return np.asarray(is_told & ~may_sign, dtype=np.bool_)


def cities_from_frame(frame: pd.DataFrame, language: dict[tuple[str, str], float]) -> Cities:
    """Turn a frame of cities into arrays.

    Parameters
    ----------
    frame
        `place_id`, `name`, `country`, `region`, `population`, `gdp_per_head`, `longitude`,
        `latitude`, `is_coastal`, `is_capital`, `is_dual`, `is_prefecture`; none missing. Without
        `is_coded` no city bears the code of a municipality.
    language
        Whether two countries share an official language.
    """
    country = frame["country"].to_numpy(dtype=str)
    codes, code = np.unique(country, return_inverse=True)
    shared = np.full((codes.size, codes.size), np.nan)
    for i, a in enumerate(codes):
        for j, b in enumerate(codes):
            shared[i, j] = language.get((str(a), str(b)), np.nan)
    return Cities(
        place_id=frame["place_id"].to_numpy(dtype=str),
        name=frame["name"].to_numpy(dtype=str),
        country=country,
        region=frame["region"].to_numpy(dtype=str),
        log_size=np.log2(frame["population"].to_numpy(dtype=np.float64)),
        log_income=np.log2(frame["gdp_per_head"].to_numpy(dtype=np.float64)),
        point=unit_vectors(
            frame["longitude"].to_numpy(dtype=np.float64),
            frame["latitude"].to_numpy(dtype=np.float64),
        ),
        is_coastal=frame["is_coastal"].to_numpy(dtype=np.float64) > 0,
        is_capital=frame["is_capital"].to_numpy(dtype=np.float64) > 0,
        is_dual=frame["is_dual"].to_numpy(dtype=np.bool_),
        is_prefecture=frame["is_prefecture"].to_numpy(dtype=np.bool_),
        is_coded=np.asarray(frame.get("is_coded", np.zeros(len(frame))), dtype=np.bool_),
        countries=codes,
        country_code=code.astype(np.int64),
        language=shared,
    )


def world_cities(data: AttractivenessData) -> Cities:
    """Read the cities of the world of which size, point, coast and income are known, once."""
    if "cities" not in data.made:
        data.made["cities"] = _read_cities(data)
    cities: Cities = data.made["cities"]
    return cities


def _read_cities(data: AttractivenessData) -> Cities:
    tables = data.study.tables
    places = tables.places[tables.places["valid_to"].isna()]
    to = data.study.narrowing
    if to.region:  # its cities alone have their ties: others of the country would seem unchosen
        places = places[(places["country"] != to.home) | (places["region_iso"] == to.region)]
    is_dual = places["is_dual"].astype(bool)
    chosen = places[places["level"].isin(LEVELS) | is_dual]
    frame = chosen.assign(
        gdp_per_head=chosen["country"].map(data.gdp_per_head),
        is_coastal=chosen["place_id"].map(data.fact_on_cities("is_coastal")),
        is_capital=chosen["place_id"].map(data.fact_on_cities("is_national_capital")).fillna(0.0),
        is_prefecture=chosen["gbt2260"].fillna("").str.fullmatch(r"\d{4}00|\d{4}"),
        is_coded=chosen.get("municipality_code", pd.Series("", chosen.index)).fillna("") != "",
    )
    needed = ["population", "gdp_per_head", "longitude", "latitude", "is_coastal"]
    known = frame[frame[needed].notna().all(axis=1) & (frame["population"] > 0).fillna(False)]
    region = [tables.hierarchy.container(place, "region1", TODAY) for place in known["place_id"]]
    named = [r or c for r, c in zip(region, known["country"], strict=True)]
    known = known.assign(region=named).sort_values("place_id")
    return cities_from_frame(known, data.fact_on_pairs("common_official_language"))

"""Facts joined to dyads: on their countries, on the two places, and OpenFlights where asked for.

OpenFlights is under the ODbL: who publishes a database that holds its values must give that
database under the ODbL too, which the ties (CC BY-SA) cannot be. So it is joined in memory, for the
user's own models, and never into a file that we write; see docs/decisions/0008-openflights.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sistercities.dataset.store import Release
from sistercities.network.pair_facts import COUNTRY_FACTS, PLACE_FACTS, facts_of_pairs, year_of_fact

if TYPE_CHECKING:
    from numpy.typing import NDArray

EARTH_RADIUS_KM = 6371.0088
AIRLINES = "n_airlines_openflights"


@dataclass(frozen=True, slots=True)
class FactTables:
    """Tables that facts on dyads come from; `flights` is None unless it was asked for."""

    places: pd.DataFrame
    country_pairs: pd.DataFrame
    city_pairs: pd.DataFrame
    flights: pd.DataFrame | None


def read_fact_tables(release: Release, *, with_odbl: bool = False) -> FactTables:
    """Read what is joined to dyads."""
    return FactTables(
        places=release.frame("places").set_index("place_id"),
        country_pairs=release.frame("country_pairs"),
        city_pairs=release.frame("city_pairs"),
        flights=release.frame("flight_pairs_odbl") if with_odbl else None,
    )


def with_country_facts(frame: pd.DataFrame, tables: FactTables) -> pd.DataFrame:
    """Join the facts on the countries of both sides."""
    as_of = _year(frame)
    ends, keys = ("country", "foreign_country"), ("country_a", "country_b")
    found = facts_of_pairs(frame, ends, tables.country_pairs, keys, COUNTRY_FACTS, as_of)
    return pd.concat([frame, found], axis=1)


def with_place_facts(frame: pd.DataFrame, tables: FactTables) -> pd.DataFrame:
    """Join the facts on the two places of each row: distance, populations, flights."""
    as_of = _year(frame)
    home, foreign = (tables.places.reindex(frame[f"{side}_id"]) for side in ("home", "foreign"))
    looked_up = [fact for fact in PLACE_FACTS if fact.variable]
    ends, keys = ("home_id", "foreign_id"), ("place_a", "place_b")
    found = facts_of_pairs(frame, ends, tables.city_pairs, keys, looked_up, as_of)
    computed = {
        "distance_km": distance_km(home, foreign),
        "home_population": home["population"].array,
        "foreign_population": foreign["population"].array,
    }
    facts = found.assign(**computed)[[fact.column for fact in PLACE_FACTS]]
    return pd.concat([frame, facts], axis=1)


def with_flights(frame: pd.DataFrame, tables: FactTables) -> pd.DataFrame:
    """Join the airlines that fly between the two places, by the newest version up to the year."""
    if tables.flights is None:
        return frame
    first = frame[["home_id", "foreign_id"]].min(axis=1)
    last = frame[["home_id", "foreign_id"]].max(axis=1)
    flown = tables.flights[tables.flights["snapshot"].str[:4].astype(int) <= _year(frame)]
    newest = flown[flown["snapshot"] == flown["snapshot"].max()]
    airlines = newest.set_index(["place_a", "place_b"])["airlines"]
    found = airlines.reindex(pd.MultiIndex.from_arrays([first, last])).astype("Int64")
    return frame.assign(**{AIRLINES: found.array})


def years_of_facts(tables: FactTables, as_of: int) -> dict[str, int | None]:
    """Year whose values each joined column has; None where the table holds none."""
    both = [(fact, tables.country_pairs) for fact in COUNTRY_FACTS]
    both += [(fact, tables.city_pairs) for fact in PLACE_FACTS if fact.variable]
    return {fact.column: year_of_fact(table, fact, as_of) for fact, table in both}


def distance_km(home: pd.DataFrame, foreign: pd.DataFrame) -> NDArray[np.float64]:
    """Great-circle distance of each pair of rows by the haversine formula; NaN where unknown."""
    lat_a, lon_a, lat_b, lon_b = (
        np.radians(side[column].to_numpy(dtype=float))
        for side in (home, foreign)
        for column in ("latitude", "longitude")
    )
    chord = np.sin((lat_b - lat_a) / 2) ** 2
    chord += np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    angle: NDArray[np.float64] = 2 * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    return EARTH_RADIUS_KM * angle


def _year(frame: pd.DataFrame) -> int:
    return int(frame["as_of"].iloc[0]) if len(frame) else 0

"""A made-up country of 80 cities in 10 regions, as the connectivity study reads a release.

Cities with more flights hold more ties with the cities of a made-up partner. All is drawn from a
seed; the codes of countries are real.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sistercities.network.lift import NetworkTables
from sistercities.studies.connectivity.data import ConnectivityData
from sistercities.studies.study_data import StudyData

N_REGIONS, N_CITIES, N_ABROAD = 10, 80, 60
CITIES = [f"gn:{1000 + k}" for k in range(N_CITIES)]


def _places() -> pd.DataFrame:
    rows = [("gn:1", "Homeland", "country", "CN", None, None), ("gn:2", "Abroad", "country", "JP",
            None, None), ("gn:3", "Far Region", "region1", "JP", None, None)]  # fmt: skip
    rows += [(f"gn:{100 + r}", f"Region {r}", "region1", "CN", None, None)
             for r in range(N_REGIONS)]  # fmt: skip
    rows += [(place, f"City {k}", "city", "CN", f"99{k:02}00", 100_000 + k)
             for k, place in enumerate(CITIES)]  # fmt: skip
    rows += [(f"gn:{5000 + k}", f"Far City {k}", "city", "JP", None, 50_000)
             for k in range(N_ABROAD)]  # fmt: skip
    rows += [("gn:9000", "Far Village", "city", "JP", None, 900)]
    columns = ["place_id", "name", "level", "country", "gbt2260", "population"]
    places = pd.DataFrame(rows, columns=columns)
    return places.assign(
        population=places["population"].astype("Int64"), is_dual=False, valid_to=None,
        successor=None,
    )  # fmt: skip


def _parents() -> pd.DataFrame:
    rows = [(place, f"gn:{100 + k % N_REGIONS}") for k, place in enumerate(CITIES)]
    rows += [(f"gn:{5000 + k}", "gn:3") for k in range(N_ABROAD)] + [("gn:9000", "gn:3")]
    parents = pd.DataFrame(rows, columns=["place_id", "parent_id"])
    return parents.assign(from_year=0, to_year=None)


def _ties(n_of_city: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    rows = []
    for place, n in zip(CITIES, n_of_city, strict=True):
        for far in rng.choice(N_ABROAD, min(int(n), N_ABROAD), replace=False):
            year = int(rng.integers(1980, 2020))
            rows.append((*sorted((place, f"gn:{5000 + far}")), year))
    ties = pd.DataFrame(rows, columns=["place_a", "place_b", "start_year"])
    return ties.assign(
        tie_id=ties["place_a"] + "~" + ties["place_b"], start_precision="year", status="active",
        standing="active", standing_since="2020",
        start_year=ties["start_year"].astype("Int64"), kind="sister", known_from=2020,
        known_until=2020, end_year=pd.array([pd.NA] * len(ties), dtype="Int64"), confidence=1.0,
        sources="lists-2020", is_double_entry=True,
    )  # fmt: skip


def _facts(values: dict[tuple[str, int], np.ndarray]) -> pd.DataFrame:
    frames = [
        pd.DataFrame({"place_id": CITIES, "variable": name, "year": year, "value": value})
        for (name, year), value in values.items()
    ]
    return pd.concat(frames, ignore_index=True).assign(source_id="made up", word=None, unit="1")


def made_up_country(seed: int = 3) -> ConnectivityData:
    """Draw the country."""
    rng = np.random.default_rng(seed)
    rich = rng.normal(0, 0.8, N_CITIES)
    flights = np.floor(np.exp(1 + 0.8 * rich + rng.normal(0, 1, N_CITIES)))
    earlier = np.floor(flights * rng.uniform(0.3, 0.9, N_CITIES))
    seats = (np.arange(N_CITIES) < N_REGIONS).astype(float)
    talent = rng.gamma(2, 0.5, N_CITIES)
    ties = _ties(rng.poisson(talent * np.exp(0.2 + 0.5 * np.log2(1 + flights))), rng)
    city = _facts({
        ("international_destinations", 2026): flights,
        ("international_destinations_nearby", 2026): flights + 1,
        ("exports", 2023): np.exp(5 + 1.2 * rich + rng.normal(0, 0.6, N_CITIES)),
        ("gdp", 2023): np.exp(9 + rich), ("gdp", 2012): np.exp(8 + rich),
        ("foreign_investment", 2012): np.exp(3 + rich + rng.normal(0, 0.6, N_CITIES)),
        ("population_resident", 2023): np.exp(13 + 0.7 * rich + rng.normal(0, 0.4, N_CITIES)),
        ("population_registered", 2012): np.exp(13 + 0.7 * rich + rng.normal(0, 0.4, N_CITIES)),
        ("is_region_capital", 2026): seats,
        ("is_coastal", 2018): (rng.random(N_CITIES) < 0.3).astype(float),
        ("is_national_capital", 2026): (np.arange(N_CITIES) == 40).astype(float),
    })  # fmt: skip
    regions = [f"gn:{100 + r}" for r in range(N_REGIONS)]
    visits = np.array([flights[r::N_REGIONS].sum() for r in range(N_REGIONS)]) / 10
    region = pd.DataFrame({"place_id": regions, "variable": "foreign_visitors", "year": 2019,
                           "value": visits, "source_id": "made up"})  # fmt: skip
    odbl = pd.concat([
        pd.DataFrame({"place_id": CITIES[:50], "variable": "international_destinations",
                      "snapshot": day, "value": earlier[:50]})
        for day in ("2009-10-14", "2014-01-16", "2014-08-06")
    ], ignore_index=True)  # fmt: skip
    tables = NetworkTables(
        places=_places(), parents=_parents(), ties=ties, sources=_sources(),
        upper_tier=pd.DataFrame({"country": ["CN", "JP"], "level": "region1", "title": "region",
                                 "is_finest": True}),
        region_coverage=_coverage(regions),
    )  # fmt: skip
    return ConnectivityData(StudyData(tables, pd.DataFrame(), "made-up"), city, region, odbl)


def _sources() -> pd.DataFrame:
    return pd.DataFrame({"source_id": ["lists-2020"], "snapshot_year": [2020], "is_dated": [True]})


def _coverage(regions: list[str]) -> pd.DataFrame:
    rows = [(region, level) for region in regions for level in ("upper", "lower")]
    coverage = pd.DataFrame(rows, columns=["place_id", "level"])
    return coverage.assign(source_id="lists-2020", is_covered=True, ties_listed=9)

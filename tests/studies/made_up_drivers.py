"""A made-up country of 96 cities in 12 regions, and 14 countries, as the drivers study reads them.

Ties begin more often where the regions were sisters before, and with rich countries. All is drawn
from a seed; the codes of countries are real, everything else is made up.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sistercities.network.lift import NetworkTables
from sistercities.studies.connectivity.data import ConnectivityData
from sistercities.studies.drivers.data import DriversData
from sistercities.studies.study_data import StudyData

CODES = ("AU", "BR", "CA", "DE", "ES", "FR", "GB", "IT", "JP", "KR", "MX", "PL", "RU", "US")
N_REGIONS, N_CITIES, REGIONS_ABROAD, CITIES_ABROAD = 12, 96, 3, 7
CITIES = [f"gn:{1000 + k}" for k in range(N_CITIES)]
UNITS = [f"gn:{100 + r}" for r in range(N_REGIONS)]
FAR_UNITS = [f"gn:{3000 + k}" for k in range(len(CODES) * REGIONS_ABROAD)]
FAR = [f"gn:{5000 + k}" for k in range(len(FAR_UNITS) * CITIES_ABROAD)]


def made_up_country(seed: int = 4, n_ties: int = 300, upper_log_ratio: float = 1.5) -> DriversData:
    """Draw the country."""
    rng = np.random.default_rng(seed)
    places = _places(rng)
    upper = _upper(rng)
    rich = rng.normal(0, 1, len(CODES))
    ties = pd.concat([upper, _lower(rng, upper, rich, n_ties, upper_log_ratio)], ignore_index=True)
    tables = NetworkTables(
        places=places, parents=_parents(), ties=_full(ties),
        upper_tier=pd.DataFrame({"country": ["CN", *CODES], "level": "region1", "title": "region",
                                 "is_finest": True}),
        region_coverage=_coverage(),
        sources=pd.DataFrame({"source_id": ["lists-2020"], "snapshot_year": [2020],
                              "is_dated": [True]}),
    )  # fmt: skip
    empty = pd.DataFrame(columns=["place_id", "variable", "snapshot", "value"])
    cities = ConnectivityData(
        StudyData(tables, pd.DataFrame(), "made-up"), _facts(rng), pd.DataFrame(), empty
    )
    flown = pd.DataFrame({
        "place_a": [str(one) for one in rng.choice(CITIES[:20], 60)],
        "place_b": [str(one) for one in rng.choice(FAR, 60)],
        "variable": "routes_ever_listed", "value": 1.0,
    })  # fmt: skip
    return DriversData(cities, flown, _country_pairs(rng), _countries(rng, rich))


def _places(rng: np.random.Generator) -> pd.DataFrame:
    rows = [("gn:1", "Homeland", "country", "CN", None, None)]
    rows += [(unit, f"Region {r}", "region1", "CN", None, None) for r, unit in enumerate(UNITS)]
    rows += [(place, f"City {k}", "city", "CN", f"99{k:02}00", 100_000 + k)
             for k, place in enumerate(CITIES)]  # fmt: skip
    rows += [(unit, f"Far Region {k}", "region1", CODES[k // REGIONS_ABROAD], None, None)
             for k, unit in enumerate(FAR_UNITS)]  # fmt: skip
    rows += [(place, f"Far City {k}", "city", _far_country(k), None, int(rng.integers(2e4, 2e6)))
             for k, place in enumerate(FAR)]  # fmt: skip
    columns = ["place_id", "name", "level", "country", "gbt2260", "population"]
    places = pd.DataFrame(rows, columns=columns)
    return places.assign(
        population=places["population"].astype("Int64"), is_dual=False, valid_to=None,
        successor=None, latitude=rng.uniform(-50, 60, len(places)),
        longitude=rng.uniform(-170, 170, len(places)),
    )  # fmt: skip


def _far_country(k: int) -> str:
    return CODES[k // CITIES_ABROAD // REGIONS_ABROAD]


def _parents() -> pd.DataFrame:
    rows = [(place, UNITS[k % N_REGIONS]) for k, place in enumerate(CITIES)]
    rows += [(place, FAR_UNITS[k // CITIES_ABROAD]) for k, place in enumerate(FAR)]
    return pd.DataFrame(rows, columns=["place_id", "parent_id"]).assign(from_year=0, to_year=None)


def _upper(rng: np.random.Generator) -> pd.DataFrame:
    pairs = [(a, b) for a in UNITS for b in FAR_UNITS if rng.random() < 0.1]
    ties = pd.DataFrame(pairs, columns=["place_a", "place_b"])
    return ties.assign(start_year=rng.integers(1978, 1990, len(ties)))


def _lower(
    rng: np.random.Generator, upper: pd.DataFrame, rich: np.ndarray, n: int, upper_log_ratio: float
) -> pd.DataFrame:
    sisters = set(zip(upper["place_a"], upper["place_b"], strict=True))
    unit = [UNITS[k % N_REGIONS] for k in range(N_CITIES)]
    far_unit = [FAR_UNITS[k // CITIES_ABROAD] for k in range(len(FAR))]
    inside = np.array([[(p, r) in sisters for r in far_unit] for p in unit], dtype=float)
    country = np.repeat(rich, REGIONS_ABROAD * CITIES_ABROAD)
    mean = np.exp(upper_log_ratio * inside + 0.7 * country)
    at = rng.choice(mean.size, n, replace=False, p=(mean / mean.sum()).ravel())
    home, far = np.divmod(at, len(FAR))
    return pd.DataFrame({
        "place_a": [CITIES[k] for k in home], "place_b": [FAR[k] for k in far],
        "start_year": rng.integers(1991, 2019, n),
    })  # fmt: skip


def _full(ties: pd.DataFrame) -> pd.DataFrame:
    return ties.assign(
        tie_id=ties["place_a"] + "~" + ties["place_b"], start_precision="year", status="active",
        standing="active", standing_since="2020",
        start_year=ties["start_year"].astype("Int64"), kind="sister", known_from=2020,
        known_until=2020, end_year=pd.array([pd.NA] * len(ties), dtype="Int64"), confidence=1.0,
        sources="lists-2020", is_double_entry=True,
    )  # fmt: skip


def _coverage() -> pd.DataFrame:
    rows = [(unit, level) for unit in UNITS for level in ("upper", "lower")]
    coverage = pd.DataFrame(rows, columns=["place_id", "level"])
    return coverage.assign(source_id="lists-2020", is_covered=True, ties_listed=9)


def _facts(rng: np.random.Generator) -> pd.DataFrame:
    wealth = rng.normal(0, 0.7, N_CITIES)
    home = {
        ("international_destinations", 2026): np.floor(np.exp(rng.normal(0.5, 1, N_CITIES))),
        ("exports", 2023): np.exp(5 + wealth), ("gdp", 2023): np.exp(9 + wealth),
        ("population_resident", 2023): np.exp(13 + rng.normal(0, 0.5, N_CITIES)),
        ("is_region_capital", 2026): (np.arange(N_CITIES) < N_REGIONS).astype(float),
        ("is_coastal", 2018): (rng.random(N_CITIES) < 0.3).astype(float),
        ("is_national_capital", 2026): np.zeros(N_CITIES),
    }  # fmt: skip
    far = {
        ("international_destinations_nearby", 2026): np.floor(np.exp(rng.normal(1, 1, len(FAR)))),
        ("is_coastal", 2018): (rng.random(len(FAR)) < 0.3).astype(float),
    }
    frames = [
        pd.DataFrame({"place_id": ids, "variable": name, "year": year, "value": value})
        for ids, facts in ((CITIES, home), (FAR, far))
        for (name, year), value in facts.items()
    ]
    return pd.concat(frames, ignore_index=True).assign(source_id="made up", word=None, unit="1")


def _countries(rng: np.random.Generator, rich: np.ndarray) -> pd.DataFrame:
    rows = []
    for k, code in enumerate(("CN", *CODES)):
        wealth = 1.0 if code == "CN" else float(np.exp(rich[k - 1]))
        people, point = 1e7 * float(np.exp(rng.normal())), float(rng.normal())
        for year in range(1985, 2020):
            rows += [
                (code, "gdp_usd", year, 1e4 * wealth * people), (code, "population", year, people),
                (code, "un_ideal_point", year, point), (code, "in_alliance_data", year, 1.0),
                (code, "in_rivalry_tss_data", year, 1.0),
            ]  # fmt: skip
    return pd.DataFrame(rows, columns=["country", "variable", "year", "value"])


def _country_pairs(rng: np.random.Generator) -> pd.DataFrame:
    rows = []
    for k, code in enumerate(CODES):
        first, second = sorted(("CN", code))
        rows += [(first, second, name, 2005, float(rng.random() < 0.3)) for name in
                 ("land_border", "common_official_language", "common_ethnic_language")]  # fmt: skip
        for year in range(1985, 2015):
            rows.append(("CN", code, "trade_million_usd", year, float(np.exp(5 + rng.normal()))))
            if k < 4:
                rows.append((first, second, "alliance", year, 1.0))
            if k == 5:
                rows.append((first, second, "rivalry_tss", year, 1.0))
        rows.append(("CN", code, "migrant_stock", 1990, float(np.exp(8 + rng.normal()))))
    columns = ["country_a", "country_b", "variable", "year", "value"]
    return pd.DataFrame(rows, columns=columns)

"""A made-up country of 80 cities in 10 regions and 60 partners, as the diplomacy study reads them.

Regions hold a fifth of the ties with countries at odds that they would hold otherwise; cities hold
as many as with any. All is drawn from a seed; the codes of countries are real, nothing else is.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sistercities.network.lift import NetworkTables
from sistercities.studies.diplomacy.data import DiplomacyData
from sistercities.studies.study_data import StudyData

HOME = "CN"
PARTNERS = [
    "AE", "AL", "AO", "AR", "AT", "AU", "BD", "BE", "BG", "BO", "BR", "CA", "CH", "CL", "CM",
    "CO", "CR", "CZ", "DE", "DK", "DO", "DZ", "EC", "EE", "EG", "ES", "ET", "FI", "FR", "GB",
    "GE", "GH", "GR", "GT", "HN", "HR", "HU", "ID", "IE", "IN", "IQ", "IR", "IS", "IT", "JO",
    "JP", "KE", "KR", "KZ", "LA", "LB", "LK", "LT", "LV", "MA", "MG", "MM", "MN", "MX", "MY",
]  # fmt: skip
N_REGIONS, N_CITIES = 10, 80
YEARS = np.arange(1970, 2020)
RIVALS, DISPUTED, ALLIED = PARTNERS[:4], PARTNERS[4:10], PARTNERS[10:18]
FAR = PARTNERS[18:33]
APART = 5.0
"""Ratio D that is drawn."""

CITIES = [f"gn:{1000 + k}" for k in range(N_CITIES)]
REGIONS = [f"gn:{100 + r}" for r in range(N_REGIONS)]


def _places() -> pd.DataFrame:
    rows = [("gn:1", "Homeland", "country", HOME)]
    rows += [(place, f"Region {r}", "region1", HOME) for r, place in enumerate(REGIONS)]
    rows += [(place, f"City {k}", "city", HOME) for k, place in enumerate(CITIES)]
    for k, code in enumerate(PARTNERS):
        rows += [(f"gn:{2000 + k}", f"Country {code}", "country", code),
                 (f"gn:{3000 + k}", f"Far Region {code}", "region1", code),
                 (f"gn:{4000 + k}", f"Far City {code}", "city", code)]  # fmt: skip
    places = pd.DataFrame(rows, columns=["place_id", "name", "level", "country"])
    return places.assign(is_dual=False, valid_to=None, successor=None)


def _parents() -> pd.DataFrame:
    rows = [(place, REGIONS[k % N_REGIONS]) for k, place in enumerate(CITIES)]
    rows += [(f"gn:{4000 + k}", f"gn:{3000 + k}") for k in range(len(PARTNERS))]
    parents = pd.DataFrame(rows, columns=["place_id", "parent_id"])
    return parents.assign(from_year=0, to_year=None)


def _ties(n: dict[str, np.ndarray], rng: np.random.Generator) -> pd.DataFrame:
    rows = []
    for level, homes, first in (("city", CITIES, 4000), ("region", REGIONS, 3000)):
        for k, count in enumerate(n[level].tolist()):
            chosen = rng.choice(homes, min(count, len(homes)), replace=False).tolist()
            years = rng.integers(1980, 2020, len(chosen)).tolist()
            rows += [(*sorted((home, f"gn:{first + k}")), year)
                     for home, year in zip(chosen, years, strict=True)]  # fmt: skip
    ties = pd.DataFrame(rows, columns=["place_a", "place_b", "start_year"])
    return ties.assign(
        tie_id=ties["place_a"] + "~" + ties["place_b"], start_precision="year", status="active",
        standing="active", standing_since="2020",
        start_year=ties["start_year"].astype("Int64"), kind="sister", known_from=2020,
        known_until=2020, end_year=pd.array([pd.NA] * len(ties), dtype="Int64"), confidence=1.0,
        sources="lists-2020", is_double_entry=True,
    )  # fmt: skip


def _single(values: dict[str, np.ndarray]) -> pd.DataFrame:
    """Facts on one country; values by country, the home country last."""
    codes = [*PARTNERS, HOME]
    frames = [
        pd.DataFrame({"country": np.repeat(codes, YEARS.size), "variable": name,
                      "year": np.tile(YEARS, len(codes)), "value": np.repeat(value, YEARS.size)})
        for name, value in values.items()
    ]  # fmt: skip
    return pd.concat(frames, ignore_index=True)


def _pairs(distance: np.ndarray, trade: np.ndarray) -> pd.DataFrame:
    rows: list[tuple[str, str, str, int, float]] = []
    for k, code in enumerate(PARTNERS):
        a, b = sorted((code, HOME))
        rows.append((a, b, "distance_km", 2005, distance[k]))
        for year in YEARS.tolist():
            rows += [(HOME, code, "trade_million_usd", year, trade[k]),
                     (code, HOME, "trade_million_usd", year, trade[k])]  # fmt: skip
            if code in RIVALS:
                rows.append((a, b, "rivalry_tss", year, 1.0))
            if code in ALLIED:
                rows.append((a, b, "alliance", year, 1.0))
            if code in DISPUTED and year % 10 in (3, 4):
                rows.append((a, b, "dispute_level", year, 4.0))
    return pd.DataFrame(rows, columns=["country_a", "country_b", "variable", "year", "value"])


def made_up_diplomacy(seed: int = 5) -> DiplomacyData:
    """Draw the country."""
    rng = np.random.default_rng(seed)
    n = len(PARTNERS)
    people, income, distance = rng.normal(0, 1, n), rng.normal(0, 1, n), rng.normal(0, 0.5, n)
    trade = np.exp(6 + people + income - distance + rng.normal(0, 0.5, n))
    is_far = np.isin(PARTNERS, FAR)
    at_odds = is_far | np.isin(PARTNERS, [*RIVALS, *DISPUTED])
    log_mean = 0.4 * people + 0.2 * income + rng.normal(0, 0.3, n)
    mean = {"city": np.exp(log_mean + 2.3), "region": np.exp(log_mean + 0.9)}
    mean["region"] = mean["region"] * np.where(at_odds, 1 / APART, 1.0)
    votes = np.where(is_far, rng.uniform(2.0, 3.0, n), rng.uniform(0.0, 1.5, n))
    ones = np.ones(n + 1)
    size = np.append(people, 1.0)
    single = _single({
        "un_ideal_point": np.append(votes, 0.0), "population": np.exp(16 + size),
        "gdp_usd": np.exp(16 + size + 8 + np.append(income, 0.0)), "in_alliance_data": ones,
        "in_dispute_data": ones, "in_rivalry_td_data": ones, "in_rivalry_tss_data": ones,
    })  # fmt: skip
    tables = NetworkTables(
        places=_places(), parents=_parents(),
        ties=_ties({level: rng.poisson(value) for level, value in mean.items()}, rng),
        upper_tier=pd.DataFrame({"country": [HOME], "level": "region1", "title": "region",
                                 "is_finest": True}),
        region_coverage=coverage(),
        sources=pd.DataFrame({"source_id": ["lists-2020"], "snapshot_year": [2020],
                              "is_dated": [True]}),
    )  # fmt: skip
    study = StudyData(tables, pd.DataFrame(), "made-up")
    return DiplomacyData(study, single, _pairs(np.exp(8.5 + distance), trade))


def coverage(levels: tuple[str, ...] = ("upper", "lower")) -> pd.DataFrame:
    """Say which levels of all home regions the source lists."""
    rows = [(region, level) for region in REGIONS for level in levels]
    table = pd.DataFrame(rows, columns=["place_id", "level"])
    return table.assign(source_id="lists-2020", is_covered=True, ties_listed=9)

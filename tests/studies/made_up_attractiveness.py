"""A made-up world of 14 countries, as the attractiveness study reads a release.

Cities of the first country are chosen more than others alike; the codes of countries are real, all
else is drawn from a seed.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sistercities.network.lift import NetworkTables
from sistercities.studies.attractiveness.choices import terms
from sistercities.studies.attractiveness.cities import cities_from_frame
from sistercities.studies.attractiveness.data import AttractivenessData
from sistercities.studies.study_data import StudyData

CODES = ("CN", "JP", "DE", "FR", "PL", "IT", "GB", "KR", "AU", "BR", "SE", "HU", "US", "ZA")
UNLISTED = "US"
"""A country whose ties no undated source lists."""

N_REGIONS, N_CITIES, HOME_CITIES, N_TIES = 6, 24, 72, 900
LISTS, OLD, HOME_LISTS, ABROAD = "enwiki-2026", "wikidata-2016", "zhwiki-2020", "regions-2026"


def _cities(rng: np.random.Generator) -> pd.DataFrame:
    frames = []
    for k, code in enumerate(CODES):
        n = HOME_CITIES if k == 0 else N_CITIES
        g = 12 if k == 0 else N_REGIONS
        east, north = rng.uniform(-150, 150), rng.uniform(-40, 60)
        frames.append(pd.DataFrame({
            "country": code, "unit": [f"{code}-{r % g}" for r in range(n)],
            "population": (15_000 * np.exp(rng.exponential(1.2, n))).astype(int),
            "longitude": east + rng.normal(0, 3, n), "latitude": north + rng.normal(0, 3, n),
            "is_coastal": (rng.random(n) < 0.3).astype(float),
            "is_capital": (np.arange(n) == 0).astype(float),
        }))  # fmt: skip
    cities = pd.concat(frames, ignore_index=True)
    return cities.assign(place_id=[f"gn:{10_000 + k}" for k in range(len(cities))])


def _pairs_tied(
    cities: pd.DataFrame, rich: np.ndarray, pull: float, rng: np.random.Generator
) -> list[tuple[str, str]]:
    """Draw ties of pairs of cities: a pair with a home city has `pull` more log odds."""
    frame = cities.assign(
        name=cities["place_id"], region=cities["unit"], is_dual=False, is_prefecture=False,
        gdp_per_head=[1e4 * 2 ** rich[CODES.index(c)] for c in cities["country"]],
    )  # fmt: skip
    arrays = cities_from_frame(frame, {(a, b): float(a == b) for a in CODES for b in CODES})
    first, second = np.triu_indices(len(cities), 1)
    is_home = arrays.country == "CN"
    x, _ = terms(arrays, first, second, is_home)
    truth = np.array([0, 0.5, -0.1, -0.6, 0, 0, 0.1, -0.1, 0, 0, 0.5, 0])
    log_rate = x @ truth + 0.5 * arrays.log_size[first] + 0.1 * arrays.log_income[first]
    log_rate += pull * (is_home[first] | is_home[second])
    rate = np.exp(log_rate - log_rate.max())
    rate[arrays.country_code[first] == arrays.country_code[second]] = 0
    tied = rng.random(rate.size) < -np.expm1(-rate * N_TIES / rate.sum())
    ends = arrays.place_id
    return [(str(ends[i]), str(ends[j])) for i, j in zip(first[tied], second[tied], strict=True)]


def _ties(pairs: list[tuple[str, str]], of: dict[str, str], rng) -> pd.DataFrame:
    """All stand in the list of 2026, a half in that of 2016; the home side dates its own."""
    rows = {}
    for a, b in pairs:
        first, second = sorted((a, b))
        is_home = "CN" in (of[a], of[b])
        sources = [LISTS, *([OLD] if rng.random() < 0.5 else [])]
        year = int(rng.integers(1975, 2015)) if is_home else None
        rows[first, second] = (" ".join(sorted([*sources, *([HOME_LISTS] if is_home else [])])),
                               year, "year" if is_home else "none")  # fmt: skip
    ties = pd.DataFrame(
        [(a, b, *values) for (a, b), values in sorted(rows.items())],
        columns=["place_a", "place_b", "sources", "start_year", "start_precision"],
    )
    return ties.assign(
        tie_id=ties["place_a"] + "~" + ties["place_b"], status="active", standing="active",
        standing_since="2020", kind="sister",
        start_year=ties["start_year"].astype("Int64"), known_from=2016, known_until=2026,
        end_year=pd.array([pd.NA] * len(ties), dtype="Int64"), confidence=1.0,
        is_double_entry=True,
    )  # fmt: skip


def _claims(cities: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Dated lists of 40 regions abroad: the share of home grows with the years."""
    regions = sorted(u for u in cities["unit"].unique() if not u.startswith("CN"))[:40]
    by_country = cities.groupby("country")["place_id"].apply(list)
    rows = []
    for region in regions:
        for k in range(10):
            year = 1970 + 5 * k
            is_home = rng.random() < 0.1 + 0.06 * k
            others = [c for c in CODES[1:] if c != region[:2]]
            partner = "CN" if is_home else str(rng.choice(others))
            rows.append((ABROAD, f"x:{region}", by_country[partner][k], f"{region}~{k}", str(year),
                         "none" if k == 9 else "year"))  # fmt: skip
    claims = pd.DataFrame(
        rows, columns=["source_id", "place_a", "place_b", "tie_id", "start", "precision"]
    )
    claims.loc[claims["precision"] == "none", "start"] = None
    return claims


def made_up_world(pull: float = 1.2, seed: int = 5) -> AttractivenessData:
    """Draw the world; `pull` is the log odds of a home city against one alike."""
    rng = np.random.default_rng(seed)
    cities = _cities(rng)
    of = dict(zip(cities["place_id"], cities["country"], strict=True))
    rich = rng.normal(0, 1, len(CODES))
    ties = _ties(_pairs_tied(cities, rich, pull, rng), of, rng)
    units = sorted(cities["unit"].unique())
    region = pd.DataFrame({"place_id": [f"x:{u}" for u in units], "name": units,
                           "level": "region1", "country": [u[:2] for u in units]})  # fmt: skip
    state = pd.DataFrame({"place_id": [f"x:{c}" for c in CODES], "name": CODES,
                          "level": "country", "country": CODES})  # fmt: skip
    city = cities.drop(columns=["unit", "is_coastal", "is_capital"]).assign(
        name="City " + cities["place_id"].str.slice(3), level="city"
    )
    places = pd.concat([state, region, city], ignore_index=True).assign(
        is_dual=False, gbt2260=None, valid_to=None, successor=None
    )
    parents = pd.DataFrame({"place_id": cities["place_id"], "parent_id": "x:" + cities["unit"],
                            "from_year": 0, "to_year": None})  # fmt: skip
    tables = NetworkTables(
        places=places.assign(population=places["population"].astype("Int64")), parents=parents,
        ties=ties, sources=_sources(),
        upper_tier=pd.DataFrame({"country": CODES, "level": "region1", "title": "region",
                                 "is_finest": True}),
        region_coverage=_coverage(units),
    )  # fmt: skip
    study = StudyData(tables, pd.DataFrame(), "made-up", _source_lists())
    return AttractivenessData(
        study, _claims(cities, rng), _city_facts(cities), _country_facts(rich), _pairs(rng)
    )


def _sources() -> pd.DataFrame:
    return pd.DataFrame({"source_id": [LISTS, OLD, HOME_LISTS, ABROAD],
                         "snapshot_year": pd.array([2026, 2016, 2020, 2026], dtype="Int64"),
                         "is_dated": [False, False, True, True]})  # fmt: skip


def _source_lists() -> pd.DataFrame:
    """Say that the list of 2016 is of all the world, that of 2026 of those with a list."""
    rows = [(OLD, "*"), *((LISTS, code) for code in CODES if code != UNLISTED)]
    lists = pd.DataFrame(rows, columns=["source_id", "country"])
    return lists.assign(region_iso="*", mode="list", is_read=True)


def _coverage(units: list[str]) -> pd.DataFrame:
    rows = [(f"x:{u}", "lower", LISTS) for u in units if not u.startswith(UNLISTED)]
    rows += [(f"x:{u}", "upper", HOME_LISTS) for u in units if u.startswith("CN")]
    coverage = pd.DataFrame(rows, columns=["place_id", "level", "source_id"])
    return coverage.assign(is_covered=True, ties_listed=9)


def _city_facts(cities: pd.DataFrame) -> pd.DataFrame:
    frames = [
        pd.DataFrame({"place_id": cities["place_id"], "variable": name, "year": 2020,
                      "value": cities[column], "source_id": "made up"})
        for name, column in (("is_coastal", "is_coastal"), ("is_national_capital", "is_capital"))
    ]  # fmt: skip
    return pd.concat(frames, ignore_index=True)


def _country_facts(rich: np.ndarray) -> pd.DataFrame:
    people = 1e7 * 2.0 ** np.arange(len(CODES))[::-1].clip(0, 5)
    values = {"population": people, "gdp_usd": people * 1e4 * 2**rich}
    return pd.concat([
        pd.DataFrame({"country": CODES, "variable": name, "year": 2023, "value": value,
                      "source_id": "made up"}) for name, value in values.items()
    ], ignore_index=True)  # fmt: skip


def _pairs(rng: np.random.Generator) -> pd.DataFrame:
    pairs = [(a, b) for k, a in enumerate(sorted(CODES)) for b in sorted(CODES)[k + 1 :]]
    rows = [(a, b, "distance_km", float(rng.uniform(500, 15_000))) for a, b in pairs]
    rows += [(a, b, "common_official_language", float({a, b} in ({"GB", "AU"}, {"DE", "SE"})))
             for a, b in pairs]  # fmt: skip
    return pd.DataFrame(rows, columns=["country_a", "country_b", "variable", "value"])

"""Headline numbers of the release in the package, by a second hand: pandas and statsmodels alone.

    python tests/reference/headline_numbers.py

It reads the tables of the release, decides which ties are alive, which region and country each end
lies in, and which facts are known of two countries, all in its own way; the formulas are those of
`replicate.py`, which imports nothing of ours either. Of the nesting study of China and of the study
of the world it writes headline_numbers.json, which tests/studies/test_headline_numbers.py holds
beside the studies. Run it again when the release is built anew.
"""

from __future__ import annotations

import importlib.util
import itertools
import json
import tempfile
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "sistercities" / "data"
SCRIPT = ROOT / "src/sistercities/report/replication/scripts/replicate.py"
STORED = Path(__file__).with_suffix(".json")
HOME = "CN"
NEVER = 9999


def table(name: str) -> pd.DataFrame:
    """Read a table of the release."""
    found: pd.DataFrame = pd.read_parquet(DATA / f"{name}.parquet")
    return found


PLACES = table("places").set_index("place_id")
COUNTRY, LEVEL = PLACES["country"].to_dict(), PLACES["level"].to_dict()
DUAL = set(PLACES.index[PLACES["is_dual"].astype(bool)])
SOURCES = table("sources").set_index("source_id")


def alive(ties: pd.DataFrame, year: int) -> pd.DataFrame:
    """Keep the ties that were alive in a year."""
    is_dated = ties["start_precision"].isin(["day", "month", "year"]) & ties["start_year"].notna()
    since = ties["start_year"].where(is_dated, ties["known_from"]).astype(float)
    over = ties["end_year"].astype(float).fillna(ties["known_until"].astype(float))
    is_over = ties["status"].isin(["ended", "suspended"]) & (over <= year)
    gone = pd.to_numeric(ties["standing_since"].astype("string").str[:4], errors="coerce")
    is_gone = (ties["standing"] == "no_longer_listed") & (gone.astype(float) <= year)
    is_never = ties["status"].isin(["pending", "never_valid"])
    return ties[(since <= year) & ~is_over & ~is_gone & ~is_never].assign(
        begin=since.where(is_dated, year)
    )


def containers() -> dict[str, list[tuple[str, int, int]]]:
    """Return what holds each place, from which year until which."""
    rows = table("parents")
    found: dict[str, list[tuple[str, int, int]]] = {}
    until = rows["to_year"].fillna(NEVER).astype(int)
    for place, parent, first, last in zip(
        rows["place_id"], rows["parent_id"], rows["from_year"], until, strict=True
    ):
        found.setdefault(place, []).append((parent, int(first), int(last)))
    return found


PARENTS = containers()


def holder(place: str, level: str, year: int) -> str | None:
    """Return the nearest place of a level that holds a place in a year, the place itself too."""
    line, seen = [place], {place}
    while line:
        one = line.pop(0)
        if LEVEL.get(one) == level:
            return one
        above = [p for p, first, last in PARENTS.get(one, []) if first <= year <= last]
        line += [p for p in above if p not in seen]
        seen.update(above)
    return None


def today(place: str) -> str:
    """Return the place that took over from one that has ended."""
    known = set()
    while place not in known:
        known.add(place)
        after = PLACES["successor"].get(place)
        place = after if isinstance(after, str) and after else place
    return place


def two_levels() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the city ties and the ties of regions of China, as `replicate.py` reads them."""
    lists = table("region_coverage")
    lists = lists[(lists["level"] == "upper") & lists["is_covered"].astype(bool)]
    own = lists[lists["place_id"].map(COUNTRY) == HOME]["source_id"]
    dated = SOURCES[SOURCES["is_dated"].astype(bool)]
    year = int(dated.loc[dated.index.isin(own), "snapshot_year"].max())
    usable = SOURCES.index[SOURCES["is_dated"].astype(bool) | (SOURCES["snapshot_year"] <= year)]
    covered = set(lists[lists["source_id"].isin(usable)]["place_id"])
    fine = table("upper_tier").query("level == 'region2'")["country"]
    tiers = {
        c: ("region2", "region1") if c in set(fine) else ("region1",) for c in set(COUNTRY.values())
    }

    ties = alive(table("ties"), year)
    at_home = ties[["place_a", "place_b"]].apply(lambda ends: ends.map(COUNTRY) == HOME)
    ties = ties[at_home["place_a"] != at_home["place_b"]]
    first = at_home["place_a"][ties.index]
    ties = ties.assign(
        home=ties["place_a"].where(first, ties["place_b"]),
        foreign=ties["place_b"].where(first, ties["place_a"]),
    )
    ties = ties[~ties["home"].isin(DUAL) & ~ties["foreign"].isin(DUAL)]

    def is_region(place: str) -> bool:
        return LEVEL[place] == "country" or LEVEL[place] in tiers[COUNTRY[place]]

    ends = ties["home"].map(is_region), ties["foreign"].map(is_region)
    upper = ties[ends[0] & ends[1] & ties["home"].isin(covered)]
    upper = pd.DataFrame({
        "home_region": upper["home"], "foreign_region": upper["foreign"],
        "foreign_country": upper["foreign"].map(COUNTRY),
    }).drop_duplicates()  # fmt: skip

    city = ties[~ends[0] & ~ends[1]]
    city = city.assign(home_region=[holder(today(p), tiers[HOME][0], NEVER) for p in city["home"]])
    city = city[city["home_region"].isin(covered - DUAL)]
    begun = city.groupby("foreign")["begin"].transform("min").astype(int)
    regions = [
        [holder(place, level, year) for level in tiers[COUNTRY[place]]]
        for place, year in zip(city["foreign"], begin_years(begun), strict=True)
    ]
    width = max(map(len, regions))
    for k in range(width):
        city[f"foreign_region_{k + 1}"] = [one[k] if k < len(one) else None for one in regions]
    names = [f"foreign_region_{k + 1}" for k in range(width)]
    city = city[city[names].notna().any(axis=1) & ~city[names].isin(DUAL).any(axis=1)]
    city["foreign_country"] = city["foreign"].map(COUNTRY)
    kept = city.drop_duplicates(["home", "foreign"])
    return kept[["home_region", "foreign_country", *names]], upper


def begin_years(begun: pd.Series) -> list[int]:  # type: ignore[type-arg]
    """Return years as whole numbers."""
    return [int(year) for year in begun]


def read_countries() -> tuple[list[str], list[str]]:
    """Return the sources that read the lists of several countries, and those countries."""
    lists = table("source_coverage").query("mode == 'list'")
    is_read = lists["is_read"].astype(bool)
    several = lists[is_read & (lists["country"] != "*")].groupby("source_id")["country"].nunique()
    sources = several.index[several > 1].tolist()
    rows = lists[lists["source_id"].isin(sources) & (lists["country"] != "*")]
    found = []
    for country, own in rows.groupby("country"):
        read = (
            own.assign(is_read=own["is_read"].astype(bool)).groupby("region_iso")["is_read"].any()
        )
        parts = read[read.index != "*"]
        if read.get("*", False) or (len(parts) and parts.mean() >= 0.9):
            found.append(str(country))
    return sources, sorted(found)


def pairs_of_countries() -> pd.DataFrame:
    """Return the city ties and the facts of all pairs of countries whose lists were read."""
    sources, countries = read_countries()
    ties = table("ties")
    tellers = set(ties["sources"].str.split().explode())
    year = int(SOURCES.loc[SOURCES.index.isin(tellers), "snapshot_year"].max())
    told = ties["sources"].str.split().map(lambda by: bool(set(by) & set(sources)))
    ties = alive(ties[told & (ties["tie_class"] == "lower")], year)
    ends = pd.DataFrame({"a": ties["place_a"].map(COUNTRY), "b": ties["place_b"].map(COUNTRY)})
    counts = ends.apply(sorted, axis=1, result_type="expand").value_counts()
    pairs = pd.DataFrame(itertools.combinations(countries, 2), columns=["a", "b"])
    index = pd.MultiIndex.from_frame(pairs)
    facts = table("country_pairs")
    pairs["ties"] = counts.reindex(index).fillna(0).to_numpy()
    for column, variable in (
        ("distance", "distance_km"), ("border", "land_border"),
        ("language", "common_official_language"), ("colony", "colonial_tie"),
    ):  # fmt: skip
        pairs[column] = newest(facts, variable, index).max(axis=1, skipna=True)
    for column, variable in (("trade", "trade_million_usd"), ("migrants", "migrant_stock")):
        pairs[column] = recent(facts, variable, index).sum(axis=1, min_count=1)
    quarrels = [
        reached(facts, variable, least, index)
        for variable, least in (
            ("rivalry_td", 1), ("rivalry_tss", 1), ("dispute_level", 3), ("conflict_level", 1)
        )
    ]  # fmt: skip
    pairs["rivals"] = np.logical_or.reduce(quarrels).astype(float)
    pairs["routes"] = routes(index)
    pairs["un_distance"] = un_distance(pairs)
    return pairs


def newest(facts: pd.DataFrame, variable: str, index: pd.MultiIndex) -> pd.DataFrame:
    """Return the newest value of a fact that lasts until another does, in either order."""
    rows = facts[(facts["variable"] == variable) & facts["value"].notna()].sort_values("year")
    values = rows.groupby(["country_a", "country_b"])["value"].last()
    turned = index.swaplevel()
    return pd.DataFrame({
        "one": values.reindex(index).to_numpy(), "other": values.reindex(turned).to_numpy(),
    })  # fmt: skip


def recent(facts: pd.DataFrame, variable: str, index: pd.MultiIndex) -> pd.DataFrame:
    """Return the mean of the last five years of a record, in either order of the countries."""
    rows = facts[(facts["variable"] == variable) & facts["value"].notna()]
    rows = rows[rows["year"] > rows["year"].max() - 5]
    means = rows.groupby(["country_a", "country_b"])["value"].mean()
    turned = index.swaplevel()
    return pd.DataFrame({
        "one": means.reindex(index).to_numpy(), "other": means.reindex(turned).to_numpy(),
    })  # fmt: skip


def reached(facts: pd.DataFrame, variable: str, least: float, index: pd.MultiIndex) -> np.ndarray:
    """Tell whether a value reached the least in the last ten years of a record."""
    rows = facts[(facts["variable"] == variable) & facts["value"].notna()]
    rows = rows[(rows["year"] > rows["year"].max() - 10) & (rows["value"] >= least)]
    found = set(zip(rows["country_a"], rows["country_b"], strict=True))
    return np.array([(a, b) in found or (b, a) in found for a, b in index])


def routes(index: pd.MultiIndex) -> np.ndarray:
    """Count the pairs of cities with a route that was ever listed, by pair of countries."""
    rows = table("city_pairs").query("variable == 'routes_ever_listed'")
    rows = rows[rows["value"].notna()]
    ends = pd.DataFrame({"a": rows["place_a"].map(COUNTRY), "b": rows["place_b"].map(COUNTRY)})
    counts = ends.dropna().apply(sorted, axis=1, result_type="expand").value_counts()
    return counts.reindex(index).fillna(0).to_numpy()


def un_distance(pairs: pd.DataFrame) -> np.ndarray:
    """Return how far two states stood apart in the last five years in which both voted."""
    rows = table("country_covariates").query("variable == 'un_ideal_point'")
    rows = rows[rows["value"].notna()]
    rows = rows[rows["year"] > rows["year"].max() - 5]
    points = rows.pivot_table(index="country", columns="year", values="value")
    a, b = (points.reindex(pairs[end]).to_numpy() for end in ("a", "b"))
    return pd.DataFrame(np.abs(a - b)).mean(axis=1).to_numpy()


def lasting(pairs: pd.DataFrame, script: ModuleType) -> dict[str, float]:
    """Return the ratios of lasting facts, with nothing held alike that follows from them."""
    rows = pairs.dropna(subset=["distance", "border", "language", "colony"])
    terms = rows[["border", "language", "colony"]].assign(distance=-np.log2(rows["distance"]))
    codes = sorted({*rows["a"], *rows["b"]})
    effects = np.column_stack([(rows["a"] == c) | (rows["b"] == c) for c in codes]).astype(float)
    slopes = script.poisson(rows["ties"].to_numpy(float), terms.to_numpy(float), effects)
    found = dict(zip(terms.columns.tolist(), np.exp(slopes).tolist(), strict=True))
    return {name: found[name] for name in ("distance", "language", "colony")}


def script_in(folder: Path) -> ModuleType:
    """Load `replicate.py` as if it stood in a folder."""
    spec = importlib.util.spec_from_file_location("replicate", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.HERE = folder  # type: ignore[attr-defined]
    return module


def computed() -> dict[str, dict[str, float]]:
    """Compute the numbers of both studies, of the world by each of its models."""
    city, upper = two_levels()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        city.to_csv(folder / "city_ties.csv", index=False)
        upper.to_csv(folder / "region_ties.csv", index=False)
        pairs = pairs_of_countries()
        pairs.to_csv(folder / "country_pairs.csv", index=False)
        script = script_in(folder)
        found = {
            "nesting": script.nesting(), "world": script.world(),
            "lasting": lasting(pairs, script),
        }  # fmt: skip
    found["nesting"]["n_ties"], found["nesting"]["n_upper"] = len(city), len(upper)
    return {study: {k: float(v) for k, v in each.items()} for study, each in found.items()}


def main() -> None:
    """Write the numbers with the checksum of the release that they are of."""
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    held = {"content_sha256": package["content_sha256"], **computed()}
    STORED.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Compute the headline numbers of the report again, from the tables beside this file.

    python replicate.py

It needs numpy, pandas and statsmodels, and nothing of the program that wrote the report. Each line
has a number as the report has it, the same as it comes out here, and by which part of it they
differ. The script ends with 1 where one differs by more than `numbers.csv` allows.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.optimize import brentq
from scipy.stats import t as student

HERE = Path(__file__).resolve().parent
NONE = "none"
"""Of a foreign place without a region that signs."""


def read(name: str, **options: Any) -> pd.DataFrame:
    """Read a table; NA is Namibia, not a gap."""
    table: pd.DataFrame = pd.read_csv(HERE / name, keep_default_na=False, na_values=[""], **options)
    return table


def pairs_of(rows: pd.DataFrame, first: str, second: str) -> list[tuple[str, str]]:
    """Return two columns as pairs."""
    return list(zip(rows[first].tolist(), rows[second].tolist(), strict=True))


def nesting() -> dict[str, float]:
    """Compute the numbers of the study of city ties inside the ties of their regions."""
    city, upper = read("city_ties.csv", dtype=str), read("region_ties.csv", dtype=str)
    tiers = [name for name in city.columns if name.startswith("foreign_region_")]
    city[tiers] = city[tiers].fillna(NONE)
    sisters = set(pairs_of(upper, "home_region", "foreign_region"))
    with_country = set(pairs_of(upper, "home_region", "foreign_country"))
    inside = is_sister(city, tiers, sisters)
    joined = [pair in with_country for pair in pairs_of(city, "home_region", "foreign_country")]
    expected = expected_inside(city, tiers, sisters)
    return {
        "share_inside": inside.mean(),
        "share_no_upper": 1 - np.mean(joined),
        "upper_served": served(city, tiers, sisters),
        "expected_inside": expected,
        "observed_over_expected": inside.sum() / expected,
        **inside_countries(city, tiers, sisters),
        "country_rate_ratio": country_rate_ratio(city, with_country),
    }


def is_sister(rows: pd.DataFrame, tiers: list[str], sisters: set[tuple[str, str]]) -> np.ndarray:
    """Tell whether the home region of each row is a sister of a region of its foreign end."""
    return np.array([
        any((row[0], region) in sisters for region in row[1:])
        for row in rows[["home_region", *tiers]].itertuples(index=False, name=None)
    ])  # fmt: skip


def served(city: pd.DataFrame, tiers: list[str], sisters: set[tuple[str, str]]) -> float:
    """Return the share of the ties of regions that have a city tie inside."""
    held = {pair for tier in tiers for pair in pairs_of(city, "home_region", tier)}
    return len(sisters & held) / len(sisters)


def expected_inside(city: pd.DataFrame, tiers: list[str], sisters: set[tuple[str, str]]) -> float:
    """Return the mean number inside when the ties of each country are dealt out anew.

    A tie of a region with a country then goes to each foreign end of that country alike: the mean
    is the share of these ends that are sisters, summed over ties.
    """
    total = 0.0
    for _, rows in city.groupby("foreign_country"):
        n_by_region = rows["home_region"].value_counts()
        for region, n in n_by_region.items():
            as_if = rows.assign(home_region=str(region))
            total += n * is_sister(as_if, tiers, sisters).mean()
    return total


def inside_countries(
    city: pd.DataFrame, tiers: list[str], sisters: set[tuple[str, str]]
) -> dict[str, float]:
    """Return the odds ratio of Mantel and Haenszel, and the rate ratio, both inside countries.

    The rows are pairs of a home region and a group of foreign places that share country and
    regions; they count city ties.
    """
    ends = ["foreign_country", *tiers]
    groups = city[ends].drop_duplicates()
    cells = city[["home_region"]].drop_duplicates().merge(groups, how="cross")
    counts = city.groupby(["home_region", *ends]).size().rename("ties").reset_index()
    cells = cells.merge(counts, how="left", on=["home_region", *ends]).fillna({"ties": 0})
    cells["upper"] = is_sister(cells, tiers, sisters)
    cells["with_country"] = cells.groupby(["home_region", "foreign_country"])["ties"].transform(
        "sum"
    )
    return {"odds_ratio": odds_ratio(cells, ends), "rate_ratio": rate_ratio(cells, ends)}


def odds_ratio(cells: pd.DataFrame, ends: list[str]) -> float:
    """Return the odds of landing in a sister region over those in another, by strata of groups."""
    above = below = 0.0
    for _, rows in cells.groupby(ends):
        is_in, n = rows["upper"], rows["with_country"].sum()
        a, c = rows.loc[is_in, "ties"].sum(), rows.loc[~is_in, "ties"].sum()
        b = rows.loc[is_in, "with_country"].sum() - a
        d = rows.loc[~is_in, "with_country"].sum() - c
        above, below = above + a * d / n, below + b * c / n
    return above / below if below else float("nan")


def rate_ratio(cells: pd.DataFrame, ends: list[str]) -> float:
    """Return the ratio of PPML with effects of region by country, and of group.

    For a slope, the effects follow from sums that must agree; the slope is where the ties inside
    agree too.
    """
    rows = cells[cells["with_country"] > 0]
    y, x = rows["ties"].to_numpy(float), rows["upper"].to_numpy(float)
    first = rows.groupby(["home_region", "foreign_country"]).ngroup().to_numpy()
    second = rows.groupby(ends).ngroup().to_numpy()
    sums = np.bincount(first, y), np.bincount(second, y)

    def gap(slope: float) -> float:
        fitted = np.exp(slope * x)
        for _ in range(100_000):
            fitted *= (sums[0] / np.bincount(first, fitted))[first]
            off = np.bincount(second, fitted)
            fitted *= (sums[1] / off)[second]
            if np.abs(off / sums[1] - 1).max() < 1e-11:
                break
        return float(x @ (y - fitted))

    return float(np.exp(brentq(gap, -12, 12, xtol=1e-11)))


def country_rate_ratio(city: pd.DataFrame, with_country: set[tuple[str, str]]) -> float:
    """Return the ratio of PPML over home regions and countries, with effects of both."""
    rows = pd.MultiIndex.from_product(
        [city["home_region"].unique(), city["foreign_country"].unique()],
        names=["home_region", "foreign_country"],
    )
    y = city.groupby(rows.names).size().reindex(rows, fill_value=0).to_numpy(float)
    x = np.array([[float(pair in with_country)] for pair in rows])
    # Without the first region, lest the effects of regions add up to those of countries.
    effects = pd.get_dummies(rows.to_frame(), dtype=float).to_numpy()[:, 1:]
    return float(np.exp(poisson(y, x, effects)[0]))


def poisson(y: np.ndarray, x: np.ndarray, effects: np.ndarray) -> np.ndarray:
    """Return the slopes of a Poisson regression; a label without any count takes no part."""
    is_kept = (effects[:, effects.T @ y == 0] == 0).all(axis=1)
    columns = effects[is_kept][:, effects.T @ y > 0]
    design = np.column_stack([x[is_kept], columns])
    fit = sm.GLM(y[is_kept], design, family=sm.families.Poisson()).fit(tol=1e-9, maxiter=200)
    return np.asarray(fit.params)[: x.shape[1]]


def world() -> dict[str, float]:
    """Compute the ratios of the facts of pairs of countries."""
    pairs = read("country_pairs.csv")
    terms = pd.DataFrame({
        "distance": -np.log2(pairs["distance"]),
        "border": pairs["border"],
        "trade": np.log2(1 + pairs["trade"]),
        "language": pairs["language"],
        "migrants": np.log2(1 + pairs["migrants"].fillna(0)),
        "no-migrants": pairs["migrants"].isna().astype(float),
        "colony": pairs["colony"],
        "flights": np.log2(1 + pairs["routes"]),
        "rivals": pairs["rivals"],
        "far": pairs["un_distance"],
    })  # fmt: skip
    is_known = terms.notna().all(axis=1)
    terms, pairs = terms[is_known], pairs[is_known]
    terms = terms.loc[:, terms.max() > terms.min()]
    codes = sorted({*pairs["a"], *pairs["b"]})
    effects = np.column_stack([(pairs["a"] == c) | (pairs["b"] == c) for c in codes]).astype(float)
    slopes = poisson(pairs["ties"].to_numpy(float), terms.to_numpy(float), effects)
    return dict(zip(terms.columns.tolist(), np.exp(slopes).tolist(), strict=True))


def homes() -> dict[str, float]:
    """Compute the mean over countries by random effects, and where one more would lie.

    The spread between countries is by restricted likelihood, the interval by Hartung and Knapp.
    """
    rows = read("country_ratios.csv")
    rows = rows[rows["enters"].astype(str).str.lower() == "true"]
    y = np.log(rows["ratio"].to_numpy())
    ends = np.log(rows[["low", "high"]].to_numpy())
    variance = ((ends[:, 1] - ends[:, 0]) / (2 * 1.959963984540054)) ** 2
    spread = float(y.var())
    for _ in range(100_000):
        weight = 1 / (variance + spread)
        mean = weight @ y / weight.sum()
        step = weight**2 @ ((y - mean) ** 2 - variance) / (weight**2).sum() + 1 / weight.sum()
        step = max(float(step), 0.0)
        if abs(step - spread) < 1e-15:
            break
        spread = step
    n = y.size
    error = np.sqrt(weight @ (y - mean) ** 2 / (n - 1) / weight.sum())
    own = student.ppf(0.975, n - 1) * error
    more = student.ppf(0.975, n - 2) * np.hypot(error, np.sqrt(spread))
    return {
        "mean_ratio": np.exp(mean),
        "mean_low": np.exp(mean - own),
        "mean_high": np.exp(mean + own),
        "one_more_low": np.exp(mean - more),
        "one_more_high": np.exp(mean + more),
    }


def connectivity() -> dict[str, float]:
    """Compute the rank correlations of ties with what joins cities and regions to the world."""
    cities, regions = read("city_links.csv"), read("region_visitors.csv")
    return {
        "flights": rank_correlation(cities, "destinations"),
        "exports": rank_correlation(cities, "exports"),
        "visitors": rank_correlation(regions, "visitors"),
    }


def rank_correlation(rows: pd.DataFrame, name: str) -> float:
    """Return the correlation of ranks with ties, over the rows that are known."""
    known = rows[["ties", name]].astype(float).dropna().rank()
    if len(known) < 2:
        return float("nan")
    return float(np.corrcoef(known["ties"], known[name])[0, 1])


def diplomacy() -> dict[str, float]:
    """Compute the ratios of rivals and of distance in the UN, with an effect of each period.

    The step of distance goes from the median of all rows to their third quarter.
    """
    rows = read("country_periods.csv", dtype={"country": str, "period": str})
    terms = [name for name in rows.columns if name not in ("country", "period", "city")]
    upper, middle = np.quantile(rows["un_range"].dropna(), [0.75, 0.5])
    rows = rows[rows[terms].notna().all(axis=1)]
    effects = pd.get_dummies(rows["period"], dtype=float).to_numpy()
    slopes = poisson(rows["city"].to_numpy(float), rows[terms].to_numpy(float), effects)
    by_term = dict(zip(terms, slopes, strict=True))
    return {
        "rivals": float(np.exp(by_term["is_hostile"])),
        "far": float(np.exp(by_term["un_range"] * (upper - middle))),
    }


STUDIES: dict[str, Callable[[], dict[str, float]]] = {
    "nesting": nesting, "connectivity": connectivity, "diplomacy": diplomacy, "world": world,
    "homes": homes,
}  # fmt: skip


def main() -> int:
    """Print each number of the report beside the same computed here."""
    told = read("numbers.csv")
    if told.empty:
        print("The report has no number that can be computed again.")
        return 0
    found = {study: STUDIES[study]() for study in told["study"].unique()}
    n_off = 0
    print(f"{'study':12} {'number':24} {'report':>14} {'here':>14} {'part apart':>11}")
    for row in told.to_dict("records"):
        study, name, value, most = row["study"], row["id"], row["value"], row["tolerance"]
        here = float(found[study][name])
        apart = abs(here - value) / max(abs(value), 1e-12)
        is_off = not apart <= most
        n_off += is_off
        mark = f"  more than {most:g}" if is_off else ""
        print(f"{study:12} {name:24} {value:14.8f} {here:14.8f} {apart:11.1e}{mark}")
    print(f"{len(told) - n_off} of {len(told)} numbers come out as in the report.")
    return int(n_off > 0)


if __name__ == "__main__":
    sys.exit(main())

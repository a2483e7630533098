"""The sources of facts on countries against one another, where the snapshots are at hand.

Some of the files may not be shipped; here they are only compared with.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import sistercities as sc

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"

pytestmark = pytest.mark.skipif(
    not (SHARED / "ORIGINS.yml").is_file(), reason="the snapshots are not at hand"
)


def _iso3() -> pd.Series:
    from sistercities.dataset.release.store import open_release

    with open_release() as release:
        return release.frame("countries").set_index("iso3")["country"]


def _other_pairs(name: str, value: str) -> pd.Series:
    frame = pd.read_csv(SHARED / "country-pairs-spoken-language" / name)
    codes = _iso3()
    ends = frame[["Origin ISO", "Destination ISO"]].apply(lambda column: column.map(codes))
    frame = frame.assign(a=ends["Origin ISO"], b=ends["Destination ISO"])
    kept = frame[frame["a"] < frame["b"]].dropna(subset=["a", "b", value])
    return kept.set_index(["a", "b"])[value]


def _ours(variable: str, year: int | None = None) -> pd.Series:
    frame = sc.country_pairs(variable, year).set_index(["country_a", "country_b"])
    return frame[variable].rename_axis(["a", "b"]).dropna()


def test_distances_of_capitals_are_great_circles_between_our_capitals() -> None:
    both = pd.concat([_ours("distance_capitals_km"), _ours("great_circle_capitals_km")], axis=1)
    both = both.dropna()
    off = (both.iloc[:, 0] - both.iloc[:, 1]).abs()
    assert len(both) > 18_000
    assert off.median() < 10
    assert (off < 50).mean() > 0.93
    # The page names these four: wrong points in the source, and a capital that has moved.
    far = off[off > 200]
    ends = pd.Series([code for pair in far.index for code in pair]).value_counts()
    assert set(ends[ends > 20].index) == {"GN", "MM", "NZ", "WS"}
    assert all(set(pair) & {"GN", "MM", "NZ", "WS"} for pair in off[off > 200].index)
    assert np.corrcoef(both.T)[0, 1] > 0.999


def test_weighted_distances_agree_with_those_of_another_compilation() -> None:
    both = pd.concat(
        [_ours("distance_weighted_km"), _other_pairs("dist.csv.gz", "distw_harmonic")],
        axis=1, join="inner",
    )  # fmt: skip
    assert len(both) > 15_000
    assert np.corrcoef(both.T)[0, 1] > 0.995


def test_colonial_ties_agree_with_those_of_another_compilation() -> None:
    theirs = _other_pairs("col.csv.gz", "colony_of_destination_ever")
    both = pd.concat([_ours("colonial_tie"), theirs], axis=1, join="inner")
    assert len(both) > 15_000
    assert ((both.iloc[:, 0] == 1) == (both.iloc[:, 1] > 0)).mean() > 0.99


def test_contiguity_of_2005_is_contiguity_of_today() -> None:
    both = pd.concat([_ours("contiguity"), _ours("land_border")], axis=1, join="inner")
    differ = both[both["contiguity"] != both["land_border"]]
    assert len(differ) <= 25, differ.index.tolist()


def test_ideal_points_agree_with_the_edition_of_april_2020() -> None:
    path = SHARED / "un-votes-ideal-points" / "IdealpointestimatesAll_Apr2020.csv.gz"
    old = pd.read_csv(path, encoding="latin-1")
    old = old.assign(year=old["session"] + 1945, country=old["iso3c"].map(_iso3()))
    for variable, least in (("un_ideal_point_all_votes", 0.95), ("un_ideal_point", 0.95)):
        new = sc.covariates("countries", variable)
        both = old.merge(new, on=["country", "year"])
        by_session = both.groupby("session")[["IdealPoint", "value"]].corr().iloc[0::2, 1]
        assert len(by_session) == 73
        assert by_session.min() > least
        assert by_session.median() > 0.99


def test_the_lists_of_rivalries_agree_where_they_overlap() -> None:
    frames = {year: sc.country_pairs(["rivalry_td", "rivalry_tss"], year) for year in (1970, 2000)}
    for frame in frames.values():
        both = frame.dropna()
        td, tss = both["rivalry_td"] == 1, both["rivalry_tss"] == 1
        assert (td & tss).sum() / td.sum() > 0.9


def test_disputes_are_more_frequent_among_rivals() -> None:
    frame = sc.country_pairs(["dispute_level", "rivalry_tss"], 2000).dropna()
    is_fight = frame["dispute_level"] > 0
    among = is_fight[frame["rivalry_tss"] == 1].mean()
    others = is_fight[frame["rivalry_tss"] == 0].mean()
    assert among > 20 * others > 0


def test_trade_seen_from_the_other_side_is_the_same_flow() -> None:
    path = SHARED / "trade-cow" / "cow_trade_directed_dyads_1970_2014.parquet"
    raw = pd.read_parquet(path)
    mirrored = raw.merge(
        raw, left_on=["ccode1", "ccode2", "year"], right_on=["ccode2", "ccode1", "year"]
    )
    assert len(mirrored) == len(raw)
    same = (mirrored["flow1_x"] == mirrored["flow2_y"]) | (
        mirrored["flow1_x"].isna() & mirrored["flow2_y"].isna()
    )
    assert same.all()


def test_trade_grows_and_falls_with_distance_as_gravity_says() -> None:
    trade = sc.country_pairs(["trade_million_usd", "distance_km"], 2010)
    gdp = sc.covariates("countries", "gdp_usd", year=2010).set_index("country")["value"]
    frame = trade.assign(a=trade["country_a"].map(gdp), b=trade["country_b"].map(gdp)).dropna()
    frame = frame[frame["trade_million_usd_a_to_b"] > 0]
    x = np.column_stack([np.ones(len(frame)), np.log(frame[["a", "b", "distance_km"]].to_numpy())])
    slope = np.linalg.lstsq(x, np.log(frame["trade_million_usd_a_to_b"]), rcond=None)[0]
    assert 0.6 < slope[1] < 1.5
    assert 0.6 < slope[2] < 1.5
    assert -1.8 < slope[3] < -0.6


def test_population_is_a_whole_number_in_the_source() -> None:
    frame = pd.read_csv(SHARED / "country-pairs-spoken-language" / "GDP_data.csv.gz")
    people = (frame["GDP (current USD)"] / frame["GDP/capita (current USD)"]).dropna()
    small = people[people < 1e8]  # above, the last digits of the quotient do not suffice
    odd = small[(small - small.round()).abs() > 0.01]
    # The page names these six.
    assert set(frame.loc[odd.index, "Country ISO"]) == {"CYP", "KGZ", "MAR", "SDN", "TZA", "UKR"}
    again = (frame["GDP (2015 USD)"] / frame["GDP/capita (2015 USD)"]).dropna()
    both = pd.concat([people, again], axis=1, join="inner")
    assert (both[0] / both[1] - 1).abs().max() < 1e-6


def test_migrants_of_the_world_are_the_sum_of_the_countries() -> None:
    ours = sc.covariates("country_pairs", "migrant_stock", year=2019)
    from_mexico = ours[(ours["country_a"] == "MX") & (ours["country_b"] == "US")]["value"].item()
    assert 1.1e7 < from_mexico < 1.2e7
    frame = pd.read_csv(
        SHARED / "migrants-un-2019" / "ims_1990_2020_total.csv.gz", dtype=str, na_filter=False
    )
    world = frame[(frame["Year"] == "2019") & (frame["Destination"] == "WORLD")].iloc[0]
    total, other = int(world["Total"]), int(world["Other South"]) + int(world["Other North"])
    known = total - other - int(world["Channel Islands"])
    # The Channel Islands as a destination, and migrants within one code, are left out.
    assert math.isclose(ours["value"].sum(), known, rel_tol=0.001)


def test_trade_of_china_counts_hong_kong_and_macao_in() -> None:
    flows = sc.covariates("country_pairs", "trade_million_usd")
    assert not {"HK", "MO"} & {*flows["country_a"], *flows["country_b"]}
    pair = flows[(flows["country_a"] == "CN") & (flows["country_b"] == "US")]
    values = pair.set_index("year")["value"]
    # Some 383 thousand million dollars from the mainland and 4 from Hong Kong.
    assert 380_000 < values[2010] < 395_000

"""Regions as nodes: another program, worlds whose ratio is known, ties and lists by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.linalg import qr

from sistercities.network.rules import MAIN_RULES, Tiers
from sistercities.studies.part_rules import Interval
from sistercities.studies.study_data import StudyData, read_study_data
from sistercities.studies.study_tables import StudyTables
from sistercities.studies.world.models import fit_world
from sistercities.studies.world.region_part import (
    bearing_words,
    counts_of,
    ratio_of,
    sisters_part,
    without_each,
)
from sistercities.studies.world.regions import region_pairs, region_ties
from sistercities.studies.world.ties import whole_sources
from studies.made_up_regions import made_up_region_pairs
from studies.made_up_world import made_up_pairs


@pytest.fixture(scope="module")
def real(release_tables: StudyTables) -> StudyData:
    return read_study_data(release_tables)


def test_the_ratio_is_that_of_another_program() -> None:
    pairs = made_up_region_pairs(3, ratio=2.0, n_countries=4, n_regions=5)
    a = pd.get_dummies(pairs["a"] + pairs["country_b"], dtype=float)
    b = pd.get_dummies(pairs["b"] + pairs["country_a"], dtype=float)
    is_kept = np.ones(len(pairs), dtype=bool)
    for dummies in (a, b):  # who has no tie there tells nothing of pairs
        tied = dummies.to_numpy().T @ pairs["ties"].to_numpy()
        is_kept &= dummies.to_numpy() @ (tied > 0) > 0
    every = np.column_stack([pairs["sisters"], -np.log2(pairs["distance"]), a, b])[is_kept]
    _, r, order = qr(every, mode="economic", pivoting=True)
    is_free = np.abs(np.diag(r)) > 1e-9 * abs(r[0, 0])
    chosen = [0, *sorted(set(order[is_free].tolist()) - {0})]
    assert np.linalg.matrix_rank(every[:, chosen]) == len(chosen) == np.linalg.matrix_rank(every)
    x = every[:, chosen]
    other = sm.GLM(pairs["ties"][is_kept], x, family=sm.families.Poisson()).fit(tol=1e-12)
    assert ratio_of(pairs).value == pytest.approx(np.exp(np.asarray(other.params)[0]), rel=1e-5)


def test_facts_of_countries_have_the_same_ratios_with_regions_as_nodes() -> None:
    """The effects of the regions of a country add up to its own."""
    rng = np.random.default_rng(4)
    pairs = made_up_pairs(4, n_countries=14)
    codes = sorted(set(pairs["a"]) | set(pairs["b"]))
    shares = {code: rng.dirichlet(np.ones(3)) for code in codes}
    rows = []
    for row in pairs.to_dict("records"):
        both = np.outer(shares[row["a"]], shares[row["b"]]).ravel()
        for k, n in enumerate(rng.multinomial(row["ties"], both)):
            ends = {"a": f"{row['a']}{k // 3}", "b": f"{row['b']}{k % 3}"}
            rows.append({**row, **ends, "ties": n})
    names = ("distance", "trade", "language", "rivals")
    of_regions, of_countries = fit_world(pd.DataFrame(rows), names), fit_world(pairs, names)
    assert of_regions.fit is not None
    assert of_countries.fit is not None
    np.testing.assert_allclose(of_regions.fit.slopes, of_countries.fit.slopes, atol=1e-8)


def test_intervals_hold_the_ratio_that_was_drawn_and_find_little_where_there_is_none() -> None:
    held = told = wrong = 0
    for seed in range(60):
        found = ratio_of(made_up_region_pairs(seed, ratio=3.0))
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 3.0 <= found.high
        wrong += found.high < 1
        none = ratio_of(made_up_region_pairs(1000 + seed, ratio=1.0))
        assert none.low is not None
        assert none.high is not None
        told += not none.low <= 1 <= none.high
    assert held >= 53
    assert wrong == 0
    assert told <= 7


def test_what_two_countries_share_is_not_taken_for_the_tie_of_their_regions() -> None:
    """Two countries with many ties at both levels: within them sister regions are like others."""
    told = 0
    for seed in range(20):
        pairs = made_up_region_pairs(seed, ratio=1.0, is_friendly=True)
        is_pair = pairs["country_a"].eq("A") & pairs["country_b"].eq("B")
        assert pairs["sisters"][is_pair].mean() > 2 * pairs["sisters"][~is_pair].mean()
        found = ratio_of(pairs)
        assert found.low is not None
        assert found.high is not None
        told += not found.low <= 1 <= found.high
    assert told <= 3


def test_without_a_country_none_of_its_pairs_is_there() -> None:
    pairs = made_up_region_pairs(1, ratio=2.0)
    alone = pairs[(pairs["country_a"] != "A") & (pairs["country_b"] != "A")]
    assert without_each(pairs)["A"] == ratio_of(alone.reset_index(drop=True))


def test_pairs_are_of_regions_of_two_countries_whose_own_lists_were_read(real: StudyData) -> None:
    sources, year = whole_sources(real), real.newest_year()
    ties = region_ties(real, year, sources)
    pairs = region_pairs(real, ties)
    listed = {code: set(real.listed_regions(code)) for code in ("CN", "JP")}
    own = pairs[(pairs["country_a"] == "CN") | (pairs["country_b"] == "CN")]
    names = real.tables.places.set_index("place_id")["name"]
    chinese = {one for end in ("a", "b") for one in own[end] if ties.country[one] == "CN"}
    assert chinese <= listed["CN"]
    assert "Beijing" not in {names[one] for one in chinese}  # region and city at once
    assert (pairs["country_a"] != pairs["country_b"]).all()
    assert pairs["distance"].between(1, 20_100).all()
    upper = real.tables.ties[real.tables.ties["tie_class"] == "upper"]
    now = real.tables.hierarchy.today
    ends = {
        frozenset((now(a), now(b))) for a, b in zip(upper["place_a"], upper["place_b"], strict=True)
    }
    told = pairs[pairs["sisters"] > 0]
    assert len(told) > 50
    assert all(frozenset(pair) in ends for pair in zip(told["a"], told["b"], strict=True))


def test_city_ties_between_two_regions_are_counted(real: StudyData) -> None:
    """Between Jiangsu and North Rhine-Westphalia, by the containers of the release."""
    sources, year = whole_sources(real), real.newest_year()
    places = real.tables.places
    ids = {
        row.region_iso: str(row.place_id)
        for row in places[places["level"] == "region1"].itertuples()
        if row.region_iso in ("CN-JS", "DE-NW")
    }
    counts = region_ties(real, year, sources).counts
    pair = min(ids.values()), max(ids.values())
    iso = places.set_index("place_id")["region_iso"]
    ties = real.tables.ties
    is_lower = (ties["tie_class"] == "lower") & ties["standing"].ne("no_longer_listed")
    ties = ties[is_lower & ~ties["status"].isin(["ended", "suspended", "pending", "never_valid"])]
    told = ties["sources"].map(lambda by: not set(sources).isdisjoint(by.split()))
    ends = [
        {iso.get(a), iso.get(b)}
        for a, b in zip(ties[told]["place_a"], ties[told]["place_b"], strict=True)
    ]
    assert counts[pair] == sum(one == {"CN-JS", "DE-NW"} for one in ends)


def test_too_few_lists_say_what_is_needed(real: StudyData) -> None:
    few = made_up_region_pairs(1, ratio=2.0, n_countries=3, n_regions=3)
    assert counts_of(few)["n_countries"] == 3
    part = sisters_part(real, real.newest_year(), (), str)
    assert part.side == "open"
    assert "it needs" in part.note
    assert part.rows == ()


def test_the_part_says_ratio_interval_and_every_row(real: StudyData) -> None:
    part = sisters_part(real, real.newest_year(), whole_sources(real), real.country_name)
    assert part.id == "C3.world-sisters"
    assert part.value is not None
    assert f"{part.value:.2f} times" in part.sentence
    assert {"no-distance", "all-sources", "either-list", "without-CN"} <= {
        row.name for row in part.rows
    }
    assert all(row.n > 0 for row in part.rows)


def test_countries_that_bear_on_the_number_are_named_and_the_one_that_lowers_it_most() -> None:
    """Fifteen countries were said, of which eight could be left out without a digit moving."""
    whole = Interval(7.0, 3.0, 15.0)
    without = {"AA": Interval(7.0, 2.9, 16.0), "BB": Interval(4.5, 1.3, 15.0),
               "CC": Interval(9.0, 4.0, 21.0)}  # fmt: skip
    said = bearing_words(whole, without, lambda code: f"Land {code}")
    assert "rests on 2 of them, Land BB and Land CC" in said
    assert "Without Land BB it is 4.50 times (1.30 to 15.00)." in said
    assert "Land AA" not in said
    alone = {code: without[code] for code in ("BB", "CC")}
    assert "rests on" not in bearing_words(whole, alone, str)
    assert bearing_words(whole, {}, str) == ""


def test_a_list_of_a_region_above_the_finest_tier_takes_no_part(real: StudyData) -> None:
    """Of France and Italy such a list was set beside cities counted in départements."""
    ties = region_ties(real, real.newest_year(), whole_sources(real))
    tiers = Tiers(real.tables.upper_tier, MAIN_RULES)
    level = real.tables.fields.level
    assert ties.listed
    assert all(level[one] == tiers.levels(ties.country[one])[0] for one in ties.country)

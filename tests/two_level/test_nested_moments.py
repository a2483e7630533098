"""Normalising constant, mean and information, against enumeration and plain numpy."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from two_level.nested_twins import enumerated, summed
from twolevel.nested.design import Design, design_of
from twolevel.nested.loops import loops_of
from twolevel.nested.moments import moments_at, observed_statistics
from twolevel.nested.network import nested_bipartite, nested_network
from twolevel.nested.terms import (
    GroupEffects,
    GroupPairs,
    ListedPairs,
    NodeProduct,
    NodeSum,
    SameLabel,
    Term,
)

NONE = np.zeros((0, 2))


def tiny_undirected(domestic: str = "city", within: str = "city") -> Design:
    network = nested_network(
        city_region=[0, 0, 1, 1, 2], ties=[(0, 2), (1, 4)], upper_ties=[(0, 2)], n_regions=4,
        region_country=[0, 1, 1, 2], domestic=domestic, within=within,  # type: ignore[arg-type]
    )  # fmt: skip
    return design_of(
        network,
        [NodeSum("size", [0.3, -1.0, 0.5, 0.0, 2.0]), SameLabel("country", [0, 0, 1, 1, 1])],
        [NodeSum("wealth", [0.1, 0.2, -0.5, 1.0])],
    )


def tiny_bipartite() -> Design:
    network = nested_bipartite(
        home_region=[0, 0, 1], foreign_region=[0, 1, 1], ties=[(0, 1)], upper_ties=[(0, 1)],
        n_home_regions=2, n_foreign_regions=2,
    )  # fmt: skip
    return design_of(
        network,
        [
            NodeSum("home", [0.3, -1.0, 0.5], side="left"),
            NodeSum("abroad", [0.5, 0.2, -2.0], side="right"),
            NodeProduct("both", [1, 0, 1], [0.5, 1, 1]),
            ListedPairs("flight", [(0, 1), (2, 2)], [1.0, 2.5]),
        ],
        [GroupPairs("distance", [[0.4, -1.0], [0.0, 2.0]]), ListedPairs("pact", [(1, 0)])],
    )


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    "design",
    [
        tiny_undirected(),
        tiny_undirected("both", "out"),
        tiny_undirected("out", "city"),
        tiny_bipartite(),
    ],
    ids=["undirected", "both levels at home", "none at home", "bipartite"],
)
def test_all_graphs_of_both_levels(design: Design, seed: int) -> None:
    coefficients = np.random.default_rng(seed).normal(0, 1, design.size)
    log_z, mean, covariance = enumerated(design, coefficients)
    found = moments_at(loops_of(design), coefficients)
    assert found.log_z == pytest.approx(log_z, rel=1e-12)
    np.testing.assert_allclose(found.mean, mean, rtol=1e-11, atol=1e-12)
    np.testing.assert_allclose(found.information, covariance, rtol=1e-10, atol=1e-12)


def middling(is_undirected: bool, *, has_products: bool, seed: int = 3) -> Design:
    """Thirty-odd regions, every kind of term, odds on both sides of where series are summed."""
    rng = np.random.default_rng(seed)
    n, m = 90, 12
    region = rng.integers(0, m, n)
    country = np.sort(rng.integers(0, 4, m))
    matrix = rng.normal(size=(m, m))
    size, wealth = np.round(rng.normal(size=n), 1), rng.normal(size=m)
    listed = np.unique(rng.integers(0, n, (25, 2)), axis=0)
    upper_listed = np.unique(rng.integers(0, m, (9, 2)), axis=0)
    city: list[Term]
    if is_undirected:
        listed = np.unique(np.sort(listed[listed[:, 0] != listed[:, 1]], axis=1), axis=0)
        upper_listed = upper_listed[upper_listed[:, 0] < upper_listed[:, 1]]
        matrix += matrix.T
        network = nested_network(
            city_region=region, ties=NONE, upper_ties=NONE, n_regions=m, region_country=country,
            region_signs=np.arange(m) != 5,
        )  # fmt: skip
        city = [
            NodeSum("size", size), GroupPairs("near", matrix), SameLabel("own", country[region]),
            ListedPairs("flight", listed, rng.normal(size=len(listed))),
            ListedPairs("ship", listed[:7]), GroupEffects("country", country),
        ]  # fmt: skip
        region_terms: list[Term] = [
            NodeSum("wealth", wealth), ListedPairs("pact", upper_listed),
            GroupPairs("far", -matrix), GroupEffects("country", country),
        ]  # fmt: skip
        if has_products:
            city += [NodeProduct("port", size > 0), SameLabel("tongue", rng.integers(0, 3, n))]
    else:
        network = nested_bipartite(
            home_region=region, foreign_region=region[::-1], ties=NONE, upper_ties=NONE,
            n_home_regions=m, n_foreign_regions=m, foreign_signs=np.arange(m) != 5,
        )  # fmt: skip
        city = [
            NodeSum("size", size, side="left"), NodeSum("other", size**2, side="right"),
            GroupPairs("near", matrix), ListedPairs("flight", listed),
            GroupEffects("c", country, "right"),
        ]  # fmt: skip
        region_terms = [
            NodeSum("wealth", wealth, side="right"), GroupEffects("country", country, "left"),
            ListedPairs("pact", upper_listed),
        ]  # fmt: skip
        if has_products:
            city.append(SameLabel("tongue", rng.integers(0, 3, n), rng.integers(0, 3, n)))
    return design_of(network, city, region_terms)


@pytest.mark.parametrize("has_products", [False, True])
@pytest.mark.parametrize("is_undirected", [True, False])
@pytest.mark.parametrize("level", [-7.0, -3.5, 0.0])
def test_plain_sums(is_undirected: bool, has_products: bool, level: float) -> None:
    design = middling(is_undirected, has_products=has_products)
    coefficients = np.random.default_rng(4).normal(0, 0.5, design.size)
    coefficients[0] = level
    log_z, mean, information = summed(design, coefficients)
    loops = loops_of(design)
    found = moments_at(loops, coefficients)
    assert found.log_z == pytest.approx(log_z, rel=1e-12)
    np.testing.assert_allclose(found.mean, mean, rtol=1e-11, atol=1e-11 * np.abs(mean).max())
    largest = np.abs(information).max()
    np.testing.assert_allclose(found.information, information, rtol=1e-9, atol=1e-11 * largest)
    with ThreadPoolExecutor(3) as threads:
        again = moments_at(loops, coefficients, threads)
    assert again.log_z == found.log_z
    assert (again.information == found.information).all()


def test_gradient_is_the_slope() -> None:
    design = middling(True, has_products=False)
    loops = loops_of(design)
    at = np.random.default_rng(8).normal(0, 0.3, design.size)
    at[0] = -4
    found = moments_at(loops, at)
    for column in range(design.size):
        step = np.zeros(design.size)
        step[column] = 1e-5
        up, down = moments_at(loops, at + step), moments_at(loops, at - step)
        slope = (up.log_z - down.log_z) / 2e-5
        assert slope == pytest.approx(found.mean[column], rel=1e-5, abs=1e-5)
        curve = (up.mean - down.mean) / 2e-5
        np.testing.assert_allclose(curve, found.information[column], rtol=1e-4, atol=1e-3)


def test_observed_statistics_count_ties() -> None:
    design = tiny_undirected()
    by_name = dict(zip(design.names, observed_statistics(design), strict=True))
    assert by_name == {
        "city: intercept": 2.0, "city: size": 0.3 + 0.5 - 1.0 + 2.0, "city: country": 0.0,
        "gamma": 1.0, "region: intercept": 1.0, "region: wealth": 0.1 - 0.5,
    }  # fmt: skip

"""Fits of pairs against statsmodels, pyfixest and statspai, and errors against every two pairs."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm

from two_level.dyad_tables import Drawn, drawn, effect_columns, slow_covariance
from twolevel.dyads import bands, block_source
from twolevel.dyads.fit_pairs import corrected_logit_pairs, fit_pairs, logit_pairs, ppml_pairs
from twolevel.dyads.fit_rows import fit_rows, row_table
from twolevel.dyads.pair_table import rectangular_pairs, undirected_pairs
from twolevel.dyads.result import DyadicFit
from twolevel.dyads.terms import node_term, pair_term

REFERENCE = Path(__file__).parents[1] / "reference"
FAMILIES = {"poisson": sm.families.Poisson, "logit": sm.families.Binomial}
CASES = [
    (family, square, ends)
    for family in FAMILIES
    for square in (False, True)
    for ends in (("both", "none") if square else ("both", "first", "second", "none"))
]


def plain_errors(fit: DyadicFit, kind: str) -> np.ndarray:
    """Return standard errors without the factor for parameters, as the oracles give them."""
    return fit.standard_errors(kind) / np.sqrt(fit.covariances.parameter_factor)


def kept_rows(world: Drawn, fit: DyadicFit) -> np.ndarray:
    return np.isin(world.first, fit.first_labels) & np.isin(world.second, fit.second_labels)


@pytest.mark.parametrize(("family", "square", "ends"), CASES)
def test_slopes_and_errors_are_those_of_a_column_for_each_effect(family, square, ends) -> None:
    world = drawn(family, is_undirected=square)
    fit = fit_pairs(world.table, family, ends)
    kept = kept_rows(world, fit)
    assert fit.n_separated == (~kept).sum()
    first, second = world.first[kept], world.second[kept]
    design = np.column_stack((world.x[kept], effect_columns(first, second, ends, square)))
    model = sm.GLM(world.y[kept], design, family=FAMILIES[family]())
    slow = model.fit(tol=1e-14, maxiter=100)
    assert fit.slopes == pytest.approx(slow.params[:3], rel=1e-8)
    assert fit.standard_errors("model") == pytest.approx(slow.bse[:3], rel=1e-6)
    robust = model.fit(tol=1e-14, maxiter=100, cov_type="HC0")
    assert plain_errors(fit, "robust") == pytest.approx(robust.bse[:3], rel=1e-6)
    n, k = first.size, np.linalg.matrix_rank(design)
    assert fit.covariances.parameter_factor == pytest.approx(n / (n - k))
    eta = world.x[kept] @ fit.slopes
    if fit.first_effects.size:
        eta += fit.first_effects[np.searchsorted(fit.first_labels, first)]
    if fit.second_effects.size:
        eta += fit.second_effects[np.searchsorted(fit.second_labels, second)]
    assert model.family.link.inverse(eta) == pytest.approx(slow.fittedvalues, rel=1e-6)


@pytest.mark.parametrize("square", [False, True])
@pytest.mark.parametrize("family", list(FAMILIES))
def test_errors_are_sums_over_every_two_dependent_pairs(family, square) -> None:
    world = drawn(family, is_undirected=square, seed=3, n=36, m=34, base=-1.0)
    fit = fit_pairs(world.table, family)
    kept = kept_rows(world, fit)
    first, second, x = world.first[kept], world.second[kept], world.x[kept]
    effects = effect_columns(first, second, "both", square)
    mean = (
        sm.GLM(world.y[kept], np.column_stack((x, effects)), family=FAMILIES[family]())
        .fit(tol=1e-14, maxiter=100)
        .fittedvalues
    )
    weight = mean if family == "poisson" else mean * (1 - mean)
    root = np.sqrt(weight)[:, None]
    free = x - effects @ np.linalg.lstsq(root * effects, root * x, rcond=None)[0]
    scores, bread = free * (world.y[kept] - mean)[:, None], (free.T * weight) @ free
    plain = fit.covariances.parameter_factor
    for kind, n in (
        ("first", np.unique(first).size),
        ("second", np.unique(second).size),
        ("robust", np.inf),
    ):
        slow = slow_covariance(scores, first, second, bread, kind, is_one_set=square)
        factor = plain * (1.0 if np.isinf(n) else n / (n - 1))
        assert fit.covariances.of(kind) == pytest.approx(factor * slow, rel=1e-6)
    if square:
        n = fit.first_labels.size
        slow = slow_covariance(scores, first, second, bread, "dyadic", is_one_set=True)
        assert fit.covariances.dyadic == pytest.approx(
            fit.covariances.parameter_factor * n / (n - 1) * slow, rel=1e-6
        )
    else:
        both = fit.covariances
        inverse = np.linalg.inv(bread)
        cells = plain * first.size / (first.size - 1) * inverse @ (scores.T @ scores) @ inverse
        assert both.two_way == pytest.approx(both.first + both.second - cells, rel=1e-5)
        assert (both.dyadic == both.two_way).all()


@pytest.mark.parametrize("square", [False, True])
@pytest.mark.parametrize("family", list(FAMILIES))
def test_stored_oracles(family, square) -> None:
    """Slopes to 8 digits, errors to 5, by the conventions that the script names."""
    stored = json.loads((REFERENCE / "dyads_oracles.json").read_text(encoding="utf-8"))
    name = "square" if square else "rectangle"
    columns = np.genfromtxt(REFERENCE / f"dyads_{name}.csv", delimiter=",", names=True)
    pairs = np.column_stack((columns["first"], columns["second"])).astype(int)
    n, m = pairs.max(axis=0) + 1
    n = m if square else n
    terms = [
        pair_term(word, pairs, columns[word], n_first=n, n_second=None if square else m)
        for word in ("distance", "upper", "flight")
    ]
    y = columns["count" if family == "poisson" else "tie"]
    table = (
        undirected_pairs(n, pairs[y > 0], terms, y[y > 0])
        if square
        else rectangular_pairs(n, m, pairs[y > 0], terms, y[y > 0])
    )
    fit = fit_pairs(table, family)
    for package in ("pyfixest", "statsmodels"):
        said = stored.get(f"{name} {family} {package}", {"slopes": fit.slopes})
        assert fit.slopes == pytest.approx(said["slopes"], rel=1e-8)
        for kind in ("model", "robust", "first", "second", "two-way"):
            if kind in said:
                errors = fit.standard_errors(kind) if kind == "model" else plain_errors(fit, kind)
                assert errors == pytest.approx(said[kind], rel=1e-5)
    if square:
        nodes = fit.covariances.n_nodes
        dyadic = np.array(stored[f"square {family} statsmodels"]["dyadic without factor"])
        assert plain_errors(fit, "dyadic") == pytest.approx(
            dyadic * np.sqrt(nodes / (nodes - 1)), rel=1e-5
        )


@pytest.mark.parametrize("square", [False, True])
def test_rows_blocks_threads_and_float32_weights_give_the_same_fit(square, monkeypatch) -> None:
    world = drawn("poisson", is_undirected=square)
    fit = ppml_pairs(world.table)
    rows = fit_rows(
        row_table(world.y, world.x, (world.first, world.second), is_undirected=square), "poisson"
    )
    monkeypatch.setattr(block_source, "BLOCK_NUMBERS", 300)
    monkeypatch.setattr(block_source, "MOST_DOUBLE_WEIGHTS", 0)
    blocks = ppml_pairs(world.table)
    monkeypatch.setattr(bands, "PAIRS_OF_ONE_BAND", 0)
    threads = ppml_pairs(world.table)
    monkeypatch.setattr(bands, "MOST_THREADS", 1)
    assert ppml_pairs(world.table).slopes.tolist() == threads.slopes.tolist()
    for other in (rows, blocks, threads):
        assert other.slopes == pytest.approx(fit.slopes, rel=1e-9)
        assert other.n_separated == fit.n_separated
        for kind in ("model", "robust", "first", "second", "two-way", "dyadic"):
            assert other.standard_errors(kind) == pytest.approx(fit.standard_errors(kind), rel=1e-6)


@pytest.mark.parametrize("square", [False, True])
def test_clusters_of_nodes(square) -> None:
    world = drawn("poisson", is_undirected=square)
    groups = world.groups
    given = groups[:1] if square else groups
    fit = ppml_pairs(world.table, clusters=given)
    ends = groups[0][world.first], groups[1][world.second]
    rows = fit_rows(
        row_table(world.y, world.x, (world.first, world.second), is_undirected=square),
        "poisson",
        ends,
    )
    for kind in ("first", "second", "dyadic"):
        assert fit.standard_errors(kind) == pytest.approx(rows.standard_errors(kind), rel=1e-6)
    if square:
        kept = kept_rows(world, fit)
        plain = ppml_pairs(world.table)
        assert plain.slopes == pytest.approx(fit.slopes, rel=1e-12)
        first, second = ends[0][kept], ends[1][kept]
        scores, bread = _scores(world, kept)
        slow = slow_covariance(scores, first, second, bread, "dyadic", is_one_set=True)
        n = fit.covariances.n_nodes
        assert fit.covariances.dyadic == pytest.approx(
            fit.covariances.parameter_factor * n / (n - 1) * slow, rel=1e-6
        )


def _scores(world: Drawn, kept: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    effects = effect_columns(world.first[kept], world.second[kept], "both", world.is_undirected)
    design = np.column_stack((world.x[kept], effects))
    mean = sm.GLM(world.y[kept], design, family=sm.families.Poisson()).fit(tol=1e-14).fittedvalues
    root = np.sqrt(mean)[:, None]
    free = (
        world.x[kept]
        - effects @ np.linalg.lstsq(root * effects, root * world.x[kept], rcond=None)[0]
    )
    return free * (world.y[kept] - mean)[:, None], (free.T * mean) @ free


def test_order_of_nodes_changes_nothing_but_the_order() -> None:
    world = drawn("poisson", is_undirected=True)
    order = np.random.default_rng(5).permutation(24)
    place = np.argsort(order)
    rows = row_table(
        world.y, world.x, (place[world.first], place[world.second]), is_undirected=True
    )
    fit, other = ppml_pairs(world.table), fit_rows(rows, "poisson")
    assert other.slopes == pytest.approx(fit.slopes, rel=1e-10)
    assert other.standard_errors("dyadic") == pytest.approx(fit.standard_errors("dyadic"), rel=1e-6)


def test_two_way_errors_of_an_undirected_table_are_too_small_by_up_to_root_two() -> None:
    """Where a node's slope is its own and its pairs name it first as often as second."""
    rng = np.random.default_rng(8)
    first, second = np.triu_indices(80, 1)
    swapped = rng.random(first.size) < 0.5
    ends = np.where(swapped, second, first), np.where(swapped, first, second)
    x = rng.integers(0, 2, first.size).astype(float)
    own = rng.normal(0, 0.7, 80)
    y = rng.poisson(np.exp(1.5 + (own[first] + own[second]) * (x - 0.5)))
    fit = fit_rows(row_table(y, x, ends, is_undirected=True), "poisson")
    ratio = float(fit.standard_errors("dyadic")[0] / fit.standard_errors("two-way")[0])
    assert 1.3 < ratio < 1.42


def test_kinds_of_node_terms() -> None:
    world = drawn("poisson", is_undirected=False)
    rng = np.random.default_rng(2)
    here, there = rng.normal(size=24), rng.normal(size=30)
    at = np.column_stack((rng.uniform(-60, 60, 24), rng.uniform(-180, 180, 24)))
    far = np.column_stack((rng.uniform(-60, 60, 30), rng.uniform(-180, 180, 30)))
    a, b = np.radians(at[world.first]), np.radians(far[world.second])
    half = (
        np.sin((a[:, 0] - b[:, 0]) / 2) ** 2
        + np.cos(a[:, 0]) * np.cos(b[:, 0]) * np.sin((a[:, 1] - b[:, 1]) / 2) ** 2
    )
    one, other = here[world.first], there[world.second]
    expected = {
        "first": one,
        "second": other,
        "sum": one + other,
        "product": one * other,
        "difference": np.abs(one - other),
        "log_km": np.log1p(2 * 6371 * np.arcsin(np.sqrt(half))),
    }
    for combination, values in expected.items():
        is_km = combination == "log_km"
        term = node_term("t", at if is_km else here, far if is_km else there, combination)
        table = rectangular_pairs(24, 30, world.table.ties, [term], world.table.counts)
        slow = fit_rows(row_table(world.y, values, ()), "poisson")
        assert ppml_pairs(table, "none").slopes == pytest.approx(slow.slopes, rel=1e-7)


def test_intervals_and_correction() -> None:
    world = drawn("logit", is_undirected=False)
    fit, corrected = logit_pairs(world.table), corrected_logit_pairs(world.table)
    assert corrected.slopes == pytest.approx(fit.slopes - fit.bias)
    ends = fit.intervals("two-way", 0.9)
    assert "two-way errors, t with 23 degrees" in ends.method
    assert ((ends.low < fit.slopes) & (fit.slopes < ends.high)).all()
    assert fit.intervals("robust").method == "robust errors, t with inf degrees"
    assert "G / (G - 1)" in fit.covariances.convention

"""Tables in rows: joined rows, cells of groups, samples; compiled loops against plain ones."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from sistercities.errors import InvalidArgument, NetworkError
from two_level.bounds_checked import said_in_python
from two_level.dyad_tables import drawn
from twolevel.dyads.case_control import case_control
from twolevel.dyads.cells import cell_table, joined_rows
from twolevel.dyads.fit_pairs import fit_pairs, ppml_pairs
from twolevel.dyads.fit_rows import fit_rows, ppml, row_table
from twolevel.dyads.pair_table import PairTable, rectangular_pairs, undirected_pairs
from twolevel.dyads.terms import group_pair_term
from twolevel.dyads.tetrads import tetrad_logit

KINDS = ("model", "robust", "first", "second", "two-way", "dyadic")


def test_labels_of_any_kind_and_default_names() -> None:
    world = drawn("poisson", is_undirected=False)
    words = np.array([f"city {i}" for i in range(24)])[world.first], world.second + 500
    fit = ppml(world.y, world.x, words)
    plain = ppml(world.y, world.x, (world.first, world.second), names=["a", "b", "c"])
    assert fit.names == ("x[0]", "x[1]", "x[2]")
    assert plain.names == ("a", "b", "c")
    assert fit.slopes == pytest.approx(plain.slopes, rel=1e-9)
    assert str(fit.first_labels[0]).startswith("city ")
    assert (fit.second_labels == plain.second_labels + 500).all()


def test_weights_are_repetitions() -> None:
    world = drawn("poisson", is_undirected=False)
    times = np.random.default_rng(1).integers(1, 4, world.y.size)
    weighted = ppml(world.y, world.x, (world.first, world.second), weights=times)
    rows = np.repeat(np.arange(world.y.size), times)
    repeated = ppml(world.y[rows], world.x[rows], (world.first[rows], world.second[rows]))
    assert weighted.slopes == pytest.approx(repeated.slopes, rel=1e-9)
    for kind in ("model", "first", "second"):
        factors = [
            1.0 if kind == "model" else np.sqrt(fit.covariances.parameter_factor)
            for fit in (weighted, repeated)
        ]
        assert weighted.standard_errors(kind) / factors[0] == pytest.approx(
            repeated.standard_errors(kind) / factors[1], rel=1e-6
        )


@pytest.mark.parametrize("family", ["poisson", "logit"])
@pytest.mark.parametrize("square", [False, True])
def test_joined_rows_give_the_same_slopes_and_errors(family, square) -> None:
    world = drawn(family, is_undirected=square)
    groups = world.groups
    ends = groups[0][world.first], groups[1][world.second]
    kept = ends[0] != ends[1] if square else np.ones(world.y.size, dtype=bool)
    x = world.x[:, 2:]
    table = row_table(world.y[kept], x[kept], (ends[0][kept], ends[1][kept]), is_undirected=square)
    joined = joined_rows(table)
    assert joined.y.size < table.y.size / 3
    one, other = fit_rows(table, family), fit_rows(joined, family)
    assert other.slopes == pytest.approx(one.slopes, rel=1e-8)
    assert other.n_pairs == one.n_pairs
    for kind in KINDS:
        assert other.standard_errors(kind) == pytest.approx(one.standard_errors(kind), rel=1e-6)


def only_groups(world, *, is_undirected: bool) -> PairTable:
    rng = np.random.default_rng(6)
    values = rng.random((5, 5)) < 0.5
    values = values | values.T if is_undirected else values
    second = None if is_undirected else world.groups[1]
    return replace(world.table, terms=(group_pair_term("joined", world.groups[0], second, values),))


@pytest.mark.parametrize("square", [False, True])
@pytest.mark.parametrize("family", ["poisson", "logit"])
def test_cells_are_all_pairs_with_effects_of_groups(family, square) -> None:
    world = drawn(family, is_undirected=square)
    table = only_groups(world, is_undirected=square)
    term = table.terms[0]
    ends = world.groups[0][world.first], world.groups[1][world.second]
    cells = cell_table(table, *world.groups[: 1 if square else 2])
    assert cells.weight.sum() == table.n_pairs
    fast = fit_rows(cells, family)
    rows = row_table(world.y, term.values[ends].astype(float), ends)
    slow = fit_rows(replace(rows, is_undirected=square), family)
    assert fast.slopes == pytest.approx(slow.slopes, rel=1e-8)
    for kind in ("model", "robust", "dyadic"):
        assert fast.standard_errors(kind) == pytest.approx(slow.standard_errors(kind), rel=1e-6)


def test_cells_give_the_poisson_slopes_of_effects_of_nodes() -> None:
    world = drawn("poisson", is_undirected=False)
    table = only_groups(world, is_undirected=False)
    assert fit_rows(cell_table(table, *world.groups), "poisson").slopes == pytest.approx(
        ppml_pairs(table).slopes, rel=1e-8
    )


def test_cells_take_terms_of_groups_only() -> None:
    world = drawn("poisson", is_undirected=False)
    with pytest.raises(NetworkError, match="distance: is no term of groups"):
        cell_table(world.table, *world.groups)
    table = only_groups(world, is_undirected=False)
    with pytest.raises(NetworkError, match="joined: differs within a group"):
        cell_table(table, np.zeros(24, dtype=int), world.groups[1])
    with pytest.raises(NetworkError, match="second_group: has shape"):
        cell_table(table, world.groups[0])
    with pytest.raises(NetworkError, match="cells"):
        cell_table(table, world.groups[0] * 1_000_000, world.groups[1] + 1_000)


@pytest.mark.parametrize("square", [False, True])
@pytest.mark.parametrize("family", ["poisson", "logit"])
def test_a_sample_of_all_pairs_is_the_table(family, square) -> None:
    world = drawn(family, is_undirected=square)
    sample = case_control(world.table, 10**6, rare=("upper", "flight"), family=family)
    assert (sample.weight == 1).all()
    fit = fit_pairs(world.table, family)
    assert fit_rows(sample, family).slopes == pytest.approx(fit.slopes, rel=1e-8)


@pytest.mark.parametrize("square", [False, True])
def test_samples_keep_ties_and_rare_pairs_and_are_unbiased(square) -> None:
    world = drawn("poisson", is_undirected=square, n=60, m=50, base=-2.5)
    truth = ppml_pairs(world.table, "none")
    slopes = []
    for seed in range(40):
        sample = case_control(world.table, 300, rare=("flight",), effects="none", seed=seed)
        n_kept = int(((world.y > 0) | (world.x[:, 2] > 0)).sum())
        assert (sample.weight[:n_kept] == 1).all()
        assert (sample.weight[n_kept:] > 1).all()
        assert sample.y[:n_kept].sum() == sample.y.sum() == world.y.sum()
        assert sample.weight.sum() == pytest.approx(world.y.size)
        assert 200 < sample.y.size - n_kept <= 300
        slopes.append(fit_rows(sample, "poisson").slopes)
    spread = np.std(slopes, axis=0) / np.sqrt(len(slopes))
    assert (np.abs(np.mean(slopes, axis=0) - truth.slopes) < 3 * spread + 0.01).all()
    again = case_control(world.table, 300, rare=("flight",), effects="none", seed=39)
    assert fit_rows(again, "poisson").slopes.tolist() == slopes[-1].tolist()


@pytest.mark.parametrize("ends", ["both", "first"])
@pytest.mark.parametrize("square", [False, True])
def test_samples_under_effects_are_close_to_the_table(square, ends) -> None:
    if square and ends == "first":
        return
    world = drawn("poisson", is_undirected=square, n=60, m=50, base=-2.5)
    truth = ppml_pairs(world.table, ends)
    slopes, sizes = [], []
    for seed in range(20):
        sample = case_control(world.table, 700, rare=("flight",), effects=ends, seed=seed)
        if ends == "both":
            pairs = np.column_stack(sample.effects)
            assert np.unique(pairs, axis=0).shape == pairs.shape
            assert np.isin(pairs[:, 0], truth.first_labels).all()
            assert np.isin(pairs[:, 1], truth.second_labels).all()
        sizes.append(sample.weight.sum())
        slopes.append(fit_rows(sample, "poisson").slopes)
    spread = np.std(sizes) / np.sqrt(len(sizes))
    assert np.mean(sizes) == pytest.approx(truth.n_pairs - truth.n_separated, abs=3 * spread + 1)
    assert np.mean(slopes, axis=0) == pytest.approx(truth.slopes, abs=0.1)


def test_a_sample_with_few_draws_a_node_warns_and_is_further_off() -> None:
    world = drawn("poisson", is_undirected=True, n=150, m=150, base=-3.5)
    truth = fit_pairs(world.table, "poisson")
    n_nodes = truth.first_labels.size
    off = {}
    for draws in (15, 50):
        said, gaps = set(), []
        for seed in range(12):
            sample = case_control(world.table, draws * n_nodes, rare=("flight",), seed=seed)
            fit = fit_rows(sample, "poisson")
            assert fit.note == sample.note
            said.add(sample.note)
            gaps.append(np.abs(fit.slopes / truth.slopes - 1))
        off[draws], notes = np.mean(gaps), said
        warning = (
            f"{15 * n_nodes:,} draws for {n_nodes:,} nodes with effects are 15 a node; with fewer "
            "than 50 slopes may be off by more than their errors say: give n_controls of "
            f"{50 * n_nodes:,} or more."
        )
        assert notes == ({warning} if draws == 15 else {""})
    assert off[15] > 1.5 * off[50]
    assert case_control(world.table, 500, effects="none").note == ""
    assert case_control(world.table, 10**7).note == ""


def test_a_sample_names_what_it_cannot_keep() -> None:
    world = drawn("poisson", is_undirected=False)
    with pytest.raises(InvalidArgument, match="rare='trade' cannot be used"):
        case_control(world.table, 10, rare=("trade",))
    with pytest.raises(InvalidArgument, match="rare='distance' cannot be used; name a pair term"):
        case_control(world.table, 10, rare=("distance",))
    with pytest.raises(InvalidArgument, match="n_controls=0"):
        case_control(world.table, 0)


def test_group_values_may_be_sparse_and_need_not_be_flags() -> None:
    world = drawn("poisson", is_undirected=True)
    values = np.triu(np.random.default_rng(1).normal(size=(5, 5)))
    values += values.T
    dense = group_pair_term("g", world.groups[0], None, values)
    thin = group_pair_term("g", world.groups[0], None, sparse.coo_array(values))
    one, other = (
        ppml_pairs(undirected_pairs(24, world.table.ties, [term], world.table.counts))
        for term in (dense, thin)
    )
    assert one.slopes.tolist() == other.slopes.tolist()


@pytest.mark.parametrize("is_logit", [False, True])
@pytest.mark.parametrize("is_square", [False, True])
def test_compiled_sums_are_those_of_plain_loops(is_logit, is_square) -> None:
    from twolevel.kernels.dyads_blocks import fill_eta, packed_product, score_block, sum_block

    rng = np.random.default_rng(7)
    n_rows, n_columns, n_terms, row = 4, 19, 3, 2
    n = row + n_columns + 1 if is_square else 30
    first = row + 1 if is_square else 0
    odds, x = rng.random((n_rows, n_columns)), rng.normal(size=(n_terms, n_rows, n_columns))
    counted = np.triu(np.ones((n_rows, n_columns))) if is_square else np.ones((n_rows, n_columns))
    mean = (odds / (1 + odds) if is_logit else odds) * counted
    weight = mean * (1 / (1 + odds) if is_logit else 1.0)
    out = {name: np.zeros(n) for name in ("mr", "mc", "wr", "wc")}
    cross = np.zeros((2, n_terms, n))
    slope_mean, slope_weight = np.zeros(n_terms), np.zeros((n_terms, n_terms))
    stored = np.zeros(int(counted.sum()) + 3)
    columns = slice(first, first + n_columns)
    log_sum = sum_block(
        odds, x, row, is_square, is_logit, out["mr"], out["mc"][columns], out["wr"],
        out["wc"][columns], cross[0], cross[1][:, columns], slope_mean, slope_weight, stored, 3,
    )  # fmt: skip
    rows = slice(row, row + n_rows)
    assert out["wr"][rows] == pytest.approx(weight.sum(axis=1))
    assert out["wc"][columns] == pytest.approx(weight.sum(axis=0))
    assert cross[0][:, rows] == pytest.approx((weight * x).sum(axis=2))
    assert cross[1][:, columns] == pytest.approx((weight * x).sum(axis=1))
    assert np.tril(slope_weight) == pytest.approx(np.tril(np.einsum("rj,krj,mrj", weight, x, x)))
    assert stored[3:] == pytest.approx(weight[counted > 0])
    if is_logit:
        assert log_sum == pytest.approx((np.log1p(odds) * counted).sum())
        assert out["mr"][rows] == pytest.approx(mean.sum(axis=1))
        assert slope_mean == pytest.approx((mean * x).sum(axis=(1, 2)))
    projection = rng.normal(size=(n_terms, n)), rng.normal(size=(n_terms, n_columns))
    free = x - projection[0][:, rows, None] - projection[1][:, None, :]
    sums, skews = np.zeros((2, n_terms, n)), np.zeros((2, n_terms, n))
    meat, bread = np.zeros((2, n_terms, n_terms))
    groups = rng.integers(0, 3, n), rng.integers(0, 4, n_columns)
    cells = np.zeros((n_terms, 3, 4))
    score_block(
        odds, x.copy(), row, is_square, is_logit, *projection, sums[0], sums[1][:, columns],
        skews[0], skews[1][:, columns], meat, bread, *groups, cells,
    )  # fmt: skip
    assert sums[0][:, rows] == pytest.approx((mean * free).sum(axis=2))
    assert sums[1][:, columns] == pytest.approx((mean * free).sum(axis=1))
    assert np.tril(meat) == pytest.approx(np.tril(np.einsum("rj,krj,mrj", mean**2, free, free)))
    assert np.tril(bread) == pytest.approx(np.tril(np.einsum("rj,krj,mrj", weight, free, free)))
    skewed = weight * (1 - 2 * mean) * free if is_logit else 0 * free
    assert skews[0][:, rows] == pytest.approx(skewed.sum(axis=2))
    slow = np.zeros_like(cells)
    for r in range(n_rows):
        for j in range(n_columns):
            slow[:, groups[0][row + r], groups[1][j]] += mean[r, j] * free[:, r, j]
    assert cells == pytest.approx(slow)
    at_rows, at_columns, slopes = rng.random(n_rows), rng.random(n_columns), rng.normal(size=3)
    eta = np.empty((n_rows, n_columns))
    fill_eta(at_rows, at_columns, x, slopes, 1.0, eta)
    slow = at_rows[:, None] + at_columns + np.einsum("k,krj->rj", slopes, x)
    assert eta == pytest.approx(np.minimum(slow, 1.0))
    matrix = np.triu(rng.random((9, 9)), 1)
    v, product = rng.normal(size=(2, 9)), np.zeros((2, 9))
    packed = matrix[np.triu_indices(9, 1)]
    packed_product(packed, 0, 0, 5, v, product)
    packed_product(packed, 30, 5, 8, v, product)
    assert product == pytest.approx(v @ (matrix + matrix.T))


BOUNDS_SCRIPT = """
from two_level.dyad_tables import drawn
from twolevel.dyads.fit_pairs import fit_pairs
from twolevel.dyads.tetrads import tetrad_logit
for family, square in (("poisson", True), ("logit", False)):
    world = drawn(family, is_undirected=square)
    fit = fit_pairs(world.table, family, clusters=world.groups[: 1 if square else 2])
    print(fit.slopes.round(9).tolist())
print(tetrad_logit(world.table).slopes.round(9).tolist())
"""


def test_no_loop_reads_outside_its_arrays() -> None:
    """Run them in Python, which checks bounds; the slopes are those of the compiled loops."""
    printed = said_in_python(BOUNDS_SCRIPT)
    said = [json.loads(line) for line in printed.splitlines()]
    worlds = drawn("poisson", is_undirected=True), drawn("logit", is_undirected=False)
    assert said[0] == pytest.approx(fit_pairs(worlds[0].table, "poisson").slopes, abs=1e-8)
    assert said[1] == pytest.approx(fit_pairs(worlds[1].table, "logit").slopes, abs=1e-8)
    assert said[2] == pytest.approx(tetrad_logit(worlds[1].table).slopes, abs=1e-8)


def test_a_table_of_one_term_and_one_side() -> None:
    table = rectangular_pairs(2, 3, [(0, 1), (1, 2)], [], [2.0, 1.0])
    fit = ppml_pairs(table)
    assert fit.slopes.size == 0
    mean = np.exp(fit.first_effects[:, None] + fit.second_effects)
    assert mean == pytest.approx(np.outer([2, 1], [2, 1]) / 3)

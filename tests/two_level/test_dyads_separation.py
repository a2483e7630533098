"""What has no finite fit leaves the table, or is named in one sentence."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy.optimize import linprog

from sistercities.errors import InvalidArgument, NetworkError
from two_level.dyad_tables import drawn
from twolevel.dyads.fit_pairs import fit_pairs, logit_pairs, ppml_pairs
from twolevel.dyads.fit_rows import fit_rows, logit, ppml, row_table
from twolevel.dyads.pair_table import rectangular_pairs, undirected_pairs
from twolevel.dyads.separation import separated_rows
from twolevel.dyads.terms import group_pair_term, node_term, pair_term


def separated_by_programme(y, first, second, family, is_one_set) -> np.ndarray:
    """Find separated rows by linear programmes: the largest |z| of each row that does no harm."""
    size = int(max(first.max(), second.max())) + 1
    width = size if is_one_set else 2 * size
    design = np.zeros((y.size, width))
    np.add.at(design, (np.arange(y.size), first), 1.0)
    np.add.at(design, (np.arange(y.size), second if is_one_set else size + second), 1.0)
    none, tied = y == 0, y > 0
    limits = [design[none]] if family == "poisson" else [design[none], -design[tied]]
    a_ub = np.concatenate((*limits, np.eye(width), -np.eye(width)))
    b_ub = np.concatenate((np.zeros(a_ub.shape[0] - 2 * width), np.ones(2 * width)))
    a_eq = design[tied] if family == "poisson" else None
    b_eq = np.zeros(int(tied.sum())) if family == "poisson" else None
    found = np.zeros(y.size, dtype=bool)
    for row, sign in itertools.product(range(y.size), (-1, 1)):
        best = linprog(sign * design[row], a_ub, b_ub, a_eq, b_eq, bounds=(None, None))
        found[row] |= abs(best.fun) > 1e-7
    return found


@pytest.mark.parametrize("is_one_set", [False, True])
@pytest.mark.parametrize("family", ["poisson", "logit"])
def test_rows_that_effects_separate_are_those_of_linear_programmes(family, is_one_set) -> None:
    rng = np.random.default_rng(3)
    seen = 0
    for _ in range(12):
        first, second = rng.integers(0, 5, 14), rng.integers(0, 5, 14)
        kept = first != second if is_one_set else np.ones(14, dtype=bool)
        first, second = first[kept], second[kept]
        y = (rng.random(first.size) < 0.5).astype(float)
        fast = separated_rows(y, first, second, family, is_one_set=is_one_set)
        slow = separated_by_programme(y, first, second, family, is_one_set)
        assert fast.tolist() == slow.tolist()
        seen += 0 < fast.sum() < fast.size
    assert seen > 3


def test_nodes_without_ties_and_nodes_tied_to_all_are_reported() -> None:
    rng = np.random.default_rng(4)
    tied = rng.random((8, 9)) < 0.5
    tied[0], tied[:, 2], tied[3] = False, False, True
    tied[3, 2] = False  # but node 2 has left by then
    x = rng.normal(size=(8, 9))
    cells = np.indices((8, 9)).reshape(2, -1).T
    term = pair_term("x", cells, x.ravel(), n_first=8, n_second=9)
    table = rectangular_pairs(8, 9, np.argwhere(tied), [term])
    poisson, binary = ppml_pairs(table), logit_pairs(table)
    assert (poisson.separated_first.tolist(), poisson.separated_second.tolist()) == ([0], [2])
    assert (binary.separated_first.tolist(), binary.separated_second.tolist()) == ([0, 3], [2])
    assert poisson.n_separated == 72 - 7 * 8
    assert binary.n_separated == 72 - 6 * 8
    assert not np.isin(0, poisson.first_labels)
    same = logit(tied.ravel(), x.ravel(), cells.T)
    assert same.slopes == pytest.approx(binary.slopes, rel=1e-10)
    assert same.separated_first.tolist() == [0, 3]


def test_separated_pairs_do_not_move_slopes() -> None:
    """With the separated node kept at a very low effect, the fit is the same."""
    world = drawn("poisson", is_undirected=False)
    fit = ppml_pairs(world.table)
    kept = np.isin(world.first, fit.first_labels) & np.isin(world.second, fit.second_labels)
    rows = row_table(world.y[kept], world.x[kept], (world.first[kept], world.second[kept]))
    assert fit_rows(rows, "poisson").slopes == pytest.approx(fit.slopes, rel=1e-10)


def table_of(term, n=10, m=12, seed=1, density=0.5):
    tied = np.random.default_rng(seed).random((n, m)) < density
    return rectangular_pairs(n, m, np.argwhere(tied), [term])


@pytest.mark.parametrize("family", ["poisson", "logit"])
def test_terms_in_the_span_of_the_effects_are_named(family) -> None:
    ones = group_pair_term("all", np.zeros(10), np.zeros(12), [[2.0]])
    income = node_term("income", np.arange(10.0), np.zeros(12), "first")
    total = node_term("total", np.arange(10.0), np.arange(12.0) ** 2, "sum")
    for term in (ones, income, total):
        with pytest.raises(NetworkError, match=rf"{term.name}: is .*in the span of the effects"):
            fit_pairs(table_of(term), family)
    with pytest.raises(NetworkError, match="income: is in the span of the effects"):
        fit_pairs(table_of(income), family, "first")
    assert fit_pairs(table_of(income), family, "second").slopes.size == 1
    with pytest.raises(NetworkError, match=r"all: is one number .* in the span of the effects"):
        fit_pairs(table_of(ones), family, "none")


def test_collinear_terms_are_named() -> None:
    rng = np.random.default_rng(2)
    here, there = rng.normal(size=10), rng.normal(size=12)
    product = node_term("product", here, there, "product")
    shifted = node_term("shifted", 2 * here + 1, there, "product")
    other = node_term("difference", here, there)
    ties = np.argwhere(rng.random((10, 12)) < 0.5)
    table = rectangular_pairs(10, 12, ties, [product, other, shifted])
    with pytest.raises(NetworkError, match="shifted: is a combination of the terms before it"):
        ppml_pairs(table)


def test_large_mean_and_small_spread_is_no_span() -> None:
    rng = np.random.default_rng(2)
    here, there = rng.normal(size=10), rng.normal(size=12)
    ties = np.argwhere(rng.random((10, 12)) < 0.5)
    plain = node_term("t", here, there, "product")
    cells = np.indices((10, 12)).reshape(2, -1)
    far = 3000 + 0.1 * here[cells[0]] * there[cells[1]]
    term = pair_term("t", cells.T, far, n_first=10, n_second=12)
    one = ppml_pairs(rectangular_pairs(10, 12, ties, [plain]))
    other = ppml_pairs(rectangular_pairs(10, 12, ties, [term]))
    assert other.slopes == pytest.approx(10 * one.slopes, rel=1e-6)


@pytest.mark.parametrize("family", ["poisson", "logit"])
@pytest.mark.parametrize("square", [False, True])
def test_terms_that_separate_are_named(family, square) -> None:
    world = drawn(family, is_undirected=square, base=-1.0)
    pairs = np.column_stack((world.first, world.second))
    none = np.flatnonzero(world.y == 0)[::7]
    size = {"n_first": 24, "n_second": None if square else 30}
    never = pair_term("never", pairs[none], **size)
    always = pair_term("always", pairs[world.y > 0], **size)
    mixed = pair_term("mixed", np.concatenate((pairs[none], pairs[world.y > 0][::3])), **size)
    make = undirected_pairs if square else rectangular_pairs
    nodes = (24,) if square else (24, 30)

    def fitted(terms):
        return fit_pairs(make(*nodes, world.table.ties, terms, world.table.counts), family)

    for term in (never, always):
        with pytest.raises(NetworkError, match=rf"{term.name}: is [01] at every pair with a tie"):
            fitted([term])
    # Apart neither is constant where there are ties; together they are `never`.
    half = pair_term("half", pairs[world.y > 0][::3], **size)
    with pytest.raises(NetworkError, match=r"(mixed|half): has a slope that runs away"):
        fitted([mixed, half])


def test_stars_and_empty_tables() -> None:
    star = undirected_pairs(5, [(0, 1), (0, 2), (0, 3)], [pair_term("x", [(1, 2)], n_first=5)])
    with pytest.raises(NetworkError, match="all join one of the 4 nodes"):
        ppml_pairs(star)
    empty = undirected_pairs(5, [], [pair_term("x", [(1, 2)], n_first=5)])
    with pytest.raises(NetworkError, match="ties: are none"):
        ppml_pairs(empty)
    full = rectangular_pairs(2, 2, [(0, 0), (0, 1), (1, 0), (1, 1)], [])
    with pytest.raises(NetworkError, match="leave no node that is not separated"):
        logit_pairs(full)


BAD = [
    (lambda: node_term("t", [1.0, np.nan]), "t: holds nan at position 1"),
    (lambda: node_term("t", [1.0, 2.0], combination="ratio"), "combination='ratio' cannot"),
    (lambda: node_term("t", [[91.0, 0.0]], combination="log_km"), "is not latitude and longitude"),
    (lambda: group_pair_term("g", [0, 3], None, np.eye(3)), "has groups of shape .* to 3"),
    (lambda: group_pair_term("g", [0], None, [[np.inf]]), "g: holds inf at position \\(0, 0\\)"),
    (lambda: pair_term("p", [(0, 5)], n_first=3), "p: holds node 5 at row 0"),
    (lambda: pair_term("p", [(0, 1), (1, 0)], n_first=3), r"the pair \(0, 1\) 2 times"),
    (lambda: pair_term("p", [(1, 1)], n_first=3), "joins node 1 to itself"),
    (lambda: pair_term("p", [(0, 1)], [1.0, 2.0], n_first=3), "has 2 values"),
    (lambda: pair_term("p", [0, 1], n_first=3), r"has shape \(2,\)"),
    (lambda: rectangular_pairs(2, 2, [(0, 2)], []), "ties: holds node 2 at row 0"),
    (lambda: rectangular_pairs(2, 2, [(0, 1)], [], [-1.0]), "counts: holds -1"),
    (lambda: rectangular_pairs(2, 2, [(0, 1)], [], [1.0, 1.0]), "counts: holds 2 numbers"),
    (lambda: rectangular_pairs(0, 2, [], []), "n_first=0 cannot be used"),
    (
        lambda: rectangular_pairs(2, 2, [(0, 1)], [node_term("t", [1.0, 2.0, 3.0])]),
        "t: is made for 3 by 3 nodes",
    ),
    (
        lambda: undirected_pairs(2, [(0, 1)], [node_term("t", [1.0, 2.0], None, "first")]),
        "takes other values for",
    ),
    (
        lambda: undirected_pairs(2, [(0, 1)], [node_term("t", [1.0, 2.0])] * 2),
        "hold 't' twice",
    ),
    (lambda: ppml([1.0, 2.0], [1.0], ()), r"x: has shape \(1, 1\)"),
    (lambda: ppml([-1.0, 2.0], [1.0, 2.0], ()), "y: holds -1"),
    (lambda: ppml([0.0, 0.0], [1.0, 2.0], ()), "y: holds no count above 0"),
    (lambda: ppml([0.0, 1.0], [1.0, np.nan], ()), "x: holds nan"),
    (lambda: ppml([0.0, 1.0], [1.0, 2.0], [[1]]), r"effects\[0\]: has shape"),
    (lambda: ppml([0.0, 1.0], [1.0, 2.0], [[0.5, 1.0]]), "effects\\[0\\]: holds 0.5 at position 0"),
    (lambda: ppml([0.0, 1.0], [1.0, 2.0], [[0, 1]] * 3), "effects: hold 3 arrays"),
    (lambda: ppml([0.0, 1.0], [1.0, 2.0], weights=[0.0, 1.0]), "weights: have shape"),
    (lambda: ppml([0.0, 1.0], [1.0, 2.0], names=["a", "b"]), "give a list of 1 different names"),
    (lambda: ppml([0.0, 1.0], [1.0, 2.0], [[0, 1]], is_undirected=True), "hold 1 arrays"),
    (
        lambda: ppml([0.0, 1.0], [1.0, 2.0], [[0, 1], [0, 2]], is_undirected=True),
        "to itself in row 0",
    ),
    (lambda: logit([0.0, 2.0], [1.0, 2.0]), "y: holds 2"),
    (lambda: logit([0.0, 1.0], [1.0, 2.0]), "x.0.: (has a slope that runs|is .* at every pair)"),
    (lambda: ppml([1.0, 0.0], [1.0, 2.0], [[0, 1], [0, 1]]), "in the span"),
]


@pytest.mark.parametrize(("act", "message"), BAD)
def test_bad_input_gets_one_sentence(act, message) -> None:
    with pytest.raises((NetworkError, InvalidArgument), match=message):
        act()


def test_bad_requests() -> None:
    world = drawn("poisson", is_undirected=True)
    with pytest.raises(InvalidArgument, match="give both or none"):
        ppml_pairs(world.table, "first")
    with pytest.raises(InvalidArgument, match="effects='all' cannot be used"):
        ppml_pairs(world.table, "all")  # type: ignore[arg-type]
    with pytest.raises(NetworkError, match="logit takes ties as 1"):
        logit_pairs(world.table)
    with pytest.raises(NetworkError, match="clusters: hold 2 arrays"):
        ppml_pairs(world.table, clusters=world.groups)
    with pytest.raises(NetworkError, match="clusters: have shape"):
        ppml_pairs(world.table, clusters=([0, 1],))
    fit = ppml_pairs(world.table)
    with pytest.raises(InvalidArgument, match="kind='hc3' cannot be used"):
        fit.standard_errors("hc3")  # type: ignore[arg-type]
    with pytest.raises(InvalidArgument, match="level=2 cannot be used"):
        fit.intervals(level=2)

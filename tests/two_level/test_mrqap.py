"""MRQAP against enumeration of all permutations, statsmodels, and R's sna on the same matrices."""

from __future__ import annotations

import csv
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm

from sistercities.errors import InvalidArgument, NetworkError
from twolevel.mrqap.linear import least_squares, moved_outcome, moved_residuals
from twolevel.mrqap.logistic import moved_outcome_fits, moved_residual_fits, moved_scores
from twolevel.mrqap.matrices import counted_pairs, dyadic_matrices
from twolevel.mrqap.permutations import permutable
from twolevel.mrqap.regression import mrqap

REFERENCE = Path(__file__).parents[1] / "reference"
LAYOUTS = {"directed": (5, 5), "undirected": (5, 5), "rectangular": (4, 3)}


def drawn(layout: str, k: int = 2, seed: int = 3) -> tuple[np.ndarray, list[np.ndarray]]:
    """Draw an outcome and covariates that go together."""
    rng = np.random.default_rng(seed)
    shape = LAYOUTS[layout]
    x = [rng.normal(size=shape) + rng.normal(size=shape[1]) for _ in range(k)]
    x[1] = x[1] + 0.5 * x[0]
    y = 0.4 * x[0] + rng.normal(size=shape)
    if layout == "undirected":
        return y + y.T, [each + each.T for each in x]
    return y, x


def all_permutations(layout: str) -> tuple[np.ndarray, np.ndarray]:
    rows, columns = LAYOUTS[layout]
    by_row = list(permutations(range(rows)))
    if layout != "rectangular":
        both = np.array(by_row, dtype=np.int32)
        return both, both
    pairs = [(p, q) for p in by_row for q in permutations(range(columns))]
    return (
        np.array([p for p, _ in pairs], dtype=np.int32),
        np.array([q for _, q in pairs], dtype=np.int32),
    )


def residual_matrix(layout: str, x: list[np.ndarray], k: int) -> np.ndarray:
    """Residual of covariate k on a constant and the others, as a matrix."""
    is_pair = counted_pairs(layout, x[0].shape)
    if layout == "undirected":
        is_pair = is_pair | is_pair.T
    others = np.column_stack(
        [np.ones(is_pair.sum()), *(each[is_pair] for j, each in enumerate(x) if j != k)]
    )
    residual = x[k][is_pair] - others @ np.linalg.lstsq(others, x[k][is_pair], rcond=None)[0]
    matrix = np.zeros(x[k].shape)
    matrix[is_pair] = residual
    return matrix


def refitted(layout: str, y: np.ndarray, x: list[np.ndarray], k: int, p, q, fit) -> float:
    """Fit from scratch with the permuted residual of covariate k; return its statistic."""
    is_pair = counted_pairs(layout, y.shape)
    moved = residual_matrix(layout, x, k)[np.ix_(p, q)]
    others = [each[is_pair] for j, each in enumerate(x) if j != k]
    return fit(y[is_pair], np.column_stack([np.ones(is_pair.sum()), *others, moved[is_pair]]))


def plain_t(y: np.ndarray, design: np.ndarray) -> float:
    beta = np.linalg.solve(design.T @ design, design.T @ y)
    rest = ((y - design @ beta) ** 2).sum() / (y.size - design.shape[1])
    return float(beta[-1] / np.sqrt(rest * np.linalg.inv(design.T @ design)[-1, -1]))


def plain_score(y: np.ndarray, design: np.ndarray) -> float:
    null = sm.GLM(y, design[:, :-1], family=sm.families.Binomial()).fit(tol=1e-12)
    z, w = design[:, -1], null.mu * (1 - null.mu)
    cross = design[:, :-1].T @ (w * z)
    information = design[:, :-1].T @ (w[:, None] * design[:, :-1])
    return float(
        z @ (y - null.mu) / np.sqrt(z @ (w * z) - cross @ np.linalg.solve(information, cross))
    )


def plain_wald(y: np.ndarray, design: np.ndarray) -> float:
    fit = sm.GLM(y, design, family=sm.families.Binomial()).fit(tol=1e-13, maxiter=60)
    return float(fit.tvalues[-1])


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("k", [2, 3])
def test_each_permutation_gives_the_t_of_a_fit_from_scratch(layout: str, k: int) -> None:
    y, x = drawn(layout, k)
    matrices = dyadic_matrices(y, x, layout, None)
    rows, columns = all_permutations(layout)
    ours = moved_residuals(matrices, least_squares(matrices)).statistics(rows, columns)
    slow = [
        [refitted(layout, y, x, j, p, q, plain_t) for j in range(k)]
        for p, q in zip(rows, columns, strict=True)
    ]
    assert ours == pytest.approx(np.array(slow), rel=1e-7, abs=1e-9)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_permuted_outcomes_give_the_t_of_a_fit_from_scratch(layout: str) -> None:
    y, x = drawn(layout)
    is_pair = counted_pairs(layout, y.shape)
    matrices = dyadic_matrices(y, x, layout, None)
    rows, columns = all_permutations(layout)
    ours = moved_outcome(matrices, least_squares(matrices)).statistics(rows, columns)
    for p, q, found in zip(rows, columns, ours, strict=True):
        at = np.ix_(np.argsort(p), np.argsort(q))
        fit = sm.OLS(y[at][is_pair], sm.add_constant(np.column_stack([m[is_pair] for m in x])))
        assert found == pytest.approx(fit.fit().tvalues[1:], rel=1e-8, abs=1e-10)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_draws_have_the_law_of_all_permutations(layout: str) -> None:
    y, x = drawn(layout)
    matrices = dyadic_matrices(y, x, layout, None)
    law = moved_residuals(matrices, least_squares(matrices)).statistics(*all_permutations(layout))
    result = mrqap(y, x, layout=layout, n_draws=20_000, seed=4)
    for k in range(2):
        exact = np.mean(np.abs(law[:, k]) >= abs(result.statistic[k]) - 1e-9)
        assert abs(result.p[k] - exact) < 4 * np.sqrt(exact * (1 - exact) / 20_000) + 1e-4
        values, counts = np.unique(np.round(result.draws[:, k], 8), return_counts=True)
        wanted, weights = np.unique(np.round(law[:, k], 8), return_counts=True)
        assert values == pytest.approx(wanted, abs=2e-8)
        expected = weights / weights.sum() * 20_000
        chi_square = ((counts - expected) ** 2 / expected).sum()
        assert chi_square < wanted.size + 4 * np.sqrt(2 * wanted.size)


def test_nodes_change_place_within_strata_only() -> None:
    y, x = drawn("directed")
    who = permutable(dyadic_matrices(y, x, "directed", None), [0, 1, 0, 1, 1], None)
    rows, columns = who.draw(3000, np.random.SeedSequence(1))
    assert rows is columns
    assert np.isin(rows[:, [0, 2]], [0, 2]).all()
    _, counts = np.unique(rows, axis=0, return_counts=True)
    assert counts.size == 12
    assert ((counts - 250) ** 2 / 250).sum() < 30
    result = mrqap(y, x, layout="directed", n_draws=50, seed=1, row_strata=[0, 1, 0, 1, 1])
    assert result.warning == "Only 12 permutations exist, so no p can be below 0.0833."


def binary(n: int = 7) -> tuple[np.ndarray, list[np.ndarray]]:
    rng = np.random.default_rng(8)
    x = [rng.normal(size=(n, n)) for _ in range(2)]
    return (0.5 * x[0] + rng.logistic(size=(n, n)) > 0).astype(float), x


def test_logistic_statistics_are_those_of_fits_from_scratch() -> None:
    y, x = binary()
    matrices = dyadic_matrices(y, x, "directed", None)
    rows, columns = permutable(matrices, None, None).draw(25, np.random.SeedSequence(2))
    scores = moved_scores(matrices).statistics(rows, columns)
    walds = moved_residual_fits(matrices).statistics(rows, columns)
    for p, score, wald in zip(rows, scores, walds, strict=True):
        for k in range(2):
            slow = [refitted("directed", y, x, k, p, p, f) for f in (plain_score, plain_wald)]
            assert [score[k], wald[k]] == pytest.approx(slow, rel=1e-6)
    is_pair = counted_pairs("directed", y.shape)
    design = sm.add_constant(np.column_stack([each[is_pair] for each in x]))
    for p, found in zip(rows, moved_outcome_fits(matrices).statistics(rows, columns), strict=True):
        fit = sm.GLM(y[np.ix_(p, p)][is_pair], design, family=sm.families.Binomial())
        assert found == pytest.approx(fit.fit(tol=1e-13).tvalues[1:], rel=1e-6)


def test_logistic_estimates_are_those_of_statsmodels() -> None:
    y, x = binary()
    is_pair = counted_pairs("directed", y.shape)
    design = sm.add_constant(np.column_stack([each[is_pair] for each in x]))
    fit = sm.Logit(y[is_pair], design).fit(disp=False, tol=1e-12)
    score = mrqap(y, x, layout="directed", model="logistic", n_draws=5, seed=1)
    wald = mrqap(y, x, layout="directed", model="logistic", statistic="wald", n_draws=5, seed=1)
    assert [score.intercept, *score.coefficients] == pytest.approx(fit.params, rel=1e-8)
    assert wald.statistic == pytest.approx(fit.tvalues[1:], rel=1e-7)
    assert score.r_squared == pytest.approx(fit.prsquared)
    null = sm.GLM(y[is_pair], design[:, :2], family=sm.families.Binomial()).fit(tol=1e-12)
    assert score.statistic[1] ** 2 == pytest.approx(null.score_test(design[:, 2:])[0], rel=1e-6)


ORACLE_CASES = {
    "directed": ("y", "x", {"layout": "directed"}),
    "undirected": ("sy", "s", {"layout": "undirected"}),
    "outcome": ("y", "x", {"layout": "directed", "permute": "outcome"}),
    "logistic": ("tie", "x", {"layout": "directed", "model": "logistic", "statistic": "wald"}),
    "logistic-undirected": (
        "stie", "s", {"layout": "undirected", "model": "logistic", "statistic": "wald"},
    ),
    "logistic-outcome": (
        "tie", "x", {"layout": "directed", "model": "logistic", "permute": "outcome"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ORACLE_CASES)
def test_coefficients_and_p_are_those_of_sna(case: str) -> None:
    with (REFERENCE / "mrqap_oracle.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["case"] == case]
    table = np.genfromtxt(REFERENCE / "mrqap_network.csv", delimiter=",", names=True)
    n = int(table["row"].max()) + 1
    outcome, prefix, options = ORACLE_CASES[case]
    ours = mrqap(
        table[outcome].reshape(n, n),
        [table[f"{prefix}{j}"].reshape(n, n) for j in range(1, 5)],
        n_draws=1000 if "logistic" in case else 4000,
        seed=20261125,
        **options,
    )
    for k, row in enumerate(rows):
        assert ours.intercept == pytest.approx(float(row["intercept"]), rel=1e-8)
        assert ours.coefficients[k] == pytest.approx(float(row["coefficient"]), rel=1e-8)
        # The weights of R's glm are those of its last step but one, so its z has fewer digits.
        digits = 1e-4 if "logistic" in case else 1e-8
        assert ours.statistic[k] == pytest.approx(float(row["statistic"]), rel=digits)
        both = 1 / ours.n_draws + 1 / float(row["reps"])
        for name in ("p", "p_low", "p_high"):
            p = float(row[name])
            assert abs(getattr(ours, name)[k] - p) < 4 * np.sqrt(p * (1 - p) * both) + 2e-3
        for q in (5, 25, 50, 75, 95):
            share = float((ours.draws[:, k] <= float(row[f"q{q}"])).mean())
            level = q / 100
            assert abs(share - level) < 4 * np.sqrt(level * (1 - level) * both)


@pytest.mark.parametrize(
    "options",
    [{}, {"permute": "outcome"}, {"model": "logistic"}, {"model": "logistic", "statistic": "wald"}],
)
def test_any_number_of_workers_gives_the_same_numbers(options: dict[str, str]) -> None:
    y, x = binary()
    said: list[tuple[int, int]] = []
    alone = mrqap(y, x, layout="directed", n_draws=600, seed=9, **options)
    with ThreadPoolExecutor(3) as threads:
        apart = mrqap(
            y, x, layout="directed", n_draws=600, seed=9, executor=threads,
            on_progress=lambda done, wanted: said.append((done, wanted)), **options,
        )  # fmt: skip
    assert alone.draws.tolist() == apart.draws.tolist()
    assert said[-1] == (600, 600)


def test_renaming_nodes_changes_no_statistic() -> None:
    y, x = drawn("directed", 3)
    order = np.random.default_rng(1).permutation(5)
    at = np.ix_(order, order)
    one = mrqap(y, x, layout="directed", n_draws=1, seed=1)
    other = mrqap(y[at], [each[at] for each in x], layout="directed", n_draws=1, seed=1)
    assert other.statistic == pytest.approx(one.statistic)
    scaled = mrqap(7 * y, [1e6 * x[0] + 5, *x[1:]], layout="directed", n_draws=1, seed=1)
    assert scaled.statistic == pytest.approx(one.statistic)
    assert scaled.draws == pytest.approx(one.draws)


def test_many_covariates_fill_several_lanes() -> None:
    rng = np.random.default_rng(5)
    x = [rng.normal(size=(9, 9)) for _ in range(6)]
    y = rng.normal(size=(9, 9))
    matrices = dyadic_matrices(y, x, "directed", None)
    rows, columns = permutable(matrices, None, None).draw(3, np.random.SeedSequence(2))
    ours = moved_residuals(matrices, least_squares(matrices)).statistics(rows, columns)
    slow = [[refitted("directed", y, x, k, p, p, plain_t) for k in range(6)] for p in rows]
    assert ours == pytest.approx(np.array(slow), rel=1e-8)


def test_separated_draws_count_against_the_finding() -> None:
    y = np.zeros((4, 4))
    y[1, 2] = 1  # a permutation that brings the largest or smallest number here separates
    x = [np.arange(16.0).reshape(4, 4)]
    result = mrqap(y, x, layout="directed", model="logistic", statistic="wald", n_draws=200, seed=1)
    n_none = int(np.isnan(result.draws).sum())
    assert result.n_without_maximum[0] == n_none > 0
    assert result.p[0] >= (n_none + 1) / 201


def with_nan(matrix: np.ndarray) -> np.ndarray:
    broken = matrix.copy()
    broken[1, 2] = np.nan
    return broken


Y, X = drawn("directed")
BAD = [
    ({"y": with_nan(Y)}, "y: holds nan at row 1, column 2; fill it"),
    ({"x": [X[0], with_nan(X[1])]}, r"x\[1\]: holds nan at row 1, column 2"),
    ({"x": [X[0], np.ones((5, 5))]}, r"x\[1\]: is 1 on every pair; leave it out"),
    ({"y": np.ones((5, 5))}, "y: is 1 on every pair"),
    ({"x": [X[0], 2 * X[0] + 3]}, r"x\[1\]: is a sum of multiples of the covariates before it"),
    ({"x": [X[0], X[1][:4]]}, r"x\[1\]: has shape \(4, 5\); give a matrix of shape \(5, 5\)"),
    ({"x": []}, "x: holds no covariate"),
    ({"x": 3}, "x: is 3; give a list of matrices"),
    ({"x": ["abc"]}, r"x\[0\]: has shape"),
    ({"y": Y[:4]}, r"y: has shape \(4, 5\); give a square matrix"),
    ({"layout": "undirected"}, r"y: holds .* at \(0, 1\) and .* at \(1, 0\); give a symmetric"),
    ({"layout": "square"}, "layout='square' cannot be used; give directed"),
    ({"model": "probit"}, "model='probit' cannot be used"),
    ({"permute": "x"}, "permute='x' cannot be used"),
    ({"statistic": "wald"}, "statistic='wald' cannot be used; give t here"),
    ({"model": "logistic"}, "y: holds .*; give 0 and 1, or model=linear"),
    ({"names": ["a", "a"]}, "give a list of 2 different names"),
    ({"row_strata": [0, 1, 2, 3, 4]}, "row_strata: each node is alone in its stratum"),
    ({"row_strata": [0, 1]}, r"row_strata: has shape \(2,\); give one label"),
    ({"column_strata": [0] * 5}, "column_strata=.* cannot be used; leave it out"),
    ({"n_draws": 0}, "n_draws=0 cannot be used"),
    ({"seed": -1}, "seed=-1 cannot be used"),
    ({"y": Y[:2, :2], "x": [each[:2, :2] for each in X]}, "y: has 2 pairs for 2 covariates"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "said"), BAD)
def test_what_cannot_be_fitted_is_a_sentence(changed: dict, said: str) -> None:
    arguments = {"y": Y, "x": X, "layout": "directed", "n_draws": 5, "seed": 1} | changed
    with pytest.raises((InvalidArgument, NetworkError), match=said):
        mrqap(arguments.pop("y"), arguments.pop("x"), **arguments)


def test_an_outcome_told_apart_without_error_is_a_sentence() -> None:
    with pytest.raises(NetworkError, match="y: is told apart without error by size, x: no estim"):
        mrqap(
            (X[0] > 0).astype(int), X, layout="directed", model="logistic", names=["size", "x"],
            n_draws=5, seed=1,
        )  # fmt: skip


def test_the_diagonal_is_never_read() -> None:
    y, x = drawn("directed")
    hidden = y.copy()
    np.fill_diagonal(hidden, np.nan)
    one = mrqap(y, x, layout="directed", n_draws=20, seed=1)
    assert mrqap(hidden, x, layout="directed", n_draws=20, seed=1).draws.tolist() == (
        one.draws.tolist()
    )

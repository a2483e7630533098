"""The compiled loops of MRQAP give the numbers of their plain twins, also with bounds checked."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from two_level.bounds_checked import said, said_in_python
from twolevel.kernels.mrqap import permuted_products
from twolevel.kernels.mrqap_logistic import fit_logit, solve_in_place

SEED = 3


def plain_products(lanes, fixed, first, rows, columns):  # type: ignore[no-untyped-def]
    """Sum over pairs by fancy indexing."""
    n_rows, n_fixed, n_columns = fixed.shape
    moved = lanes.reshape(len(lanes), n_rows, n_columns, 4)
    is_pair = np.arange(n_columns)[None, :] >= first[:, None]
    sums = np.empty((len(rows), len(lanes), n_fixed, 4))
    for draw, (p, q) in enumerate(zip(rows, columns, strict=True)):
        image = moved[:, p][:, :, q] * is_pair[None, :, :, None]
        sums[draw] = np.einsum("xija,ibj->xba", image, fixed)
    return sums


@pytest.mark.parametrize("n_fixed", [1, 2, 5, 6, 10, 12])
@pytest.mark.parametrize("is_upper", [False, True])
def test_products_are_those_of_the_twin(n_fixed: int, is_upper: bool) -> None:
    rng = np.random.default_rng(SEED)
    n_rows, n_columns = (7, 7) if is_upper else (6, 9)
    lanes = rng.normal(size=(2, n_rows, 4 * n_columns))
    fixed = rng.normal(size=(n_rows, n_fixed, n_columns))
    first = np.arange(1, n_rows + 1) if is_upper else np.zeros(n_rows, dtype=np.int64)
    rows = rng.permuted(np.tile(np.arange(n_rows, dtype=np.int32), (5, 1)), axis=1)
    columns = rng.permuted(np.tile(np.arange(n_columns, dtype=np.int32), (5, 1)), axis=1)
    sums = np.zeros((5, 2, n_fixed, 4))
    permuted_products(lanes, fixed, first, rows, columns, sums)
    assert sums == pytest.approx(plain_products(lanes, fixed, first, rows, columns), abs=1e-12)


def test_systems_are_solved_or_refused() -> None:
    rng = np.random.default_rng(SEED)
    half = rng.normal(size=(5, 5))
    matrix, right = half @ half.T + np.eye(5), rng.normal(size=5)
    wanted = np.linalg.solve(matrix, right)
    assert solve_in_place(np.tril(matrix), right)
    assert right == pytest.approx(wanted)
    assert not solve_in_place(np.zeros((2, 2)), np.ones(2))


def test_fits_are_those_of_statsmodels() -> None:
    rng = np.random.default_rng(SEED)
    design = np.column_stack((np.ones(80), rng.normal(size=(80, 2))))
    y = (design @ [0.3, 1.0, 0.0] + rng.logistic(size=80) > 0).astype(float)
    beta, variance = np.zeros(3), np.empty(3)
    assert fit_logit(design, y, beta, variance)
    fit = sm.Logit(y, design).fit(disp=False, tol=1e-12)
    assert beta == pytest.approx(fit.params, rel=1e-8)
    assert variance == pytest.approx(fit.bse**2, rel=1e-8)
    assert not fit_logit(design, (design[:, 1] > 0).astype(float), np.zeros(3), variance)


BOUNDS_SCRIPT = """
import numpy as np
from twolevel.mrqap.regression import mrqap
rng = np.random.default_rng(3)
y, x = rng.normal(size=(7, 7)), rng.normal(size=(3, 7, 7))
tie, both = (y > 0).astype(float), {"n_draws": 9, "seed": 1}
cases = [
    mrqap(y, x, layout="directed", **both),
    mrqap(y + y.T, x + x.transpose(0, 2, 1), layout="undirected", **both),
    mrqap(y[:5], x[:, :5], layout="rectangular", **both),
    mrqap(tie, x, layout="directed", model="logistic", **both),
    mrqap(tie, x, layout="directed", model="logistic", statistic="wald", **both),
    mrqap(tie, x, layout="directed", model="logistic", permute="outcome", **both),
]
print([case.draws.round(6).tolist() for case in cases])
"""


def test_no_kernel_reads_outside_its_arrays() -> None:
    assert said_in_python(BOUNDS_SCRIPT) == said(BOUNDS_SCRIPT)

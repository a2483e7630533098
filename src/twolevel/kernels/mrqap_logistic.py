"""Logistic regressions by Newton's method, one for each permutation, for MRQAP."""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled, compiled_within
from twolevel.kernels.copies import copy_into

MOST_STEPS = 40
CLOSE = 1e-9
FAR = 1e3  # of the linear predictor's length over root n: no maximum is ever there


@compiled(nogil=True)
def solve_in_place(matrix, right):  # type: ignore[no-untyped-def]
    """Solve a positive definite system by Cholesky's method; return whether it is one.

    `matrix` then holds the factor in its lower triangle, `right` the solution.
    """
    m = right.size
    for i in range(m):
        for j in range(i + 1):
            s = matrix[i, j]
            for a in range(j):
                s -= matrix[i, a] * matrix[j, a]
            if i == j:
                if not s > 1e-14:
                    return False
                matrix[i, i] = np.sqrt(s)
            else:
                matrix[i, j] = s / matrix[j, j]
    for i in range(m):
        for a in range(i):
            right[i] -= matrix[i, a] * right[a]
        right[i] /= matrix[i, i]
    for i in range(m - 1, -1, -1):
        for a in range(i + 1, m):
            right[i] -= matrix[a, i] * right[a]
        right[i] /= matrix[i, i]
    return True


@compiled_within()
def slope_and_information(design, y, beta, slope, information):  # type: ignore[no-untyped-def]
    """Fill the score and the information at `beta`; `design` is (n, m)."""
    n, m = design.shape
    slope[:] = 0.0
    information[:] = 0.0
    for e in range(n):
        eta = 0.0
        for a in range(m):
            eta += design[e, a] * beta[a]
        mean = 1.0 / (1.0 + np.exp(-eta))
        weight = mean * (1.0 - mean)
        for a in range(m):
            slope[a] += design[e, a] * (y[e] - mean)
            scaled = weight * design[e, a]
            for b in range(a + 1):
                information[a, b] += scaled * design[e, b]


@compiled(nogil=True)
def fit_logit(design, y, beta, variance):  # type: ignore[no-untyped-def]
    """Fit from `beta` on, in place; fill the variances; return whether there is a maximum.

    Columns of `design` should have length about root n, so that one bound serves all of them.
    """
    m = beta.size
    slope, information = np.empty(m), np.empty((m, m))
    for _ in range(MOST_STEPS):
        slope_and_information(design, y, beta, slope, information)
        if not solve_in_place(information, slope):
            return False
        largest = 0.0
        for a in range(m):
            largest = max(largest, abs(slope[a]))
        if not largest < FAR:
            return False
        by = min(1.0, 4.0 / largest) if largest > 0 else 1.0
        for a in range(m):
            beta[a] += by * slope[a]
        if largest < CLOSE:
            unit = np.empty(m)
            slope_and_information(design, y, beta, slope, information)
            for a in range(m):
                unit[:] = 0.0
                unit[a] = 1.0
                factor = information.copy()
                if not solve_in_place(factor, unit):
                    return False
                variance[a] = unit[a]
            return True
    return False


@compiled(nogil=True)
def permuted_residual_z(  # type: ignore[no-untyped-def]
    residual, design, y, start, left, right, rows, columns, z
):
    """Fill `z` (n_draws,) with the Wald z of a permuted residual; NaN where there is no maximum.

    `residual` is a matrix (n_rows, n_columns); `design` (n_pairs, m) holds the other covariates
    and a last column that is overwritten; pair e lies at row `left[e]`, column `right[e]`.
    """
    m = start.size
    beta, variance = np.empty(m), np.empty(m)
    for draw in range(z.size):
        for e in range(y.size):
            design[e, m - 1] = residual[rows[draw, left[e]], columns[draw, right[e]]]
        copy_into(beta, start)
        if fit_logit(design, y, beta, variance):
            z[draw] = beta[m - 1] / np.sqrt(variance[m - 1])
        else:
            z[draw] = np.nan


@compiled(nogil=True)
def permuted_outcome_z(  # type: ignore[no-untyped-def]
    outcome, design, start, left, right, rows, columns, z
):
    """Fill `z` (n_draws, m - 1) with the Wald z of each covariate against a permuted outcome.

    The first column of `design` is the constant.
    """
    m = start.size
    y = np.empty(left.size)
    beta, variance = np.empty(m), np.empty(m)
    for draw in range(z.shape[0]):
        for e in range(y.size):
            y[e] = outcome[rows[draw, left[e]], columns[draw, right[e]]]
        copy_into(beta, start)
        is_there = fit_logit(design, y, beta, variance)
        for a in range(1, m):
            z[draw, a - 1] = beta[a] / np.sqrt(variance[a]) if is_there else np.nan

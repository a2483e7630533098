"""Regressions of the study of drivers against statsmodels on the same table, to 6 digits."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from reference.study_drivers_worlds import KINDS, world
from sistercities.studies.drivers.models import PairModel, fit_rows_of
from sistercities.studies.drivers.terms import BY_COLUMN, Term
from twolevel.dyads.result import ErrorKind


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return world(KINDS["both"], np.random.default_rng(7))


def _terms(rows: pd.DataFrame) -> tuple[Term, ...]:
    return tuple(BY_COLUMN[column] for column in rows.columns if column in BY_COLUMN)


def _peer(rows: pd.DataFrame, x: pd.DataFrame, by: str) -> tuple[np.ndarray, np.ndarray]:
    """Return slopes by statsmodels, and errors of their clustered scores (CR1 without n / (n - k)).

    statsmodels has no clustered errors with weights, so they are summed up from its fit.
    """
    fit = sm.GLM(rows["y"], x, family=sm.families.Poisson(), var_weights=rows["weight"]).fit(
        tol=1e-12, maxiter=200
    )
    mean, weight = np.asarray(fit.mu), rows["weight"].to_numpy()
    design = x.to_numpy()
    bread = np.linalg.pinv(design.T @ (design * (weight * mean)[:, None]))
    scores = design * (weight * (rows["y"].to_numpy() - mean))[:, None]
    sums = pd.DataFrame(scores).groupby(rows[by].to_numpy()).sum().to_numpy()
    meat = len(sums) / (len(sums) - 1) * sums.T @ sums
    return fit.params.to_numpy(), np.sqrt(np.diag(bread @ meat @ bread))


def _same_errors(model: PairModel, errors: np.ndarray, kind: ErrorKind) -> None:
    assert model.fit is not None
    factor = np.sqrt(model.fit.covariances.parameter_factor)
    assert model.fit.standard_errors(kind) / factor == pytest.approx(errors, rel=1e-6)


def test_without_effects(rows: pd.DataFrame) -> None:
    terms = _terms(rows)
    model = fit_rows_of(rows, terms, effects="none")
    assert model.fit is not None
    assert [term.column for term in model.terms] == [term.column for term in terms]
    x = sm.add_constant(rows[[term.column for term in terms]])
    kinds: tuple[tuple[str, ErrorKind], ...] = (("unit", "first"), ("country", "second"))
    for by, kind in kinds:
        slopes, errors = _peer(rows, x, by)
        assert model.fit.slopes == pytest.approx(slopes[1:], rel=1e-6)
        _same_errors(model, errors[1:], kind)


def test_with_an_effect_of_each_home_city(rows: pd.DataFrame) -> None:
    chosen = rows[rows["unit"] < 6]
    tied = chosen.groupby("home")["y"].transform("sum") > 0
    chosen = chosen[tied].reset_index(drop=True)
    model = fit_rows_of(chosen, _terms(chosen), effects="home")
    assert model.fit is not None
    assert {"gdp", "home_flights"} <= {term.column for term in model.left_out}
    dummies = pd.get_dummies(chosen["home"], dtype=float)
    dummies.columns = [f"home {name}" for name in dummies.columns]
    x = pd.concat([chosen[[term.column for term in model.terms]], dummies], axis=1)
    slopes, errors = _peer(chosen, x, "unit")
    k = len(model.terms)
    assert model.fit.slopes == pytest.approx(slopes[:k], rel=1e-6)
    _same_errors(model, errors[:k], "first")

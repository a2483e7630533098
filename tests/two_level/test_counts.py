"""Count models against R's MASS and sandwich, and against likelihoods differentiated by hand."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.special import gammaln
from scipy.stats import t as student
from statsmodels.stats.outliers_influence import variance_inflation_factor

from sistercities.errors import InvalidArgument, NetworkError
from twolevel.counts.count_rows import variance_inflation
from twolevel.counts.negative_binomial import count_model

REFERENCE = Path(__file__).parents[1] / "reference"
TABLE = np.genfromtxt(REFERENCE / "counts_table.csv", delimiter=",", names=True)
Y, UNIT, OFFSET = TABLE["y"], TABLE["unit"].astype(int), TABLE["offset"]
X = np.column_stack([TABLE[name] for name in ("x1", "x2", "capital")])
NAMES = ["x1", "x2", "capital"]
DESIGN = np.column_stack((np.ones(len(X)), X))


@pytest.fixture(scope="module")
def model():
    return count_model(Y, X, unit=UNIT, offset=OFFSET, names=NAMES)


def test_numbers_are_those_of_mass_and_sandwich(model) -> None:
    with (REFERENCE / "counts_oracle.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert model.names == ("constant", *NAMES)
    for k, row in enumerate(rows):
        assert model.qmle.coefficients[k] == pytest.approx(float(row["qmle"]), rel=1e-8)
        # R fits to the end without each unit, and alpha anew; ours is one step: see the next test.
        assert model.qmle.standard_errors[k] == pytest.approx(float(row["qmle_error"]), rel=0.03)
        assert model.nb2.coefficients[k] == pytest.approx(float(row["nb2"]), rel=1e-6)
        assert model.nb2.standard_errors[k] == pytest.approx(float(row["nb2_error"]), rel=0.08)
        if k:
            inflation = float(row["inflation"])
            assert model.variance_inflation[k - 1] == pytest.approx(inflation, rel=1e-9)
    assert model.alpha == pytest.approx(float(rows[0]["alpha"]), rel=1e-6)


def nb2_likelihoods(parameters: np.ndarray) -> np.ndarray:
    """Log likelihood of each row; the last parameter is alpha."""
    mean = np.exp(DESIGN @ parameters[:-1] + OFFSET)
    size = 1 / parameters[-1]
    return (
        gammaln(Y + size) - gammaln(size) - gammaln(Y + 1)
        + size * np.log(size / (size + mean)) + Y * np.log(mean / (size + mean))
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["qmle", "nb2"])
def test_errors_are_those_of_one_step_without_each_unit(model, kind: str) -> None:
    """A step of Newton is a weighted least squares fit: here without each unit in turn."""
    fit, alpha = getattr(model, kind), model.alpha if kind == "nb2" else 0.0
    mean = np.exp(DESIGN @ fit.coefficients + OFFSET)
    root = np.sqrt(mean / (1 + alpha * mean))
    moved = DESIGN @ fit.coefficients + (Y - mean) / mean
    units = np.unique(UNIT)
    steps = []
    for left_out in units:
        kept = left_out != UNIT
        steps.append(sm.OLS((root * moved)[kept], (root[:, None] * DESIGN)[kept]).fit().params)
    g = units.size
    errors = np.sqrt((g - 1) / g * ((np.array(steps) - fit.coefficients) ** 2).sum(axis=0))
    assert fit.standard_errors == pytest.approx(errors, rel=1e-6)
    sizes = np.unique(UNIT, return_counts=True)[1]
    effective = sizes.sum() ** 2 / (sizes**2).sum()
    assert model.effective_units == pytest.approx(effective)
    reach = student.ppf(0.975, effective - 1) * errors[1]
    assert fit.low[1] == pytest.approx(fit.coefficients[1] - reach, rel=1e-6)
    p = 2 * student.sf(abs(fit.coefficients[2]) / errors[2], effective - 1)
    assert fit.p[2] == pytest.approx(p, rel=1e-6)


def test_error_of_alpha_is_that_of_the_likelihood_differentiated_by_hand(model) -> None:
    at = np.append(model.nb2.coefficients, model.alpha)
    step = 1e-4 * np.eye(at.size)
    scores = np.column_stack(
        [(nb2_likelihoods(at + e) - nb2_likelihoods(at - e)) / 2e-4 for e in step]
    )
    assert scores.sum(axis=0) == pytest.approx(np.zeros(at.size), abs=1e-3)
    curvature = np.array([
        [
            (
                nb2_likelihoods(at + e + f) - nb2_likelihoods(at + e - f)
                - nb2_likelihoods(at - e + f) + nb2_likelihoods(at - e - f)
            ).sum() / 4e-8
            for f in step
        ]
        for e in step
    ])  # fmt: skip
    by_unit = np.array([scores[unit == UNIT].sum(axis=0) for unit in np.unique(UNIT)])
    n, g = len(Y), len(by_unit)
    inverse = np.linalg.inv(curvature)
    covariance = inverse @ by_unit.T @ by_unit @ inverse * g / (g - 1) * (n - 1) / (n - at.size)
    errors = np.sqrt(np.diag(covariance))
    assert model.alpha_error == pytest.approx(errors[-1], rel=1e-3)


def test_ranges_are_those_of_fits_without_each_unit(model) -> None:
    fits = []
    for left_out in np.unique(UNIT)[:6]:
        kept = left_out != UNIT
        some = count_model(Y[kept], X[kept], unit=UNIT[kept], offset=OFFSET[kept], leave_out=False)
        assert some.nb2.left_out_low is None
        fits.append(np.stack((some.nb2.coefficients, some.qmle.coefficients)))
    for which, fit in enumerate((model.nb2, model.qmle)):
        values = np.array(fits)[:, which]
        assert (values.min(axis=0) >= fit.left_out_low - 1e-9).all()
        assert (values.max(axis=0) <= fit.left_out_high + 1e-9).all()
        assert fit.units_without_fit == ()


def test_variance_inflation_is_that_of_statsmodels() -> None:
    x = np.column_stack((X, X[:, 0] + 0.3 * X[:, 1]))[:, :3] @ np.array(
        [[1.0, 0.9, 0], [0, 0.2, 0], [0, 0, 1]]
    )
    design = np.column_stack((np.ones(len(x)), x))
    peer = [variance_inflation_factor(design, k) for k in (1, 2, 3)]
    assert variance_inflation(x) == pytest.approx(peer)
    assert (
        "Variance inflation above 10: x[0], x[1]."
        in count_model(Y, x, unit=UNIT, leave_out=False).note
    )


def test_scale_of_a_covariate_changes_only_its_coefficient(model) -> None:
    other = count_model(
        Y, X * [1e6, 1, 1] + [5, 0, 0], unit=UNIT + 100, offset=OFFSET, leave_out=False
    )
    assert 1e6 * other.nb2.coefficients[1] == pytest.approx(model.nb2.coefficients[1], rel=1e-6)
    assert other.qmle.standard_errors[2:] == pytest.approx(model.qmle.standard_errors[2:], rel=1e-6)


def test_counts_that_vary_less_than_poisson_have_no_alpha() -> None:
    rng = np.random.default_rng(4)
    x = rng.normal(size=(80, 1))
    y = rng.binomial(6, 1 / (1 + np.exp(-x[:, 0])))
    flat = count_model(y, x, unit=np.arange(80) % 8, leave_out=False)
    assert (flat.alpha, flat.alpha_error) == (0.0, None)
    assert "alpha is 0" in flat.note
    assert flat.nb2.coefficients.tolist() == flat.qmle.coefficients.tolist()


def test_a_unit_without_which_there_is_no_fit_is_named() -> None:
    rng = np.random.default_rng(6)
    unit = np.repeat(np.arange(6), 12)
    x = np.column_stack((rng.normal(size=72), unit == 3))
    result = count_model(rng.poisson(np.exp(x[:, 0])) + (unit == 1), x, unit=unit)
    assert result.nb2.units_without_fit == result.qmle.units_without_fit == (3,)
    assert result.qmle.left_out_low is not None


def test_too_few_effective_units_are_said() -> None:
    rng = np.random.default_rng(1)
    unit = (np.arange(100) >= 95).astype(int)
    result = count_model(rng.poisson(3, 100), rng.normal(size=(100, 1)), unit=unit)
    assert result.note.startswith("With 1.1 effective units an interval says nothing.")
    assert (result.qmle.high - result.qmle.low > 1000).all()


def test_what_one_unit_alone_tells_has_no_error_and_is_named() -> None:
    """The usual sandwich gives such a covariate an error of about 0."""
    rng = np.random.default_rng(6)
    unit = np.repeat([4, 7, 9, 12, 15, 20], 12)
    x = np.column_stack((rng.normal(size=72), unit == 9))
    result = count_model(
        rng.poisson(np.exp(0.5 * x[:, 0])), x, unit=unit, names=["size", "coast"], leave_out=False
    )
    assert "Unit 9 alone tells coast, which has no standard error therefore" in result.note
    for fit in (result.qmle, result.nb2):
        assert (fit.standard_errors[2], fit.low[2], fit.high[2]) == (np.inf, -np.inf, np.inf)
        assert fit.p[2] == 1
        assert np.isfinite(fit.coefficients).all()
        assert np.isfinite(fit.standard_errors[:2]).all()


X2 = X[:, :2]
BAD = [
    ({"y": Y + 0.5}, "y: holds .*5 at position 0"),
    ({"y": Y - 1}, "y: holds -1; give counts"),
    ({"y": 0 * Y}, "y: is 0 in every row"),
    ({"y": Y[:4]}, r"y: has shape \(4,\)"),
    ({"y": np.where(Y[0] == Y, np.nan, Y)}, "y: holds nan at position 0"),
    ({"x": X2 * [1, 0]}, r"x\[1\]: is the same in every row"),
    ({"x": np.column_stack((X2, X2.sum(axis=1) + 3))}, r"x\[2\]: is a sum of multiples"),
    ({"x": np.column_stack((X2, Y > 0))}, r"x\[2\]: alone or with others tells rows of count 0"),
    ({"x": X2 * np.inf}, "x: holds"),
    ({"x": [["a"]] * len(Y)}, "x: has shape"),
    ({"unit": np.zeros(len(Y), int)}, "unit: is 0 in every row"),
    ({"unit": UNIT[:3]}, r"unit: has shape \(3,\)"),
    ({"offset": np.full(len(Y), np.nan)}, "offset: holds"),
    ({"names": ["a"]}, "give a list of 2 different names"),
    ({"level": 1.0}, "level=1.0 cannot be used"),
    ({"y": Y[:4], "x": X2[:4], "unit": UNIT[:4]}, "x: has 2 covariates for 4 rows"),
]


@pytest.mark.parametrize(("changed", "said"), BAD)
def test_what_cannot_be_fitted_is_a_sentence(changed: dict, said: str) -> None:
    arguments = {"y": Y, "x": X2, "unit": UNIT, "leave_out": False} | changed
    with pytest.raises((InvalidArgument, NetworkError), match=said):
        count_model(arguments.pop("y"), arguments.pop("x"), **arguments)


def test_importing_the_module_does_not_import_statsmodels() -> None:
    code = "import sys, twolevel.counts.negative_binomial; print('statsmodels' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"

"""Bad input to the choice model, counts, Shapley values and MRQAP."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sistercities.errors import NetworkError
from two_level.bad_input import faults
from twolevel.choice.conditional_logit import conditional_logit
from twolevel.choice.sampled_alternatives import sample_alternatives
from twolevel.counts.negative_binomial import count_model
from twolevel.mrqap.regression import mrqap
from twolevel.shapley.values import linear_model, shapley_deviance

RNG = np.random.default_rng(10)
ENDLESS = ("standard_errors", "covariance", "low", "high")
"""Infinite where one unit or cluster alone tells a covariate, which the note says."""
X = RNG.normal(size=(60, 3))
UNIT = np.arange(60) % 8
RUN = {"executor": "executor", "on_progress": "on_progress"}


def test_sampled_alternatives() -> None:
    right = {"chosen": RNG.integers(0, 20, 15), "n_alternatives": 20, "n_sampled": 4, "seed": 1}
    kinds = {
        "chosen": "array", "n_alternatives": "count", "n_sampled": "a few", "seed": "seed",
        "stratum": "array",
    }  # fmt: skip
    assert faults(sample_alternatives, kinds, stratum=np.arange(20) % 3, **right) == []


def test_conditional_logit() -> None:
    sets = sample_alternatives(RNG.integers(0, 20, 40), 20, n_sampled=4, seed=1)
    right = {
        "x": RNG.normal(size=(sets.choice.size, 2)), "choice": sets.choice,
        "is_chosen": sets.is_chosen, "offset": sets.log_correction, "cluster": sets.choice % 7,
    }  # fmt: skip
    kinds = dict.fromkeys(right, "array") | {"names": "names", "level": "level"}
    names = ("x[0]", "x[1]")
    found = faults(conditional_logit, kinds, allowed=ENDLESS, names=names, **right, level=0.9)
    assert found == []


@pytest.mark.parametrize("clustered", [True, False])
@pytest.mark.parametrize("form", [(1.0, 0.0), (1e6, 0.0), (1e-9, 1.0), (-3.0, 5.0)])
def test_choices_told_without_error_are_no_estimate(
    form: tuple[float, float], clustered: bool
) -> None:
    sets = sample_alternatives(RNG.integers(0, 20, 40), 20, n_sampled=4, seed=1)
    x = np.column_stack((form[0] * sets.is_chosen + form[1], RNG.normal(size=sets.choice.size)))
    cluster = sets.choice % 7 if clustered else None
    with pytest.raises(NetworkError, match=r"x\[0\]: tells the chosen .* leave it out"):
        conditional_logit(x, sets.choice, sets.is_chosen, cluster=cluster)


def test_counts() -> None:
    right = {
        "y": RNG.negative_binomial(2, 0.3, 60), "x": X, "unit": UNIT,
        "offset": RNG.normal(size=60) / 9, "leave_out": False,
    }  # fmt: skip
    kinds = dict.fromkeys(("y", "x", "unit", "offset"), "array")
    kinds |= {"names": "names", "level": "level", "leave_out": "flag"}
    names = ("constant", "x[", "alpha")
    assert faults(count_model, kinds, allowed=ENDLESS, names=names, **right, level=0.9) == []


def test_shapley() -> None:
    y = RNG.poisson(np.exp(0.5 * X[:, 0] + 1))
    right: dict[str, Any] = {
        "x": X, "y": y, "unit": UNIT, "groups": {"a": [0], "b": [1]},
        "fit": linear_model("poisson"), "family": "poisson",
    }  # fmt: skip
    kinds = dict.fromkeys(("x", "y", "unit"), "array") | RUN
    kinds |= {"groups": "record", "fit": "record", "family": "word", "level": "level"}
    assert faults(shapley_deviance, kinds, names=("groups", "fit"), **right, level=0.9) == []
    assert faults(linear_model, {"family": "word"}, family="poisson") == []


@pytest.mark.parametrize(
    ("model", "permute"),
    [("linear", "residuals"), ("linear", "outcome"), ("logistic", "residuals")],
)
def test_mrqap(model: str, permute: str) -> None:
    def regression(first: object, second: object, **rest: Any) -> object:
        return mrqap(x=[first, second], **rest)  # type: ignore[list-item]

    y = RNG.normal(size=(8, 8))
    right = {
        "y": y if model == "linear" else (y > 0.3).astype(np.float64),
        "first": RNG.normal(size=(8, 8)), "second": RNG.normal(size=(8, 8)),
        "row_strata": np.arange(8) % 2,
    }  # fmt: skip
    words = {"layout": "directed", "model": model, "permute": permute, "n_draws": 20, "seed": 1}
    # A diagonal says nothing, so what stands first there may be anything.
    kinds = dict.fromkeys(right, "any array") | {"names": "names", "row_strata": "array"}
    kinds |= {"n_draws": "count", "seed": "seed"}
    kinds |= RUN | {"layout": "word", "model": "word", "permute": "word"}
    names = ("x[0]", "x[1]", "a: ", "b: ")
    assert faults(regression, kinds, names=("a", "b", *names), **right, **words) == []


def test_what_stands_on_the_diagonal_of_a_square_matrix_says_nothing() -> None:
    y, x = RNG.normal(size=(2, 8, 8))
    plain = mrqap(y, [x], layout="directed", n_draws=50, seed=1)
    np.fill_diagonal(y, np.nan)
    np.fill_diagonal(x, np.inf)
    assert mrqap(y, [x], layout="directed", n_draws=50, seed=1).p == plain.p

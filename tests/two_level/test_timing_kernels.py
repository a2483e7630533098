"""The compiled loops of the hazard give the sums of a plain twin, also with bounds checked."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import approx_fprime

from two_level.bounds_checked import said, said_in_python
from two_level.timing_tables import made_up
from twolevel.kernels.hazard_rows import (
    CLOGLOG,
    LOGIT,
    add_firth,
    add_influences,
    add_rows,
    row_law,
)
from twolevel.timing.hazard_climb import Hazard, hazard_of
from twolevel.timing.risk_set import risk_set

NUMBERS = {"cloglog": CLOGLOG, "logit": LOGIT}


def _hazard(link: str, effects: tuple[str, ...]) -> Hazard:
    panel, before, distance = made_up(with_entries=True)
    covariates = {"before": before, "distance": distance}
    return hazard_of(risk_set(panel, covariates, effects), link, "none")


def _rows(hazard: Hazard) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Lay out the design, the events and the pair of each pair-year."""
    risk, columns, n = hazard.risk, hazard.columns, hazard.columns.n_free
    design, y, pairs = [], [], []
    for pair in range(risk.pair.size):
        for t in range(risk.start[pair], risk.stop[pair] + 1):
            row = np.zeros(n + 1)
            for column in (columns.home[pair], columns.foreign[pair], columns.year[t]):
                row[column] += 1
            row[n - hazard.n_terms : n] = risk.x[pair, t]
            design.append(row[:n])
            y.append(risk.is_event[pair] and t == risk.stop[pair])
            pairs.append(pair)
    return np.array(design), np.array(y), np.array(pairs)


def _laws(eta: np.ndarray, y: np.ndarray, link: str) -> list[np.ndarray]:
    """Likelihood, slope, observed and expected weight and its slope, by the textbook formulas."""
    if link == "logit":
        p = 1 / (1 + np.exp(-eta))
        weight = p * (1 - p)
        return [np.log(np.where(y, p, 1 - p)), y - p, weight, weight, 1 - 2 * p]
    m = np.exp(eta)
    q = np.exp(-m)
    p = 1 - q
    slope = m * q
    bend = m * q - m**2 * q
    score = np.where(y, slope / p, -m)
    seen = np.where(y, (slope / p) ** 2 - bend / p, m)
    weight = slope**2 / (p * q)
    return [np.log(np.where(y, p, q)), score, seen, weight, 2 * bend / slope + m - slope / p]


@pytest.mark.parametrize("link", NUMBERS)
@pytest.mark.parametrize("effects", [("home", "foreign", "year"), ("foreign",), ()])
def test_sums_are_those_of_the_twin(link: str, effects: tuple[str, ...]) -> None:
    hazard = _hazard(link, effects)
    n = hazard.columns.n_free
    design, y, pairs = _rows(hazard)
    point = np.append(np.random.default_rng(2).normal(-0.3, 0.3, n), 0.0)
    laws = _laws(design @ point[:n], y, link)
    for is_expected in (False, True):
        score, information = np.zeros(n + 1), np.zeros((n + 1, n + 1))
        total = add_rows(
            *hazard.rows, point, NUMBERS[link], is_expected, score, information
        )  # fmt: skip
        wanted = design.T @ (design * laws[3 if is_expected else 2][:, None])
        assert total == pytest.approx(laws[0].sum())
        assert score[:n] == pytest.approx(design.T @ laws[1])
        assert np.tril(information[:n, :n]) == pytest.approx(np.tril(wanted), abs=1e-10)
    inverse = np.zeros((n + 1, n + 1))
    inverse[:n, :n] = np.linalg.inv(wanted)
    lever = laws[3] * np.einsum("ij,jk,ik->i", design, inverse[:n, :n], design)
    score = np.zeros(n + 1)
    add_firth(*hazard.rows, point, NUMBERS[link], inverse, score)
    assert score[:n] == pytest.approx(design.T @ (lever * laws[4]) / 2)
    influence = np.zeros((hazard.risk.pair.size, 2))
    add_influences(*hazard.rows, point, NUMBERS[link], inverse, influence)
    plain = np.zeros_like(influence)
    np.add.at(plain, pairs, (laws[1][:, None] * design @ inverse[:n, :n])[:, -2:])
    assert influence == pytest.approx(plain, abs=1e-10)


@pytest.mark.parametrize("link", NUMBERS)
def test_firth_is_the_derivative_of_half_the_log_determinant(link: str) -> None:
    hazard = _hazard(link, ("home",))
    n = hazard.columns.n_free
    point = np.append(np.full(n, -0.4), 0.0)

    def half_log(part: np.ndarray) -> float:
        score, information = np.zeros(n + 1), np.zeros((n + 1, n + 1))
        add_rows(
            *hazard.rows, np.append(part, 0.0), NUMBERS[link], True, score, information
        )  # fmt: skip
        square = np.tril(information[:n, :n])
        return 0.5 * float(np.linalg.slogdet(square + np.tril(square, -1).T)[1])

    score, information = np.zeros(n + 1), np.zeros((n + 1, n + 1))
    add_rows(*hazard.rows, point, NUMBERS[link], True, score, information)
    inverse = np.zeros((n + 1, n + 1))
    square = np.tril(information[:n, :n])
    inverse[:n, :n] = np.linalg.inv(square + np.tril(square, -1).T)
    score[:] = 0
    add_firth(*hazard.rows, point, NUMBERS[link], inverse, score)
    assert score[:n] == pytest.approx(approx_fprime(point[:n], half_log, 1e-6), rel=1e-3, abs=1e-4)


@pytest.mark.parametrize("number", [CLOGLOG, LOGIT])
@pytest.mark.parametrize("is_event", [True, False])
def test_a_row_is_finite_and_smooth_far_out(number: int, is_event: bool) -> None:
    for eta in (-60.0, -30.0, -9.3, -3.92, -3.91, 0.0, 2.0, 5.0):
        law = row_law(eta, is_event, number)
        assert np.isfinite(law).all()
        step = 1e-5
        ahead, behind = (row_law(eta + way * step, is_event, number) for way in (1, -1))
        assert law[1] == pytest.approx((ahead[0] - behind[0]) / (2 * step), rel=1e-4, abs=1e-9)
        assert law[2] == pytest.approx(-(ahead[1] - behind[1]) / (2 * step), rel=1e-4, abs=1e-9)
        if law[3] > 1e-200 and ahead[3] > 0:
            slope = (np.log(ahead[3]) - np.log(behind[3])) / (2 * step)
            assert law[4] == pytest.approx(slope, rel=1e-4, abs=1e-5)


SCRIPT = """
import numpy as np
from two_level.timing_tables import made_up
from twolevel.timing.hazard import once_only_hazard
panel, before, distance = made_up(shape=(4, 6, 12), with_entries=True)
for penalty in ("none", "firth"):
    for effects in (("home", "foreign", "year"), ("year",), ()):
        fit = once_only_hazard(
            panel, {"before": before, "distance": distance}, effects=effects, penalty=penalty
        )
        print(np.round(fit.slopes, 9).tolist(), np.round(fit.profiles[0].high, 6))
"""


def test_bounds_hold() -> None:
    assert said_in_python(SCRIPT) == said(SCRIPT)

"""The fit: against an optimiser, on worlds with a known law, whatever the way of drawing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import optimize

from partners.made_up_ground import made_up_ground
from sistercities.errors import InvalidArgument
from sistercities.partners.additive_model import class_members, probability
from sistercities.partners.basis import contribution, n_columns
from sistercities.partners.features.catalogue import BY_NAME
from sistercities.partners.features.feature import Feature
from sistercities.partners.pairs import Pairs
from sistercities.partners.penalised_logit import Design, Smoothing, fit_logit, newton_step
from sistercities.partners.tie_graph import TieGraph
from sistercities.partners.train import train

CHOSEN = [BY_NAME[name] for name in ("size_match", "income_gap", "common_language", "coast")]


def test_newton_finds_what_a_general_optimiser_finds() -> None:
    ground = made_up_ground()
    rng = np.random.default_rng(3)
    pairs = Pairs(ground, rng.integers(0, 120, 400), rng.integers(0, 120, 400))
    design = Design(CHOSEN, [feature.values(pairs) for feature in CHOSEN])
    outcome = (rng.random(400) < 0.3).astype(float)
    offset = rng.normal(size=400)
    smoothing = Smoothing(bend=3.0, ridge=0.5)
    rows, penalty = design.rows(0, 400), design.penalty(smoothing)

    def loss(beta: np.ndarray) -> float:
        linear = rows @ beta + offset
        likelihood = outcome @ linear - np.logaddexp(0, linear).sum()
        return float(-likelihood + beta @ penalty @ beta / 2)

    peer = optimize.minimize(loss, np.zeros(design.n_columns), method="BFGS", tol=1e-10)
    ours = fit_logit(design, outcome, offset, smoothing)
    assert loss(ours) <= peer.fun + 1e-8
    np.testing.assert_allclose(ours, peer.x, atol=2e-4)


def test_steps_with_bounds_are_those_of_a_bounded_optimiser() -> None:
    rng = np.random.default_rng(8)
    for _ in range(20):
        root = rng.normal(size=(12, 12))
        hessian, gradient = root @ root.T + np.eye(12), rng.normal(size=12) * 5
        lowest = np.where(rng.random(12) < 0.6, -rng.random(12) * (rng.random(12) < 0.5), -np.inf)

        def loss(step: np.ndarray, h: np.ndarray = hessian, g: np.ndarray = gradient) -> float:
            return float(step @ h @ step / 2 - g @ step)

        bounds = [(low, None) for low in lowest]
        peer = optimize.minimize(loss, np.zeros(12), bounds=bounds, tol=1e-14)
        ours = newton_step(hessian, gradient, lowest)
        assert (ours >= lowest - 1e-12).all()
        assert loss(ours) <= peer.fun + 1e-9


def test_a_feature_with_a_direction_never_turns() -> None:
    """Pure noise bends lines both ways; a bounded fit gives none that turns, and no worse one."""
    ground = made_up_ground()
    rng = np.random.default_rng(9)
    pairs = Pairs(ground, rng.integers(0, 120, 600), rng.integers(0, 120, 600))
    features = [BY_NAME["distance"], BY_NAME["partner_ties"], BY_NAME["coast"]]
    design = Design(features, [feature.values(pairs) for feature in features])
    outcome, offset = (rng.random(600) < 0.3).astype(float), np.zeros(600)
    smoothing = Smoothing(bend=0.01, ridge=0.1)
    beta = fit_logit(design, outcome, offset, smoothing)
    rows, penalty = design.rows(0, 600), design.penalty(smoothing)
    matrix, bounded = design.steps()
    for start, feature in zip(design.first, features, strict=False):
        line = beta[start : start + len(feature.knots)]
        if feature.direction:
            assert (np.diff(line) * feature.direction >= -1e-12).all()

    def loss(steps: np.ndarray) -> float:
        line = matrix @ steps
        linear = rows @ line + offset
        return float(np.logaddexp(0, linear).sum() - outcome @ linear + line @ penalty @ line / 2)

    bounds = [(0 if low else None, None) for low in bounded]
    peer = optimize.minimize(loss, np.zeros(design.n_columns), bounds=bounds, tol=1e-12)
    assert loss(np.linalg.solve(matrix, beta)) <= peer.fun + 1e-6


def lawful_world() -> tuple[TieGraph, np.ndarray, Feature]:
    """Ties that follow one law: the log odds fall by 1.5 with each tenfold of the size ratio."""
    ground = made_up_ground(5, n_places=700, n_ties=0)
    feature = BY_NAME["size_match"]
    a, b = np.triu_indices(700, 1)
    gap = np.abs(np.nan_to_num(feature.values(Pairs(ground, a, b)), nan=1.0))
    truth = -4.5 - 1.5 * gap
    tied = np.random.default_rng(6).random(len(a)) < probability(truth)
    ties = replace(ground.ties, a=a[tied], b=b[tied], year=np.full(tied.sum(), np.nan))
    return replace(ground, ties=ties, recorded=ties.keys), truth, feature


def test_the_drawn_sample_gives_the_model_of_all_pairs() -> None:
    """Slope and level come out as in the law, though pairs without a tie were drawn unevenly."""
    ground, truth, feature = lawful_world()
    model = train(ground, features=[feature], per_tie=10, seed=1, smoothing=Smoothing(1.0, 0.1))
    at = np.array([0.0, 1.0, -1.0, 2.0])
    added = contribution(feature, model.coefficients["size_match"], at)
    assert added[1] - added[0] == pytest.approx(-1.5, abs=0.15)
    assert added[2] - added[0] == pytest.approx(-1.5, abs=0.15)
    a, b = np.triu_indices(700, 1)
    fitted = probability(model.score(Pairs(ground, a, b)))
    assert fitted.sum() == pytest.approx(len(ground.ties.a), rel=0.03)
    assert fitted.sum() == pytest.approx(probability(truth).sum(), rel=0.08)


def test_contributions_have_mean_zero_over_all_pairs() -> None:
    ground, _, feature = lawful_world()
    model = train(ground, features=[feature], per_tie=10, seed=1)
    members = class_members(ground, "city")
    a, b = np.meshgrid(members, members)
    pairs = Pairs(ground, a[a != b], b[a != b])
    added = model.contribution(feature, feature.values(pairs))
    assert added.mean() == pytest.approx(0, abs=0.02)


def test_same_seed_same_model_and_progress_is_told() -> None:
    ground = made_up_ground()
    told: list[str] = []
    models = [
        train(ground, seed=4, per_tie=5, on_progress=lambda what, _done, _all: told.append(what))
        for _ in range(2)
    ]
    for name, coefficients in models[0].coefficients.items():
        np.testing.assert_array_equal(coefficients, models[1].coefficients[name])
        assert len(coefficients) == n_columns(BY_NAME[name])
        assert np.isfinite(coefficients).all()
    assert {"looking up features", "fitting the model"} <= set(told)


def test_a_fact_that_makes_no_sense_adds_nothing() -> None:
    model = train(made_up_ground(), seed=4, per_tie=5)
    assert model.contribution(BY_NAME["trade"], np.array([np.inf]))[0] == 0


def test_homes_without_ties_are_refused() -> None:
    ground = made_up_ground()
    with pytest.raises(InvalidArgument, match="none of these places has a tie"):
        train(ground, homes=np.zeros(ground.n_places, dtype=bool))

"""Shares by score: right on a world whose law is known, rising, and stored as counted."""

from __future__ import annotations

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.counted_shares import CountedShares, counted_shares
from sistercities.partners.pairs import Pairs
from sistercities.partners.stored_model import CLASSES, stored_model
from sistercities.partners.training_pairs import TrainingPairs


def drawn(score: np.ndarray, law: np.ndarray, seed: int) -> tuple[TrainingPairs, np.ndarray]:
    """Draw which pairs are tied, keep all ties and a tenth of the others."""
    rng = np.random.default_rng(seed)
    tied = rng.random(len(score)) < law
    kept = tied | (rng.random(len(score)) < 0.1)
    nobody = np.zeros(int(kept.sum()), dtype=np.int64)
    pairs = Pairs(made_up_ground(), nobody, nobody)
    offset = np.full(len(nobody), np.log(10.0))
    return TrainingPairs(pairs, tied[kept].astype(float), offset), score[kept]


def test_shares_are_those_of_the_law_where_scores_promise_too_much() -> None:
    score = np.random.default_rng(1).normal(-3.0, 2.0, 400_000)
    law = 1 / (1 + np.exp(-0.6 * score + 1.0))
    shares = counted_shares(*drawn(score, law, 2))
    at = np.array([-6.0, -4.0, -2.0, 0.0, 2.0])
    np.testing.assert_allclose(shares.of(at), 1 / (1 + np.exp(-0.6 * at + 1.0)), rtol=0.12)


def test_shares_never_fall() -> None:
    rng = np.random.default_rng(3)
    score = rng.normal(-2.0, 3.0, 3000)
    shares = counted_shares(*drawn(score, np.full(3000, 0.2), 4))  # the score says nothing
    at = np.linspace(-14, 8, 400)
    assert (np.diff(shares.of(at)) >= 0).all()
    assert shares.of(np.array([0.0]))[0] == pytest.approx(0.2, abs=0.05)


def test_below_the_first_point_shares_fall_in_step_with_the_score() -> None:
    shares = CountedShares(np.array([-4.0, 0.0]), np.array([-3.0, -1.0]))
    low = np.log(shares.of(np.array([-6.0])) / (1 - shares.of(np.array([-6.0]))))
    assert low[0] == pytest.approx(-5.0)


@pytest.mark.parametrize("place_class", CLASSES)
def test_stored_shares_rise(place_class: str) -> None:
    shares = stored_model(place_class).shares
    assert shares is not None
    assert (np.diff(shares.score) > 0).all()
    assert (np.diff(shares.log_odds) >= 0).all()
    assert shares.of(np.array([3.0]))[0] < 0.95  # the sum of reasons alone would promise 0.95

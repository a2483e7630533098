"""Held-out prediction, checked by a loop over ties and by a likelihood maximised numerically."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from two_level.small_worlds import SMALL, small_world
from twolevel.calibrate.worlds import CHINA, Tilt, simulate_world
from twolevel.core.arrays import two_level_arrays
from twolevel.core.foreign_groups import foreign_groups
from twolevel.rates.prediction import average_precision, predictive_gain


def chance(groups, unit: int, left_out: set[int], beta: float, group: int) -> float:
    """Chance that a tie of a unit with the group's country lands there, by a plain loop."""
    alternatives = [
        g for g in range(groups.country.size) if groups.country[g] == groups.country[group]
    ]
    others = [u for u in range(groups.ties.shape[0]) if u not in left_out | {unit}]
    weight = {
        g: (sum(groups.ties[u, g] for u in others) + 0.5)
        * np.exp(beta * bool(groups.exposure[unit, g]))
        for g in alternatives
    }
    return weight[group] / sum(weight.values())


def by_hand(world) -> tuple[float, float, list[float]]:
    """Both losses and the fold's betas; each fold's likelihood maximised without derivatives."""
    groups = foreign_groups(world)
    several = np.bincount(groups.country)[groups.country] > 1
    ties = [
        (u, g, int(groups.ties[u, g]))
        for u, g in np.argwhere((groups.ties > 0) & several[None, :]).tolist()
    ]
    loss, betas, n = [0.0, 0.0], [], sum(k for _, _, k in ties)
    for held in sorted({u for u, _, _ in ties}):
        training = [tie for tie in ties if tie[0] != held]
        fit = minimize_scalar(
            lambda b, training=training, held=held: (
                -sum(k * np.log(chance(groups, u, {held}, b, g)) for u, g, k in training)
            ),
            bounds=(-10, 10),
            method="bounded",
            options={"xatol": 1e-7},
        )
        betas.append(float(fit.x))
        for u, g, k in ties:
            if u == held:
                loss[0] -= k * np.log(chance(groups, u, set(), 0.0, g))
                loss[1] -= k * np.log(chance(groups, u, set(), betas[-1], g))
    return loss[0] / n, loss[1] / n, betas


def test_losses_and_beta_are_those_of_a_plain_loop() -> None:
    world = small_world(seed=2, beta=1.0)
    result = predictive_gain(world)
    without, with_upper, betas = by_hand(world)
    assert result.loss_without == pytest.approx(without)
    assert result.loss_with == pytest.approx(with_upper, abs=1e-6)
    assert result.beta == pytest.approx(np.mean(betas), abs=1e-4)
    assert result.gain == pytest.approx(without - with_upper, abs=1e-6)


def test_upper_ties_that_matter_help_and_those_that_do_not_do_not() -> None:
    strong = predictive_gain(simulate_world(CHINA, np.random.default_rng(1), tilt=Tilt(2.0)))
    assert strong.low is not None
    assert strong.low > 0
    assert strong.beta == pytest.approx(2.0, abs=0.5)
    assert strong.average_precision_without is not None
    assert strong.average_precision_with is not None
    assert strong.average_precision_with > strong.average_precision_without
    nothing = predictive_gain(simulate_world(CHINA, np.random.default_rng(1), tilt=Tilt(0.0)))
    assert nothing.gain is not None
    assert abs(nothing.gain) < 0.02


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), min_size=1, max_size=30))
def test_average_precision_sums_precision_over_distinct_scores(cells) -> None:
    score, hit = (np.array(column) for column in zip(*cells, strict=True))
    found = average_precision(score.astype(float), hit)
    if not hit.any():
        assert found is None
        return
    total, recall = 0.0, 0.0
    for threshold in sorted(set(score.tolist()), reverse=True):
        chosen = score >= threshold
        now = float(hit[chosen].sum() / hit.sum())
        total += float(hit[chosen].mean()) * (now - recall)
        recall = now
    assert found == pytest.approx(total)


def test_countries_of_one_unit_are_not_foretold() -> None:
    world = two_level_arrays(
        home_unit=[0, 1],
        foreign_country=[0, 1, 1],
        foreign_unit=[0, 1, 2],
        foreign_unit_country=[0, 1, 1],
        ties=[(0, 0), (1, 0), (1, 1)],
        upper_ties=[(1, 1)],
        n_units=2,
    )
    result = predictive_gain(world)
    assert (result.n_ties, result.gain) == (1, None)
    assert "1 fold by home unit" in result.method


def test_layout_of_the_small_world_has_two_tiers() -> None:
    """The tests above see places in two tiers, or they would not test them."""
    assert SMALL.coarse_share > 0
    assert (small_world(seed=2).foreign_unit[:, 1] >= 0).any()

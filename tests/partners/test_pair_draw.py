"""Pairs are drawn as often as their intensity says, and a tie tells nothing of its own draw."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.training_pairs import PairDraw

GROUND = made_up_ground(6, n_places=70, n_ties=200)
MEMBERS = np.arange(0, 70, 2)
HOMES = np.arange(0, 20, 2)
SIZE = 400_000


@pytest.fixture(scope="module")
def counts() -> np.ndarray:
    draw = PairDraw(GROUND, MEMBERS, HOMES, SIZE)
    a, b = draw.pairs(np.random.default_rng(1))
    n = GROUND.n_places
    return np.bincount(a * n + b, minlength=n * n).reshape(n, n)


def test_pairs_without_a_tie_come_as_often_as_their_intensity_says(counts: np.ndarray) -> None:
    draw = PairDraw(GROUND, MEMBERS, HOMES, SIZE)
    a, b = (each.ravel() for each in np.meshgrid(HOMES, MEMBERS, indexing="ij"))
    free = (a != b) & ~GROUND.ties.holds(a, b)
    a, b = a[free], b[free]
    due = draw.intensity(a, b, np.zeros(len(a)))
    # Counts of independent draws: deviations over the square root are normal.
    scaled = (counts[a, b] - due) / np.sqrt(due)
    assert np.abs(scaled).max() < 4.5
    assert np.square(scaled).mean() == pytest.approx(1.0, abs=0.35)


def test_only_homes_and_members_are_drawn(counts: np.ndarray) -> None:
    assert set(np.flatnonzero(counts.sum(axis=1)).tolist()) <= set(HOMES.tolist())
    assert set(np.flatnonzero(counts.sum(axis=0)).tolist()) <= set(MEMBERS.tolist())
    assert counts.sum() == SIZE


def test_a_partner_of_a_partner_is_drawn_more_often_than_by_the_other_ways() -> None:
    draw = PairDraw(GROUND, MEMBERS, HOMES, SIZE)
    a, b = (each.ravel() for each in np.meshgrid(HOMES, MEMBERS, indexing="ij"))
    free = (a != b) & ~GROUND.ties.holds(a, b)
    a, b = a[free], b[free]
    shared = np.array([
        np.intersect1d(GROUND.ties.partners(x), GROUND.ties.partners(y)).size
        for x, y in zip(a.tolist(), b.tolist(), strict=True)
    ])  # fmt: skip
    due = draw.intensity(a, b, np.zeros(len(a)))
    assert due[shared > 0].mean() > 1.5 * due[shared == 0].mean()


def test_the_intensity_of_a_tie_is_that_of_the_pair_without_it() -> None:
    ties = GROUND.ties
    homes, members = np.isin(ties.a, HOMES), np.isin(ties.b, MEMBERS)
    for k in np.flatnonzero(homes & members).tolist():
        a, b = ties.a[k : k + 1], ties.b[k : k + 1]
        kept = np.arange(len(ties.a)) != k
        graph = replace(ties, a=ties.a[kept], b=ties.b[kept], year=ties.year[kept])
        without = PairDraw(replace(GROUND, ties=graph), MEMBERS, HOMES, SIZE)
        found = PairDraw(GROUND, MEMBERS, HOMES, SIZE).intensity(a, b, np.ones(1))
        # The totals of all places, of which one tie is one in some hundreds, keep it.
        assert found[0] == pytest.approx(without.intensity(a, b, np.zeros(1))[0], rel=0.06)

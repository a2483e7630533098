"""Shares of countries among expected partners, by hand: from the model, from peers, and spread."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners import expected_partners as rule
from sistercities.partners.additive_model import class_members
from sistercities.partners.ground import Ground

PLAIN = made_up_ground(n_places=60 + 12, n_ties=1)
COUNTRY = PLAIN.places.country
CITIES = np.flatnonzero(PLAIN.places.level == 2)
ASIA, GERMANY, FRANCE, AFRICA = (
    [k for k in CITIES.tolist() if COUNTRY[k] == country] for country in range(4)
)


def _ground(*ties: tuple[int, int]) -> Ground:
    a, b = (np.array(ends, dtype=np.int64) for ends in zip(*ties, strict=True))
    return replace(PLAIN, ties=replace(PLAIN.ties, a=a, b=b, year=np.full(len(a), np.nan)))


@pytest.mark.parametrize("n_own", [0, 5, 40])
def test_peers_are_those_of_the_country_and_few_are_filled_up_from_the_continent(
    n_own: int,
) -> None:
    """Of Germany and France, both of Europe, the one has ties with Africa, the other with Asia."""
    pairs = [(g, a) for g in GERMANY for a in AFRICA][:n_own]
    others = [(f, a) for f in FRANCE for a in ASIA][:20]
    shares = rule.peers_shares(_ground(*pairs, *others), GERMANY[-1])
    near = np.array([20, 0, 0, n_own]) + 0.1
    due = np.array([0, 0, 0, n_own]) + 10 * near / near.sum()
    assert shares.tolist() == pytest.approx((due / due.sum()).tolist())
    assert shares.sum() == pytest.approx(1.0)


def test_half_of_the_shares_come_from_the_model_and_half_from_peers() -> None:
    of_model, of_peers = np.array([3.0, 1.0, 0.0, 0.0]), np.array([1.0, 1.0, 7.0, 2.0])
    mixed = rule.mixed_shares(of_model, of_peers, total=0.0)
    assert mixed.tolist() == pytest.approx([0.625, 0.375, 0.0, 0.0])
    alone = rule.mixed_shares(of_model, of_peers, total=0.0, model_share=1.0)
    assert alone.tolist() == pytest.approx([0.75, 0.25, 0.0, 0.0])


def test_the_more_ties_are_expected_the_flatter_the_shares() -> None:
    """With ten ties a country of m of them counts m / (1 + 0.4 m), where the spreading is 0.4."""
    of_both = np.array([8.0, 2.0])
    mixed = rule.mixed_shares(of_both, of_both, total=10.0, spreading=0.4)
    flat = [8 / (1 + 0.4 * 8), 2 / (1 + 0.4 * 2)]
    assert mixed.tolist() == pytest.approx([one / sum(flat) for one in flat])


def test_neither_the_place_nor_what_contains_it_or_lies_in_it_may_be_a_partner(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Model:
        place_class = "city"

    class Scores:
        def __init__(self, *_: object) -> None:
            pass

        def scores(self, pairs: object) -> object:
            return np.zeros(len(pairs.b))  # type: ignore[attr-defined]

    monkeypatch.setattr(rule, "Scorer", Scores)
    monkeypatch.setattr(rule, "probability", lambda scores: scores + 0.5)
    home, inside, around = GERMANY[:3]
    containers = PLAIN.places.containers.copy()
    containers[inside, 1] = home
    containers[home, 1] = around
    ground = replace(PLAIN, places=replace(PLAIN.places, containers=containers))
    at, chance = rule.chances(ground, Model(), home)  # type: ignore[arg-type]
    left_out = {home, inside, around}
    assert set(at.tolist()) == set(class_members(ground, "city").tolist()) - left_out
    assert chance.tolist() == [0.5] * len(at)

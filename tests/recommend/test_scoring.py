"""The fast scores against the plain ones."""

from __future__ import annotations

import numpy as np
import pytest

from recommend.made_up_ground import made_up_ground
from sistercities.recommend.features.catalogue import BY_NAME
from sistercities.recommend.pairs import Pairs
from sistercities.recommend.ranking import candidates
from sistercities.recommend.scoring import OF_COUNTRIES, OF_PARTNER, Scorer
from sistercities.recommend.train import train


@pytest.mark.parametrize("seed", [1, 2])
def test_fast_scores_are_the_plain_ones(seed: int) -> None:
    ground = made_up_ground(seed, n_ties=400)
    model = train(ground, seed=1, per_tie=5)
    scorer = Scorer(ground, model)
    for home in range(0, 120, 5):
        pairs = candidates(ground, home, "city")
        for weights in (None, {"trade": 3.0, "partner_ties": 0.0, "distance": 0.5}):
            plain = model.score(pairs, weights)
            np.testing.assert_allclose(scorer.scores(pairs, weights), plain, atol=1e-10)


def test_what_is_said_to_depend_on_less_does() -> None:
    """Features of the partner are the same from any home, those of countries from any places."""
    ground = made_up_ground(3)
    rng = np.random.default_rng(4)
    a, b = rng.integers(0, 120, (2, 3000))
    free = ~ground.ties.holds(a, b) & (a != b)
    pairs = Pairs(ground, a[free], b[free])
    countries = pairs.home_country * 100 + pairs.country
    for names, key in ((OF_PARTNER, pairs.b), (OF_COUNTRIES, countries)):
        for name in sorted(names):
            values = BY_NAME[name].values(pairs)
            for one in np.unique(key):
                assert len(np.unique(values[key == one])) == 1, name

"""Places of equal score: they stand in the order of their ids, and each rank is given once."""

from __future__ import annotations

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.assessing import assess_pair, compare
from sistercities.partners.candidate_scores import candidates
from sistercities.partners.train import train

GROUND = made_up_ground()
HOME = int(GROUND.ties.a[0])


@pytest.fixture(scope="module")
def model() -> AdditiveModel:
    return train(GROUND, seed=1, per_tie=5)


def abroad() -> list[int]:
    """Candidates of another country, in the order of their ids."""
    country, level = GROUND.places.country, GROUND.places.level
    return [
        k for k in candidates(GROUND, HOME, "city").b.tolist()
        if country[k] != country[HOME] and (level[k] != 4 or GROUND.ties.degree[k])
        and not GROUND.ties.holds(np.array([HOME]), np.array([k]))[0]
    ]  # fmt: skip


def test_where_all_are_equal_the_ranks_count_up_by_id(model: AdditiveModel) -> None:
    nothing = {feature.name: 0.0 for feature in model.features}
    every = abroad()
    chosen = (0, 1, len(every) // 2, len(every) - 1)
    for at in chosen:
        standing = assess_pair(GROUND, model, HOME, every[at], nothing).standing
        assert standing.n_candidates == len(every)
        assert standing.rank == at + 1, "equal ones before it count, those after it do not"
        assert standing.percentile == 0.0, "none is worse"


def test_where_some_are_equal_none_shares_a_rank(model: AdditiveModel) -> None:
    """By two facts of yes and no there are a few scores, each of many places."""
    weights = {one.name: float(one.name in ("port", "capital")) for one in model.features}
    every = abroad()
    compared = compare(GROUND, model, HOME, every[0], weights)
    scores = dict(zip([*compared.candidates.tolist(), every[0]], compared.score, strict=True))
    assert 1 < len(set(scores.values())) < len(every) / 2
    order = sorted(every, key=lambda k: (-scores[k], k))
    for at in range(0, len(order), 9):
        assert assess_pair(GROUND, model, HOME, order[at], weights).standing.rank == at + 1

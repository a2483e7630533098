"""The fast scores against the plain ones."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.additive_model import class_members
from sistercities.partners.all_places import top_partners
from sistercities.partners.candidate_scores import candidates
from sistercities.partners.features.catalogue import BY_NAME
from sistercities.partners.filters import Filters
from sistercities.partners.pair_keys import KEYS, OF_COUNTRIES, OF_PARTNER, told_apart_by
from sistercities.partners.pairs import Pairs
from sistercities.partners.reached_places import bare
from sistercities.partners.recommending import Wishes, recommend_partners
from sistercities.partners.same_candidates import ALIKE, OF_REACHED
from sistercities.partners.scoring import Scorer
from sistercities.partners.train import train

EVERYWHERE = ("C0", "C1", "C2", "C3")
"""All countries of the made-up ground: the own one is asked for by name."""


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


@pytest.mark.parametrize("seed", [3, 8])
def test_features_look_at_no_more_than_is_told_of_them(seed: int) -> None:
    """Pairs alike in what a feature looks at have one value, without ties, routes and the like."""
    ground = made_up_ground(seed)
    a, b = np.divmod(np.arange(ground.n_places**2), ground.n_places)
    pairs = Pairs(ground, a[a != b], b[a != b])
    pairs.__dict__["own"] = np.zeros(len(pairs))
    without = Pairs(bare(ground), pairs.a, pairs.b)
    for name, keys in KEYS.items():
        seen = without if name in OF_REACHED | {ALIKE} else pairs
        values = BY_NAME[name].values(seen)
        home, partner = (told_apart_by(look, ground) for look in keys)
        number = home[seen.a] * ground.n_places + partner[seen.b]
        first, at = np.unique(number, return_index=True, return_inverse=True)[1:]
        np.testing.assert_array_equal(values, values[first][at], err_msg=name)


@pytest.mark.parametrize("place_class", ["city", "region"])
def test_scores_of_many_places_are_the_plain_ones(place_class: str) -> None:
    ground = made_up_ground(5, n_ties=400)
    model = train(ground, place_class=place_class, seed=1, per_tie=5)
    homes = class_members(ground, place_class)
    (found,) = top_partners(ground, model, homes, 9)
    for home, partners, scores in zip(homes.tolist(), found.partners, found.scores, strict=True):
        pairs = candidates(ground, home, place_class)
        plain = model.score(pairs)
        order = np.lexsort((pairs.b, -plain))[:9]
        np.testing.assert_array_equal(partners[: len(order)], pairs.b[order])
        np.testing.assert_allclose(scores[: len(order)], plain[order], atol=1e-10)


def test_lists_of_many_places_are_those_of_each() -> None:
    ground = made_up_ground(2)
    model = train(ground, seed=1, per_tie=5)
    homes = np.arange(40)
    alone = next(iter(top_partners(ground, model, homes, 7)))
    with ThreadPoolExecutor(2) as executor:
        (spread,) = top_partners(ground, model, homes, 7, executor=executor)
    np.testing.assert_array_equal(alone.partners, spread.partners)
    np.testing.assert_array_equal(alone.scores, spread.scores)
    for k, home in enumerate(homes.tolist()):
        wishes = Wishes(count=7, per_region=1000, filters=Filters(countries=EVERYWHERE))
        found = recommend_partners(ground, model, home, wishes).partners
        ids = [str(ground.places.ids[at]) for at in alone.partners[k]]
        assert ids == [partner.place.place_id for partner in found]


def test_a_list_with_fewer_candidates_says_so() -> None:
    ground = made_up_ground(2)
    model = train(ground, seed=1, per_tie=5)
    (found,) = top_partners(ground, model, np.array([0]), 5, among=np.array([50, 51]))
    assert (found.partners[0] == -1).sum() == np.isnan(found.scores[0]).sum() >= 3

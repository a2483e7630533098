"""What is found out once of many candidates is what is found out of some of them alone."""

from __future__ import annotations

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners import pairs as pairs_module
from sistercities.partners.candidate_scores import candidates, score_candidates
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import Pairs, candidates_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.counted_facts import COUNTED
from sistercities.partners.short_lists.footing import footing
from sistercities.partners.short_lists.nearby_ties import (
    n_close_partners_in_common,
    n_partners_in_common,
)
from sistercities.partners.short_lists.why_few import FIRST, _highest
from sistercities.partners.train import train

GROUND = made_up_ground(seed=5, n_places=400, n_ties=700)
CROWDED = made_up_ground(seed=5, n_places=400, n_ties=1_600)
"""A ground on which some have more partners than a close one may have."""
HOMES = [int(k) for k in np.argsort(-GROUND.ties.degree)[:40:8]]


def _facts(home: int, at: np.ndarray | None = None, ground: Ground = GROUND) -> CandidateFacts:
    pairs = candidates(ground, home, "city") if at is None else candidates_of(ground, home, at)
    return CandidateFacts(HomePlace(ground, home, "city"), pairs)


@pytest.mark.parametrize("home", HOMES)
def test_points_of_some_are_those_that_all_have(home: int) -> None:
    everybody = _facts(home)
    points = footing(everybody)
    for some in (slice(0, 7), np.arange(3, 60, 5), np.arange(len(points)) % 3 == 0):
        inside = everybody.among(some)
        np.testing.assert_array_equal(inside.pairs.b, everybody.pairs.b[some])
        np.testing.assert_array_equal(footing(inside), points[some])
        alone = _facts(home, everybody.pairs.b[some])
        np.testing.assert_array_equal(footing(alone), points[some])
        for name, holds in COUNTED.items():
            np.testing.assert_array_equal(holds(inside), holds(alone), err_msg=name)


@pytest.mark.parametrize("home", HOMES)
def test_some_of_some_know_what_was_found_out_before(home: int) -> None:
    everybody = _facts(home)
    everybody.kept("number", lambda facts: facts.pairs.b * 1.0)
    everybody.holding("even", lambda facts: facts.pairs.b % 2 == 0)
    inside = everybody.among(np.arange(0, 40, 2)).among(np.arange(20) > 12)

    def never(_facts: CandidateFacts) -> np.ndarray:
        raise AssertionError("it was found out before")

    np.testing.assert_array_equal(inside.kept("number", never), inside.pairs.b)
    np.testing.assert_array_equal(inside.holding("even", never), inside.pairs.b % 2 == 0)


def test_scores_of_some_are_those_that_all_have() -> None:
    model = train(GROUND, seed=1, per_tie=5)
    everybody = _facts(HOMES[0])
    found = score_candidates(model, everybody)
    some = found.among(slice(5, 50))
    np.testing.assert_allclose(some.plain, model.score(everybody.pairs)[5:50], atol=1e-10)
    np.testing.assert_array_equal(some.plain, found.plain[5:50])


@pytest.mark.parametrize("home", HOMES)
def test_partners_in_common_are_counted_as_by_hand(home: int) -> None:
    """One that has ten partners is close, and one that has eleven is not."""
    ties, facts = CROWDED.ties.outside_networks, _facts(home, ground=CROWDED)
    own = set(ties.partners(home).tolist())
    assert {10, 11} <= {len(ties.partners(one)) for each in HOMES for one in ties.partners(each)}
    for k in range(0, len(facts.pairs), 17):
        both = own & set(ties.partners(int(facts.pairs.b[k])).tolist())
        close = [one for one in both if len(ties.partners(one)) <= 10]
        assert n_partners_in_common(facts)[k] == len(both)
        assert n_close_partners_in_common(facts)[k] == len(close)


def test_some_pairs_keep_how_far_apart_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    everybody = _facts(HOMES[0]).pairs
    km = everybody.distance_km
    some = everybody.among(np.array([4, 1, 9]))
    monkeypatch.setattr(Pairs, "places", None)  # nothing is looked at again
    np.testing.assert_array_equal(some.distance_km, km[[4, 1, 9]])


@pytest.mark.parametrize("n", [0, 1, FIRST, FIRST + 1, 60])
def test_the_highest_scores_are_those_of_a_whole_sort(n: int) -> None:
    score = np.random.default_rng(n).integers(0, 9, n).astype(np.float64)
    whole = np.argsort(-score, kind="stable")[:FIRST]
    np.testing.assert_array_equal(_highest(score), whole)


def test_airlines_from_a_home_are_those_of_each_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    keys, airlines = GROUND.flights
    monkeypatch.setattr(pairs_module, "MANY", 1)
    for home in HOMES:
        found = pairs_module.from_home(GROUND, home).n_airlines
        for place in range(0, GROUND.n_places, 13):
            at = np.flatnonzero(keys == GROUND.ties.key(np.array([home]), np.array([place]))[0])
            assert found[place] == (airlines[at[0]] if len(at) else 0)

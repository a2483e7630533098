"""Ranks and measures of the evaluation against slow counts and known answers."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.evaluation.fairness import gini
from sistercities.partners.evaluation.measures import MEASURES, Resampling, measured, ratio
from sistercities.partners.evaluation.ranks import TieRanks, degree_class, pooled, ranks_of
from sistercities.partners.evaluation.task import OpenList, Task

GROUND = made_up_ground(3)


def task_on(true_home: list[int], true_partner: list[int]) -> Task:
    """Make a task on the made-up ground: all cities are home places and candidates."""
    cities = np.arange(120)
    homes = np.arange(GROUND.n_places) < 120
    return Task(
        "made up", GROUND, homes, cities, cities, np.array(true_home), np.array(true_partner), 0,
        3, 1,
    )  # fmt: skip


def untied(home: int) -> list[int]:
    """Cities without a tie with a city."""
    partners = set(GROUND.ties.partners(home).tolist())
    return [k for k in range(120) if k != home and k not in partners]


def test_a_list_leaves_out_the_home_place_and_what_is_tied() -> None:
    listed = task_on([4], untied(4)[:1]).open_list(4)
    assert listed.others.tolist() == untied(4)
    assert listed.is_true.tolist() == [other == untied(4)[0] for other in untied(4)]


def test_ended_ties_on_record_are_no_candidates() -> None:
    free = untied(4)
    key = GROUND.ties.key(np.array([4]), np.array([free[0]]))
    task = replace(task_on([4], free[1:2]), ground=replace(
        GROUND, recorded=np.union1d(GROUND.recorded, key)
    ))  # fmt: skip
    assert task.open_list(4).others.tolist() == free[1:]


def slow_rank(listed: OpenList, score: list[float], at: int, among: list[bool]) -> float:
    """Count candidates above and half of the equal ones, one by one; true ones do not count."""
    rank = 1.0
    for k, other in enumerate(score):
        if among[k] and not listed.is_true[k]:
            rank += 1.0 if other > score[at] else 0.5 if other == score[at] else 0.0
    return rank


@pytest.mark.parametrize("seed", range(5))
def test_ranks_are_those_of_a_slow_count_with_equal_scores(seed: int) -> None:
    rng = np.random.default_rng(seed)
    true = rng.choice(untied(9), 4, replace=False)
    listed = task_on([9] * 4, true.tolist()).open_list(9)
    score = rng.integers(0, 6, len(listed.others)).astype(float)
    found = ranks_of(listed, score)
    country = GROUND.places.country[listed.others]
    group = degree_class(GROUND.ties.degree[listed.others])
    assert found.partner.tolist() == sorted(true.tolist())
    for row, at in enumerate(np.flatnonzero(listed.is_true).tolist()):
        everywhere = [True] * len(score)
        here, alike = (country == country[at]).tolist(), (group == group[at]).tolist()
        assert found.rank[row] == slow_rank(listed, score.tolist(), at, everywhere)
        assert found.country_rank[row] == slow_rank(listed, score.tolist(), at, here)
        false_alike = sum(a and not t for a, t in zip(alike, listed.is_true, strict=True))
        worse = slow_rank(listed, score.tolist(), at, alike) - 1
        assert found.degree_rank[row] == pytest.approx(worse / max(false_alike, 1))


def test_average_precision_of_a_perfect_and_of_a_blind_score() -> None:
    true = untied(9)[:3]
    listed = task_on([9] * 3, true).open_list(9)
    perfect = ranks_of(listed, listed.is_true * 1.0)
    assert perfect.precision.tolist() == pytest.approx([1.0] * 3)  # the three share their place
    assert perfect.rank.tolist() == [1.0] * 3
    blind = ranks_of(listed, np.zeros(len(listed.others)))
    n = len(listed.others)
    assert blind.rank.tolist() == [1 + (n - 3) / 2] * 3
    assert blind.degree_rank.tolist() == pytest.approx([0.5] * 3)
    assert blind.precision.tolist() == pytest.approx([2 / (2 + (n - 3) / 2)] * 3)


def test_average_precision_is_that_of_sorted_lists_where_no_scores_are_equal() -> None:
    rng = np.random.default_rng(4)
    listed = task_on([9] * 5, untied(9)[5:30:5]).open_list(9)
    score = rng.permutation(len(listed.others)).astype(float)
    is_true = listed.is_true[np.argsort(-score)]
    slow = [is_true[: k + 1].mean() for k in np.flatnonzero(is_true)]
    assert ranks_of(listed, score).precision.mean() == pytest.approx(np.mean(slow))


def made_up_ranks(seed: int, n: int = 400, homes: int = 80) -> TieRanks:
    """Ranks of ties of some homes, those of a home alike."""
    rng = np.random.default_rng(seed)
    home = np.sort(rng.integers(0, homes, n))
    level = np.exp(rng.normal(4, 1, homes))[home]
    rank = 1 + np.floor(level * rng.exponential(1, n))
    one = np.ones(n)
    return TieRanks(home, home + 1000, one, rank, rank, one / 2, 1 / rank, one, one)


def test_the_mean_is_the_mean_over_ties_and_the_interval_that_of_clusters() -> None:
    ranks = made_up_ranks(1)
    values = np.log(ranks.rank)
    found = measured(values, Resampling(ranks.home, 5, 4000))
    assert found.value == pytest.approx(values.mean())
    # Linearised standard error of a ratio of sums over clusters.
    homes = np.unique(ranks.home)
    residual = [(values[ranks.home == home] - values.mean()).sum() for home in homes]
    error = math.sqrt(np.square(residual).sum()) / len(values)
    assert found.low is not None
    assert found.high is not None
    assert (found.high - found.low) / 2 == pytest.approx(1.96 * error, rel=0.1)


def test_a_method_against_itself_is_one_without_doubt() -> None:
    ranks = made_up_ranks(2)
    resampling = Resampling(ranks.home, 5)
    for name in ("mean_log_rank", "mean_reciprocal_rank", "hit_50"):
        found = ratio(name, ranks, ranks, resampling)
        assert (found.value, found.low, found.high) == pytest.approx((1.0, 1.0, 1.0))


def test_ranks_that_are_half_as_large_have_a_ratio_of_a_half() -> None:
    ranks = made_up_ranks(2)
    half = replace(ranks, rank=ranks.rank / 2)
    found = ratio("mean_log_rank", half, ranks, Resampling(ranks.home, 5))
    assert (found.value, found.low, found.high) == pytest.approx((0.5, 0.5, 0.5))


def test_where_the_other_finds_nothing_there_is_no_ratio() -> None:
    ranks = made_up_ranks(2)
    lost = replace(ranks, rank=ranks.rank + 1e6)
    found = ratio("hit_50", ranks, lost, Resampling(ranks.home, 5))
    assert (found.value, found.low, found.high) == (None, None, None)


def test_lists_that_are_ranked_apart_pool_to_the_same_measures() -> None:
    first, second = made_up_ranks(1), made_up_ranks(2)
    both = pooled([first, second])
    for name, values in MEASURES.items():
        apart = np.concatenate([values(first), values(second)])
        np.testing.assert_array_equal(values(both), apart, err_msg=name)


def test_gini_of_all_alike_of_one_with_all_and_of_a_slow_mean_difference() -> None:
    assert gini(np.full(50, 7)) == pytest.approx(0.0)
    assert gini(np.array([0] * 99 + [5])) == pytest.approx(0.99)
    counts = np.random.default_rng(1).integers(0, 30, 60)
    differences = np.abs(counts[:, None] - counts[None, :]).mean()
    assert gini(counts) == pytest.approx(differences / (2 * counts.mean()))

"""Who is named most: what the page of measurements counts, on names made up for it."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.short_lists_areas import mean_shares
from benchmarks.short_lists_most_named import (
    HomeNames,
    drawn_by_chance,
    of_twenty,
    share_in_other_half,
    share_of_most,
)


def _homes(n: int, n_places: int, seed: int = 1) -> list[HomeNames]:
    """Give each home place three names, drawn from all places alike."""
    rng, all_places = np.random.default_rng(seed), np.arange(n_places)
    return [
        HomeNames(tuple(rng.choice(all_places, 3, replace=False).tolist()), all_places)
        for _ in range(n)
    ]


def test_the_share_is_that_of_twenty_places() -> None:
    named = [[place] for place in range(40)] + [[0]] * 10
    # Place 0 has eleven names, nineteen others have one each.
    assert share_of_most(named) == (11 + 19) / 50
    assert share_of_most([]) == 0


def test_a_small_sample_makes_the_share_large_and_the_other_half_does_not() -> None:
    of_few, of_many = (of_twenty(_homes(n, 400)) for n in (60, 600))
    true_share = 20 / 400
    assert of_few.share > 2 * true_share
    assert of_many.share < of_few.share
    assert abs(of_few.in_other_half - true_share) < 2 * of_few.in_other_half_error
    # Nobody is preferred, so chance gives what was counted.
    assert of_few.by_chance is not None
    assert of_few.by_chance_error is not None
    assert abs(of_few.share - of_few.by_chance) < 3 * of_few.by_chance_error


def test_who_is_named_to_everybody_is_told_from_chance() -> None:
    homes = [HomeNames((7, *one.named[1:]), one.could) for one in _homes(300, 400)]
    found = of_twenty(homes)
    assert found.by_chance is not None
    assert found.share > found.by_chance + 0.2
    assert found.in_other_half == pytest.approx(1 / 3, abs=0.1)


def test_names_drawn_by_chance_are_of_those_who_fit_and_as_many() -> None:
    homes = [HomeNames((1, 2), np.array([1, 2, 3])), HomeNames((), np.array([9]))]
    one, other = drawn_by_chance(homes, np.random.default_rng(3))
    assert len(set(one)) == 2
    assert set(one) <= {1, 2, 3}
    assert other == []
    with pytest.raises(ValueError, match="ask that first"):
        drawn_by_chance([HomeNames((1,))], np.random.default_rng(3))


def test_the_halves_have_each_home_place_once() -> None:
    named = [[1], [2], [1], [2]]
    assert share_in_other_half(named, np.array([0, 1, 2, 3])) == 0
    assert share_in_other_half(named, np.array([0, 2, 1, 3])) == 1


def test_an_area_is_short_where_more_than_chance_takes_its_names() -> None:
    as_many = [(0.5, 0.5, 0.2)] * 40
    one_less = mean_shares([*as_many, (0.0, 0.5, 0.2), (float("nan"), 0.9, 0.2)])
    # The home place without names counts nowhere but among those of like size.
    assert one_less.could == pytest.approx(0.5)
    assert one_less.named < one_less.could
    assert not one_less.is_short
    all_less = mean_shares([(0.4, 0.5, 0.2), (0.3, 0.5, 0.2)] * 20)
    assert all_less.is_short
    assert not mean_shares(as_many).is_short

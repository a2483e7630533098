"""Arrays that do not describe a whole network are refused with name, value and remedy."""

from __future__ import annotations

import numpy as np
import pytest

from sistercities.errors import NetworkError
from two_level.whole_worlds import whole_world
from twolevel.core.whole_arrays import (
    checked_upper_weights,
    country_pairs,
    hits_of_whole_ties,
    upper_tie_of_ties,
    whole_arrays,
)

GOOD = {
    "city_unit": [0, 0, 1, 2],
    "unit_country": [0, 0, 1, 2],
    "ties": [(0, 1), (3, 1), (2, 3)],
    "upper_ties": [(2, 0), (1, 0)],
    "city_block": [0, 0, 1, 2],
    "city_stratum": [0, 0, 0, 1],
}


@pytest.mark.parametrize(
    ("argument", "value", "message"),
    [
        (
            "city_unit",
            [0, 0, 1, 4],
            r"city_unit: holds label 4 at position 3; labels are .* 0\.\.3",
        ),
        ("city_unit", [0, 0, 1, -1], r"city_unit: holds label -1 at position 3"),
        ("unit_country", [], r"city_unit: holds label 0 at position 0; there are no labels"),
        (
            "city_unit",
            [0, 0, 1, np.nan],
            r"city_unit: holds nan at position 3; leave the entry out",
        ),
        ("city_unit", ["a", "b", "c", "d"], r"city_unit: holds .* values; give whole numbers"),
        (
            "city_unit",
            [[0, 1], [0, 1], [1, 1], [2, 2]],
            r"2 units for each city; a city lies in one",
        ),
        (
            "unit_country",
            [[0, 0, 1, 2]],
            r"unit_country: has shape \(1, 4\); give an array of shape",
        ),
        ("unit_country", [0, 0, 1, -2], r"unit_country: holds label -2 at position 3"),
        ("city_block", [0, 0, 0, 2], r"city_block: block 0 has cities with different city_unit"),
        ("city_block", [0, 0], r"city_block: has shape \(2,\); give an array of shape \(4,\)"),
        ("city_stratum", [0, 1, 0, 1], r"block 0 has cities with different city_stratum"),
        ("ties", [(0, 1), (1, 0)], r"ties: holds the pair \(0, 1\) 2 times, in one direction or"),
        ("ties", [(2, 2)], r"ties: joins 2 with itself at position 0; leave ties to itself out"),
        ("ties", [(4, 0)], r"ties\[:, 0\]: holds label 4 at position 0"),
        ("ties", [(0, 4)], r"ties\[:, 1\]: holds label 4 at position 0"),
        ("ties", [(0, 1, 2)], r"ties: has shape \(1, 3\); give an array of shape \(n, 2\)"),
        ("ties", np.ma.masked_array([(0, 1)], [(0, 1)]), r"ties: holds a masked entry"),
        ("upper_ties", [(0, 1), (0, 1)], r"upper_ties: holds the pair \(0, 1\) 2 times"),
        ("upper_ties", [(1, 1)], r"upper_ties: joins 1 with itself"),
        ("upper_ties", [(0, 9)], r"upper_ties\[:, 1\]: holds label 9"),
    ],
)
def test_bad_arrays_are_named(argument: str, value: object, message: str) -> None:
    with pytest.raises(NetworkError, match=message):
        whole_arrays(**{**GOOD, argument: value})  # type: ignore[arg-type]


def test_ties_are_kept_in_order_with_the_smaller_end_first() -> None:
    arrays = whole_arrays(**GOOD)  # type: ignore[arg-type]
    assert arrays.ties.tolist() == [[0, 1], [1, 3], [2, 3]]
    assert arrays.upper_ties.tolist() == [[0, 2], [0, 1]]
    assert upper_tie_of_ties(arrays).tolist() == [-1, 0, -1]
    assert hits_of_whole_ties(arrays).tolist() == [False, True, False]
    assert country_pairs(arrays).tolist() == [0, 1, 1]
    assert (arrays.n_cities, arrays.n_units, arrays.n_ties) == (4, 4, 3)


def test_hits_are_those_of_a_plain_search() -> None:
    world = whole_world()
    upper = {frozenset(pair) for pair in world.upper_ties.tolist()}
    unit = world.city_unit.tolist()
    by_hand = [frozenset((unit[i], unit[j])) in upper for i, j in world.ties.tolist()]
    assert hits_of_whole_ties(world).tolist() == by_hand


def test_empty_units_one_country_and_no_ties_are_allowed() -> None:
    arrays = whole_arrays(city_unit=[5, 5], unit_country=[0] * 9, ties=[], upper_ties=[])
    assert (arrays.n_ties, hits_of_whole_ties(arrays).tolist()) == (0, [])


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ([1.0], r"weights: has shape \(1,\) .* shape \(2,\)"),
        (["a", "b"], r"weights: has shape \(2,\) and holds <U1 values"),
        ([1.0, np.nan], r"weights: holds NaN or infinity"),
        ([1.0, 2.0**60], r"weights: holds numbers as large as"),
    ],
)
def test_bad_weights_are_named(weights: object, message: str) -> None:
    with pytest.raises(NetworkError, match=message):
        checked_upper_weights(weights, whole_arrays(**GOOD))  # type: ignore[arg-type]

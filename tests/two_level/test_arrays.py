"""Arrays that do not describe a two-level network are refused with name, value and remedy."""

from __future__ import annotations

import numpy as np
import pytest

from sistercities.errors import NetworkError
from twolevel.core.arrays import (
    checked_weights,
    hits_of_ties,
    inside_matrix,
    two_level_arrays,
)

GOOD = {
    "home_unit": [0, 0, 1],
    "home_block": [0, 0, 1],
    "home_stratum": [0, 0, 0],
    "foreign_country": [0, 0, 1],
    "foreign_unit": [[0, 1], [-1, 1], [2, -1]],
    "foreign_unit_country": [0, 0, 1],
    "foreign_unit_tier": [0, 1, 0],
    "ties": [(0, 0), (1, 1), (2, 2)],
    "upper_ties": [(0, 1), (1, 2)],
    "n_units": 2,
}


@pytest.mark.parametrize(
    ("argument", "value", "message"),
    [
        ("home_unit", [0, 0, 2], r"home_unit: holds label 2 at position 2; labels are .* 0\.\.1"),
        ("home_unit", [0, 0, -1], r"home_unit: holds label -1 at position 2"),
        ("home_unit", [0, 0, np.nan], r"home_unit: holds nan at position 2; leave the entry out"),
        ("home_unit", [0, 0, 0.5], r"home_unit: holds 0.5 at position 2"),
        ("home_unit", ["a", "b", "c"], r"home_unit: holds .* values; give whole numbers"),
        ("home_unit", [[0, 0, 1]], r"home_unit: has shape \(1, 3\); give an array of shape"),
        ("home_block", [0, 0, 0], r"home_block: block 0 has places with different home_unit"),
        ("home_block", [0, 0], r"home_block: has shape \(2,\); give an array of shape \(3,\)"),
        ("home_stratum", [0, 1, 0], r"home_block: block 0 has places with different home_stratum"),
        ("foreign_unit", [[0, 3], [-1, 1], [2, -1]], r"foreign_unit: holds label 3 at position 1"),
        ("foreign_unit", [[0, 1], [2, 1], [2, -1]], r"place 1 of country 0 lies in unit 2 of ano"),
        ("foreign_unit", [[0, 1]], r"foreign_unit: has shape \(1, 2\)"),
        ("foreign_unit_tier", [0, 1], r"foreign_unit_tier: has shape \(2,\)"),
        ("ties", [(0, 0), (0, 0)], r"ties: holds the pair \(0, 0\) 2 times; keep each pair once"),
        ("ties", [(3, 0)], r"ties\[:, 0\]: holds label 3 at position 0"),
        ("ties", [(0, 3)], r"ties\[:, 1\]: holds label 3 at position 0"),
        ("ties", [(0, 0, 0)], r"ties: has shape \(1, 3\); give an array of shape \(n, 2\)"),
        ("upper_ties", [(0, 1), (0, 1)], r"upper_ties: holds the pair \(0, 1\) 2 times"),
        ("upper_ties", [(2, 0)], r"upper_ties\[:, 0\]: holds label 2"),
    ],
)
def test_bad_arrays_are_named(argument: str, value: object, message: str) -> None:
    with pytest.raises(NetworkError, match=message):
        two_level_arrays(**{**GOOD, argument: value})  # type: ignore[arg-type]


def test_a_tie_is_inside_if_any_tier_hits() -> None:
    arrays = two_level_arrays(**GOOD)  # type: ignore[arg-type]
    assert inside_matrix(arrays).tolist() == [[True, True, False], [False, False, True]]
    assert hits_of_ties(arrays).tolist() == [True, True, True]


def test_no_unit_is_never_hit() -> None:
    """Index -1 must not read the last unit, which does hold an upper tie."""
    arrays = two_level_arrays(**{**GOOD, "upper_ties": [(0, 2), (1, 2)]})  # type: ignore[arg-type]
    assert inside_matrix(arrays).tolist() == [[False, False, True], [False, False, True]]


def test_groups_without_members_are_allowed() -> None:
    arrays = two_level_arrays(**{**GOOD, "n_units": 5, "ties": [], "upper_ties": []})  # type: ignore[arg-type]
    assert inside_matrix(arrays).shape == (5, 3)
    assert (arrays.n_ties, hits_of_ties(arrays).tolist()) == (0, [])


def test_weights_are_checked() -> None:
    arrays = two_level_arrays(**GOOD)  # type: ignore[arg-type]
    assert checked_weights(np.ones((2, 3)), arrays).dtype == np.int64
    assert checked_weights(np.full((2, 3), 0.5), arrays).dtype == np.float64
    with pytest.raises(NetworkError, match=r"weights: has shape \(3, 2\); .*\(2, 3\)"):
        checked_weights(np.ones((3, 2)), arrays)
    with pytest.raises(NetworkError, match="weights: holds NaN or infinity; leave"):
        checked_weights(np.full((2, 3), np.nan), arrays)

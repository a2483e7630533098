"""What is no network is refused with the argument, the value and the remedy; never a silent NaN."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sistercities.errors import InvalidArgument, NetworkError
from twolevel.core.argument_checks import MOST_DRAWS, integers, whole_number
from twolevel.core.arrays import checked_weights, two_level_arrays
from twolevel.nulls.home_nulls import NULL_IDS, draw_null
from twolevel.rates.gap_bounds import gap_bounds

GOOD: dict[str, Any] = {
    "home_unit": [0, 0, 1],
    "foreign_country": [0, 0, 1],
    "foreign_unit": [0, 1, 2],
    "foreign_unit_country": [0, 0, 1],
    "ties": [(0, 0), (1, 1), (2, 2)],
    "upper_ties": [(0, 1), (1, 2)],
    "n_units": 2,
}
NO_GAP = np.zeros(2, dtype=np.int64)


@pytest.mark.parametrize("value", [np.nan, 2.5, None, True, 10**13, "3", -1, [2]])
def test_a_number_of_units_that_is_none_is_named(value: object) -> None:
    with pytest.raises(InvalidArgument, match=r"n_units=.*; give a whole number from 0 to"):
        two_level_arrays(**{**GOOD, "n_units": value})


@pytest.mark.parametrize(
    ("argument", "value", "said"),
    [
        ("ties", [(0, 0), (1,)], r"ties: is no array .*; give whole numbers in rows alike"),
        ("ties", [(0, 1e300)], r"ties: holds 1e\+300 at position 1"),
        ("ties", [("0", "1")], r"ties: holds '0' among <U1 values; give whole numbers"),
        ("ties", [(0, 2**70)], r"ties: holds 0 among object values"),
        ("home_unit", None, r"home_unit: holds None among object values"),
        ("foreign_country", [0, 0, 10**11], r"holds label 100000000000 at position 2; labels are"),
        ("foreign_unit_country", [0, 0, 10**11], r"holds label 100000000000"),
        ("home_block", [0, 1, 10**11], r"home_block: holds label 100000000000"),
        ("home_unit", np.ma.masked_equal([0, 0, 1], 1), r"holds a masked entry at position 2"),
        ("ties", np.ma.masked_equal([(0, 0), (1, 1)], 1), r"ties: holds a masked entry"),
    ],
)
def test_what_is_no_array_of_labels_is_named(argument: str, value: object, said: str) -> None:
    with pytest.raises(NetworkError, match=said):
        two_level_arrays(**{**GOOD, argument: value})


def test_a_masked_array_without_a_masked_entry_is_an_array() -> None:
    arrays = two_level_arrays(**{**GOOD, "home_unit": np.ma.array([0, 0, 1])})
    assert type(arrays.home_unit) is np.ndarray
    assert arrays.home_unit.tolist() == [0, 0, 1]


def test_a_table_that_would_fill_the_memory_is_refused() -> None:
    many = 1_000
    with pytest.raises(NetworkError, match=r"n_units: 1,000,000 units and .* number the units"):
        two_level_arrays(
            **{
                **GOOD,
                "n_units": 1_000_000,
                "foreign_country": [0] * many,
                "foreign_unit": [0] * many,
                "ties": [],
                "upper_ties": [],
            }
        )


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        (np.full((2, 3), "1"), "weights: holds <U1 values; give numbers"),
        (np.full((2, 3), 1j), "weights: holds complex128 values"),
        (np.full((2, 3), None), "weights: holds object values"),
        (np.full((2, 3), 1e300), r"weights: holds numbers as large as 1e\+300; scale"),
        ([[1, 2, 3], [1]], "weights: is no array"),
        (np.ma.masked_less(np.ones((2, 3)), 2), "weights: holds a masked entry at position 0"),
    ],
)
def test_weights_that_are_no_numbers_are_named(weights: Any, said: str) -> None:
    with pytest.raises(NetworkError, match=said):
        checked_weights(weights, two_level_arrays(**GOOD))


@pytest.mark.parametrize("argument", ["n_missing_upper", "n_missing_lower"])
@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([np.nan, 0], "holds nan at position 0"),
        ([np.inf, 0], "holds inf at position 0"),
        ([[1], [1, 2]], "is no array"),
        (["1", "2"], "holds '1' among <U1 values"),
        (None, "holds None among object values"),
        ([2**70, 0], "holds 1180591620717411303424 among object values"),
        ([1.7, 0], "holds 1.7 at position 0"),
        (
            [10**12, 0],
            "holds 1000000000000; give 2 whole numbers .* at most 1,000,000",
        ),
        ([-1, 0], "holds -1; give 2 whole numbers"),
        ([1, 1, 1], r"has shape \(3,\); give 2 whole numbers"),
    ],
)
def test_gaps_that_are_none_are_named(argument: str, value: Any, said: str) -> None:
    gaps: dict[str, Any] = {"n_missing_upper": NO_GAP, "n_missing_lower": NO_GAP, argument: value}
    with pytest.raises(NetworkError, match=f"{argument}: .*{said}"):
        gap_bounds(two_level_arrays(**GOOD), **gaps)


def test_shares_without_ties_are_refused_and_not_nan() -> None:
    without_ties = two_level_arrays(**{**GOOD, "ties": []})
    nothing = two_level_arrays(
        home_unit=[], foreign_country=[], foreign_unit=[], foreign_unit_country=[], ties=[],
        upper_ties=[], n_units=0,
    )  # fmt: skip
    for arrays in (without_ties, nothing):
        gap = np.zeros(arrays.n_units, dtype=np.int64)
        with pytest.raises(NetworkError, match="holds no lower tie, so no share is defined; give"):
            gap_bounds(arrays, n_missing_upper=gap, n_missing_lower=gap)
    for null in NULL_IDS:
        with pytest.raises(NetworkError, match="arrays: holds no home place; give"):
            draw_null(null, nothing, n_draws=2, seed=1)


@pytest.mark.parametrize("n_draws", [10**12, 10**26, MOST_DRAWS + 1, 0, 2.5, "9", None, True])
@pytest.mark.parametrize("null", NULL_IDS)
def test_draws_beyond_reason_are_refused(null: str, n_draws: Any) -> None:
    with pytest.raises(InvalidArgument, match=r"n_draws=.* from 1 to 10,000,000"):
        draw_null(null, two_level_arrays(**GOOD), n_draws=n_draws, seed=1)


def test_whole_numbers_pass_as_they_are() -> None:
    assert whole_number("n", np.int64(3), 0) == 3
    assert integers("x", [1.0, 2.0]).tolist() == [1, 2]
    assert integers("x", []).shape == (0,)

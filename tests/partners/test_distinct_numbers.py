"""Whole numbers are told apart as numpy tells them apart."""

from __future__ import annotations

import numpy as np
import pytest

from sistercities.partners.distinct_numbers import are_of, distinct, distinct_at, distinct_counts


@pytest.mark.parametrize("n", [0, 1, 2, 500])
@pytest.mark.parametrize("span", [1, 7, 10**12])
def test_they_are_those_of_numpy(n: int, span: int) -> None:
    numbers = np.random.default_rng(n + span % 97).integers(-span, span, n)
    np.testing.assert_array_equal(distinct(numbers), np.unique(numbers))
    for ours, theirs in (
        (distinct_at(numbers), np.unique(numbers, return_inverse=True)),
        (distinct_counts(numbers), np.unique(numbers, return_counts=True)),
    ):
        np.testing.assert_array_equal(ours[0], theirs[0])
        np.testing.assert_array_equal(ours[1], theirs[1])


@pytest.mark.parametrize("some", [(), (3,), (9, -4, 3, 3), {5: "a", 2: "b"}])
def test_who_is_among_others_in_whatever_order(some: object) -> None:
    numbers = np.arange(-5, 10).reshape(3, 5)
    due = np.isin(numbers, np.array(list(some), dtype=np.int64))  # type: ignore[call-overload]
    np.testing.assert_array_equal(are_of(numbers, some), due)  # type: ignore[arg-type]

"""What rules leave as it is is computed once, and what they change is not mistaken for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from sistercities.studies.claimed_ties import claimed_by
from sistercities.studies.rule_changes import Computed, fingerprint


@dataclass(frozen=True)
class _Arrays:
    ties: np.ndarray
    year: int


def _frame() -> pd.DataFrame:
    return pd.DataFrame({"home": ["a", "b"], "year": [1990.0, np.nan], "n": [1, 2]})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_frame(), _frame().assign(year=[1990.0, 1991.0])),
        (_frame(), _frame().assign(home=["a", None])),
        (_frame(), _frame().rename(columns={"n": "m"})),
        (_frame(), _frame().iloc[::-1]),
        (_frame(), _frame().iloc[:1]),
        (np.array([1, 2]), np.array([1.0, 2.0])),
        (np.arange(6).reshape(2, 3), np.arange(6).reshape(3, 2)),
        (_Arrays(np.arange(3), 2020), _Arrays(np.arange(3), 2021)),
        (_Arrays(np.arange(3), 2020), _Arrays(np.arange(4), 2020)),
        (("x",), ("y",)),
    ],
)
def test_what_differs_has_another_fingerprint(one: object, other: object) -> None:
    assert fingerprint(one) != fingerprint(other)


def test_equal_content_has_one_fingerprint() -> None:
    assert fingerprint(_frame(), 3) == fingerprint(_frame().copy(), 3)
    assert fingerprint(_Arrays(np.arange(3), 1)) == fingerprint(_Arrays(np.arange(3).copy(), 1))


def test_the_same_is_computed_once() -> None:
    done: list[int] = []
    known: Computed[int] = Computed()

    def compute() -> int:
        done.append(1)
        return len(done)

    assert known.once(compute, _frame(), 1) == 1
    assert known.once(compute, _frame(), 1) == 1
    assert known.once(compute, _frame(), 2) == 2
    assert len(done) == 2


def test_a_tie_is_claimed_by_any_of_its_sources() -> None:
    told = pd.Series(["one two", "two", "twofold", "three one", "two"], dtype=object)
    assert claimed_by(told, ["two"]).tolist() == [True, True, False, False, True]
    assert claimed_by(told, ("two", "three")).tolist() == [True, True, False, True, True]
    assert claimed_by(told.iloc[:0], ["two"]).tolist() == []

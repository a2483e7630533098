"""What is looked up of many pairs at once, against one pair after the other."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sistercities.network.rules import MAIN_RULES
from sistercities.studies.drivers import pairs
from sistercities.studies.drivers.ground import NEVER, Ground, ground_of
from studies.made_up_drivers import made_up_country

SEED = 20261125


@pytest.fixture(scope="module")
def ground() -> Ground:
    return ground_of(made_up_country(), "CN", 2020, MAIN_RULES)


def drawn(ground: Ground, n: int = 400) -> dict[str, np.ndarray]:
    """Draw pairs, half of them tied ones, and years."""
    rng = np.random.default_rng(SEED)
    home, foreign = (
        rng.integers(len(ground.homes), size=n),
        rng.integers(len(ground.foreign), size=n),
    )
    here = ground.ties[(ground.ties["home"] >= 0) & (ground.ties["foreign"] >= 0)]
    some = here.sample(n // 2, random_state=1, replace=True)
    home[: n // 2], foreign[: n // 2] = some["home"], some["foreign"]
    return {"home": home, "foreign": foreign, "year": rng.integers(1970, 2021, n)}


def columns(ties: pd.DataFrame) -> dict[str, np.ndarray]:
    return {str(name): ties[name].to_numpy() for name in ties}


def test_earlier_ties_are_counted_as_one_by_one(ground: Ground) -> None:
    rows = drawn(ground)
    ties = ground.ties.assign(start=ground.ties["start"].where(ground.ties.index % 5 > 0, NEVER))
    ties = ties[ties["start"] < NEVER]
    for keys in (["foreign"], ["home", "foreign"], ["home"]):
        found = pairs._older(columns(ties), {key: rows[key] for key in keys}, rows["year"])
        alone = [
            sum((tie.start < year) & all(getattr(tie, k) == rows[k][row] for k in keys)
                for tie in ties.itertuples())
            for row, year in enumerate(rows["year"])
        ]  # fmt: skip
        assert found.tolist() == alone
        assert max(alone) > 0


def test_ties_of_no_unit_are_of_no_pair() -> None:
    ties = pd.DataFrame({"unit": [-1, 0, 2], "start": [1980, 1980, 1990]})
    found = pairs._older(columns(ties), {"unit": np.array([2, 0, 1])}, np.array([2000, 1980, 2000]))
    assert found.tolist() == [1.0, 0.0, 0.0]
    assert pairs._older(columns(ties[:0]), {"unit": np.array([2])}, np.array([2000])).tolist() == [
        0.0
    ]


def test_pairs_are_tied_as_a_look_up_tells(ground: Ground) -> None:
    rows = drawn(ground)
    found = pairs._is_tied(ground, rows["home"], rows["foreign"], rows["year"])
    start = {
        (tie.home, tie.foreign): 0 if tie.start == NEVER else tie.start
        for tie in ground.ties.itertuples()
    }
    look_up = zip(rows["home"], rows["foreign"], rows["year"], strict=True)
    assert found.tolist() == [start.get((h, f), NEVER) <= year for h, f, year in look_up]
    assert 0 < found.sum() < found.size

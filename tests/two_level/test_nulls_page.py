"""The page on null models: its example runs, and its names exist."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import numpy as np
import pytest

from twolevel.core.whole_arrays import checked_upper_weights, country_pairs, whole_arrays
from twolevel.core.whole_weights import upper_tie_weights
from twolevel.exact.whole_moments import total_stub_mean, whole_label_mean, whole_stub_moments
from twolevel.nulls.home_nulls import ALL_NULL_IDS
from twolevel.nulls.whole_labels import label_strata
from twolevel.nulls.whole_nulls import ALL_WHOLE_NULL_IDS
from twolevel.nulls.whole_rewiring import turned

PAGE = (Path(__file__).parents[2] / "docs" / "twolevel" / "nulls.md").read_text(encoding="utf-8")


def test_the_examples_run(capsys: pytest.CaptureFixture[str]) -> None:
    for code in re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL):
        exec(code, {})
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("4.0 ")
    assert "draws stay close to the observed network" in printed[0]
    assert printed[1:] == ["3.0 0.656 0.6", "2.0 2.33 1"]  # 2/3 + 2/3 + 1


def test_the_page_has_every_null() -> None:
    assert all(f"| `{null_id}` |" in PAGE for null_id in ALL_NULL_IDS)
    assert all(f"`{null_id}`" in PAGE for null_id in ALL_WHOLE_NULL_IDS)


def test_the_expected_numbers_side_by_side_are_those_of_the_exact_moments(monkeypatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    synthetic_world = importlib.import_module("synthetic_world").synthetic_world
    made_up = synthetic_world()
    world = whole_arrays(
        city_unit=made_up.city_region,
        unit_country=made_up.region_country,
        ties=made_up.ties,
        upper_ties=made_up.upper_ties,
    )
    weights = upper_tie_weights(world, checked_upper_weights(None, world))
    nowhere = np.zeros(world.n_cities, dtype=np.int64)
    ends = turned(world.ties, world.city_country)
    country = world.city_country[ends]
    exact = [
        whole_label_mean(world, nowhere, weights),
        whole_label_mean(world, label_strata(world, None), weights),
        whole_stub_moments(
            world.tie_units, np.zeros(30_000, np.int64), np.ones(30_000, dtype=bool), weights
        ),
        total_stub_mean(world.tie_units, weights),
        whole_stub_moments(
            world.city_unit[ends], country_pairs(world), country[:, 0] == country[:, 1], weights
        ),
    ]
    rows = re.findall(
        r"^\| `[a-z-]+` \| [a-z ]+ \| ([\d,.]+) \| [\d,.]+ \| [\d,.]+ \|$", PAGE, re.M
    )
    assert rows == [f"{moments.mean:,.1f}" for moments in exact]

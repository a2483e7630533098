"""The odds ratio is that of the fourfold tables, counted tie by tie; its influence numerical."""

from __future__ import annotations

import numpy as np
import pytest

from two_level.small_worlds import small_world
from twolevel.core.arrays import TwoLevelArrays, inside_matrix, two_level_arrays
from twolevel.rates.clusters import two_way_variance
from twolevel.rates.mantel_haenszel import mantel_haenszel


def odds_ratio(world: TwoLevelArrays, weight: np.ndarray) -> float:
    """Count each stratum's table by a loop over its (weighted) ties."""
    hits = inside_matrix(world)
    groups = {
        (int(c), tuple(u)): j
        for j, (c, u) in enumerate(
            zip(world.foreign_country, world.foreign_unit.tolist(), strict=True)
        )
    }
    upper = lower = 0.0
    for (country, units), example in groups.items():
        a = b = c = d = 0.0
        for (home, place), w in zip(world.ties.tolist(), weight, strict=True):
            if world.foreign_country[place] != country:
                continue
            is_exposed = hits[world.home_unit[home], example]
            is_landing = tuple(world.foreign_unit[place].tolist()) == units
            a += w * (is_exposed and is_landing)
            b += w * (is_exposed and not is_landing)
            c += w * (not is_exposed and is_landing)
            d += w * (not is_exposed and not is_landing)
        n = a + b + c + d
        if n > 0:
            upper, lower = upper + a * d / n, lower + b * c / n
    return upper / lower


def test_value_is_that_of_tables_counted_by_hand() -> None:
    world = small_world()
    assert mantel_haenszel(world).value == pytest.approx(odds_ratio(world, np.ones(world.n_ties)))


def test_interval_comes_from_the_numerical_derivative() -> None:
    world = small_world()
    step, slopes = 1e-5, np.empty(world.n_ties)
    for tie in range(world.n_ties):
        up, down = np.ones(world.n_ties), np.ones(world.n_ties)
        up[tie], down[tie] = 1 + step, 1 - step
        slopes[tie] = np.log(odds_ratio(world, up) / odds_ratio(world, down)) / (2 * step)
    variance = two_way_variance(slopes, world.tie_unit, world.tie_country).variance
    assert mantel_haenszel(world).standard_error == pytest.approx(variance**0.5, rel=1e-6)


def test_without_contrast_there_is_no_odds_ratio() -> None:
    def world(upper: list[tuple[int, int]]) -> TwoLevelArrays:
        return two_level_arrays(
            home_unit=[0, 1],
            foreign_country=[0, 0],
            foreign_unit=[0, 1],
            foreign_unit_country=[0, 0],
            ties=[(0, 0), (1, 1)],
            upper_ties=upper,
            n_units=2,
        )

    assert mantel_haenszel(world([])).value is None
    against = mantel_haenszel(world([(0, 1), (1, 0)]))
    assert (against.value, against.low) == (0.0, None)
    assert "no log" in against.note

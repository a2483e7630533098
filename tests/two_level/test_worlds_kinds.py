"""Dated worlds hang together as their kind says, and as strongly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sistercities.errors import InvalidArgument
from twolevel.calibrate.procedures import dated
from twolevel.calibrate.worlds import MODEST
from twolevel.calibrate.worlds_kinds import (
    FIRST_YEAR,
    KINDS,
    LOWER_LAW,
    N_YEARS,
    UPPER_LAW,
    SimulatedWorld,
    simulate_kind,
)
from twolevel.calibrate.worlds_whole import WHOLE
from twolevel.core.arrays import inside_matrix, two_level_arrays
from twolevel.core.whole_arrays import WholeArrays, whole_arrays

LAYOUTS = [pytest.param(MODEST, id="home and foreign"), pytest.param(WHOLE, id="whole")]
LARGE = {
    "home and foreign": replace(MODEST, n_ties=900, n_upper=300, coarse_share=0.0),
    "whole": replace(WHOLE, n_ties=1000, n_upper=300),
}


def worlds(kind: str, layout, n: int = 40, strength: float = 1.0) -> list[SimulatedWorld]:
    return [
        simulate_kind(kind, layout, np.random.default_rng(seed), strength=strength)
        for seed in range(n)
    ]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_worlds_are_of_the_size_asked_for_and_pass_the_checks(kind: str, layout) -> None:
    """Some pairs saturate, and a common cause makes more of them."""
    drawn = worlds(kind, layout, 20)
    assert np.mean([w.arrays.n_ties for w in drawn]) == pytest.approx(layout.n_ties, rel=0.35)
    n_upper = [w.arrays.upper_ties.shape[0] for w in drawn]
    assert np.mean(n_upper) == pytest.approx(layout.n_upper, rel=0.45)
    for world in drawn:
        a = world.arrays
        assert world.start.shape == (a.n_ties,)
        assert world.upper_start.shape == (a.upper_ties.shape[0],)
        years = np.concatenate((world.start, world.upper_start))
        assert FIRST_YEAR <= years.min() <= years.max() < FIRST_YEAR + N_YEARS
        if isinstance(a, WholeArrays):
            whole_arrays(
                city_unit=a.city_unit, unit_country=a.unit_country, ties=a.ties,
                upper_ties=a.upper_ties, city_block=a.city_block, city_stratum=a.city_stratum,
            )  # fmt: skip
        else:
            two_level_arrays(
                home_unit=a.home_unit, foreign_country=a.foreign_country, ties=a.ties,
                foreign_unit=a.foreign_unit, foreign_unit_country=a.foreign_unit_country,
                foreign_unit_tier=a.foreign_unit_tier, upper_ties=a.upper_ties, n_units=a.n_units,
                home_block=a.home_block, home_stratum=a.home_stratum,
            )  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_without_strength_a_lead_is_independence(layout) -> None:
    for led, free in zip(
        worlds("province-led", layout, 3, 0.0), worlds("independence", layout, 3), strict=True
    ):
        assert np.array_equal(led.arrays.ties, free.arrays.ties)
        assert np.array_equal(led.start, free.start)
        assert np.array_equal(led.upper_start, free.upper_start)


def first_lower_inside(world: SimulatedWorld) -> np.ndarray:
    """Year of the first lower tie inside each upper tie, by a loop; a year after the last if none.

    A plain twin of what the simulation does with arrays.
    """
    arrays = world.arrays
    first: dict[tuple[int, int], int] = {}
    for (i, j), year in zip(arrays.ties.tolist(), world.start.tolist(), strict=True):
        if isinstance(arrays, WholeArrays):
            p, q = int(arrays.city_unit[i]), int(arrays.city_unit[j])
            pairs = [(p, q), (q, p)]
        else:
            units = arrays.foreign_unit[j].tolist()
            pairs = [(int(arrays.home_unit[i]), unit) for unit in units if unit >= 0]
        for pair in pairs:
            first[pair] = min(year, first.get(pair, year))
    last = FIRST_YEAR + N_YEARS
    return np.array([first.get(pair, last) for pair in map(tuple, arrays.upper_ties.tolist())])


def departure(law: np.ndarray, led: np.ndarray, start: np.ndarray, beta: float) -> float:
    """Return in standard deviations how far ties begun after the lead are from what beta says.

    Given that a pair has a tie, the chance that it began after the lead is
    e^beta (1 - F) / (F + e^beta (1 - F)), F the law at the year of the lead.
    """
    before = law[led - FIRST_YEAR]
    after = np.exp(beta) * (1 - before)
    chance = after / (before + after)
    gap = (start > led).sum() - chance.sum()
    return float(gap / np.sqrt((chance * (1 - chance)).sum()))


@pytest.mark.parametrize("name", LARGE)
def test_upper_ties_that_lead_raise_the_odds_of_later_lower_ties_by_the_strength(name: str) -> None:
    led, start = [], []
    for world in worlds("province-led", LARGE[name], 30, 0.8):
        ties = dated(world)
        led.append(ties.upper_start[ties.is_inside])
        start.append(ties.start[ties.is_inside])
    years, begun = np.concatenate(led), np.concatenate(start)
    assert abs(departure(LOWER_LAW, years, begun, 0.8)) < 3
    assert abs(departure(LOWER_LAW, years, begun, 0.0)) > 6


@pytest.mark.parametrize("name", LARGE)
def test_lower_ties_that_lead_raise_the_odds_of_later_upper_ties_by_the_strength(name: str) -> None:
    led, start = [], []
    for world in worlds("city-led", LARGE[name], 30, 0.8):
        first = first_lower_inside(world)
        held = first < FIRST_YEAR + N_YEARS
        led.append(first[held])
        start.append(world.upper_start[held])
    years, begun = np.concatenate(led), np.concatenate(start)
    assert abs(departure(UPPER_LAW, years, begun, 0.8)) < 3
    assert abs(departure(UPPER_LAW, years, begun, 0.0)) > 5


@pytest.mark.parametrize("kind", ["independence", "common-cause"])
@pytest.mark.parametrize("name", LARGE)
def test_nothing_leads_without_an_effect(kind: str, name: str) -> None:
    ties = [dated(world) for world in worlds(kind, LARGE[name], 30)]
    led = np.concatenate([t.upper_start[t.is_inside] for t in ties])
    start = np.concatenate([t.start[t.is_inside] for t in ties])
    assert abs(departure(LOWER_LAW, led, start, 0.0)) < 3


def test_a_common_cause_brings_both_levels_together() -> None:
    """The share of home and foreign pairs inside that are tied, against that of all pairs."""
    lift = {}
    for kind in ("independence", "common-cause"):
        ratios = []
        for world in worlds(kind, LARGE["home and foreign"], 30):
            inside = inside_matrix(world.arrays)[world.arrays.home_unit]
            tied = np.zeros(inside.shape, bool)
            tied[world.arrays.ties[:, 0], world.arrays.ties[:, 1]] = True
            ratios.append((tied[inside].mean(), tied[~inside].mean()))
        inside_mean, outside_mean = np.mean(ratios, axis=0)
        lift[kind] = inside_mean / outside_mean
    assert lift["common-cause"] > 1.5 * lift["independence"]


def test_what_the_layout_shares_is_not_looked_at() -> None:
    shared = simulate_kind(
        "independence", replace(MODEST, shared_affinity=1.0), np.random.default_rng(1)
    )
    apart = simulate_kind("independence", MODEST, np.random.default_rng(1))
    assert np.array_equal(shared.arrays.ties, apart.arrays.ties)
    assert (apart.kind, apart.strength) == ("independence", 0.0)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="kind='mayors' cannot be used; give one of indep"):
        simulate_kind("mayors", MODEST, np.random.default_rng(1))


def test_a_whole_world_has_domestic_ties_counties_and_two_levels() -> None:
    world = simulate_kind("independence", WHOLE, np.random.default_rng(1)).arrays
    ends = world.city_country[world.ties]
    assert 0 < (ends[:, 0] == ends[:, 1]).sum() < world.n_ties
    uppers = world.unit_country[world.upper_ties]
    assert (uppers[:, 0] == uppers[:, 1]).any()
    assert len(np.unique(world.city_block)) == WHOLE.n_cities - WHOLE.n_counties
    assert set(world.city_stratum.tolist()) == {0, 1}

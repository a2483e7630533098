"""The two rate ratios against statsmodels with a column for each effect, and in drawn worlds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.stats import t as student

from sistercities.errors import InvalidArgument
from two_level.small_worlds import small_world
from twolevel.calibrate.worlds import GENERIC, Tilt, simulate_world
from twolevel.core.arrays import TwoLevelArrays, two_level_arrays
from twolevel.core.foreign_groups import foreign_groups
from twolevel.rates.clusters import effective_clusters
from twolevel.rates.rate_ratios import country_rate_ratio, rate_ratio


def rows_of(world: TwoLevelArrays, kind: str):
    """Return counts, exposure, the two labels of effects, unit and country of each row."""
    if kind == "rate":
        groups = foreign_groups(world)
        unit, column = np.indices(groups.ties.shape).reshape(2, -1)
        country = groups.country[column]
        labels = (unit * 1000 + country, column)
        return groups.ties.ravel(), groups.exposure.ravel(), labels, unit, country
    n_countries = int(world.foreign_country.max()) + 1
    unit, country = np.indices((world.n_units, n_countries)).reshape(2, -1)
    y = np.zeros((world.n_units, n_countries))
    for home, place in world.ties.tolist():
        y[world.home_unit[home], world.foreign_country[place]] += 1
    exposure = np.zeros(y.shape, dtype=bool)
    for p, r in world.upper_ties.tolist():
        exposure[p, world.foreign_unit_country[r]] = True
    return y.ravel(), exposure.ravel(), (unit, country), unit, country


@pytest.mark.parametrize("kind", ["rate", "country"])
def test_ratio_and_interval_are_those_of_a_column_for_each_effect(kind) -> None:
    world = small_world(seed=2, beta=0.8)
    y, x, labels, unit, country = rows_of(world, kind)
    kept = np.ones(y.size, dtype=bool)
    for label in labels:
        kept &= np.bincount(label, y)[label] > 0
    y, x, unit, country = y[kept], x[kept].astype(float), unit[kept], country[kept]
    columns = [(label[kept][:, None] == np.unique(label[kept])).astype(float) for label in labels]
    spanning, sizes, _ = np.linalg.svd(np.column_stack(columns), full_matrices=False)
    effects = spanning[:, sizes > 1e-9]
    model = sm.GLM(y, np.column_stack((x, effects)), family=sm.families.Poisson())
    fit = model.fit(tol=1e-13, maxiter=100)
    result = (rate_ratio if kind == "rate" else country_rate_ratio)(world)
    assert result.value == pytest.approx(np.exp(fit.params[0]), rel=1e-7)
    root = np.sqrt(fit.fittedvalues)[:, None]
    free = x - effects @ np.linalg.lstsq(root * effects, root[:, 0] * x, rcond=None)[0]
    influence = free * (y - fit.fittedvalues) / ((free**2) @ fit.fittedvalues)

    def part(label: np.ndarray, of_ties: np.ndarray) -> float:
        sums = np.array([influence[label == one].sum() for one in np.unique(label)])
        effective = effective_clusters(np.unique(of_ties, return_inverse=True)[1])
        return float(effective / (effective - 1) * (sums**2).sum())

    home, abroad = world.tie_unit, world.tie_country
    by_unit, by_country = part(unit, home), part(country, abroad)
    both = by_unit + by_country - part(unit * 100 + country, home * 100 + abroad)
    variance = max(both, by_unit, by_country)
    assert result.standard_error == pytest.approx(variance**0.5, rel=1e-5)
    freedom = -1 + min(
        min(2 * effective_clusters(of_ties), len(np.unique(label)))
        for of_ties, label in ((home, unit), (abroad, country))
    )
    reach = student.ppf(0.975, freedom) * variance**0.5
    assert result.low == pytest.approx(np.exp(fit.params[0] - reach), rel=1e-4)
    assert result.high == pytest.approx(np.exp(fit.params[0] + reach), rel=1e-4)
    assert result.method.startswith("PPML with effects of home unit")


def test_names_of_units_and_empty_units_change_nothing() -> None:
    world = small_world(seed=2, beta=0.8)
    order = np.random.default_rng(1).permutation(world.n_units + 2)
    moved = replace(
        world,
        n_units=world.n_units + 2,
        home_unit=order[world.home_unit],
        upper_ties=np.column_stack((order[world.upper_ties[:, 0]], world.upper_ties[:, 1])),
    )
    for ratio in (rate_ratio, country_rate_ratio):
        one, other = ratio(world), ratio(moved)
        assert other.value == pytest.approx(one.value, rel=1e-9)
        assert other.standard_error == pytest.approx(one.standard_error, rel=1e-7)


@pytest.mark.parametrize("beta", [0.0, 0.7])
def test_drawn_worlds_give_the_ratio_they_were_made_with(beta) -> None:
    """The tilt multiplies the mean inside an upper tie; the law is close to Poisson."""
    logs = []
    for seed in range(30):
        world = simulate_world(GENERIC, np.random.default_rng(seed), tilt=Tilt(beta))
        value = rate_ratio(world).value
        assert value is not None
        logs.append(np.log(value))
    error = np.std(logs) / np.sqrt(len(logs))
    assert np.mean(logs) == pytest.approx(beta, abs=3 * error + 0.08)


def bare(ties, upper_ties) -> TwoLevelArrays:
    return two_level_arrays(
        home_unit=[0, 0, 1, 1, 2],
        foreign_country=[0, 0, 1, 1],
        foreign_unit=[0, 1, 2, 3],
        foreign_unit_country=[0, 0, 1, 1],
        ties=ties,
        upper_ties=upper_ties,
        n_units=3,
    )


SOME = [(0, 0), (1, 1), (2, 2), (3, 3), (4, 0), (0, 2), (2, 1)]
NOTES = [
    ([], [(0, 0)], None, "There are no lower ties."),
    (SOME, [], None, "There are no upper ties."),
    ([(0, 0), (2, 1)], [(0, 1)], 0.0, "No lower tie falls where an upper tie is"),
    ([(0, 0), (2, 1)], [(2, 3)], None, "Where an upper tie is, no lower tie could be"),
    ([(0, 0), (1, 1)], [(0, 1)], None, "With one home unit there is nothing to compare"),
    ([(0, 0), (2, 1)], [(0, 0), (1, 1)], None, "All lower ties fall where an upper tie is"),
]


@pytest.mark.parametrize(("ties", "upper", "value", "note"), NOTES)
def test_what_has_no_ratio_says_why(ties, upper, value, note) -> None:
    result = rate_ratio(bare(ties, upper))
    assert (result.value, result.low, result.high) == (value, None, None)
    assert note in result.note


def test_a_country_ratio_of_none_is_zero_only_where_there_could_be_some() -> None:
    both = country_rate_ratio(bare([(0, 0), (2, 2)], [(0, 2)]))
    assert (both.value, both.low) == (0.0, None)
    idle = country_rate_ratio(bare([(0, 0), (2, 2)], [(2, 2)]))
    assert (idle.value, idle.note[:22]) == (None, "Where an upper tie is,")


def test_upper_ties_with_all_units_of_a_country_say_nothing_inside_it() -> None:
    whole = [(0, 0), (0, 1), (1, 2), (1, 3)]
    result = rate_ratio(bare(SOME, whole))
    assert result.value is None
    assert result.note.startswith("Upper ties differ only as what is held fixed (home unit x")
    assert country_rate_ratio(bare(SOME, whole)).note != ""


def test_an_upper_tie_that_parts_ties_from_none_has_no_ratio() -> None:
    """Unit 0 has ties only with the country of its upper tie, all others only with the other."""
    result = country_rate_ratio(bare([(0, 0), (1, 1), (2, 2), (3, 3), (4, 0), (4, 2)], [(0, 0)]))
    assert result.value is None
    assert "the ratio has no end" in result.note


def test_too_few_effective_units_have_no_interval() -> None:
    """Two units hold nearly all ties: t would have so heavy tails that an interval says nothing."""
    world = small_world(seed=2, beta=0.8)
    unit = world.tie_unit
    most = np.argsort(-np.bincount(unit))[:2]
    home = world.ties[np.isin(unit, most)]
    result = rate_ratio(replace(world, ties=home))
    assert result.value is not None
    assert (result.low, result.high) == (None, None)
    assert "effective home units or countries there is no interval" in result.note


def test_one_country_has_no_interval() -> None:
    world = small_world(seed=2, beta=0.8)
    home = world.ties[world.tie_country == np.bincount(world.tie_country).argmax()]
    result = rate_ratio(replace(world, ties=home))
    assert result.low is None
    assert result.note != ""


@pytest.mark.parametrize("level", [1, 0, "x", None, [0.9], 0.9 + 1j, 1 - 1e-16, float("nan")])
@pytest.mark.parametrize("ratio", [rate_ratio, country_rate_ratio])
def test_level_is_checked(ratio: Any, level: Any) -> None:
    with pytest.raises(InvalidArgument, match="cannot be used"):
        ratio(small_world(), level=level)

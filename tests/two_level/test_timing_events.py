"""The event study against pyfixest and plain counting, its power, and what it withholds."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import f as f_law

from reference import make_timing_tables
from two_level.timing_tables import FIRST_YEAR
from twolevel.timing.event_bins import (
    DEFAULT_BINS,
    DEFAULT_REFERENCE,
    NEVER,
    OUTSIDE,
    bin_of_pair_years,
    event_bins,
)
from twolevel.timing.event_effects import fit_bins
from twolevel.timing.event_study import event_study
from twolevel.timing.lower_ties import ties_before, ties_begun
from twolevel.timing.pair_years import pair_years
from twolevel.timing.panel import pair_panel
from twolevel.timing.pretrend import power_of_f, pretrend_test, trend_shape

REFERENCE = Path(__file__).parents[1] / "reference"
STORED = json.loads((REFERENCE / "timing_events_oracle.json").read_text(encoding="utf-8"))


def _world(seed=2, *, n_home=12, n_years=30, rise=0.0, mean=0.1, share=0.3):
    rng = np.random.default_rng(seed)
    home, foreign = np.indices((n_home, 12)).reshape(2, -1)
    start = rng.integers(0, n_years, home.size)
    event = np.where(rng.random(home.size) < share, FIRST_YEAR + start, np.nan)
    panel = pair_panel(
        home, foreign, event, first_year=FIRST_YEAR, last_year=FIRST_YEAR + n_years - 1
    )
    since = FIRST_YEAR + np.arange(n_years) - np.nan_to_num(event, nan=9999)[:, None]
    level = rng.normal(0, 0.5, home.size)[:, None] + rng.normal(0, 0.3, n_years)
    return panel, rng.poisson(mean * np.exp(level + rise * (since >= 0)))


@pytest.mark.parametrize("time", ["year", "group period"])
def test_ratios_and_errors_are_those_of_pyfixest(time: str) -> None:
    panel, counts, group = make_timing_tables.event_panel()
    extra = {"group": group, "period": 5} if time == "group period" else {}
    study = event_study(panel, counts, **extra)
    theirs = STORED[time]
    told = [one for one in study.effects if one.low is not None]
    assert [one.log_ratio for one in told] == pytest.approx(
        theirs["log_ratios"], rel=1e-8, abs=1e-9
    )
    n = theirs["n_rows"]
    factor = np.sqrt(n / (n - theirs["n_parameters"]))
    by_pair = np.array([one.error_by_pair for one in told])
    assert by_pair == pytest.approx(factor * np.array(theirs["pair"]), rel=1e-5)
    by_home = _fitted(panel, counts, **extra).fit.standard_errors("second")
    assert by_home == pytest.approx(factor * np.array(theirs["home"]), rel=1e-5)


def _fitted(panel, counts, group=None, period=1):
    bins = event_bins(DEFAULT_BINS, DEFAULT_REFERENCE, "binned")
    return fit_bins(panel, pair_years(panel, counts.astype(float), group, period), bins)


@pytest.mark.parametrize("time", ["year", "group period"])
def test_errors_are_those_of_a_newton_step_without_each_home_unit(time: str) -> None:
    """Rows laid out with a column for each bin, pair and period, and least squares on the rest."""
    panel, counts, group = make_timing_tables.event_panel()
    group, period = (group, 5) if time == "group period" else (np.zeros_like(group), 1)
    fitted = _fitted(panel, counts, group, period)
    number = bin_of_pair_years(panel, fitted.bins)
    pair, column = np.nonzero((counts.sum(axis=1) > 0)[:, None] & (number != OUTSIDE))
    when = group[pair] * 100 + column // period
    for label in (pair, when):  # effects without ties are minus infinity
        tied = np.bincount(label, counts[pair, column])[label] > 0
        pair, column, when = pair[tied], column[tied], when[tied]
    x = (number[pair, column][:, None] == fitted.told).astype(float)
    dummies = [(label[:, None] == np.unique(label)).astype(float) for label in (pair, when)]
    design = np.column_stack((x, *dummies))
    effects = fitted.fit.first_effects, fitted.fit.second_effects
    mean = np.exp(design @ np.concatenate((fitted.fit.slopes, *effects)))
    y, root = counts[pair, column], np.sqrt(mean)
    assert design.T @ (y - mean) == pytest.approx(0, abs=1e-6)
    steps = []
    for home in np.unique(panel.home[pair]):
        rest = panel.home[pair] != home
        step = np.linalg.lstsq(
            root[rest, None] * design[rest], ((y - mean) / root)[rest], rcond=1e-10
        )[0]
        steps.append(step[: x.shape[1]])
    n = len(steps)
    expected = (n - 1) / n * np.array(steps).T @ np.array(steps)
    assert fitted.covariance == pytest.approx(expected, rel=1e-5, abs=1e-9)


def test_errors_are_near_those_of_fits_without_each_home_unit() -> None:
    panel, counts = _world(seed=5, n_home=30, mean=0.3)
    fitted = _fitted(panel, counts)
    slopes = []
    for home in range(30):
        rest = panel.home != home
        part = pair_panel(
            panel.home[rest], panel.foreign[rest],
            np.where(panel.has_event, panel.event_year.astype(float), np.nan)[rest],
            first_year=panel.first_year, last_year=panel.last_year,
        )  # fmt: skip
        slopes.append(_fitted(part, counts[rest]).fit.slopes)
    away = np.array(slopes) - fitted.fit.slopes
    refitted = np.sqrt(29 / 30 * (away**2).sum(axis=0))
    assert np.sqrt(np.diag(fitted.covariance)) == pytest.approx(refitted, rel=0.03)


def test_what_one_home_unit_alone_tells_has_no_interval() -> None:
    panel, counts = _world(n_home=20)
    at = bin_of_pair_years(panel, event_bins(DEFAULT_BINS, DEFAULT_REFERENCE, "binned"))
    counts[(at == 2) & (panel.home != 3)[:, None]] = 0
    counts[tuple(np.argwhere((at == 2) & (panel.home == 3)[:, None])[0])] = 2
    study = event_study(panel, counts)
    assert study.effects[2].ratio > 0
    assert (study.effects[2].low, study.effects[2].p) == (None, None)
    assert "The interval of year 0, and tests with it, cannot be told" in study.withheld[0]
    assert "one home unit alone has ties there" in study.withheld[0]
    assert study.effects[3].low is not None


def test_the_counts_are_those_of_plain_counting() -> None:
    panel, counts, _ = make_timing_tables.event_panel()
    study = event_study(panel, counts)
    n_rows, n_ties, both = dict.fromkeys(DEFAULT_BINS, 0), dict.fromkeys(DEFAULT_BINS, 0), 0
    for pair in np.flatnonzero(panel.event_year <= panel.last_year):
        if counts[pair].sum() == 0:
            continue
        sides = set()
        for column, count in enumerate(counts[pair]):
            since = panel.first_year + column - panel.event_year[pair]
            inside = min(max(since, -10), 10)
            (where,) = [one for one in DEFAULT_BINS if one[0] <= inside <= one[1]]
            n_rows[where] += 1
            n_ties[where] += int(count)
            sides |= {np.sign(since)} if count else set()
        both += {-1, 1} <= sides
    assert {(one.first, one.last): one.n_pair_years for one in study.effects} == n_rows
    assert {(one.first, one.last): one.n_ties for one in study.effects} == n_ties
    assert study.totals.n_pairs_both_sides == both
    has_ties = counts.sum(axis=1) > 0
    assert study.totals.n_pairs_without == (has_ties & ~panel.has_event).sum()
    assert study.totals.n_ties == counts.sum()
    assert study.n_events == panel.has_event.sum()


def test_without_controls_or_years_a_ratio_is_that_of_sums() -> None:
    """One period and bins of one pattern: pair effects alone, so ratios of totals come out."""
    home = np.repeat(np.arange(6), 2)
    panel = pair_panel(home, np.tile([0, 1], 6), np.full(12, 1990), first_year=1980, last_year=1999)
    counts = np.random.default_rng(4).poisson(0.6, (12, 20))
    study = event_study(panel, counts, bins=[(-10, -1), (0, 9)], reference=(-10, -1), period=20)
    before, after = counts[:, :10].sum(), counts[:, 10:].sum()
    assert study.effects[1].ratio == pytest.approx(after / before, rel=1e-9)


def test_ends_are_binned_or_left_out() -> None:
    panel = pair_panel([0, 0], [0, 1], [1990, np.nan], first_year=1970, last_year=2010)
    for ends, far in (("binned", 0), ("left out", OUTSIDE)):
        number = bin_of_pair_years(panel, event_bins(DEFAULT_BINS, DEFAULT_REFERENCE, ends))
        assert number[0, 0] == far
        assert number[0, 10:32].tolist() == [0] * 5 + [1] * 5 + [2] + [3] * 5 + [4] * 5 + [
            4 if ends == "binned" else OUTSIDE
        ]
        assert (number[1] == NEVER).all()


def test_a_rise_is_found_and_nothing_before_it() -> None:
    panel, counts = _world(rise=1.0, mean=0.2, n_home=40)
    study = event_study(panel, counts)
    after = study.effects[3]
    assert after.low is not None
    assert after.low > 1
    assert after.ratio == pytest.approx(np.e, rel=0.35)
    assert study.pretrend is not None
    assert study.pretrend.p > 0.05


def test_single_years_only_from_enough_ties_on_both_sides() -> None:
    panel, counts = _world()
    study = event_study(panel, counts, single_years=True)
    assert study.totals.n_pairs_both_sides < 50
    assert study.single_years is None
    (said,) = study.withheld
    assert "Ratios of single years cannot be told from these data" in said
    assert str(study.totals.n_pairs_both_sides) in said
    panel, counts = _world(mean=0.4, n_home=30)
    study = event_study(panel, counts, single_years=True)
    assert study.totals.n_pairs_both_sides >= 50
    assert study.single_years is not None
    assert [one.first for one in study.single_years] == list(range(-10, 11))
    assert sum(one.n_ties for one in study.single_years) == study.totals.n_ties_with_event


def test_a_bin_without_ties_has_ratio_0_and_leaves_the_others_alone() -> None:
    panel, counts = _world(n_home=20)
    at = bin_of_pair_years(panel, event_bins(DEFAULT_BINS, DEFAULT_REFERENCE, "binned"))
    counts[at == 2] = 0
    study = event_study(panel, counts)
    assert study.effects[2].ratio == 0
    assert study.effects[2].low is None
    assert "The ratio of year 0 is 0 and has no interval" in study.withheld[0]
    assert study.effects[3].low is not None
    # its rows are fitted by 0 exactly: a rate with a hundredth of a tie there hardly differs
    counts = counts.astype(float)
    counts[tuple(np.argwhere(at == 2)[0])] = 1e-7
    nearly = event_study(panel, counts)
    assert nearly.effects[3].ratio == pytest.approx(study.effects[3].ratio, rel=1e-4)


def test_few_home_units_get_no_interval() -> None:
    panel, counts = _world(n_home=4, mean=0.4)
    study = event_study(panel, counts)
    assert study.pretrend is None
    assert all(one.low is None and one.p is None for one in study.effects)
    assert study.effects[3].ratio > 0
    assert "in 4 home units, fewer than 5" in study.withheld[0]


def test_controls_matter() -> None:
    """Rates that rise with the years in all pairs are no effect, as pairs without a tie say."""
    rng = np.random.default_rng(7)
    home, foreign = np.indices((25, 16)).reshape(2, -1)
    event = np.where(rng.random(home.size) < 0.4, rng.integers(1985, 2005, home.size), np.nan)
    panel = pair_panel(home, foreign, event, first_year=1980, last_year=2009)
    counts = rng.poisson(np.tile(0.03 * np.exp(0.1 * np.arange(30)), (home.size, 1)))
    study = event_study(panel, counts)
    for one in study.effects:
        assert one.low is None or (one.high is not None and one.low < 1 < one.high)
    raw = [one.n_ties / one.n_pair_years for one in study.effects]
    assert raw[4] > 2 * raw[0]


def test_power_is_that_of_draws() -> None:
    rng = np.random.default_rng(3)
    q, freedom, size = 2, 30, 0.05
    half = rng.normal(size=(q, q))
    covariance = half @ half.T + np.eye(q)
    bins, reference = ((-15, -11), (-10, -6)), (-5, -1)
    shape = trend_shape(bins, reference)
    assert shape.tolist() == [1.0, 0.5]
    test = pretrend_test(
        np.zeros(q), covariance, bins, reference, freedom, ratio=12.0, size=size, wanted_power=0.8
    )
    # the F law: a normal estimate with a covariance known up to a chi-square scale
    n = 40_000
    draws = rng.multivariate_normal(np.log(12.0) * shape, covariance, n)
    scale = rng.chisquare(freedom, n) / freedom
    f = np.einsum("ij,jk,ik->i", draws, np.linalg.inv(covariance), draws) / q / scale
    found = (f > f_law.isf(size, q, freedom)).mean()
    assert test.power == pytest.approx(found, abs=0.01)
    assert test.p == 1.0
    again = pretrend_test(
        np.zeros(q), covariance, bins, reference, freedom, ratio=test.minimal_ratio, size=size,
        wanted_power=0.8,
    )  # fmt: skip
    assert again.power == pytest.approx(0.8, abs=1e-8)
    inverse = pretrend_test(
        np.zeros(q), covariance, bins, reference, freedom, ratio=1 / test.minimal_ratio, size=size,
        wanted_power=0.8,
    )  # fmt: skip
    assert inverse.power == pytest.approx(0.8, abs=1e-8)
    assert power_of_f(q, freedom, 0.0, size) == pytest.approx(size, abs=1e-9)


def test_lower_ties_by_year() -> None:
    panel = pair_panel([0, 0], [0, 1], [np.nan, np.nan], first_year=2000, last_year=2004)
    pair, year = [0, 0, 0, 1, 1], [1990, 2000, 2000, 2003, 2010]
    assert ties_begun(panel, pair, year).tolist() == [[2, 0, 0, 0, 0], [0, 0, 0, 1, 0]]
    assert ties_before(panel, pair, year).tolist() == [[1, 3, 3, 3, 3], [0, 0, 0, 0, 1]]
    assert ties_before(panel, pair, year, lag=3).tolist() == [[1, 1, 1, 3, 3], [0, 0, 0, 0, 0]]

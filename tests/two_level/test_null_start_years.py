"""The null `start-years` draws every order of a stratum's start years equally often."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations, product

import numpy as np
import pytest
from scipy.stats import chisquare

from sistercities.errors import InvalidArgument, NetworkError
from two_level.plain_twins import random_words
from two_level.small_worlds import small_world
from two_level.whole_worlds import whole_world
from twolevel.core.arrays import hits_of_ties, two_level_arrays
from twolevel.core.whole_arrays import hits_of_whole_ties
from twolevel.nulls.dates import dated_home_ties, dated_ties, dated_whole_ties
from twolevel.nulls.home_nulls import draw_null
from twolevel.nulls.start_years import STATISTICS, start_years
from twolevel.nulls.whole_nulls import draw_whole_null

MIN_P = 1e-3
NAN = float("nan")

STRATUM = [0, 0, 0, 0, 1, 1, 1, 2]
START = [1985, 1990, 1990, 2001, 1995, 1999, 2003, 2010]
UPPER = [1990, NAN, 1986, 1998, 1999, 1999, NAN, 2010]


def counted(start: tuple[int, ...]) -> tuple[int, ...]:
    lags = [s - u for s, u in zip(start, UPPER, strict=True) if u == u]
    return (
        sum(lag < 0 for lag in lags),
        sum(lag == 0 for lag in lags),
        sum(lag > 0 for lag in lags),
        sum(-5 <= lag <= -1 for lag in lags),
        sum(1 <= lag <= 5 for lag in lags),
    )


def test_draws_and_moments_are_those_of_all_orders() -> None:
    law = Counter(
        counted(a + b + (2010,))
        for a, b in product(permutations(START[:4]), permutations(START[4:7]))
    )
    n_draws = 20_000
    result = start_years(dated_ties(STRATUM, START, UPPER), n_draws=n_draws, seed=3)
    drawn = Counter(zip(*(result.of(s).draws.tolist() for s in STATISTICS), strict=True))
    assert sorted(drawn) == sorted(law)
    expected = [n_draws * law[v] / law.total() for v in sorted(law)]
    assert chisquare([drawn[v] for v in sorted(law)], expected).pvalue > MIN_P
    values = np.array(list(law.elements()))
    for k, statistic in enumerate(STATISTICS):
        one = result.of(statistic)
        assert one.observed == counted(tuple(START))[k]
        assert one.exact_mean == pytest.approx(values[:, k].mean())
        assert one.exact_sd == pytest.approx(values[:, k].std())
    assert (result.n_ties, result.n_inside) == (8, 6)
    assert result.same.n_inside_fixed == 1.0


def test_share_moved_is_that_of_all_orders() -> None:
    shares = [
        np.mean([new != old for new, old in zip(a + b + (2010,), START, strict=True)])
        for a, b in product(permutations(START[:4]), permutations(START[4:7]))
    ]
    result = start_years(dated_ties(STRATUM, START, UPPER), n_draws=9, seed=0)
    assert result.older.share_moved == pytest.approx(np.mean(shares))
    assert result.older.share_movable == pytest.approx(7 / 8)


def test_draws_are_those_of_a_plain_shuffle() -> None:
    rng = np.random.default_rng(1)
    stratum, start = rng.integers(0, 5, 60), rng.integers(1980, 2010, 60)
    upper = np.where(rng.random(60) < 0.5, rng.integers(1980, 2010, 60).astype(float), np.nan)
    result = start_years(dated_ties(stratum, start, upper), n_draws=20, seed=5)
    words = random_words(np.random.SeedSequence(5).spawn(1)[0])
    order = sorted(range(60), key=lambda k: (stratum[k], np.isnan(upper[k])))
    now = [int(start[k]) for k in order]
    for draw in range(20):
        older = 0
        for s in range(5):
            mine = [at for at, k in enumerate(order) if stratum[k] == s]
            for at in mine:
                if not np.isnan(upper[order[at]]):
                    other = at + (((next(words) >> 32) * (mine[-1] + 1 - at)) >> 32)
                    now[at], now[other] = now[other], now[at]
                    older += now[at] < upper[order[at]]
        assert result.older.draws[draw] == older


def test_ties_without_a_year_are_left_out_and_counted() -> None:
    result = start_years(
        dated_ties(
            [0, 0, 0, 0, 0],
            [1990, NAN, 1995, 2000, 2005],
            [1991, 1991, NAN, NAN, NAN],
            [True, True, True, False, False],
        ),
        n_draws=99,
        seed=0,
    )
    assert (result.n_undated, result.n_upper_undated) == (1, 1)
    assert (result.n_ties, result.n_inside) == (3, 1)


def test_home_ties_find_the_first_upper_tie_of_any_tier() -> None:
    world = two_level_arrays(
        home_unit=[0, 1],
        foreign_country=[0, 0, 1],
        foreign_unit=[[0, 1], [0, -1], [2, -1]],
        foreign_unit_country=[0, 0, 1],
        foreign_unit_tier=[0, 1, 0],
        ties=[(0, 0), (0, 1), (0, 2), (1, 0), (1, 2)],
        upper_ties=[(0, 0), (0, 1), (0, 2), (1, 1)],
        n_units=2,
    )
    start = [1990, 1991, 1992, 1993, 1994]
    ties = dated_home_ties(world, start, [1988, 1985, NAN, 1999])
    assert ties.start.tolist() == [1990, 1991, 1993, 1994]
    assert ties.upper_start[ties.is_inside].tolist() == [1985, 1988, 1999]
    assert ties.is_inside.tolist() == [True, True, True, False]
    assert ties.n_upper_undated == 1
    assert dated_home_ties(world, start, [1, 2, 3, 4], "country").stratum.tolist() == [
        0,
        0,
        1,
        0,
        1,
    ]
    with pytest.raises(InvalidArgument, match=r"within='unit'.* give one of home-city, country"):
        dated_home_ties(world, start, [1, 2, 3, 4], "unit")


def test_inside_is_what_the_arrays_say() -> None:
    world, whole = small_world(), whole_world()
    rng = np.random.default_rng(0)
    years = rng.integers(1980, 2020, 500)
    ties = dated_home_ties(world, years[: world.n_ties], years[: len(world.upper_ties)])
    assert ties.is_inside.tolist() == hits_of_ties(world).tolist()
    ties = dated_whole_ties(whole, years[: whole.n_ties], years[:24])
    assert ties.is_inside.tolist() == hits_of_whole_ties(whole).tolist()
    by_label = dated_whole_ties(whole, years[: whole.n_ties], years[:24], np.zeros(220))
    assert set(by_label.stratum) == {0}


def test_workers_change_nothing() -> None:
    ties = dated_ties(STRATUM, START, UPPER)
    alone = start_years(ties, n_draws=600, seed=7)
    with ThreadPoolExecutor(2) as threads:
        threaded = start_years(ties, n_draws=600, seed=7, executor=threads)
    assert alone.after.draws.tolist() == threaded.after.draws.tolist()


def test_one_year_for_all_cannot_vary() -> None:
    result = start_years(dated_ties([0, 0], [1990, 1990], [1990, NAN]), n_draws=9, seed=0)
    assert "cannot vary" in result.same.warning
    assert result.same.p == 1.0


@pytest.mark.parametrize(
    ("start", "upper", "inside", "message"),
    [
        ([1990.5, 1991], [NAN, NAN], None, r"start: holds 1990.5 at position 0; give whole years"),
        ([1990, np.inf], [NAN, NAN], None, r"start: holds inf at position 1"),
        (["a", "b"], [NAN, NAN], None, r"start: has shape \(2,\) and holds <U1 values"),
        ([1990, 1991], [NAN], None, r"upper_start: has shape \(1,\); give one for each tie"),
        (
            [1990, 1991],
            [1980, NAN],
            [False, False],
            r"upper_start: holds 1980 at position 0, a tie",
        ),
        ([1990, 1991], [1980, NAN], [1, 0], r"is_inside: has shape \(2,\) and holds int64 values"),
        ([NAN, NAN], [NAN, NAN], None, r"start: dates no tie that can be used"),
    ],
)
def test_bad_years_are_named(start, upper, inside, message: str) -> None:
    with pytest.raises(NetworkError, match=message):
        start_years(dated_ties([0, 0], start, upper, inside), n_draws=9, seed=0)


def test_bad_upper_years_and_statistics_are_named() -> None:
    with pytest.raises(NetworkError, match=r"upper_start: has shape \(1,\); give one for each upp"):
        dated_home_ties(small_world(), np.zeros(120), [1990])
    with pytest.raises(NetworkError, match=r"upper_start: has shape \(1,\); give one for each upp"):
        dated_whole_ties(whole_world(), np.zeros(220), [1990])
    result = start_years(dated_ties(STRATUM, START, UPPER), n_draws=9, seed=0)
    with pytest.raises(InvalidArgument, match="give one of older, same, younger, before, after"):
        result.of("elder")


def test_it_is_drawn_by_id_as_well() -> None:
    world, whole = small_world(), whole_world()
    years = np.random.default_rng(0).integers(1980, 2020, 500)
    ties = dated_home_ties(world, years[: world.n_ties], years[: len(world.upper_ties)])
    by_id = draw_null("start-years", world, n_draws=99, seed=4, given=ties)
    assert by_id.draws.tolist() == start_years(ties, n_draws=99, seed=4).younger.draws.tolist()
    ties = dated_whole_ties(whole, years[: whole.n_ties], years[:24])
    assert draw_whole_null("start-years", whole, n_draws=9, seed=4, given=ties).id == "start-years"

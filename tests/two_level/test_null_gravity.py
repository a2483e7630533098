"""The null `gravity`: fit, draws and statistic against other ways to the same numbers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import statsmodels.api as sm

from sistercities.errors import InvalidArgument, NetworkError
from two_level.small_worlds import lower_only, small_world
from two_level.whole_worlds import whole_world
from twolevel.core.arrays import hits_of_ties, two_level_arrays
from twolevel.core.whole_arrays import hits_of_whole_ties
from twolevel.dyads.pair_table import rectangular_pairs, undirected_pairs
from twolevel.dyads.terms import group_pair_term, node_term
from twolevel.nulls.gravity import GravityTable, gravity
from twolevel.nulls.gravity_fit import Clusters, Spread, draw_table, fit_gravity, spread_of
from twolevel.nulls.gravity_tables import home_gravity, whole_gravity
from twolevel.nulls.home_nulls import draw_null
from twolevel.nulls.whole_nulls import draw_whole_null


def counts_table(rng: np.random.Generator, factor: float = 1.0, shape: tuple[int, int] = (14, 18)):
    """Draw Poisson counts with effects of both ends and a covariate; some pairs are inside."""
    x, z = rng.normal(size=shape[0]), rng.normal(size=shape[1])
    inside = np.argwhere(rng.random(shape) < 0.2)
    mean = np.exp(0.4 * rng.normal(size=shape[0])[:, None] + 0.3 * x[:, None] * z[None, :])
    mean[inside[:, 0], inside[:, 1]] *= factor
    y = rng.poisson(mean)
    pairs = np.argwhere(y > 0)
    term = node_term("product", x, z, combination="product")
    table = rectangular_pairs(*shape, pairs, [term], y[pairs[:, 0], pairs[:, 1]])
    return GravityTable(table, inside, "unit", 0), y, x[:, None] * z[None, :]


def test_means_are_those_of_statsmodels() -> None:
    given, y, product = counts_table(np.random.default_rng(1))
    n, m = y.shape
    i, j = np.divmod(np.arange(n * m), m)
    design = np.column_stack((np.eye(n)[i], np.eye(m)[j][:, 1:], product.ravel()))
    other = sm.GLM(y.ravel(), design, family=sm.families.Poisson()).fit(tol=1e-12)
    fit = fit_gravity(given.table, "both")
    assert fit.at(np.column_stack((i, j))) == pytest.approx(other.fittedvalues, rel=1e-6)
    whole = np.zeros((n, m))
    for rows, means in fit.blocks():
        whole[np.ix_(fit.first[rows], fit.second)] = means
    assert whole.ravel() == pytest.approx(other.fittedvalues, rel=1e-6)
    inside = given.inside
    mask = np.zeros(y.shape, dtype=bool)
    mask[inside[:, 0], inside[:, 1]] = True
    result = gravity(given, n_draws=5, seed=0, law="poisson")
    expected = other.fittedvalues[mask.ravel()].sum()
    assert result.observed == pytest.approx(y[mask].sum() / expected, rel=1e-6)


def test_without_covariates_the_mean_is_the_product_of_degrees() -> None:
    world = small_world()
    given = home_gravity(world)
    first, second = (np.bincount(world.ties[:, side], minlength=60) for side in (0, 1))
    expected = (first[given.inside[:, 0]] * second[given.inside[:, 1]]).sum() / world.n_ties
    result = gravity(given, n_draws=3, seed=0)
    assert result.observed == pytest.approx(hits_of_ties(world).sum() / expected)


def test_undirected_means_are_those_of_all_pairs_once() -> None:
    rng = np.random.default_rng(2)
    group = rng.integers(0, 3, 12)
    values = rng.normal(size=(3, 3))
    values += values.T
    i, j = np.triu_indices(12, 1)
    y = rng.poisson(np.exp(0.3 * values[group[i], group[j]]))
    term = group_pair_term("groups", group, None, values)
    pairs = np.column_stack((i, j))
    table = undirected_pairs(12, pairs[y > 0], [term], y[y > 0])
    fit = fit_gravity(table, "both")
    nodes = np.eye(12)
    design = np.column_stack((nodes[i] + nodes[j], values[group[i], group[j]]))
    other = sm.GLM(y, design, family=sm.families.Poisson()).fit(tol=1e-12)
    assert fit.at(pairs) == pytest.approx(other.fittedvalues, rel=1e-6)
    whole = np.zeros((12, 12))
    for rows, means in fit.blocks():
        whole[np.ix_(fit.first[rows], fit.second)] = means
    assert whole[i, j] == pytest.approx(other.fittedvalues, rel=1e-6)
    assert np.tril(whole).sum() == 0


@pytest.mark.parametrize("law", ["binary", "poisson", "nb2", "cluster"])
def test_draws_have_the_mean_and_the_variance_of_their_law(law) -> None:
    table = rectangular_pairs(3, 4, [(0, 0), (0, 1), (1, 2), (2, 3), (2, 0), (1, 1)], [])
    fit = fit_gravity(table, "both")
    cells = np.argwhere(np.ones((3, 4)))
    mean = fit.at(cells).reshape(3, 4)
    assert mean.max() < 1
    spread = Spread(0.8, 0.0, 0.8, 0)
    clusters = Clusters(np.array([0, 0, 1]), np.array([0, 0, 1, 1])) if law == "cluster" else None
    rng, n = np.random.default_rng(3), 6000
    drawn = np.zeros((n, 3, 4))
    for k in range(n):
        now = draw_table(table, fit, law, spread, clusters, rng)
        drawn[k, now.ties[:, 0], now.ties[:, 1]] = now.counts
    variance = {
        "binary": mean * (1 - mean),
        "poisson": mean,
        "nb2": mean + 0.8 * mean**2,
        "cluster": mean + 0.8 * mean**2,
    }[law]
    assert np.abs(drawn.mean(axis=0) - mean).max() < 4.5 * np.sqrt(variance.max() / n)
    assert drawn.var(axis=0) == pytest.approx(variance, rel=0.25)
    together = np.cov(drawn[:, 0, 0], drawn[:, 1, 1])[0, 1]
    shared = 0.8 * mean[0, 0] * mean[1, 1] if law == "cluster" else 0.0
    assert together == pytest.approx(shared, abs=0.1)


def test_overdispersion_is_found_where_it_is() -> None:
    rng = np.random.default_rng(4)
    shape = (60, 70)
    given, _, _ = counts_table(rng, shape=shape)
    calm = spread_of(given.table, fit_gravity(given.table, "both"), None)
    assert abs(calm.score) < 3.5
    means = np.exp(0.5 * rng.normal(size=shape[0]))[:, None] * np.ones(shape[1])
    first, second = np.arange(60) // 6, np.arange(70) // 7
    by_cluster = rng.gamma(2, 0.5, (10, 10))[np.ix_(first, second)]
    for factor in (rng.gamma(2, 0.5, shape), by_cluster):
        y = rng.poisson(means * factor)
        pairs = np.argwhere(y > 0)
        table = rectangular_pairs(*shape, pairs, [], y[pairs[:, 0], pairs[:, 1]])
        found = spread_of(table, fit_gravity(table, "both"), Clusters(first, second))
        assert found.score > 10
        assert found.alpha == pytest.approx(0.5, abs=0.2)
    assert found.cluster == pytest.approx(0.5, abs=0.25)


def test_it_holds_its_size_where_the_model_holds_and_sees_an_effect_where_not() -> None:
    """10 worlds a kind: at most 3 of 10 below 0.05 has a chance of 0.999 where the size is 5 %."""
    rejected = [0, 0]
    for k in range(10):
        for kind, factor in enumerate((1.0, 2.0)):
            given, _, _ = counts_table(np.random.default_rng([5, k, kind]), factor)
            rejected[kind] += gravity(given, n_draws=39, seed=k, law="poisson").p <= 0.05
    assert rejected[0] <= 3
    assert rejected[1] >= 8


def test_workers_change_nothing_and_progress_counts() -> None:
    given, _, _ = counts_table(np.random.default_rng(6))
    seen: list[tuple[int, int]] = []
    alone = gravity(given, n_draws=25, seed=7, law="nb2", on_progress=lambda *now: seen.append(now))
    assert seen == [(10, 25), (20, 25), (25, 25)]
    with ThreadPoolExecutor(2) as threads:
        threaded = gravity(given, n_draws=25, seed=7, law="nb2", executor=threads)
    assert alone.draws.tolist() == threaded.draws.tolist()
    assert alone.share_moved == threaded.share_moved


def test_tables_of_units_hold_every_tie_once() -> None:
    world, whole = small_world(), whole_world()
    units = home_gravity(world, "unit")
    has_unit = world.foreign_unit[world.ties[:, 1], 0] >= 0
    assert units.table.counts.sum() == has_unit.sum()
    assert units.n_left_out == (~has_unit).sum()
    pairs = whole_gravity(whole)
    inside_unit = whole.tie_units[:, 0] == whole.tie_units[:, 1]
    assert pairs.table.counts.sum() + pairs.n_left_out == whole.n_ties
    assert pairs.n_left_out == inside_unit.sum()
    result = gravity(pairs, n_draws=5, seed=0, law="poisson")
    expected = fit_gravity(pairs.table, "both").at(whole.upper_ties).sum()
    assert result.observed == pytest.approx(hits_of_whole_ties(whole).sum() / expected)


def test_pairs_of_cities_inside_are_those_of_the_units() -> None:
    whole = whole_world()
    given = whole_gravity(whole, "city")
    upper = {tuple(pair) for pair in whole.upper_ties.tolist()}
    unit = whole.city_unit.tolist()
    by_hand = [
        (i, j)
        for i in range(whole.n_cities)
        for j in range(i + 1, whole.n_cities)
        if tuple(sorted((unit[i], unit[j]))) in upper
    ]
    assert sorted(map(tuple, given.inside.tolist())) == by_hand
    home = home_gravity(small_world())
    hits = {tuple(pair) for pair in home.inside.tolist()}
    ties = [tuple(tie) in hits for tie in small_world().ties.tolist()]
    assert ties == hits_of_ties(small_world()).tolist()


def test_the_result_says_what_it_is() -> None:
    result = draw_null("gravity", small_world(), n_draws=5, seed=1)
    assert result.warning.startswith("A parametric bootstrap, not an exact test")
    assert result.id == "gravity"
    whole = draw_whole_null("gravity", whole_world(), n_draws=5, seed=1)
    assert "lie in no pair of the table" in whole.warning
    loud = counts_table(np.random.default_rng(8))[0]
    y = np.random.default_rng(8).negative_binomial(0.5, 0.2, (14, 18))
    pairs = np.argwhere(y > 0)
    table = rectangular_pairs(14, 18, pairs, [], y[pairs[:, 0], pairs[:, 1]])
    wide = gravity(GravityTable(table, loud.inside, "unit", 0), n_draws=5, seed=0, law="poisson")
    assert "law nb2, or cluster, is the wider one" in wide.warning


def test_a_mean_above_one_is_said() -> None:
    ties = [(0, j) for j in range(6)] + [(i, 0) for i in range(1, 6)]
    given = GravityTable(rectangular_pairs(6, 6, ties, []), np.array([(0, 0), (1, 1)]), "city", 0)
    assert "have a fitted mean above 1" in gravity(given, n_draws=5, seed=0).warning


def test_draws_that_cannot_be_fitted_count_in_both_tails() -> None:
    """With one tie a draw is often empty."""
    table = rectangular_pairs(2, 2, [(0, 0)], [])
    given = GravityTable(table, np.array([(0, 0)]), "unit", 0)
    result = gravity(given, n_draws=40, seed=0, law="poisson")
    assert "of 40 draws could not be fitted; they count as equal" in result.warning
    assert result.p == 1.0


def test_bad_arguments_are_named() -> None:
    world = small_world()
    given = home_gravity(world)
    with pytest.raises(InvalidArgument, match=r"law='normal'.* give one of binary, poisson, nb2"):
        gravity(given, n_draws=5, seed=0, law="normal")  # type: ignore[arg-type]
    with pytest.raises(InvalidArgument, match="clusters=None"):
        gravity(given, n_draws=5, seed=0, law="cluster")
    with pytest.raises(NetworkError, match=r"clusters: have shape \(1,\)"):
        gravity(given, n_draws=5, seed=0, law="cluster", clusters=([0], [0]))
    with pytest.raises(InvalidArgument, match="since pairs hold counts"):
        gravity(home_gravity(world, "unit"), n_draws=5, seed=0, law="binary")
    with pytest.raises(InvalidArgument, match=r"level='village'.* give one of city, unit"):
        home_gravity(world, "village")
    with pytest.raises(NetworkError, match="upper_ties: are around no pair"):
        gravity(home_gravity(lower_only([(0, 0), (1, 1)], 2, [0, 0])), n_draws=5, seed=0)
    n = whole_world().n_units
    with pytest.raises(NetworkError, match="clusters: differ between the sides"):
        gravity(
            whole_gravity(whole_world()),
            n_draws=5,
            seed=0,
            law="cluster",
            clusters=(np.zeros(n), np.arange(n)),
        )


def test_no_tie_to_expect_inside_is_named() -> None:
    world = two_level_arrays(
        home_unit=[0, 1, 1],
        foreign_country=[0, 0],
        foreign_unit=[0, 1],
        foreign_unit_country=[0, 0],
        ties=[(1, 1), (2, 1)],
        upper_ties=[(0, 0)],
        n_units=2,
    )
    with pytest.raises(NetworkError, match="leave no tie to be expected inside"):
        gravity(home_gravity(world), n_draws=5, seed=0)


def test_what_a_null_has_no_use_for_is_refused() -> None:
    world, whole = small_world(), whole_world()
    with pytest.raises(InvalidArgument, match="leave it out: the null gravity has no use for it"):
        draw_null("gravity", world, n_draws=5, seed=0, strata=[0])
    with pytest.raises(InvalidArgument, match="the null degree has no use for it"):
        draw_null("degree", world, n_draws=5, seed=0, given=home_gravity(world))
    with pytest.raises(InvalidArgument, match="give when ties began"):
        draw_null("start-years", world, n_draws=5, seed=0)
    with pytest.raises(InvalidArgument, match="give when ties began"):
        draw_whole_null("start-years", whole, n_draws=5, seed=0, given=whole_gravity(whole))
    with pytest.raises(InvalidArgument, match="the null degree has no use for it"):
        draw_whole_null("degree", whole, n_draws=5, seed=0, given=whole_gravity(whole))

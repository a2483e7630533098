"""Methods that are compared: each learns what it should, and the same numbers come each time."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from partners.made_up_ground import made_up_ground
from sistercities.errors import MissingExtra
from sistercities.partners.barriers import Barrier
from sistercities.partners.evaluation import boosting_method, factor_method, running
from sistercities.partners.evaluation.calibration_curve import binned, calibration_curve
from sistercities.partners.evaluation.methods import additive, gated, short_lists
from sistercities.partners.evaluation.simple_methods import SIMPLE
from sistercities.partners.evaluation.task import Task
from sistercities.partners.penalised_logit import Smoothing
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.kinds import ListKind
from sistercities.partners.train import train

GROUND = made_up_ground(5, n_ties=400)
CITIES = np.arange(120)
TASK = Task(
    "made up", GROUND, np.arange(GROUND.n_places) < 120, CITIES, CITIES, np.array([3]),
    np.array([int(next(k for k in range(120) if k != 3 and k not in GROUND.ties.partners(3)))]),
    0, 3, 1,
)  # fmt: skip
BY_NAME = {method.name: method for method in SIMPLE}


def test_the_additive_method_orders_as_the_model_that_recommends() -> None:
    listed = TASK.open_list(3)
    found = additive("model", "", smoothing=Smoothing()).fit(TASK)(listed)
    model = train(GROUND, homes=TASK.homes, members=CITIES, per_tie=3, seed=1)
    due = model.score(listed.pairs)
    np.testing.assert_allclose(found - found.mean(), due - due.mean(), atol=1e-8)


def test_the_gate_puts_what_it_bars_last_and_leaves_the_order_of_the_others() -> None:
    country = GROUND.places.country
    there = "C2" if GROUND.countries.codes[country[3]] != "C2" else "C3"
    here = str(GROUND.countries.codes[country[3]])
    war = Barrier(
        f"war:{here}:{there}", "war", "", here, there, frozenset((here,)), frozenset((there,)),
        frozenset(), "bar", "At war.", None, None, "2024", "made up", (),
    )  # fmt: skip
    task = replace(TASK, ground=replace(GROUND, barriers=(war,)))
    listed = task.open_list(3)
    free = additive("model", "").fit(task)(listed)
    behind = gated("model-gated", "").fit(task)(listed)
    is_barred = GROUND.countries.codes[country[listed.others]] == there
    assert is_barred.any()
    assert np.isneginf(behind[is_barred]).all()
    np.testing.assert_array_equal(behind[~is_barred], free[~is_barred])


def test_the_short_lists_come_first_in_turn_and_others_in_the_order_of_the_model(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fits(_kind: object, facts: CandidateFacts, *_asked: object) -> np.ndarray:
        return np.ones(len(facts.pairs), dtype=np.bool_)

    monkeypatch.setattr(ListKind, "rests_on_enough", fits)
    listed = TASK.open_list(3)
    plain = additive("model", "").fit(TASK)(listed)
    found = short_lists("short-lists", "").fit(TASK)(listed)
    is_named = found >= 1
    assert 0 < is_named.sum() <= 15
    assert sorted(found[is_named]) == list(range(1, int(is_named.sum()) + 1))
    np.testing.assert_array_equal(
        stats.rankdata(found[~is_named]), stats.rankdata(plain[~is_named])
    )
    size = GROUND.places.population
    ratio = size[listed.others[is_named]] / size[3]
    assert np.isnan(size[3]) or ((ratio >= 0.25) & (ratio <= 4)).all()


def test_popularity_and_preferential_attachment_order_by_the_number_of_ties() -> None:
    listed = TASK.open_list(3)
    degree = GROUND.ties.degree
    for name in ("popularity", "preferential-attachment"):
        score = BY_NAME[name].fit(TASK)(listed)
        product = degree[3] * degree[listed.others]
        np.testing.assert_array_equal(stats.rankdata(score), stats.rankdata(product))


def test_cities_of_sister_regions_come_first_and_busy_ones_first_among_them() -> None:
    listed = TASK.open_list(3)
    score = BY_NAME["sister-region"].fit(TASK)(listed)
    own = GROUND.places.containers[3, 0]
    theirs = GROUND.places.containers[listed.others, 0]
    inside = GROUND.ties.holds(np.full(len(theirs), own), theirs)
    assert 0 < inside.sum() < len(inside)
    assert score[inside].min() > score[~inside].max()
    degree = GROUND.ties.degree[listed.others]
    for group in (inside, ~inside):
        np.testing.assert_array_equal(
            stats.rankdata(score[group]), stats.rankdata(degree[group])
        )  # fmt: skip


def test_gravity_finds_the_slopes_of_a_world_of_size_and_distance() -> None:
    """Ties that chance draws by size and distance alone give back their slopes' signs and ratio."""
    rng = np.random.default_rng(1)
    a, b = np.triu_indices(120, 1)
    places = replace(GROUND.places, population=np.where(
        np.isnan(GROUND.places.population), 1e5, GROUND.places.population
    ), latitude=np.nan_to_num(GROUND.places.latitude))  # fmt: skip
    ground = replace(GROUND, places=places)
    pairs = Task("", ground, TASK.homes, CITIES, CITIES, a[:0], b[:0], 0, 3, 1)
    from sistercities.partners.pairs import Pairs

    both = Pairs(ground, a, b)
    size = np.log10(places.population[a]) + np.log10(places.population[b])
    logit = 1.5 * (size - size.mean()) - 3.0 * (np.log10(both.distance_km) - 3.7) - 2.0
    tied = rng.random(len(a)) < 1 / (1 + np.exp(-logit))
    graph = replace(GROUND.ties, a=a[tied], b=b[tied], year=np.full(tied.sum(), np.nan))
    task = replace(pairs, ground=replace(ground, ties=graph, recorded=graph.keys), per_tie=20)
    home = int(np.argmin(graph.degree[:120]))
    listed = task.open_list(home)
    score = BY_NAME["gravity"].fit(task)(listed)
    people = np.log10(places.population[listed.others])
    away = np.log10(listed.pairs.distance_km)
    slopes = np.linalg.lstsq(
        np.column_stack([np.ones(len(people)), people, away]), score, rcond=None
    )[0]
    assert slopes[1] == pytest.approx(1.5, abs=0.4)
    assert slopes[2] == pytest.approx(-3.0, abs=0.6)


def test_factors_and_trees_rank_known_partners_of_alike_places_above_chance() -> None:
    """Two camps whose members are tied with all of the other camp but for some pairs left out."""
    left, right = np.arange(0, 30), np.arange(30, 60)
    a, b = (each.ravel() for each in np.meshgrid(left, right, indexing="ij"))
    out = np.random.default_rng(2).random(len(a)) < 0.1
    graph = replace(GROUND.ties, a=a[~out], b=b[~out], year=np.full((~out).sum(), np.nan))
    ground = replace(GROUND, ties=graph, recorded=graph.keys)
    task = replace(TASK, ground=ground, true_home=a[out], true_partner=b[out])
    methods = [factor_method.factors_method(8), boosting_method.boosting_method(8, 0.1, 50)]
    ranks = running.run_task(methods, task)
    for name, found in ranks.items():
        assert np.median(found.rank) <= 5, name
    again = running.run_task(methods, task)
    for name, found in ranks.items():
        np.testing.assert_array_equal(found.rank, again[name].rank)


def test_what_was_fitted_can_be_sent_to_another_process() -> None:
    methods, left_out = running.all_methods(Smoothing())
    assert left_out == {}
    listed = TASK.open_list(3)
    for method in methods:
        scorer = pickle.loads(pickle.dumps(method)).fit(TASK)
        np.testing.assert_array_equal(
            pickle.loads(pickle.dumps(scorer))(listed), scorer(listed), err_msg=method.name
        )


def test_without_the_libraries_the_others_run_and_the_lack_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "find_spec", lambda _name: None)
    methods, left_out = running.all_methods(Smoothing())
    assert {method.name for method in methods} >= {"model", "gravity", "sister-region"}
    assert set(left_out) == {"implicit-als", "lightgbm"}
    assert all("evaluate" in reason for reason in left_out.values())


@pytest.mark.parametrize("module", [factor_method, boosting_method])
def test_a_method_without_its_library_names_the_extra(
    module: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(module, "import_module", missing)
    make = getattr(module, "factors_method", None) or module.boosting_method  # type: ignore[attr-defined]
    with pytest.raises(MissingExtra, match="evaluate"):
        make().fit(TASK)


def test_bins_count_each_pair_as_often_as_it_stands_for() -> None:
    predicted = np.array([0.002, 0.002, 0.05, 0.05])
    found = binned(predicted, np.array([1.0, 0.0, 1.0, 0.0]), np.array([1.0, 499.0, 1.0, 4.0]))
    assert [(one.low, one.high, one.n_ties) for one in found] == [
        (0.001, 0.003, 1), (0.03, 0.1, 1)
    ]  # fmt: skip
    assert [one.observed for one in found] == pytest.approx([1 / 500, 1 / 5])
    assert [one.predicted for one in found] == pytest.approx([0.002, 0.05])


def test_held_out_pairs_are_tied_as_often_as_the_model_says() -> None:
    task = replace(TASK, per_tie=20)
    curve = calibration_curve(task)
    tied = sum(one.n_ties for one in curve)
    said = sum(one.n_ties * one.predicted / one.observed for one in curve if one.observed)
    assert tied > 50
    assert said == pytest.approx(tied, rel=0.35)

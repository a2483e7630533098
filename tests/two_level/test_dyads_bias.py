"""Tetrads and the correction of logit, against slow twins and in repeated draws."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm

from reference.dyads_simulation import CASES, SEED
from reference.model_first_worlds import N_WORLDS, OUT
from sistercities.errors import NetworkError
from two_level.dyad_tables import drawn, effect_columns
from twolevel.dyads.fit_pairs import fit_pairs, logit_pairs
from twolevel.dyads.pair_table import rectangular_pairs
from twolevel.dyads.terms import node_term, pair_term
from twolevel.dyads.tetrads import tetrad_logit

REFERENCE = Path(__file__).parents[1] / "reference"


@pytest.mark.parametrize("square", [False, True])
def test_tetrads_are_a_logit_on_differences_of_differences(square) -> None:
    world = drawn("logit", is_undirected=square, n=13, m=12, base=-0.5)
    n, m = (13, 13) if square else (13, 12)
    y, x = np.zeros((n, m)), np.zeros((n, m, 3))
    y[world.first, world.second], x[world.first, world.second] = world.y, world.x
    if square:
        y, x = y + y.T, x + x.transpose(1, 0, 2)
    fit = logit_pairs(world.table)
    rows, pairs = [], []
    ties = world.table.ties
    ties = ties[np.isin(ties[:, 0], fit.first_labels) & np.isin(ties[:, 1], fit.second_labels)]
    for (i, j), (k, m) in itertools.combinations(ties.tolist(), 2):
        exchanges = [((i, m), (k, j))] + ([((i, k), (j, m))] if square else [])
        if i == k or j == m or (square and (i == m or j == k)):
            continue
        for one, other in exchanges:
            if not y[one] and not y[other]:
                rows.append(x[i, j] + x[k, m] - x[one] - x[other])
                pairs.append(
                    [tuple(sorted(p)) if square else p for p in ((i, j), (k, m), one, other)]
                )
    differences = np.array(rows)
    slow = sm.GLM(np.ones(len(rows)), differences, family=sm.families.Binomial()).fit(tol=1e-14)
    fast = tetrad_logit(world.table)
    assert fast.n_tetrads == len(rows)
    assert fast.slopes == pytest.approx(slow.params, rel=1e-7)
    assert fast.log_likelihood == pytest.approx(slow.llf)
    scores = (1 - slow.fittedvalues)[:, None] * differences
    by_pair: dict[tuple[int, int], np.ndarray] = {}
    for score, members in zip(scores, pairs, strict=True):
        for pair in members:
            by_pair[pair] = by_pair.get(pair, np.zeros(3)) + score
    meat = sum(np.outer(total, total) for total in by_pair.values())
    inverse = slow.cov_params()
    assert fast.covariance == pytest.approx(inverse @ meat @ inverse, rel=1e-5)


def test_tetrads_do_not_see_effects_and_may_be_drawn() -> None:
    world = drawn("logit", is_undirected=False)
    plain = tetrad_logit(world.table)
    moved = replace(
        world.table,
        terms=(
            *world.table.terms[:2],
            pair_term(
                "flight",
                np.column_stack((world.first, world.second)),
                world.x[:, 2] + world.first - 2.0 * world.second,
                n_first=24,
                n_second=30,
            ),
        ),
    )
    assert tetrad_logit(moved).slopes == pytest.approx(plain.slopes, rel=1e-6)
    some = tetrad_logit(world.table, most_tie_pairs=4_000, seed=1)
    assert some.n_sampled == 4_000 < some.n_tie_pairs
    assert some.slopes == pytest.approx(plain.slopes, abs=0.5)
    assert (
        some.slopes.tolist()
        == tetrad_logit(world.table, most_tie_pairs=4_000, seed=1).slopes.tolist()
    )


def test_tetrads_name_what_they_cannot_do() -> None:
    ties = np.argwhere(np.random.default_rng(1).random((8, 9)) < 0.5)
    income = node_term("income", np.arange(8.0), np.zeros(9), "first")
    with pytest.raises(NetworkError, match="income: is"):
        tetrad_logit(rectangular_pairs(8, 9, ties, [income]))
    half = pair_term("half", ties[::2], n_first=8, n_second=9)
    rest = np.argwhere(np.ones((8, 9)))
    rest = rest[~(rest[:, None] == ties).all(axis=2).any(axis=1)]
    mixed = pair_term("mixed", np.concatenate((ties[::2], rest)), n_first=8, n_second=9)
    with pytest.raises(NetworkError, match=r"(half|mixed): "):
        tetrad_logit(rectangular_pairs(8, 9, ties, [half, mixed]))
    with pytest.raises(NetworkError, match="tetrads take ties as 1"):
        tetrad_logit(drawn("poisson", is_undirected=False).table)


@pytest.mark.parametrize("ends", ["both", "first", "second"])
def test_bias_is_that_of_the_written_formula(ends) -> None:
    world = drawn("logit", is_undirected=False, base=-0.5)
    fit = fit_pairs(world.table, "logit", ends)
    kept = np.isin(world.first, fit.first_labels) & np.isin(world.second, fit.second_labels)
    first, second, x = world.first[kept], world.second[kept], world.x[kept]
    effects = effect_columns(first, second, ends, False)
    mean = (
        sm.GLM(world.y[kept], np.column_stack((x, effects)), family=sm.families.Binomial())
        .fit(tol=1e-14, maxiter=100)
        .fittedvalues
    )
    weight = mean * (1 - mean)
    root = np.sqrt(weight)[:, None]
    free = x - effects @ np.linalg.lstsq(root * effects, root * x, rcond=None)[0]
    total = np.zeros(3)
    for labels, has in ((first, ends != "second"), (second, ends != "first")):
        for label in np.unique(labels) if has else ():
            own = labels == label
            skew = (weight * (1 - 2 * mean))[own] @ free[own]
            total += -0.5 * skew / weight[own].sum()
    assert fit.bias == pytest.approx(np.linalg.solve((free.T * weight) @ free, total), rel=1e-5)


@pytest.mark.parametrize("name", list(CASES))
def test_the_first_worlds_are_those_of_the_stored_simulation(name) -> None:
    """`test_model_first_worlds` fits them again."""
    stored = json.loads((REFERENCE / "dyads_simulation.json").read_text(encoding="utf-8"))
    first = json.loads(OUT.read_text(encoding="utf-8"))[f"bias | {name}"]
    assert stored["seed"] == SEED
    assert list(stored["cases"]) == list(CASES)
    held = [one["first"][:N_WORLDS] for one in stored["cases"][name].values()]
    assert [row[0] for row in first] == pytest.approx(np.concatenate(held), rel=1e-6)


def test_stored_simulation_says_what_the_page_says() -> None:
    """Logit is biased, its correction and tetrads are not, nor is PPML; 92-98 % are covered."""
    cases = json.loads((REFERENCE / "dyads_simulation.json").read_text(encoding="utf-8"))["cases"]
    for name, methods in cases.items():
        if "logit" in methods:
            off = {method: abs(held["mean"] - 1) for method, held in methods.items()}
            assert off["logit"] > 0.04
            assert max(off["logit, corrected"], off["tetrads"]) < 0.6 * off["logit"]
        last = list(methods.values())[-1]
        assert 0.92 <= last["coverage"] <= 0.98, name
        if "slopes of nodes" not in name and name.startswith("counts"):
            assert abs(last["mean"] - 1) < 0.025

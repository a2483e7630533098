"""Measures by class: those of the lists too, as plain arithmetic over the same ties finds them."""

from __future__ import annotations

import json
import math
import random
from collections import defaultdict
from dataclasses import fields
from statistics import fmean

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from reference.recommendation_page import STORED
from sistercities.partners.evaluation.class_results import (
    FEWEST,
    FEWEST_OF_COUNTRY,
    class_results,
)
from sistercities.partners.evaluation.measures import Resampling
from sistercities.partners.evaluation.ranks import TieRanks
from sistercities.partners.evaluation.result import ClassResult

GROUND = made_up_ground(3)
N = 300
NAMES = ("model", "short-lists", "gravity")
FOUND = json.loads(STORED.read_text(encoding="utf-8"))


def ranks(seed: int) -> TieRanks:
    """Draw ranks of the same ties: homes of all countries, partners of the last places alone."""
    ends = np.random.default_rng(1)
    home, partner = ends.integers(0, 60, N), ends.integers(60, 120, N)
    rng = np.random.default_rng(seed)
    drawn = {field.name: rng.integers(1, 400, N).astype(float) for field in fields(TieRanks)}
    return TieRanks(**{**drawn, "home": home, "partner": partner})


RANKS = {name: ranks(k) for k, name in enumerate(NAMES)}
RESULTS = tuple(
    class_results(RANKS, NAMES, GROUND, Resampling(RANKS["model"].home, 1, n_draws=4000))
)


def of_kind(kind: str) -> dict[str, ClassResult]:
    return {one.name: one for one in RESULTS if one.kind == kind}


def size_in_words(people: float) -> str:
    if math.isnan(people):
        return "unknown"
    for most, words in ((5e4, "under 50,000"), (2e5, "50,000 to 200,000"),
                        (1e6, "200,000 to 1 million"), (5e6, "1 to 5 million")):  # fmt: skip
        if people < most:
            return words
    return "over 5 million"


def grouped(kind: str) -> dict[str, list[int]]:
    """Sort the ties into classes without arrays."""
    places, countries, ties = GROUND.places, GROUND.countries, RANKS["model"]
    found: dict[str, list[int]] = defaultdict(list)
    for k in range(N):
        home, partner = int(ties.home[k]), int(ties.partner[k])
        found[{
            "size of the home place": size_in_words(float(places.population[home])),
            "country of the home place": str(countries.names[places.country[home]]),
            "country of the partner": str(countries.names[places.country[partner]]),
        }[kind]].append(k)  # fmt: skip
    return found


@pytest.mark.parametrize(
    "kind", ["size of the home place", "country of the home place", "country of the partner"]
)
def test_each_class_has_the_means_of_its_own_ties(kind: str) -> None:
    told, classes = of_kind(kind), grouped(kind)
    fewest = FEWEST_OF_COUNTRY if kind.startswith("country") else FEWEST
    assert {name for name, at in classes.items() if len(at) >= fewest} <= set(told)
    assert len(told) > 2
    for name, one in told.items():
        at = classes.get(name) or [k for at in classes.values() if len(at) < fewest for k in at]
        assert one.n_ties == len(at)
        for method in NAMES:
            own = RANKS[method]
            means = {
                "mean_log_rank": fmean(math.log(own.rank[k]) for k in at),
                "country_hit_50": sum(own.country_rank[k] <= 50 for k in at) / len(at),
                "hit_50": sum(own.rank[k] <= 50 for k in at) / len(at),
                "mean_reciprocal_rank": fmean(1 / own.rank[k] for k in at),
            }
            assert set(one.methods[method]) == set(means)
            for measure, mean in means.items():
                assert one.methods[method][measure].value == pytest.approx(mean)


def test_the_interval_of_a_class_is_that_of_drawing_homes_with_all_their_ties() -> None:
    one = max(of_kind("country of the partner").values(), key=lambda each: each.n_ties)
    at, own = set(grouped("country of the partner")[one.name]), RANKS["short-lists"]
    of_home: dict[int, list[int]] = defaultdict(list)
    for k, home in enumerate(own.home.tolist()):
        of_home[home].append(k)
    homes, rng, means = sorted(of_home), random.Random(5), []
    for _ in range(4000):
        drawn = [k for home in rng.choices(homes, k=len(homes)) for k in of_home[home] if k in at]
        means.append(fmean(math.log(own.rank[k]) for k in drawn))
    low, high = np.percentile(means, [2.5, 97.5])
    told = one.methods["short-lists"]["mean_log_rank"]
    width = high - low
    assert told.low == pytest.approx(low, abs=0.08 * width)
    assert told.high == pytest.approx(high, abs=0.08 * width)


def test_a_kind_with_one_class_is_not_told() -> None:
    one_country = GROUND.places.country[RANKS["model"].home] == 0
    few = {
        name: TieRanks(*(getattr(each, field.name)[one_country] for field in fields(TieRanks)))
        for name, each in RANKS.items()
    }
    told = class_results(few, NAMES, GROUND, Resampling(few["model"].home, 1, n_draws=10))
    assert "country of the home place" not in {one.kind for one in told}


@pytest.mark.parametrize("task", ["forecasting", "completion"])
def test_the_stored_classes_add_up_to_the_stored_whole(task: str) -> None:
    found = FOUND[task]
    whole = {one["name"]: one["measures"] for one in found["methods"]}
    kinds = {one["kind"] for one in found["classes"]}
    assert {"size of the home place", "country of the partner"} <= kinds
    for kind in kinds:
        of_it = [one for one in found["classes"] if one["kind"] == kind]
        n_told = sum(one["n_ties"] for one in of_it)
        assert found["n_ties"] - FEWEST < n_told <= found["n_ties"]
        if n_told < found["n_ties"]:
            continue
        for method in of_it[0]["methods"]:
            for measure in of_it[0]["methods"][method]:
                mean = (
                    sum(one["n_ties"] * one["methods"][method][measure]["value"] for one in of_it)
                    / n_told
                )
                assert mean == pytest.approx(whole[method][measure]["value"], rel=1e-4)


@pytest.mark.parametrize("task", ["forecasting", "completion"])
def test_the_stored_lists_over_a_method_are_their_two_typical_ranks_divided(task: str) -> None:
    found = FOUND[task]
    log_of = {one["name"]: one["measures"]["mean_log_rank"]["value"] for one in found["methods"]}
    told = {one["name"]: one["ratios"] for one in found["lists_comparisons"]}
    assert set(told) == set(log_of) - {"short-lists"}
    for name, ratios in told.items():
        due = math.exp(log_of["short-lists"] - log_of[name])
        assert ratios["mean_log_rank"]["value"] == pytest.approx(due, rel=1e-3)

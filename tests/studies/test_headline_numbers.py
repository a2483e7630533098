"""Headline numbers of the release, beside those of a second hand that uses none of our code."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sistercities.network.lift import build_network
from sistercities.studies.nesting.estimates import served_upper_ties, ties_without_country
from sistercities.studies.study_data import as_arrays, read_study_data
from sistercities.studies.study_tables import StudyTables
from sistercities.studies.world.data import read_world_data
from sistercities.studies.world.facts import pair_facts
from sistercities.studies.world.models import ALL, LASTING_MODEL, fit_world
from sistercities.studies.world.part_rules import LASTING
from sistercities.studies.world.ties import pair_ties, whole_sources, with_counts
from twolevel.core.arrays import hits_of_ties
from twolevel.exact.moments import expected_of_ties
from twolevel.rates.mantel_haenszel import mantel_haenszel
from twolevel.rates.rate_ratios import country_rate_ratio, rate_ratio

STORED = Path(__file__).parents[1] / "reference" / "headline_numbers.json"
PEERS = STORED.with_name("world_ppml.json")
AGAIN = "a release built anew has other numbers: run python tests/reference/headline_numbers.py"


@pytest.fixture(scope="module")
def stored() -> dict[str, dict[str, float]]:
    held: dict[str, dict[str, float]] = json.loads(STORED.read_text(encoding="utf-8"))
    return held


@pytest.fixture(scope="module")
def tables(release_tables: StudyTables) -> StudyTables:
    return release_tables


@pytest.fixture(scope="module")
def pairs(tables: StudyTables) -> pd.DataFrame:
    data = read_world_data(tables)
    ties = pair_ties(data.study, data.study.newest_year(), whole_sources(data.study))
    return with_counts(pair_facts(data, ties.countries), ties)


def check_same(ours: dict[str, float | None], stored: dict[str, float]) -> None:
    assert set(ours) == set(stored)
    for name, value in ours.items():
        assert value == pytest.approx(stored[name], rel=1e-6), f"{name}: {AGAIN}"


def test_the_numbers_of_nesting_are_those_of_a_second_hand(
    stored: dict[str, dict[str, float]], tables: StudyTables
) -> None:
    data = read_study_data(tables)
    network = build_network(data.tables, "CN", data.newest_dated_year("CN"))
    arrays = as_arrays(network)
    n_inside, expected = float(hits_of_ties(arrays).sum()), float(expected_of_ties(arrays).sum())
    ours = {
        "n_ties": network.n_ties,
        "n_upper": network.n_upper,
        "share_inside": n_inside / network.n_ties,
        "share_no_upper": float(np.mean(ties_without_country(arrays))),
        "upper_served": float(np.mean(served_upper_ties(arrays))),
        "expected_inside": expected,
        "observed_over_expected": n_inside / expected,
        "odds_ratio": mantel_haenszel(arrays).value,
        "rate_ratio": rate_ratio(arrays).value,
        "country_rate_ratio": country_rate_ratio(arrays).value,
    }
    check_same(ours, stored["nesting"])


def test_the_ratios_of_the_world_are_those_of_a_second_hand(
    stored: dict[str, dict[str, float]], pairs: pd.DataFrame
) -> None:
    fit = fit_world(pairs)
    check_same({name: fit.interval(name).value for name in ALL}, stored["world"])


def test_the_ratios_of_lasting_facts_are_those_of_a_second_hand(
    stored: dict[str, dict[str, float]], pairs: pd.DataFrame
) -> None:
    fit = fit_world(pairs, LASTING_MODEL)
    check_same({name: fit.interval(name).value for name in LASTING}, stored["lasting"])


@pytest.mark.parametrize(
    ("peer", "what"), [("pyfixest", "slopes"), ("glm", "slopes"), ("glm", "errors")]
)
def test_other_packages_found_the_slopes_and_dyadic_errors_of_ours(peer: str, what: str) -> None:
    """All on the same pairs, whichever release these were of."""
    fits = json.loads(PEERS.read_text(encoding="utf-8"))["fits"]
    assert fits[peer][what] == pytest.approx(fits["ours"][what], rel=1e-6)


@pytest.mark.parametrize("peer", ["ours", "pyfixest", "glm"])
def test_the_ratios_of_the_world_are_those_of_other_packages(
    stored: dict[str, dict[str, float]], peer: str
) -> None:
    """What `benchmarks/world_ppml.py` was told by pyfixest and by R, on the same pairs."""
    told = json.loads(PEERS.read_text(encoding="utf-8"))
    if told["content_sha256"] != stored["content_sha256"] or peer not in told["fits"]:
        pytest.skip("asked of another release, or not of this package: benchmarks/world_ppml.py")
    slopes = dict(zip(told["facts"], told["fits"][peer]["slopes"], strict=True))
    for fact, ratio in stored["world"].items():
        assert np.exp(slopes[fact]) == pytest.approx(ratio, rel=1e-6), fact

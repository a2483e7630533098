"""The study of drivers on the release: what must hold of any version of it."""

from __future__ import annotations

import numpy as np
import pytest

from sistercities.network.lift import build_network
from sistercities.network.rules import MAIN_RULES
from sistercities.studies.drivers.data import DriversData, read_drivers_data
from sistercities.studies.drivers.ground import Ground, ground_of
from sistercities.studies.drivers.pairs import PairSample, sample_pairs, upper_before
from sistercities.studies.drivers.terms import TERMS
from sistercities.studies.study_data import checked_year
from sistercities.studies.study_tables import StudyTables


@pytest.fixture(scope="module")
def data(release_tables: StudyTables) -> DriversData:
    return read_drivers_data(release_tables)


@pytest.fixture(scope="module")
def year(data: DriversData) -> int:
    return checked_year(data.study, "CN", None)


@pytest.fixture(scope="module")
def ground(data: DriversData, year: int) -> Ground:
    return ground_of(data, "CN", year, MAIN_RULES)


@pytest.fixture(scope="module")
def sample(ground: Ground) -> PairSample:
    return sample_pairs(ground, 1)


def test_every_group_is_known_of_most_dated_ties(sample: PairSample) -> None:
    n = int(sample.rows["y"].sum())
    assert n > 0.9 * sample.n_dated > 500
    groups = {term.group for term in TERMS if term.column in sample.rows}
    assert groups == {term.group for term in TERMS}


def test_city_ties_inside_are_those_of_the_two_level_network(
    data: DriversData, ground: Ground, year: int
) -> None:
    """Ties that both roads hold lie inside an upper tie on both, but where regions have changed."""
    network = build_network(data.study.tables, "CN", year)
    upper = {(network.home_units[p], network.foreign_units[r]) for p, r in network.upper_ties}
    inside = {}
    for i, j in network.ties:
        units = [network.foreign_units[u] for u in network.foreign_unit[j] if u >= 0]
        home = network.home_units[network.home_unit[i]]
        key = network.home_places[i], network.foreign_places[j]
        inside[key] = any((home, unit) in upper for unit in units)
    ties = ground.ties[(ground.ties["home"] >= 0) & (ground.ties["foreign"] >= 0)]
    home, foreign = ties["home"].to_numpy(), ties["foreign"].to_numpy()
    unit = ground.homes["unit"].to_numpy()[home]
    ours = upper_before(ground, unit, foreign, np.full(home.size, year + 1))
    keys = zip(
        ground.homes["place_id"].to_numpy()[home],
        ground.foreign["place_id"].to_numpy()[foreign], strict=True,
    )  # fmt: skip
    both = [(inside[key], value) for key, value in zip(keys, ours, strict=True) if key in inside]
    assert len(both) > 0.95 * home.size
    assert np.mean([bool(a) == (b == 1) for a, b in both]) > 0.98


def test_the_drawn_pairs_stand_for_all(ground: Ground, sample: PairSample) -> None:
    drawn = sample.rows[sample.rows["y"] == 0]
    pairs = len(ground.homes) * len(ground.foreign)
    assert 0.85 < drawn["weight"].sum() / pairs < 1.1  # some countries lack facts
    share = (drawn["weight"] * drawn["upper"]).sum() / drawn["weight"].sum()
    assert 0.005 < share < 0.05

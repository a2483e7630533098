"""The study of hubs on the release in the package: what must hold of any version of it."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from sistercities.studies.attractiveness.cities import world_cities
from sistercities.studies.hubs.data import HubsData, read_hubs_data
from sistercities.studies.hubs.measures import positions
from sistercities.studies.hubs.read_network import (
    earlier_source,
    read_network,
    two_sources,
    world_rules,
)
from sistercities.studies.study_tables import StudyTables
from twolevel.rates.list_coverage import list_coverage


@pytest.fixture(scope="module")
def data(release_tables: StudyTables) -> HubsData:
    return read_hubs_data(release_tables)


def test_china_has_what_the_study_asks_for(data: HubsData) -> None:
    rules = world_rules(data, 2026)
    assert rules is not None
    assert rules.sources == ("enwiki-2026",)
    assert "US" not in rules.listed  # its lists were not read
    assert earlier_source(data, rules) == "wikidata-2016"
    read = read_network(data, world_cities(data.choice), "CN", 2026, rules)
    network = read.network
    assert network.comparable.size > 15_000
    assert 0.05 < network.is_home.mean() < 0.15
    assert network.n_home_ties > 800
    assert 20_000 < len(network.ties) < 25_000
    measured = positions(network.n, network.ties, network.country, n_sources=20,
                         rng=np.random.default_rng(1))  # fmt: skip
    graph = nx.Graph(network.ties.tolist())
    core = nx.core_number(graph)
    assert measured[3].tolist() == [core.get(k, 0) for k in range(network.n)]
    assert measured[0].tolist() == [graph.degree(k) if k in graph else 0 for k in range(network.n)]
    first = read.place_id[network.comparable][
        np.argmax(np.where(network.is_home, measured[0, network.comparable], -1))
    ]
    names = data.study.tables.places.set_index("place_id")["name"]
    assert names[first] == "Shanghai"
    both = two_sources(data, "CN", rules, read.codes)
    assert (both.country == network.home).sum() > 100
    # Most of what the later source adds is older: a list that grows is no network that grows.
    assert both.n_added_since < 0.3 * both.n_added_dated
    assert both.n_added_dated > 100


def test_the_list_of_a_country_holds_between_a_tenth_and_most_of_its_ties(data: HubsData) -> None:
    rules = world_rules(data, 2026)
    read = read_network(data, world_cities(data.choice), "CN", 2026, rules)
    network = read.network
    found = list_coverage(network.n_countries, network.seen, network.is_listed)
    well_known = found.n_seen > 300
    assert (found.chance[well_known] > 0.1).all()
    assert (found.chance[well_known] < 0.9).all()
    assert found.chance[network.home] == pytest.approx(0.48, abs=0.15)

"""Quarters, wards and towns of the release that nobody is told to approach."""

from __future__ import annotations

import numpy as np
import pytest

import sistercities as sc
from sistercities.api.partners import ground_of
from sistercities.dataset.release.store import open_release
from sistercities.partners.eligible import asks_nobody
from sistercities.terms.words import NEWEST_LISTS

pytestmark = pytest.mark.usefixtures("release_read_once")


def test_the_year_that_decides_what_is_long_ago_is_that_of_the_newest_lists() -> None:
    with open_release() as release:
        (row,) = release.query("SELECT max(seen_until) AS newest FROM ties")
    assert row["newest"] == NEWEST_LISTS


QUARTERS = {
    "gn:706483": {"Saltivka", "Oleksiyivka", "Pivnichna Saltivka"},
    "gn:702550": {"Saltivka", "Sykhiv", "Cheremushky", "Nyzhnodniprovsk"},
    "gn:756135": {"Wola", "Ursynów", "Praga Południe"},
}


@pytest.mark.parametrize("home", QUARTERS)
def test_no_quarter_of_a_city_stands_among_the_peers_of_a_city(home: str) -> None:
    """Saltivka, a quarter of Kharkiv with 409,300 people, stood among the peers of its own city."""
    peers = {one.place.name for one in sc.benchmark(home).peers}
    assert len(peers) == 8
    assert not peers & QUARTERS[home]


def test_no_arrondissement_or_neighbourhood_is_a_candidate() -> None:
    with open_release() as release:
        ground = ground_of(release)
        found = [ground.position[f"gn:{k}"] for k in (2970479, 5142036, 13546316, 3124964, 6722148)]
        assert asks_nobody(ground, np.array(found)).all()


def test_a_ward_with_one_partner_is_no_candidate_and_one_with_several_is() -> None:
    """Ningbo was told of a ward of Trento, of which one partnership is known."""
    wards = {"x:it-trento-centro-storico-piedicastello": True, "gn:2775260": False}  # Innere Stadt
    with open_release() as release:
        ground = ground_of(release)
        for ward, asks in wards.items():
            assert asks_nobody(ground, np.array([ground.position[ward]])).all() == asks


@pytest.mark.parametrize(
    ("town", "successor"),
    [
        ("gn:3146463", "Lindesnes"),  # Mandal
        ("gn:2754659", "Dijk en Waard"),  # Heerhugowaard
        ("gn:2158626", "Inner West"),  # Marrickville
        ("gn:3037540", "Annecy"),  # Annecy-le-Vieux
    ],
)
def test_a_town_whose_municipality_was_merged_is_not_put_forward(town: str, successor: str) -> None:
    with open_release() as release:
        ground = ground_of(release)
        assert ground.places.is_former[ground.position[town]]
    assert sc.place(sc.place(town).successor).name == successor


@pytest.mark.parametrize("town", ["gn:590939", "gn:3146463", "gn:2746005"])
def test_what_took_a_town_over_answers_for_it_and_the_lists_of_the_town_count(town: str) -> None:
    """Kuressaare, Mandal and Uden: their successors have no partner of their own on record."""
    assert sc.recommend(town).home.place_id == sc.place(town).successor
    ties = list(sc.ties_of(town))
    assert ties
    assert "one_old_source" not in {one.standing for one in ties if one.seen_until == 2026}


def test_towns_of_china_below_its_counties_are_no_candidates_and_county_cities_are() -> None:
    below = ("gn:1801876", "gn:1812792", "gn:1795708")  # Luomen, Dingjia, Shekou
    cities = ("gn:1800531", "gn:2038650", "gn:1529660", "gn:1799397")  # Miluo, Anda, Aksu, Ningbo
    with open_release() as release:
        ground = ground_of(release)
        found = [np.array([ground.position[one] for one in each]) for each in (below, cities)]
        assert asks_nobody(ground, found[0]).all()
        assert not asks_nobody(ground, found[1]).any()

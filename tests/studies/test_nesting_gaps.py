"""Ties that the sources miss, from published totals, by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

import world
from sistercities.network.lift import build_network
from sistercities.studies.nesting.gaps import (
    listed_shares,
    missing_ties,
    published,
    with_national,
)
from sistercities.studies.study_data import StudyData, read_study_data
from sistercities.studies.study_tables import StudyTables


@pytest.fixture(scope="module")
def data(drawn_tables: StudyTables) -> StudyData:
    return read_study_data(drawn_tables)


def totals(
    data: StudyData,
    *rows: tuple[str, str, float, float],
    of_regions: tuple[tuple[str, str, float, float], ...] = (),
) -> StudyData:
    """Return the data with these totals alone: level, date (or region), ours, official."""
    card = [_row("all", "all", level, date, *numbers) for level, date, *numbers in rows]
    card += [_row("province", iso, level, "2020", *n) for level, iso, *n in of_regions]
    return replace(data, coverage=pd.DataFrame(card))


def _row(
    dimension: str, group: str, level: str, date: str, ours: float, official: float
) -> dict[str, Any]:
    return {
        "scope": "CN",
        "dimension": dimension,
        "group": group,
        "measure": f"ties, {level}, {date}",
        "ours": ours,
        "official": official,
        "official_date": date,
        "official_source": "made up",
        "note": None,
    }


def test_totals_lie_on_a_line_between_published_years(data: StudyData) -> None:
    """July 2010 and July 2020; the end of 2014 lies 4.46 of the 10 years on."""
    card = totals(data, ("all", "2010-07", 50, 100), ("all", "2020-07", 100, 200))
    step = (2015 - (2010 + 6.5 / 12)) / 10
    assert published(card, "CN", "all", 2014) == pytest.approx((100 + 100 * step, 50 + 50 * step))
    assert published(card, "CN", "all", 1990) == (100, 50)
    assert published(card, "JP", "all", 2014) is None


def test_units_without_a_total_of_their_own_fall_short_as_the_country_does(
    data: StudyData,
) -> None:
    """Upper 20 / 10 = 2; lower (70 - 20) / (30 - 10) = 2.5. Qingmo holds 3 upper, 5 lower."""
    card = totals(data, ("all", "2020-12", 30, 70), ("province", "2020-12", 10, 20))
    network = build_network(card.tables, "CN", 2020)
    gaps = missing_ties(network, card)
    assert gaps is not None
    qingmo = network.home_units.index(world.QINGMO)
    assert (gaps.upper[qingmo], gaps.lower[qingmo]) == (3, 8)


def test_a_unit_with_a_total_of_its_own_is_filled_up_to_it(data: StudyData) -> None:
    """Lanyu's cities list 7 + 1 of 12 + 4 published ties, so its 7 known ones grow by as many."""
    own = (("prefecture", "CN-LY", 7, 12), ("county", "CN-LY", 1, 4))
    country = ("all", "2020-12", 30, 70), ("province", "2020-12", 10, 20)
    card = with_code(totals(data, *country, of_regions=own))
    network = build_network(card.tables, "CN", 2020)
    gaps = missing_ties(network, card)
    assert gaps is not None
    assert gaps.lower[network.home_units.index(world.LANYU)] == 7


def test_what_is_listed_is_told_of_units_with_a_published_total(data: StudyData) -> None:
    own = (("prefecture", "CN-LY", 9, 12), ("province", "CN-LY", 8, 4))
    card = with_code(totals(data, of_regions=own))
    network = build_network(card.tables, "CN", 2020)
    shares = listed_shares(network, card)
    lanyu = network.home_units.index(world.LANYU)
    assert shares.is_known
    assert (shares.lower[lanyu], shares.upper[lanyu]) == (0.75, 1.0)
    others = np.arange(len(network.home_units)) != lanyu
    assert np.isnan(shares.lower[others]).all()
    upper, lower = shares.chances()
    assert (lower[lanyu], set(lower[others]), set(upper)) == (0.75, {1.0}, {1.0})
    assert with_national(shares, network, card) is None


def test_the_ratio_of_the_country_stands_in_where_a_unit_has_none(data: StudyData) -> None:
    """Upper 20 / 10 = 2; lower (70 - 20) / (30 - 10) = 2.5; Lanyu's own total goes before."""
    own = (("prefecture", "CN-LY", 9, 12),)
    country = ("all", "2020-12", 30, 70), ("province", "2020-12", 10, 20)
    card = with_code(totals(data, *country, of_regions=own))
    network = build_network(card.tables, "CN", 2020)
    national = with_national(listed_shares(network, card), network, card)
    assert national is not None
    lanyu = network.home_units.index(world.LANYU)
    qingmo = network.home_units.index(world.QINGMO)
    assert (national.lower[lanyu], national.lower[qingmo]) == (0.75, pytest.approx(0.4))
    assert set(national.upper) == {0.5}


def with_code(data: StudyData) -> StudyData:
    """Give Lanyu, and it alone, the code CN-LY."""
    places = data.tables.places.copy()
    places["region_iso"] = np.where(places["place_id"] == world.LANYU, "CN-LY", "CN-XX")
    return replace(data, tables=replace(data.tables, places=places))


def test_more_listed_than_published_is_no_gap(data: StudyData) -> None:
    card = totals(data, ("all", "2020-12", 90, 70), ("province", "2020-12", 30, 20))
    network = build_network(card.tables, "CN", 2020)
    gaps = missing_ties(network, card)
    assert gaps is not None
    qingmo = network.home_units.index(world.QINGMO)
    assert (gaps.upper[qingmo], gaps.lower[qingmo]) == (0, 0)


def test_without_published_totals_no_gap_is_told(data: StudyData) -> None:
    network = build_network(data.tables, "CN", 2020)
    assert missing_ties(network, totals(data, ("all", "2020-12", 30, 70))) is None

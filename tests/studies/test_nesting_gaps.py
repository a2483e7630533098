"""Ties that the sources miss, from published totals, by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import world
from sistercities.dataset.release.store import open_release
from sistercities.network.lift import build_network
from sistercities.studies.nesting_data import StudyData, read_study_data
from sistercities.studies.nesting_gaps import missing_ties, published


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> StudyData:
    folder: Path = tmp_path_factory.mktemp("world")
    return read_study_data(open_release(world.write_world(folder)))


def totals(data: StudyData, *rows: tuple[str, str, float, float]) -> StudyData:
    """Return the data with these totals of the country alone: level, date, ours, official."""
    card: list[dict[str, Any]] = [
        {
            "scope": "CN",
            "dimension": "all",
            "group": "all",
            "measure": f"ties, {level}, {date}",
            "ours": ours,
            "official": official,
            "official_date": date,
            "official_source": "made up",
            "note": None,
        }
        for level, date, ours, official in rows
    ]
    return replace(data, coverage=pd.DataFrame(card))


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
    """Lanyu's cities list some of 10 published ties; the known 7 grow by the same factor."""
    card = totals(data, ("all", "2020-12", 30, 70), ("province", "2020-12", 10, 20))
    network = build_network(card.tables, "CN", 2020)
    gaps = missing_ties(network, card)
    assert gaps is not None
    lanyu = network.home_units.index(world.LANYU)
    rows = card.tables.region_coverage
    listed = rows[(rows["place_id"] == world.LANYU) & (rows["level"] == "lower")]
    factor = max(10 / listed["ties_listed"].max(), 1)
    assert gaps.lower[lanyu] == round(7 * (factor - 1))


def test_more_listed_than_published_is_no_gap(data: StudyData) -> None:
    card = totals(data, ("all", "2020-12", 90, 70), ("province", "2020-12", 30, 20))
    network = build_network(card.tables, "CN", 2020)
    gaps = missing_ties(network, card)
    assert gaps is not None
    qingmo = network.home_units.index(world.QINGMO)
    assert (gaps.upper[qingmo], gaps.lower[qingmo]) == (0, 0)


def test_without_published_totals_nothing_is_completed(data: StudyData) -> None:
    network = build_network(data.tables, "CN", 2020)
    assert missing_ties(network, totals(data, ("all", "2020-12", 30, 70))) is None

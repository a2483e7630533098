"""Facts on pairs by column: direction, order, repeats, and what has no country of today."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from release_build.covariates import pair_values
from release_build.covariates.country_codes import CodeRuling, CountryCodes
from release_build.covariates.pair_values import PairFacts
from release_build.readers.alliances import AllianceYears
from release_build.readers.cow_trade import TradeFlows
from release_build.readers.disputes import DisputeYear
from release_build.readers.geodist import GeodistPair
from release_build.readers.geonames import CountryEntry
from release_build.readers.rivalries import Rivalry
from release_build.readers.ucdp_conflicts import ConflictYear
from release_build.readers.un_migrants import MigrantStock
from sistercities.dataset.release.column_content import checked_columns
from sistercities.errors import BuildError
from sistercities.terms.covariate_tables import COUNTRY_PAIRS

COUNTRIES = ("QA", "QB", "QC")
BASE = {
    "cow": {"1": "QA", "2": "QB", "3": "QC", "9": ""},
    "cepii": {"QAA": "QA", "QBB": "QB", "QCC": "QC"},
    "gleditsch-ward": {"1": "QA", "2": "QB", "3": "QC"},
    "un-migrants": {"A": "QA", "B": "QB"},
}


def _codes(*rulings: CodeRuling) -> CountryCodes:
    return CountryCodes(rulings, BASE, COUNTRIES)


def _rows(*facts: PairFacts) -> list[tuple[Any, ...]]:
    table = pair_values.as_rows(facts, COUNTRIES)
    columns = checked_columns(COUNTRY_PAIRS, table.columns)
    return [
        (row["variable"], row["country_a"], row["country_b"], row["year"], row["value"])
        for row in columns.to_pylist()
    ]


def _trade(*flows: tuple[int, int, int, float]) -> TradeFlows:
    importer, exporter, year, value = (np.array(one) for one in zip(*flows, strict=True))
    return TradeFlows(importer, exporter, year, value)


def test_trade_goes_from_the_exporter_and_zero_stays() -> None:
    facts = pair_values.trade_facts(
        _trade((2, 1, 1990, 5.0), (1, 2, 1990, 0.0), (1, 2, 1989, 3.0), (9, 1, 1990, 8.0)), _codes()
    )
    assert _rows(facts) == [
        ("trade_million_usd", "QA", "QB", 1990, 5.0),
        ("trade_million_usd", "QB", "QA", 1989, 3.0),
        ("trade_million_usd", "QB", "QA", 1990, 0.0),
    ]


def test_two_codes_of_one_country_in_one_year_stop_the_build() -> None:
    codes = _codes(CodeRuling("cow", "3", "QA", 0, 9999, True))
    with pytest.raises(BuildError, match=r"two values of one pair in 1990; rule in data/decisions"):
        pair_values.trade_facts(_trade((2, 1, 1990, 5.0), (2, 3, 1990, 6.0)), codes)


def test_trade_of_a_country_with_itself_falls_out() -> None:
    codes = _codes(CodeRuling("cow", "3", "QA", 0, 9999, True))
    facts = pair_values.trade_facts(_trade((1, 3, 1990, 5.0), (2, 1, 1990, 6.0)), codes)
    assert _rows(facts) == [("trade_million_usd", "QA", "QB", 1990, 6.0)]


def test_an_alliance_stands_once_and_binds_if_one_side_is_bound() -> None:
    found = AllianceYears(
        np.array([2, 1, 3]), np.array([1, 2, 1]), np.array([1970, 1970, 1971]),
        np.array([True, True, False]), np.array([True, False, False]),
    )  # fmt: skip
    assert _rows(*pair_values.alliance_facts(found, _codes())) == [
        ("alliance", "QA", "QB", 1970, 1.0),
        ("alliance_defence", "QA", "QB", 1970, 1.0),
    ]


def test_the_gravest_dispute_of_a_year_counts() -> None:
    found = [DisputeYear(1, 2, 1980, 2), DisputeYear(2, 1, 1980, 4), DisputeYear(1, 2, 1981, 3)]
    assert _rows(pair_values.dispute_facts(found, _codes())) == [
        ("dispute_level", "QA", "QB", 1980, 4.0),
        ("dispute_level", "QA", "QB", 1981, 3.0),
    ]


def test_rivalries_begin_in_1946_at_the_earliest() -> None:
    found = [Rivalry(2, 1, 1494, 1947), Rivalry(1, 3, 1816, 1945), Rivalry(1, 2, 1947, 1948)]
    assert _rows(pair_values.rivalry_facts("rivalry_tss", found, _codes())) == [
        ("rivalry_tss", "QA", "QB", year, 1.0) for year in (1946, 1947, 1948)
    ]


def test_migrants_go_from_origin_to_residence() -> None:
    found = [MigrantStock("B", "A", 1990, 7), MigrantStock("A", "B", 1990, 0)]
    assert _rows(pair_values.migrant_facts(found, _codes())) == [
        ("migrant_stock", "QA", "QB", 1990, 0.0),
        ("migrant_stock", "QB", "QA", 1990, 7.0),
    ]


def test_what_holds_of_a_changed_territory_is_left_out() -> None:
    codes = _codes(CodeRuling("cepii", "QCC", "QC", 0, 9999, False))
    pairs = [
        GeodistPair("QAA", "QBB", (1, 0, 0, 0, 0, 0), (9.5, 8.5, None)),
        GeodistPair("QAA", "QCC", (1, 1, 0, 0, 0, 0), (7.5, 6.5, 5.5)),
    ]
    found: dict[str, dict[str, float]] = {}
    for variable, _, b, year, value in _rows(*pair_values.geodist_facts(pairs, codes)):
        assert year == 2005
        found.setdefault(b, {})[variable] = value
    common = {"common_ethnic_language": 0.0, "colonial_tie": 0.0, "common_coloniser": 0.0,
              "colonial_tie_after_1945": 0.0}  # fmt: skip
    assert found == {
        "QB": common | {"contiguity": 1.0, "common_official_language": 0.0, "distance_km": 9.5,
                        "distance_capitals_km": 8.5},
        "QC": common | {"common_official_language": 1.0, "distance_km": 7.5,
                        "distance_capitals_km": 6.5},
    }  # fmt: skip


def test_every_two_countries_are_neighbours_or_not() -> None:
    countries = {
        "QA": CountryEntry(1, "A", "QA", 1, neighbours=("QC", "QX")),
        "QB": CountryEntry(2, "B", "QB", 1),
        "QC": CountryEntry(3, "C", "QC", 1),
    }
    assert _rows(pair_values.border_facts(countries, _codes())) == [
        ("land_border", "QA", "QB", 2026, 0.0),
        ("land_border", "QA", "QC", 2026, 1.0),
        ("land_border", "QB", "QC", 2026, 0.0),
    ]


def test_the_highest_level_of_the_conflicts_of_a_year_stands_once() -> None:
    found = [
        ConflictYear(2, 1, 1990, 1), ConflictYear(1, 2, 1990, 2), ConflictYear(1, 3, 1991, 1),
    ]  # fmt: skip
    assert _rows(pair_values.conflict_facts(found, _codes())) == [
        ("conflict_level", "QA", "QB", 1990, 2.0),
        ("conflict_level", "QA", "QC", 1991, 1.0),
    ]

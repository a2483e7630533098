"""The connectivity study on the release in the package: what must hold of any version of it."""

from __future__ import annotations

import pytest

from sistercities.network.rules import MAIN_RULES
from sistercities.studies.connectivity.city_table import city_table
from sistercities.studies.connectivity.data import ConnectivityData, read_connectivity_data
from sistercities.studies.connectivity.evidence import FULL_TERMS, gather_evidence
from sistercities.studies.connectivity.models import DESTINATIONS, EXPORTS, fit_model
from sistercities.studies.connectivity.region_table import region_table
from sistercities.studies.connectivity.verdict import why_not_told
from sistercities.studies.study_tables import StudyTables

YEAR = 2020


@pytest.fixture(scope="module")
def data(release_tables: StudyTables) -> ConnectivityData:
    return read_connectivity_data(release_tables)


def test_china_has_what_the_study_asks_for(data: ConnectivityData) -> None:
    """All prefecture-level units of 27 provinces, and visitors of 31."""
    cities, ties = city_table(data, "CN", YEAR, MAIN_RULES)
    regions = region_table(data, "CN", YEAR, MAIN_RULES)
    evidence = gather_evidence(cities, regions, leave_out="if it matters")
    assert why_not_told(evidence) == ""
    assert (len(cities), cities["region"].nunique(), len(regions)) == (333, 27, 31)
    assert set(evidence.correlations) == {"flights", "exports", "visitors"}
    assert evidence.full.n >= 285
    assert evidence.full.left_out_terms == tuple(
        term for term in FULL_TERMS if term.column == "is_state_capital"
    )
    held = int(cities["ties"].sum())
    outside = ties.left_out[
        "of places that are no city of the study (counties, districts, small towns)"
    ]
    assert held + outside == len(ties.ties)


def test_flights_by_openflights_are_those_of_its_table(data: ConnectivityData) -> None:
    cities, _ = city_table(data, "CN", YEAR, MAIN_RULES)
    table = data.flights_odbl
    rows = table[(table["variable"] == "international_destinations")
                 & (table["snapshot"] == "2014-08-06")]  # fmt: skip
    known = cities.merge(rows, on="place_id", how="left")
    assert known["destinations_2014"].tolist() == known["value"].fillna(0.0).tolist()
    assert known["value"].notna().sum() > 150


def test_regions_hold_the_ties_of_what_lies_in_them(data: ConnectivityData) -> None:
    """Provinces together hold all ties of cities, counties, districts and dual places."""
    regions = region_table(data, "CN", YEAR, MAIN_RULES)
    _, ties = city_table(data, "CN", YEAR, MAIN_RULES)
    dual = ties.left_out["home place that is region and city at once"]
    assert len(ties.ties) < regions["ties"].sum() <= len(ties.ties) + dual


@pytest.mark.parametrize("country", ["BR", "AU", "BD", "IS"])
def test_countries_with_few_flights_give_numbers_or_a_sentence(
    data: ConnectivityData, country: str
) -> None:
    cities, _ = city_table(data, country, 2026, MAIN_RULES)
    model = fit_model("full", "", cities, "ties", FULL_TERMS)
    is_told = "There is no fit" in model.note or "Too few" in model.note
    assert (model.fit is None) == is_told
    assert EXPORTS in model.left_out_terms
    assert (model.ratio(DESTINATIONS) is None) == (
        model.fit is None or DESTINATIONS not in model.terms
    )

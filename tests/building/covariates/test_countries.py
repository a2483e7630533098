"""Countries, their capitals, and facts on each, from made-up states."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.covariates import country_values
from release_build.covariates.countries import (
    country_rows,
    find_capitals,
    read_capitals,
    today_countries,
)
from release_build.covariates.country_codes import CodeRuling, CountryCodes
from release_build.covariates.official_languages import LanguageRulings
from release_build.readers.cow_states import StateSpan
from release_build.readers.geodist import GeodistCountry
from release_build.readers.geonames import CountryEntry
from release_build.readers.ideal_points import IdealPoint
from sistercities.errors import BuildError, SourceError
from sistercities.terms.places import Place

COUNTRIES = {
    "QM": CountryEntry(1, "Midland", "QM", 5, "QMM", "EU", "Mid", 10.0, ("QN",)),
    "QN": CountryEntry(2, "Norland", "QN", None, "QNN", "AF", "Nor", None, ("QM",)),
}
PLACES = {
    place.place_id: place
    for place in (
        Place("gn:1", "Mid", "", "city", "QM", "", population=10),
        Place("gn:2", "Mid", "", "city", "QM", "", population=20),
        Place("gn:3", "Mid", "", "region1", "QM", "", population=99),
        Place("gn:4", "Mid", "", "city", "QN", "", population=99),
        Place("gn:5", "Northam", "", "region1", "QN", "", is_dual=True),
    )
}


def _codes(*rulings: CodeRuling) -> CountryCodes:
    return CountryCodes(rulings, {"cow": {"1": "QM", "2": "QN"}, "cepii": {"QMM": "QM"}}, COUNTRIES)


def test_a_capital_is_the_largest_city_of_that_name_or_ruled() -> None:
    assert find_capitals(COUNTRIES, PLACES, {}) == {"QM": "gn:2"}
    assert find_capitals(COUNTRIES, PLACES, {"QN": "gn:5"}) == {"QM": "gn:2", "QN": "gn:5"}


def test_a_capital_that_is_no_place_of_the_release_is_left_out() -> None:
    assert find_capitals(COUNTRIES, PLACES, {"QN": "gn:77"}) == {"QM": "gn:2"}
    assert find_capitals(COUNTRIES, PLACES, {"QM": ""}) == {}


def test_a_ruling_on_a_capital_must_be_needed_and_in_the_country() -> None:
    with pytest.raises(BuildError, match=r"QM has 'gn:2', which is what the name says"):
        find_capitals(COUNTRIES, PLACES, {"QM": "gn:2"})
    with pytest.raises(BuildError, match=r"QN has 'gn:1', which lies in QM"):
        find_capitals(COUNTRIES, PLACES, {"QN": "gn:1"})


def test_rulings_on_capitals_are_read_strictly(tmp_path: Path) -> None:
    path = tmp_path / "capitals.csv"
    row = "QM,gn:1,drawn,2026-01-01\n"
    path.write_text("country,place_id,reason,date\n" + row)
    assert read_capitals(path, COUNTRIES) == {"QM": "gn:1"}
    path.write_text("country,place_id,reason,date\n" + row + row)
    with pytest.raises(SourceError, match=r"row 3, column country: .*keep one"):
        read_capitals(path, COUNTRIES)


def test_countries_of_today_have_the_number_of_the_state_that_they_are() -> None:
    entries = [*COUNTRIES.values(), CountryEntry(3, "Oldland", "QO", 1)]
    today = today_countries(entries, {"QO"})
    states = (StateSpan(1, "Midland", 1900, 2016), StateSpan(2, "Norland", 1900, 1950))
    rows = country_rows(today, {"QM": "gn:2"}, states, _codes())
    assert rows == [
        {"country": "QM", "iso3": "QMM", "name": "Midland", "continent": "EU",
         "capital_id": "gn:2", "cow_code": 1},
        {"country": "QN", "iso3": "QNN", "name": "Norland", "continent": "AF",
         "capital_id": None, "cow_code": None},
    ]  # fmt: skip


def test_what_is_unknown_has_no_row() -> None:
    rows = list(country_values.geography_rows(COUNTRIES))
    assert [(row["country"], row["variable"], row["value"], row["unit"]) for row in rows] == [
        ("QM", "area_km2", 10.0, "km2"),
        ("QM", "population_geonames", 5.0, "persons"),
    ]
    votes = [IdealPoint(1, "QMM", 1950, None, 0.5), IdealPoint(1, "", 1951, None, None)]
    found = list(country_values.ideal_point_rows(votes, _codes()))
    assert [(row["variable"], row["year"], row["value"]) for row in found] == [
        ("un_ideal_point_all_votes", 1950, 0.5)
    ]


def ruled(**languages: tuple[str, ...]) -> LanguageRulings:
    return LanguageRulings(languages, {})


def test_languages_that_changed_stand_beside_those_of_before() -> None:
    country = GeodistCountry("QMM", True, ("Norse", "Latin"))
    rulings = LanguageRulings({}, {2024: {"QM": ("Gothic",)}})
    rows = list(country_values.geodist_rows([country], _codes(), rulings))[1:]
    assert [(row["variable"], row["year"], row["word"], row["source_id"]) for row in rows] == [
        ("official_language_1", 2005, "Norse", "cepii-geodist"),
        ("official_language_2", 2005, "Latin", "cepii-geodist"),
        ("official_language_1", 2024, "Gothic", "decisions"),
        ("official_language_2", 2024, None, "decisions"),
    ]
    more = LanguageRulings({}, {2024: {"QM": ("Gothic", "Latin", "Norse")}})
    rows = list(country_values.geodist_rows([country], _codes(), more))[1:]
    # A year before the change must not take the third language of after it.
    assert [(row["year"], row["word"]) for row in rows if row["variable"][-1] == "3"] == [
        (2005, None), (2024, "Norse"),
    ]  # fmt: skip


def test_languages_are_words_and_a_changed_territory_has_no_coast() -> None:
    country = GeodistCountry("QMM", True, ("Norse", "Latin"))
    plain = list(country_values.geodist_rows([country], _codes(), ruled()))
    assert [(row["variable"], row["value"], row["word"]) for row in plain] == [
        ("landlocked", 1.0, None),
        ("official_language_1", None, "Norse"),
        ("official_language_2", None, "Latin"),
    ]
    changed = _codes(CodeRuling("cepii", "QMM", "QM", 0, 9999, False))
    rows = list(country_values.geodist_rows([country], changed, ruled()))
    assert [row["variable"] for row in rows] == ["official_language_1", "official_language_2"]


def test_ruled_languages_stand_under_our_name() -> None:
    country = GeodistCountry("QMM", True, ("Norse", "Latin"))
    rows = list(country_values.geodist_rows([country], _codes(), ruled(QM=("Gothic",))))
    assert [(row["word"], row["source_id"]) for row in rows] == [
        (None, "cepii-geodist"),
        ("Gothic", "decisions"),
    ]


def test_a_list_covers_a_country_in_the_years_in_which_it_was_a_state() -> None:
    states = (StateSpan(1, "Midland", 1816, 1948), StateSpan(2, "Norland", 2009, 2016))
    years: dict[tuple[str, str], list[int]] = {}
    for row in country_values.coverage_rows(states, _codes()):
        assert row["value"] == 1.0
        years.setdefault((row["variable"], row["country"]), []).append(row["year"])
    assert years == {
        ("in_alliance_data", "QN"): list(range(2009, 2019)),
        ("in_conflict_data", "QM"): [1946, 1947, 1948],
        ("in_conflict_data", "QN"): list(range(2009, 2025)),
        ("in_dispute_data", "QN"): [2009, 2010],
        ("in_rivalry_td_data", "QM"): [1946, 1947, 1948],
        ("in_rivalry_td_data", "QN"): [2009, 2010],
        ("in_rivalry_tss_data", "QM"): [1946, 1947, 1948],
        ("in_rivalry_tss_data", "QN"): list(range(2009, 2021)),
    }

"""The release's facts on countries: what the issue asks, the page, and known magnitudes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import sistercities as sc
from release_build.pages.countries_page import PAGE, country_facts, page
from sistercities.dataset.release.store import open_release
from sistercities.terms.country_variables import BY_VARIABLE, DECISIONS, RULED

ROOT = Path(__file__).resolve().parents[2]


def test_at_least_180_countries_have_the_core_facts() -> None:
    with open_release() as release:
        complete = [one.country for one in country_facts(release) if not one.lacks]
    assert len(complete) >= 180
    assert {"CN", "US", "DE", "RU", "RS", "BR", "IN", "ZA"} <= set(complete)


def test_the_page_is_current() -> None:
    with open_release() as release:
        text = page(release)
    assert (ROOT / PAGE).read_text(encoding="utf-8") == text, (
        "run `python -m release_build.pages.countries_page`"
    )


def test_every_variable_is_defined_and_has_its_unit_and_source() -> None:
    with open_release() as release:
        found = release.query(
            "SELECT DISTINCT variable, unit, source_id FROM country_covariates UNION "
            "SELECT DISTINCT variable, unit, source_id FROM country_pairs"
        )
    due = {(one.name, one.unit, one.source_id) for one in BY_VARIABLE.values()}
    due |= {(name, BY_VARIABLE[name].unit, DECISIONS) for name in RULED}
    assert {(row["variable"], row["unit"], row["source_id"]) for row in found} == due


def test_a_fact_that_is_stored_where_not_0_is_never_0_and_stands_in_order() -> None:
    sparse = [one.name for one in BY_VARIABLE.values() if one.covered_by]
    directed = [one.name for one in BY_VARIABLE.values() if one.is_directed]
    with open_release() as release:
        zeros = release.query(
            "SELECT DISTINCT variable FROM country_pairs WHERE value = 0 "
            "AND list_contains(?, variable)", [sparse],
        )  # fmt: skip
        turned = release.query(
            "SELECT DISTINCT variable FROM country_pairs WHERE country_a >= country_b "
            "AND NOT (list_contains(?, variable) AND country_a <> country_b)", [directed],
        )  # fmt: skip
    assert (zeros, turned) == ([], [])


@pytest.mark.parametrize(
    ("country", "year", "low", "high"),
    [("US", 2023, 27e12, 28.5e12), ("CN", 2000, 1.1e12, 1.3e12), ("DE", 1970, 2.0e11, 2.3e11)],
)
def test_gdp_is_in_current_dollars(country: str, year: int, low: float, high: float) -> None:
    gdp = sc.covariates("countries", "gdp_usd", year=year).set_index("country")["value"]
    assert low < gdp[country] < high


def test_population_has_known_magnitudes() -> None:
    people = sc.covariates("countries", "population", year=2020).set_index("country")["value"]
    assert 1.40e9 < people["CN"] < 1.42e9
    assert 3.2e8 < people["US"] < 3.4e8


def test_well_known_pairs() -> None:
    frame = sc.country_pairs(year=2010).set_index(["country_a", "country_b"])
    allies, rivals = frame.loc[("FR", "US")], frame.loc[("IN", "PK")]
    assert (allies["alliance_defence"], allies["land_border"]) == (1.0, 0.0)
    assert (rivals["rivalry_tss"], rivals["land_border"]) == (1.0, 1.0)
    assert frame.loc[("DZ", "FR"), "colonial_tie"] == 1.0
    assert frame.loc[("AT", "DE"), "common_official_language"] == 1.0
    assert frame["contiguity"][("RS", "SI")] != 1.0  # Serbia's territory has changed: not known
    # US imports from Canada in 2010 were some 280 thousand million dollars.
    assert 270_000 < frame.loc[("CA", "US"), "trade_million_usd_a_to_b"] < 290_000


def test_what_cepii_and_geonames_have_wrong_is_ruled() -> None:
    spoken = sc.covariates("countries", ["official_language_1", "official_language_2"])
    newest = spoken.drop_duplicates(["country", "variable"], keep="last")
    words = newest.set_index(["country", "variable"])["word"]
    for country, first, second in (
        ("FI", "Finnish", "Swedish"),
        ("MT", "Maltese", "English"),
        ("PY", "Spanish", "Guarani"),
        ("ER", "Tigrigna", "Arabic"),
    ):
        assert words[country, "official_language_1"] == first
        assert words[country, "official_language_2"] == second
    pairs = sc.country_pairs(["land_border", "common_official_language"], None)
    pairs = pairs.set_index(["country_a", "country_b"])
    for pair, border in (
        (("CU", "US"), 0),
        (("BW", "ZM"), 1),
        (("CN", "HK"), 1),
        (("AE", "QA"), 0),
    ):
        assert pairs.loc[pair, "land_border"] == border
    assert pairs.loc[("ER", "SA"), "common_official_language"] == 1
    assert pairs.loc[("FI", "SE"), "common_official_language"] == 1
    # French was official there until 2023, 2024 and 2025.
    before = sc.country_pairs(["common_official_language"], 2022)
    before = before.set_index(["country_a", "country_b"])
    for country, first in (("ML", "Bambara"), ("BF", None), ("NE", "Hausa")):
        word = words[country, "official_language_1"]
        assert word == first if first else pd.isna(word)
        pair = tuple(sorted((country, "FR")))
        assert before.loc[pair, "common_official_language"] == 1
        assert pairs.loc[pair, "common_official_language"] == 0
    assert pairs.loc[("CI", "FR"), "common_official_language"] == 1


def test_states_that_ended_are_no_country_of_today() -> None:
    votes = sc.covariates("countries", "un_ideal_point").groupby("country")["year"].min()
    assert (votes["RU"], votes["CZ"], votes["SK"]) == (1946, 1993, 1993)
    assert votes["YE"] == 1990
    assert votes["RS"] >= 1992
    assert votes["DE"] == 1973  # when the Federal Republic joined the United Nations

"""A number of people in words."""

from __future__ import annotations

import math

import pytest

import sistercities as sc
from sistercities.api.data_choice import open_data
from sistercities.partners.features.feature import PairNames
from sistercities.partners.features.size import FEATURES
from sistercities.terms.number_words import exact_population, population


@pytest.mark.parametrize(
    ("count", "year", "due"),
    [
        (363_100, 2020, "360,000 people"),
        (363_100, None, "360,000 people, year unknown"),
        (363_100, math.nan, "360,000 people, year unknown"),
        (10_381_222, None, "10.4 million people, year unknown"),
        (512, None, "510 people, year unknown"),
    ],
)
def test_a_population_without_a_year_is_undated(count: int, year: float | None, due: str) -> None:
    assert population(count, year) == due


def test_a_population_beside_namesakes_is_exact() -> None:
    assert exact_population(6_087, None) == "6,087 persons, undated"
    assert exact_population(6_087, 2021) == "6,087 persons in 2021"


@pytest.mark.parametrize(
    ("feature", "flag"), [("partner_size", "is_partner_undated"), ("home_size", "is_home_undated")]
)
def test_the_reasons_say_that_a_size_is_undated(feature: str, flag: str) -> None:
    (held,) = (one for one in FEATURES if one.name == feature)
    names = ("Aachen", "Ningbo", "Germany", "China")
    assert held.sentence(5.0, PairNames(*names)).endswith(" has about 100,000 people.")
    said = held.sentence(5.0, PairNames(*names, **{flag: True}))
    assert said.endswith(" has about 100,000 people; the figure is undated.")
    wide = held.sentence(5.0, PairNames(*names, **{flag.replace("undated", "wide"): True}))
    assert wide.endswith(" has about 100,000 people in its urban area.")


@pytest.mark.parametrize(
    ("value", "plain"),
    [(1.0, " is 10 times as large as "), (-1.0, " is 10 times as large as "), (0.0, "same size")],
)
@pytest.mark.parametrize("flag", ["is_partner_undated", "is_home_undated"])
def test_a_comparison_of_sizes_says_once_that_its_figures_are_undated(
    value: float, plain: str, flag: str
) -> None:
    (held,) = (one for one in FEATURES if one.name == "size_match")
    names = ("Aachen", "Ningbo", "Germany", "China")
    dated = held.sentence(value, PairNames(*names))
    undated = held.sentence(value, PairNames(*names, **{flag: True}))
    assert plain in dated
    assert "undated" not in dated
    assert undated == dated.removesuffix(".") + "; one of the figures is undated."
    both = PairNames(*names, is_home_undated=True, is_partner_undated=True)
    assert held.sentence(value, both) == dated.removesuffix(".") + ", by undated figures."


@pytest.mark.parametrize("end", ["partner", "home"])
def test_the_year_of_a_figure_stands_beside_it(end: str) -> None:
    (held,) = (one for one in FEATURES if one.name == f"{end}_size")
    names = PairNames("Aachen", "Ningbo", "Germany", "China", **{f"{end}_year": 2023})
    assert held.sentence(5.0, names).endswith(" has about 100,000 people (in 2023).")


def test_every_answer_on_a_place_without_a_dated_figure_says_so(
    release_folder: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SISTERCITIES_DATA", str(release_folder))
    with open_data(None) as release:
        rows = release.query("SELECT place_id, population_year FROM places WHERE population > 0")
    undated = {row["place_id"] for row in rows if row["population_year"] is None}
    found = sc.rank_partners("Songgang", data=str(release_folder))
    told = [one.place for one in found.partners if one.place.people]
    assert told
    for place in told:
        assert place.people is not None
        assert place.people.endswith(", year unknown") == (place.population_year is None)
        assert place.population_year is None or place.place_id not in undated

"""The parts of C5: at equal size without any one country, both directions, and what is said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from reference import study_connectivity_parts_worlds as worlds
from sistercities.studies.claims import CANNOT_TELL
from sistercities.studies.connectivity import study
from sistercities.studies.connectivity.data import ConnectivityData
from sistercities.studies.connectivity.evidence import FULL_TERMS
from sistercities.studies.connectivity.models import DESTINATIONS, NEARBY, fit_model, term_values
from sistercities.studies.connectivity.part_rules import PART_RULES
from sistercities.studies.connectivity.size_estimate import (
    SizeEstimate,
    country_counts,
    estimate_size,
)
from sistercities.studies.connectivity.study import study_connectivity
from sistercities.studies.findings import StudyResult
from sistercities.studies.parts import PartFinding
from studies.in_words import words_missing
from studies.made_up_connectivity import made_up_country

SIZE_RULE = next(rule for rule in PART_RULES if rule.name == "size")


def drawn(kind: str, seed: int = 5) -> tuple[pd.DataFrame, pd.DataFrame]:
    cities, _, counts, _ = worlds.world(worlds.KINDS[kind], np.random.default_rng(seed))
    return cities, counts


@pytest.fixture(scope="module")
def more() -> tuple[pd.DataFrame, pd.DataFrame, SizeEstimate]:
    cities, counts = drawn("more")
    return cities, counts, estimate_size(cities, counts, FULL_TERMS)


@pytest.fixture(scope="module")
def data() -> ConnectivityData:
    return made_up_country()


@pytest.fixture(scope="module")
def result(connectivity_found: StudyResult) -> StudyResult:
    return connectivity_found


@pytest.fixture
def _main_run_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what changes under other rules, where a test looks at the main run."""
    monkeypatch.setattr(study, "sensitivity_rows", lambda *_: ())


def part(result: StudyResult, name: str) -> PartFinding:
    return next(one for one in result.parts if one.part == name)


def test_the_ratio_is_that_of_the_study_and_its_interval_too(more) -> None:
    cities, _, found = more
    ratio = fit_model("full", "", cities, "ties", FULL_TERMS).ratio(DESTINATIONS)
    assert ratio is not None
    assert (found.interval.value, found.interval.low, found.interval.high) == pytest.approx(
        (ratio.value, ratio.low, ratio.high), rel=1e-6
    )


def test_without_a_country_the_fit_is_that_of_statsmodels(more) -> None:
    cities, counts, found = more
    columns = ("destinations", "exports", "gdp", "population", "is_seat", "is_coastal")
    terms = [term for term in FULL_TERMS if term.column in columns]
    x = sm.add_constant(np.column_stack([term_values(cities, term) for term in terms]))
    for country in ("0", "11"):
        y = cities["ties"] - counts[country]
        peer = sm.GLM(y, x, family=sm.families.Poisson()).fit(tol=1e-12)
        one = next(one for one in found.left_out if (one.kind, one.name) == ("country", country))
        assert np.log(one.interval.value) == pytest.approx(peer.params.iloc[1], rel=1e-6)
    kept = (cities["region"] != "4").to_numpy()
    peer = sm.GLM(cities["ties"][kept], x[kept], family=sm.families.Poisson()).fit(tol=1e-12)
    one = next(one for one in found.left_out if (one.kind, one.name) == ("region", "4"))
    assert np.log(one.interval.value) == pytest.approx(peer.params.iloc[1], rel=1e-6)


def test_what_is_there_is_found_and_carried_by_nothing(more) -> None:
    _, _, found = more
    assert SIZE_RULE.side(found.interval) == "above"
    assert found.carriers == ()
    lows = [one.interval.low for one in found.left_out]
    assert found.interval.least == min(lows)


def test_what_one_country_carries_is_flagged_and_not_told() -> None:
    """Cities with more flights have more ties with one country, and with no other."""
    cities, counts = drawn("no link")
    rng = np.random.default_rng(2)
    flown = cities["destinations"].to_numpy()
    extra = rng.poisson(40 * flown**2 / (flown**2).mean() / 10)
    cities = cities.assign(ties=cities["ties"] + extra)
    counts = counts.assign(**{"3": counts["3"] + extra})
    found = estimate_size(cities, counts, FULL_TERMS)
    assert found.interval.low is not None
    assert found.interval.low > 1
    assert found.carriers == ("3",)
    assert SIZE_RULE.side(found.interval) == "open"


def test_ties_are_counted_by_country() -> None:
    cities = pd.DataFrame({"place_id": ["a", "b", "c"]}, index=[4, 7, 9])
    ties = pd.DataFrame({"home": ["a", "a", "c", "z"], "country": ["JP", "JP", "FR", "JP"]})
    counts = country_counts(ties, cities)
    assert counts.loc[4].to_dict() == {"FR": 0, "JP": 2}
    assert counts.loc[7].to_dict() == {"FR": 0, "JP": 0}
    assert counts.loc[9].to_dict() == {"FR": 1, "JP": 0}


def test_all_parts_are_judged_in_the_order_of_their_rules(result: StudyResult) -> None:
    assert [one.id for one in result.parts] == [rule.id for rule in PART_RULES]
    assert part(result, "flights").side == "above"
    assert "rank correlation" in part(result, "flights").sentence


def test_both_catchments_must_agree(result: StudyResult, data: ConnectivityData) -> None:
    """Where the wider one says nothing, the part is mixed, and the sentence tells both."""
    assert part(result, "size").sentence.count("times as many") == 2
    city = data.city.copy()
    is_near = city["variable"] == "international_destinations_nearby"
    rng = np.random.default_rng(1)
    city.loc[is_near, "value"] = rng.permutation(city.loc[is_near, "value"].to_numpy())
    other = part(study_connectivity(replace(data, city=city)), "size")
    alone = next(row for row in other.rows if row.name == DESTINATIONS.label)
    apart = next(row for row in other.rows if row.name == NEARBY.label)
    assert apart.verdict != "supported"
    both = next(row for row in other.rows if row.name == "unlisted kept")
    assert (alone.value, both.value) == (other.value, other.value)
    assert both.verdict == ("mixed" if alone.verdict == "supported" else CANNOT_TELL)
    assert other.verdict == CANNOT_TELL  # all partners are of one country


def test_a_country_of_which_all_partners_are_is_named(result: StudyResult) -> None:
    size = part(result, "size")
    assert size.verdict == CANNOT_TELL
    assert "Abroad" in size.carried_by


def test_rows_are_those_that_touch_the_part(result: StudyResult) -> None:
    names = {row.name for row in part(result, "exports").rows}
    assert "flights of 2014" not in names
    assert "double entry only" in names
    without = [row for row in part(result, "size").rows if row.name.startswith("without ")]
    assert len(without) >= 2


def test_the_years_of_both_directions_are_said(result: StudyResult) -> None:
    forward, backward = part(result, "flights-first"), part(result, "ties-first")
    for said, years in ((forward, ("2015", "2020", "2014")), (backward, ("2014", "2009"))):
        assert all(year in said.sentence for year in years) or said.note
    assert any("ever listed" in row.name for row in backward.rows)


@pytest.mark.usefixtures("_main_run_alone")
def test_without_earlier_flights_a_direction_says_so(data: ConnectivityData) -> None:
    odbl = data.flights_odbl
    newer = odbl[odbl["snapshot"].str.startswith("2014")]
    without = study_connectivity(replace(data, flights_odbl=newer))
    assert "no flights of 2009" in part(without, "ties-first").sentence
    none = study_connectivity(replace(data, flights_odbl=odbl.iloc[:0]))
    assert "no flights of 2014" in part(none, "flights-first").sentence
    for one in ("flights-first", "ties-first"):
        assert part(none, one).verdict == CANNOT_TELL


@pytest.mark.usefixtures("_main_run_alone")
def test_what_is_not_known_is_said(data: ConnectivityData) -> None:
    city = data.city[data.city["variable"] != "exports"]
    none = data.region.iloc[:0]
    found = study_connectivity(replace(data, city=city, region=none))
    for name in ("exports", "visitors"):
        assert part(found, name).value is None
        assert "no figures on them" in part(found, name).sentence
    assert part(found, "flights").side == "above"


def test_every_text_of_the_parts_has_chinese_words(result: StudyResult) -> None:
    assert words_missing(result.parts, "zh") == []

"""The study of drivers on a made-up country: pairs, weights, verdict, words, and bad input."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy.special import stdtrit

from reference.study_drivers_worlds import KINDS, world
from sistercities.errors import InvalidArgument
from sistercities.network.rules import MAIN_RULES
from sistercities.studies.claims import CANNOT_TELL
from sistercities.studies.drivers.data import DriversData
from sistercities.studies.drivers.evidence import Evidence, gather_evidence
from sistercities.studies.drivers.ground import NEVER, Ground, ground_of
from sistercities.studies.drivers.pairs import sample_pairs
from sistercities.studies.drivers.sensitivity import Known, changes, ground_again
from sistercities.studies.drivers.study import study_drivers
from sistercities.studies.drivers.terms import FACTORS, FORMAL
from sistercities.studies.drivers.verdict import judge, states_of
from sistercities.studies.drivers.words import headline
from sistercities.studies.findings import StudyResult
from studies.in_words import without_words
from studies.made_up_drivers import CITIES, FAR, made_up_country
from twolevel.shapley.weighted import Contrast, WeightedShapley

CAUSAL = re.compile(
    r"\b(caus\w*|because|effects? of|lead\w* to|driv\w*|due to|thanks to|makes?|impact\w*|boost\w*)"
    r"\b", re.IGNORECASE,
)  # fmt: skip


@pytest.fixture(scope="module")
def data() -> DriversData:
    return made_up_country()


@pytest.fixture(scope="module")
def ground(data: DriversData) -> Ground:
    return ground_of(data, "CN", 2020, MAIN_RULES)


@pytest.fixture(scope="module")
def result(drivers_found: StudyResult) -> StudyResult:
    return drivers_found


def test_weights_of_the_drawn_pairs_stand_for_all_pairs(ground: Ground) -> None:
    """Sums over drawn pairs, weighted, are those over all pairs but for the noise of drawing."""
    rows = sample_pairs(ground, 1, 60).rows
    drawn = rows[rows["y"] == 0]
    pairs = len(CITIES) * len(FAR)
    assert drawn["weight"].sum() == pytest.approx(pairs, rel=0.06)
    year = np.full(len(FAR), 2018)
    sisters = sum(
        float((ground.upper_from[unit, ground.foreign_units[:, 0]] <= year).sum())
        for unit in ground.homes["unit"]
    )
    assert (drawn["weight"] * drawn["upper"]).sum() == pytest.approx(sisters, rel=0.1)
    flights = (drawn["weight"] * drawn["direct_flight"]).sum()
    assert flights == pytest.approx(ground.direct.size, rel=0.15)


def test_cities_that_changes_share_are_those_of_the_rules_of_each(data: DriversData) -> None:
    """Gathered once for many changes, cities and ties are as if gathered for each."""
    known = Known()
    for change in changes(data, "CN", 2020):
        year = 2020 if change.as_of is None else change.as_of
        shared = ground_again(data, "CN", 2020, change, known)
        alone = ground_of(data, "CN", year, change.rules)
        pd.testing.assert_frame_equal(shared.homes, alone.homes)
        pd.testing.assert_frame_equal(shared.foreign, alone.foreign)
        pd.testing.assert_frame_equal(shared.ties, alone.ties)
        for name, grid in alone.facts.by_year.items():
            np.testing.assert_array_equal(shared.facts.by_year[name], grid)
    assert len(known.homes) < len(changes(data, "CN", 2020))


def test_facts_are_those_before_the_tie(ground: Ground) -> None:
    """Earlier ties are counted by hand: begun in an earlier year, of the same ends."""
    rows = sample_pairs(ground, 1).rows
    ties = ground.ties[ground.ties["start"] < NEVER]
    for row in rows[rows["y"] == 1].head(40).itertuples():
        older = ties[ties["start"] < row.year]
        unit = ground.foreign_units[int(row.foreign), 0]
        own = older[(older["home"] == row.home) & (older["country"] == row.country)]
        near = older[(older["unit"] == row.unit) & (older["foreign_unit"] == unit)
                     & (older["home"] != row.home)]  # fmt: skip
        partner = older[older["foreign"] == row.foreign]
        assert row.own_before == pytest.approx(np.log2(1 + len(own)))
        assert row.cousins == pytest.approx(np.log2(1 + len(near)))
        assert row.partner_before == pytest.approx(np.log2(1 + len(partner)))


def test_an_upper_tie_without_a_start_is_unknown_before_it_was_listed(data: DriversData) -> None:
    tables = data.study.tables
    is_upper = tables.ties["place_a"].str.len() == len("gn:100")
    undated = tables.ties.assign(
        start_precision=np.where(is_upper, "none", tables.ties["start_precision"]),
        start_year=tables.ties["start_year"].mask(is_upper),
    )
    study = replace(data.study, tables=replace(tables, ties=undated))
    changed = replace(data, cities=replace(data.cities, study=study))
    ground = ground_of(changed, "CN", 2020, MAIN_RULES)
    sample = sample_pairs(ground, 1)
    assert ground.n_upper_dated == 0 < ground.n_upper
    assert "upper" not in sample.rows  # 0 wherever it is known
    assert sample.left_out["with facts of the year that are not known"] > 50


def test_what_stands_behind_the_ties_is_found(result: StudyResult) -> None:
    found = {finding.name: finding for finding in result.findings}
    for name in ("ratio_formal", "ratio_formal_home", "ratio_formal_cities",
                 "ratio_formal_regions"):  # fmt: skip
        assert found[name].low is not None, name
        assert found[name].low > 1, name
    assert found["ratio_formal"].value == pytest.approx(np.exp(1.5), rel=0.4)
    shares = {group: found[f"share_{group}"].value or 0.0 for group in (FORMAL, *FACTORS)}
    assert min(shares["formal"], shares["economy"]) > max(shares["culture"], shares["network"])
    every = [f.value or 0.0 for name, f in found.items() if name.startswith("share_")]
    assert sum(every) == pytest.approx(1.0)


def test_the_number_of_the_verdict_is_the_difference_of_shares(result: StudyResult) -> None:
    found = {finding.name: finding.value or 0.0 for finding in result.findings}
    verdict = result.verdicts["C4"]
    together = sum(found[f"share_{factor}"] for factor in FACTORS) - found["share_formal"]
    assert verdict.number == pytest.approx(together)
    assert "practical benefits" in verdict.sentence
    assert "times as frequent" in verdict.sentence


def test_words_name_no_cause_and_figures_have_numbers(result: StudyResult) -> None:
    said = [result.headline, result.verdicts["C4"].sentence, result.power]
    said += [figure.title for figure in result.figures]
    assert [text for text in said if CAUSAL.search(text)] == []
    assert {figure.id for figure in result.figures} == {"shares", "formal", "facts"}
    assert any("later than" in (finding.note or "") for finding in result.findings)


def test_every_text_has_chinese_words(result: StudyResult) -> None:
    assert without_words(result, "zh") == []


def test_sensitivity_has_every_change_twice(result: StudyResult) -> None:
    """A change that leaves all pairs as they are has no row, and the limits name it."""
    names = {row.name.rpartition(": ")[0] for row in result.sensitivity}
    same = next(limit for limit in result.limits if limit.startswith("These other rules"))
    for name in ("dual as city", "counties folded", "double entry only", "no exchanges",
                 "sure names only", "without lists-2020", "no late facts"):  # fmt: skip
        assert (name in names) != (name in same), name
    assert {"other draws", "no late facts", "without lists-2020"} <= names
    assert "unlisted kept" in same
    assert "unlisted kept" not in names
    assert len(result.sensitivity) == 2 * len(names)


def test_the_same_seed_gives_the_same_numbers(data: DriversData) -> None:
    one = sample_pairs(ground_of(data, "CN", 2020, MAIN_RULES), 3).rows
    other = sample_pairs(ground_of(data, "CN", 2020, MAIN_RULES), 3).rows
    pd.testing.assert_frame_equal(one, other)


def test_without_enough_dated_ties_there_is_a_reason(drivers_of_few_ties: StudyResult) -> None:
    verdict = drivers_of_few_ties.verdicts["C4"]
    assert verdict.verdict == CANNOT_TELL
    assert "60 of its ties" in verdict.sentence
    assert drivers_of_few_ties.sensitivity == ()


def test_a_fact_that_is_the_same_everywhere_is_named() -> None:
    data = made_up_country(n_ties=150)
    pairs = data.country_pairs
    flat = pairs.assign(value=pairs["value"].mask(pairs["variable"] == "land_border", 0.0))
    data = replace(data, country_pairs=flat[flat["variable"] != "trade_million_usd"])
    result = study_drivers(data)
    missing = next(limit for limit in result.limits if limit.startswith("Not known"))
    assert "land border" in missing
    assert "trade between the countries" in missing


def test_a_tie_typed_again_by_an_overlay_counts_once(data: DriversData) -> None:
    tables = data.study.tables
    again = tables.ties.assign(tie_id=tables.ties["tie_id"] + "+", sources="overlay")
    both = pd.concat([tables.ties, again], ignore_index=True)
    study = replace(data.study, tables=replace(tables, ties=both))
    doubled = replace(data, cities=replace(data.cities, study=study))
    one = sample_pairs(ground_of(data, "CN", 2020, MAIN_RULES), 1)
    two = sample_pairs(ground_of(doubled, "CN", 2020, MAIN_RULES), 1)
    pd.testing.assert_frame_equal(one.rows, two.rows)


@pytest.mark.parametrize("change", [{"seed": -1}, {"country": "XX"}, {"as_of": 1800}])
def test_arguments_outside_what_is_allowed(data: DriversData, change: dict[str, object]) -> None:
    with pytest.raises(InvalidArgument):
        study_drivers(data, **change)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def benefits() -> Evidence:
    """Gather the evidence of a world where benefits go with ties."""
    return gather_evidence(world(KINDS["benefits"], np.random.default_rng(1)))


def evidence_of(real: Evidence, shares: dict[str, float], error: float = 0.02) -> Evidence:
    """Evidence with shares of given values, each with the same small error."""
    assert real.shapley is not None
    rng = np.random.default_rng(3)
    n = real.shapley.unit.size
    noise = rng.normal(size=(5, n))
    noise -= noise.mean(axis=1, keepdims=True)
    value = np.array([shares[group] for group in real.shapley.groups])
    by_cell = 1000 * (value[:, None] / n + error * noise / np.sqrt(n))
    none = np.full(n, 5000.0 / n)
    shapley: WeightedShapley = replace(
        real.shapley, value=by_cell.sum(axis=1), by_cell=by_cell, none_by_cell=none,
        deviance_none=5000.0, deviance_all=4000.0,
    )  # fmt: skip
    return replace(real, shapley=shapley)


@pytest.mark.parametrize(
    ("shares", "verdict"),
    [
        ((0.1, 0.3, 0.3, 0.2), "supported"), ((0.2, 0.5, 0.2, 0.0), "mixed"),
        ((0.5, 0.5, -0.1, 0.0), "not supported"), ((0.2, 0.2, 0.2, 0.2), CANNOT_TELL),
    ],
)  # fmt: skip
def test_the_rule_of_the_verdict(
    benefits: Evidence, shares: tuple[float, ...], verdict: str
) -> None:
    named = dict(zip((FORMAL, *FACTORS), shares, strict=True))
    evidence = evidence_of(benefits, named | {"mobility": 1 - sum(shares)})
    found = judge(evidence)
    assert found.verdict == verdict
    said = headline(evidence, states_of(evidence), "", "Homeland")
    assert said.endswith(".")
    assert CAUSAL.search(said) is None


class Shares:
    """Shares that are told with an error, as the Shapley values give them."""

    groups = ("formal", "economy", "culture", "network")

    def __init__(self, **ratios: float) -> None:
        self.ratios = {"formal": 0.0} | ratios

    def shares(self, weights: dict[str, float], level: float) -> Contrast:
        value = sum(self.ratios[group] * weight for group, weight in weights.items())
        reach = float(stdtrit(13, (1 + level) / 2))
        return Contrast(value, value - reach, value + reach, 1.0, 13)


@pytest.mark.parametrize(
    ("ratios", "states"),
    [
        ((2.3, 2.3, 2.3), ("stronger", "stronger", "stronger")),
        ((2.3, 2.3, 2.0), ("open", "open", "open")),
        ((3.0, 2.3, 2.0), ("stronger", "open", "open")),
        ((3.0, 3.0, 3.0), ("stronger", "stronger", "stronger")),
    ],
)
def test_all_three_need_no_correction_and_some_of_them_do(
    ratios: tuple[float, ...], states: tuple[str, ...]
) -> None:
    """With 13 degrees of freedom 95 % reach 2.16 errors, and 98.3 % 2.74."""
    shares = Shares(**dict(zip(FACTORS, ratios, strict=True)))
    evidence = SimpleNamespace(shapley=shares, level=1 - 0.05 / 3)
    assert tuple(states_of(evidence).values()) == states

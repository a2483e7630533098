"""The parts of C7: another program, known worlds, ties counted by hand, words."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from sistercities.network.lift import with_home_end
from sistercities.network.rules import MAIN_RULES
from sistercities.studies.diplomacy.country_ties import country_ties
from sistercities.studies.diplomacy.data import DiplomacyData
from sistercities.studies.diplomacy.models import CONTROLS, HOSTILE
from sistercities.studies.diplomacy.odds_ties import OddsTies, ties_at_odds
from sistercities.studies.diplomacy.part_findings import part_findings
from sistercities.studies.diplomacy.part_rules import PART_RULES
from sistercities.studies.diplomacy.parts import (
    MODELS,
    VOTES,
    estimate_part,
    interval_of,
    vote_step,
)
from sistercities.studies.diplomacy.relations import facts_of, relations
from sistercities.studies.findings import StudyResult
from sistercities.studies.part_rules import Interval
from sistercities.studies.unjudged_parts import Kind
from studies.made_up_diplomacy import DISPUTED, RIVALS, made_up_diplomacy

NO_TIES = OddsTies(Kind(0, 0, 0, 0), 0, (), 2020)
N_COUNTRIES, PERIODS = 60, ("1990", "2000")


def made_up_table(seed: int, rivals: float = 1.0, votes: float = 1.0) -> pd.DataFrame:
    """Draw ties of cities and regions with countries, of which a sixth are rivals."""
    rng = np.random.default_rng(seed)
    rows = []
    for period in PERIODS:
        trade, distance = rng.normal(6, 2, N_COUNTRIES), rng.normal(9, 0.5, N_COUNTRIES)
        people, income = rng.normal(16, 1.5, N_COUNTRIES), rng.normal(9, 1, N_COUNTRIES)
        hostile = (np.arange(N_COUNTRIES) % 6 == 0).astype(float)
        apart = rng.gamma(2, 0.6, N_COUNTRIES)
        own = rng.normal(0, 0.4, N_COUNTRIES)
        eta = 0.3 * (trade - 6) - 0.5 * (distance - 9) + 0.2 * (people - 16) + own
        eta += np.log(rivals) * hostile + np.log(votes) * apart
        rows.append(pd.DataFrame({
            "country": [f"X{k:02d}" for k in range(N_COUNTRIES)], "period": period,
            "city": rng.poisson(6 * np.exp(eta)), "region": rng.poisson(2 * np.exp(eta)),
            HOSTILE: hostile, "is_quarrel": hostile, "rivalry": hostile,
            "conflict": np.zeros(N_COUNTRIES), VOTES: apart, "log_trade": trade,
            "log_distance": distance, "log_population": people, "log_income": income,
        }))  # fmt: skip
    return pd.concat(rows, ignore_index=True)


def test_ratios_are_those_of_another_program() -> None:
    table = made_up_table(1, rivals=0.4, votes=1.2)
    terms = [HOSTILE, VOTES, *CONTROLS]
    x = np.column_stack([table[terms], table["period"] == "1990", np.ones(len(table))])
    other = sm.GLM(table["city"], x.astype(float), family=sm.families.Poisson()).fit(tol=1e-12)
    found = estimate_part("rivals", table).interval
    assert found.value == pytest.approx(np.exp(other.params.iloc[0]), rel=1e-6)
    far = estimate_part("far", table).interval
    known = table[VOTES]
    step = known.quantile(0.75) - known.quantile(0.5)
    assert vote_step(table) == pytest.approx(step)
    assert far.value == pytest.approx(np.exp(other.params.iloc[1] * step), rel=1e-6)


def test_without_a_country_it_is_fitted_without_its_rows() -> None:
    table = made_up_table(2, rivals=0.4)
    found = estimate_part("rivals", table)
    ends = [
        interval_of(MODELS["rivals"].fit(table[table["country"] != code]).ratio(HOSTILE))
        for code in table["country"].unique()
    ]
    # Those that move the ratio most stand for all: the ends differ by little from the utmost.
    assert found.interval.least == pytest.approx(min(one.low or 0 for one in ends), rel=0.1)
    assert found.interval.most == pytest.approx(max(one.high or 0 for one in ends), rel=0.1)


@pytest.mark.parametrize("seed", range(1, 9))
def test_a_side_holds_without_each_of_the_five_largest_partners(seed: int) -> None:
    """Without one of them the interval may widen though the ratio stays where it is."""
    table = made_up_table(seed)
    found, step = estimate_part("far", table).interval, vote_step(table)
    for code in table.groupby("country")["city"].sum().nlargest(5).index:
        rows = table[table["country"] != code]
        alone = interval_of(MODELS["far"].fit(rows).ratio(VOTES), step)
        assert found.least <= alone.low
        assert found.most >= alone.high


def fitted_interval(table: pd.DataFrame) -> Interval:
    """Return the interval that a part is judged by, without the fits that leave a country out."""
    model = MODELS["rivals"]
    return interval_of(model.fit(table).ratio(model.term))


def test_known_worlds_are_found_and_null_ones_are_not() -> None:
    held = found = told = 0
    worlds = 40
    table = made_up_table(0, rivals=0.3)
    whole, alone = estimate_part("rivals", table).interval, fitted_interval(table)
    assert (whole.value, whole.low, whole.high) == (alone.value, alone.low, alone.high)
    for seed in range(worlds):
        real = fitted_interval(made_up_table(seed, rivals=0.3))
        assert real.low is not None
        assert real.high is not None
        held += real.low <= 0.3 <= real.high
        found += real.high < 1
        null = fitted_interval(made_up_table(500 + seed))
        assert null.low is not None
        assert null.high is not None
        told += not null.low <= 1 <= null.high
    assert held >= 0.88 * worlds
    assert found >= 0.9 * worlds
    assert told <= 0.1 * worlds


def test_what_one_country_carries_is_named() -> None:
    table = made_up_table(3)
    is_one = table["country"] == "X06"
    table = table.assign(**{HOSTILE: table["country"].isin(["X06", "X12", "X18"]).astype(float)})
    table.loc[is_one, "city"] = 400
    found = estimate_part("rivals", table)
    if found.interval.low is not None and found.interval.low > 1:
        assert "X06" in found.carried_by
    parts = list(
        part_findings(table, NO_TIES, (), lambda code: f"Land {code}", "X", "region", "", ended=23)
    )
    assert "The year of the end is known of only 23 ties" in parts[0].aside
    assert [part.id for part in parts] == [rule.id for rule in PART_RULES]
    assert parts[0].side == "described"
    assert parts[1].side == "open"
    rivals, far = parts[1], parts[2]
    assert f"In rival countries it is {rivals.value:.2f} times" in far.sentence


@pytest.fixture(scope="module")
def data() -> DiplomacyData:
    return made_up_diplomacy()


def test_ties_with_countries_at_odds_are_counted_by_hand(data: DiplomacyData) -> None:
    tables = data.study.tables
    at_home = with_home_end(tables.ties, tables.fields, "CN")
    facts = facts_of(data, "CN")
    ties = country_ties(data.study, at_home, "CN", 2020, MAIN_RULES).ties
    found = ties_at_odds(data.study, ties, at_home, facts, 2020)
    city = ties[ties["level"] == "city"]
    # Rivals are so in all years; a country in dispute alone is none at odds.
    n_rivals = int(city["country"].isin(RIVALS).sum())
    assert found.kind.n_known == n_rivals
    rows = {row.name: row.kind.n_known for row in found.rows if row.kind is not None}
    assert rows["dated"] == n_rivals - found.n_undated
    assert rows["at odds now too"] == n_rivals
    assert n_rivals <= rows["disputes too"] <= n_rivals + int(city["country"].isin(DISPUTED).sum())
    assert found.kind.n_firm == 0  # no source of it is ruled on, so none confirms another
    assert {"is_hostile", "is_quarrel", "conflict"} <= set(relations(facts, 2015).columns)


def test_a_tie_begun_before_the_quarrel_is_none_in_spite_of_it(data: DiplomacyData) -> None:
    """It counts by what had been so before it began; the row beside counts those of now too."""
    tables = data.study.tables
    at_home = with_home_end(tables.ties, tables.fields, "CN")
    facts = facts_of(data, "CN")
    ties = country_ties(data.study, at_home, "CN", 2020, MAIN_RULES).ties
    rival = sorted(RIVALS)[0]
    early = (
        ties[(ties["level"] == "city") & (ties["country"] == rival)].head(1).assign(period="1955")
    )
    friends = relations(facts, 1955).index[relations(facts, 1955)["is_hostile"] == 1]
    found = ties_at_odds(data.study, early, at_home, facts, 2020)
    rows = {row.name: row.kind.n_known for row in found.rows if row.kind is not None}
    assert found.kind.n_known == int(rival in friends)
    assert rows["at odds now too"] == 1


def test_the_study_tells_each_part_with_its_rows(diplomacy_found: StudyResult) -> None:
    result = diplomacy_found
    assert [part.part for part in result.parts] == [rule.name for rule in PART_RULES]
    cities = result.parts[-1]
    assert {row.name for row in cities.rows} >= {"is_quarrel", "rivalry", "no-trade"}
    for part in result.parts:
        assert part.sentence.endswith(".")
        assert part.would_change

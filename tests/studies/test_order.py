"""The study of order: dates by hand, rule of the verdict, words, countries without an answer."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from reference import study_order_worlds as worlds
from sistercities.errors import InvalidArgument
from sistercities.network.alive import has_sound_start
from sistercities.network.lift import NetworkTables, build_network
from sistercities.studies.claims import CANNOT_TELL
from sistercities.studies.order.data import read_order_data
from sistercities.studies.order.evidence import Evidence, gather_evidence
from sistercities.studies.order.study import study_order
from sistercities.studies.order.timed import (
    is_used,
    pair_of_ties,
    panel_of,
    timed_network,
    upper_of_ties,
)
from sistercities.studies.order.verdict import judge, state_of, why_not_told
from sistercities.studies.order.words import Whose, headline
from sistercities.studies.study_data import StudyData
from sistercities.studies.study_tables import StudyTables
from studies.in_words import without_words
from twolevel.timing.panel import NO_EVENT

CAUSAL = re.compile(
    r"\b(caus\w*|because|lead\w* to|driv\w*|due to|thanks to|makes|impact\w*|boost\w*)\b", re.I
)


@pytest.fixture(scope="module")
def drawn(drawn_tables: StudyTables) -> StudyData:
    return read_order_data(drawn_tables)


@pytest.fixture(scope="module")
def data(release_tables: StudyTables) -> StudyData:
    return read_order_data(release_tables)


def evidence_of(kind: str, number: int, models: str = "never") -> Evidence:
    seed = np.random.SeedSequence([worlds.SEED, list(worlds.KINDS).index(kind)]).spawn(number + 1)
    timed = worlds.world(worlds.KINDS[kind], np.random.default_rng(seed[number]))
    return gather_evidence(timed, seed=1, draws=499, models=models)


def test_a_country_that_is_too_small_gets_a_reason(drawn: StudyData) -> None:
    result = study_order(drawn)
    assert result.verdicts["C3"].verdict == CANNOT_TELL
    assert "it needs 30" in result.headline or "known start" in result.headline


@pytest.mark.parametrize("country", ["DE", "FR", "JP"])
def test_any_country_ends_in_a_verdict(drawn: StudyData, country: str) -> None:
    result = study_order(drawn, country=country)
    assert result.verdicts["C3"].verdict == CANNOT_TELL
    assert "cannot be told" in result.headline


@pytest.mark.parametrize("argument", [{"seed": -1}, {"country": "XX"}, {"as_of": 1700}])
def test_arguments_that_cannot_be_used_are_named(drawn: StudyData, argument: dict) -> None:
    with pytest.raises(InvalidArgument, match=next(iter(argument))):
        study_order(drawn, **argument)


def test_suspect_dates_never_count_and_batch_dates_count_as_years(data: StudyData) -> None:
    network = build_network(data.tables, "CN", 2020)
    ties = data.tables.ties.set_index("tie_id").loc[list(network.tie_ids)]
    timed = timed_network(data, network)
    assert np.isnan(timed.start[(ties["start_precision"] == "suspect").to_numpy()]).all()
    batch = (ties["is_batch_date"].astype(bool) & has_sound_start(ties)).to_numpy()
    assert batch.any()
    assert timed.start[batch].tolist() == ties["start_year"][batch].tolist()
    without = timed_network(data, network, drops_batch=True)
    assert np.isnan(without.start[batch]).all()


def test_the_upper_tie_of_each_city_tie_is_found_by_looking(data: StudyData) -> None:
    """Beside the arrays: a plain loop over city ties and their units of all tiers."""
    network = build_network(data.tables, "CN", 2020)
    timed = timed_network(data, network)
    years = {
        (int(h), int(f)): year
        for (h, f), year in zip(network.upper_ties, timed.upper_start, strict=True)
    }
    upper = upper_of_ties(timed)
    for k, (home, foreign) in enumerate(network.ties):
        unit = int(network.home_unit[home])
        held = [
            years[unit, int(u)] for u in network.foreign_unit[foreign] if (unit, int(u)) in years
        ]
        dated = [year for year in held if not np.isnan(year)]
        assert upper.is_inside[k] == bool(held)
        assert (upper.start[k] == min(dated)) if dated else np.isnan(upper.start[k])
    assert 150 <= (is_used(timed, upper) & upper.is_inside).sum() <= 300


def test_undated_pairs_leave_the_panel_and_events_stand_in_their_year(data: StudyData) -> None:
    timed = timed_network(data, build_network(data.tables, "CN", 2020))
    panel = panel_of(timed)
    pair = timed.arrays.upper_ties @ [timed.n_foreign_units, 1]
    is_dated = ~np.isnan(timed.upper_start)
    assert panel.is_admitted[pair].tolist() == is_dated.tolist()
    assert panel.event_year[pair[is_dated]].tolist() == timed.upper_start[is_dated].tolist()
    assert (panel.event_year != NO_EVENT).sum() == is_dated.sum()
    assert panel.first_year == 1973
    chosen, start = pair_of_ties(timed, upper_of_ties(timed))
    assert chosen.size == start.size <= (~np.isnan(timed.start)).sum()


def test_both_strata_must_say_the_same() -> None:
    """A finding within home cities alone is none."""
    led, still = evidence_of("province-led, twice", 0), evidence_of("independence", 0)
    assert state_of(led) == "tendency"
    half = replace(led, country=still.country)
    assert state_of(half) == "open"
    assert judge(half).verdict == CANNOT_TELL


def test_rates_that_fall_withdraw_a_finding() -> None:
    led = evidence_of("province-led, twice", 0, models="if found")
    assert state_of(led) == "tendency"
    falling = tuple(replace(e, low=0.2, high=0.7) for e in led.forward.effects)
    assert state_of(replace(led, forward=replace(led.forward, effects=falling))) == "open"


def test_a_rule_is_a_tendency_with_hardly_any_exception() -> None:
    led = evidence_of("province-led, twice", 0)
    assert judge(led).verdict == "mixed"
    rare = replace(led, older=replace(led.older, value=0.03, low=0.01, high=0.08))
    assert judge(rare).verdict == "not supported"
    assert "is a rule" in judge(rare).sentence


def test_few_ties_inside_are_not_judged() -> None:
    few = replace(evidence_of("province-led, twice", 0), n_inside=29)
    assert "29 city ties" in why_not_told(few)
    assert judge(few).verdict == CANNOT_TELL


def test_models_change_no_verdict_unless_they_withdraw_it() -> None:
    for number in range(3):
        plain = judge(evidence_of("independence", number))
        assert judge(evidence_of("independence", number, "if found")) == plain


def test_threads_give_the_same_numbers(data: StudyData) -> None:
    timed = timed_network(data, build_network(data.tables, "CN", 2020))
    alone = gather_evidence(timed, seed=3, draws=2000, models="never")
    with ThreadPoolExecutor(2) as workers:
        shared = gather_evidence(timed, seed=3, draws=2000, models="never", executor=workers)
    assert judge(shared) == judge(alone)
    assert shared.city.counts.after.p == alone.city.counts.after.p


def test_every_text_has_chinese_words_but_why_a_model_refused(drawn: StudyData) -> None:
    untold = without_words(study_order(drawn), "zh")
    assert [
        text for text in untold if not re.match(r"(event_year|reference|stratum): ", text)
    ] == []


def test_sentences_name_no_cause() -> None:
    for kind in ("province-led, twice", "independence", "few pairs"):
        said = judge(evidence_of(kind, 0))
        assert not CAUSAL.search(said.sentence + said.would_change)


def test_the_miniature_is_made_of_its_own_tables(drawn: StudyData) -> None:
    """An overlay that doubles every tie leaves the network simple, so the evidence is the same."""
    tables = drawn.tables
    import pandas as pd

    copies = tables.ties.assign(tie_id=tables.ties["tie_id"] + "x")
    names = ("places", "parents", "ties", "upper_tier", "region_coverage", "sources")
    held = {name: getattr(tables, name) for name in names}
    held["ties"] = pd.concat([tables.ties, copies], ignore_index=True)
    doubled = study_order(replace(drawn, tables=NetworkTables(**held)))
    assert doubled.verdicts == study_order(drawn).verdicts


def test_many_older_ties_refute_a_rule_in_the_headline() -> None:
    """Also where it cannot be told which level comes first: exceptions need no comparison."""
    still = evidence_of("independence", 0)
    assert still.older.low > 0.1
    said = headline(still, state_of(still), why_not_told(still), Whose("Homeland", "provinces"))
    assert said.startswith("In Homeland no rule says that provinces come first")
    few = replace(still, older=replace(still.older, low=0.05))
    assert "rule" not in headline(few, state_of(few), why_not_told(few), Whose())

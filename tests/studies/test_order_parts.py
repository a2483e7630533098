"""The parts of C3 in time, on worlds whose truth is known and on a country without an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from reference import study_order_worlds as worlds
from sistercities.studies.order.evidence import Evidence, gather_evidence, without_ties
from sistercities.studies.order.part_rules import NEAR_YEARS, PART_RULES
from sistercities.studies.order.parts import find_parts
from sistercities.studies.order.sensitivity import Change, Tried
from sistercities.studies.order.timed import TimedNetwork, dated_within, upper_of_ties
from sistercities.studies.order.words import Whose
from sistercities.studies.parts import PartFinding
from twolevel.nulls.start_years import start_years


def timed_world(kind: str, number: int = 0) -> TimedNetwork:
    seed = np.random.SeedSequence([worlds.SEED, list(worlds.KINDS).index(kind)]).spawn(number + 1)
    return worlds.world(worlds.KINDS[kind], np.random.default_rng(seed[number]))


def evidence_of(kind: str, number: int = 0) -> Evidence:
    return gather_evidence(timed_world(kind, number), seed=1, draws=99, models="never")


def parts_of(evidence: Evidence, tried: tuple[Tried, ...] = ()) -> dict[str, PartFinding]:
    return {part.id: part for part in find_parts(evidence, tried, Whose("Midland", "provinces"))}


def test_parts_stand_in_the_order_of_their_rules() -> None:
    parts = parts_of(evidence_of("independence, many ties"))
    assert list(parts) == [rule.id for rule in PART_RULES]


def test_without_any_order_neither_comes_first_nor_close() -> None:
    parts = parts_of(evidence_of("independence, many ties"))
    assert (parts["C3.first"].side, parts["C3.first"].verdict) == ("same", "supported")
    assert (parts["C3.close"].side, parts["C3.close"].verdict) == ("same", "supported")


def test_the_level_that_leads_is_found_to_come_first() -> None:
    assert parts_of(evidence_of("province-led, twice"))["C3.first"].side == "above"
    assert parts_of(evidence_of("city-led, twice"))["C3.first"].side == "below"


def test_a_city_tie_that_follows_at_once_is_close() -> None:
    """Every start inside is set to the year after that of the regions, where that is known."""
    timed = timed_world("independence, many ties")
    upper = upper_of_ties(timed)
    after = np.where(np.isnan(upper.start), timed.start, upper.start + 1)
    moved = replace(timed, start=np.where(np.isnan(timed.start), np.nan, after))
    part = parts_of(gather_evidence(moved, seed=1, draws=99, models="never"))["C3.close"]
    assert (part.side, part.verdict) == ("above", "not supported")
    assert part.value is not None
    assert part.value > 1.5


def test_nearness_counts_both_sides_and_the_same_year() -> None:
    """By another way: the counts of the null, five years before, after, and in the same year."""
    timed = timed_world("province-led")
    evidence = gather_evidence(timed, seed=1, draws=99, models="never")
    assert NEAR_YEARS == 5
    for within in ("city", "country"):
        one = getattr(evidence, within)
        ties = dated_within(timed, upper_of_ties(timed), within)
        counts = start_years(ties, n_draws=9, seed=1)
        three = [counts.of(name) for name in ("before", "same", "after")]
        assert one.n_near == sum(drawn.observed for drawn in three)
        assert one.near_by_chance == pytest.approx(sum(drawn.exact_mean or 0 for drawn in three))


def test_both_sets_of_strata_must_say_the_same() -> None:
    evidence = evidence_of("province-led, twice")
    assert evidence.country is not None
    assert parts_of(evidence)["C3.first"].side == "above"
    wide = replace(evidence.country.odds, low=0.5)
    split = replace(evidence, country=replace(evidence.country, odds=wide))
    part = parts_of(split)["C3.first"]
    assert part.side == "open"
    assert part.rows[0].name == "within countries"
    assert part.rows[0].low == 0.5


def test_rows_are_judged_by_both_sets_of_strata_too() -> None:
    evidence = evidence_of("province-led, twice")
    assert evidence.country is not None
    wide = replace(evidence.country.odds, low=0.5)
    split = replace(evidence, country=replace(evidence.country, odds=wide))
    rules: Any = None
    tried = (
        Tried(Change("same", "nothing changes", rules, 2020), evidence),
        Tried(Change("split", "countries differ", rules, 2020), split),
        Tried(Change("none", "no tie is left", rules, 2020), None),
    )
    rows = {row.name: row for row in parts_of(evidence, tried)["C3.first"].rows}
    assert not rows["same"].is_turned
    assert rows["split"].is_turned
    assert (rows["none"].value, rows["none"].is_turned) == (None, False)


def test_few_ties_give_a_reason() -> None:
    for evidence in (evidence_of("few pairs"), without_ties(3, 0)):
        for part in parts_of(evidence).values():
            assert part.side == "open"
            assert "cannot be told" in part.sentence
            assert part.note

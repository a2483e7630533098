"""The parts of C1, C2 and C3: by hand, by another count, and on networks whose truth is known."""

from __future__ import annotations

from types import SimpleNamespace as Stub
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sistercities.network.firm_ties import FirmTies
from sistercities.studies.nesting.estimates import ties_without_country
from sistercities.studies.nesting.gaps import Gaps, ListedShares
from sistercities.studies.nesting.nulls import channel_ratio, compare, compare_all, without_country
from sistercities.studies.nesting.part_exist import kind_of, left_out_words, nothing_left_words
from sistercities.studies.nesting.part_ground import OfDual, PartGround
from sistercities.studies.nesting.part_rules import PART_RULES
from sistercities.studies.nesting.parts import find_parts
from sistercities.studies.nesting.result import NestingResult
from sistercities.studies.nesting.sensitivity import Tried
from sistercities.studies.nesting.study import study_nesting
from sistercities.studies.part_rules import find_rule
from sistercities.studies.parts import PartFinding
from sistercities.studies.rule_changes import Change
from sistercities.studies.scope import Scope
from sistercities.studies.study_data import StudyData, read_study_data
from sistercities.studies.study_tables import StudyTables
from sistercities.studies.unjudged_parts import Kind
from two_level.thinned_networks import made_up_truth
from twolevel.core.arrays import TwoLevelArrays, hits_of_ties, two_level_arrays
from twolevel.nulls.home_nulls import draw_null

MIDLAND = Scope("Midland", "province", "province", ("Lanyu", "Qingmo"), 3, (), True)
NULLS = ("degree-country", "degree", "region-labels")
TRUTH = made_up_truth()


def evenly_tied(seed: int = 4) -> TwoLevelArrays:
    """Draw a network of 3,000 ties in which no tie heeds an upper one."""
    rng = np.random.default_rng(seed)
    upper = rng.choice(16 * 60, size=240, replace=False)
    cells = rng.choice(160 * 240, size=3000, replace=False)
    return two_level_arrays(
        home_unit=np.arange(160) % 16, foreign_country=np.arange(240) // 20,
        foreign_unit=np.arange(240) // 4, foreign_unit_country=np.arange(60) // 5,
        ties=np.column_stack(np.divmod(cells, 240)),
        upper_ties=np.column_stack(np.divmod(upper, 60)), n_units=16,
    )  # fmt: skip


def parts_of(
    arrays: TwoLevelArrays, listed: ListedShares | None = None, gaps: Gaps | None = None,
    firm: int = 0, tried: tuple[Tried, ...] = (), rows: tuple[Any, ...] = (),
    n_known: int | None = None,
) -> dict[str, PartFinding]:  # fmt: skip
    """Judge the parts of a network; its first ties can be relied on, so many."""
    ids = tuple(f"tie {n}" for n in range(arrays.n_ties))
    ties = pd.DataFrame({"tie_id": ids, "is_double_entry": False, "sources": "zhwiki-2020"})
    ties.loc[::2, "sources"] = "register-xx zhwiki-2020"
    data: Any = Stub(
        firm=FirmTies(frozenset(ids[:firm]), frozenset(), frozenset(ids[: firm // 2]),
                      frozenset(ids[:firm])),
        tables=Stub(ties=ties), coverage=pd.DataFrame(),
        sources=pd.DataFrame({"source_id": ["zhwiki-2020", "register-xx"],
                              "snapshot_year": [2020, 2024]}),
    )  # fmt: skip
    run: Any = {"draws": 400, "seed": 3, "executor": None, "on_progress": lambda *_: None}
    network: Any = Stub(tie_ids=ids, home_units=range(arrays.n_units), country="XX", as_of=2020)
    unknown = np.full(arrays.n_units, np.nan)
    ground = PartGround(
        data, network, arrays, MIDLAND, compare_all(arrays, NULLS, **run),
        compare_all(without_country(arrays), ("degree", "region-labels"), **run), tried, rows,
        listed or ListedShares(unknown, unknown), gaps, n_known,
    )  # fmt: skip
    return {part.id: part for part in find_parts(ground)}


def test_existence_says_how_strictly_it_is_confirmed_and_among_how_many() -> None:
    """A reader takes two lists of Wikimedia for one source, and the compared ties for all."""
    part = parts_of(TRUTH, firm=TRUTH.n_ties, n_known=98_765)["C2.exist"]
    strict = next(row.value for row in part.rows if row.name == "Wikimedia as one source")
    assert f"Of {TRUTH.n_ties:,} compared city partnerships of Midland, {part.n:,} are" in (
        part.sentence
    )
    assert f"Of the {part.n:,}, {part.value:,.0f} are confirmed: they stand" in part.sentence
    assert (
        f"For {(part.value or 0) - (strict or 0):,.0f} of these the two are English Wikipedia and"
        in (part.sentence)
    )
    assert f"{strict:,.0f} are confirmed from outside Wikipedia" in part.sentence
    compared = parts_of(TRUTH, firm=TRUTH.n_ties, n_known=98_765)["C1.exist"].note
    assert f"We compared the {TRUTH.n_ties:,} " in compared
    assert "98,765 of Midland are known today" in compared
    assert f"Chinese Wikipedia of 2020 ({TRUTH.n_ties:,}) and register-xx (" in compared


def test_what_rests_on_one_list_alone_is_said_of_that_list() -> None:
    network: Any = Stub(tie_ids=())
    without: Any = Stub(without_source="zhwiki-2020")
    other: Any = Stub(without_source="")
    lost = Tried(Change("without zhwiki-2020", "", without, 2020), network, None)
    pages = Tried(Change("with official pages alone", "", other, 2020), network, None)
    sources = pd.DataFrame({"source_id": ["zhwiki-2020"], "snapshot_year": [2020]})
    ground: Any = Stub(scope=MIDLAND, tried=(lost,), data=Stub(sources=sources))
    said = "Which provinces are sisters is known from Chinese Wikipedia of 2020 alone"
    assert said in nothing_left_words(ground)
    ground.tried = (lost, pages)
    both = "without Chinese Wikipedia of 2020 and with official pages alone"
    assert both in nothing_left_words(ground)
    ground.tried = ()
    assert nothing_left_words(ground) == ""


@pytest.fixture(scope="module")
def found() -> dict[str, PartFinding]:
    return parts_of(TRUTH, firm=TRUTH.n_ties)


def test_the_channel_is_that_of_all_matchings_of_stubs() -> None:
    """Ties without an upper tie with the country, expected as k_p d_c / m over pairs that lack."""
    arrays = TRUTH
    n_countries = int(arrays.foreign_country.max()) + 1
    joined = np.zeros((arrays.n_units, n_countries), dtype=bool)
    for home, foreign in arrays.upper_ties:
        joined[home, arrays.foreign_unit_country[foreign]] = True
    homes = np.bincount(arrays.tie_unit, minlength=arrays.n_units)
    countries = np.bincount(arrays.tie_country, minlength=n_countries)
    expected = sum(
        homes[p] * countries[c] / arrays.n_ties
        for p in range(arrays.n_units)
        for c in range(n_countries)
        if not joined[p, c]
    )
    without = ties_without_country(arrays)
    flipped = without_country(arrays)
    assert (hits_of_ties(flipped) == without).all()
    assert channel_ratio(arrays).value == pytest.approx(without.sum() / expected)
    drawn = compare(flipped, draw_null("degree", flipped, n_draws=400, seed=1))
    assert drawn.mean == pytest.approx(expected, rel=0.02)


def test_a_null_that_keeps_ties_with_each_country_says_nothing_of_the_channel() -> None:
    flipped = without_country(TRUTH)
    kept = compare(flipped, draw_null("degree-country", flipped, n_draws=50, seed=1))
    assert (kept.ratio, kept.ratio_low) == (None, None)


def test_kinds_are_counted_with_the_units_and_countries_of_what_is_firm() -> None:
    arrays = two_level_arrays(
        home_unit=[0, 1, 2], foreign_country=[0, 1], foreign_unit=[0, 1],
        foreign_unit_country=[0, 1], ties=[(0, 0), (1, 0), (2, 1)], upper_ties=[], n_units=3,
    )  # fmt: skip
    firm, of_kind = np.array([True, True, False]), np.array([True, True, True])
    assert kind_of(arrays, of_kind, firm) == Kind(2, 3, 2, 1)


def test_places_that_are_region_and_city_are_named_with_what_they_would_change() -> None:
    """Left out without a word they would be taken for counted."""
    row = Stub(name="dual as city", ratio=3.04, ratio_low=2.0, ratio_high=4.5, n_ties=99, note="")
    ground = Stub(of_dual=OfDual(("Beijing", "Shanghai")), rows=(row,), arrays=Stub(n_ties=90))
    assert left_out_words(ground) == (  # type: ignore[arg-type]
        "Beijing and Shanghai, region and city at once, take no part, nor do such places abroad; "
        "as cities they would all together add 9 partnerships, and 3.0 times as many as by chance "
        "would lie inside."
    )
    assert left_out_words(Stub(of_dual=OfDual(("Seoul",)), rows=())) == (  # type: ignore[arg-type]
        "Seoul, region and city at once, takes no part, nor do such places abroad."
    )
    assert left_out_words(Stub(of_dual=OfDual(), rows=())) == ""  # type: ignore[arg-type]


def test_each_part_stands_in_the_order_of_its_rules_and_can_be_repeated(
    found: dict[str, PartFinding],
) -> None:
    assert list(found) == [rule.id for rule in PART_RULES]
    for part in found.values():
        rule = find_rule(PART_RULES, part.id)
        assert part.rule == rule.printed()
        assert part.verdict == rule.verdict_of(part.side)
        known = f"yes, they exist: {part.n:,}" if part.is_count else rule.answer_of(part.side)
        assert part.answer == known
        assert part.sentence.endswith(".")
        assert part.would_change.endswith(".")


def test_city_ties_that_follow_upper_ties_are_found_to(found: dict[str, PartFinding]) -> None:
    inside = found["C3.independent"]
    assert (inside.side, inside.verdict) == ("above", "not supported")
    assert inside.value is not None
    assert f"{inside.value:.1f} times as many" in inside.sentence
    assert found["C1.exist"].verdict == "described"
    assert found["C2.exist"].value == float((~hits_of_ties(TRUTH)).sum())


def test_what_two_claims_count_is_said_of_both() -> None:
    """Where a region has no partner in a country, none of its pairs of regions is a sister."""
    found = parts_of(TRUTH)
    first, second = found["C1.exist"], found["C2.exist"]
    assert 0 < first.n < second.n
    assert "They count in C2 too." in first.sentence
    assert f"The {first.n:,} of C1 are among them." in second.sentence


def test_city_ties_that_heed_no_upper_tie_are_found_to() -> None:
    found = parts_of(evenly_tied())
    assert (found["C3.independent"].side, found["C3.independent"].verdict) == ("same", "supported")
    assert found["C3.predicted"].verdict == "described"
    assert "lie outside sister" in found["C3.predicted"].sentence
    assert (
        f"None of the {found['C1.exist'].n:,} stands on an official page"
        in found["C1.exist"].sentence
    )


def test_each_null_is_a_row_with_a_verdict_of_its_own(found: dict[str, PartFinding]) -> None:
    rows = {row.name: row for row in found["C3.independent"].rows}
    assert set(rows) == {"null degree", "null region-labels"}
    assert all(row.value is not None for row in rows.values())
    channel = {row.name: row for row in found["C1.chance"].rows}
    assert set(channel) == {"null degree-country", "null region-labels"}
    assert channel["null degree-country"].value is None
    assert not channel["null degree-country"].is_turned
    assert channel["null degree-country"].note


def test_weights_and_bounds_stand_in_the_part_on_shares() -> None:
    """Each unit lists half of its city ties: weights of one size change nothing of the share."""
    half = np.full(TRUTH.n_units, 0.5)
    n_lower = np.bincount(TRUTH.tie_unit, minlength=TRUTH.n_units)
    gaps = Gaps(np.zeros(TRUTH.n_units, dtype=np.int64), n_lower, "as many again")
    part = parts_of(TRUTH, ListedShares(half + 0.5, half), gaps)["C3.predicted"]
    share = float(hits_of_ties(TRUTH).mean())
    rows = {row.name: row.value for row in part.rows}
    assert part.value == pytest.approx(share)
    assert rows["not weighted"] == pytest.approx(share)
    assert rows["missing ties all outside"] == pytest.approx(share / 2)
    assert rows["missing ties all inside"] == pytest.approx((share + 1) / 2)
    assert share / 2 < rows["missing ties by popularity"] < (share + 1) / 2
    low, high = (f"{100 * rows[f'missing ties all {end}']:.0f} %" for end in ("outside", "inside"))
    assert f"lay outside, it would be {low} (" in part.sentence
    assert f"lay inside, {high} (" in part.sentence


def test_a_change_that_leaves_nothing_turns_nothing() -> None:
    change: Any = Change("no ties", "none is left", Stub(), 2020)
    row = Stub(name="no ties", ratio=None, ratio_low=None, ratio_high=None, n_ties=0, note="",
               share_inside=None)  # fmt: skip
    empty = Tried(change, Stub(n_ties=0, tie_ids=()), None)  # type: ignore[arg-type]
    found = parts_of(TRUTH, firm=TRUTH.n_ties, tried=(empty,), rows=(row,))
    for part in found.values():
        rows = [one for one in part.rows if one.name == "no ties"]
        assert [(one.value, one.is_turned, bool(one.note)) for one in rows] == [(None, False, True)]


@pytest.fixture(scope="module")
def drawn(drawn_tables: StudyTables) -> StudyData:
    return read_study_data(drawn_tables)


@pytest.fixture(scope="module")
def result(drawn: StudyData) -> NestingResult:
    return study_nesting(drawn, draws=99, seed=7)


def test_a_country_with_few_ties_gets_a_reason_in_each_part(result: NestingResult) -> None:
    parts = {part.id: part for part in result.parts}
    for name in ("C1.chance", "C3.predicted", "C3.independent"):
        assert parts[name].side == "open"
        assert "effective home regions" in parts[name].sentence
    assert parts["C1.exist"].verdict == "described"
    # As counted; nothing is said of what it means.
    assert parts["C3.independent"].value == result.estimates["observed_over_expected"].value


def test_each_change_of_the_rules_is_a_row_of_each_part(result: NestingResult) -> None:
    tried = {row.name for row in result.sensitivity} - {"main"}
    for part in result.parts:
        assert tried <= {row.name for row in part.rows}, part.id


def test_where_no_list_is_known_each_part_says_so(drawn: StudyData) -> None:
    result = study_nesting(drawn, country="JP", draws=99)
    assert [part.id for part in result.parts] == [rule.id for rule in PART_RULES]
    for part in result.parts:
        assert (part.side, part.value) == ("open", None)
        assert "no source in this release lists in full" in part.sentence

"""Which ties are alive, on rows made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from sistercities.network.alive import alive_ties
from sistercities.network.rules import MAIN_RULES


def tie(**known: Any) -> dict[str, Any]:
    plain = {
        "tie_id": "a~b",
        "start_year": 1990,
        "start_precision": "day",
        "end_year": pd.NA,
        "status": "active",
        "standing": "active",
        "standing_since": "2020",
        "kind": "sister",
        "known_from": 2020,
        "known_until": 2020,
        "sources": "zh",
        "is_double_entry": True,
        "confidence": 0.95,
    }
    return plain | known


def is_alive(as_of: int, rules: Any = MAIN_RULES, **known: Any) -> bool:
    rows = pd.DataFrame([tie(**known)]).astype({"end_year": "Int64", "start_year": "Int64"})
    kept, left_out = alive_ties(rows, as_of, rules)
    assert len(kept) + sum(left_out.values()) == 1
    return len(kept) == 1


@pytest.mark.parametrize(("as_of", "alive"), [(1989, False), (1990, True), (2030, True)])
def test_a_dated_tie_lives_from_its_year(as_of: int, alive: bool) -> None:
    assert is_alive(as_of) is alive


@pytest.mark.parametrize(("as_of", "alive"), [(2004, True), (2005, False)])
def test_an_ended_tie_lives_until_the_year_before_its_end(as_of: int, alive: bool) -> None:
    assert is_alive(as_of, status="ended", end_year=2005) is alive


@pytest.mark.parametrize(("as_of", "alive"), [(2025, True), (2026, False)])
def test_an_end_without_a_year_is_known_from_the_newest_snapshot(as_of: int, alive: bool) -> None:
    assert is_alive(as_of, status="suspended", known_until=2026) is alive


@pytest.mark.parametrize("precision", ["none", "suspect"])
def test_a_tie_without_a_sound_start_is_known_from_its_oldest_source(precision: str) -> None:
    assert not is_alive(2019, start_precision=precision)
    assert is_alive(2020, start_precision=precision, known_until=2026)


def test_a_pending_tie_is_never_alive() -> None:
    assert not is_alive(2030, status="pending")


@pytest.mark.parametrize(
    ("rules", "known"),
    [
        ({"dates": "known"}, {"start_precision": "suspect"}),
        ({"entry": "double"}, {"is_double_entry": False}),
        ({"exchanges": "dropped"}, {"kind": "contact"}),
        ({"min_confidence": 0.96}, {}),
        ({"without_source": "zh"}, {}),
    ],
)
def test_each_rule_drops_what_it_names(rules: dict[str, Any], known: dict[str, Any]) -> None:
    assert is_alive(2020, **known)
    assert not is_alive(2020, replace(MAIN_RULES, **rules), **known)


def test_bounds_of_rules_are_kept_in() -> None:
    assert is_alive(2020, replace(MAIN_RULES, min_confidence=0.95))
    assert is_alive(2020, replace(MAIN_RULES, without_source="zh"), sources="en zh")


@pytest.mark.parametrize(("as_of", "alive"), [(2019, True), (2022, True), (2023, False)])
def test_a_tie_lives_until_a_list_of_both_ends_no_longer_names_it(as_of: int, alive: bool) -> None:
    gone = {"status": "unknown", "standing": "no_longer_listed", "standing_since": "2023"}
    assert is_alive(as_of, **gone) is alive
    assert is_alive(as_of, replace(MAIN_RULES, unlisted="kept"), **gone)


def test_a_tie_that_was_never_valid_is_never_alive() -> None:
    assert not is_alive(2020, status="never_valid", standing="never_valid")


def test_the_day_since_which_a_list_lacks_a_tie_counts_by_its_year_and_may_be_unknown() -> None:
    gone = {"status": "unknown", "standing": "no_longer_listed"}
    assert is_alive(2022, **gone, standing_since="2023-05-01")
    assert not is_alive(2023, **gone, standing_since="2023-05-01")
    assert is_alive(2030, **gone, standing_since=None)


def test_ties_alive_keep_their_labels_and_every_column_and_one_reason_each() -> None:
    told = [
        tie(note="kept"),
        tie(note="out", status="pending", start_year=2050),
        tie(note="late", start_year=2050),
        tie(note="kept too", kind="exchange"),
    ]
    rows = pd.DataFrame(told, index=[7, 3, 9, 5]).astype({"end_year": "Int64"})
    kept, left_out = alive_ties(rows, 2030, MAIN_RULES)
    pd.testing.assert_frame_equal(kept, rows.loc[[7, 5]])
    assert left_out == {"not yet signed (pending)": 1, "begun after 2030": 1}

"""The verdict on order on worlds with a known truth: the stored rates, and a part again."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from reference import study_order_worlds as worlds

STORED: dict[str, Any] = json.loads(worlds.OUT.read_text(encoding="utf-8"))
REPEATED = {"independence": 30, "common cause: wave": 20, "common cause: taste": 20,
            "province-led, twice": 8, "city-led": 2, "few pairs": 10}  # fmt: skip
CAUSAL = re.compile(
    r"\b(caus\w*|because|effects? of|lead\w* to|driv\w*|due to|thanks to|makes?|impact\w*|boost\w*)"
    r"\b", re.IGNORECASE,
)  # fmt: skip


def rate(kind: str, *states: str) -> float:
    row = STORED["counts"][kind]
    return sum(row[state] for state in states) / row["n_worlds"]


@pytest.fixture(scope="module", params=REPEATED)
def again(request: pytest.FixtureRequest) -> tuple[str, list[dict[str, Any]]]:
    return request.param, worlds.judged(request.param, REPEATED[request.param])


def test_a_part_of_the_worlds_agrees_with_the_stored_rates(again) -> None:
    kind, rows = again
    for name, hits in worlds.counts(rows).items():
        if name != "n_worlds":
            low, high = worlds.bounds(hits, len(rows))
            assert low <= rate(kind, name) <= high


def test_no_sentence_names_a_cause(again) -> None:
    assert [row["sentence"] for row in again[1] if CAUSAL.search(row["sentence"])] == []


def test_worlds_of_each_kind_are_stored() -> None:
    assert set(STORED["counts"]) == set(worlds.KINDS)
    n = {kind: row["n_worlds"] for kind, row in STORED["counts"].items()}
    assert all(n[kind] == (100 if kind in worlds.WITH_HAZARD else 400) for kind in worlds.KINDS)
    assert STORED["seed"] == worlds.SEED


@pytest.mark.parametrize("kind", worlds.NULLS)
def test_without_any_order_one_is_rarely_found(kind: str) -> None:
    assert rate(kind, "rule", "tendency", "cities first") <= 0.075


def test_a_verdict_of_the_wrong_sign_is_rarer() -> None:
    for kind in ("province-led", "province-led, twice", "provinces as a rule"):
        assert rate(kind, "cities first", "neither first") <= 0.02
    for kind in ("city-led", "city-led, twice"):
        assert rate(kind, "rule", "tendency", "neither first") <= 0.02


def test_twice_the_detectable_order_is_found() -> None:
    assert rate("province-led, twice", "rule", "tendency") >= 0.8
    assert rate("city-led, twice", "cities first") >= 0.8
    assert rate("provinces as a rule", "rule") >= 0.8


def test_nothing_is_told_of_few_pairs() -> None:
    assert rate("few pairs", "open") >= 0.95


def test_the_table_of_the_page_is_the_stored_one() -> None:
    assert worlds.table(STORED) in worlds.PAGE.read_text(encoding="utf-8")

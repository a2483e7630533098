"""The verdict on C4 on worlds of which the truth is known: the stored rates, and a part again."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from reference import study_drivers_worlds as worlds

STORED: dict[str, Any] = json.loads(worlds.OUT.read_text(encoding="utf-8"))
REPEATED = {"independence": 5, "province-led": 4, "flights": 4, "common cause": 4, "benefits": 4}
CAUSAL = re.compile(
    r"\b(caus\w*|because|effects? of|lead\w* to|driv\w*|due to|thanks to|makes?|impact\w*|boost\w*)"
    r"\b", re.IGNORECASE,
)  # fmt: skip


def rate(kind: str, *names: str) -> float:
    row = STORED["counts"][kind]
    return sum(row[name] for name in names) / row["n_worlds"]


@pytest.fixture(scope="module", params=REPEATED)
def again(request: pytest.FixtureRequest) -> tuple[str, list[dict[str, Any]]]:
    return request.param, worlds.judged(request.param, REPEATED[request.param])


def test_a_part_of_the_worlds_agrees_with_the_stored_rates(again) -> None:
    kind, rows = again
    counted = worlds.counts(rows)
    for name, hits in counted.items():
        if name != "n_worlds":
            low, high = worlds.bounds(hits, len(rows))
            assert low <= STORED["counts"][kind][name] / STORED["counts"][kind]["n_worlds"] <= high


def test_no_sentence_names_a_cause(again) -> None:
    assert [row["sentence"] for row in again[1] if CAUSAL.search(row["sentence"])] == []


def test_worlds_of_each_kind_are_stored() -> None:
    assert set(STORED["counts"]) == set(worlds.KINDS)
    assert {row["n_worlds"] for row in STORED["counts"].values()} <= {100, 400}
    assert STORED["seed"] == worlds.SEED


@pytest.mark.parametrize("kind", worlds.NULLS)
def test_without_any_link_a_verdict_is_rare(kind: str) -> None:
    assert rate(kind, "supported", "mixed", "not supported") <= 0.075


def test_a_verdict_of_the_wrong_sign_is_rarer() -> None:
    assert rate("province-led", "supported", "mixed") <= 0.02
    for kind in ("city-led", "benefits", "benefits, detectable", "common cause"):
        assert rate(kind, "not supported") <= 0.02


def test_flights_alone_are_taken_for_none_of_the_factors() -> None:
    assert rate("flights", "supported", "mixed", "not supported") <= 0.075


def test_what_is_twice_detectable_is_found() -> None:
    assert rate("province-led", "not supported") >= 0.8
    assert rate("city-led", "network stronger") >= 0.8
    assert rate("common cause", "economy stronger") >= 0.8
    assert rate("benefits", "supported") >= 0.8


def test_the_ratio_taken_for_detectable_is_at_least_the_measured_one() -> None:
    assert STORED["detectable_ratio"]["independence"] <= worlds.FORMAL


def test_with_few_regions_nothing_is_told() -> None:
    assert rate("few regions", "cannot be told from these data") == 1.0


def test_the_table_of_the_page_is_the_stored_one() -> None:
    assert worlds.table(STORED) in worlds.PAGE.read_text(encoding="utf-8")


def test_the_module_is_where_it_says() -> None:
    assert Path(worlds.__file__).with_suffix(".json") == worlds.OUT

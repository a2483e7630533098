"""The verdict on C7 on worlds of which the truth is known: the stored rates, and a part again."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from reference import study_diplomacy_worlds as worlds
from reference.study_first_worlds import FIRST, OUT, differing

STORED: dict[str, Any] = json.loads(worlds.OUT.read_text(encoding="utf-8"))
REPEATED = FIRST["diplomacy"]
STORED_FIRST = json.loads(OUT.read_text(encoding="utf-8"))["diplomacy"]
CAUSAL = re.compile(
    r"\b(caus\w*|because|effects? of|lead\w* to|driv\w*|due to|thanks to|makes?|impact\w*|boost\w*)"
    r"\b", re.IGNORECASE,
)  # fmt: skip
DECISIVE = ("supported", "mixed", "not supported")


def rate(kind: str, *names: str) -> float:
    row = STORED["counts"][kind]
    return sum(row[name] for name in names) / row["n_worlds"]


@pytest.fixture(scope="module", params=REPEATED)
def again(request: pytest.FixtureRequest) -> tuple[str, list[dict[str, Any]]]:
    return request.param, worlds.judged(request.param, REPEATED[request.param])


def test_a_part_of_the_worlds_agrees_with_the_stored_rates(again) -> None:
    kind, rows = again
    stored = STORED["counts"][kind]
    for name, hits in worlds.counts(rows).items():
        if name != "n_worlds":
            low, high = worlds.bounds(hits, len(rows))
            assert low <= stored[name] / stored["n_worlds"] <= high


def test_each_of_the_first_worlds_has_the_numbers_that_it_had(again) -> None:
    kind, rows = again
    assert differing(rows, STORED_FIRST[kind]) == []


def test_no_sentence_names_a_cause(again) -> None:
    assert [row["sentence"] for row in again[1] if CAUSAL.search(row["sentence"])] == []


def test_400_worlds_of_each_kind_are_stored() -> None:
    assert set(STORED["counts"]) == set(worlds.KINDS)
    assert {row["n_worlds"] for row in STORED["counts"].values()} == {400}
    assert STORED["seed"] == worlds.SEED


@pytest.mark.parametrize("kind", worlds.NULLS)
def test_without_any_link_a_verdict_is_rare(kind: str) -> None:
    assert rate(kind, *DECISIVE) <= 0.075


def test_a_verdict_of_the_wrong_sign_is_rarer() -> None:
    for kind in ("province-led", "in spite"):
        assert rate(kind, "not supported") <= 0.02
    for kind in ("politics-led", "city-led"):
        assert rate(kind, "supported") <= 0.02


def test_twice_the_detectable_ratio_is_found() -> None:
    """The ratios that were taken for detectable are those measured, and twice of them is found."""
    first = worlds.medians(worlds.judged("independence", 6))
    for name, ratio in worlds.DETECTABLE.items():
        assert STORED["detectable"]["independence"][name] == pytest.approx(ratio, rel=0.1)
        assert first[name] == pytest.approx(ratio, rel=0.5)
    assert rate("in spite", "supported") >= 0.8
    assert rate("province-led", "supported") >= 0.8
    assert rate("city-led", "not supported") >= 0.8
    assert rate("politics-led", "not supported") >= 0.8


def test_few_countries_cannot_be_told() -> None:
    assert rate("few countries", "cannot be told from these data") >= 0.95


def test_the_table_of_the_page_is_the_stored_one() -> None:
    assert worlds.table(STORED) in worlds.PAGE.read_text(encoding="utf-8")

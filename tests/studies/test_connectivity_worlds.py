"""The verdict on C5 on worlds of which the truth is known: the stored rates, and a part again."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from reference import study_connectivity_worlds as worlds
from reference.study_first_worlds import FIRST, OUT, differing

STORED: dict[str, Any] = json.loads(worlds.OUT.read_text(encoding="utf-8"))
REPEATED = FIRST["connectivity"]
STORED_FIRST = json.loads(OUT.read_text(encoding="utf-8"))["connectivity"]
CANNOT_TELL = "cannot be told from these data"
CAUSAL = re.compile(
    r"\b(caus\w*|because|effects? of|lead\w* to|driv\w*|due to|thanks to|makes?|impact\w*|boost\w*)"
    r"\b", re.IGNORECASE,
)  # fmt: skip


def rate(kind: str, *verdicts: str) -> float:
    row = STORED["counts"][kind]
    return sum(row[verdict] for verdict in verdicts) / row["n_worlds"]


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
    assert rate(kind, "supported", "mixed", "not supported") <= 0.075


def test_a_verdict_of_the_wrong_sign_is_rarer() -> None:
    for kind in ("flights", "flights and exports"):
        assert rate(kind, "not supported") <= 0.02
    assert rate("fewer with flights", "supported", "told beyond size") <= 0.02


def test_twice_the_detectable_ratio_is_found() -> None:
    """The ratio that was taken for detectable is the one measured, and twice of it is found."""
    measured = STORED["detectable_ratio"]["independence"]
    assert pytest.approx(measured, abs=0.02) == worlds.DETECTABLE
    for kind in ("flights", "flights and exports"):
        assert rate(kind, "told beyond size") >= 0.8
    assert rate("flights and exports", "supported") >= 0.8


def test_a_common_cause_is_not_taken_for_more() -> None:
    assert rate("common cause", "supported") <= 0.075
    assert rate("common cause", "told beyond size") <= 0.075


def test_the_table_of_the_page_is_the_stored_one() -> None:
    page = worlds.PAGE.read_text(encoding="utf-8")
    assert worlds.table(STORED) in page


def test_the_module_is_where_it_says() -> None:
    assert Path(worlds.__file__).with_suffix(".json") == worlds.OUT

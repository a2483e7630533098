"""The verdict on C6 on worlds of which the truth is known: the stored rates, and a part again."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from reference import study_attractiveness_worlds as worlds

STORED: dict[str, Any] = json.loads(worlds.OUT.read_text(encoding="utf-8"))
REPEATED = {"independence": 6, "common cause": 6, "chosen more": 4, "chosen less": 4,
            "chosen more and growing": 4}  # fmt: skip
CAUSAL = re.compile(
    r"\b(caus\w*|because|effects? of|lead\w* to|driv\w*|due to|thanks to|makes?|impact\w*|boost\w*)"
    r"\b", re.IGNORECASE,
)  # fmt: skip


def hits(kind: str, *verdicts: str) -> tuple[int, int]:
    row = STORED["counts"][kind]
    return sum(row[verdict] for verdict in verdicts), row["n_worlds"]


def may_be_at_most(rate: float, found: tuple[int, int]) -> bool:
    """Whether the rate lies within the exact 99 % interval, or above it."""
    return worlds.bounds(*found)[0] <= rate


@pytest.fixture(scope="module", params=REPEATED)
def again(request: pytest.FixtureRequest) -> tuple[str, list[dict[str, Any]]]:
    return request.param, worlds.judged(request.param, REPEATED[request.param])


def test_a_part_of_the_worlds_agrees_with_the_stored_rates(again) -> None:
    kind, rows = again
    for name, n in worlds.counts(rows).items():
        if name != "n_worlds":
            low, high = worlds.bounds(n, len(rows))
            assert low <= STORED["counts"][kind][name] / STORED["counts"][kind]["n_worlds"] <= high


def test_no_sentence_names_a_cause(again) -> None:
    told = [row["sentence"].replace("what brings ties about", "") for row in again[1]]
    assert [text for text in told if CAUSAL.search(text)] == []


def test_worlds_of_each_kind_are_stored() -> None:
    assert set(STORED["counts"]) == set(worlds.KINDS)
    assert min(row["n_worlds"] for row in STORED["counts"].values()) >= 40
    assert STORED["seed"] == worlds.SEED


@pytest.mark.parametrize("kind", [*worlds.NULLS, "distance ends"])
def test_a_country_chosen_as_others_are_is_rarely_called_attractive(kind: str) -> None:
    n, of = hits(kind, "supported", "mixed")
    assert n / of <= 0.075
    assert may_be_at_most(0.02, hits(kind, "supported"))


def test_a_verdict_of_the_wrong_sign_is_rarer() -> None:
    for kind in ("chosen more", "chosen more and growing", "chosen more, no dates"):
        assert may_be_at_most(0.02, hits(kind, "not supported"))
    assert may_be_at_most(0.02, hits("chosen less", "supported", "mixed"))


def test_twice_the_detectable_ratio_is_found() -> None:
    """The ratios that were taken for detectable are those measured, and twice of them is found."""
    measured = STORED["detectable"]["independence"]
    assert measured["detectable"] == pytest.approx(worlds.DETECTABLE, abs=0.1)
    assert measured["detectable_trend"] == pytest.approx(worlds.DETECTABLE_TREND, abs=0.1)
    for kind, names in {
        "chosen more": ("level found",), "chosen more, no dates": ("level found",),
        "chosen more and growing": ("supported",),
    }.items():  # fmt: skip
        n, of = hits(kind, *names)
        assert n / of >= 0.8


def test_too_few_regions_give_no_verdict() -> None:
    n, of = hits("few regions", "cannot be told from these data")
    assert n == of


def test_the_table_of_the_page_is_the_stored_one() -> None:
    assert worlds.table(STORED) in worlds.PAGE.read_text(encoding="utf-8")

"""The verdict on C4 on worlds of which the truth is known: the stored rates, and a part again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reference import study_drivers_worlds as worlds
from reference.study_first_worlds import FIRST, OUT, differing
from reference.study_worlds import CAUSAL_COUNT, Bar, bounds

STORED: dict[str, Any] = json.loads(worlds.RUN.out.read_text(encoding="utf-8"))
REPEATED = FIRST["drivers"]
STORED_FIRST = json.loads(OUT.read_text(encoding="utf-8"))["drivers"]


@pytest.fixture(scope="module", params=REPEATED)
def again(request: pytest.FixtureRequest) -> tuple[str, list[dict[str, Any]]]:
    return request.param, worlds.judged(request.param, REPEATED[request.param])


def test_a_part_of_the_worlds_agrees_with_the_stored_rates(again) -> None:
    kind, rows = again
    stored = STORED["counts"][kind]
    for name, hits in worlds.counts(rows).items():
        if name != "n_worlds" and name in stored:
            low, high = bounds(hits, len(rows))
            assert low <= stored[name] / stored["n_worlds"] <= high


def test_each_of_the_first_worlds_has_the_numbers_that_it_had(again) -> None:
    kind, rows = again
    assert differing(rows, STORED_FIRST[kind]) == []


def test_no_sentence_names_a_cause(again) -> None:
    assert worlds.counts(again[1])[CAUSAL_COUNT] == 0


def test_worlds_of_each_kind_are_stored() -> None:
    assert set(STORED["counts"]) == set(worlds.KINDS)
    assert min(row["n_worlds"] for row in STORED["counts"].values()) >= 40
    assert min(STORED["counts"][kind]["n_worlds"] for kind in ("independence", "flights")) >= 400
    assert STORED["seed"] == worlds.SEED


@pytest.mark.parametrize(
    ("bar", "kind"), [(bar, kind) for bar in worlds.BARS for kind in bar.kinds
                      if bar.is_counted(STORED, kind)],
    ids=lambda one: one.says if isinstance(one, Bar) else one,
)  # fmt: skip
def test_what_is_asked_of_each_kind_of_world_holds(bar: Bar, kind: str) -> None:
    assert bar.holds(STORED, kind), f"{bar.says}: {bar.rate(STORED, kind):.1%}"


def test_a_factor_of_the_detectable_size_is_found() -> None:
    """The size that is taken for detectable is one at which each factor is found."""
    row = STORED["counts"]["benefits, detectable"]
    assert min(row[name] for name in worlds.FACTORS) / row["n_worlds"] >= 0.75


def test_the_ratio_taken_for_detectable_is_at_least_the_measured_one() -> None:
    assert STORED["detectable_ratio"]["independence"] <= worlds.FORMAL


def test_the_tables_of_the_page_are_the_stored_ones() -> None:
    page = worlds.RUN.page.read_text(encoding="utf-8")
    assert [mark for mark, table in worlds.tables(STORED).items() if table not in page] == []

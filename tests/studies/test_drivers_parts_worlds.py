"""The parts of C4 on worlds of which the truth is known: the stored rates, and a part again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reference import study_drivers_parts_worlds as worlds
from reference.study_first_worlds import FIRST, OUT, differing
from reference.study_worlds import Bar, bounds

STORED: dict[str, Any] = json.loads(worlds.RUN.out.read_text(encoding="utf-8"))
REPEATED = FIRST["drivers parts"]
STORED_FIRST = json.loads(OUT.read_text(encoding="utf-8"))["drivers parts"]


@pytest.fixture(scope="module", params=REPEATED)
def again(request: pytest.FixtureRequest) -> tuple[str, list[dict[str, Any]]]:
    return request.param, worlds.judged(request.param, REPEATED[request.param])


def test_each_of_the_first_worlds_has_the_numbers_that_it_had(again) -> None:
    kind, rows = again
    assert differing(rows, STORED_FIRST[kind]) == []


def test_a_part_of_the_worlds_agrees_with_the_stored_rates(again) -> None:
    kind, rows = again
    stored = STORED["counts"][kind]
    for name, hits in worlds.counts(rows).items():
        low, high = bounds(hits, len(rows))
        assert name == "n_worlds" or low <= stored[name] / stored["n_worlds"] <= high


def test_worlds_of_each_kind_are_stored() -> None:
    assert set(STORED["counts"]) == set(worlds.KINDS)
    assert min(row["n_worlds"] for row in STORED["counts"].values()) >= 400
    assert STORED["seed"] == worlds.SEED


@pytest.mark.parametrize(
    ("bar", "kind"), [(bar, kind) for bar in worlds.BARS for kind in bar.kinds],
    ids=lambda one: one.says if isinstance(one, Bar) else one,
)  # fmt: skip
def test_what_is_asked_of_each_kind_of_world_holds_or_is_said_to_be_missed(
    bar: Bar, kind: str
) -> None:
    is_missed = (bar.says, kind) in worlds.MISSED
    assert bar.holds(STORED, kind) != is_missed, f"{bar.says}: {bar.rate(STORED, kind):.1%}"


def test_only_power_may_be_missed() -> None:
    """A side where there is none, or the wrong one, is never let pass."""
    missed = [bar for bar in worlds.BARS for kind in bar.kinds if (bar.says, kind) in worlds.MISSED]
    assert len(missed) == len(worlds.MISSED)
    assert all(bar.most == 1 and bar.least == 0.8 for bar in missed)


def test_the_tables_of_the_page_are_the_stored_ones() -> None:
    page = worlds.RUN.page.read_text(encoding="utf-8")
    assert [mark for mark, table in worlds.tables(STORED).items() if table not in page] == []

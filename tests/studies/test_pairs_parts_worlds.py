"""Parts on pairs of countries and regions in worlds whose truth is known: the stored rates."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reference import pairs_parts_worlds as pairs
from reference.study_worlds import Bar

STORED: dict[str, Any] = json.loads(pairs.RUN.out.read_text(encoding="utf-8"))
PAGE = pairs.RUN.page.read_text(encoding="utf-8")
TRUTH = {
    "C7.rivals, 1 times": "open",
    "C7.rivals, 0.5 times": "below",
    "C4.world-trade, 1.5 times": "above",
    "C3.world-sisters, 2 times": "above",
}
"""On which side the rate of a kind says that nearly all of its worlds are told to lie."""


def test_worlds_without_any_effect_are_as_many_as_the_plan_asks_for() -> None:
    assert list(STORED["counts"]) == list(pairs.KINDS)
    assert min(STORED["counts"][kind]["n_worlds"] for kind in pairs.NULLS) >= 400
    assert STORED["seed"] == pairs.SEED


@pytest.mark.parametrize(
    ("bar", "kind"), [(bar, kind) for bar in pairs.BARS for kind in bar.kinds],
    ids=lambda one: one.says if isinstance(one, Bar) else one,
)  # fmt: skip
def test_what_is_asked_of_each_kind_of_world_holds(bar: Bar, kind: str) -> None:
    assert bar.holds(STORED, kind), f"{bar.says}: {bar.rate(STORED, kind):.1%}"


def test_the_tables_of_the_page_are_the_stored_ones() -> None:
    assert [mark for mark, text in pairs.tables(STORED).items() if text not in PAGE] == []


@pytest.mark.parametrize("kind", TRUTH)
def test_the_first_world_is_told_as_it_was_drawn(kind: str) -> None:
    """Whoever changes a rule or an estimator, so that the rates are of another one, sees it."""
    assert STORED["counts"][kind][TRUTH[kind]] >= 0.8 * STORED["counts"][kind]["n_worlds"]
    assert pairs.judge(pairs.KINDS[kind], 0) == {"side": TRUTH[kind], "holds": True}

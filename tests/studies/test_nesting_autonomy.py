"""Autonomy where chance cannot be told."""

from __future__ import annotations

from sistercities.studies.nesting.autonomy import withheld
from sistercities.studies.nesting.result import Autonomy


def test_what_is_withheld_keeps_its_counts_and_gives_the_reason() -> None:
    known = Autonomy("gn:1", "Au", "", "city", "gn:9", 1.0, 2.0, 5, 2, 1.5, -0.3, -0.9, 0.2, "")
    unknown = Autonomy(
        "gn:2", "Berg", "", "city", "gn:9", 1.0, 2.0, 0, None, None, None, None, None, "no ties"
    )
    first, second = withheld((known, unknown), "too few")
    assert (first.autonomy, first.low, first.high, first.note) == (None, None, None, "too few")
    assert (first.n_ties, first.n_inside, first.expected) == (5, 2, 1.5)
    assert second == unknown

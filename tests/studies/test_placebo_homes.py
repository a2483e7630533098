"""The parts of C6 and C8 where nothing is special of a country: the stored rates, a part again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reference import placebo_countries as countries
from reference import placebo_homes as placebo
from reference.study_worlds import Bar, bounds

STORED: dict[str, Any] = json.loads(placebo.RUN.out.read_text(encoding="utf-8"))
PAGE = placebo.RUN.page.read_text(encoding="utf-8")
REPEATED = {"C6.chosen, 1 times": 3, "C6.growing, 1 times": 8, "C6.growing, 3 times": 6,
            "C8, 1 times": 4}  # fmt: skip


@pytest.mark.parametrize("kind", REPEATED)
def test_a_part_of_the_worlds_agrees_with_the_stored_rates(kind: str) -> None:
    rows = placebo.judged(kind, REPEATED[kind])
    stored = STORED["counts"][kind]
    for name, hits in placebo.counts(rows).items():
        if name != "n_worlds":
            low, high = bounds(hits, len(rows))
            assert low <= stored[name] / stored["n_worlds"] <= high, name


def test_every_kind_is_stored_with_the_seed_fixed_beforehand() -> None:
    assert list(STORED["counts"]) == list(placebo.KINDS)
    worlds = {kind: row["n_worlds"] for kind, row in STORED["counts"].items()}
    assert min(worlds.values()) >= 100
    assert min(n for kind, n in worlds.items() if kind.endswith(", 1 times")) >= 400
    assert STORED["seed"] == placebo.SEED


@pytest.mark.parametrize(
    ("bar", "kind"), [(bar, kind) for bar in placebo.BARS for kind in bar.kinds],
    ids=lambda one: one.says if isinstance(one, Bar) else one,
)  # fmt: skip
def test_what_is_asked_of_each_kind_of_world_holds(bar: Bar, kind: str) -> None:
    assert bar.holds(STORED, kind), f"{bar.says}: {bar.rate(STORED, kind):.1%}"


def test_the_tables_of_the_page_are_the_stored_ones() -> None:
    assert [mark for mark, text in placebo.tables(STORED).items() if text not in PAGE] == []
    stored = json.loads(countries.OUT.read_text(encoding="utf-8"))
    assert list(stored) == list(countries.HOMES)
    assert countries.table(stored) in PAGE


def test_the_row_of_a_home_that_has_a_report_is_that_of_the_report() -> None:
    """After `make reports`: `python tests/reference/placebo_countries.py report`."""
    stored = json.loads(countries.OUT.read_text(encoding="utf-8"))
    assert countries.reported("CN")
    assert countries.with_reports(stored) == stored

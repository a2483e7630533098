"""What a reader says of looser rules: that the page rests on its rows, and none is taken up."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.short_lists_loosened_read import LEAST, LOOSENED, RULES, WANTED, read_loosened

FEW = 3
"""Names of a variant of which nothing is concluded."""


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    monkeypatch.chdir(Path(__file__).parents[3])
    return list(csv.DictReader(LOOSENED.read_text(encoding="utf-8").splitlines()))


def test_each_row_has_its_facts_its_reading_and_variants_that_are_known(
    rows: list[dict[str, str]],
) -> None:
    for row in rows:
        assert row["reading"] in {"sensible", "odd", "absurd"}
        assert row["home_people"]
        assert row["km"]
        for name in row["named_by"].split("; "):
            least, _, rule = name.partition(" ")
            assert int(least) in LEAST
            assert rule in RULES


def test_no_variant_reaches_the_bar_so_the_rules_may_stay(rows: list[dict[str, str]]) -> None:
    named, sensible = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for row in rows:
        for name in row["named_by"].split("; "):
            named[row["sample"], name] += 1
            sensible[row["sample"], name] += row["reading"] == "sensible"
    reached = [each for each, n in named.items() if n > FEW and sensible[each] >= WANTED * n]
    assert reached == []


def test_the_page_counts_the_names_of_a_variant_and_its_homes(rows: list[dict[str, str]]) -> None:
    own = [row for row in rows if row["sample"] == "170431" and "14 quarter" in row["named_by"]]
    n_sensible = sum(row["reading"] == "sensible" for row in own)
    n_homes = len({row["home_id"] for row in own})
    (line,) = [one for one in read_loosened() if one.startswith(f"| {RULES['quarter']} |")]
    assert line.endswith(f"| {n_sensible} of {len(own)} ({n_homes} homes) |")

"""Counts that a build must keep to; which rows moved when one breaks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import world
from release_build.expectations import Expectation, check_expectations, meeting, read_expectations
from sistercities.dataset.assemble import assemble
from sistercities.errors import BuildError

Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def tables() -> Rows:
    return assemble(world.ingredients())


def test_counts_and_shares_of_the_world(tables: Rows) -> None:
    upper = Expectation("upper", "ties", {"tie_class": "upper"}, at_least=7, at_most=7)
    resolved = Expectation(
        "resolved", "claims", {"source_id": world.EN}, {"tie_id": "present"}, 8 / 9, 8 / 9
    )
    either = Expectation(
        "odd", "ties", {"status": ["ended", "suspended", "pending"]}, at_least=4, at_most=4
    )
    facts = check_expectations([upper, resolved, either], tables, lambda _: ())
    assert facts[0] == "upper: 7 lies in 7 to 7"
    assert len(facts) == 3


def test_a_broken_bound_fails_and_names_the_rows_that_moved(tables: Rows) -> None:
    before = {"ties": tables["ties"]}
    pending = next(tie for tie in tables["ties"] if tie["status"] == "pending")
    after = {**tables, "ties": [tie for tie in tables["ties"] if tie is not pending]}
    one = Expectation("pending ties", "ties", {"status": "pending"}, at_least=1)
    with pytest.raises(BuildError) as broken:
        check_expectations([one], after, before.__getitem__)
    assert "pending ties: 0 is outside 1 to inf" in str(broken.value)
    assert f"lost 1 ({pending['tie_id']})" in str(broken.value)
    assert "data/expectations.yml" in str(broken.value)


def test_all_broken_bounds_are_named_at_once(tables: Rows) -> None:
    ones = [
        Expectation("many", "ties", {}, at_least=100),
        Expectation("few", "places", {}, at_most=1),
    ]
    with pytest.raises(BuildError, match=r"many: 36 .*few: 34 "):
        check_expectations(ones, tables, lambda _: ())


def test_a_share_of_nothing_is_zero(tables: Rows) -> None:
    one = Expectation("none", "ties", {"status": "nowhere"}, {"kind": "sister"}, at_least=0.5)
    assert one.measure(tables["ties"]) == 0.0


def test_missing_is_a_value_that_can_be_asked_for() -> None:
    gone, here = {"valid_to": 2015}, {"valid_to": None}
    assert meeting([gone, here], {"valid_to": None}) == [here]
    assert meeting([gone, here], {"valid_to": "present"}) == [gone]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("- {name: x, table: ties, where: {}}", "a bound"),
        ("- {name: x, table: ties, where: {}, at_least: 1, colour: red}", "colour"),
        ("- {name: x, table: atlas, where: {}, at_least: 1}", "table or column"),
        ("- {name: x, table: ties, where: {colour: red}, at_least: 1}", "table or column"),
    ],
)
def test_an_entry_that_is_not_understood_stops_the_build(
    tmp_path: Path, entry: str, problem: str
) -> None:
    path = tmp_path / "expectations.yml"
    path.write_text(entry, encoding="utf-8")
    with pytest.raises(BuildError, match=problem):
        read_expectations(path)


def test_the_expectations_of_the_project_are_understood() -> None:
    path = Path(__file__).parents[2] / "data" / "expectations.yml"
    names = [one.name for one in read_expectations(path)]
    assert len(names) == len(set(names)) > 15

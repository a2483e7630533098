"""Which partnerships enter which study: the rows add up, whatever the studies left out."""

from __future__ import annotations

import pytest

from sistercities.network.lift import INSIDE_DUAL
from sistercities.studies.drivers.pairs import NO_START
from sistercities.studies.study_data import StudyData, read_study_data
from sistercities.studies.study_tables import StudyTables
from sistercities.studies.tie_flow import (
    OTHERWISE,
    CountedTies,
    FlowStep,
    StudyCount,
    count_ties,
    tie_flow,
)

COUNTED = CountedTies(120, (FlowStep(OTHERWISE, -30), FlowStep(OTHERWISE, 10)), 100, 8)


def sums(steps: tuple[FlowStep, ...]) -> list[tuple[int, int]]:
    """Return each total beside what the rows above it come to."""
    found, start, at = [], steps[0].left or 0, steps[0].left or 0
    n_totals = 0
    for step in steps[1:]:
        at += step.change or 0
        if step.left is not None:
            found.append((step.left, at))
            n_totals += 1
            start = step.left if n_totals == 1 else start
            at = start
    return found


def test_each_total_is_what_its_rows_come_to() -> None:
    studies = {
        "nesting": StudyCount(80, {str(INSIDE_DUAL): 12}),
        "drivers": StudyCount(60, {str(NO_START): 25}),
        "diplomacy": StudyCount(97, {}),
    }
    steps = tie_flow(COUNTED, studies, 2020)
    assert [left for left, _ in sums(steps)] == [100, 80, 60, 97]
    assert all(left == come_to for left, come_to in sums(steps))
    assert FlowStep(NO_START, -25) in steps
    # What no study gives a reason for is told, and not hidden in another row.
    assert steps[-5:-3] == (FlowStep(NO_START, -25), FlowStep(OTHERWISE, -15))


def test_a_study_that_could_not_be_run_has_no_rows() -> None:
    steps = tie_flow(COUNTED, {"drivers": StudyCount(None, {})}, 2020)
    assert [step.left for step in steps if step.left is not None] == [120, 100]


@pytest.fixture(scope="module")
def drawn(drawn_tables: StudyTables) -> StudyData:
    return read_study_data(drawn_tables)


@pytest.mark.parametrize("year", [2010, 2018, 2020])
def test_from_those_known_today_to_those_of_a_year_nothing_is_lost(
    drawn: StudyData, year: int
) -> None:
    counted = count_ties(drawn, "CN", year)
    assert counted.known + sum(step.change or 0 for step in counted.steps) == counted.alive
    assert 0 <= counted.n_dual_abroad <= counted.alive
    assert counted.known > 0

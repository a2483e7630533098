"""The rule of the verdict on C8 at its edges: each interval, each threshold, each set of facts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import pytest

from sistercities.studies.claims import CANNOT_TELL
from sistercities.studies.hubs.evidence import Evidence
from sistercities.studies.hubs.measures import MEASURES
from sistercities.studies.hubs.rule import RULE
from sistercities.studies.hubs.verdict import change_state, judge, ratio_state, why_not_told
from twolevel.exact.besag_clifford import clopper_pearson

JOINT = RULE.joint
MORE, LESS, NONE, WIDE = (1.1, 2.0), (0.3, 0.9), (0.9, 1.1), (0.7, 1.4)
FORWARD, BACK, UNSURE = (0.01, 0.2), (-0.2, -0.01), (-0.1, 0.1)


@dataclass(frozen=True)
class Ratio:
    """A ratio of which the interval is said, not computed."""

    ends: tuple[float, float] | None
    effective_inside: float = 9.0
    effective_outside: float = 9.0
    expected_alike: float = 9.0
    smallest: float | None = 2.0
    value: float = 1.0

    def interval(self, level: float = 0.95) -> tuple[float, float] | None:
        assert level in (JOINT, 0.95)
        return self.ends

    def detectable(self, *, size: float) -> float | None:
        assert size == pytest.approx(1 - JOINT)
        return self.smallest


@dataclass(frozen=True)
class Measured:
    """A change by one measure."""

    among: Ratio


@dataclass(frozen=True)
class Changed:
    """A change by all measures, and what dates say of it."""

    by_measure: dict
    n_added_dated: int = 40
    n_added_since: int = 40
    note: str = ""
    n_common: int = 100
    n_home: int = 50


def ratios(*ends: tuple[float, float] | None, **of_each: float | None) -> dict:
    """One ratio a measure; a single interval is that of all."""
    every = ends if len(ends) == len(MEASURES) else ends * len(MEASURES)
    return {name: Ratio(one, **of_each) for name, one in zip(MEASURES, every, strict=True)}


def changed(*ends: tuple[float, float], **dated: int) -> Changed:
    return Changed({name: Measured(one) for name, one in ratios(*ends).items()}, **dated)


def evidence(**different: object) -> Evidence:
    usual = {
        "n_cities": 50, "n_ties": 90, "presence": ratios(MORE), "beyond": ratios(MORE),
        "change": changed(FORWARD), "draws": None,
    }  # fmt: skip
    return Evidence(**(usual | different))


@pytest.mark.parametrize(
    ("ends", "state"),
    [
        ((MORE,), "found"),
        ((MORE, MORE, MORE, NONE), "open"),
        (((1.0, 2.0),), "open"),
        ((LESS,), "contrary"),
        ((NONE,), "contrary"),
        ((LESS, NONE, LESS, NONE), "contrary"),
        ((LESS, LESS, LESS, WIDE), "open"),
        (((0.7, 1.0),), "open"),
        (((0.8, 1.25),), "contrary"),
        (((0.79, 1.25),), "open"),
        (((0.8, 1.26),), "open"),
        ((MORE, MORE, MORE, LESS), "open"),
        ((MORE, MORE, MORE, None), "open"),
        ((LESS, LESS, LESS, None), "open"),
    ],
)
def test_a_ratio_is_found_or_contrary_only_by_all_measures(ends: tuple, state: str) -> None:
    assert ratio_state(ratios(*ends)) == state


def test_without_a_ratio_nothing_is_known() -> None:
    assert ratio_state({}) == "unknown"


@pytest.mark.parametrize(
    ("ends", "state"),
    [
        ((FORWARD,), "found"),
        ((FORWARD, FORWARD, FORWARD, UNSURE), "open"),
        (((0.0, 0.2),), "open"),
        ((BACK,), "contrary"),
        ((BACK, BACK, BACK, UNSURE), "open"),
        (((-0.2, 0.0),), "open"),
        ((FORWARD, BACK, FORWARD, BACK), "open"),
    ],
)
def test_a_change_counts_only_by_all_measures(ends: tuple, state: str) -> None:
    assert change_state(evidence(change=changed(*ends))) == state


@pytest.mark.parametrize("there", [None, Changed({})])
def test_without_a_second_source_the_change_is_unknown(there: Changed | None) -> None:
    assert change_state(evidence(change=there)) == "unknown"


def test_a_change_is_borne_out_by_more_than_half_of_the_dated_ties() -> None:
    """The exact interval of the share must lie above one half; 0 of 0 bears out nothing."""
    least = next(n for n in range(41) if clopper_pearson(n, 40, JOINT)[0] > 0.5)
    for n, total, state in ((least, 40, "found"), (least - 1, 40, "coverage"),
                            (0, 0, "coverage"), (1, 1, "coverage")):  # fmt: skip
        there = changed(FORWARD, n_added_dated=total, n_added_since=n)
        assert change_state(evidence(change=there)) == state, (n, total)


@pytest.mark.parametrize(
    ("different", "says"),
    [
        ({"n_cities": 0}, "no undated list"),
        ({"n_cities": 29}, "29 of its cities can be compared, and it needs 30"),
        ({"n_cities": 30}, ""),
        ({"n_ties": 29}, "29 ties of its cities are known, and it needs 30"),
        ({"n_ties": 30}, ""),
        ({"beyond": {}}, "there is no estimate"),
        ({"beyond": {}, "note": "why not"}, "why not"),
        ({"beyond": ratios(MORE, effective_inside=4.9)}, "in 4.9 effective regions"),
        ({"beyond": ratios(MORE, effective_outside=4.9)}, "in 4.9 effective countries"),
        ({"beyond": ratios(MORE, effective_inside=5.0, effective_outside=5.0)}, ""),
        ({"beyond": ratios(MORE, expected_alike=4.9)}, "4.9 hubs are expected of it"),
        ({"beyond": ratios(MORE, expected_alike=5.0)}, ""),
        ({"beyond": ratios(MORE, smallest=3.1)}, "only a ratio of 3.1 or more"),
        ({"beyond": ratios(MORE, smallest=3.0)}, ""),
        ({"beyond": ratios(MORE, smallest=None)}, "no ratio would be found"),
    ],
)
def test_what_is_too_little_to_judge(different: dict, says: str) -> None:
    told = why_not_told(evidence(**different))
    assert (says in told) if says else (told == "")


def test_one_measure_that_expects_few_hubs_is_enough_to_judge_nothing() -> None:
    few = ratios(MORE) | {MEASURES[2]: Ratio(MORE, expected_alike=4.0)}
    assert why_not_told(evidence(beyond=few)).startswith("4.0 hubs are expected")


STATES = {"found": MORE, "contrary": LESS, "open": WIDE}
CHANGES = {"found": FORWARD, "contrary": BACK, "open": UNSURE}


@pytest.mark.parametrize(("presence", "beyond", "change"), [*product(STATES, STATES, CHANGES)])
def test_the_verdict_on_every_set_of_facts(presence: str, beyond: str, change: str) -> None:
    """All found: supported; some: mixed; none, and a level contrary: not supported; else open."""
    facts = [presence, beyond, change]
    if set(facts) == {"found"}:
        due = "supported"
    elif "found" in facts:
        due = "mixed"
    else:
        due = "not supported" if "contrary" in facts[:2] else CANNOT_TELL
    given = evidence(
        presence=ratios(STATES[presence]), beyond=ratios(STATES[beyond]),
        change=changed(CHANGES[change]),
    )  # fmt: skip
    judged = judge(given)
    assert judged.verdict == due
    wanted = judged.would_change
    if due != "supported":
        assert ("share of the world's hubs" in wanted) == (presence != "found")
        assert ("cities abroad of their size have" in wanted) == (beyond != "found")
        assert ("ten years ago" in wanted) == (change != "found")


def test_too_little_to_judge_outweighs_every_fact() -> None:
    assert judge(evidence(n_cities=29)).verdict == CANNOT_TELL


def test_the_number_of_the_verdict_is_that_of_ties_at_equal_size() -> None:
    beyond = {name: Ratio(MORE, value=1.5 + at) for at, name in enumerate(MEASURES)}
    judged = judge(evidence(beyond=beyond))
    assert (judged.number, judged.low, judged.high) == (1.5, *MORE)
    without = judge(evidence(beyond={}, presence={}))
    assert (without.verdict, without.number, without.low, without.high) == (
        CANNOT_TELL, None, None, None,
    )  # fmt: skip

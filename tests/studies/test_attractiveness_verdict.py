"""The rule of the verdict on C6 at its edges."""

from __future__ import annotations

from types import SimpleNamespace as Stub

import pytest

from sistercities.studies.attractiveness import verdict as rule
from sistercities.studies.attractiveness.rule import RULE
from sistercities.studies.claims import CANNOT_TELL

LEAST = {need.name: need.at_least for need in RULE.needs.least}
ABOVE, AROUND, BELOW, NEAR = (1.1, 2.0), (0.7, 1.4), (0.4, 0.9), (0.9, 1.1)


def odds(ends: tuple[float, float] | None) -> Stub | None:
    """Make an odds ratio of which the interval is said, not computed."""

    def interval(level: float) -> tuple[float, float] | None:
        assert level == RULE.joint
        return ends

    return None if ends is None else Stub(interval=interval)


def evidence(main=ABOVE, far=ABOVE, trend=ABOVE, detectable=1.5, **counts) -> Stub:
    usual = {**LEAST, "note": "", "home": odds(main)}
    return Stub(
        main=Stub(**(usual | counts)), far=None if far is None else Stub(home=odds(far)),
        trend_by=lambda _: odds(trend), detectable=detectable,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("main", "far", "state"),
    [
        (ABOVE, ABOVE, "found"),
        (ABOVE, AROUND, "open"),
        (ABOVE, (1.0, 2.0), "open"),
        ((1.0, 2.0), ABOVE, "open"),
        (AROUND, ABOVE, "open"),
        (ABOVE, None, "open"),
        (BELOW, ABOVE, "contrary"),
        ((0.4, 1.0), ABOVE, "open"),
        (NEAR, ABOVE, "contrary"),
        ((0.8, 1.25), ABOVE, "contrary"),
        ((0.79, 1.25), ABOVE, "open"),
        ((0.8, 1.26), ABOVE, "open"),
        (None, ABOVE, "unknown"),
    ],
)
def test_the_level_is_found_near_and_far_or_not_at_all(main, far, state: str) -> None:
    assert rule.level_state(evidence(main, far)) == state


@pytest.mark.parametrize(
    ("trend", "state"),
    [(ABOVE, "found"), ((1.0, 2.0), "open"), (AROUND, "open"), ((0.5, 1.0), "open"),
     (BELOW, "contrary"), (None, "unknown")],
)  # fmt: skip
def test_the_change_is_found_above_1(trend, state: str) -> None:
    assert rule.change_state(evidence(trend=trend)) == state


def test_without_an_estimate_or_a_far_one_nothing_is_found() -> None:
    assert rule.level_state(Stub(main=None, far=None)) == "unknown"
    assert rule.level_state(Stub(main=Stub(home=odds(ABOVE)), far=Stub(home=None))) == "open"
    assert "no undated list" in rule.why_not_told(Stub(main=None))


@pytest.mark.parametrize(("few", "least"), LEAST.items())
def test_one_below_the_least_is_too_little(few: str, least: float) -> None:
    assert rule.why_not_told(evidence(**{few: least})) == ""
    assert f"it needs {least:g}" in rule.why_not_told(evidence(**{few: least - 0.1}))


def test_what_cannot_be_found_is_not_judged() -> None:
    assert rule.why_not_told(evidence(detectable=2.0)) == ""
    assert "only an odds ratio of 2.1" in rule.why_not_told(evidence(detectable=2.1))
    assert "no odds ratio" in rule.why_not_told(evidence(detectable=None))
    assert "no interval" in rule.why_not_told(evidence(main=None))
    assert rule.why_not_told(evidence(main=None, note="too few rows.")) == "too few rows"


@pytest.mark.parametrize(
    ("level", "change", "due"),
    [
        ("found", "found", "supported"),
        ("found", "open", "mixed"),
        ("found", "contrary", "mixed"),
        ("found", "unknown", "mixed"),
        ("open", "found", "mixed"),
        ("contrary", "found", "mixed"),
        ("contrary", "open", "not supported"),
        ("contrary", "unknown", "not supported"),
        ("contrary", "contrary", "not supported"),
        ("open", "contrary", CANNOT_TELL),
        ("open", "open", CANNOT_TELL),
    ],
)
def test_the_verdict_on_every_pair_of_facts(level, change, due: str) -> None:
    assert rule._verdict(level, change) == due
    wanted = rule._would_change(due, level, change)
    if due != "supported":
        assert ("in far ones" in wanted) == (level != "found")
        assert ("growing share" in wanted) == (change != "found")


def test_the_number_of_the_verdict_is_that_of_all_choices(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rule, "verdict_sentence", lambda *_: "said")
    home = Stub(value=1.5, low=1.2, high=1.9, interval=lambda _: (1.1, 2.0))
    judged = rule.judge(evidence(home=home))
    assert (judged.verdict, judged.sentence) == ("supported", "said")
    assert (judged.number, judged.low, judged.high) == (1.5, 1.2, 1.9)
    without = rule.judge(evidence(main=None))
    assert (without.verdict, without.number, without.low, without.high) == (
        CANNOT_TELL, None, None, None,
    )  # fmt: skip
    assert rule.judge(Stub(main=None, far=None, trend_by=lambda _: None)).number is None

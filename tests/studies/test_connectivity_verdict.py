"""The rule of the verdict on C5 at its edges."""

from __future__ import annotations

from types import SimpleNamespace as Stub

import pytest

from sistercities.studies.claims import CANNOT_TELL
from sistercities.studies.connectivity import verdict as rule
from sistercities.studies.connectivity.rule import RULE

LEAST = {need.name: need.at_least for need in RULE.needs.least}
LEVEL = RULE.level.each(3)
FACTS = ("flights", "exports", "visitors")


def correlation(ends: tuple[float, float] | None) -> Stub:
    return Stub(interval=lambda level: ends if level == LEVEL else None, note="too few.")


def ratio(low: float, left_out_low: float | None) -> Stub:
    return Stub(low=low, left_out_low=left_out_low)


def evidence(**different) -> Stub:
    usual = {
        "n_roster": 1, "correlations": {"flights": correlation((0.1, 0.4))}, "detectable": 0.5,
        **LEAST,
    }  # fmt: skip
    return Stub(**(usual | different))


@pytest.mark.parametrize(
    ("ends", "state"),
    [
        ((0.01, 0.4), "found"), ((0.0, 0.4), "open"), ((-0.2, 0.2), "open"),
        ((-0.4, -0.01), "contrary"), ((-0.4, 0.0), "open"), ((-0.1, 0.1), "contrary"),
        ((-0.11, 0.1), "open"), ((-0.1, 0.11), "open"), (None, "open"),
    ],
)  # fmt: skip
def test_a_fact_is_found_above_0_and_contrary_below_or_near_it(ends, state: str) -> None:
    assert rule.state_of(correlation(ends), LEVEL) == state


@pytest.mark.parametrize(
    ("qmle", "nb2", "is_beyond"),
    [
        (ratio(1.1, 1.1), ratio(1.1, 1.1), True),
        (ratio(1.0, 1.1), ratio(1.1, 1.1), False),
        (ratio(1.1, 1.0), ratio(1.1, 1.1), False),
        (ratio(1.1, None), ratio(1.1, 1.1), False),
        (ratio(1.1, 1.1), ratio(1.0, 1.1), False),
        (ratio(1.1, 1.1), ratio(1.1, 1.0), False),
        (ratio(1.1, 1.1), None, False),
        (None, ratio(1.1, 1.1), False),
    ],
)
def test_flights_go_beyond_size_by_both_estimators_without_any_region(
    qmle, nb2, is_beyond: bool
) -> None:
    held = {"qmle": qmle, "nb2": nb2}
    full = Stub(ratio=lambda _, kind: held[kind])
    assert rule.is_beyond_size(Stub(full=full)) is is_beyond


@pytest.mark.parametrize(("few", "least"), LEAST.items())
def test_one_below_the_least_is_too_little(few: str, least: float) -> None:
    assert rule.why_not_told(evidence(**{few: least})) == ""
    assert f"it needs {least:g}" in rule.why_not_told(evidence(**{few: least - 0.1}))


def test_what_is_not_known_or_cannot_be_found_is_not_judged() -> None:
    assert "in no region" in rule.why_not_told(evidence(n_roster=0))
    assert "flights" in rule.why_not_told(evidence(correlations={"exports": None}))
    assert "only a correlation of 0.51" in rule.why_not_told(evidence(detectable=0.51))
    assert rule.why_not_told(evidence(detectable=None)) == "too few"


@pytest.mark.parametrize(
    ("states", "is_beyond", "due"),
    [
        (("found", "found", "found"), True, "supported"),
        (("found", "found", "found"), False, "mixed"),
        (("found", "found", "open"), True, "mixed"),
        (("open", "found", "contrary"), False, "mixed"),
        (("contrary", "found", "open"), False, "mixed"),
        (("contrary", "open", "open"), True, "not supported"),
        (("open", "contrary", "contrary"), True, CANNOT_TELL),
        (("found", "found"), True, "mixed"),
        (("contrary",), False, "not supported"),
        (("open",), True, CANNOT_TELL),
    ],
)
def test_the_verdict_on_every_set_of_facts(states, is_beyond: bool, due: str) -> None:
    named = dict(zip(FACTS, states, strict=False))
    assert rule._verdict(named, is_beyond) == due
    if due == "supported":
        return
    wanted = rule._would_change(due, named, is_beyond).lower()
    assert ("both estimators" in wanted) == (not is_beyond)
    for fact in FACTS:
        assert (f"figures on {fact}" in wanted) == (fact not in named)
        is_open = named.get(fact, "found") != "found"
        assert (f"a correlation of {fact} with ties" in wanted) == is_open


def test_the_number_of_the_verdict_is_that_of_flights(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rule, "verdict_sentence", lambda *_: "said")
    monkeypatch.setattr(rule, "is_beyond_size", lambda *_: True)
    flights = Stub(interval=lambda _: (0.1, 0.4), note="", rho=0.2, low=0.1, high=0.3)
    judged = rule.judge(evidence(correlations={"flights": flights}))
    assert (judged.verdict, judged.number, judged.low, judged.high) == ("mixed", 0.2, 0.1, 0.3)
    without = rule.judge(evidence(correlations={}))
    assert (without.verdict, without.number, without.low) == (CANNOT_TELL, None, None)

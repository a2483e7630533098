"""The rule of the verdict on C7 at its edges."""

from __future__ import annotations

from types import SimpleNamespace as Stub

import pytest

from sistercities.studies.claims import CANNOT_TELL
from sistercities.studies.diplomacy import verdict as rule
from sistercities.studies.diplomacy.rule import RULE

LEAST = {need.name: need.at_least for need in RULE.needs.least}
LEVEL = RULE.joint


def ratio(
    ends: tuple[float, float] | None, left_out: tuple[float, float] = (1.1, 2.0),
    detectable: float | None = 5.0,
) -> Stub:  # fmt: skip
    def interval(level: float) -> tuple[float, float] | None:
        assert level == LEVEL
        return ends

    def smallest(size: float) -> float | None:
        assert size == pytest.approx(1 - LEVEL)
        return detectable

    return Stub(interval=interval, detectable=smallest, left_out_low=left_out[0],
                left_out_high=left_out[1], log=0.1, note="No interval.")  # fmt: skip


def evidence(**different) -> Stub:
    usual = {
        "n_listed": {"city": 3, "region": 3}, **LEAST, "ratio": ratio((1.2, 2.0)),
        "relative": ratio((0.5, 2.0)),
    }  # fmt: skip
    return Stub(**(usual | different))


@pytest.mark.parametrize(
    ("ends", "left_out", "detectable", "state"),
    [
        ((1.1, 2.0), (1.1, 2.0), 5.0, "found"),
        ((1.0, 2.0), (1.1, 2.0), 5.0, "open"),
        ((1.1, 2.0), (1.0, 2.0), 5.0, "open"),
        ((0.5, 0.9), (0.5, 0.9), 5.0, "contrary"),
        ((0.5, 1.0), (0.5, 0.9), 5.0, "open"),
        ((0.5, 0.9), (0.5, 1.0), 5.0, "open"),
        ((1.1, 2.0), (1.1, 2.0), 5.1, "open"),
        ((0.5, 0.9), (0.5, 0.9), 5.1, "open"),
        ((1.1, 2.0), (1.1, 2.0), None, "open"),
        (None, (1.1, 2.0), 5.0, "open"),
    ],
)
def test_a_ratio_must_hold_without_any_one_country(ends, left_out, detectable, state: str) -> None:
    assert rule.state_of(ratio(ends, left_out, detectable)) == state


@pytest.mark.parametrize(("few", "least"), LEAST.items())
def test_one_below_the_least_is_too_little(few: str, least: int) -> None:
    assert rule.why_not_told(evidence(**{few: least})) == ""
    told = rule.why_not_told(evidence(**{few: least - 1}))
    assert told.startswith(f"it needs {least} ")
    assert told.endswith(f"there are {least - 1}")


def test_lists_that_no_source_holds_are_named() -> None:
    assert "cities" in rule.why_not_told(evidence(n_listed={"city": 0, "region": 3}))
    assert "regions" in rule.why_not_told(evidence(n_listed={"city": 3, "region": 0}))
    assert rule.why_not_told(evidence(n_listed={})) == ""


@pytest.mark.parametrize("which", ["ratio", "relative"])
def test_without_an_estimate_of_either_part_nothing_is_judged(which: str) -> None:
    without = Stub(log=None, note="It has no interval.")
    assert rule.why_not_told(evidence(**{which: without})) == "it has no interval"
    assert set(rule.states(evidence(**{which: without})).values()) == {"open"}


def test_each_part_has_the_state_of_its_own_ratio() -> None:
    held = evidence(relative=ratio((0.5, 0.9), (0.5, 0.9)))
    assert rule.states(held) == {"in spite": "found", "apart": "contrary"}


@pytest.mark.parametrize(
    ("in_spite", "apart", "due"),
    [
        ("found", "found", "supported"), ("found", "open", "supported"),
        ("open", "found", "supported"), ("found", "contrary", "mixed"),
        ("contrary", "found", "mixed"), ("contrary", "open", "not supported"),
        ("open", "contrary", "not supported"), ("contrary", "contrary", "not supported"),
        ("open", "open", CANNOT_TELL),
    ],
)  # fmt: skip
def test_the_verdict_on_every_pair_of_parts(in_spite: str, apart: str, due: str) -> None:
    assert rule._verdict({"in spite": in_spite, "apart": apart}) == due


def test_the_number_of_the_verdict_is_that_of_ties_in_spite_of_relations(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rule, "verdict_sentence", lambda *_: "said")
    monkeypatch.setattr(rule, "would_change", lambda *_: "")
    known = ratio((1.2, 2.0))
    known.value, known.interval = (
        1.5,
        lambda level=0.95: (1.2, 2.0) if level == LEVEL else (1.3, 1.9),
    )
    judged = rule.judge(evidence(ratio=known))
    assert (judged.verdict, judged.number, judged.low, judged.high) == ("supported", 1.5, 1.3, 1.9)
    known.interval, known.log = lambda *_: None, None
    without = rule.judge(evidence(ratio=known))
    assert (without.verdict, without.low, without.high) == (CANNOT_TELL, None, None)

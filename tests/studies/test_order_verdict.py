"""The rule of the verdict on C3 in time at its edges."""

from __future__ import annotations

from types import SimpleNamespace as Stub

import pytest

from sistercities.studies.order import verdict as rule
from sistercities.studies.order.rule import RULE

MIN_INSIDE, MIN_UNITS = (need.at_least for need in RULE.needs.least)
MOST_DETECTABLE = RULE.needs.effects[0].at_most
EQUAL, EXCEPTIONS = (RULE.equal.low, RULE.equal.high), RULE.exceptions


def odds_test(odds=EQUAL, above: float | None = 1.5, below: float | None = 0.6) -> Stub:
    low, high = odds
    return Stub(odds=Stub(low=low, high=high), detectable=Stub(above=above, below=below))


def evidence(more: str = "", both=None, **different) -> Stub:
    usual = {
        "n_inside": MIN_INSIDE, "effective_units": MIN_UNITS, "n_upper": 9, "n_ties": 9,
        "n_upper_dated": 9, "n_dated": 9, "after": None, "reverse": None, "older": None,
        "both": [odds_test(), odds_test()] if both is None else both,
        "is_more": lambda which, size: which == more and size == RULE.level.size,
    }  # fmt: skip
    return Stub(**(usual | different))


def high(value: float | None) -> Stub:
    return Stub(high=value)


@pytest.mark.parametrize(
    ("different", "state"),
    [
        ({"more": "younger"}, "tendency"),
        ({"more": "younger", "older": high(EXCEPTIONS)}, "rule"),
        ({"more": "younger", "older": high(EXCEPTIONS + 0.001)}, "tendency"),
        ({"more": "younger", "older": high(None)}, "tendency"),
        ({"more": "younger", "after": high(0.99)}, "open"),
        ({"more": "younger", "after": high(1.0)}, "tendency"),
        ({"more": "younger", "after": high(None)}, "tendency"),
        ({"more": "older"}, "cities first"),
        ({"more": "older", "reverse": high(0.99)}, "open"),
        ({"more": "older", "reverse": high(1.0)}, "cities first"),
        ({"more": "older", "reverse": high(None)}, "cities first"),
        ({}, "neither first"),
        ({"both": [odds_test(), odds_test((EQUAL[0] - 0.01, EQUAL[1]))]}, "open"),
        ({"both": [odds_test((EQUAL[0], EQUAL[1] + 0.01)), odds_test()]}, "open"),
        ({"both": [odds_test((None, EQUAL[1])), odds_test()]}, "open"),
        ({"both": [odds_test((EQUAL[0], None)), odds_test()]}, "open"),
        ({"n_inside": MIN_INSIDE - 1, "more": "younger"}, "open"),
    ],
)
def test_what_is_found_of_order(different: dict, state: str) -> None:
    assert rule.state_of(evidence(**different)) == state


@pytest.mark.parametrize(
    ("different", "says"),
    [
        ({}, ""),
        ({"n_inside": MIN_INSIDE - 1}, f"it needs {MIN_INSIDE}"),
        ({"effective_units": MIN_UNITS - 0.1}, f"it needs {MIN_UNITS:g}"),
        ({"n_inside": 0, "n_upper": 0}, "no tie of its regions is known"),
        ({"n_inside": 0, "n_ties": 0}, "no tie of its cities is known"),
        ({"n_inside": 0, "n_upper_dated": 0}, "no start of a tie of its regions"),
        ({"n_inside": 0, "n_dated": 0}, "no start of a tie of its cities"),
        ({"n_inside": 0}, "no city tie with a known start"),
        ({"both": []}, "hardly changes the order"),
        ({"both": [odds_test(above=None, below=None), odds_test()]}, "hardly changes the order"),
        ({"both": [odds_test(above=None), odds_test(below=None)]}, "hardly changes the order"),
    ],
)
def test_what_is_too_little_to_judge(different: dict, says: str) -> None:
    told = rule.why_not_told(evidence(**different))
    assert (says in told) if says else (told == "")


@pytest.mark.parametrize(
    ("above", "below", "is_told"),
    [
        (MOST_DETECTABLE, 0.01, True),
        (MOST_DETECTABLE + 0.1, 0.01, False),
        (MOST_DETECTABLE + 0.1, 1 / MOST_DETECTABLE, True),
        (None, 1 / MOST_DETECTABLE, True),
        (None, 0.01, False),
        (MOST_DETECTABLE, None, True),
        (MOST_DETECTABLE + 0.1, None, False),
    ],
)
def test_one_side_on_which_odds_would_be_found_is_enough(above, below, is_told: bool) -> None:
    one, weaker = odds_test(above=above, below=below), odds_test(above=1.1, below=0.95)
    for both in ([one, weaker], [weaker, one]):
        assert (rule.why_not_told(evidence(both=both)) == "") is is_told
        assert rule.detectable(evidence(both=both)) == (above, below)


def test_the_number_of_the_verdict_is_that_of_home_cities(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    named: list[object] = []
    monkeypatch.setattr(rule, "verdict_sentence", lambda *given: named.append(given[3]) or "said")
    monkeypatch.setattr(rule, "would_change", lambda *_: "")
    city = Stub(odds=Stub(value=0.7, low=0.5, high=0.9))
    provinces = rule.Whose()
    judged = rule.judge(evidence("younger", city=city), provinces)
    assert named == [provinces]
    assert named[0] is provinces
    assert (judged.verdict, judged.number, judged.low, judged.high) == ("mixed", 0.7, 0.5, 0.9)
    without = rule.judge(evidence("older", city=None))
    assert (without.verdict, without.number, without.low) == ("supported", None, None)
    assert isinstance(named[1], rule.Whose), "where nobody is named, the usual words are"


@pytest.mark.parametrize(
    ("state", "due"),
    [("rule", "not supported"), ("tendency", "mixed"), ("cities first", "supported"),
     ("neither first", "supported"), ("open", "cannot be told from these data")],
)  # fmt: skip
def test_what_is_found_of_order_is_a_verdict_on_the_claim(state: str, due: str) -> None:
    assert rule.VERDICTS[state] == due

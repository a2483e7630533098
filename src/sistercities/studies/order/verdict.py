"""The test of all of C3 in time at once, by `rule.RULE`; the parts have the verdicts."""

from __future__ import annotations

from typing import Literal

from sistercities.sentences import say
from sistercities.studies.claims import CANNOT_TELL, CLAIMS, ClaimVerdict, Verdict
from sistercities.studies.order.evidence import Evidence, Reverse
from sistercities.studies.order.rule import RULE, OrderRule
from sistercities.studies.order.words import Whose, verdict_sentence, would_change
from sistercities.studies.rules import Sides
from twolevel.timing.event_effects import BinEffect

State = Literal["rule", "tendency", "cities first", "neither first", "open"]
"""`rule` and `tendency`: regions first."""

VERDICTS: dict[State, Verdict] = {
    "rule": "not supported",
    "tendency": "mixed",
    "cities first": "supported",
    "neither first": "supported",
    "open": CANNOT_TELL,
}


def detectable(evidence: Evidence) -> tuple[float | None, float | None]:
    """Return the odds above and below 1 that both tests would find with 80 % power."""
    above = [one.detectable.above for one in evidence.both]
    below = [one.detectable.below for one in evidence.both]
    return (
        None if None in above or not above else max(a for a in above if a is not None),
        None if None in below or not below else min(b for b in below if b is not None),
    )


def why_not_told(evidence: Evidence, rule: OrderRule = RULE) -> str:
    """Say why nothing can be judged; empty where it can."""
    if evidence.n_inside == 0:
        return _none_inside(evidence)
    too_few = rule.needs.unmet(n_inside=evidence.n_inside, effective_units=evidence.effective_units)
    if too_few:
        return too_few
    above, below = detectable(evidence)
    if above is None and below is None:
        return say(
            "dealing the start years anew hardly changes the order, so nothing can be compared"
        )
    return rule.needs.unmet(odds=_weaker(above, below))


def _weaker(above: float | None, below: float | None) -> float:
    """Return the odds nearer to 1 that would be found, on either side, as odds above 1."""
    inverse = 1 / below if below else float("inf")
    return inverse if above is None else min(above, inverse)


def _none_inside(evidence: Evidence) -> str:
    if evidence.n_upper == 0:
        return say("no tie of its regions is known")
    if evidence.n_ties == 0:
        return say("no tie of its cities is known")
    if evidence.n_upper_dated == 0:
        return say("no start of a tie of its regions is known")
    if evidence.n_dated == 0:
        return say("no start of a tie of its cities is known")
    return say("no city tie with a known start lies inside a sister pair with one")


def state_of(evidence: Evidence, rule: OrderRule = RULE) -> State:
    """Tell what is found of order."""
    if why_not_told(evidence, rule):
        return "open"
    size = rule.level.size
    is_younger, is_older = (evidence.is_more(which, size) for which in ("younger", "older"))
    if is_younger and not _lies_below(evidence.after, rule.forward):
        return "rule" if _is_rule(evidence, rule) else "tendency"
    if is_older and not _lies_below(evidence.reverse, rule.reverse):
        return "cities first"
    is_none = not (is_younger or is_older) and _is_equal(evidence, rule)
    return "neither first" if is_none else "open"


def _lies_below(ratio: BinEffect | Reverse | None, sides: Sides) -> bool:
    """Whether a ratio is known to be below no effect, and so withdraws a finding."""
    return ratio is not None and ratio.high is not None and sides.is_below(ratio.high)


def _is_rule(evidence: Evidence, rule: OrderRule) -> bool:
    older = evidence.older
    return older is not None and older.high is not None and older.high <= rule.exceptions


def _is_equal(evidence: Evidence, rule: OrderRule) -> bool:
    ends = [(one.odds.low, one.odds.high) for one in evidence.both]
    return all(
        low is not None and high is not None and rule.equal.holds(low, high) for low, high in ends
    )


def judge(evidence: Evidence, whose: Whose | None = None, rule: OrderRule = RULE) -> ClaimVerdict:
    """Judge C3 in time; `whose` says what regions and country are called."""
    reason, state = why_not_told(evidence, rule), state_of(evidence, rule)
    odds = None if evidence.city is None else evidence.city.odds
    return ClaimVerdict(
        "C3",
        CLAIMS["C3"],
        VERDICTS[state],
        verdict_sentence(evidence, state, reason, whose or Whose()),
        None if odds is None else odds.value,
        None if odds is None else odds.low,
        None if odds is None else odds.high,
        would_change(state, reason),
    )

"""The verdict on C3 in time, by the rule in the docstring of the package."""

from __future__ import annotations

from typing import Literal

from sistercities.sentences import say
from sistercities.studies.claims import CANNOT_TELL, CLAIMS, ClaimVerdict, Verdict
from sistercities.studies.order.evidence import Evidence
from sistercities.studies.order.rule import (
    EQUAL,
    EXCEPTIONS,
    MIN_INSIDE,
    MIN_UNITS,
    MOST_DETECTABLE,
)
from sistercities.studies.order.words import Whose, verdict_sentence, would_change

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


def why_not_told(evidence: Evidence) -> str:
    """Say why nothing can be judged; empty where it can."""
    if evidence.n_inside == 0:
        return _none_inside(evidence)
    if evidence.n_inside < MIN_INSIDE:
        return say(
            "only {n_inside} city ties with a known start lie inside sister pairs with one,"
            " and it needs {min_inside}",
            n_inside=evidence.n_inside,
            min_inside=MIN_INSIDE,
        )
    if evidence.effective_units < MIN_UNITS:
        return say(
            "the city ties inside come from {effective_units:.1f} effective home regions, "
            "and it needs {min_units:g}",
            effective_units=evidence.effective_units,
            min_units=MIN_UNITS,
        )
    above, below = detectable(evidence)
    if above is None and below is None:
        return say(
            "dealing the start years anew hardly changes the order, so nothing can be compared"
        )
    if (above or float("inf")) > MOST_DETECTABLE and (below or 0.0) < 1 / MOST_DETECTABLE:
        return say(
            "only odds {most_detectable:g} times those by chance or more would be found, "
            "and weaker ones matter",
            most_detectable=MOST_DETECTABLE,
        )
    return ""


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


def state_of(evidence: Evidence) -> State:
    """Tell what is found of order."""
    if why_not_told(evidence):
        return "open"
    if evidence.is_more("younger") and not _rates_fall(evidence):
        return "rule" if _is_rule(evidence) else "tendency"
    if evidence.is_more("older") and not _hazard_falls(evidence):
        return "cities first"
    is_found = evidence.is_more("younger") or evidence.is_more("older")
    return "neither first" if not is_found and _is_equal(evidence) else "open"


def _rates_fall(evidence: Evidence) -> bool:
    after = evidence.after
    return after is not None and after.high is not None and after.high < 1


def _hazard_falls(evidence: Evidence) -> bool:
    reverse = evidence.reverse
    return reverse is not None and reverse.high is not None and reverse.high < 1


def _is_rule(evidence: Evidence) -> bool:
    older = evidence.older
    return older is not None and older.high is not None and older.high <= EXCEPTIONS


def _is_equal(evidence: Evidence) -> bool:
    ends = [(one.odds.low, one.odds.high) for one in evidence.both]
    return all(
        low is not None and high is not None and EQUAL[0] <= low and high <= EQUAL[1]
        for low, high in ends
    )


def judge(evidence: Evidence, whose: Whose | None = None) -> ClaimVerdict:
    """Judge C3 in time; `whose` says what regions and country are called."""
    reason, state = why_not_told(evidence), state_of(evidence)
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

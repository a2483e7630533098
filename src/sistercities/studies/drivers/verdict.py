"""The test of all of C4 at once, by `rule.RULE`; the verdict on the claim is that of a part."""

from __future__ import annotations

from typing import Literal

from sistercities.sentences import as_clause, capital, listed, say
from sistercities.studies.claims import CANNOT_TELL, CLAIMS, ClaimVerdict, Verdict
from sistercities.studies.drivers.evidence import Evidence
from sistercities.studies.drivers.rule import RULE, DriversRule
from sistercities.studies.drivers.terms import FACTORS, FORMAL, TITLES
from sistercities.studies.drivers.words import verdict_sentence

State = Literal["stronger", "weaker", "open"]


def state_of(evidence: Evidence, factor: str, level: float, rule: DriversRule = RULE) -> State:
    """Tell whether a factor foretells more than formal links do, by intervals of its share."""
    shapley = evidence.shapley
    if shapley is None or not {factor, FORMAL} <= set(shapley.groups):
        return "open"
    difference = shapley.shares({factor: 1.0, FORMAL: -1.0}, level)
    own, formal = shapley.shares({factor: 1.0}, level), shapley.shares({FORMAL: 1.0}, level)
    if difference is None or own is None or formal is None:
        return "open"
    share = rule.share
    if share.is_above(difference.low) and share.is_above(own.low):
        return "stronger"
    if share.is_below(difference.high) and share.is_above(formal.low):
        return "weaker"
    return "open"


def states_of(evidence: Evidence, rule: DriversRule = RULE) -> dict[str, State]:
    """Return the state of each factor: of all three at once by one level, else by the joint one.

    Where all are claimed no correction is needed, since one that fails makes the claim fail.
    """
    at_once = [state_of(evidence, factor, rule.level.together, rule) for factor in FACTORS]
    if set(at_once) == {"stronger"}:
        return dict.fromkeys(FACTORS, "stronger")
    level = rule.level.each(len(FACTORS))
    return {factor: state_of(evidence, factor, level, rule) for factor in FACTORS}


def why_not_told(evidence: Evidence, rule: DriversRule = RULE) -> str:
    """Say why nothing can be judged; empty where it can."""
    if evidence.n_ties == 0:
        return evidence.note
    return (
        rule.needs.unmet(n_ties=evidence.n_ties)
        or evidence.note
        or rule.needs.unmet(effective_regions=evidence.effective_regions)
        or _too_weak(evidence, rule)
    )


def _too_weak(evidence: Evidence, rule: DriversRule) -> str:
    ratio, shapley = evidence.detectable_ratio, evidence.shapley
    if ratio is None or shapley is None:
        why = as_clause(evidence.without_effects.note) or say("the regressions cannot be made")
        return say("the upper ties cannot be weighed: {why}", why=why)
    too_weak = rule.needs.unmet(ratio=ratio)
    if too_weak:
        return too_weak
    if not rule.foretold.is_above(shapley.explained().low):
        return say("all that is known together does not foretell the ties of regions held out")
    return rule.needs.unmet(share=evidence.detectable_share)


def judge(
    evidence: Evidence, of_whom: str = "the country", rule: DriversRule = RULE
) -> ClaimVerdict:
    """Judge C4; `of_whom` names the country in sentences, after `of`."""
    reason = why_not_told(evidence, rule)
    states = states_of(evidence, rule)
    verdict = CANNOT_TELL if reason else _verdict(states)
    number = evidence.together
    return ClaimVerdict(
        "C4",
        CLAIMS["C4"],
        verdict,
        verdict_sentence(evidence, states, reason, of_whom),
        None if number is None else number.value,
        None if number is None else number.low,
        None if number is None else number.high,
        _would_change(verdict, states),
    )


def _verdict(states: dict[str, State]) -> Verdict:
    found = list(states.values())
    if all(state == "stronger" for state in found):
        return "supported"
    if "stronger" in found:
        return "mixed"
    return "not supported" if "weaker" in found else CANNOT_TELL


def _would_change(verdict: Verdict, states: dict[str, State]) -> str:
    if verdict == "supported":
        return say(
            "Known starts of the ties now undated, or facts of the years before the ties in"
            " place of late ones, under which a factor no longer foretells more than formal"
            " links."
        )
    wanted = [
        say(
            "a share of {factor} above that of the formal tie, the interval of the "
            "difference above 0",
            factor=TITLES[factor],
        )
        for factor, state in states.items()
        if state != "stronger"
    ]
    return capital(say("{parts}.", parts=listed(wanted, "semicolon")))

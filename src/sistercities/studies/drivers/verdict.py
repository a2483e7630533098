"""The verdict on C4, by the rule in the docstring of the package."""

from __future__ import annotations

from typing import Literal

from sistercities.sentences import as_clause, capital, listed, say
from sistercities.studies.claims import CANNOT_TELL, CLAIMS, ClaimVerdict, Verdict
from sistercities.studies.drivers.evidence import Evidence
from sistercities.studies.drivers.terms import FACTORS, FORMAL, TITLES
from sistercities.studies.drivers.thresholds import MIN_REGIONS, MIN_TIES, MOST_RATIO, MOST_SHARE
from sistercities.studies.drivers.words import verdict_sentence

State = Literal["stronger", "weaker", "open"]

ALL_AT_ONCE = 0.95
"""Level of each factor's intervals where all three are claimed: no correction is needed then."""


def state_of(evidence: Evidence, factor: str, level: float) -> State:
    """Tell whether a factor foretells more than formal links do, by intervals of its share."""
    shapley = evidence.shapley
    if shapley is None or not {factor, FORMAL} <= set(shapley.groups):
        return "open"
    difference = shapley.shares({factor: 1.0, FORMAL: -1.0}, level)
    own, formal = shapley.shares({factor: 1.0}, level), shapley.shares({FORMAL: 1.0}, level)
    if difference is None or own is None or formal is None:
        return "open"
    if difference.low > 0 and own.low > 0:
        return "stronger"
    if difference.high < 0 and formal.low > 0:
        return "weaker"
    return "open"


def states_of(evidence: Evidence) -> dict[str, State]:
    """Return the state of each factor: of all three at once by 95 %, else by the joint level."""
    if all(state_of(evidence, factor, ALL_AT_ONCE) == "stronger" for factor in FACTORS):
        return dict.fromkeys(FACTORS, "stronger")
    return {factor: state_of(evidence, factor, evidence.level) for factor in FACTORS}


def why_not_told(evidence: Evidence) -> str:
    """Say why nothing can be judged; empty where it can."""
    if evidence.n_ties == 0:
        return evidence.note
    if evidence.n_ties < MIN_TIES:
        return say(
            "{n_ties} of its ties have a known start and known facts, and it needs {min_ties}",
            n_ties=evidence.n_ties,
            min_ties=MIN_TIES,
        )
    if evidence.note:
        return evidence.note
    if evidence.effective_regions < MIN_REGIONS:
        return say(
            "its ties lie in {effective_regions:.1f} effective regions, and it needs "
            "{min_regions:g}",
            effective_regions=evidence.effective_regions,
            min_regions=MIN_REGIONS,
        )
    return _too_weak(evidence)


def _too_weak(evidence: Evidence) -> str:
    ratio, shapley = evidence.detectable_ratio, evidence.shapley
    if ratio is None or shapley is None:
        why = as_clause(evidence.without_effects.note) or say("the regressions cannot be made")
        return say("the upper ties cannot be weighed: {why}", why=why)
    if ratio > MOST_RATIO:
        return say(
            "too few city ties could lie in older ties of regions: only {ratio:.1f} times "
            "as many ties as elsewhere would be found",
            ratio=ratio,
        )
    if shapley.explained().low <= 0:
        return say("all that is known together does not foretell the ties of regions held out")
    share = evidence.detectable_share
    if share is None or share > MOST_SHARE:
        return say("the shares differ too much from region to region to be compared")
    return ""


def judge(evidence: Evidence, of_whom: str = "the country") -> ClaimVerdict:
    """Judge C4; `of_whom` names the country in sentences, after `of`."""
    reason = why_not_told(evidence)
    states = states_of(evidence)
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

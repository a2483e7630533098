"""The test of all of C8 at once, by `rule.RULE`; the verdict on the claim is that of a part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sistercities.sentences import capital, listed, say
from sistercities.studies.claims import CANNOT_TELL, CLAIMS, ClaimVerdict, Verdict
from sistercities.studies.hubs.evidence import Evidence
from sistercities.studies.hubs.rule import FACTS, RULE, HubsRule
from sistercities.studies.hubs.words import verdict_sentence
from twolevel.exact.besag_clifford import clopper_pearson
from twolevel.rates.standardised import StandardisedRatio

State = Literal["found", "contrary", "open", "unknown", "coverage"]


def ratio_state(ratios: Mapping[str, StandardisedRatio], rule: HubsRule = RULE) -> State:
    """Tell whether there are more hubs than expected, by every measure."""
    if not ratios:
        return "unknown"
    intervals = [ratio.interval(rule.joint) for ratio in ratios.values()]
    known = [interval for interval in intervals if interval is not None]
    if len(known) < len(intervals):
        return "open"
    if all(rule.ratio.is_above(low) for low, _ in known):
        return "found"
    is_less = all(rule.ratio.is_contrary(low, high) for low, high in known)
    return "contrary" if is_less else "open"


def change_state(evidence: Evidence, rule: HubsRule = RULE) -> State:
    """Tell whether the home country has come forward more than others, and dates bear it out."""
    change = evidence.change
    if change is None or not change.by_measure:
        return "unknown"
    intervals = [one.among.interval(rule.joint) for one in change.by_measure.values()]
    if all(rule.growth.is_below(high) for _, high in intervals):
        return "contrary"
    if not all(rule.growth.is_above(low) for low, _ in intervals):
        return "open"
    if change.n_added_dated == 0:
        return "coverage"
    low, _ = clopper_pearson(change.n_added_since, change.n_added_dated, rule.joint)
    return "found" if low > rule.since else "coverage"


def why_not_told(evidence: Evidence, rule: HubsRule = RULE) -> str:
    """Say why nothing can be judged; empty where it can."""
    if evidence.n_cities == 0:
        return say("no undated list of several countries holds its cities")
    too_few = rule.needs.unmet(n_cities=evidence.n_cities, n_ties=evidence.n_ties)
    if too_few:
        return too_few
    main = evidence.main
    if main is None:
        return evidence.note or say("there is no estimate")
    return rule.needs.unmet(
        inside=main.effective_inside,
        outside=main.effective_outside,
        expected=min(ratio.expected_alike for ratio in evidence.beyond.values()),
        ratio=evidence.detectable,
    )


def judge(evidence: Evidence, of_whom: str = "the country", rule: HubsRule = RULE) -> ClaimVerdict:
    """Judge C8; `of_whom` names the country in sentences, after `of`."""
    reason = why_not_told(evidence, rule)
    states = states_of(evidence, rule)
    verdict = CANNOT_TELL if reason else _verdict(states)
    main = evidence.main
    interval = None if main is None else main.interval()
    return ClaimVerdict(
        "C8",
        CLAIMS["C8"],
        verdict,
        verdict_sentence(evidence, states, reason, of_whom),
        None if main is None else main.value,
        None if interval is None else interval[0],
        None if interval is None else interval[1],
        _would_change(verdict, states),
    )


def states_of(evidence: Evidence, rule: HubsRule = RULE) -> dict[str, State]:
    """Return the states of the three facts."""
    found = (
        ratio_state(evidence.presence, rule),
        ratio_state(evidence.beyond, rule),
        change_state(evidence, rule),
    )
    return dict(zip(FACTS, found, strict=True))


def _verdict(states: Mapping[str, State]) -> Verdict:
    is_found = [state == "found" for state in states.values()]
    if all(is_found):
        return "supported"
    if any(is_found):
        return "mixed"
    level = (states["presence"], states["beyond size"])
    return "not supported" if "contrary" in level else CANNOT_TELL


def _would_change(verdict: Verdict, states: Mapping[str, State]) -> str:
    if verdict == "supported":
        return say(
            "A ratio whose interval reaches 1, or a change whose interval reaches that of others."
        )
    wanted = []
    if states["presence"] != "found":
        wanted.append(
            say("a larger share of the world's hubs than of its cities, by every measure")
        )
    if states["beyond size"] != "found":
        wanted.append(say("more hubs than cities abroad of their size have, by every measure"))
    if states["change"] != "found":
        wanted.append(
            say(
                "a source that lists the ties of ten years ago as fully as today's, or "
                "start dates in the lists of all countries, that show it coming forward"
            )
        )
    return capital(say("{wanted}.", wanted=listed(wanted, "semicolon")))

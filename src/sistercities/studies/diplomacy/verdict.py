"""The test of all of C7 at once, by `rule.RULE`; the verdict on the claim is that of a part."""

from __future__ import annotations

from sistercities.sentences import as_clause, lowered, say
from sistercities.studies.claims import CANNOT_TELL, CLAIMS, ClaimVerdict, Verdict
from sistercities.studies.diplomacy.evidence import Evidence
from sistercities.studies.diplomacy.models import Ratio
from sistercities.studies.diplomacy.rule import RULE, DiplomacyRule
from sistercities.studies.diplomacy.words import verdict_sentence, would_change
from sistercities.studies.rules import State


def state_of(ratio: Ratio, rule: DiplomacyRule = RULE) -> State:
    """Tell whether a ratio lies above 1 (found) or below (contrary), or whether that is open.

    It must do so without any one country too, and a ratio that matters must be one that is found.
    """
    interval, smallest = ratio.interval(rule.joint), ratio.detectable(1 - rule.joint)
    if interval is None or not rule.needs.are_met(ratio=smallest):
        return "open"
    sides = rule.ratio
    if sides.is_above(interval[0]) and sides.is_above(ratio.left_out_low):
        return "found"
    is_below = sides.is_below(interval[1]) and sides.is_below(ratio.left_out_high)
    return "contrary" if is_below else "open"


def why_not_told(evidence: Evidence, rule: DiplomacyRule = RULE) -> str:
    """Say why nothing can be judged; empty where it can."""
    for level, whose in (
        ("city", say("the ties of its cities")),
        ("region", say("the ties of its regions")),
    ):
        if evidence.n_listed.get(level, 1) == 0:
            return say("in no region of it does a source list {whose}", whose=whose)
    too_few = rule.needs.unmet(
        n_city_ties=evidence.n_city_ties,
        n_region_ties=evidence.n_region_ties,
        n_countries=evidence.n_countries,
        n_complex_tied=evidence.n_complex_tied,
    )
    if too_few:
        return too_few
    for ratio in (evidence.ratio, evidence.relative):
        if ratio.log is None:
            return lowered(as_clause(ratio.note))
    return ""


def states(evidence: Evidence, rule: DiplomacyRule = RULE) -> dict[str, State]:
    """Tell what was found of each part: `in spite` (R) and `apart` from regions (D)."""
    if why_not_told(evidence, rule):
        return {"in spite": "open", "apart": "open"}
    return {
        "in spite": state_of(evidence.ratio, rule),
        "apart": state_of(evidence.relative, rule),
    }


def judge(
    evidence: Evidence,
    of_whom: str = "the country",
    unit: str = "region",
    rule: DiplomacyRule = RULE,
) -> ClaimVerdict:
    """Judge C7; `of_whom` names the country after `of`, `unit` what its regions are called."""
    found, reason = states(evidence, rule), why_not_told(evidence, rule)
    verdict = CANNOT_TELL if reason else _verdict(found)
    interval = evidence.ratio.interval()
    return ClaimVerdict(
        "C7",
        CLAIMS["C7"],
        verdict,
        verdict_sentence(evidence, dict(found), reason, of_whom, unit),
        evidence.ratio.value,
        None if interval is None else interval[0],
        None if interval is None else interval[1],
        would_change(dict(found), unit),
    )


def _verdict(found: dict[str, State]) -> Verdict:
    is_found, is_contrary = "found" in found.values(), "contrary" in found.values()
    if is_found:
        return "mixed" if is_contrary else "supported"
    return "not supported" if is_contrary else CANNOT_TELL

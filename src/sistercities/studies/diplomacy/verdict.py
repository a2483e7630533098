"""The verdict on C7, by the rule in the docstring of the package."""

from __future__ import annotations

from typing import Literal

from sistercities.sentences import as_clause, lowered, say
from sistercities.studies.claims import CANNOT_TELL, CLAIMS, ClaimVerdict, Verdict
from sistercities.studies.diplomacy.evidence import (
    LEVEL,
    MIN_CITY_TIES,
    MIN_COMPLEX,
    MIN_COUNTRIES,
    MIN_REGION_TIES,
    Evidence,
)
from sistercities.studies.diplomacy.models import Ratio
from sistercities.studies.diplomacy.words import verdict_sentence, would_change

MOST_DETECTABLE = 5.0
"""Smallest ratio found with 80 % power above which a part of the claim is not judged."""

State = Literal["found", "contrary", "open"]


def state_of(ratio: Ratio) -> State:
    """Tell whether a ratio lies above 1 (found) or below (contrary), or whether that is open."""
    interval, smallest = ratio.interval(LEVEL), ratio.detectable(1 - LEVEL)
    if interval is None or smallest is None or smallest > MOST_DETECTABLE:
        return "open"
    if interval[0] > 1 and ratio.left_out_low > 1:
        return "found"
    return "contrary" if interval[1] < 1 and ratio.left_out_high < 1 else "open"


def why_not_told(evidence: Evidence) -> str:
    """Say why nothing can be judged; empty where it can."""
    for level, whose in (
        ("city", say("the ties of its cities")),
        ("region", say("the ties of its regions")),
    ):
        if evidence.n_listed.get(level, 1) == 0:
            return say("in no region of it does a source list {whose}", whose=whose)
    counts = (
        (evidence.n_city_ties, MIN_CITY_TIES, say("city ties with countries of known facts")),
        (evidence.n_region_ties, MIN_REGION_TIES, say("region ties with countries of known facts")),
        (evidence.n_countries, MIN_COUNTRIES, say("partner countries with a tie and known facts")),
        (evidence.n_complex_tied, MIN_COMPLEX, say("partner countries with complex relations")),
    )
    for n, least, what in counts:
        if n < least:
            return say("it needs {least} {what}, and there are {n}", least=least, what=what, n=n)
    for ratio in (evidence.ratio, evidence.relative):
        if ratio.log is None:
            return lowered(as_clause(ratio.note))
    return ""


def states(evidence: Evidence) -> dict[str, State]:
    """Tell what was found of each part: `in spite` (R) and `apart` from regions (D)."""
    if why_not_told(evidence):
        return {"in spite": "open", "apart": "open"}
    return {"in spite": state_of(evidence.ratio), "apart": state_of(evidence.relative)}


def judge(evidence: Evidence, of_whom: str = "the country", unit: str = "region") -> ClaimVerdict:
    """Judge C7; `of_whom` names the country after `of`, `unit` what its regions are called."""
    found, reason = states(evidence), why_not_told(evidence)
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

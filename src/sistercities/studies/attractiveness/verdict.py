"""The test of all of C6 at once, by `rule.RULE`; the verdict on the claim is that of a part."""

from __future__ import annotations

from typing import Literal

from sistercities.sentences import as_clause, capital, listed, say
from sistercities.studies.attractiveness.evidence import Evidence
from sistercities.studies.attractiveness.rule import RULE, AttractivenessRule
from sistercities.studies.attractiveness.words import verdict_sentence
from sistercities.studies.claims import CANNOT_TELL, CLAIMS, ClaimVerdict, Verdict

State = Literal["found", "contrary", "open", "unknown"]


def level_state(evidence: Evidence, rule: AttractivenessRule = RULE) -> State:
    """Tell whether home cities are chosen more often than others alike, near and far."""
    main = None if evidence.main is None else evidence.main.home
    if main is None:
        return "unknown"
    far = None if evidence.far is None else evidence.far.home
    state = rule.odds.state(*main.interval(rule.joint))
    if state != "found":
        return state
    is_far_too = far is not None and rule.odds.is_above(far.interval(rule.joint)[0])
    return "found" if is_far_too else "open"


def change_state(evidence: Evidence, rule: AttractivenessRule = RULE) -> State:
    """Tell whether the home country is chosen more often from decade to decade."""
    trend = evidence.trend_by(rule)
    return "unknown" if trend is None else rule.decade.state(*trend.interval(rule.joint))


def why_not_told(evidence: Evidence, rule: AttractivenessRule = RULE) -> str:
    """Say why nothing can be judged; empty where it can."""
    main = evidence.main
    if main is None:
        return say("no undated list of several countries holds choices of cities abroad")
    too_few = rule.needs.unmet(
        n_choices=main.n_choices,
        n_home=main.n_home,
        effective_choosers=main.effective_choosers,
        effective_regions=main.effective_regions,
    )
    if too_few:
        return too_few
    if main.home is None:
        return as_clause(main.note) or say("the odds ratio has no interval")
    return rule.needs.unmet(odds=evidence.detectable)


def judge(
    evidence: Evidence, of_whom: str = "the country", rule: AttractivenessRule = RULE
) -> ClaimVerdict:
    """Judge C6; `of_whom` names the country in sentences, after `of`."""
    reason = why_not_told(evidence, rule)
    level, change = level_state(evidence, rule), change_state(evidence, rule)
    verdict = CANNOT_TELL if reason else _verdict(level, change)
    home = None if evidence.main is None else evidence.main.home
    return ClaimVerdict(
        "C6",
        CLAIMS["C6"],
        verdict,
        verdict_sentence(evidence, level, change, reason, of_whom),
        None if home is None else home.value,
        None if home is None else home.low,
        None if home is None else home.high,
        _would_change(verdict, level, change),
    )


def _verdict(level: State, change: State) -> Verdict:
    if level == "found" and change == "found":
        return "supported"
    if "found" in (level, change):
        return "mixed"
    return "not supported" if level == "contrary" else CANNOT_TELL


def _would_change(verdict: Verdict, level: State, change: State) -> str:
    if verdict == "supported":
        return say("An odds ratio or a ratio per decade whose interval reaches 1.")
    wanted = []
    if level != "found":
        wanted.append(
            say("an odds ratio whose interval lies above 1, in all choices and in far ones")
        )
    if change != "found":
        wanted.append(
            say("start dates in lists of other countries' cities that show a growing share")
        )
    return capital(say("{wanted}.", wanted=listed(wanted, "semicolon")))
